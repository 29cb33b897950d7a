"""Where a character of a value stands in the file.

YAML takes the layout off a text: indentation, line ends, quotes and escapes. What it never touches is the order of the
characters that are not blank, so the n-th of the value is the n-th of the source, whatever the style.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from postmortems.reading.tree import Scalar

_BLANK = " \t\n"
_ESCAPED_BLANKS = frozenset(" \tnt")
"""What stands behind a backslash in double quotes for a blank, a tab or a line feed."""
_MARKS = frozenset("&*!")
"""What opens an anchor, an alias or a tag: an error, behind which the text does not begin where its node does."""
_CODES = {"x": 2, "u": 4, "U": 8}
"""Escapes that name a character, and how many digits they take."""


def places(lines: Sequence[str], node: Scalar, indexes: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return line and column, from 1, of characters of a text that are not blank, each under its index in the value."""
    last = max(indexes, default=-1)
    ink = (index for index, character in enumerate(node.value[: last + 1]) if character not in _BLANK)
    known = {index: at for index, at in zip(ink, _written(lines, node), strict=False) if index in indexes}
    return {index: known.get(index, (node.line, node.column)) for index in indexes}


def last_line(lines: Sequence[str], node: Scalar) -> int:
    """Return the last line on which something of a text stands; comments below a block are not of it."""
    last = len(node.value.rstrip(_BLANK)) - 1
    return places(lines, node, {last})[last][0]


def _written(lines: Sequence[str], node: Scalar) -> Iterator[tuple[int, int]]:
    """Yield the place of every character of a text that is not blank."""
    style = lines[node.line - 1][node.column - 1 : node.column]
    if style in _MARKS:
        return
    if style in {"|", ">"}:
        yield from _plain(lines, (node.line + 1, 1), node.end)
    elif style == "'":
        yield from _single(_raw(lines, (node.line, node.column + 1), node.end))
    elif style == '"':
        yield from _double(_raw(lines, (node.line, node.column + 1), node.end))
    else:
        yield from _plain(lines, (node.line, node.column), node.end)


def _plain(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return ((line, column) for line, column, c in _raw(lines, start, end) if c not in _BLANK)


def _raw(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    """Yield every character between two places, line feeds too."""
    for number in range(start[0], min(end[0], len(lines)) + 1):
        first = start[1] if number == start[0] else 1
        for column, character in enumerate(f"{lines[number - 1]}\n"[first - 1 :], first):
            if (number, column) < end:
                yield number, column, character


def _single(raw: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    for line, column, character in raw:
        if character == "'":
            # The closing one too; nobody asks for it.
            next(raw, None)
        if character not in _BLANK:
            yield line, column


def _double(raw: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    for line, column, character in raw:
        if character == "\\":
            escape = next(raw, (0, 0, "\n"))[2]
            for _ in range(_CODES.get(escape, 0)):
                next(raw, None)
            if escape == "\n" or escape in _ESCAPED_BLANKS:
                continue
        if character not in _BLANK:
            yield line, column
