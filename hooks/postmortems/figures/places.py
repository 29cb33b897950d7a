"""Where each entry sits in time: where it says, or, where its time is unknown, where its neighbours leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An entry and the instant it is drawn at."""

    entry: Entry
    instant: datetime
    """In UTC. For an unknown time a place in its gap, or one well beyond the incident."""
    gap: tuple[datetime, datetime] | None = None
    """For an unknown time between two others what it lies between; else None."""

    @property
    def is_exact(self) -> bool:
        """Whether the time is stated, and not as "about"."""
        return self.entry.at is not None and not self.entry.at.about


def placed_entries(incident: Incident) -> tuple[Placed, ...]:
    """Return every entry with its instant, in the file's order; those of unknown time are spread evenly over their gap.

    What is told before a time that is not after the start lies before the incident, nobody knows how far; what is
    told after the last `resolved`, with no time behind it, lies after. A gap that opens with the first entry opens at
    the start, one that closes with the last closes at the end.
    """
    start, end = incident.summary.start.instant, incident.summary.end.instant
    beyond = end - start
    placed: list[Placed] = []
    waiting: list[Entry] = []
    last: datetime | None = None
    for entry in incident.timeline:
        if entry.at is None:
            waiting.append(entry)
            continue
        here = entry.at.instant
        if last is None and here <= start:
            placed += (Placed(entry=early, instant=min(here, start) - beyond) for early in waiting)
        else:
            placed += _spread(waiting, start if last is None else last, here)
        waiting, last = [], here
        placed.append(Placed(entry=entry, instant=here))
    finals = [i for i, entry in enumerate(waiting) if entry.kind is Kind.RESOLVED]
    told_resolved = any(p.entry.kind is Kind.RESOLVED for p in placed)
    within = finals[-1] + 1 if finals else 0 if told_resolved else len(waiting)
    last = start if last is None else last
    placed += _spread(waiting[:within], last, max(last, end))
    placed += (Placed(entry=late, instant=max(last, end) + beyond) for late in waiting[within:])
    return tuple(placed)


def _spread(entries: list[Entry], since: datetime, until: datetime) -> list[Placed]:
    step = (until - since) / (len(entries) + 1)
    return [Placed(entry=entry, instant=since + step * i, gap=(since, until)) for i, entry in enumerate(entries, 1)]
