"""The badge of a severity: the site's own word, and how grave it is among the site's words."""

from __future__ import annotations

from dataclasses import dataclass

from postmortems.model import Incident
from postmortems.settings import Settings

LOOKS = 3
"""So many looks are drawn: filled, outlined, dashed. Every word after the second shares the last."""


@dataclass(frozen=True, slots=True)
class Severity:
    """What the badge says and how it looks."""

    word: str
    look: int
    """1 for the gravest."""

    @classmethod
    def of(cls, incident: Incident, settings: Settings) -> Severity | None:
        """Return the badge of an incident, or None where it states no severity."""
        if incident.severity is None:
            return None
        place = settings.severities.index(incident.severity) + 1
        return cls(incident.severity, min(place, LOOKS))
