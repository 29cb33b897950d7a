"""Which stretches of an axis are shaded: nights, or weekends where nights are too short to see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from postmortems.figures.axis import LONG, Axis
from postmortems.times import Zone

SHORTEST = timedelta(hours=14)
"""On a shorter axis nothing is shaded: its times are told by the hour."""
LONGEST = timedelta(days=120)
"""On a longer axis weekends are hairlines."""
EVENING, MORNING = time(22), time(6)
"""When night begins and ends on the clock of the report."""
SATURDAY = 5
"""As `date.weekday` counts."""


class Shading(StrEnum):
    """What is shaded. The value is what the caption says of it."""

    NONE = ""
    NIGHTS = "Shaded: night, 22 to 6."
    WEEKENDS = "Shaded: weekends."


def shading_of(axis: Axis, zone: Zone) -> Shading:
    """Return what is shaded on an axis, the same whether or not room for labels has been added to it."""
    if not SHORTEST <= axis.story <= LONGEST:
        return Shading.NONE
    shading = Shading.WEEKENDS if axis.story > LONG else Shading.NIGHTS
    touched = any(begin < axis.last - axis.spare and end > axis.first for begin, end in _stretches(axis, zone, shading))
    return shading if touched else Shading.NONE


def shades_of(axis: Axis, zone: Zone) -> tuple[tuple[float, float], ...]:
    """Return the shaded stretches, each as the fractions of the axis at which it begins and ends."""
    stretches = _stretches(axis, zone, shading_of(axis, zone))
    fractions = [(axis.fraction(begin), axis.fraction(end)) for begin, end in stretches]
    return tuple((left, right) for left, right in fractions if right > left)


def _stretches(axis: Axis, zone: Zone, shading: Shading) -> Iterator[tuple[datetime, datetime]]:
    """The nights or weekends that may touch an axis, in UTC."""
    day = axis.first.astimezone(zone.tzinfo).date() - timedelta(days=2)
    last = axis.last.astimezone(zone.tzinfo).date()
    while day <= last:
        if shading is Shading.NIGHTS:
            yield _instant(day, EVENING, zone), _instant(day + timedelta(days=1), MORNING, zone)
        elif shading is Shading.WEEKENDS and day.weekday() == SATURDAY:
            yield _instant(day, time(), zone), _instant(day + timedelta(days=2), time(), zone)
        day += timedelta(days=1)


def _instant(day: date, clock: time, zone: Zone) -> datetime:
    return datetime.combine(day, clock, zone.tzinfo).astimezone(UTC)
