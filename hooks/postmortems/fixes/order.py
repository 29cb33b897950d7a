"""The keys of each mapping in the order of the format, with the comments above them.

Mappings on one line stay as they are, and so do those with a key that the format does not know, and entries of two
kinds or none.
"""

from __future__ import annotations

import re

from postmortems.fixes.source import parse, said
from postmortems.format import INCIDENT, Group, Many, Shape
from postmortems.reading.tree import Mapping, Node, Sequence

_ALLOW = re.compile(r"#\s*allow\b", re.IGNORECASE)
_OF_THE_FILE = re.compile(r"#\s*(?:yaml-language-server|\$schema|allow)\b", re.IGNORECASE)
"""Comments above the first key that may be about the whole file."""


def in_order(lines: list[str]) -> list[str]:
    """Return the lines with the keys of every mapping in order."""
    root, flaws = parse(lines)
    if root is None or flaws:
        return lines
    changed = [line.removesuffix("\r") for line in lines]
    _below(changed, root, INCIDENT, 1, len(lines) + 1)
    # As many lines as before, so each ends as the one did that stood there.
    changed = [f"{now}\r" if before.endswith("\r") else now for now, before in zip(changed, lines, strict=True)]
    after, flaws = parse(changed)
    return changed if not flaws and said(after) == said(root) else lines


def _below(lines: list[str], node: Node, shape: Shape, start: int, end: int) -> None:
    """Put in order what stands on the lines from `start` up to `end`, both from 1."""
    if _is_flow(lines, node):
        return
    if isinstance(shape, Many) and isinstance(node, Sequence):
        starts = [_lead(lines, item.line, item.column - 1) for item in node.items]
        for item, first, behind in zip(node.items, starts, [*starts[1:], end], strict=True):
            _below(lines, item, shape.item, max(first, item.line), behind)
    elif isinstance(shape, Group) and isinstance(node, Mapping) and node.keys:
        _mapping(lines, node, shape, start, end)


def _is_flow(lines: list[str], node: Node) -> bool:
    return lines[node.line - 1][node.column - 1 : node.column] in {"{", "["}


def _mapping(lines: list[str], node: Mapping, group: Group, start: int, end: int) -> None:
    first, *others = keys = list(node.keys.values())
    starts = [max(start, _behind_header(lines, start, first.line)), *(_lead(lines, k.line, k.column) for k in others)]
    while end - 1 > keys[-1].line and _is_aside(lines[end - 2], first.column):
        end -= 1
    stops = [*starts[1:], end]
    fields = {field.name: (number, field.shape) for number, field in enumerate(group.fields)}
    for name, begin, behind in zip(node.keys, starts, stops, strict=True):
        if name in fields:
            _below(lines, node.values[name], fields[name][1], begin, behind)
    if any(name not in fields for name in node.keys):
        return
    # Of two kinds in an entry one most likely lacks its dash: the order is what tells what belongs to which.
    if group.exactly_one and sum(name in node.keys for name in group.exactly_one) != 1:
        return
    dash = lines[first.line - 1][: first.column - 1]
    # An allowance above the first key covers this key too, so it stays where it is.
    stays = [0] if any(map(_ALLOW.match, lines[start - 1 : starts[0] - 1])) else []
    order = [*stays, *sorted(range(len(stays), len(keys)), key=lambda i: fields[keys[i].value][0])]
    is_simple = all(k.column == first.column and not lines[k.line - 1][: k.column - 1].strip() for k in others)
    if order == sorted(order) or not is_simple:
        return
    parts = [lines[begin - 1 : behind - 1] for begin, behind in zip(starts, stops, strict=True)]
    if dash.strip():
        # The dash stays where it is; a comment cannot stand behind it.
        parts[0][0] = " " * len(dash) + parts[0][0][len(dash) :]
        if parts[order[0]][0].lstrip().startswith("#"):
            return
    # A key keeps the blank lines above it. Above the first one stand those of the place, so two change theirs.
    gaps = [next((i for i, line in enumerate(part) if line.strip()), 0) for part in parts]
    moved = [part[gap:] for part, gap in zip(parts, gaps, strict=True)]
    gaps[0], gaps[order[0]] = gaps[order[0]], gaps[0]
    new = [line for i in order for line in (*[""] * gaps[i], *moved[i])]
    if dash.strip():
        new[0] = dash + new[0][len(dash) :]
    lines[starts[0] - 1 : end - 1] = new


def _behind_header(lines: list[str], start: int, line: int) -> int:
    """Where what belongs to the first key begins: its own comments, not those of the file."""
    for number in range(line - 1, start - 1, -1):
        text = lines[number - 1].strip()
        if not text.startswith("#") or _OF_THE_FILE.match(text):
            return number + 1
    return start


def _lead(lines: list[str], line: int, column: int) -> int:
    """The first of the blank lines and comments above a line that belong to it: those not indented further."""
    while line > 1 and _is_aside(lines[line - 2], column):
        line -= 1
    return line


def _is_aside(line: str, column: int) -> bool:
    """Whether a line is blank, or a comment that begins at a column or before it."""
    text = line.lstrip()
    return not text or (text.startswith("#") and len(line) - len(text) < column)
