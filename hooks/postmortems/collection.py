"""The whole archive: every incident, found by id or former id, ranked, and tied to its relatives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from postmortems import rankings
from postmortems.model import Incident
from postmortems.periods import Period, by_period
from postmortems.relatives import Relative, relatives
from postmortems.settings import Settings, Site
from postmortems.times import build_day


@dataclass(frozen=True, kw_only=True)
class Archive:
    """All incidents of one archive, each valid and the ids among them consistent."""

    incidents: tuple[Incident, ...]
    """Every incident, newest first, withdrawn ones too."""
    settings: Settings = Settings()
    site: Site = field(default_factory=Site)
    today: date = field(default_factory=build_day)
    """The day on which a task is overdue or not."""

    @cached_property
    def by_name(self) -> dict[str, Incident]:
        """Each incident under its id and under its aliases."""
        return {name: incident for incident in self.incidents for name in (incident.id, *incident.aliases)}

    @cached_property
    def standing(self) -> tuple[Incident, ...]:
        """Every incident that was not withdrawn, newest first: what is counted."""
        return tuple(incident for incident in self.incidents if incident.stands)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year in which an incident began, by its own clock; None while nothing counts."""
        years = [incident.summary.start.local.year for incident in self.standing]
        return (min(years), max(years)) if years else None

    @cached_property
    def by_period(self) -> dict[Period, tuple[Incident, ...]]:
        """Each year, then each quarter, oldest first, with the incidents that count and began in it, newest first."""
        # Years whose only report was withdrawn keep their pages, and the one that runs has its own from its first day.
        years = [incident.summary.start.local.year for incident in self.incidents]
        return by_period(self.standing, (min(years), max(*years, self.today.year)) if years else None)

    @cached_property
    def by_duration(self) -> tuple[Incident, ...]:
        """The ranking by duration; see `rankings.by_duration`."""
        return rankings.by_duration(self.incidents)

    @cached_property
    def by_impact(self) -> tuple[Incident, ...]:
        """The ranking by impact; see `rankings.by_impact`."""
        return rankings.by_impact(self.incidents)

    @cached_property
    def rank_by_duration(self) -> dict[str, int]:
        """The place of each id in the ranking by duration, from 1; withdrawn ones have none."""
        return {incident.id: place for place, incident in enumerate(self.by_duration, 1)}

    @cached_property
    def rank_by_impact(self) -> dict[str, int]:
        """The place of each id in the ranking by impact, from 1; withdrawn ones have none."""
        return {incident.id: place for place, incident in enumerate(self.by_impact, 1)}

    @cached_property
    def by_service(self) -> dict[str, tuple[Incident, ...]]:
        """Under each service, by name, the incidents that hit it, newest first, withdrawn ones too."""
        return _grouped(self.incidents, lambda incident: incident.summary.services)

    @cached_property
    def by_tag(self) -> dict[str, tuple[Incident, ...]]:
        """Under each tag, by name, the incidents that bear it, newest first, withdrawn ones too."""
        return _grouped(self.incidents, lambda incident: incident.tags)

    @cached_property
    def relatives(self) -> dict[str, tuple[Relative, ...]]:
        """For each id the incidents most like it; see `relatives`."""
        return relatives(self.standing, {id_: {o.id for o in others} for id_, others in self.related.items()})

    @cached_property
    def related(self) -> dict[str, tuple[Incident, ...]]:
        """For each id the incidents it names as related, then those that name it, each once."""
        found: dict[str, dict[str, Incident]] = {incident.id: {} for incident in self.incidents}
        stated = [(i, self.by_name[name]) for i in self.incidents for name in i.related]
        for incident, other in stated:
            found[incident.id][other.id] = other
        for incident, other in stated:
            found[other.id][incident.id] = incident
        return {id_: tuple(others.values()) for id_, others in found.items()}


def _grouped(
    incidents: Iterable[Incident], names: Callable[[Incident], Iterable[str]]
) -> dict[str, tuple[Incident, ...]]:
    groups: dict[str, list[Incident]] = {}
    for incident in incidents:
        for name in names(incident):
            groups.setdefault(name, []).append(incident)
    return {name: tuple(groups[name]) for name in sorted(groups)}
