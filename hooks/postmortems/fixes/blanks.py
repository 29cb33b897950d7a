"""Blanks at the ends of lines, where they say nothing."""

from __future__ import annotations

import re

from postmortems.fixes.source import parse
from postmortems.reading.tree import Scalar, scalars

# The look behind keeps a long row of blanks inside a line from being tried at each of them.
_TAIL = re.compile(r"(?<![ \t])[ \t]+(?=\r?$)")
_BREAK = re.compile(r"\S {2,}\r?$")
"""What breaks a line in Markdown."""


def without_blanks(lines: list[str]) -> list[str]:
    """Return the lines without blanks and tabs at their ends, but for those that are part of a text and are seen."""
    root, _ = parse(lines)
    if root is None:
        return lines
    texts = list(scalars(root))
    literal = {number for text in texts if _is_literal(lines, text) for number in _lines_of(lines, text)[1:]}
    kept = {number for number in literal if _BREAK.search(lines[number - 1])}
    stripped = [line if number in kept else _TAIL.sub("", line) for number, line in enumerate(lines, 1)]
    after, _ = parse(stripped)
    others = list(scalars(after)) if after else []
    if len(others) != len(texts):
        return lines
    for before, now in zip(texts, others, strict=True):
        if _shown(before.value) != _shown(now.value):
            for number in _lines_of(lines, before):
                stripped[number - 1] = lines[number - 1]
    return stripped


def _is_literal(lines: list[str], text: Scalar) -> bool:
    return text.quoted and lines[text.line - 1][text.column - 1] == "|"


def _lines_of(lines: list[str], text: Scalar) -> range:
    # A block ends where what follows begins.
    line, column = text.end
    return range(text.line, line + bool(lines[line - 1 : line] and lines[line - 1][: column - 1].strip()))


def _shown(value: str) -> str:
    """A text as far as blanks in it can be seen: one beside another cannot, nor at the end of a line."""
    return re.sub(r" $", "", re.sub(r"[ \t]+", " ", value), flags=re.MULTILINE)
