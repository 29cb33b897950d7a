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
    (timedelta(minutes=1), "≤ 1 min"),
    (timedelta(minutes=10), "10 min"),
    (timedelta(hours=1), "1 h"),
    (timedelta(hours=6), "6 h"),
    (timedelta(days=1), "1 d"),
    (timedelta(days=7), "7 d"),
    (timedelta(days=30), "30 d"),
    (timedelta(days=365), "1 y"),
)
_LETTERS = {Phase.UNDETECTED: "u", Phase.RESPONDING: "r", Phase.RECOVERING: "c", Phase.UNKNOWN: "n"}


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis."""

    x: int
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

    def x(self, length: timedelta) -> int:
        """Return where a length stands, in whole percents; a minute and less at 0."""
        if length <= _FIRST:
            return 0
        return round(100 * log(length / _FIRST) / log(self.last / _FIRST))

    @property
    def lengths(self) -> tuple[tuple[timedelta, str], ...]:
        """The lengths the axis names, and their names."""
        return tuple((length, label) for length, label in _TICKS if length <= self.last)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The lines the axis shows."""
        return tuple(Tick(self.x(length), label) for length, label in self.lengths)

    @property
    def decade(self) -> float:
        """How far apart a length and one ten times as long stand, in percent."""
        return 100 * log(10) / log(self.last / _FIRST)


@dataclass(frozen=True, slots=True)
class Segment:
    """A phase in a bar of the whole time from start to end, drawn from the left edge behind those before it."""

    phase: Phase
    end: int
    """Where it ends, in percent; more than 0, and 100 for the last phase."""

    @property
    def letter(self) -> str:
        """The name of its look: u, r, c or n."""
        return _LETTERS[self.phase]


def segments(stretches: Sequence[Stretch]) -> tuple[Segment, ...]:
    """Return the phases as parts of a bar, the last first; those that took no time are left out.

    Whole percents: finer ones cannot be seen, and cost a third of a long table. What took any time gets one at least.
    """
    lasting = [stretch for stretch in stretches if stretch.span.length]
    start, whole = stretches[0].start.instant, stretches[-1].end.instant - stretches[0].start.instant
    parts: list[Segment] = []
    for place, stretch in enumerate(lasting, 1):
        least = parts[-1].end + 1 if parts else 1
        room = 100 - (len(lasting) - place)
        exact = 100 * ((stretch.end.instant - start) / whole)
        parts.append(Segment(stretch.phase, min(max(round(exact), least), room)))
    return tuple(reversed(parts))
