"""A file as lines: reading them, writing over a place, and what their tree says without its places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from types import MappingProxyType

from postmortems.format import Group, Many, Names, Shape
from postmortems.reading import tree
from postmortems.reading.text import Flaw
from postmortems.reading.tree import Mapping, Node, Scalar

Said = str | None | list["Said"] | dict[str, "Said"]


def parse(lines: Sequence[str]) -> tuple[Node | None, list[Flaw]]:
    """Return the tree of a file and its flaws, as `tree.parse` has them."""
    return tree.parse("\n".join(lines).replace("\r\n", "\n"))


def said(node: Node | None, instead: Map[int, str] = MappingProxyType({})) -> Said:
    """Return what a tree says, wherever it stands, in whatever order its keys are.

    `instead` has texts to be said in place of nodes, by their `id()`.
    """
    if node is None or id(node) in instead:
        return instead.get(id(node))
    if isinstance(node, Mapping):
        return {key: said(value, instead) for key, value in node.values.items()}
    return node.value if isinstance(node, Scalar) else [said(item, instead) for item in node.items]


def says(lines: Sequence[str], expected: Said) -> bool:
    """Whether a file can be read and says what is expected."""
    return said(parse(lines)[0]) == expected


def leaves(node: Node, shape: Shape) -> Iterator[tuple[Node, Shape]]:
    """Yield what stands where the format has a single value, and what kind of value."""
    if isinstance(shape, Group):
        for field in shape.fields:
            if isinstance(node, Mapping) and field.name in node.values:
                yield from leaves(node.values[field.name], field.shape)
    elif isinstance(shape, Many):
        for item in node.items if isinstance(node, tree.Sequence) else []:
            yield from leaves(item, shape.item)
    elif isinstance(shape, Names):
        for value in node.values.values() if isinstance(node, Mapping) else []:
            yield from leaves(value, shape.value)
    else:
        yield node, shape


def put(lines: list[str], start: tuple[int, int], end: tuple[int, int], text: str) -> None:
    """Write a text over what stands on one line from a place up to another, both from 1."""
    line = lines[start[0] - 1]
    lines[start[0] - 1] = line[: start[1] - 1] + text + line[end[1] - 1 :]
