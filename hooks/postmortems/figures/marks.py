"""Where the small marks of the index stand: numbers in percent of a mark's width, no markup.

A length is a dot on a logarithmic axis, since durations reach from a minute to weeks; a bar on such an axis would
mislead, because half its length is not half the time. A share is a bar from 0 to 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log

from postmortems.model import Stretch
from postmortems.vocabulary import Phase

_FIRST = timedelta(minutes=1)
_LAST = timedelta(days=10)
_TICKS = (
    (timedelta(minutes=1), "1 min"),
    (timedelta(minutes=10), "10 min"),
    (timedelta(hours=1), "1 h"),
    (timedelta(hours=6), "6 h"),
    (timedelta(days=1), "1 d"),
    (timedelta(days=7), "7 d"),
    (timedelta(days=30), "30 d"),
    (timedelta(days=365), "1 y"),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis."""

    x: float
    """In percent."""
    label: str


@dataclass(frozen=True, slots=True)
class LogAxis:
    """A logarithmic axis of lengths of time, from one minute at 0 % to `last` at 100 %."""

    last: timedelta
    """More than a minute."""

    @classmethod
    def over(cls, lengths: Iterable[timedelta]) -> LogAxis:
        """Return the axis that holds every length with some room behind the last, and ten days in any case."""
        return cls(max((_LAST, *(length * 1.25 for length in lengths))))

    def x(self, length: timedelta) -> float:
        """Return where a length stands, in percent; a minute and less at 0."""
        if length <= _FIRST:
            return 0.0
        return round(100 * log(length / _FIRST) / log(self.last / _FIRST), 1)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The lines the axis shows."""
        return tuple(Tick(self.x(length), label) for length, label in _TICKS if length <= self.last)


@dataclass(frozen=True, slots=True)
class Segment:
    """A phase in a bar of the whole time from start to end."""

    phase: Phase
    x: float
    """Where it begins, in percent."""
    width: float
    """In percent; more than 0."""


def segments(stretches: Sequence[Stretch]) -> tuple[Segment, ...]:
    """Return the phases as parts of a bar; those that took no time are left out."""
    start, end = stretches[0].start.instant, stretches[-1].end.instant
    whole = end - start
    parts = []
    for stretch in stretches:
        left = round(100 * ((stretch.start.instant - start) / whole), 1)
        right = round(100 * ((stretch.end.instant - start) / whole), 1)
        if right > left:
            parts.append(Segment(stretch.phase, left, round(right - left, 1)))
    return tuple(parts)
