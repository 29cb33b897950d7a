"""The texts of a file, each with its field, and without what is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from postmortems.format import INCIDENT, Group, Many, Names, OneOf, Plain, Shape
from postmortems.reading.tree import Mapping, Node, Scalar, Sequence

PROSE = frozenset({Plain.LINE, Plain.INLINE, Plain.INLINE_LINE, Plain.BLOCK})
"""Shapes that hold sentences."""

TASK = ("measures", "tasks", "task")
FOR_EXECUTIVES = {("title",): "`title`", ("summary", "impact"): "`impact`", ("summary", "root_cause"): "`root_cause`"}
"""The fields an executive reads, and how they are called."""


@dataclass(frozen=True, slots=True)
class Text:
    """One value of the file."""

    field: tuple[str, ...]
    """The names that lead to it from the top."""
    shape: Plain | OneOf
    node: Scalar

    @property
    def value(self) -> str:
        """As YAML reads it."""
        return self.node.value

    @property
    def prose(self) -> str:
        """The value with blanks in place of code and addresses, so that every place stays; empty where it is no prose.

        What stands in code was seen on a screen, and is quoted rather than said.
        """
        return _ADDRESS.sub(_blanks, without_code(self.value)) if self.shape in PROSE else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found in a text."""

    code: str
    index: int
    """Where in the value; the character there is not blank."""
    message: str
    help: str


def texts(node: Node, shape: Shape = INCIDENT, field: tuple[str, ...] = ()) -> Iterator[Text]:
    """Yield every value of a tree that is where the format has one. What is elsewhere is an error, and left out."""
    match shape, node:
        case Group(), Mapping():
            for one in shape.fields:
                if one.name in node.values:
                    yield from texts(node.values[one.name], one.shape, (*field, str(one.name)))
        case Names(), Mapping():
            for value in node.values.values():
                yield from texts(value, shape.value, field)
        case Many(), Sequence():
            for item in node.items:
                yield from texts(item, shape.item, field)
        case ((Plain() | OneOf()), Scalar()):
            yield Text(field, shape, node)


_ADDRESS = re.compile(r"(?<![a-z])[a-z]{2,10}://[^\s<>]+", re.IGNORECASE)
_CODE = re.compile(r"`[^`]*`")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")


def without_code(text: str) -> str:
    """Return a text of the same length with blanks in place of code."""
    if "```" in text or "~~~" in text:
        text = "\n".join(_without_fenced(text.split("\n")))
    return _CODE.sub(_blanks, text)


def _without_fenced(lines: list[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        inside = bool(fence)
        if found and not fence:
            fence = found["fence"]
        elif found and line.strip().startswith(fence):
            fence = ""
        yield " " * len(line) if inside or found else line


def _blanks(found: re.Match[str]) -> str:
    return "".join(c if c == "\n" else " " for c in found[0])
