"""What changed, for a terminal, and in Markdown for the summary of a pull request."""

from __future__ import annotations

import re

from postmortems.changes.compare import Changes
from postmortems.changes.outline import Part, Row, parts, summary
from postmortems.credentials import covered
from postmortems.reporting import visible

MAX_ROWS = 200
"""Rows of a table in Markdown: a summary has a limit, and who reads on has the terminal."""

_SPACES = str.maketrans("\N{NO-BREAK SPACE}\n", "  ")


def as_text(changes: Changes) -> str:
    """Return what changed for a terminal, with nothing in it that one would act on."""
    found = parts(changes)
    if not found:
        return f"Nothing changed against {visible(changes.revision)}."
    blocks = [f"Against {visible(changes.revision)}. {summary(changes)}", *map(_columns, found)]
    return "\n\n".join(blocks)


def as_markdown(changes: Changes) -> str:
    """Return what changed in GitHub's Markdown, in which no text of a contributor acts."""
    found = parts(changes)
    if not found:
        return f"Nothing changed against {inert(changes.revision)}."
    blocks = [f"## Changes against {inert(changes.revision)}", summary(changes), *map(_table, found)]
    return "\n\n".join(blocks)


def _columns(part: Part) -> str:
    rows = [tuple(visible(covered(cell.translate(_SPACES))) for cell in row) for row in (part.columns, *part.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    shown = [visible(part.heading)]
    if part.rows:
        shown += (f"  {line}" for line in lines)
    if part.note:
        shown.append(f"  {covered(part.note)}")
    return "\n".join(shown)


def _table(part: Part) -> str:
    lines = [f"### {inert(part.heading)}"]
    if part.rows:
        lines += ["", _line(part.columns), _line(("---",) * len(part.columns))]
        lines += [_line(tuple(map(inert, row))) for row in part.rows[:MAX_ROWS]]
        if len(part.rows) > MAX_ROWS:
            lines += ["", f"And {len(part.rows) - MAX_ROWS} more."]
    if part.note:
        lines += ["", covered(part.note)]
    return "\n".join(lines)


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"


_MARKS = re.compile(r"[!-/:-@\[-`{-~](?<![ ,'()%-])", re.ASCII)
"""The signs of ASCII with which Markdown, HTML or an address could begin; the rest of them mean nothing alone."""
_REFERENCES = re.compile(r"[@#!~](?=\w)|\bgh-(?=\d)|\b[0-9a-f]{7,40}\b", re.IGNORECASE)
"""What GitHub and GitLab make links of after Markdown is done: people, issues, requests, labels, commits."""
_HARMLESS = 6
"""Digits of a commit that are too few to be taken for one."""


def inert(text: str) -> str:
    """Return a text as Markdown that shows it, on one line, without its secrets, and does nothing.

    Each sign is spelled as an entity, which no parser takes for markup, and in what would call somebody or refer to
    something stands a mark that nobody sees.
    """
    parted = _REFERENCES.sub(_parted, visible(covered(text.translate(_SPACES))))
    return _MARKS.sub(lambda found: f"&#{ord(found[0])};", parted)


def _parted(found: re.Match[str]) -> str:
    pieces = (found[0][start : start + _HARMLESS] for start in range(0, len(found[0]), _HARMLESS))
    return "".join(f"{piece}\N{WORD JOINER}" for piece in pieces)
