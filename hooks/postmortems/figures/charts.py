"""Where the marks of the charts across incidents stand: numbers without markup, in percent of a chart's width.

Percent across and pixels down: a chart is as wide as its page, and its text stays as large as text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from math import log10

from postmortems.figures.marks import LogAxis
from postmortems.model import Incident

LEAST_SHARE = Decimal("0.1")
"""Percent of users at the foot of the chart of duration and reach; smaller shares stand there too."""
SHARE_TICKS = tuple(Decimal(tick) for tick in ("100", "10", "1", "0.1"))
BIN = 2
"""Dots nearer than this, in percent of the width, stand on one another."""
DOT_PITCH = 9
"""Pixels from a dot to the one upon it, while there is room."""
DOT_ROOM = 10
"""Pixels that one dot needs."""
MARK_ROOM = 9
"""Pixels below the dots, for what marks the median."""
MOST_HEIGHT = 90
"""Pixels of the highest pile; with more dots they stand closer."""


@dataclass(frozen=True, slots=True)
class Point:
    """An incident in the chart of duration and reach."""

    incident: Incident
    x: int
    """In percent of the width, from the left."""
    y: int
    """In percent of the height, from the top."""


@dataclass(frozen=True, slots=True)
class LossLine:
    """A line on which every incident cost users the same time."""

    x1: float
    """Where it leaves the top, in percent: an outage for everybody lasts as long as the time it costs."""
    x2: float
    y2: float
    """Where it meets the foot or the right edge, in percent from the top."""
    label: str
    """The time lost."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The chart of duration and reach: lengths across, shares down, both logarithmic."""

    points: tuple[Point, ...]
    lines: tuple[LossLine, ...]
    shares: tuple[tuple[int, str], ...]
    """Where each line of a share stands, in percent from the top, and what it says."""
    unknown: int
    """How many incidents are left out, because their share is not known."""


def reach_of(incidents: Sequence[Incident], axis: LogAxis) -> Reach:
    """Return the chart of every incident whose share of users is known throughout."""
    shares = ((incident, share_over_time(incident)) for incident in incidents)
    points = tuple(
        Point(incident, axis.x(incident.duration.length or timedelta(0)), round(_depth(share)))
        for incident, share in shares
        if share is not None
    )
    return Reach(
        points=points,
        lines=tuple(_loss_line(axis.x(length), label, axis) for length, label in axis.lengths[1:]),
        shares=tuple((round(_depth(tick)), f"{tick} %") for tick in SHARE_TICKS),
        unknown=len(incidents) - len(points),
    )


def share_over_time(incident: Incident) -> Decimal | None:
    """Return the share of users over the whole duration, in percent: with one window, as written; else weighed.

    It is what the time lost is of the duration, so the product of the two is what users lost. None: not known.
    """
    lost, duration = incident.lost_user_time.length, incident.duration.length
    if lost is None or not duration:
        return None
    microsecond = timedelta(microseconds=1)
    return Decimal(100) * (lost // microsecond) / (duration // microsecond)


def _depth(percent: Decimal) -> float:
    """How far below the top a share stands, in percent of the height."""
    return 100 * log10(100 / max(percent, LEAST_SHARE)) / log10(100 / LEAST_SHARE)


def _loss_line(x1: float, label: str, axis: LogAxis) -> LossLine:
    """Ten times as long and a tenth of the users cost the same, so the line is straight."""
    slope = 100 / (log10(100 / LEAST_SHARE) * axis.decade)
    y2 = min(100.0, (100 - x1) * slope)
    return LossLine(x1=x1, x2=round(x1 + y2 / slope, 1), y2=round(y2, 1), label=label)


@dataclass(frozen=True, slots=True)
class Dot:
    """One incident in a row of dots."""

    x: int
    """In percent."""
    y: float
    """Pixels from the top to its middle."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A row of dots, piled where they would cover one another."""

    dots: tuple[Dot, ...]
    svg_height: float
    """Pixels, with room for marks below the dots."""


def dots_of(places: Iterable[int]) -> Dots:
    """Return dots at places in percent of the width."""
    piles: dict[int, list[int]] = {}
    for place in sorted(places):
        piles.setdefault(place // BIN, []).append(place)
    highest = max(map(len, piles.values()), default=1)
    pitch = min(DOT_PITCH, MOST_HEIGHT / highest)
    foot = DOT_ROOM / 2 + (highest - 1) * pitch
    return Dots(
        dots=tuple(
            Dot(pile[0], round(foot - level * pitch, 1)) for pile in piles.values() for level in range(len(pile))
        ),
        svg_height=round(foot + DOT_ROOM / 2 + MARK_ROOM, 1),
    )
