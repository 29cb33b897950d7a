"""The ids a report had before, in the text of its file: where they stand, or would have to."""

from __future__ import annotations

from postmortems.format import INCIDENT
from postmortems.reading import text as characters
from postmortems.reading.text import Flaw
from postmortems.reading.tree import Mapping, Node, Scalar, Sequence, parse

_FIELD = "aliases"
_ORDER = [field.name for field in INCIDENT.fields]
_BEFORE = frozenset(_ORDER[: _ORDER.index(_FIELD)])


def tree(data: bytes) -> Mapping | None:
    """Return the fields of a file with their places; None where its YAML cannot be read."""
    text = characters.decode(data)
    root, _ = (None, []) if isinstance(text, Flaw) else parse(text)
    return root if isinstance(root, Mapping) else None


def stated_aliases(top: Mapping | None) -> tuple[str, ...]:
    """Return the ids that a file says its report had before, well-formed or not."""
    return tuple(node.value for node in alias_nodes(top))


def alias_nodes(top: Mapping | None) -> tuple[Scalar, ...]:
    """Return what `stated_aliases` does, with the places."""
    node = top.values.get(_FIELD) if top else None
    items = node.items if isinstance(node, Sequence) else []
    return tuple(item for item in items if isinstance(item, Scalar))


def with_aliases(data: bytes, ids: tuple[str, ...]) -> bytes:
    """Return a file with other aliases, as many as it has, more, or some of them, and everything else as it was.

    The list keeps its form, and where there was none it stands where the guide has it; without an alias there is no
    list. Raises `ValueError` where the file, or what it calls its aliases, cannot be read.
    """
    top = tree(data)
    if top is None:
        raise ValueError("its YAML cannot be read")
    mark, lines = characters.parted(data)
    stated = stated_aliases(top)
    if len(ids) < len(stated):
        same = [one == other for one, other in zip(stated, ids, strict=False)]
        _remove(lines, top, same.index(False) if False in same else len(same))
        return with_aliases(characters.joined(mark, lines), ids)
    if stated == ids:
        return data
    if _FIELD in top.keys:
        _replace(lines, top.values[_FIELD], ids)
    else:
        _insert(lines, _place(lines, top), f"{_FIELD}: [{', '.join(ids)}]")
    return characters.joined(mark, lines)


def _remove(lines: list[str], top: Mapping, number: int) -> None:
    """Take one alias out, and with the last one the field."""
    node = top.values[_FIELD]
    items = _scalars(node)
    item, is_flow = items[number], lines[node.line - 1][node.column - 1] == "["
    if len(items) == 1:
        last = item.line - 1
        rest = lines[last][item.end[1] - 1 :]
        while is_flow and "]" not in rest.partition("#")[0]:
            last += 1
            rest = lines[last]
        del lines[top.keys[_FIELD].line - 1 : last + 1]
    elif not is_flow:
        del lines[item.line - 1]
    elif number:
        _cut(lines, items[number - 1].end, item.end)
    else:
        _cut(lines, (item.line, item.column), (items[1].line, items[1].column))


def _cut(lines: list[str], begin: tuple[int, int], end: tuple[int, int]) -> None:
    """Take out what stands between two places; both are lines and columns, from 1."""
    joined = lines[begin[0] - 1][: begin[1] - 1] + lines[end[0] - 1][end[1] - 1 :]
    lines[begin[0] - 1 : end[0]] = [joined]


def _replace(lines: list[str], node: Node, ids: tuple[str, ...]) -> None:
    scalars = _scalars(node)
    last, more = scalars[-1], ids[len(scalars) :]
    if lines[node.line - 1][node.column - 1] == "[":
        line = lines[last.line - 1]
        lines[last.line - 1] = "".join(
            [line[: last.end[1] - 1], *(f", {id_}" for id_ in more), line[last.end[1] - 1 :]]
        )
    else:
        dash = lines[last.line - 1][: last.column - 1]
        for id_ in reversed(more):
            _insert(lines, last.line, f"{dash}{id_}")
    # From behind, so that the places before stay true.
    for item, id_ in reversed(list(zip(scalars, ids, strict=False))):
        if item.value != id_:
            line = lines[item.line - 1]
            lines[item.line - 1] = f"{line[: item.column - 1]}{id_}{line[item.end[1] - 1 :]}"


def _scalars(node: Node) -> list[Scalar]:
    """The items of the list, each on one line; raises `ValueError` where it is none."""
    items = node.items if isinstance(node, Sequence) else []
    scalars = [item for item in items if isinstance(item, Scalar) and item.line == item.end[0]]
    if not scalars or len(scalars) != len(items):
        raise ValueError("its aliases are no list of ids")
    return scalars


def _place(lines: list[str], top: Mapping) -> int:
    """How many lines stand before the field, where it is new."""
    keys = list(top.keys)
    following = max((number for number, key in enumerate(keys, 1) if key in _BEFORE), default=0)
    if following == len(keys):
        return len(lines) - (not lines[-1])
    place = top.keys[keys[following]].line - 1
    # Blank lines and comments above a field belong to it.
    while following and (not lines[place - 1].strip() or lines[place - 1].startswith("#")):
        place -= 1
    return place


def _insert(lines: list[str], place: int, line: str) -> None:
    """Put a line behind so many others, ended as the one before it is."""
    end = "\r" if lines[max(place - 1, 0)].endswith("\r") else ""
    lines.insert(place, f"{line}{end}")
