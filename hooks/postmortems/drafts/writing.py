"""Writing an incident file line by line, from what is known and from the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

import yaml

from postmortems import format as form
from postmortems.format import Field, Group, Many, Names, OneOf, Plain, Shape
from postmortems.reading import text as characters
from postmortems.reading import tree
from postmortems.settings import Settings
from postmortems.vocabulary import REQUIRED_KINDS, Kind

TODO = "TODO"
WIDTH = 76
"""Columns of a line of comments."""
Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A value of the file, or of a part of it, with every text as one would type it."""
Known = Mapping[str, Value]
Place = tuple[str | int, ...]
"""The names that lead to a field, and the number or name of an item in it."""

_LATER = frozenset({"related", "aliases", "withdrawn", "done", "dropped"})
"""Optional fields that come later in a report's life."""
_FORMED = frozenset({Plain.TIME, Plain.CLOCK, Plain.ZONE, Plain.SHARE, Plain.COUNT, Plain.DAY, Plain.DONE})
"""Values of a form that one has to be told. They never need quotes, whatever YAML makes of them elsewhere."""
_LONG = 80
"""Characters from which a text gets a line of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a draft."""

    lead: str
    value: str = ""
    """What stands behind the lead and may be written over; empty where nothing may."""
    place: Place = ()
    """Whose line it is; empty: a comment, or a key with what belongs to it below."""

    def __str__(self) -> str:
        return self.lead + self.value


@dataclass(slots=True)
class Writer:
    """Writes one file, a line at a time."""

    settings: Settings
    asides: Mapping[Place, Sequence[str]]
    """What was said of a field and is no value of it."""
    told: set[Plain | int] = field(default_factory=set)
    """Forms and limits that were explained further up."""

    def file(self, known: Known) -> Iterator[Line]:
        """Yield the lines of the file."""
        timeline = known.get("timeline", ())
        stated = known.get("timeline_without", ())
        present = {key for entry in timeline if isinstance(entry, Mapping) for key in entry}
        missing = [kind for kind in REQUIRED_KINDS if kind not in present and kind not in stated]
        yield from self._fields(form.INCIDENT, {**known, "timeline": [*timeline, *map(_entry, missing)]}, (), "")

    def _fields(self, group: Group, known: Known, place: Place, indent: str) -> Iterator[Line]:
        was_open = False
        for one in group.fields:
            here, value = (*place, one.name), known.get(one.name)
            is_open = value is None and not one.required
            aside = [Line(f"{indent}{line}") for line in comments(self._asides(here, below=is_open))]
            if is_open and not aside and not self._is_asked(one):
                continue
            if not place and not (is_open and was_open):
                yield Line("")
            was_open = is_open
            yield from (Line(f"{indent}{line}") for line in comment(self._said(one, short=is_open), len(indent)))
            yield from aside
            if is_open:
                yield _offer(one, indent)
            else:
                yield from self._value(f"{indent}{one.name}:", one.shape, value, here, indent)

    def _asides(self, here: Place, *, below: bool) -> Iterator[str]:
        """What was said of a field and is no value of it; where nothing stands `below` it, of its fields too."""
        for place, texts in self.asides.items():
            if place == here or (below and place[: len(here)] == here):
                name = "".join(f"{part}: " for part in place[len(here) :])
                yield from (f"As reported: {name}{text}" for text in texts)

    def _is_asked(self, one: Field) -> bool:
        if one.shape is Plain.SEVERITY:
            return bool(self.settings.severities)
        if one.name == "organisation":
            return self.settings.organisation is None
        return one.name not in _LATER

    def _value(self, lead: str, shape: Shape, value: Value | None, place: Place, indent: str) -> Iterator[Line]:
        match shape:
            case Group():
                yield Line(lead)
                yield from self._fields(shape, value if isinstance(value, Mapping) else {}, place, f"{indent}  ")
            case Names():
                yield Line(lead)
                named = value if isinstance(value, Mapping) and value else {TODO: TODO}
                for name, one in named.items():
                    at = place if name == TODO else (*place, name)
                    yield Line(f"{indent}  ", f"{_scalar(name, Plain.SLUG)}: {_scalar(str(one), Plain.SLUG)}", at)
            case Many(Group() as item):
                yield Line(lead)
                for number, one in enumerate(value or [{}]):
                    yield from self._item(item, one, (*place, number), f"{indent}  ")
                if item is form.ENTRY:
                    yield from (Line(f"{indent}  # {line}") for line in _MORE_OF_ENTRIES)
            case Many(Plain() | OneOf() as item):
                yield Line(lead)
                for number, one in enumerate(value or [TODO]):
                    yield from _lines(f"{indent}  - ", str(one), item, (*place, number), f"{indent}    ")
            case _:
                yield from _lines(f"{lead} ", str(value or TODO), shape, place, f"{indent}  ")

    def _item(self, group: Group, known: Value, place: Place, indent: str) -> Iterator[Line]:
        """A mapping in a list. An item that is still to be written has comments, one that is known needs none."""
        given = known if isinstance(known, Mapping) else {}
        is_new = TODO in given.values() or not given
        sign = "- "
        for one in group.fields:
            value = given.get(one.name) or (TODO if is_new and one.required else None)
            if value is None:
                continue
            if is_new and one.name != group.fields[0].name:
                yield from (Line(f"{indent}  {line}") for line in comment(self._said(one), len(indent) + 2))
            elif is_new:
                yield from (Line(f"{indent}{line}") for line in self._told_once(one, len(indent)))
            lines = list(_lines(f"{indent}{sign}{one.name}: ", str(value), one.shape, place, f"{indent}    "))
            yield from lines
            sign = "  "
        if is_new and not group.exactly_one:
            for one in group.fields:
                if one.name not in given and not one.required and one.name not in _LATER:
                    yield from (
                        Line(f"{indent}  {line}") for line in comment(self._said(one, short=True), len(indent) + 2)
                    )
                    yield _offer(one, f"{indent}  ")

    def _told_once(self, one: Field, indent: int) -> Iterator[str]:
        """What the first field of an item means; of several items of a kind only the first says so."""
        if not isinstance(one.shape, Plain) or one.shape not in self.told:
            yield from comment(self._said(one), indent)

    def _said(self, one: Field, *, short: bool = False) -> str:
        """What a field means, and in which form it is written."""
        said = [one.meaning.split(". ")[0].rstrip(".") + "." if short else one.meaning]
        match one.shape:
            case Plain.SEVERITY:
                said.append(f"One of {_listed(self.settings.severities)}.")
            case OneOf(words) | Names(OneOf(words)) | Many(OneOf(words)):
                said.append(f"One of {_listed([str(word) for word in words])}.")
            case Plain() as shape if shape not in self.told and (shape in _FORMED or shape is Plain.BLOCK):
                self.told.add(shape)
                said.append(f"{shape[0].upper()}{shape[1:]}.")
        if one.most and not short and one.most not in self.told:
            self.told.add(one.most)
            said.append(f"At most {one.most} characters.")
        return " ".join(said)


def _entry(kind: Kind) -> dict[str, Value]:
    """An entry that is still to be written."""
    beside = next((other for one, other in form.ENTRY.pairs if one == kind), None)
    return {"at": TODO, kind: TODO, **({beside: TODO} if beside else {})}


def _offer(one: Field, indent: str) -> Line:
    """An optional field that whoever wants it takes by deleting a single character."""
    return Line(f"{indent}#{one.name}: {_flow(one.shape)}")


_MORE_OF_ENTRIES = (
    "Further kinds of entry, each where it belongs in the order:",
    *(f"  {one.name}: {one.meaning}" for one in form.ENTRY.fields if one.name in set(Kind) - set(REQUIRED_KINDS)),
    "What any entry may have beside its kind:",
    *(f"  {one.name}: {one.meaning}" for one in form.ENTRY.fields if one.name in {"label", "until"}),
)


def _flow(shape: Shape) -> str:
    """A value that is still to be written, on one line."""
    match shape:
        case Many(item):
            return f"[{_flow(item)}]"
        case Names():
            return f"{{{TODO}: {TODO}}}"
        case Group():
            return f"{{{', '.join(f'{name}: {_flow(one.shape)}' for one in shape.fields if (name := one.name))}}}"
        case _:
            return TODO


def _lines(lead: str, text: str, shape: Shape, place: Place, indent: str) -> Iterator[Line]:
    """A text behind its key or sign: on the same line, or below it."""
    if "\n" in text or shape is Plain.BLOCK:
        yield Line(lead, "|" if shape is Plain.BLOCK else "|-", place)
        yield from (Line(indent if line else "", line, place) for line in text.split("\n"))
    elif shape is Plain.INLINE and len(text) > _LONG:
        yield Line(lead, ">-", place)
        yield Line(indent, text, place)
    else:
        yield Line(lead, _scalar(text, shape), place)


def _scalar(text: str, shape: Shape) -> str:
    """A text on one line, in double quotes where YAML would take it for something else."""
    if _is_plain(text, shape):
        return text
    return '"' + re.sub(r'["\\]', r"\\\g<0>", text).replace("\n", "\\n") + '"'


def _is_plain(text: str, shape: Shape) -> bool:
    if "\n" in text or characters.first_unseen(text) is not None:
        return False
    for written in (f"- {text}", f"key: {text}"):
        root, flaws = tree.parse(written)
        found = root.items if isinstance(root, tree.Sequence) else [*getattr(root, "values", {}).values()]
        if flaws or [text] != [node.value for node in found if isinstance(node, tree.Scalar)]:
            return False
    if shape in _FORMED:
        return True
    try:
        # Other programs take `no` and `404` for more than texts.
        return isinstance(yaml.safe_load(text), str)
    except (yaml.YAMLError, ValueError):
        return False


def comment(text: str, indent: int = 0) -> list[str]:
    """Return words of ours as lines of comments."""
    return [f"# {line}" for line in wrap(text, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False)]


def comments(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts of others as lines of comments, as they are, each behind a bar.

    Without it a stranger's line might begin like a comment that says something to `check` or to an editor.
    """
    for text in texts:
        for line in text.split("\n"):
            yield f"# | {_spelled(line)}".rstrip()


def _spelled(line: str) -> str:
    """A line in which characters that nobody sees are spelled out."""
    while (place := characters.first_unseen(line)) is not None:
        line = f"{line[:place]}\\u{{{ord(line[place]):x}}}{line[place + 1 :]}"
    return line


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)
