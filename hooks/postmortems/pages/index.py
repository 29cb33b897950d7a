"""The index: every incident as a row, newest first and in the two rankings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from postmortems import words
from postmortems.collection import Archive
from postmortems.figures.marks import LogAxis, Segment, segments
from postmortems.model import Incident
from postmortems.pages.page import NUMBERS, Page, Section, root_from
from postmortems.pages.severity import Severity

_SERVICES = 2
"""So many services a row names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One of the orders the index comes in."""

    path: str
    title: str
    said: str
    """Behind "7 incidents,"."""
    short: str
    """What a link to it says."""
    ranked: bool
    """Whether rows bear their place, and withdrawn reports are left out."""
    loss: bool = False
    """Whether rows show the lost user time."""


NEWEST = Order(path="incidents/index", title="Incidents", said="newest first", short="newest first", ranked=False)
LONGEST = Order(
    path="incidents/by-duration", title="Incidents by duration", said="longest first", short="by duration", ranked=True
)
WORST = Order(
    path="incidents/by-impact",
    title="Incidents by impact",
    said="most lost user time first",
    short="by impact",
    ranked=True,
    loss=True,
)
ORDERS = (NEWEST, LONGEST, WORST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row shows of an incident."""

    place: int
    """In the order of the page, from 1."""
    day: str
    href: str
    title: str
    severity: Severity | None
    withdrawn: bool
    organisation: str | None
    services: str
    tags: tuple[str, ...]
    duration: str
    dot: float
    """Where the duration stands on the axis, in percent."""
    noticed: str
    phases: tuple[Segment, ...]
    share: str
    percent: str | None
    """The share as a number for the bar; None: unknown."""
    lost: str


@dataclass(frozen=True, kw_only=True)
class Index:
    """What the template of the index reads."""

    order: Order
    archive: Archive

    @cached_property
    def root(self) -> str:
        """The way to the site's root."""
        return root_from(self.order.path)

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return f"{self.root}{NUMBERS}#{anchor}"

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Address and name of the other orders."""
        return tuple(
            (f"{self.root}{order.path.removesuffix('index').rstrip('/')}/", order.short)
            for order in ORDERS
            if order is not self.order
        )

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents in the order of the page."""
        if self.order is LONGEST:
            return self.archive.by_duration
        return self.archive.by_impact if self.order is WORST else self.archive.incidents

    @property
    def said(self) -> str:
        """How many there are, and in which order."""
        left_out = len(self.archive.incidents) - len(self.incidents)
        without = f", without {left_out} withdrawn" if left_out else ""
        return f"{words.incidents(len(self.incidents))}, {self.order.said}{without}."

    @cached_property
    def axis(self) -> LogAxis:
        """The axis of durations, the same in every order."""
        return axis_of(self.archive)

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row for each incident."""
        return tuple(row(i, self.root, self.archive, self.axis, place) for place, i in enumerate(self.incidents, 1))


def axis_of(archive: Archive) -> LogAxis:
    """Return the axis on which all durations of an archive are drawn."""
    return LogAxis.over(i.duration.length for i in archive.incidents if i.duration.length is not None)


def row(incident: Incident, root: str, archive: Archive, axis: LogAxis, place: int) -> Row:
    """Return what a row shows of an incident, with links as seen from the page at `root`."""
    noticed = words.noticed(incident.time_to_detect)
    if incident.time_to_detect.length is None:
        noticed = "not known when noticed"
    else:
        noticed = f"noticed {noticed}" if incident.time_to_detect.length < timedelta(0) else f"noticed after {noticed}"
    percent = incident.users_affected.percent
    return Row(
        place=place,
        day=words.short_day(incident.summary.start.local),
        href=f"{root}incidents/{incident.id}/",
        title=incident.title,
        severity=Severity.of(incident, archive.settings),
        withdrawn=incident.withdrawn is not None,
        organisation=incident.organisation,
        services=_services(incident),
        tags=incident.tags,
        duration=words.span(incident.duration),
        dot=axis.x(incident.duration.length or timedelta(0)),
        noticed=noticed,
        phases=segments(incident.stretches),
        share=words.share(incident.users_affected),
        percent=None if percent is None else f"{percent.normalize():f}",
        lost=words.span(incident.lost_user_time),
    )


def _services(incident: Incident) -> str:
    """The services worst hit, a few by name: the report lists them all."""
    found = sorted(incident.summary.services.items(), key=lambda service: service[1].rank)
    named = [f"{name} {words.EFFECTS[effect]}" for name, effect in found[:_SERVICES]]
    more = len(found) - len(named)
    return ", ".join([*named, f"{more} more"] if more else named)


def index(order: Order, archive: Archive) -> Page:
    """Return the index in one order."""
    view = Index(order=order, archive=archive)
    return Page(
        path=order.path,
        title=order.title,
        description=f"Every incident of the archive, {order.said}.",
        sections=(
            Section(template="index/head.html.jinja", view=view),
            Section(template="index/table.html.jinja", view=view, searchable=False),
        ),
    )
