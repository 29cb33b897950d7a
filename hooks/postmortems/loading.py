"""From a folder of files to an archive, with every problem of every file: what `check` and the site build share."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from postmortems.collection import Archive
from postmortems.credentials import covered
from postmortems.problems import Problem
from postmortems.rankings import newest_first
from postmortems.reading import values
from postmortems.reading.anchors import places
from postmortems.reading.incident import Reading, read
from postmortems.reading.sheet import MAX_SUGGESTIONS, Reference
from postmortems.reading.text import MAX_BYTES
from postmortems.reading.values import Wrong
from postmortems.settings import CONFIG, INCIDENTS, Project

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An incident file, not yet read."""

    path: str
    """As problems name it."""
    id: str
    """Its name without the ending, perhaps no id."""
    data: bytes | Problem
    """What it holds, cut where it is too large; or why that cannot be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a folder of incidents holds."""

    archive: Archive
    """Every incident that could be read; complete only where there are no problems."""
    problems: tuple[Problem, ...]
    """By path, then by line."""
    warnings: tuple[Problem, ...] = ()
    """What is a slip more often than not, in the same order; no reason to refuse a file. Empty unless asked for."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """The file of each id, those with problems too."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """The file that states each alias, those with problems too."""

    @property
    def names(self) -> dict[str, str]:
        """The file of each id and of each alias."""
        return {**self.aliases, **self.ids}


def load(project: Project, *, warn: bool = False) -> Loaded:
    """Return the incidents of a project and what is wrong with its files; with `warn` also what looks like a slip.

    Raises `OSError` as `sources` does.
    """
    return loaded(sources(project), project, warn=warn)


def sources(project: Project) -> Iterator[Source | Problem]:
    """Yield every incident file of a project, and a problem for everything else that lies among them.

    Without its folder a project is empty. Raises `OSError` where that cannot be meant: outside of a project, where the
    settings name another folder than the usual one, or where something else bears its name.
    """
    if has_folder(project):
        for path, problem in _files(project, project.incidents):
            yield problem or _source(path, project.shown(path))


def has_folder(project: Project) -> bool:
    """Whether a project has its folder of incident files; raises `OSError` as `sources` does."""
    if project.incidents.is_dir():
        return True
    if project.may_be_empty and not os.path.lexists(project.incidents):
        return False
    raise FileNotFoundError(_no_folder(project))


def _no_folder(project: Project) -> str:
    name = project.shown(project.incidents)
    if os.path.lexists(project.incidents):
        return f"{name} is no folder; the incident files belong into one of that name"
    message = f"there is no folder {name}"
    if project.settings.incidents == INCIDENTS:
        return message
    made = "make it, with an empty file .gitkeep in it while it holds no incident"
    return f"{message}, which extra.archive.incidents in {CONFIG} names; correct the name, or {made}"


def _source(path: Path, shown: str) -> Source:
    data: bytes | Problem
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        data = _of_file(shown, "unreadable", f"the file cannot be read: {error.strerror}", "make it readable")
    return Source(path=shown, id=path.name.removesuffix(SUFFIX), data=data)


def loaded(found: Iterable[Source | Problem], project: Project, *, warn: bool = False) -> Loaded:
    """Return the incidents of some files and what is wrong with them, each and together; `warn` as for `load`."""
    problems: list[Problem] = []
    readings: dict[str, Reading] = {}
    ids: dict[str, str] = {}
    """The file of each id."""
    for source in found:
        if isinstance(source, Problem):
            problems.append(source)
            continue
        shown, id_ = source.path, source.id
        named = _name_problem(shown, id_)
        if id_ in ids:
            message, help_ = "the id {} is also that of {}", "give one of the two another name"
            problems.append(_of_file(shown, "id-taken", message.format(id_, ids[id_]), help_))
            problems.append(_of_file(ids[id_], "id-taken", message.format(id_, shown), help_))
        ids.setdefault(id_, shown)
        if isinstance(source.data, Problem):
            problems.append(source.data)
            continue
        readings[shown] = read(source.data, path=shown, id_=id_, settings=project.settings, warn=warn)
        # What is inside is checked whatever the name; only the day of a name that is no id cannot be.
        problems += (p for p in readings[shown].problems if not named or p.code != "id-day")
        problems += named
    problems += _aliases(readings, ids)
    problems += _references(readings, ids)
    refused = {problem.path for problem in problems}
    valid = (reading.incident for path, reading in readings.items() if reading.incident and path not in refused)
    return Loaded(
        archive=Archive(incidents=newest_first(valid), settings=project.settings, site=project.site),
        problems=tuple(sorted(set(problems))),
        warnings=tuple(sorted(warning for reading in readings.values() for warning in reading.warnings)),
        ids=ids,
        aliases={alias.id: path for path, reading in readings.items() for alias in reading.aliases},
    )


def _of_file(path: str, code: str, message: str, help_: str) -> Problem:
    """A problem of a file as a whole."""
    return Problem(path, 0, 0, code, message, help_)


def _at(path: str, reference: Reference, code: str, message: str, help_: str) -> Problem:
    """A problem with an id that a file names."""
    return Problem(path, reference.line, reference.column, code, message, help_, _covered(reference.source))


@lru_cache(maxsize=64)
def _covered(line: str) -> str:
    """One line may name thousands of ids."""
    return covered(line)


def _name_problem(shown: str, id_: str) -> list[Problem]:
    try:
        values.incident_id(id_)
    except Wrong as wrong:
        return [_of_file(shown, wrong.code, f"the file is not named by an id: {wrong.message}", wrong.help)]
    return []


def _files(project: Project, folder: Path) -> Iterator[tuple[Path, Problem | None]]:
    """Yield every incident file below a folder, and a problem for everything that should not be there."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode) and not entry.name.endswith(SUFFIX):
            yield from _files(project, path)
        elif stat.S_ISREG(mode) and (entry.name.endswith(SUFFIX) or entry.name == "README.md"):
            if entry.name.endswith(SUFFIX):
                yield path, None
        else:
            yield path, _of_file(project.shown(path), "unexpected-file", *_unexpected(entry.name, mode))


def _unexpected(name: str, mode: int) -> tuple[str, str]:
    if stat.S_ISLNK(mode):
        return "links are not followed", "put the file itself here"
    if stat.S_ISDIR(mode):
        return "a folder is named like an incident file", f"rename it to {name.removesuffix(SUFFIX)}"
    if not stat.S_ISREG(mode):
        return "this is not an ordinary file", "move it elsewhere"
    stem = name.partition(".")[0]
    if name.lower().endswith((".yml", ".yaml", ".yaml.txt", ".yml.txt")):
        return "the name of an incident file ends in .yaml", f"rename it to {stem}{SUFFIX}"
    return (
        "only incident files (.yaml) belong here",
        f"move it elsewhere; if it is an incident, name it {values.slugify(stem) or stem}{SUFFIX}",
    )


def _aliases(readings: dict[str, Reading], ids: dict[str, str]) -> Iterator[Problem]:
    """An alias is nobody's id and stands in one file only."""
    owners: dict[str, list[str]] = {}
    for path, reading in readings.items():
        for alias in reading.aliases:
            owners.setdefault(alias.id, []).append(path)
    for path, reading in readings.items():
        for alias in reading.aliases:
            others = [owner for owner in owners[alias.id] if owner != path]
            if alias.id in ids:
                message = f"the alias {alias.id} is the id of {ids[alias.id]}"
                help_ = "delete it, or give that report another id"
            elif others:
                message = f"the alias {alias.id} stands in {', '.join(others)} too"
                help_ = "keep it in one file"
            else:
                continue
            yield _at(path, alias, "alias-taken", message, help_)


def _references(readings: dict[str, Reading], ids: dict[str, str]) -> Iterator[Problem]:
    """Whoever names an incident names one there is, by its id or an id it had before, and a place that its page has."""
    known = {alias.id: path for path, reading in readings.items() for alias in reading.aliases} | ids
    for path, reading in readings.items():
        for reference in reading.references:
            if reference.id not in known:
                near = get_close_matches(reference.id, known, n=1, cutoff=0.7)
                help_ = f"did you mean {near[0]}?" if near else "write the id of an incident in this archive"
                message = f"there is no incident {reference.id}"
                yield _at(path, reference, "unknown-id", message, help_)
            elif reference.place is not None:
                named = readings.get(known[reference.id])
                # While that file has problems, its entries cannot be known.
                there = places(named.incident.timeline) if named and named.incident else [reference.place]
                if reference.place not in there:
                    meant = values.close(reference.place, there[:MAX_SUGGESTIONS])
                    cure = "copy the address of an entry from its page, or leave #… out"
                    help_ = f"did you mean #{meant}?" if meant else cure
                    message = f"the page of {reference.id} has no place #{values.shorten(reference.place)}"
                    yield _at(path, reference, "unknown-id", message, help_)
