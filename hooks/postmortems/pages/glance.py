"""The archive at a glance: what previews of links say of pages that put incidents together."""

from __future__ import annotations

from postmortems import words
from postmortems.collection import Archive
from postmortems.distribution import Distribution


def told(archive: Archive) -> str:
    """Return how many incidents count, and when they began: `36 incidents from 2011 to 2025`, `No incidents`."""
    if archive.years is None:
        return "No incidents"
    first, last = archive.years
    when = f"in {first}" if first == last else f"from {first} to {last}"
    return f"{words.incidents(len(archive.standing))} {when}"


def durations(archive: Archive) -> Distribution:
    """Return how long users were affected, over the incidents that count."""
    return Distribution.of(incident.duration for incident in archive.standing)


def median(archive: Archive) -> str:
    """Return the middle of their durations, behind what `told` says; empty while there is none."""
    middle = durations(archive).median
    return "" if middle.length is None else f", median duration {words.span(middle)}"
