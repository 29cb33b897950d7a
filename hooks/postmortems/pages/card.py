"""What the picture of a link shows: an incident in four numbers and its phases to scale, or the whole archive."""

from __future__ import annotations

from postmortems import words
from postmortems.cards import Card, can_draw
from postmortems.collection import Archive
from postmortems.model import Incident
from postmortems.pages.page import Page, address
from postmortems.pages.report import Report

DEFAULT = "assets/images/card.png"
"""The picture of every page where none can be drawn."""


def path_of_card(page: Page) -> str:
    """Return where the picture of a page lies: reports and pages of the navigation have one, others that above."""
    if not can_draw():
        return DEFAULT
    own = page.incident or page.parent is None
    return f"{address(page.path) if own else page.path.split('/')[0] + '/'}card.png"


def card_of_page(page: Page, archive: Archive) -> Card:
    """Return the card of a page that is no report: what it is called, and what it amounts to."""
    years = "" if archive.years is None else "–".join(map(str, dict.fromkeys(archive.years)))
    return Card(
        title=page.title,
        plain=archive.site.name,
        kicker=" · ".join(part for part in (archive.settings.organisation, years) if part),
        facts=page.facts if archive.standing else (),
        chart=page.chart if archive.standing else None,
        caption=page.caption,
        site=archive.site.name,
    )


def card_of(incident: Incident, archive: Archive) -> Card:
    """Return the card of an incident."""
    start, end = incident.summary.start, incident.summary.end
    day = words.day(start.local)
    whole = end.instant - start.instant
    parts = ("" if incident.stands else "withdrawn", incident.organisation, day)
    return Card(
        title=incident.title,
        plain=f"Incident of {day}",
        kicker=" · ".join(part for part in parts if part),
        day=day,
        severity=incident.severity or "",
        facts=tuple((f.label, f.value, f.note) for f in Report(incident=incident, archive=archive).facts),
        phases=tuple((part.phase, part.span.length / whole) for part in incident.stretches if part.span.length),
        site=archive.site.name,
    )
