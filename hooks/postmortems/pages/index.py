"""The index: every incident as a row, newest first and in the two rankings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from postmortems import words
from postmortems.cards import Number
from postmortems.collection import Archive
from postmortems.distribution import Distribution
from postmortems.model import Incident
from postmortems.pages import glance
from postmortems.pages.glance import median, told
from postmortems.pages.page import Page, Parent, Section, numbers_from, way
from postmortems.pages.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One of the orders the index comes in."""

    path: str
    title: str
    said: str
    """Behind "7 incidents,"."""
    short: str
    """What a link to it says."""
    first: str
    """What the first of it is called."""
    sorted_by: str
    """The column of the table that it falls by."""
    ranked: bool
    """Whether rows bear their place, and withdrawn reports are left out."""
    loss: bool = False
    """Whether rows show the lost user time."""


NEWEST = Order(
    path="incidents/index",
    title="Incidents",
    said="newest first",
    short="newest first",
    first="The newest",
    sorted_by="date",
    ranked=False,
)
LONGEST = Order(
    path="incidents/by-duration",
    title="Incidents by duration",
    said="longest first",
    short="by duration",
    first="The longest",
    sorted_by="duration",
    ranked=True,
)
WORST = Order(
    path="incidents/by-impact",
    title="Incidents by impact",
    said="most lost user time first",
    short="by impact",
    first="The most lost user time",
    sorted_by="lost",
    ranked=True,
    loss=True,
)
ORDERS = (NEWEST, LONGEST, WORST)


@dataclass(frozen=True, kw_only=True)
class Index:
    """What the templates of the index read."""

    order: Order
    archive: Archive

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(self.order.path, anchor)

    @property
    def contribute(self) -> str:
        """Where it is said how an incident is added."""
        return way(self.order.path, "contribute/index")

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Address and name of the other orders."""
        return tuple((way(self.order.path, other.path), other.short) for other in ORDERS if other is not self.order)

    facets = (
        ("year", "Year"),
        ("organisation", "Organisation"),
        ("severity", "Severity"),
        ("service", "Service"),
        ("tag", "Tag"),
        ("by", "Noticed by"),
    )
    """What the table can be filtered by: the name in the address, and the label."""

    @cached_property
    def table(self) -> Table:
        """The rows."""
        return Table(
            archive=self.archive,
            path=self.order.path,
            incidents=_ordered(self.archive, self.order),
            sorted_by=self.order.sorted_by,
            ranked=self.order.ranked,
            loss=self.order.loss,
        )

    @property
    def said(self) -> str:
        """How many there are, and in which order."""
        shown = len(self.table.incidents)
        left_out = len(self.archive.incidents) - shown
        without = f", without {left_out} withdrawn" if left_out else ""
        return f"{words.incidents(shown)}, {self.order.said}{without}."

    @property
    def description(self) -> str:
        """The same with what comes first."""
        said = f"{told(self.archive)}{median(self.archive)}, {self.order.said}."
        if not self.archive.standing:
            return said
        first = _ordered(self.archive, self.order)[0] if self.order.ranked else self.archive.standing[0]
        number = {
            NEWEST: f"on {words.day(first.summary.start.local)}",
            LONGEST: words.span(first.duration),
            WORST: words.span(first.lost_user_time),
        }[self.order]
        return f"{said} {self.order.first}: {first.title} ({number})."

    @property
    def facts(self) -> tuple[Number, ...]:
        """The order in numbers, for the picture of a link."""
        ranked = _ordered(self.archive, self.order if self.order.ranked else LONGEST)
        if not ranked:
            return ()
        first, last, newest = ranked[0], ranked[-1], self.archive.standing[0]
        match self.order.sorted_by:
            case "duration":
                longest = glance.of("Longest", first, first.duration)
                return longest, glance.middle(self.archive), glance.of("Shortest", last, last.duration)
            case "lost":
                known = Distribution.of(incident.lost_user_time for incident in ranked)
                middle = ("Median lost user time", words.span(known.median), f"of {known.n} where it is known")
                return (
                    glance.of("Most lost user time", first, first.lost_user_time),
                    middle,
                    glance.number(self.archive),
                )
            case _:
                day = words.short_day(newest.summary.start.local)
                return glance.number(self.archive), ("Newest", day, newest.title), glance.middle(self.archive)

    @property
    def caveat(self) -> str:
        """What the ranking by impact does not know; empty in other orders, and where everything is known."""
        return self.table.caveat


def _ordered(archive: Archive, order: Order) -> tuple[Incident, ...]:
    if order is LONGEST:
        return archive.by_duration
    return archive.by_impact if order is WORST else archive.incidents


def index(order: Order, archive: Archive) -> Page:
    """Return the index in one order."""
    view = Index(order=order, archive=archive)
    return Page(
        path=order.path,
        title=order.title,
        description=view.description,
        facts=view.facts,
        chart=glance.strip(archive),
        caption=glance.EVERY,
        under=None if order is NEWEST else Parent(path=NEWEST.path, title=NEWEST.title),
        scripts=("assets/listing.js",),
        sections=(
            Section(template="index/head.html.jinja", view=view),
            Section(template="index/table.html.jinja", view=view.table),
        ),
    )
