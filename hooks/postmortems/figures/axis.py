"""Which stretch of time is drawn to scale, and what lies so far before or after that it goes behind a break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from postmortems.figures.places import Placed
from postmortems.model import Incident

REACH = 0.35
"""How far, as a share of the time between start and end, the scale reaches beyond them."""

GUTTER = 60
"""Pixels beside the axis for what lies behind a break."""

MARGIN = 16
"""Pixels beside the axis without one: half a pin and its outline, or half the label of a time."""

BEYOND = GUTTER - MARGIN - 2
"""Pixels from the end of the axis to what lies behind a break: its pin keeps clear of the edge of the frame."""

LONG = timedelta(days=6)
"""What a longer axis shows is told in days: an hour on it is too short to see."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position along the axis."""

    fraction: float
    """Of the axis, from 0 to 1."""
    offset: float = 0
    """Pixels to add, at every width."""

    def at(self, length: float) -> float:
        """Return the position in pixels on an axis of a length."""
        return self.fraction * length + self.offset

    @property
    def percent(self) -> str:
        """The fraction, as an SVG attribute takes it."""
        return f"{round(self.fraction * 100, 3):g}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """What lies beyond the axis on one side."""

    farthest: timedelta | None
    """Distance of the farthest entry behind it from the start, or the end, of the incident; None: unknown."""
    is_nearest: bool = True
    """Whether all entries behind it whose time is known lie as far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The stretch that is drawn, linear throughout."""

    first: datetime
    """In UTC."""
    last: datetime
    """In UTC, after `first`."""
    before: Break | None
    """What lies before `first`; None: nothing."""
    after: Break | None
    """What lies after `last`; None: nothing."""
    spare: timedelta = timedelta(0)
    """Of the time at its end, what tells nothing and gives labels room."""

    @property
    def story(self) -> timedelta:
        """The time it has something to tell of: `length` without what is spare."""
        return self.length - self.spare

    def roomier(self, share: float) -> Axis:
        """Return an axis that ends later, by a share of its length."""
        spare = self.length * share
        return replace(self, last=self.last + spare, spare=spare)

    @property
    def length(self) -> timedelta:
        """The time from one end to the other."""
        return self.last - self.first

    def fraction(self, instant: datetime) -> float:
        """Return where an instant lies, from 0 to 1; ends stand for what lies beyond them."""
        return min(1.0, max(0.0, (instant - self.first) / self.length))

    def place(self, instant: datetime) -> Place:
        """Return where an instant is drawn, behind a break where it lies beyond the axis."""
        if instant < self.first:
            return Place(0, -BEYOND)
        if instant > self.last:
            return Place(1, BEYOND)
        return Place(self.fraction(instant))

    @property
    def left(self) -> int:
        """Pixels needed left of the axis."""
        return GUTTER if self.before else MARGIN

    @property
    def right(self) -> int:
        """Pixels needed right of the axis."""
        return GUTTER if self.after else MARGIN


def axis_of(incident: Incident, placed: tuple[Placed, ...]) -> Axis:
    """Return the axis of an incident: from start to end, and as far beyond as `REACH` allows and entries ask for."""
    start, end = incident.summary.start.instant, incident.summary.end.instant
    if end <= start:  # the same at the coarser precision: draw the minute
        end = start + timedelta(minutes=1)
    reach = (end - start) * REACH
    ends = [p.entry.until.instant for p in placed if p.entry.until]
    near = [t for t in (*(p.instant for p in placed), *ends) if start - reach <= t <= end + reach]
    early = [p for p in placed if p.instant < start - reach]
    late = [p for p in placed if p.instant > end + reach]
    return Axis(
        first=min([start, *near]),
        last=max([end, *near]),
        before=_break(early, [start - p.instant for p in early if p.entry.at]),
        after=_break(late, [p.instant - end for p in late if p.entry.at]),
    )


def _break(beyond: Sequence[Placed], distances: Sequence[timedelta]) -> Break | None:
    if not beyond:
        return None
    return Break(farthest=max(distances, default=None), is_nearest=len(set(distances)) < 2)  # noqa: PLR2004  one or none
