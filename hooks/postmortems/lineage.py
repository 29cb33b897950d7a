"""Which file of today tells the incident that a file told before, whatever its name is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable

from postmortems.aliases import stated_aliases, tree
from postmortems.loading import Source
from postmortems.reading.tree import Mapping, Scalar

_ENOUGH = 0.5
"""The share of lines two files must have in common to be taken for one: git's own measure of a rename."""
_MOST = 10_000
"""Pairs of files whose lines are compared; where more are left, what is merely alike is left to people."""

Keys = Callable[[Source], Iterable[Hashable]]
"""From a file to what another may have in common with it."""


def heirs(then: Iterable[Source], now: Iterable[Source]) -> dict[str, Source]:
    """Return the file of now that tells the same incident, under the path of each file of then that has one.

    The surest sign comes first: name and content, then name, title and start, an alias that says so, the content,
    title and start under another name, the name alone; last, half of the lines.
    """
    pairs = _Pairs(then, now)
    pairs.join(lambda s: [(s.id, s.data)])
    # Only what was changed, added or taken away is left to be looked into.
    fields = {id(source): _fields(source) for source in (*pairs.then, *pairs.now)}

    def mark(source: Source) -> list[Hashable]:
        top = fields[id(source)]
        texts = _text(top, "title"), _text(_below(top, "summary"), "start")
        return [texts] if all(texts) else []

    def aliases(source: Source) -> list[Hashable]:
        return list(stated_aliases(fields[id(source)]))

    carried = {alias for source in pairs.now for alias in aliases(source)}
    pairs.join(lambda s: [(s.id, *mark(s))] if mark(s) else [])
    pairs.join(lambda s: [s.id], aliases)
    pairs.join(lambda s: [s.data] if isinstance(s.data, bytes) else [])
    pairs.join(mark)
    pairs.join(lambda s: [s.id])
    pairs.join_alike(carried)
    return pairs.found


class _Pairs:
    """The files of then and of now that have no partner yet, and those that have."""

    def __init__(self, then: Iterable[Source], now: Iterable[Source]) -> None:
        self.then, self.now = list(then), list(now)
        self.found: dict[str, Source] = {}
        self._published = {source.id for source in self.then}

    def join(self, keys: Keys, keys_now: Keys | None = None) -> None:
        """Join each file of then with the first of now that has something in common with it."""
        waiting: dict[Hashable, Source] = {}
        for source in self.now:
            for key in (keys_now or keys)(source):
                waiting.setdefault(key, source)
        taken: set[int] = set()
        for old in self.then:
            heir = next((waiting[key] for key in keys(old) if key in waiting), None)
            if heir is not None and id(heir) not in taken:
                taken.add(id(heir))
                self.found[old.path] = heir
        self._drop(taken)

    def join_alike(self, taken_in: Container[Hashable]) -> None:
        """Join each file of then with the most similar of those that are new, where that is similar enough.

        What `taken_in` names has no such heir: the file that carries its id says more than likeness.
        """
        new = [source for source in self.now if source.id not in self._published]
        old = [source for source in self.then if source.id not in taken_in]
        if len(old) * len(new) > _MOST:
            return
        lines = {id(source): _lines(source) for source in (*old, *new)}
        alike = [(_share(lines[id(source)], lines[id(one)]), source, one) for source in old for one in new]
        taken: set[int] = set()
        for share, source, one in sorted(alike, key=lambda pair: -pair[0]):
            if share >= _ENOUGH and source.path not in self.found and id(one) not in taken:
                taken.add(id(one))
                self.found[source.path] = one
        self._drop(taken)

    def _drop(self, taken: set[int]) -> None:
        self.now = [source for source in self.now if id(source) not in taken]
        self.then = [source for source in self.then if source.path not in self.found]


def _fields(source: Source) -> Mapping | None:
    return tree(source.data) if isinstance(source.data, bytes) else None


def _below(top: Mapping | None, key: str) -> Mapping | None:
    node = top.values.get(key) if top else None
    return node if isinstance(node, Mapping) else None


def _text(top: Mapping | None, key: str) -> str:
    node = top.values.get(key) if top else None
    return node.value if isinstance(node, Scalar) else ""


def _lines(source: Source) -> Counter[bytes]:
    data = source.data if isinstance(source.data, bytes) else b""
    return Counter(line for line in map(bytes.strip, data.split(b"\n")) if line)


def _share(one: Counter[bytes], other: Counter[bytes]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)
