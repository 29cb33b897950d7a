"""Runs of entries too close together to be told apart: each is enlarged below the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from postmortems.figures.axis import Axis
from postmortems.figures.places import Placed

NEAR = 14
"""Pixels between two entries of a run at the most."""
LEAST = 6
"""Entries that make a run."""
WIDEST = 0.2
"""Share of the axis that a run spans at the most; a wider one can be read where it is."""
MOST = 3
"""Runs that are enlarged, the largest."""
MARGIN = 0.03
"""Of its length, what is shown before and after a run."""
LEAST_SPAN = timedelta(seconds=10)
"""What is shown at the least; entries of one instant stay together however much they are enlarged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """A run of entries and the stretch of time that is enlarged for it."""

    letter: str
    """`A`, `B` or `C`, in order of time."""
    entries: tuple[Placed, ...]
    axis: Axis

    @property
    def first(self) -> datetime:
        """The instant of its first entry."""
        return self.entries[0].instant

    @property
    def last(self) -> datetime:
        """The instant of its last entry."""
        return self.entries[-1].instant


def bursts_of(placed: tuple[Placed, ...], axis: Axis, length: float) -> tuple[Burst, ...]:
    """Return the runs on an axis of so many pixels, by single linkage, in order of time."""
    runs: list[list[Placed]] = []
    for one in sorted((p for p in placed if axis.first <= p.instant <= axis.last), key=lambda p: p.instant):
        if runs and (axis.fraction(one.instant) - axis.fraction(runs[-1][-1].instant)) * length <= NEAR:
            runs[-1].append(one)
        else:
            runs.append([one])
    long = [run for run in runs if len(run) >= LEAST and _span(run) and _span(run) < WIDEST * axis.length]
    largest = sorted(sorted(long, key=len, reverse=True)[:MOST], key=lambda run: run[0].instant)
    return tuple(
        Burst(letter=letter, entries=tuple(sorted(run, key=lambda p: p.entry.number)), axis=_enlarged(run, axis))
        for letter, run in zip("ABC", largest, strict=False)
    )


def _span(run: list[Placed]) -> timedelta:
    return run[-1].instant - run[0].instant


def _enlarged(run: list[Placed], axis: Axis) -> Axis:
    span = max(_span(run), LEAST_SPAN)
    first, last = run[0].instant - span * MARGIN, run[-1].instant + span * MARGIN
    return Axis(first=max(first, axis.first), last=max(last, first + LEAST_SPAN), before=None, after=None)
