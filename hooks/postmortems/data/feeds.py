"""The newest incidents as feeds: Atom (RFC 4287) and JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from postmortems import markdown
from postmortems.collection import Archive
from postmortems.data.tables import dumped
from postmortems.model import Incident

LEAST = 20
"""So many of the newest incidents are in a feed, and"""
RECENT = timedelta(days=30)
"""all that began so lately."""

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What both formats say."""

    title: str
    site: str
    """The address of the site, absolute, with a slash at its end."""
    archive: Archive
    said: Callable[[Incident], str]
    """An incident in a sentence, with its numbers."""

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The newest, at least `LEAST`, and every recent one; withdrawn ones too, which say so."""
        since = datetime.combine(self.archive.today, time(), UTC) - RECENT
        recent = sum(incident.summary.start.instant >= since for incident in self.archive.incidents)
        return self.archive.incidents[: max(recent, LEAST)]

    def url(self, incident: Incident) -> str:
        """Return the address of a report."""
        return f"{self.site}incidents/{incident.id}/"

    @property
    def id(self) -> str:
        """What the feed is known by: the same for ever where the setting `authority` names a day, else the site."""
        authority = self.archive.settings.authority or ""
        return f"tag:{authority}:incidents" if "," in authority else self.site

    def tag(self, incident: Incident) -> str:
        """Return an address that never changes (RFC 4151): by the id the report had first, which its aliases keep."""
        first = incident.aliases[0] if incident.aliases else incident.id
        authority = self.archive.settings.authority or urlsplit(self.site).hostname or ""
        return f"tag:{authority if ',' in authority else f'{authority},{first[:10]}'}:incidents/{first}"

    def atom(self) -> str:
        """Return the Atom feed."""
        ET.register_namespace("", _ATOM)
        feed = ET.Element(f"{{{_ATOM}}}feed")
        address = f"{self.site}feed.xml"
        _add(feed, "id", self.id)
        _add(feed, "title", self.title)
        _add(feed, "updated", _stamp(max(map(updated, self.incidents), default=datetime(1970, 1, 1, tzinfo=UTC))))
        _add(feed, "link", rel="self", type="application/atom+xml", href=address)
        _add(feed, "link", rel="alternate", type="text/html", href=self.site)
        author = ET.SubElement(feed, f"{{{_ATOM}}}author")
        _add(author, "name", self.archive.settings.organisation or self.title)
        for incident in self.incidents:
            entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
            _add(entry, "id", self.tag(incident))
            _add(entry, "title", incident.title)
            _add(entry, "link", rel="alternate", type="text/html", href=self.url(incident))
            _add(entry, "published", _stamp(published(incident)))
            _add(entry, "updated", _stamp(updated(incident)))
            _add(entry, "summary", self.said(incident))
            for name in incident.tags:
                _add(entry, "category", term=name)
        ET.indent(feed)
        return ET.tostring(feed, encoding="unicode", xml_declaration=True).replace("'", '"', 4) + "\n"

    def json(self) -> str:
        """Return the JSON Feed."""
        return dumped(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": self.title,
                "home_page_url": self.site,
                "feed_url": f"{self.site}feed.json",
                "items": [
                    {
                        "id": self.tag(incident),
                        "url": self.url(incident),
                        "title": incident.title,
                        "summary": self.said(incident),
                        "content_text": markdown.plain(incident.summary.impact),
                        "date_published": _stamp(published(incident)),
                        "date_modified": _stamp(updated(incident)),
                        "tags": list(incident.tags),
                    }
                    for incident in self.incidents
                ],
            }
        )


def published(incident: Incident) -> datetime:
    """Return when what a report tells was over: it was not published before, and its file states no other day."""
    return incident.summary.end.instant


def updated(incident: Incident) -> datetime:
    """Return the latest moment the report speaks of: of the timeline, of what was done, or when it was withdrawn.

    Never before it was `published`.
    """
    moments = [moment for entry in incident.timeline for moment in (entry.at, entry.until) if moment]
    days = [task.done for task in incident.tasks if isinstance(task.done, date)]
    days += [incident.withdrawn.on] if incident.withdrawn else []
    return max(
        published(incident),
        *(moment.instant for moment in moments),
        *(datetime.combine(day, time(), UTC) for day in days),
    )


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = text
