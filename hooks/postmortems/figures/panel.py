"""One scale with what stands on it: flags above a ribbon of phases, and the axis below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from postmortems import words
from postmortems.figures.axis import MARGIN, Axis, Place
from postmortems.figures.bursts import Burst
from postmortems.figures.flags import PIN, TEXT_GAP, Flag, lanes_of, solve
from postmortems.figures.labels import SIZE, STRONG, TIME_GAP, Label, is_milestone, label_of
from postmortems.figures.places import Placed
from postmortems.figures.text_width import text_width
from postmortems.figures.ticks import SIZE as TICK_SIZE
from postmortems.figures.ticks import WEIGHT as TICK_WEIGHT
from postmortems.figures.ticks import Scale, Tick, scale_of
from postmortems.model import Entry, Incident
from postmortems.shares import Share
from postmortems.vocabulary import Kind, Phase

LANE = 27
"""Pixels from one lane to the next."""
TOP = 3
STEM = 9
"""Pixels of stem below the lowest lane."""
RIBBON = 34
SLIM_RIBBON = 10
"""Of an enlarged strip."""
MOST_SHADED = timedelta(days=120)
"""On a longer axis weekends are hairlines."""
MOST_FLAGS = 80
"""More are merged unseen: placing them costs time with the square of their number."""
HIT_PAD = 4
"""Between a text and the edge of what can be pressed: half of what is between two flags."""
BURST_WORTH = 150
"""The label of a run comes before all but those of milestones."""
PROFILE = 36
"""Pixels of the impact profile, where there is one."""
TICK_ROW = 24
BREAK = 21
"""Pixels from the end of the axis to the middle of a break mark."""
DAY_ROW = 16
PHASE_SIZE = 12
PHASE_GAP = 5
"""Between the name of a phase and its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A pin on its stem: one entry, several merged into a pill, or a run that is enlarged below."""

    entries: tuple[Entry, ...]
    """In the file's order; several where they are merged, or enlarged."""
    letter: str
    """Of the run; empty for a pin."""
    place: Place
    y: float
    """Of the pin's centre, in pixels from the top."""
    stem: float
    """Pixels from the centre down to the ribbon."""
    label: Label | None
    """None: a bare pin."""
    time_x: float
    """Of the time, in pixels from the pin's centre."""
    text_x: float
    hit_x: float
    """Left edge of the whole flag, in pixels from the pin's centre."""
    hit_width: float
    reach: float
    """Half the width of the pin."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the ribbon, or what is marked on it."""

    left: Place
    right: Place
    phase: Phase | None = None
    """None: no phase, such as before the start."""
    name: str = ""
    """Of the phase; empty where it does not fit."""
    name_width: float = 0
    length: str = ""
    """How long it was; empty where it does not fit."""
    length_width: float = 0

    @property
    def width(self) -> str:
        """The share of the axis, as an SVG attribute takes it."""
        return f"{round((self.right.fraction - self.left.fraction) * 100, 3):g}%"

    @property
    def middle(self) -> Place:
        """Half-way."""
        return Place((self.left.fraction + self.right.fraction) / 2)

    @property
    def text_x(self) -> float:
        """Where the text begins, in pixels from the middle."""
        return round(-(self.name_width + self._gap + self.length_width) / 2, 1)

    @property
    def length_x(self) -> float:
        """Where the length begins, in pixels from the middle."""
        return round(self.text_x + self.name_width + self._gap, 1)

    @property
    def halo_width(self) -> float:
        """Of the plain ground behind the text, 5 pixels wider on either side."""
        return round(self.name_width + self._gap + self.length_width + 10, 1)

    @property
    def _gap(self) -> int:
        return PHASE_GAP if self.name else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A window of the impact profile."""

    left: Place
    right: Place
    height: float
    """Pixels; of an unknown share that of the whole field."""
    is_known: bool = True

    @property
    def width(self) -> str:
        """The share of the axis, as an SVG attribute takes it."""
        return f"{round((self.right.fraction - self.left.fraction) * 100, 3):g}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The share of users affected over time."""

    steps: tuple[Step, ...]
    peak: str
    """The largest share, in words."""
    peak_width: float
    """Pixels of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The break at one end of the axis."""

    place: Place
    """The end of the axis."""
    middle: float
    """Where the break mark stands, in pixels from the end of the axis."""
    text: str
    """How far the farthest entry lies beyond: `32 d 15 h later`."""
    width: float
    """Of the text, in pixels."""
    text_x: float
    """Where the text begins, in pixels from the end of the axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything the drawing of one scale needs."""

    axis: Axis
    pins: tuple[Pin, ...]
    """In the file's order."""
    segments: tuple[Segment, ...]
    wrong_paths: tuple[Segment, ...]
    uncertain: tuple[Segment, ...]
    """Gaps in which entries of unknown time lie."""
    shades: tuple[Segment, ...]
    """Nights, or weekends on a long axis."""
    profile: Profile | None
    scale: Scale
    sides: tuple[Side, ...]
    ribbon_y: float
    ribbon: float
    """Height of the ribbon."""
    axis_y: float
    height: float

    @property
    def labelled(self) -> int:
        """How many flags have text."""
        return sum(pin.label is not None for pin in self.pins)

    @property
    def milestones(self) -> int:
        """How many of the first detection, mitigation and resolution have text."""
        return sum(pin.label is not None and pin.label.weight == STRONG for pin in self.pins)

    @property
    def turned(self) -> int:
        """How many flags had to turn their text to the left."""
        return sum(pin.label is not None and pin.time_x < 0 for pin in self.pins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a panel has to do with."""

    length: float
    """Of the axis, in pixels."""
    max_lanes: int
    """Labels are left out rather than stacked higher."""


def overview_panel(
    incident: Incident, axis: Axis, placed: Sequence[Placed], bursts: Sequence[Burst], room: Room
) -> Panel:
    """Return the panel of a whole incident, with a lettered flag for each run that is enlarged below."""
    hidden = {p.entry.number for burst in bursts for p in burst.entries if not is_milestone(p.entry, incident)}
    groups = [_Group(entries=(p,)) for p in placed if p.entry.number not in hidden]
    groups += (_Group(entries=burst.entries, letter=burst.letter) for burst in bursts)
    groups.sort(key=lambda group: group.entries[0].entry.number)
    profile, sides = _profile(incident, axis), tuple(_sides(axis))
    scale = _without_collisions(scale_of(axis, incident.summary.zone, room.length), sides, room.length)
    pins = _pins(incident, axis, groups, room)
    ribbon_y = pins[0].y + pins[0].stem if pins else TOP
    axis_y = ribbon_y + RIBBON + (PROFILE if profile else 0)
    return Panel(
        axis=axis,
        pins=pins,
        segments=tuple(_segments(incident, axis, room.length)),
        wrong_paths=tuple(_wrong_paths(incident, axis)),
        uncertain=_uncertain(placed, axis),
        shades=tuple(shades_of(incident, axis)),
        profile=profile,
        scale=scale,
        sides=sides,
        ribbon_y=ribbon_y,
        ribbon=RIBBON,
        axis_y=axis_y,
        height=axis_y + TICK_ROW + (DAY_ROW if scale.days else 0),
    )


def strip_panel(incident: Incident, burst: Burst, room: Room) -> Panel:
    """Return the panel of a run, enlarged: a slim ribbon without words, ticks of its own."""
    axis = burst.axis
    scale = _without_collisions(scale_of(axis, incident.summary.zone, room.length), (), room.length)
    pins = _pins(incident, axis, [_Group(entries=(p,)) for p in burst.entries], room)
    ribbon_y = pins[0].y + pins[0].stem
    return Panel(
        axis=axis,
        pins=pins,
        segments=tuple(replace(s, name="", length="") for s in _segments(incident, axis, room.length)),
        wrong_paths=(),
        uncertain=(),
        shades=(),
        profile=None,
        scale=replace(scale, days=()),
        sides=(),
        ribbon_y=ribbon_y,
        ribbon=SLIM_RIBBON,
        axis_y=ribbon_y + SLIM_RIBBON,
        height=ribbon_y + SLIM_RIBBON + TICK_ROW,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What one flag stands for."""

    entries: tuple[Placed, ...]
    letter: str = ""

    @property
    def instant(self) -> datetime:
        """Where the flag stands: in the middle of what it stands for."""
        first, last = self.entries[0].instant, self.entries[-1].instant
        return first + (last - first) / 2


def _pins(incident: Incident, axis: Axis, groups: list[_Group], room: Room) -> tuple[Pin, ...]:
    """Place the flags; where even bare pins would pile up too high, the nearest are merged into pills."""
    labels = {p.entry.number: label_of(p, incident, axis) for group in groups for p in group.entries}
    frame = (axis.left, axis.right)
    while len(groups) > MOST_FLAGS and (merged := _merged(groups, incident, axis)) is not None:
        groups = merged
    while len(groups) > room.max_lanes:
        bare = solve([_flag(group, None, axis, room) for group in groups], room.length, *frame, room.max_lanes)
        if lanes_of(bare) <= room.max_lanes or (merged := _merged(groups, incident, axis)) is None:
            break
        groups = merged
    told = [_label(group, labels) for group in groups]
    flags = [_flag(group, label, axis, room) for group, label in zip(groups, told, strict=True)]
    solved = solve(flags, room.length, *frame, room.max_lanes)
    ribbon_y = TOP + max(1, lanes_of(solved)) * LANE + STEM
    return tuple(_pin(*each, ribbon_y) for each in zip(groups, solved, told, strict=True))


def _flag(group: _Group, label: Label | None, axis: Axis, room: Room) -> Flag:
    place, reach = axis.place(group.instant), _reach(group)
    if not place.offset:
        # A pill at the edge moves in by what would leave the frame.
        x = place.at(room.length)
        inward = max(0.0, reach - axis.left - x) - max(0.0, x + reach - room.length - axis.right)
        place = replace(place, offset=round(inward, 1))
    width, worth = (label.width, label.worth) if label else (0, 0)
    return Flag(place=place, text_width=width, weight=worth, reach=reach)


def _merged(groups: list[_Group], incident: Incident, axis: Axis) -> list[_Group] | None:
    """The two nearest neighbours that are no milestones in one; None where there are none."""

    def may_merge(group: _Group) -> bool:
        inside = axis.first <= group.instant <= axis.last
        return not group.letter and inside and not any(is_milestone(p.entry, incident) for p in group.entries)

    pairs = [
        (groups[i + 1].instant - groups[i].instant, len(groups[i].entries) + len(groups[i + 1].entries), i)
        for i in range(len(groups) - 1)
        if may_merge(groups[i]) and may_merge(groups[i + 1])
    ]
    if not pairs:
        return None
    *_, i = min(pairs)
    return [*groups[:i], _Group(entries=groups[i].entries + groups[i + 1].entries), *groups[i + 2 :]]


def _label(group: _Group, labels: dict[int, Label]) -> Label | None:
    if group.letter:
        text = f"{len(group.entries)} events, enlarged below"
        width = round(text_width(text, SIZE, 600), 1)
        return Label(time="", text=text, time_width=0, text_width=width, weight=600, worth=BURST_WORTH)
    return labels[group.entries[0].entry.number] if len(group.entries) == 1 else None


def _reach(group: _Group) -> float:
    if len(group.entries) == 1 or group.letter:
        return PIN / 2
    return round(text_width(_numbers([p.entry for p in group.entries]), TICK_SIZE, 600, tabular=True) / 2 + 8, 1)


def _numbers(entries: Sequence[Entry]) -> str:
    first, last = entries[0].number, entries[-1].number
    return str(first) if first == last else f"{first}–{last}"


def _pin(group: _Group, flag: Flag, label: Label | None, ribbon_y: float) -> Pin:
    y = ribbon_y - STEM - flag.lane * LANE - LANE / 2
    shown = label if flag.text_width else None
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
        y=y,
        stem=ribbon_y - y,
        label=shown,
        time_x=round(time_x, 1),
        text_x=round(text_x, 1),
        hit_x=round(hit_x, 1),
        hit_width=round(hit_width, 1),
        reach=flag.reach,
        is_exact=len(group.entries) > 1 or group.entries[0].is_exact,
    )


def _sides(axis: Axis) -> Iterator[Side]:
    """The text stands at the outer edge of the frame, whatever its width."""
    if axis.before:
        text = f"{words.length(axis.before.farthest)} earlier" if axis.before.farthest else "earlier"
        width = round(text_width(text, TICK_SIZE, TICK_WEIGHT, tabular=True), 1)
        yield Side(place=Place(0), middle=-BREAK, text=text, width=width, text_x=-axis.left)
    if axis.after:
        text = f"{words.length(axis.after.farthest)} later" if axis.after.farthest else "later"
        width = round(text_width(text, TICK_SIZE, TICK_WEIGHT, tabular=True), 1)
        yield Side(place=Place(1), middle=BREAK, text=text, width=width, text_x=round(axis.right - width, 1))


def _without_collisions(scale: Scale, sides: tuple[Side, ...], length: float) -> Scale:
    """The scale without the labels that would run into the text of a break, or leave the frame."""
    taken = [(s.place.at(length) + s.text_x, s.place.at(length) + s.text_x + s.width) for s in sides]

    def label(tick: Tick) -> str:
        low = tick.place.at(length) + tick.text_x
        high = low + tick.width
        collides = any(low < end + MARGIN and begin < high + MARGIN for begin, end in taken)
        return "" if collides or low < -MARGIN or high > length + MARGIN else tick.label

    return replace(scale, ticks=tuple(replace(tick, label=label(tick)) for tick in scale.ticks))


def _segments(incident: Incident, axis: Axis, length: float) -> list[Segment]:
    """The phases, each with as much text as fits, and what lies before and after them."""
    start, end = incident.summary.start.instant, incident.summary.end.instant
    segments = []
    if axis.first < start:
        segments.append(Segment(left=Place(0), right=Place(axis.fraction(start))))
    for stretch in incident.stretches:
        left, right = (Place(axis.fraction(m.instant)) for m in (stretch.start, stretch.end))
        room = (right.fraction - left.fraction) * length - 12
        if right.fraction == left.fraction:
            continue
        name, span = words.PHASES[stretch.phase], words.span(stretch.span)
        name_width, span_width = text_width(name, PHASE_SIZE, 600), text_width(span, PHASE_SIZE, 400)
        with_name, with_span = name_width + PHASE_GAP + span_width <= room, span_width <= room
        segments.append(
            Segment(
                left=left,
                right=right,
                phase=stretch.phase,
                name=name if with_name else "",
                name_width=round(name_width, 1) if with_name else 0,
                length=span if with_span else "",
                length_width=round(span_width, 1) if with_span else 0,
            )
        )
    if end < axis.last:
        segments.append(Segment(left=Place(axis.fraction(end)), right=Place(1)))
    return segments


def _wrong_paths(incident: Incident, axis: Axis) -> list[Segment]:
    found = []
    for entry in incident.timeline:
        if entry.kind is Kind.MISLEADING and entry.at and entry.until:
            left, right = axis.fraction(entry.at.instant), axis.fraction(entry.until.instant)
            if right > left:
                found.append(Segment(left=Place(left), right=Place(right)))
    return found


def _uncertain(placed: Sequence[Placed], axis: Axis) -> tuple[Segment, ...]:
    gaps = {(axis.fraction(p.gap[0]), axis.fraction(p.gap[1])) for p in placed if p.gap}
    return tuple(Segment(left=Place(low), right=Place(high)) for low, high in sorted(gaps) if high > low)


def _profile(incident: Incident, axis: Axis) -> Profile | None:
    """None where no share is known; without windows one step from start to end."""
    peak = max(w.users_affected.percent or Decimal(0) for w in incident.windows)
    if not peak:
        return None
    text = f"Users affected: {words.share(incident.users_affected)}"
    if len(incident.windows) > 1:
        text += " at the peak"
    return Profile(
        steps=tuple(
            Step(
                left=Place(axis.fraction(w.start.instant)),
                right=Place(axis.fraction(w.end.instant)),
                height=_height(w.users_affected, peak),
                is_known=w.users_affected.percent is not None,
            )
            for w in incident.windows
        ),
        peak=text,
        peak_width=round(text_width(text, SIZE - 1.5, 400), 1),
    )


def _height(share: Share, peak: Decimal) -> float:
    field = PROFILE - 16
    if share.percent is None:
        return field
    # A share above none is seen, however small.
    return max(1.5, round(float(share.percent / peak) * field, 1)) if share.percent else 0


def shades_of(incident: Incident, axis: Axis) -> list[Segment]:
    """Nights (22 to 6) on an axis of 14 hours to 6 days, weekends on a longer one."""
    zone = incident.summary.zone.tzinfo
    if not timedelta(hours=14) <= axis.length <= MOST_SHADED:
        return []
    weekends = axis.length > timedelta(days=6)
    day = axis.first.astimezone(zone).date() - timedelta(days=2)
    found = []
    while day <= axis.last.astimezone(zone).date():
        begin = datetime.combine(day, time() if weekends else time(22), zone)
        until = datetime.combine(day + timedelta(days=2 if weekends else 1), time() if weekends else time(6), zone)
        left, right = (axis.fraction(t.astimezone(UTC)) for t in (begin, until))
        if right > left and (not weekends or day.weekday() == 5):  # noqa: PLR2004  Saturday
            found.append(Segment(left=Place(left), right=Place(right)))
        day += timedelta(days=1)
    return found
