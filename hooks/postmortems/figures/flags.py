"""Pins and labels above the axis: at their true place, no text covered by another or by a stem.

Everything is solved once, at the smallest width of a layout: positions are fractions of the width plus constant
pixels, so at every larger width the distances between flags only grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import chain

from postmortems.figures.axis import Place

PIN = 24
"""Side of a pin, in pixels."""
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
    cuts: tuple[float, ...] = ()
    """Pixels of time and label where it is cut at a word, the longest first."""
    weight: int
    """The larger, the more its text is worth."""
    reach: float = PIN / 2
    """Half the width of the pin, in pixels."""
    lane: int = 0
    """Above the axis, from 0."""
    to_left: bool = False
    """Whether the text stands left of the pin."""


def solve(flags: Sequence[Flag], length: float, left: float, right: float, max_lanes: int) -> tuple[Flag, ...]:
    """Return the flags with lanes and sides, some with a shorter text or none where more need over `max_lanes` lanes.

    `length` is that of the axis, `left` and `right` the room beside it, all in pixels.
    """
    frame = (-left, length + right)
    turned = [replace(flag, to_left=_box(flag, length)[1] > frame[1]) for flag in flags]
    board = _Board(turned, length, frame)
    if all(map(board.fits, turned)):
        freed = board.freed()
        if (lanes := freed.lanes(max_lanes)) is not None:
            return freed.laid(lanes)
    board = _Board([replace(flag, text_width=0) for flag in flags], length, frame)
    allowed = max(max_lanes, stacked(flags, length))
    for i in sorted(range(len(flags)), key=lambda i: (-flags[i].weight, i)):
        if flags[i].text_width:
            board = _with_text(board, i, flags[i], allowed) or board
    return board.laid(board.lanes(allowed) or [])


def stacked(flags: Sequence[Flag], length: float) -> int:
    """Return how many lanes flags take without their text: as many as stand in one place."""
    bare = sorted(_box(replace(flag, text_width=0), length) for flag in flags)
    ends: list[float] = []
    """Where the last flag of each lane ends."""
    for low, high in bare:
        free = next((lane for lane, end in enumerate(ends) if low >= end + BARE_GAP), None)
        if free is None:
            ends.append(high)
        else:
            ends[free] = high
    return len(ends)


def lanes_of(flags: Sequence[Flag]) -> int:
    """Return how many lanes flags take."""
    return max((flag.lane for flag in flags), default=-1) + 1


def _with_text(board: _Board, i: int, flag: Flag, most: int) -> _Board | None:
    """The board with a flag's text, whole if there is room, else cut as little as can be; to the right if there is.

    None where so many lanes have no room even for the shortest.
    """

    def tried(width: float, *, to_left: bool) -> _Board | None:
        return board.having(i, replace(flag, text_width=width, to_left=to_left), most)

    widths = (flag.text_width, *flag.cuts)
    if (found := tried(widths[0], to_left=False)) is not None:
        return found
    # A side on which the shortest has no room has none for a longer one.
    shortest = {side: found for side in (False, True) if (found := tried(widths[-1], to_left=side)) is not None}
    longer = (tried(width, to_left=side) for width in widths[:-1] for side in shortest)
    return next((found for found in longer if found is not None), next(iter(shortest.values()), None))


def _box(flag: Flag, length: float) -> tuple[float, float]:
    x = flag.place.at(length)
    text = TEXT_GAP + flag.text_width if flag.text_width else 0
    low, high = x - flag.reach, x + flag.reach
    return (low - text, high) if flag.to_left else (low, high + text)


class _Board:
    """Flags, and what each pair of them asks. Sets of flags are bits of an integer: bit 3 is the fourth flag."""

    def __init__(self, flags: list[Flag], length: float, frame: tuple[float, float]) -> None:
        self.flags = flags
        self._length = length
        self._frame = frame
        self._stems = [flag.place.at(length) for flag in flags]
        self._boxes = [_box(flag, length) for flag in flags]
        self._near = [0] * len(flags)
        """For each flag those it comes too near: they ask for different lanes."""
        self._over = [0] * len(flags)
        """Those of them it must stand above: a stem runs from its pin down through every lane below, and where it
        would cross a text, that text goes above."""
        self._under = [0] * len(flags)
        """Those that must stand above it. Both over and under: each stem crosses the other's text."""
        for i, flag in enumerate(flags):
            self._join(i, self._asks(i, flag, i))
        self._sort()

    def fits(self, flag: Flag) -> bool:
        """Whether a flag stays within the frame."""
        low, high = _box(flag, self._length)
        return self._frame[0] <= low and high <= self._frame[1]

    def changed(self, i: int, flag: Flag) -> _Board:
        """Return a board on which one flag is another; only its own pairs are looked at again."""
        board = copy(self)
        board.put(i, flag, self._asks(i, flag, len(self.flags)))
        return board

    def having(self, i: int, flag: Flag, most: int) -> _Board | None:
        """Return the same, or None where the flag leaves the frame or so many lanes have no room for it."""
        if not self.fits(flag):
            return None
        asks = self._asks(i, flag, len(self.flags))
        _, over, under = asks
        if over & under:
            return None
        board = copy(self)
        board.put(i, flag, asks)
        return board if board.is_low(most) else None

    def put(self, i: int, flag: Flag, asks: tuple[int, int, int]) -> None:
        """Put a flag in place of another, with what it asks of the others; lists shared with a copy stay."""
        self.flags, self._boxes = [*self.flags], [*self._boxes]
        self.flags[i], self._boxes[i] = flag, _box(flag, self._length)
        others = ~(1 << i)
        self._near = [mask & others for mask in self._near]
        self._over = [mask & others for mask in self._over]
        self._under = [mask & others for mask in self._under]
        self._join(i, asks)
        self._sort()

    def crossed(self) -> tuple[int, int] | None:
        """Return the first pair of which each stem crosses the other's text: no lanes can help."""
        for i, (over, under) in enumerate(zip(self._over, self._under, strict=True)):
            if both := over & under:
                j = (both & -both).bit_length() - 1
                return min(i, j), max(i, j)
        return None

    def freed(self) -> _Board:
        """Return a board without crossed pairs, if turning the earlier of each to the left leads there; else itself."""
        board = self
        for _ in self.flags:
            if (pair := board.crossed()) is None:
                return board
            earlier, later = pair
            i = later if board.flags[earlier].to_left else earlier
            turned = replace(board.flags[i], to_left=not board.flags[i].to_left)
            if not self.fits(turned):
                break
            board = board.changed(i, turned)
        return self

    def laid(self, lanes: list[int]) -> tuple[Flag, ...]:
        """Return the flags in their lanes."""
        return tuple(replace(flag, lane=lane) for flag, lane in zip(self.flags, lanes, strict=True))

    def lanes(self, most: int) -> list[int] | None:
        """Return the lowest lanes that give every pair of flags what it asks; None where `most` are not enough.

        Of two flags with text on the same side the earlier stands above, if that costs no lane.
        """
        if (found := self._lowest(self._over, self._under, most)) is None:
            return None
        over, under = self._read_downwards()
        ordered = self._lowest(over, under, max(found, default=0) + 1)
        return ordered or found

    def is_low(self, most: int) -> bool:
        """Whether `most` lanes are enough."""
        if (depths := _depths(self._under, most)) is None:
            return False
        return any(self._schedule(self._over, depths, most, backwards=way) is not None for way in (False, True))

    def _lowest(self, over: list[int], under: list[int], most: int) -> list[int] | None:
        if (depths := _depths(under, most)) is None:
            return None
        tried = [self._schedule(over, depths, most, backwards=way) for way in (False, True)]
        return min(
            (lanes for lanes in tried if lanes is not None),
            key=lambda lanes: (max(lanes, default=0), sum(lanes)),
            default=None,
        )

    def _read_downwards(self) -> tuple[list[int], list[int]]:
        """What is asked, and beside it that the earlier of two texts on the same side stands above."""
        over, under = [*self._over], [*self._under]
        for i, one in enumerate(self.flags):
            for j in range(i):
                other = self.flags[j]
                asked = self._over[i] | self._under[i]
                if not one.text_width or not other.text_width or one.to_left is not other.to_left:
                    continue
                if self._near[i] & ~asked & 1 << j:
                    over[j] |= 1 << i
                    under[i] |= 1 << j
        return over, under

    def _sort(self) -> None:
        """The orders in which lanes are filled."""
        low = [box[0] for box in self._boxes]
        self._leftmost = sorted(range(len(low)), key=low.__getitem__)
        self._rightmost = sorted(range(len(low)), key=low.__getitem__, reverse=True)

    def _join(self, i: int, asks: tuple[int, int, int]) -> None:
        self._near[i], self._over[i], self._under[i] = asks
        bit = 1 << i
        for mine, theirs in ((self._near, self._near), (self._over, self._under), (self._under, self._over)):
            rest = mine[i]
            while rest:
                j = (rest & -rest).bit_length() - 1
                theirs[j] |= bit
                rest &= rest - 1

    def _asks(self, i: int, flag: Flag, number: int) -> tuple[int, int, int]:
        """What a flag in the place of another asks of the first so many: near, over and under.

        A text covers a stem, at this width or at a larger one, from its pin onwards: a stem on the text's side moves
        away from the pin as the width grows, and so through all of the text.
        """
        low, high = _box(flag, self._length)
        own, has_text, to_left = self._stems[i], bool(flag.text_width), flag.to_left
        near = over = under = 0
        bit = 1
        for j in range(number):
            other, (low_j, high_j), stem = self.flags[j], self._boxes[j], self._stems[j]
            gap = GAP if has_text or other.text_width else BARE_GAP
            if j != i and low < high_j + gap and low_j < high + gap:
                near |= bit
                if stem == own and has_text and other.text_width:
                    # At one place the earlier stands above: the column reads from top to bottom.
                    if i < j:
                        over |= bit
                    else:
                        under |= bit
                else:
                    if has_text and (low - STEM_GAP < stem < own if to_left else own < stem < high + STEM_GAP):
                        over |= bit
                    if other.text_width and (
                        low_j - STEM_GAP < own < stem if other.to_left else stem < own < high_j + STEM_GAP
                    ):
                        under |= bit
            bit <<= 1
        return near, over, under

    def _schedule(self, over: list[int], depths: list[int], most: int, *, backwards: bool) -> list[int] | None:
        """List scheduling: the flag under the longest chain goes first, into the lowest lane that is free for it."""
        near, lanes = self._near, [0] * len(depths)
        chains: list[list[int]] = [[] for _ in range(max(depths, default=0) + 1)]
        for i in self._rightmost if backwards else self._leftmost:
            chains[depths[i]].append(i)
        taken: list[int] = []
        """The flags in each lane."""
        for i in chain.from_iterable(reversed(chains)):
            lane = 0
            if above := over[i]:
                # A flag follows all that it stands above: their chains are longer.
                lane = len(taken)
                while lane and not taken[lane - 1] & above:
                    lane -= 1
            others = near[i]
            for flags in taken[lane:]:
                if not flags & others:
                    taken[lane] |= 1 << i
                    break
                lane += 1
            else:
                if lane == most:
                    return None
                taken.append(1 << i)
            lanes[i] = lane
        return lanes


def _depths(under: list[int], most: int) -> list[int] | None:
    """For each flag the length of the longest chain of flags that must stand above it.

    None where a chain is longer than `most` lanes allow, or is a ring.
    """
    depths = [0] * len(under)
    rest = [i for i, above in enumerate(under) if above]
    unsettled = sum(1 << i for i in rest)
    depth = 0
    while rest:
        depth += 1
        waiting = []
        settled = 0
        for i in rest:
            if under[i] & unsettled:
                waiting.append(i)
            else:
                depths[i] = depth
                settled |= 1 << i
        if not settled or depth == most:
            return None
        rest, unsettled = waiting, unsettled ^ settled
    return depths
