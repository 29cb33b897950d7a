"""A file to begin with: what is known of an incident in its place, TODO for the rest, and what each field means.

The reader of incident files is the judge of what is known: a value it refuses becomes a comment, so that a draft never
has another problem than what is still to be written. Nothing is invented, and nothing is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from posixpath import dirname, isabs, relpath

from postmortems import format as form
from postmortems.credentials import covered
from postmortems.data import schema
from postmortems.drafts.writing import TODO, Known, Line, Place, Value, Writer, comment, comments
from postmortems.format import Group, Shape
from postmortems.problems import Problem
from postmortems.reading.incident import read
from postmortems.reading.values import MAX_SLUG, UNDATED, slugify
from postmortems.settings import Settings, Site

__all__ = ["TODO", "Draft", "Known", "Line", "Place", "Value", "draft", "folder_of", "refused", "slug_of"]

SCHEMA = "schema/incident.json"
"""Where the schema is in the project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file to begin with."""

    id: str
    path: str
    """Relative to the project's folder."""
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The file."""
        return "".join(f"{line}\n" for line in self.lines)


def draft(  # noqa: PLR0913  each says something else about where the file goes
    known: Known,
    *,
    settings: Settings,
    site: Site,
    names: Mapping[str, str],
    slug: str = "",
    today: date,
    remarks: Sequence[str] = (),
    asides: Mapping[Place, tuple[str, ...]] | None = None,
) -> Draft:
    """Return the file of what is known.

    `names` has the file of each id and alias there is; `slug` stands in place of the title's, `today` in place of the
    day of a start that is not known. `remarks` are texts to show on top, for whoever goes on writing, and `asides`
    those to show at a field.
    """
    known, asides = _cleaned(known), dict(asides or {})
    # Also of a title that is too long: it is a good beginning for a name all the same.
    # A name is published more widely than a file: no secret comes into it.
    words = slug or slug_of(covered(_text(known, "title"))) or "untitled"
    while found := _set_aside(known, refused(known, settings, names)):
        known, more = found
        asides |= {place: (*asides.get(place, ()), *texts) for place, texts in more.items()}
    id_ = f"{_day(known) or today}-{words}"
    path = f"{folder_of(id_, settings.incidents, names.values())}/{id_}.yaml"
    head = [f"# yaml-language-server: $schema={_schema(path, site)}", *comment(_HOW_TO)]
    lines = (*map(Line, (*head, *comments(remarks))), *Writer(settings, asides).file(known))
    return Draft(id=id_, path=path, lines=lines)


def _schema(path: str, site: Site) -> str:
    """Where an editor that has the project finds the schema, from the file's own folder, as editors read it.

    A site may be private, or not published yet; its address is for files that lie outside of the project.
    """
    return (isabs(path) and schema.address(site)) or relpath(SCHEMA, dirname(path))


_HOW_TO = (
    f"Write over every {TODO}. What is optional stands behind a #, such as #tags: take what helps, and delete its #. "
    "`make check` says what is left."
)


def slug_of(title: str) -> str:
    """Return the slug of a title, cut at a word; empty where it has no letter from a to z and no digit."""
    # Accents go, their letters stay.
    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(whole) <= MAX_SLUG:
        return whole
    return whole[: MAX_SLUG + 1].rpartition("-")[0] or slugify(whole)


def folder_of(id_: str, incidents: str, paths: Collection[str]) -> str:
    """Return the folder for a new file: that of its year, unless the files there are all lie in one folder."""
    is_flat = bool(paths) and all(dirname(path) == incidents for path in paths)
    return incidents if is_flat else f"{incidents}/{id_[: len('YYYY')]}"


def refused(known: Known, settings: Settings, names: Collection[str] = ()) -> dict[Place, Problem]:
    """Return the values that the reader of the file would refuse, each with the first of its problems.

    A value that is still to be written is none of them. Links may lead to the incidents in `names`.
    """
    lines = list(Writer(settings, {}).file(known))
    # A file is named by its day, so the day of the name is never the problem.
    id_ = f"{_day(known) or UNDATED}-draft"
    reading = read("".join(f"{line}\n" for line in lines).encode(), path="", id_=id_, settings=settings)
    found: dict[Place, Problem] = {}
    for problem in reading.problems:
        if problem.code != "todo" and problem.line:
            found.setdefault(lines[problem.line - 1].place, problem)
    for reference in reading.references:
        if reference.id not in names:
            message, help_ = f"there is no incident {reference.id}", "write the id of an incident in this archive"
            problem = Problem("", reference.line, reference.column, "unknown-id", message, help_, reference.source)
            found.setdefault(lines[reference.line - 1].place, problem)
    return found


# -- values that are refused ------------------------------------------------------------------------------------------


def _set_aside(
    known: Known, found: Mapping[Place, Problem]
) -> tuple[dict[str, Value], dict[Place, tuple[str, ...]]] | None:
    """What is known without the values that were refused, and these as texts, by their fields; None: there are none."""
    asides: dict[Place, tuple[str, ...]] = {}
    # From behind, so that the numbers of items before it stay.
    for place in sorted((place for place in found if place), key=_from_behind, reverse=True):
        known, value = _without(known, place)
        field_place = tuple(name for name in place if isinstance(name, str))[: _depth(place)]
        name = f"{place[-1]}: " if len(field_place) < len(place) and isinstance(place[-1], str) else ""
        asides[field_place] = (f"{name}{_told(value)}", *asides.get(field_place, ()))
    return (dict(known), asides) if asides else None


def _from_behind(place: Place) -> tuple[tuple[str, int], ...]:
    return tuple((name, 0) if isinstance(name, str) else ("", name) for name in place)


def _depth(place: Place) -> int:
    """How many of the names of a place are those of fields."""
    shape: Shape = form.INCIDENT
    for depth, name in enumerate(place):
        if not isinstance(shape, Group) or not isinstance(name, str):
            return depth
        shape = next(one.shape for one in shape.fields if one.name == name)
    return len(place)


def _without(known: Known, place: Place) -> tuple[dict[str, Value], Value]:
    """Return a mapping without the value at a place, and without what is empty then; and that value."""
    name, rest = str(place[0]), place[1:]
    here = known[name]
    left: Value = []
    if not rest:
        taken = here
    elif isinstance(here, Mapping):
        left, taken = _without(here, rest)
    else:
        number = int(rest[0])
        left, taken = [*here[:number], *here[number + 1 :]], here[number]
    others = {key: value for key, value in known.items() if key != name}
    return {**others, name: left} if left else others, taken


def _told(value: Value) -> str:
    """A value as a line or lines for people."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_told(one)}" for key, one in value.items())
    return ", ".join(map(_told, value))


def _cleaned(known: Known) -> dict[str, Value]:
    """What is known without blanks round it, and without what is empty."""
    found = {key: _clean(value) for key, value in known.items()}
    return {key: value for key, value in found.items() if value}


def _clean(value: Value) -> Value:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").expandtabs(4).strip()
    if isinstance(value, Mapping):
        return _cleaned(value)
    return [item for item in map(_clean, value) if item]


def _text(known: Known, *place: str) -> str:
    value: Value = known
    for name in place:
        value = value.get(name, "") if isinstance(value, Mapping) else ""
    return value if isinstance(value, str) else ""


def _day(known: Known) -> str:
    """The day of the start as it is written; empty where it is not known."""
    found = re.match(r"~?(\d{4}-\d{2}-\d{2}) ", _text(known, "summary", "start"), re.ASCII)
    return found[1] if found else ""
