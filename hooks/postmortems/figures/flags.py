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
            order = [_schedule(flags, boxes, above, apart, backwards=way) for way in (False, True)]
            lanes = min(order, key=lambda lanes: (max(lanes, default=0), sum(lanes)))
            return [replace(flag, lane=lane) for flag, lane in zip(flags, lanes, strict=True)]
        flags[turn] = replace(flags[turn], to_left=not flags[turn].to_left)
    return None


def _box(flag: Flag, length: float) -> tuple[float, float]:
    x = flag.place.at(length)
    text = TEXT_GAP + flag.text_width if flag.text_width else 0
    return (x - REACH - text, x + REACH) if flag.to_left else (x - REACH, x + REACH + text)


def _text(flag: Flag, box: tuple[float, float]) -> tuple[float, float] | None:
    if not flag.text_width:
        return None
    low, high = box
    return (low, high - PIN) if flag.to_left else (low + PIN, high)


def _rules(
    flags: list[Flag], boxes: list[tuple[float, float]], length: float
) -> tuple[list[set[int]], list[set[int]], int | None]:
    """Which flag must be above which, which may not share a lane, and which must turn its text first (or None).

    A stem runs from its pin down through every lane below: where it would cross a text, that text goes above.
    """
    above: list[set[int]] = [set() for _ in flags]
    apart: list[set[int]] = [set() for _ in flags]
    stems = [flag.place.at(length) for flag in flags]
    texts = [_text(flag, box) for flag, box in zip(flags, boxes, strict=True)]
    for a in range(len(flags)):
        low_a, high_a = boxes[a]
        for b in range(a + 1, len(flags)):
            low_b, high_b = boxes[b]
            bare = texts[a] is None and texts[b] is None
            gap = BARE_GAP if bare else GAP
            if low_a >= high_b + gap or low_b >= high_a + gap:
                continue
            apart[a].add(b)
            apart[b].add(a)
            a_over, b_over = _crosses(stems[b], texts[a]), _crosses(stems[a], texts[b])
            if a_over and b_over:
                # Each stem crosses the other's text: the earlier one turns away, unless it has turned already.
                return above, apart, a if not flags[a].to_left else b
            if a_over or (not b_over and not bare and flags[a].to_left == flags[b].to_left and texts[a] and texts[b]):
                above[a].add(b)
            elif b_over:
                above[b].add(a)
    return above, apart, None


def _crosses(stem: float, text: tuple[float, float] | None) -> bool:
    return text is not None and text[0] - STEM_GAP < stem < text[1] + STEM_GAP


def _schedule(
    flags: list[Flag],
    boxes: list[tuple[float, float]],
    above: list[set[int]],
    apart: list[set[int]],
    *,
    backwards: bool,
) -> list[int]:
    """List scheduling: the flag under the longest chain goes first, into the lowest lane that is free for it."""
    number = len(flags)
    below: list[set[int]] = [set() for _ in range(number)]
    for a in range(number):
        for b in above[a]:
            below[b].add(a)
    chain: dict[int, int] = {}

    def depth(i: int, seen: frozenset[int]) -> int:
        if i not in chain:
            chain[i] = 1 + max((depth(j, seen | {i}) for j in below[i] if j not in seen), default=0)
        return chain[i]

    for i in range(number):
        depth(i, frozenset())
    lanes: list[int | None] = [None] * number
    waiting = sorted(range(number), key=lambda i: (-chain[i], -boxes[i][0] if backwards else boxes[i][0]))
    while waiting:
        # A ring of demands cannot arise from stems alone; were there one, the first in line breaks it.
        i = next((i for i in waiting if all(lanes[j] is not None for j in above[i])), waiting[0])
        waiting.remove(i)
        lowest = max((lane + 1 for j in above[i] if (lane := lanes[j]) is not None), default=0)
        taken = {lanes[j] for j in apart[i]}
        lanes[i] = next(lane for lane in range(lowest, number + lowest + 1) if lane not in taken)
    return [lane or 0 for lane in lanes]
