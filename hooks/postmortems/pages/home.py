"""The home page: what this is, the archive at a glance, and a way in for each kind of reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from postmortems import words
from postmortems.collection import Archive
from postmortems.figures.marks import LogAxis
from postmortems.model import Incident
from postmortems.pages.table import Row, axis_of, row
from postmortems.pages.page import Page, Section, numbers_from

_SHOWN = 3
"""So many incidents stand in each of the three lists."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """What the templates of the home page read."""

    archive: Archive

    @cached_property
    def axis(self) -> LogAxis:
        """The axis of durations, as in the index."""
        return axis_of(self.archive)

    @property
    def counts(self) -> tuple[tuple[str, str, str], ...]:
        """A number, what it counts, and where it is explained (empty where it needs no explanation)."""
        incidents = self.archive.incidents
        if not incidents:
            return ()
        years = sorted({i.summary.start.local.year for i in incidents})
        span = str(years[0]) if len(years) == 1 else f"{years[0]}\N{EN DASH}{years[-1]}"
        tasks = [task for i in incidents if i.withdrawn is None for task in i.tasks]
        done = sum(task.is_done for task in tasks)
        return (
            (str(len(incidents)), "incident" if len(incidents) == 1 else "incidents", ""),
            (span, "year" if len(years) == 1 else "years", ""),
            (f"{done} of {len(tasks)}", "follow-up tasks known to be done", numbers_from("index", "follow-up")),
        )

    @property
    def newest(self) -> tuple[Row, ...]:
        """The last incidents that began, withdrawn ones left out."""
        return self._rows(tuple(i for i in self.archive.incidents if i.withdrawn is None))

    @property
    def longest(self) -> tuple[Row, ...]:
        """The head of the ranking by duration."""
        return self._rows(self.archive.by_duration)

    @property
    def worst(self) -> tuple[Row, ...]:
        """The head of the ranking by impact."""
        return self._rows(self.archive.by_impact)

    def _rows(self, incidents: tuple[Incident, ...]) -> tuple[Row, ...]:
        return tuple(row(i, "index", self.archive, self.axis, place) for place, i in enumerate(incidents[:_SHOWN], 1))

    @property
    def example(self) -> str:
        """The address of a report to show: the newest, or the index while there is none."""
        return self.newest[0].href if self.newest else "incidents/"

    @property
    def title(self) -> str:
        """What the archive is called on its own front page."""
        organisation = self.archive.settings.organisation
        return f"What {organisation} learned from its outages" if organisation else "What was learned from outages"

    @property
    def said(self) -> str:
        """The archive in a sentence."""
        count = words.incidents(len(self.archive.incidents))
        return f"{count}, each told the same way: what users felt, the timeline to scale, the cause, and what changes."


def home(archive: Archive) -> Page:
    """Return the home page."""
    view = Home(archive=archive)
    return Page(
        path="index",
        title=view.title,
        description=view.said,
        sections=(Section(template="home.html.jinja", view=view),),
    )
