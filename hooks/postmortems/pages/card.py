"""What the picture of a link shows: the title, four numbers, the phases to scale."""

from __future__ import annotations

from dataclasses import replace

from postmortems import words
from postmortems.cards import Card
from postmortems.collection import Archive
from postmortems.model import Incident


def card_of(incident: Incident, archive: Archive) -> Card:
    """Return the card of an incident."""
    start, end = incident.summary.start, incident.summary.end
    day = words.day(start.local)
    whole = end.instant - start.instant
    done = sum(task.is_done for task in incident.tasks)
    return Card(
        title=incident.title,
        plain=f"Incident of {day}",
        kicker=f"{incident.organisation} · {day}" if incident.organisation else day,
        severity=incident.severity or "",
        facts=(
            ("Users affected for", words.span(incident.duration)),
            ("Noticed after", words.noticed(incident.time_to_detect).replace("before users were affected", "0 min")),
            ("Users affected", words.share(replace(incident.users_affected, of=None))),
            ("Follow-up", f"{done} of {len(incident.tasks)} done"),
        ),
        phases=tuple((part.phase, part.span.length / whole) for part in incident.stretches if part.span.length),
        site=archive.site.name,
    )
