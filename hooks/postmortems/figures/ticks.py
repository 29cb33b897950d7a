"""Which times are written along the axis: round ones of the clock on the wall, also across clock changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from postmortems.figures.axis import Axis, Place
from postmortems.figures.text_width import text_width
from postmortems.times import Zone

SIZE = 11
"""Pixels of the letters of a label."""
WEIGHT = 400
"""Their weight."""
DAY_WEIGHT = 600
"""The same of the name of a day."""
DAY_GAP = 10
"""Pixels between the names of two days at the least."""
MIDNIGHT_GAP = 5
"""Pixels from the line of a midnight to the name of its day."""
GAP = 20
"""Pixels between two labels at the least."""

_DAY = 86_400
_YEAR = 365 * _DAY
"""Seconds."""
_STEPS = (
    *(1, 5, 10, 15, 30),
    *(60 * minutes for minutes in (1, 2, 5, 10, 15, 30)),
    *(3_600 * hours for hours in (1, 2, 3, 6, 12)),
    *(_DAY * days for days in (1, 2, 7, 14, 28, 91, 182, 364)),
    *(_YEAR * years for years in (2, 5, 10, 20, 50, 100)),
)
"""Seconds from one label to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the axis."""

    place: Place
    label: str
    """`20:00`, `20:00:30` or `2 Feb`; empty where it would run into what stands behind a break, or a day begins."""
    width: float
    """Of the label, in pixels."""

    @property
    def text_x(self) -> float:
        """Where the label begins, in pixels from the mark."""
        return round(-self.width / 2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The beginning of a day on the axis, or the axis's own."""

    place: Place
    label: str
    """`Tue 12 Nov`."""
    width: float
    """Of the label, in pixels."""
    is_midnight: bool
    """Whether the day begins here; else the axis does."""

    @property
    def text_x(self) -> float:
        """Where the label begins, in pixels from the place."""
        return MIDNIGHT_GAP if self.is_midnight else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """All marks of an axis."""

    ticks: tuple[Tick, ...]
    days: tuple[Day, ...]
    """Empty where the axis stays within a day, or ticks are days themselves."""


def scale_of(axis: Axis, zone: Zone, length: float, *, with_days: bool = True) -> Scale:
    """Return the marks of an axis of so many pixels: as many as leave `GAP` between their labels.

    `with_days`: whether there is a row that names the days below.
    """
    seconds = axis.length.total_seconds()
    step = _STEPS[-1]
    for step in _STEPS:
        if length * step / seconds >= _widest(step) + GAP:
            break
    days = _days(axis, zone, length) if with_days and step < _DAY else ()
    midnights = {day.place for day in days if day.is_midnight}
    ticks = []
    for local, instant in _round_times(axis, zone, step):
        place = Place(axis.fraction(instant))
        # The name of the day says that it is midnight.
        label = "" if place in midnights else _label(local, step)
        ticks.append(Tick(place=place, label=label, width=round(text_width(label, SIZE, WEIGHT, tabular=True), 1)))
    return Scale(ticks=tuple(ticks), days=days)


@cache
def _widest(step: int) -> float:
    """The width of the widest label that a step may have."""
    times = [datetime(2000, month, 28, tzinfo=UTC) for month in range(1, 13)]
    return max(text_width(_label(local, step), SIZE, WEIGHT, tabular=True) for local in times)


def _label(local: datetime, step: int) -> str:
    if step >= _YEAR // 2:
        return f"{local:%b %Y}"
    if step >= _DAY:
        return f"{local.day} {local:%b}"
    return f"{local:%H:%M:%S}" if step < 60 else f"{local:%H:%M}"  # noqa: PLR2004  a minute


def _round_times(axis: Axis, zone: Zone, step: int) -> list[tuple[datetime, datetime]]:
    """The multiples of a step on the wall, counted from local midnight, with their instants.

    A time that the clock skips is left out; of one that it shows twice the first on the axis counts.
    """
    found = []
    day = axis.first.astimezone(zone.tzinfo).date()
    last_day = axis.last.astimezone(zone.tzinfo).date()
    if step >= _DAY:
        # Counted from the first day on the axis, so that the first midnight is written.
        days = [day + timedelta(days=i) for i in range(0, (last_day - day).days + 1, step // _DAY)]
        days = days if axis.first == _midnight(day, zone) else [d + timedelta(days=1) for d in days]
        marks = [datetime.combine(d, time()) for d in days]
    else:
        marks = []
        while day <= last_day:
            marks += _marks_of_day(day, axis, zone, step)
            day += timedelta(days=1)
    for naive in marks:
        for fold in (0, 1):
            instant = naive.replace(tzinfo=zone.tzinfo, fold=fold).astimezone(UTC)
            if axis.first <= instant <= axis.last and instant.astimezone(zone.tzinfo).replace(tzinfo=None) == naive:
                found.append((naive, instant))
                break
    return sorted(found, key=lambda mark: mark[1])


def _marks_of_day(day: date, axis: Axis, zone: Zone, step: int) -> list[datetime]:
    """Round times of one day, only those near the axis: a second's step over a whole day would be 86,400."""
    midnight = datetime.combine(day, time())
    first, last = (instant.astimezone(zone.tzinfo) for instant in (axis.first, axis.last))
    is_even = first.utcoffset() == last.utcoffset() and axis.length < timedelta(days=1)
    # Where the clock changes, a time on the wall may lie outside what the wall shows at both ends.
    beyond = timedelta(0) if is_even else timedelta(hours=2)
    low = max(timedelta(0), first.replace(tzinfo=None) - midnight - beyond)
    high = min(timedelta(days=1), last.replace(tzinfo=None) - midnight + beyond)
    return [
        midnight + timedelta(seconds=i * step)
        for i in range(int(low.total_seconds()) // step, int(high.total_seconds()) // step + 1)
        if i * step < _DAY
    ]


def _midnight(day: date, zone: Zone) -> datetime:
    return datetime.combine(day, time(), zone.tzinfo).astimezone(UTC)


def _days(axis: Axis, zone: Zone, length: float) -> tuple[Day, ...]:
    """The days of an axis that passes midnight; a label that would run into the next one is left out."""
    first = axis.first.astimezone(zone.tzinfo).date()
    last = axis.last.astimezone(zone.tzinfo).date()
    if first == last:
        return ()
    days = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        label = f"{day:%a} {day.day} {day:%b}"
        width = round(text_width(label, SIZE, DAY_WEIGHT), 1)
        fraction = axis.fraction(_midnight(day, zone)) if number else 0.0
        days.append(Day(place=Place(fraction), label=label, width=width, is_midnight=number > 0))
    kept = []
    room = length
    for one in reversed(days):
        if one.place.at(length) + one.text_x + one.width <= room:
            kept.append(one)
            room = one.place.at(length) - DAY_GAP
    return tuple(reversed(kept))
