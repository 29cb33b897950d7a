"""Pins and labels above the axis: at their true place, no text covered by another or by a stem.

Everything is solved once, at the smallest width of a layout: positions are fractions of the width plus constant
pixels, so at every larger width the distances between flags only grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    whole = _stack([_turned(flag, length, right) for flag in flags], length, left, right)
    if whole is not None and _lanes(whole) <= max_lanes:
        return tuple(whole)
    kept = _stack([replace(flag, text_width=0) for flag in flags], length, left, right) or []
    order = sorted(range(len(flags)), key=lambda i: (-flags[i].weight, i))
    for i in order:
        if not flags[i].text_width:
            continue
        trial = [replace(flag, lane=0, to_left=flag.to_left) for flag in kept]
        trial[i] = _turned(flags[i], length, right)
        solved = _stack(trial, length, left, right)
        if solved is not None and _lanes(solved) <= max(max_lanes, _lanes(kept)):
            kept = solved
    return tuple(kept)


def _lanes(flags: Sequence[Flag]) -> int:
    return max((flag.lane for flag in flags), default=-1) + 1


def _turned(flag: Flag, length: float, right: float) -> Flag:
    """The text stands to the right, unless it would leave the frame there."""
    return replace(flag, to_left=flag.place.at(length) + REACH + TEXT_GAP + flag.text_width > length + right)


def _stack(flags: list[Flag], length: float, left: float, right: float) -> list[Flag] | None:
    """The flags in the lowest lanes that keep the rules; None where a text would leave the frame on both sides."""
    flags = list(flags)
    for _ in range(len(flags) + 1):
        boxes = [_box(flag, length) for flag in flags]
        if any(low < -left or high > length + right for low, high in boxes):
            return None
        above, apart, turn = _rules(flags, boxes, length)
        if turn is None:
            found = [_schedule(boxes, above, apart, backwards=way) for way in (False, True)]
            if (lanes := min(filter(None, found), key=lambda lanes: (max(lanes), sum(lanes)), default=None)) is None:
                return None
            return [replace(flag, lane=lane) for flag, lane in zip(flags, lanes, strict=True)]
        flags[turn] = replace(flags[turn], to_left=not flags[turn].to_left)
    return None


def _box(flag: Flag, length: float) -> tuple[float, float]:
    x = flag.place.at(length)
    text = TEXT_GAP + flag.text_width if flag.text_width else 0
    return (x - REACH - text, x + REACH) if flag.to_left else (x - REACH, x + REACH + text)


def _rules(
    flags: list[Flag], boxes: list[tuple[float, float]], length: float
) -> tuple[list[set[int]], list[set[int]], int | None]:
    """Which flag must be above which, which may not share a lane, and which must turn its text first (or None).

    A stem runs from its pin down through every lane below: where it would cross a text, that text goes above.
    """
    above: list[set[int]] = [set() for _ in flags]
    apart: list[set[int]] = [set() for _ in flags]
    stems = [flag.place.at(length) for flag in flags]
    for a in range(len(flags)):
        low_a, high_a = boxes[a]
        for b in range(a + 1, len(flags)):
            low_b, high_b = boxes[b]
            gap = GAP if flags[a].text_width or flags[b].text_width else BARE_GAP
            if low_a >= high_b + gap or low_b >= high_a + gap:
                continue
            apart[a].add(b)
            apart[b].add(a)
            a_over, b_over = (
                _covers(flags[a], boxes[a], stems[a], stems[b]),
                _covers(flags[b], boxes[b], stems[b], stems[a]),
            )
            if a_over and b_over:
                # Each stem crosses the other's text: the earlier one turns away, unless it has turned already.
                return above, apart, a if not flags[a].to_left else b
            if a_over:
                above[a].add(b)
            elif b_over:
                above[b].add(a)
    return above, apart, None


def _covers(flag: Flag, box: tuple[float, float], own: float, stem: float) -> bool:
    """Whether another flag's stem crosses the text of this one, at this width or at a larger one.

    A stem on the text's side of the pin moves away from the pin as the width grows, and so through all of the text.
    """
    if not flag.text_width:
        return False
    return box[0] - STEM_GAP < stem < own if flag.to_left else own < stem < box[1] + STEM_GAP


def _schedule(
    boxes: list[tuple[float, float]], above: list[set[int]], apart: list[set[int]], *, backwards: bool
) -> list[int] | None:
    """List scheduling: the flag under the longest chain goes first, into the lowest lane that is free for it.

    None where the demands go round in a ring.
    """
    number = len(boxes)
    below: list[set[int]] = [set() for _ in range(number)]
    for a in range(number):
        for b in above[a]:
            below[b].add(a)
    chain = _chains(above, below)
    if chain is None:
        return None
    lanes: list[int | None] = [None] * number
    # A flag follows all that it stands above: their chains are longer.
    for i in sorted(range(number), key=lambda i: (-chain[i], -boxes[i][0] if backwards else boxes[i][0])):
        lowest = max((lane + 1 for j in above[i] if (lane := lanes[j]) is not None), default=0)
        taken = {lanes[j] for j in apart[i]}
        lanes[i] = next(lane for lane in range(lowest, number + lowest + 1) if lane not in taken)
    return [lane or 0 for lane in lanes]


def _chains(above: list[set[int]], below: list[set[int]]) -> list[int] | None:
    """For each flag the length of the longest chain of flags that must stand above it; None where there is a ring."""
    chain = [0] * len(above)
    missing = [len(over) for over in below]
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
