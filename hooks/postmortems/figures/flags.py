"""Pins and labels above the axis: at their true place, no text covered by another or by a stem.

Everything is solved once, at the smallest width of a layout: positions are fractions of the width plus constant
pixels, so at every larger width the distances between flags only grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from enum import Enum

from postmortems.figures.axis import Place

PIN = 24
"""Side of a pin, in pixels."""
REACH = PIN / 2
TEXT_GAP = 6
"""Between a pin and its text."""
GAP = 8
"""Between two flags of which one has text."""
BARE_GAP = 2
"""Between two bare pins."""
STEM_GAP = 4
"""Between a text and the stem of another flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A pin on a stem, perhaps with text beside it."""

    place: Place
    text_width: float
    """Pixels of time and label together; 0: a bare pin."""
    weight: int
    """The larger, the more its text is worth."""
    lane: int = 0
    """Above the axis, from 0."""
    to_left: bool = False
    """Whether the text stands left of the pin."""


def solve(flags: Sequence[Flag], length: float, left: float, right: float, max_lanes: int) -> tuple[Flag, ...]:
    """Return the flags with lanes and sides, some without their text where more would need over `max_lanes` lanes.

    `length` is that of the axis, `left` and `right` the room beside it, all in pixels.
    """
    frame = (-left, length + right)
    turned = [replace(flag, to_left=_box(flag, length)[1] > frame[1]) for flag in flags]
    board = _Board(turned, length, frame)
    if all(map(board.fits, turned)):
        whole = board.freed().stacked()
        if whole is not None and _lanes(whole) <= max_lanes:
            return tuple(whole)
    board = _Board([replace(flag, text_width=0) for flag in flags], length, frame)
    kept = board.stacked() or []
    for i in sorted(range(len(flags)), key=lambda i: (-flags[i].weight, i)):
        for trial in (turned[i], replace(turned[i], to_left=not turned[i].to_left)):
            if not trial.text_width or not board.fits(trial):
                continue
            solved = (changed := board.changed(i, trial)).stacked()
            if solved is not None and _lanes(solved) <= max(max_lanes, _lanes(kept)):
                board, kept = changed, solved
                break
    return tuple(kept)


def _lanes(flags: Sequence[Flag]) -> int:
    return max((flag.lane for flag in flags), default=-1) + 1


def _box(flag: Flag, length: float) -> tuple[float, float]:
    x = flag.place.at(length)
    text = TEXT_GAP + flag.text_width if flag.text_width else 0
    return (x - REACH - text, x + REACH) if flag.to_left else (x - REACH, x + REACH + text)


class _Clash(Enum):
    """What two flags that come too near ask of each other."""

    APART = 1
    """Different lanes, in either order."""
    FIRST_ABOVE = 2
    """A stem runs from its pin down through every lane below: where it would cross a text, that text goes above."""
    SECOND_ABOVE = 3
    CROSSED = 4
    """Each stem crosses the other's text: no lanes can help."""


class _Board:
    """Flags, and what each pair of them asks."""

    def __init__(self, flags: list[Flag], length: float, frame: tuple[float, float]) -> None:
        self.flags = flags
        self.clashes: list[dict[int, _Clash]] = [{} for _ in flags]
        """For each flag those it comes too near, and what the pair asks."""
        self._length = length
        self._frame = frame
        self._stems = [flag.place.at(length) for flag in flags]
        self._boxes = [_box(flag, length) for flag in flags]
        for i in range(len(flags)):
            self._pair(i, range(i))

    def fits(self, flag: Flag) -> bool:
        """Whether a flag stays within the frame."""
        low, high = _box(flag, self._length)
        return self._frame[0] <= low and high <= self._frame[1]

    def changed(self, i: int, flag: Flag) -> _Board:
        """Return a board on which one flag is another; only its own pairs are looked at again."""
        board = copy(self)
        board.flags = [*self.flags]
        board.clashes = [{j: clash for j, clash in found.items() if j != i} for found in self.clashes]
        board.put(i, flag)
        return board

    def put(self, i: int, flag: Flag) -> None:
        """Put a flag in place of another."""
        self._boxes = [*self._boxes[:i], _box(flag, self._length), *self._boxes[i + 1 :]]
        self.flags[i] = flag
        self.clashes[i] = {}
        self._pair(i, (j for j in range(len(self.flags)) if j != i))

    def freed(self) -> _Board:
        """Return a board without crossed pairs, if turning the earlier of each to the left leads there; else itself."""
        board = self
        for _ in self.flags:
            pairs = ((i, j) for i, found in enumerate(board.clashes) for j in found if found[j] is _Clash.CROSSED)
            if (crossed := next(pairs, None)) is None:
                return board
            earlier, later = sorted(crossed)
            i = later if board.flags[earlier].to_left else earlier
            turned = replace(board.flags[i], to_left=not board.flags[i].to_left)
            if not self.fits(turned):
                break
            board = board.changed(i, turned)
        return self

    def stacked(self) -> list[Flag] | None:
        """Return the flags in the lowest lanes that give every pair what it asks; None where none do."""
        number = len(self.flags)
        above: list[set[int]] = [set() for _ in range(number)]
        """For each flag those it must stand above."""
        for i, found in enumerate(self.clashes):
            for j, clash in found.items():
                if clash is _Clash.CROSSED:
                    return None
                if clash is _Clash.FIRST_ABOVE:
                    above[i].add(j)
        if (chain := _chains(above)) is None:
            return None
        found_lanes = [self._schedule(above, chain, backwards=way) for way in (False, True)]
        lanes = min(found_lanes, key=lambda lanes: (max(lanes, default=0), sum(lanes)))
        return [replace(flag, lane=lane) for flag, lane in zip(self.flags, lanes, strict=True)]

    def _pair(self, i: int, others: Iterable[int]) -> None:
        low, high = self._boxes[i]
        for j in others:
            low_j, high_j = self._boxes[j]
            gap = GAP if self.flags[i].text_width or self.flags[j].text_width else BARE_GAP
            if low >= high_j + gap or low_j >= high + gap:
                continue
            over, under = self._covers(i, j), self._covers(j, i)
            if self._stems[i] == self._stems[j] and self.flags[i].text_width and self.flags[j].text_width:
                # At one place the earlier stands above: the column reads from top to bottom.
                over, under = i < j, j < i
            if over and under:
                self.clashes[i][j] = self.clashes[j][i] = _Clash.CROSSED
            elif over or under:
                self.clashes[i][j] = _Clash.FIRST_ABOVE if over else _Clash.SECOND_ABOVE
                self.clashes[j][i] = _Clash.SECOND_ABOVE if over else _Clash.FIRST_ABOVE
            else:
                self.clashes[i][j] = self.clashes[j][i] = _Clash.APART

    def _covers(self, i: int, j: int) -> bool:
        """Whether a flag's text covers another's stem, at this width or at a larger one.

        A stem on the text's side of the pin moves away from the pin as the width grows, and so through all of the text.
        """
        flag, (low, high), own, stem = self.flags[i], self._boxes[i], self._stems[i], self._stems[j]
        if not flag.text_width:
            return False
        return low - STEM_GAP < stem < own if flag.to_left else own < stem < high + STEM_GAP

    def _schedule(self, above: list[set[int]], chain: list[int], *, backwards: bool) -> list[int]:
        """List scheduling: the flag under the longest chain goes first, into the lowest lane that is free for it."""
        lanes: list[int | None] = [None] * len(self.flags)
        low = [box[0] for box in self._boxes]
        # A flag follows all that it stands above: their chains are longer.
        for i in sorted(range(len(lanes)), key=lambda i: (-chain[i], -low[i] if backwards else low[i])):
            lowest = max((lane + 1 for j in above[i] if (lane := lanes[j]) is not None), default=0)
            taken = {lanes[j] for j in self.clashes[i]}
            lane = lowest
            while lane in taken:
                lane += 1
            lanes[i] = lane
        return [lane or 0 for lane in lanes]


def _chains(above: list[set[int]]) -> list[int] | None:
    """For each flag the length of the longest chain of flags that must stand above it; None where there is a ring."""
    missing = [0] * len(above)
    for under in above:
        for j in under:
            missing[j] += 1
    chain = [0] * len(above)
    ready = [i for i, number in enumerate(missing) if not number]
    done = 0
    while ready:
        i = ready.pop()
        done += 1
        for j in above[i]:
            chain[j] = max(chain[j], chain[i] + 1)
            missing[j] -= 1
            if not missing[j]:
                ready.append(j)
    return chain if done == len(above) else None
