"""Where each entry sits in time: where it says, or, where its time is unknown, between its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from postmortems.model import Entry, Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An entry and the instant it is drawn at."""

    entry: Entry
    instant: datetime
    """In UTC."""
    earliest: datetime
    """For an unknown time the neighbour before; else the instant."""
    latest: datetime
    """For an unknown time the neighbour after; else the instant."""

    @property
    def is_known(self) -> bool:
        """Whether the report states the time."""
        return self.entry.at is not None


def placed_entries(incident: Incident) -> tuple[Placed, ...]:
    """Return every entry with its instant, in the file's order; unknown ones are spread evenly over their gap.

    Before the first stated time the gap opens at the start, behind the last one it closes at the end.
    """
    start, end = incident.summary.start.instant, incident.summary.end.instant
    placed: list[Placed] = []
    waiting: list[Entry] = []
    last: datetime | None = None

    def settle(until: datetime) -> None:
        since = min(start, until) if last is None else last
        for i, entry in enumerate(waiting, 1):
            instant = since + (until - since) * i / (len(waiting) + 1)
            placed.append(Placed(entry=entry, instant=instant, earliest=since, latest=until))
        waiting.clear()

    for entry in incident.timeline:
        if entry.at is None:
            waiting.append(entry)
            continue
        settle(entry.at.instant)
        last = entry.at.instant
        placed.append(Placed(entry=entry, instant=last, earliest=last, latest=last))
    settle(end if last is None else max(last, end))
    return tuple(placed)
