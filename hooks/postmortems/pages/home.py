"""The home page: what this is, the archive at a glance, and a way in for each kind of reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from postmortems import words
from postmortems.collection import Archive
from postmortems.distribution import Distribution
from postmortems.figures.charts import Dots, dots_of
from postmortems.figures.marks import LogAxis
from postmortems.model import Incident
from postmortems.pages import glance
from postmortems.pages.glance import median, told
from postmortems.pages.page import Page, Section, numbers_from
from postmortems.pages.report import Fact
from postmortems.pages.table import Row, axis_of, dot_places, row

_SHOWN = 2
"""So many incidents stand in each of the three lists."""


WAY = "Each told the same way: what users felt, the timeline to scale, the cause, and what changes."


@dataclass(frozen=True, kw_only=True)
class Home:
    """What the templates of the home page read."""

    archive: Archive

    @cached_property
    def axis(self) -> LogAxis:
        """The axis of durations, as in the index."""
        return axis_of(self.archive)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The archive in four numbers; none while it is empty."""
        incidents = self.archive.standing
        if self.archive.years is None:
            return ()
        first, last = self.archive.years
        tasks = [task for incident in incidents for task in incident.tasks if task.is_open]
        overdue = sum(task.is_overdue(self.archive.today) for task in tasks)
        services = {name for incident in incidents for name in incident.summary.services}
        return (
            Fact(
                label="Incidents",
                value=str(len(incidents)),
                note=f"in {first}" if first == last else f"from {first} to {last}",
                href="incidents/",
            ),
            Fact(
                label="Median duration",
                value=words.span(self._durations.median),
                note=f"half of {len(incidents)} were shorter" if len(incidents) > 1 else "",
                href=numbers_from("index", "across"),
            ),
            Fact(
                label="Open tasks", value=str(len(tasks)), note=f"{overdue} overdue" if overdue else "", href="tasks/"
            ),
            Fact(label="Services hit", value=str(len(services)), href="services/"),
        )

    @cached_property
    def _durations(self) -> Distribution:
        return Distribution.of(incident.duration for incident in self.archive.standing)

    @property
    def dots(self) -> Dots:
        """Every incident by its duration."""
        return dots_of(dot_places(self._durations, self.axis))

    @property
    def median_x(self) -> int | None:
        """Where the median stands, in percent."""
        median = self._durations.median.length
        return None if median is None else self.axis.x(median)

    @property
    def newest(self) -> tuple[Row, ...]:
        """The last incidents that began, withdrawn ones left out."""
        return self._rows(self.archive.standing)

    @property
    def longest(self) -> tuple[Row, ...]:
        """The head of the ranking by duration."""
        return self._rows(self.archive.by_duration)

    @property
    def worst(self) -> tuple[Row, ...]:
        """The head of the ranking by impact."""
        return self._rows(self.archive.by_impact)

    @property
    def known(self) -> str:
        """Of how many the last list is; empty where it is of all."""
        standing = self.archive.standing
        known = sum(incident.lost_user_time.length is not None for incident in standing)
        return "" if known == len(standing) else f"of {known} whose share of users is known"

    def _rows(self, incidents: tuple[Incident, ...]) -> tuple[Row, ...]:
        return tuple(row(i, "index", self.archive, self.axis, place) for place, i in enumerate(incidents[:_SHOWN], 1))

    @property
    def example(self) -> str:
        """The address of a report to show: the newest, or the index while there is none."""
        return self.newest[0].href if self.newest else "incidents/"

    @property
    def has_feeds(self) -> bool:
        """Whether the site has feeds."""
        return self.archive.site.url is not None

    @property
    def title(self) -> str:
        """What the archive is called on its own front page."""
        organisation = self.archive.settings.organisation
        return f"What {organisation} learned from its outages" if organisation else "What was learned from outages"

    @property
    def said(self) -> str:
        """The archive in a sentence."""
        count = words.incidents(len(self.archive.standing))
        return f"{count}, each told the same way: what users felt, the timeline to scale, the cause, and what changes."


def home(archive: Archive) -> Page:
    """Return the home page."""
    view = Home(archive=archive)
    return Page(
        path="index",
        title=view.title,
        description=f"{told(archive)}{median(archive)}. {WAY}",
        facts=tuple((fact.label, fact.value, fact.note) for fact in view.facts),
        chart=glance.strip(archive),
        caption=glance.EVERY,
        sections=(Section(template="home.html.jinja", view=view),),
    )
