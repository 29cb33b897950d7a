"""The wide and the mid layout: a panel with the whole incident, and below it up to three runs enlarged."""

from __future__ import annotations

from dataclasses import dataclass

from postmortems import words
from postmortems.figures.axis import MARGIN, Axis
from postmortems.figures.bursts import Burst, bursts_of
from postmortems.figures.panel import Panel, overview_panel, strip_panel
from postmortems.figures.pins import CAPSULE, Pin, Room
from postmortems.figures.places import Placed
from postmortems.figures.text_width import text_width
from postmortems.model import Incident

BURST_WIDTH = 860
"""Pixels of the figure at which runs are looked for, whatever the layout, so that all show the same ones."""
TURNS = 3
"""So many labels turned to the left make a roomier axis worth a try."""
ROOMIER = 0.14
"""How much longer the roomier axis is, to the right."""
TITLE_X = CAPSULE + 8
"""Pixels from the left edge of a strip to its title, behind the lettered square."""
TITLE_SIZE = 12.5
"""Pixels of the letters of a title; their weight is 600, and 400 in what follows."""
TITLE_GAP = 10
"""Pixels between a title and from when to when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One of the layouts with flags."""

    name: str
    """`wide` or `mid`; the class of its drawing."""
    width: int
    """Of the narrowest figure it is shown in, in pixels."""
    max_lanes: int
    """Labels are left out rather than stacked higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A run of entries, enlarged."""

    letter: str
    """`A`, `B` or `C`, as on its flag in the overview."""
    title: str
    """`Enlarged: 14 events in 1 h 34 min`."""
    title_width: float
    """Pixels of the title."""
    when: str
    """From when to when."""
    when_width: float
    """Pixels of from and when."""
    panel: Panel
    left: float
    """Where the run begins in the overview, in percent of its width."""
    right: float
    """Where it ends."""

    @property
    def title_x(self) -> float:
        """Where the title begins, in pixels."""
        return TITLE_X

    @property
    def when_x(self) -> float:
        """Where from and when begin, in pixels."""
        return round(TITLE_X + self.title_width + TITLE_GAP, 1)

    @property
    def cone(self) -> str:
        """What leads from the run to the strip, as points of a field 100 wide and 1 high."""
        return f"{self.left:g},0 {self.right:g},0 100,1 0,1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Pins of the overview up to a lettered flag, and the run that it stands for."""

    pins: tuple[Pin, ...]
    """In the file's order, the lettered flag last."""
    strip: Strip | None
    """None after the last lettered flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything the wide or the mid drawing needs."""

    name: str
    """`wide` or `mid`."""
    panel: Panel
    strips: tuple[Strip, ...]
    """None to three, in order of time."""

    @property
    def enlarged(self) -> frozenset[int]:
        """The numbers of the entries that stand in a strip."""
        return frozenset(pin.entry.number for strip in self.strips for pin in strip.panel.pins)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """All pins, with each strip behind its lettered flag: the order in which the keyboard goes through them."""
        strips = {strip.letter: strip for strip in self.strips}
        legs: list[Leg] = []
        pins: list[Pin] = []
        for pin in self.panel.pins:
            pins.append(pin)
            if pin.letter:
                legs.append(Leg(pins=tuple(pins), strip=strips[pin.letter]))
                pins = []
        return (*legs, Leg(pins=tuple(pins), strip=None)) if pins or not legs else tuple(legs)


def overview_of(incident: Incident, axis: Axis, placed: tuple[Placed, ...], form: Form) -> Overview:
    """Return the layout of an incident in one form."""
    sides = axis.left + axis.right
    bursts = bursts_of(placed, axis, BURST_WIDTH - sides)
    room = Room(length=form.width - sides, max_lanes=form.max_lanes)
    panel = overview_panel(incident, axis, placed, bursts, room)
    if panel.turned >= TURNS and (longer := _roomier(axis, placed)) is not None:
        roomier = overview_panel(incident, longer, placed, bursts, room)
        dearer = roomier.whole < panel.whole - 1 or roomier.milestones < panel.milestones
        # What is told behind a break turns to the left on either axis: there it must spare half of the others.
        most = panel.turned / 2 if axis.after else panel.turned - 1
        if roomier.turned <= most and not dearer:
            panel = roomier
    strips = tuple(_strip(incident, burst, panel.axis, form) for burst in bursts)
    return Overview(name=form.name, panel=panel, strips=strips)


def _roomier(axis: Axis, placed: tuple[Placed, ...]) -> Axis | None:
    """An axis with empty time at its end, which gives the labels there a place to their right.

    None where that time is not empty: what is told behind the break lies in it.
    """
    longer = axis.roomier(ROOMIER)
    return None if any(axis.last < one.instant <= longer.last for one in placed) else longer


def _strip(incident: Incident, burst: Burst, axis: Axis, form: Form) -> Strip:
    zone = incident.summary.zone.tzinfo
    first, last = burst.first.astimezone(zone), burst.last.astimezone(zone)
    title = f"Enlarged: {len(burst.entries)} events in {words.length(burst.last - burst.first)}"
    when = f"{first:%a} {words.short_day(first.date())}, {first:%H:%M}–{last:%H:%M}"
    return Strip(
        letter=burst.letter,
        title=title,
        title_width=round(text_width(title, TITLE_SIZE, 600), 1),
        when=when,
        when_width=round(text_width(when, TITLE_SIZE, 400), 1),
        panel=strip_panel(incident, burst, Room(length=form.width - 2 * MARGIN, max_lanes=form.max_lanes)),
        left=round(axis.fraction(burst.first) * 100, 2),
        right=round(axis.fraction(burst.last) * 100, 2),
    )
