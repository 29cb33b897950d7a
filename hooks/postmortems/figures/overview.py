"""The wide and the mid layout: flags above a ribbon of phases, all of it above the axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from postmortems import words
from postmortems.figures.axis import MARGIN, Axis, Place
from postmortems.figures.flags import Flag, solve
from postmortems.figures.labels import SIZE, TIME_GAP, Label, label_of
from postmortems.figures.places import Placed
from postmortems.figures.text_width import text_width
from postmortems.figures.ticks import SIZE as TICK_SIZE
from postmortems.figures.ticks import WEIGHT as TICK_WEIGHT
from postmortems.figures.ticks import Scale, Tick, scale_of
from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind, Phase

LANE = 27
"""Pixels from one lane to the next."""
TOP = 3
STEM = 9
"""Pixels of stem below the lowest lane."""
RIBBON = 34
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
    """One entry in the diagram."""

    entry: Entry
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
    is_exact: bool
    """Whether the time is stated, and not as "about"."""


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
    """Pixels."""

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
class Overview:
    """Everything the wide or the mid drawing needs."""

    name: str
    """`wide` or `mid`."""
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
    profile_y: float
    axis_y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One of the layouts with flags."""

    name: str
    """`wide` or `mid`; the class of its drawing."""
    width: int
    """Of the narrowest figure it is shown in, in pixels."""
    max_lanes: int
    """Labels are left out rather than stacked higher."""


def overview_of(incident: Incident, axis: Axis, placed: tuple[Placed, ...], form: Form) -> Overview:
    """Return the layout of an incident in one form."""
    length = form.width - axis.left - axis.right
    labels = [label_of(one, incident, axis) for one in placed]
    flags = solve(
        [
            Flag(place=axis.place(one.instant), text_width=label.width, weight=label.worth)
            for one, label in zip(placed, labels, strict=True)
        ],
        length,
        axis.left,
        axis.right,
        form.max_lanes,
    )
    lanes = max((flag.lane for flag in flags), default=0) + 1
    ribbon_y = TOP + lanes * LANE + STEM
    profile = _profile(incident, axis)
    profile_y = ribbon_y + RIBBON
    axis_y = profile_y + (PROFILE if profile else 0)
    sides = tuple(_sides(axis))
    scale = _without_collisions(scale_of(axis, incident.summary.zone, length), sides, length)
    return Overview(
        name=form.name,
        axis=axis,
        pins=tuple(
            _pin(one, flag, label, TOP + (lanes - 1 - flag.lane) * LANE + LANE / 2, ribbon_y)
            for one, flag, label in zip(placed, flags, labels, strict=True)
        ),
        segments=tuple(_segments(incident, axis, length)),
        wrong_paths=tuple(_wrong_paths(incident, axis)),
        uncertain=_uncertain(placed, axis),
        shades=tuple(shades_of(incident, axis)),
        profile=profile,
        scale=scale,
        sides=sides,
        ribbon_y=ribbon_y,
        profile_y=profile_y,
        axis_y=axis_y,
        height=axis_y + TICK_ROW + (DAY_ROW if scale.days else 0),
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


def _pin(one: Placed, flag: Flag, label: Label, y: float, ribbon_y: float) -> Pin:
    shown = label if flag.text_width else None
    reach, gap = 12, 6
    time_x = text_x = 0.0
    hit_x, hit_width = -float(reach), 2.0 * reach
    if shown:
        time_x = -(reach + gap + shown.width) if flag.to_left else reach + gap
        text_x = time_x + (shown.time_width + TIME_GAP if shown.time else 0)
        hit_x = min(time_x, hit_x)
        hit_width = 2 * reach + gap + shown.width
    return Pin(
        entry=one.entry,
        place=flag.place,
        y=y,
        stem=ribbon_y - y,
        label=shown,
        time_x=round(time_x, 1),
        text_x=round(text_x, 1),
        hit_x=round(hit_x, 1),
        hit_width=round(hit_width, 1),
        is_exact=one.is_exact,
    )


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


def _uncertain(placed: tuple[Placed, ...], axis: Axis) -> tuple[Segment, ...]:
    gaps = {(axis.fraction(p.gap[0]), axis.fraction(p.gap[1])) for p in placed if p.gap}
    return tuple(Segment(left=Place(low), right=Place(high)) for low, high in sorted(gaps) if high > low)


def _profile(incident: Incident, axis: Axis) -> Profile | None:
    """None where no share is known, or one share lasted from start to end, which the words say as well."""
    known = [w for w in incident.windows if w.users_affected.percent is not None]
    peak = max((w.users_affected.percent or 0 for w in known), default=0)
    if len(incident.windows) < 2 or not peak:  # noqa: PLR2004  one window is no profile
        return None
    text = f"Users affected: {words.share(incident.users_affected)} at the peak"
    return Profile(
        steps=tuple(
            Step(
                left=Place(axis.fraction(w.start.instant)),
                right=Place(axis.fraction(w.end.instant)),
                # A share above none is seen, however small.
                height=max(1.5, round(float((w.users_affected.percent or 0) / peak) * (PROFILE - 16), 1))
                if w.users_affected.percent
                else 0,
            )
            for w in known
        ),
        peak=text,
        peak_width=round(text_width(text, SIZE - 1.5, 400), 1),
    )


def shades_of(incident: Incident, axis: Axis) -> list[Segment]:
    """Nights (22 to 6) on an axis of 14 hours to 6 days, weekends on a longer one."""
    zone = incident.summary.zone.tzinfo
    if axis.length < timedelta(hours=14):
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
