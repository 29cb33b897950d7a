"""The archive at a glance: what previews of links say and draw of pages that put incidents together."""

from __future__ import annotations

from collections.abc import Callable

from postmortems import words
from postmortems.cards import Columns, Number, Strip
from postmortems.collection import Archive
from postmortems.distribution import Distribution
from postmortems.model import Incident
from postmortems.pages.table import axis_of
from postmortems.times import Span


def told(archive: Archive) -> str:
    """Return how many incidents count, and when they began: `36 incidents from 2011 to 2025`, `No incidents`."""
    return f"{words.incidents(len(archive.standing))} {when(archive)}" if archive.years else "No incidents"


def when(archive: Archive) -> str:
    """Return the years in which incidents began: `from 2011 to 2025`, `in 2025`; empty while there is none."""
    first, last = archive.years or (0, 0)
    return "" if not last else f"in {first}" if first == last else f"from {first} to {last}"


def durations(archive: Archive) -> Distribution:
    """Return how long users were affected, over the incidents that count."""
    return Distribution.of(incident.duration for incident in archive.standing)


def median(archive: Archive) -> str:
    """Return the middle of their durations, behind what `told` says; empty while there is none."""
    middle = durations(archive).median
    return "" if middle.length is None else f", median duration {words.span(middle)}"


# -- for pictures -----------------------------------------------------------------------------------------------------

EVERY = "Every incident by how long users were affected; the triangle is the median"
"""What `strip` shows."""


def number(archive: Archive) -> Number:
    """Return how many incidents there are."""
    return "Incidents", str(len(archive.standing)), when(archive)


def middle(archive: Archive) -> Number:
    """Return the median duration."""
    known = durations(archive)
    return "Median duration", words.span(known.median), f"half of {known.n} were shorter" if known.n > 1 else ""


def of(name: str, incident: Incident, span: Span) -> Number:
    """Return a length of time of one incident."""
    return name, words.span(span), incident.title


def strip(archive: Archive) -> Strip:
    """Return every duration on the axis of the index."""
    axis, known = axis_of(archive), durations(archive)
    return Strip(
        places=tuple(sorted({axis.x(span.length) / 100 for span in known.spans if span.length is not None})),
        median=None if known.median.length is None else axis.x(known.median.length) / 100,
        ticks=tuple((tick.x / 100, tick.label) for tick in axis.ticks),
    )


def by_year(archive: Archive, counted: Callable[[Incident], int]) -> Columns:
    """Return for each year from the first to the last the sum of a count over the incidents that began in it."""
    first, last = archive.years or (1, 0)
    counts = dict.fromkeys(range(first, last + 1), 0)
    for incident in archive.standing:
        counts[incident.summary.start.local.year] += counted(incident)
    return Columns(counts=tuple((str(year), count) for year, count in counts.items()))
