"""The pins of one scale: one for each entry, for several merged into a pill, or for a run that is enlarged below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from postmortems.figures.axis import Axis, Place
from postmortems.figures.bursts import Burst
from postmortems.figures.flags import PIN, TEXT_GAP, Flag, lanes_of, solve, stacked
from postmortems.figures.labels import SIZE, STRONG, TIME_GAP, Label, is_milestone, label_of
from postmortems.figures.places import Placed
from postmortems.figures.text_width import text_width
from postmortems.model import Entry, Incident

LANE = 27
"""Pixels from one lane to the next."""
TOP = 3
"""Pixels above the highest lane: half of what an outline is wider than its pin, and of a focused flag."""
STEM = 9
"""Pixels of stem below the lowest lane."""
MOST_FLAGS = 80
"""More are merged unseen: placing them costs time with the square of their number."""
HIT = 26
"""Height in pixels of what can be pressed: all of a lane but a hairline."""
HIT_PAD = 4
"""Pixels between a text and the edge of what can be pressed: half of what is between two flags."""
CAPSULE = 20
"""Height in pixels of a pill, and both sides of a lettered square: they look as large as a pin of another shape."""
PILL_PAD = 8
"""Pixels between the numbers on a pill and its ends."""
NUMBER_SIZE = 11
"""Pixels of the numbers on pins; their weight is 600."""
NUMBER_DROP = 4
"""Pixels from the centre of a pin down to the base line of its number, and of the time beside it."""
LABEL_DROP = 4.5
"""The same of the label, whose letters are larger."""
BURST_WORTH = 150
"""The label of a run comes before all but those of milestones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What the drawing of one scale has to do with."""

    length: float
    """Of the axis, in pixels."""
    max_lanes: int
    """Labels are left out rather than stacked higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A pin on its stem."""

    entries: tuple[Entry, ...]
    """In the file's order; several where they are merged, or enlarged."""
    letter: str
    """Of the run; empty for a pin."""
    place: Place
    y: float
    """Of the pin's centre, in pixels from the top."""
    label: Label | None
    """None: a bare pin."""
    time_x: float
    """Of the time, in pixels from the pin's centre."""
    text_x: float
    """Of the label, in pixels from the pin's centre."""
    hit_x: float
    """Left edge of the whole flag, in pixels from the pin's centre."""
    hit_width: float
    """Of the whole flag, in pixels."""
    is_exact: bool
    """Whether the time is stated, and not as "about"."""

    @property
    def entry(self) -> Entry:
        """The only entry, or the first."""
        return self.entries[0]

    @property
    def is_pill(self) -> bool:
        """Whether several entries are merged."""
        return len(self.entries) > 1 and not self.letter

    @property
    def number(self) -> str:
        """What is written on it: `7`, `7-12` with a dash, or `A`."""
        return self.letter or _numbers(self.entries)

    @property
    def hit_y(self) -> float:
        """Upper edge of what can be pressed."""
        return self.y - HIT / 2

    @property
    def hit_height(self) -> int:
        """Of what can be pressed, in pixels."""
        return HIT

    @property
    def capsule(self) -> int:
        """Height of a pill, and both sides of a lettered square, in pixels."""
        return CAPSULE

    @property
    def square_x(self) -> float:
        """Left edge of a lettered square, in pixels from the pin's centre."""
        return -CAPSULE / 2

    @property
    def capsule_y(self) -> float:
        """Upper edge of a pill, or of a lettered square."""
        return self.y - CAPSULE / 2

    @property
    def number_y(self) -> float:
        """Base line of the number, and of the time."""
        return self.y + NUMBER_DROP

    @property
    def label_y(self) -> float:
        """Base line of the label."""
        return self.y + LABEL_DROP


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What one flag stands for."""

    entries: tuple[Placed, ...]
    letter: str = ""
    """Of the run that is enlarged below; else empty."""

    @property
    def instant(self) -> datetime:
        """Where the flag stands: in the middle of what it stands for."""
        first, last = self.entries[0].instant, self.entries[-1].instant
        return first + (last - first) / 2 if first != last else first


def groups_of(incident: Incident, placed: Sequence[Placed], bursts: Sequence[Burst]) -> list[Group]:
    """Return what each flag stands for: an entry, or a run; the milestones of a run have one of their own too."""
    hidden = {p.entry.number for burst in bursts for p in burst.entries if not is_milestone(p.entry, incident)}
    groups = [Group(entries=(p,)) for p in placed if p.entry.number not in hidden]
    groups += (Group(entries=burst.entries, letter=burst.letter) for burst in bursts)
    return sorted(groups, key=lambda group: group.entries[0].entry.number)


def pins_of(incident: Incident, axis: Axis, groups: Sequence[Group], room: Room) -> tuple[tuple[Pin, ...], float]:
    """Return the pins, and how many pixels below the top the stems end."""
    merged = _Merging(incident, axis, groups, room).done()
    told = [_label(group, incident, axis) for group in merged]
    flags = [_flag(group, label, axis, room) for group, label in zip(merged, told, strict=True)]
    solved = solve(flags, room.length, axis.left, axis.right, room.max_lanes)
    foot = TOP + max(1, lanes_of(solved)) * LANE + STEM
    return tuple(_pin(*each, foot) for each in zip(merged, solved, told, strict=True)), foot


class _Merging:
    """Flags that become fewer: where even bare pins would pile up too high, the nearest are merged into pills."""

    def __init__(self, incident: Incident, axis: Axis, groups: Sequence[Group], room: Room) -> None:
        self._axis = axis
        self._room = room
        self._groups = list(groups)
        self._bare = [_flag(group, None, axis, room) for group in groups]
        self._mergeable = [
            not group.letter
            and axis.first <= group.instant <= axis.last
            and not any(is_milestone(p.entry, incident) for p in group.entries)
            for group in groups
        ]

    def done(self) -> list[Group]:
        """Return the flags that are left."""
        while self._is_crowded() and (pair := self._nearest()) is not None:
            self._merge(pair)
        return self._groups

    def _is_crowded(self) -> bool:
        number, most = len(self._groups), self._room.max_lanes
        return number > MOST_FLAGS or (number > most and stacked(self._bare, self._room.length) > most)

    def _nearest(self) -> int | None:
        """The first of the two nearest neighbours that are no milestones; None where there are none."""
        pairs = [
            (self._groups[i + 1].instant - one.instant, len(one.entries) + len(self._groups[i + 1].entries), i)
            for i, one in enumerate(self._groups[:-1])
            if self._mergeable[i] and self._mergeable[i + 1]
        ]
        return min(pairs)[-1] if pairs else None

    def _merge(self, i: int) -> None:
        one, other = self._groups[i : i + 2]
        pill = Group(entries=one.entries + other.entries)
        self._groups[i : i + 2] = [pill]
        self._bare[i : i + 2] = [_flag(pill, None, self._axis, self._room)]
        del self._mergeable[i]


def _flag(group: Group, label: Label | None, axis: Axis, room: Room) -> Flag:
    place, reach = axis.place(group.instant), _reach(group)
    if not place.offset:
        # A pill at the edge moves in by what would leave the frame.
        x = place.at(room.length)
        inward = max(0.0, reach - axis.left - x) - max(0.0, x + reach - room.length - axis.right)
        place = replace(place, offset=round(inward, 1)) if inward else place
    if label is None:
        return Flag(place=place, text_width=0, weight=0, reach=reach)
    cuts = tuple(cut.width for cut in label.cuts)
    return Flag(place=place, text_width=label.width, cuts=cuts, weight=label.worth, reach=reach)


def _label(group: Group, incident: Incident, axis: Axis) -> Label | None:
    if group.letter:
        text = f"{len(group.entries)} events, enlarged below"
        width = round(text_width(text, SIZE, STRONG), 1)
        return Label(time="", text=text, time_width=0, text_width=width, weight=STRONG, worth=BURST_WORTH)
    return label_of(group.entries[0], incident, axis) if len(group.entries) == 1 else None


def _reach(group: Group) -> float:
    if len(group.entries) == 1 or group.letter:
        return PIN / 2
    numbers = _numbers([p.entry for p in group.entries])
    return round(text_width(numbers, NUMBER_SIZE, STRONG, tabular=True) / 2 + PILL_PAD, 1)


def _numbers(entries: Sequence[Entry]) -> str:
    first, last = entries[0].number, entries[-1].number
    return str(first) if first == last else f"{first}–{last}"


def _pin(group: Group, flag: Flag, label: Label | None, foot: float) -> Pin:
    shown = _told(label, flag.text_width)
    time_x = text_x = 0.0
    hit_x, hit_width = -flag.reach, 2 * flag.reach
    if shown:
        time_x = -(flag.reach + TEXT_GAP + shown.width) if flag.to_left else flag.reach + TEXT_GAP
        text_x = time_x + (shown.time_width + TIME_GAP if shown.time else 0)
        hit_width += TEXT_GAP + shown.width + HIT_PAD
        hit_x = time_x - HIT_PAD if flag.to_left else hit_x
    return Pin(
        entries=tuple(p.entry for p in group.entries),
        letter=group.letter,
        place=flag.place,
        y=foot - STEM - flag.lane * LANE - LANE / 2,
        label=shown,
        time_x=round(time_x, 1),
        text_x=round(text_x, 1),
        hit_x=round(hit_x, 1),
        hit_width=round(hit_width, 1),
        is_exact=len(group.entries) > 1 or group.entries[0].is_exact,
    )


def _told(label: Label | None, width: float) -> Label | None:
    """The label, or the one of its cuts, that has the width for which there was room; None: there was none."""
    told: Iterable[Label] = (label, *label.cuts) if label else ()
    return next((one for one in told if one.width == width), None)
