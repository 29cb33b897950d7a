"""One scale with what stands on it: flags above a ribbon of phases, and the axis below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from postmortems import words
from postmortems.figures.axis import MARGIN, Axis, Break, Place
from postmortems.figures.bursts import Burst
from postmortems.figures.labels import STRONG
from postmortems.figures.pins import Group, Pin, Room, groups_of, pins_of
from postmortems.figures.places import Placed
from postmortems.figures.profile import Profile, profile_of
from postmortems.figures.shades import shades_of
from postmortems.figures.text_width import text_width
from postmortems.figures.ticks import SIZE as TICK_SIZE
from postmortems.figures.ticks import WEIGHT as TICK_WEIGHT
from postmortems.figures.ticks import Scale, Tick, scale_of
from postmortems.model import Incident
from postmortems.vocabulary import Kind, Phase

RIBBON = 34
"""Height in pixels of the ribbon of phases."""
SLIM_RIBBON = 10
"""The same of an enlarged strip: its phases are named above."""
PATH_DROP = 28
"""Pixels from the top of the ribbon down to what marks a wrong path, at its foot."""
PHASE_SIZE = 12
"""Pixels of the letters of a phase."""
PHASE_GAP = 5
"""Pixels between the name of a phase and its length."""
PHASE_ROOM = 12
"""Pixels that a phase is wider than its text at the least."""
PHASE_DROP = 21
"""Pixels from the top of the ribbon down to the base line of the phases."""
HALO = 5
"""Pixels of plain ground on either side of the text of a phase."""
HALO_DROP = 9
"""Pixels from the top of the ribbon down to that ground."""
HALO_HEIGHT = 16
"""Pixels of that ground: all of a line of text."""
WHISKER_RISE = 4
"""Pixels from the ribbon up to the whisker of an unknown time."""
CAP = 3
"""Pixels that the end of a whisker reaches up and down: two that touch stay two."""
TICK = 5
"""Length in pixels of a tick."""
TICK_DROP = 18
"""Pixels from the axis down to the base line of the ticks."""
TICK_ROW = 24
"""Pixels below the axis for the ticks."""
DAY_DROP = 35
"""Pixels from the axis down to the base line of the days."""
DAY_ROW = 16
"""Pixels below the ticks for the days, where they are named."""
BREAK = 21
"""Pixels from the end of the axis to the middle of a break mark."""
WHOLE_DAYS = timedelta(days=10)
"""A distance as long is told without hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the ribbon, or what is marked on it."""

    left: Place
    right: Place
    phase: Phase | None = None
    """None: no phase, such as before the start."""
    name: str = ""
    """Of the phase, or `before` and `after`; empty where it does not fit."""
    name_width: float = 0
    """Of the name, in pixels."""
    length: str = ""
    """How long it was; empty where it does not fit."""
    length_width: float = 0
    """Of the length, in pixels."""

    @property
    def width(self) -> str:
        """The share of the axis, as an SVG attribute takes it."""
        return Place(self.right.fraction - self.left.fraction).percent

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
    def halo_x(self) -> float:
        """Where the plain ground behind the text begins, in pixels from the middle."""
        return round(self.text_x - HALO, 1)

    @property
    def halo_width(self) -> float:
        """Of the plain ground behind the text, in pixels."""
        return round(-2 * self.halo_x, 1)

    @property
    def _gap(self) -> int:
        return PHASE_GAP if self.name and self.length else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The break at one end of the axis."""

    place: Place
    """The end of the axis."""
    middle: float
    """Where the break mark stands, in pixels from the end of the axis."""
    text: str
    """How far what is there lies beyond: `32 d later`."""
    width: float
    """Of the text, in pixels."""
    text_x: float
    """Where the text begins, in pixels from the end of the axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything the drawing of one scale needs. Heights are pixels from its top, downwards."""

    axis: Axis
    pins: tuple[Pin, ...]
    """In the file's order."""
    segments: tuple[Segment, ...]
    """The phases, and what lies before and after them."""
    wrong_paths: tuple[Segment, ...]
    whiskers: tuple[Segment, ...]
    """Gaps in which entries of unknown time lie."""
    caps: tuple[Place, ...]
    """Where those gaps end."""
    shades: tuple[Segment, ...]
    """Nights, or weekends on a long axis."""
    profile: Profile | None
    """None: nothing to tell of the share of users."""
    scale: Scale
    sides: tuple[Side, ...]
    """The breaks: none, one or two."""
    ribbon_y: float
    """Upper edge of the ribbon."""
    ribbon: float
    """Height of the ribbon."""
    axis_y: float
    """The axis itself."""
    height: float
    """Of the drawing."""

    @property
    def whole(self) -> int:
        """How many flags have all of their text."""
        return sum(pin.label is not None and pin.label.is_whole for pin in self.pins)

    @property
    def milestones(self) -> int:
        """How many of the first detection, mitigation and resolution have text."""
        return sum(pin.label is not None and pin.label.weight == STRONG for pin in self.pins)

    @property
    def turned(self) -> int:
        """How many flags had to turn their text to the left."""
        return sum(pin.label is not None and pin.time_x < 0 for pin in self.pins)

    @property
    def path_y(self) -> float:
        """Upper edge of the wrong paths."""
        return self.ribbon_y + PATH_DROP

    @property
    def whisker_y(self) -> float:
        """The whiskers."""
        return self.ribbon_y - WHISKER_RISE

    @property
    def cap_top(self) -> float:
        """Upper end of what ends a whisker."""
        return self.whisker_y - CAP

    @property
    def cap_bottom(self) -> float:
        """Lower end of what ends a whisker."""
        return self.whisker_y + CAP

    @property
    def halo_y(self) -> float:
        """Upper edge of the plain ground behind the text of a phase."""
        return self.ribbon_y + HALO_DROP

    @property
    def halo(self) -> int:
        """Its height."""
        return HALO_HEIGHT

    @property
    def phase_y(self) -> float:
        """Base line of the phases."""
        return self.ribbon_y + PHASE_DROP

    @property
    def break_y(self) -> float:
        """Middle of a break mark."""
        return self.ribbon_y + self.ribbon / 2

    @property
    def tick_end(self) -> float:
        """Lower end of the ticks."""
        return self.axis_y + TICK

    @property
    def tick_y(self) -> float:
        """Base line of the ticks, and of how far lies what is behind a break."""
        return self.axis_y + TICK_DROP

    @property
    def day_y(self) -> float:
        """Base line of the days."""
        return self.axis_y + DAY_DROP


def overview_panel(
    incident: Incident, axis: Axis, placed: Sequence[Placed], bursts: Sequence[Burst], room: Room
) -> Panel:
    """Return the panel of a whole incident, with a lettered flag for each run that is enlarged below."""
    zone = incident.summary.zone
    sides = tuple(_sides(axis))
    scale = _without_collisions(scale_of(axis, zone, room.length), sides, room.length)
    pins, ribbon_y = pins_of(incident, axis, groups_of(incident, placed, bursts), room)
    profile = profile_of(incident, axis, room.length, ribbon_y + RIBBON)
    axis_y = ribbon_y + RIBBON + (profile.height if profile else 0)
    return Panel(
        axis=axis,
        pins=pins,
        segments=tuple(_segments(incident, axis, room.length)),
        wrong_paths=tuple(_wrong_paths(incident, axis)),
        whiskers=_whiskers(placed, axis),
        caps=_caps(placed, axis),
        shades=tuple(Segment(left=Place(left), right=Place(right)) for left, right in shades_of(axis, zone)),
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
    scale = scale_of(axis, incident.summary.zone, room.length, with_days=False)
    pins, ribbon_y = pins_of(incident, axis, [Group(entries=(p,)) for p in burst.entries], room)
    return Panel(
        axis=axis,
        pins=pins,
        segments=tuple(replace(s, name="", length="") for s in _segments(incident, axis, room.length)),
        wrong_paths=(),
        whiskers=_whiskers(burst.entries, axis),
        caps=_caps(burst.entries, axis),
        shades=(),
        profile=None,
        scale=_without_collisions(scale, (), room.length),
        sides=(),
        ribbon_y=ribbon_y,
        ribbon=SLIM_RIBBON,
        axis_y=ribbon_y + SLIM_RIBBON,
        height=ribbon_y + SLIM_RIBBON + TICK_ROW,
    )


def distance_of(beyond: Break) -> str:
    """Return how far what is behind a break lies: `11 min`, `up to 141 d`; empty where no time is known."""
    if beyond.farthest is None:
        return ""
    days = round(beyond.farthest / timedelta(days=1))
    far = f"{days} d" if beyond.farthest >= WHOLE_DAYS else words.length(beyond.farthest)
    return far if beyond.is_nearest else f"up to {far}"


def _sides(axis: Axis) -> Iterator[Side]:
    """The text stands at the outer edge of the frame, whatever its width."""
    if axis.before:
        text = f"{distance_of(axis.before)} earlier".lstrip()
        width = round(text_width(text, TICK_SIZE, TICK_WEIGHT, tabular=True), 1)
        yield Side(place=Place(0), middle=-BREAK, text=text, width=width, text_x=-axis.left)
    if axis.after:
        text = f"{distance_of(axis.after)} later".lstrip()
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
        segments.append(_outside("before", 0, axis.fraction(start), length))
    for stretch in incident.stretches:
        left, right = (Place(axis.fraction(m.instant)) for m in (stretch.start, stretch.end))
        room = (right.fraction - left.fraction) * length - PHASE_ROOM
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
        segments.append(_outside("after", axis.fraction(end), 1, length))
    return segments


def _outside(name: str, left: float, right: float, length: float) -> Segment:
    """What is no phase, named where there is room."""
    width = round(text_width(name, TICK_SIZE, TICK_WEIGHT, tabular=True), 1)
    is_wide = width + PHASE_ROOM <= (right - left) * length
    return Segment(
        left=Place(left), right=Place(right), name=name if is_wide else "", name_width=width if is_wide else 0
    )


def _wrong_paths(incident: Incident, axis: Axis) -> list[Segment]:
    found = []
    for entry in incident.timeline:
        if entry.kind is Kind.MISLEADING and entry.at and entry.until:
            left, right = axis.fraction(entry.at.instant), axis.fraction(entry.until.instant)
            if right > left:
                found.append(Segment(left=Place(left), right=Place(right)))
    return found


def _whiskers(placed: Sequence[Placed], axis: Axis) -> tuple[Segment, ...]:
    gaps = {(axis.fraction(p.gap[0]), axis.fraction(p.gap[1])) for p in placed if p.gap}
    return tuple(Segment(left=Place(low), right=Place(high)) for low, high in sorted(gaps) if high > low)


def _caps(placed: Sequence[Placed], axis: Axis) -> tuple[Place, ...]:
    """A gap that goes on beyond the axis does not end there."""
    ends = {end for p in placed if p.gap and p.gap[0] < p.gap[1] for end in p.gap}
    return tuple(Place(axis.fraction(end)) for end in sorted(ends) if axis.first <= end <= axis.last)
