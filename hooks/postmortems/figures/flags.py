"""Pins and labels above the axis: at their true place, no text covered by another or by a stem.

Everything is solved once, at the smallest width of a layout: positions are fractions of the width plus constant
pixels, so at every larger width the distances between flags only grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace

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
        for trial in filter(board.fits, _texts(flags[i], frame, length)):
            changed = board.uncrossed(i, trial)
            if changed is not None and changed.is_low(allowed):
                board = changed
                break
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


def _texts(flag: Flag, frame: tuple[float, float], length: float) -> Iterator[Flag]:
    """A flag with its text, then cut shorter and shorter, each to the right first unless it would leave the frame."""
    for width in (flag.text_width, *flag.cuts) if flag.text_width else ():
        told = replace(flag, text_width=width)
        to_left = _box(told, length)[1] > frame[1]
        yield replace(told, to_left=to_left)
        yield replace(told, to_left=not to_left)


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

    def fits(self, flag: Flag) -> bool:
        """Whether a flag stays within the frame."""
        low, high = _box(flag, self._length)
        return self._frame[0] <= low and high <= self._frame[1]

    def changed(self, i: int, flag: Flag) -> _Board:
        """Return a board on which one flag is another; only its own pairs are looked at again."""
        return self._with(i, flag, self._asks(i, flag, len(self.flags)))

    def uncrossed(self, i: int, flag: Flag) -> _Board | None:
        """Return the same, or None where the other flag and one that is there cross each other's text."""
        asks = self._asks(i, flag, len(self.flags))
        _, over, under = asks
        return None if over & under else self._with(i, flag, asks)

    def freed(self) -> _Board:
        """Return a board without crossed pairs, if turning the earlier of each to the left leads there; else itself."""
        board = self
        for _ in self.flags:
            if (crossed := board._crossed()) is None:
                return board
            earlier, later = crossed
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
        if (chains := _chains(self._under, most)) is None:
            return False
        return any(self._schedule(self._over, chains, most, backwards=way) is not None for way in (False, True))

    def _lowest(self, over: list[int], under: list[int], most: int) -> list[int] | None:
        if (chains := _chains(under, most)) is None:
            return None
        tried = [self._schedule(over, chains, most, backwards=way) for way in (False, True)]
        return min(
            (lanes for lanes in tried if lanes is not None),
            key=lambda lanes: (max(lanes, default=0), sum(lanes)),
            default=None,
        )

    def _crossed(self) -> tuple[int, int] | None:
        """The first pair of which each stem crosses the other's text: no lanes can help."""
        for i, (over, under) in enumerate(zip(self._over, self._under, strict=True)):
            if over & under:
                j = ((over & under) & -(over & under)).bit_length() - 1
                return (i, j) if i < j else (j, i)
        return None

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

    def _with(self, i: int, flag: Flag, asks: tuple[int, int, int]) -> _Board:
        board = copy(self)
        board.flags, board._boxes = [*self.flags], [*self._boxes]
        board.flags[i], board._boxes[i] = flag, _box(flag, self._length)
        others = ~(1 << i)
        board._near = [mask & others for mask in self._near]
        board._over = [mask & others for mask in self._over]
        board._under = [mask & others for mask in self._under]
        board._join(i, asks)
        return board

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

    def _schedule(
        self, over: list[int], chains: list[list[int]], most: int, *, backwards: bool
    ) -> list[int] | None:
        """List scheduling: the flag under the longest chain goes first, into the lowest lane that is free for it."""
        lanes = [0] * len(self.flags)
        taken: list[int] = []
        """The flags in each lane."""
        for chain in reversed(chains):
            for i in sorted(chain, key=lambda i: -self._boxes[i][0] if backwards else self._boxes[i][0]):
                # A flag follows all that it stands above: their chains are longer.
                lane = len(taken)
                while lane and not taken[lane - 1] & over[i]:
                    lane -= 1
                while lane < len(taken) and taken[lane] & self._near[i]:
                    lane += 1
                if lane == most:
                    return None
                if lane == len(taken):
                    taken.append(0)
                taken[lane] |= 1 << i
                lanes[i] = lane
        return lanes


def _chains(under: list[int], most: int) -> list[list[int]] | None:
    """The flags by the length of the longest chain of flags that must stand above each, from 0.

    None where a chain is longer than `most` lanes allow, or is a ring.
    """
    chains: list[list[int]] = []
    rest = range(len(under))
    unsettled = (1 << len(under)) - 1
    while rest:
        chain = [i for i in rest if not under[i] & unsettled]
        if not chain or len(chains) == most:
            return None
        chains.append(chain)
        rest = [i for i in rest if under[i] & unsettled]
        for i in chain:
            unsettled &= ~(1 << i)
    return chains
