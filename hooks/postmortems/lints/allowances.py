"""`# allow CODE: reason` above a field or an item: what is meant as it stands, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from postmortems.reading import tree
from postmortems.reading.places import last_line
from postmortems.reading.tree import Mapping, Node, Scalar
from postmortems.rules import RULES

_COMMENT = re.compile(r"(?P<before>\s*#\s*allow\s+)(?P<code>[\w-]+)(?P<colon>\s*:)?\s*(?P<reason>.*)", re.IGNORECASE)
_END = (1 << 30, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """One such comment."""

    line: int
    column: int
    """Where its code stands."""
    code: str
    reason: str
    until: tuple[int, int]
    """Line and column behind what it covers; it begins with the comment itself."""
    covers_file: bool
    """Whether it stands above the first field, and so covers what is about the report as a whole."""

    def covers(self, code: str, line: int, column: int) -> bool:
        """Whether it is for a warning at a place; line 0 is the file as a whole."""
        if code != self.code:
            return False
        return self.covers_file if not line else self.line <= line and (line, column) < self.until


def allowances(lines: Sequence[str], root: Node) -> Iterator[Allowance]:
    """Yield every such comment of a file. What only looks like one, inside a text, is none."""
    found = [(n, match) for n, line in enumerate(lines, 1) if (match := _COMMENT.fullmatch(line.rstrip()))]
    # "# allow a minute for the first build" is a comment like any other.
    found = [(n, match) for n, match in found if match["colon"] or match["code"] in RULES]
    if not found:
        return
    inside = {n for scalar in tree.scalars(root) for n in range(scalar.line + 1, last_line(lines, scalar) + 1)}
    parts = sorted(_parts(root), key=lambda part: part[0])
    for number, match in found:
        if number in inside:
            continue
        # Of several that begin at one place, an item and its first field, the item is the larger and comes first.
        index, part = next(
            ((i, part) for i, part in enumerate(parts) if part[0][0] > number), (len(parts), (_END, (0, 0)))
        )
        yield Allowance(
            line=number,
            column=match.start("code") + 1,
            code=match["code"],
            reason=match["reason"].strip() if match["colon"] else "",
            until=part[1],
            covers_file=index == 0,
        )


def _parts(root: Node) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where every field and every item begins and ends, the larger first."""
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            for name, key in node.keys.items():
                yield (key.line, key.column), _end(node.values[name])
            pending.extend(node.values.values())
        elif not isinstance(node, Scalar):
            for item in node.items:
                yield (item.line, item.column), _end(item)
            pending.extend(node.items)


def _end(node: Node) -> tuple[int, int]:
    start = node.line, node.column + 1
    return max([start, *(scalar.end for scalar in tree.scalars(node))])
