"""What incidents have in common: a page for each service and each tag, and an overview of either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from postmortems import words
from postmortems.cards import Columns, Number
from postmortems.collection import Archive
from postmortems.distribution import Distribution
from postmortems.figures.charts import Dots, dots_of
from postmortems.figures.marks import LogAxis
from postmortems.model import Incident
from postmortems.pages import glance
from postmortems.pages.glance import told
from postmortems.pages.page import Page, Parent, Section, numbers_from, way
from postmortems.pages.table import Table, axis_of, dot_places
from postmortems.vocabulary import Detector, Effect

MOST_DRAWN = 6
"""So many groups are drawn in the picture of a link."""
MOST_TOGETHER = 8
"""So many tags that come together are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """By what incidents are grouped."""

    thing: str
    """`service` or `tag`."""
    folder: str
    title: str
    """Of the overview."""
    said: str
    """Before the name, in the description of a page."""
    groups: Callable[[Archive], dict[str, tuple[Incident, ...]]]
    empty: str
    """What the overview says while there is no group."""

    def path(self, name: str) -> str:
        """Return the path of the page of a group; it has a folder of its own, so that a group may be named `index`."""
        return f"{self.folder}/{name}/index"


SERVICES = Grouping(
    thing="service",
    folder="services",
    title="Services",
    said="What happened to",
    groups=lambda archive: archive.by_service,
    empty="No incident is reported yet. Each report names the services it hit, and they are listed here.",
)
TAGS = Grouping(
    thing="tag",
    folder="tags",
    title="Tags",
    said="Incidents tagged",
    groups=lambda archive: archive.by_tag,
    empty="No report bears a tag yet. Give one to a report, under `tags`, and it is listed here.",
)
GROUPINGS = (SERVICES, TAGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A group in the overview."""

    name: str
    href: str
    count: int
    newest: str
    median: str
    dots: Dots
    effect: str
    """The worst that happened to the service; empty for a tag."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What the template of an overview reads."""

    grouping: Grouping
    archive: Archive

    @property
    def path(self) -> str:
        """Of the page."""
        return f"{self.grouping.folder}/index"

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(self.path, anchor)

    @cached_property
    def axis(self) -> LogAxis:
        """The axis of durations, as in the index."""
        return axis_of(self.archive)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every group with an incident that counts, the largest first, then by name."""
        groups = {
            name: [incident for incident in incidents if incident.stands]
            for name, incidents in self.grouping.groups(self.archive).items()
        }
        order = sorted((name for name in groups if groups[name]), key=lambda name: (-len(groups[name]), name))
        return tuple(self._line(name, groups[name]) for name in order)

    def _line(self, name: str, incidents: list[Incident]) -> Line:
        durations = Distribution.of(incident.duration for incident in incidents)
        hit = [incident.summary.services[name] for incident in incidents] if self.grouping is SERVICES else []
        return Line(
            name=name,
            href=way(self.path, self.grouping.path(name)),
            count=len(incidents),
            newest=words.short_day(incidents[0].summary.start.local),
            median=words.span(durations.median),
            dots=dots_of(dot_places(durations, self.axis)),
            effect=words.EFFECTS[min(hit, key=lambda effect: effect.rank)] if hit else "",
        )

    @property
    def meanings(self) -> str:
        """Where the words are agreed on; empty for services, which need no agreement."""
        return meanings_from(self.path, self.grouping)

    @property
    def said(self) -> str:
        """How many groups there are, of how many incidents."""
        incidents = words.incidents(len(self.archive.standing))
        return f"{words.counted(len(self.lines), self.grouping.thing)} in {incidents}, the most frequent first."

    @property
    def description(self) -> str:
        """The same with the most frequent, and what is said of each."""
        if not self.lines:
            return self.grouping.empty
        most = f"Most often: {self.lines[0].name}, {words.incidents(self.lines[0].count)}."
        count = words.counted(len(self.lines), self.grouping.thing)
        return f"{count} in {told(self.archive)}, each with its incidents and how long they lasted. {most}"

    @property
    def facts(self) -> tuple[Number, ...]:
        """How many groups and incidents there are, for the picture of a link."""
        count = (self.grouping.title, str(len(self.lines)), "")
        most = [("Most often", words.incidents(line.count), line.name) for line in self.lines[:1]]
        return count, glance.number(self.archive), *most


@dataclass(frozen=True, kw_only=True)
class Group:
    """What the templates of the page of a service or a tag read."""

    grouping: Grouping
    name: str
    incidents: tuple[Incident, ...]
    """Newest first, never empty, withdrawn ones too."""
    archive: Archive

    @property
    def path(self) -> str:
        """Of the page."""
        return self.grouping.path(self.name)

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(self.path, anchor)

    @cached_property
    def table(self) -> Table:
        """Its incidents as rows, on the axes of the index."""
        return Table(archive=self.archive, path=self.path, incidents=self.incidents)

    @property
    def meanings(self) -> str:
        """Where the word is agreed on; empty for a service."""
        return meanings_from(self.path, self.grouping)

    @property
    def said(self) -> str:
        """How many incidents there are, and since when."""
        gone = len(self.incidents) - len(self._standing)
        withdrawn = f", and {gone} withdrawn" if gone else ""
        count = words.incidents(len(self._standing))
        if not self._standing:
            return f"{count}{withdrawn}."
        first, last = (words.short_day(self._standing[i].summary.start.local) for i in (-1, 0))
        when = f", {first}" if first == last else f" from {first} to {last}"
        return f"{count}{when}{withdrawn}."

    @cached_property
    def _standing(self) -> tuple[Incident, ...]:
        return tuple(incident for incident in self.incidents if incident.stands)

    @property
    def durations(self) -> tuple[tuple[str, str], ...]:
        """The median duration, and the shortest and the longest, each with its name."""
        known = Distribution.of(i.duration for i in self._standing)
        if not known.n:
            return ()
        if known.n == 1:
            return (("Duration", words.span(known.median)),)
        return (
            ("Median duration", words.span(known.median)),
            ("Shortest and longest", f"{words.span(known.spans[0])} to {words.span(known.spans[-1])}"),
        )

    @property
    def effects(self) -> str:
        """What happened to the service, or to the worst hit service of each incident, and how often."""
        found = Counter(
            i.summary.services[self.name] if self.grouping is SERVICES else i.worst_effect for i in self._standing
        )
        return tally((words.EFFECTS[effect], found[effect]) for effect in Effect)

    @property
    def noticed(self) -> str:
        """Who noticed first, and how often."""
        return noticed_by(self._standing)

    @property
    def together(self) -> tuple[tuple[str, str, int], ...]:
        """Address, name and number of the tags that come together with it most often, at least twice."""
        found = Counter(tag for i in self._standing for tag in i.tags if self.grouping is not TAGS or tag != self.name)
        order = sorted(found, key=lambda tag: (-found[tag], tag))
        return tuple((way(self.path, TAGS.path(tag)), tag, found[tag]) for tag in order if found[tag] > 1)[
            :MOST_TOGETHER
        ]


def meanings_from(path: str, grouping: Grouping) -> str:
    """Return where tags are agreed on, seen from a page; empty for services, which need no agreement."""
    return way(path, "contribute/vocabulary") if grouping is TAGS else ""


def noticed_by(incidents: Iterable[Incident]) -> str:
    """Return who noticed first, and how often: `2 × monitoring, 1 × customers`."""
    found = Counter(incident.noticed_by for incident in incidents)
    return tally((words.DETECTORS[by], found[by]) for by in Detector)


def tally(counts: Iterable[tuple[str, int]]) -> str:
    """Return what there is any of, and how many: `2 × down, 1 × slow`."""
    return ", ".join(f"{count} × {name}" for name, count in counts if count)


def overview(grouping: Grouping, archive: Archive) -> Page:
    """Return the overview of all services or all tags."""
    view = Overview(grouping=grouping, archive=archive)
    return Page(
        path=view.path,
        title=grouping.title,
        description=view.description,
        facts=view.facts,
        chart=Columns(counts=tuple((line.name, line.count) for line in view.lines[:MOST_DRAWN]))
        if view.lines
        else None,
        caption=f"The {grouping.title.lower()} with most incidents",
        sections=(Section(template="group/overview.html.jinja", view=view),),
    )


def groups(grouping: Grouping, archive: Archive) -> Iterator[Page]:
    """Yield the page of every service or every tag, by name."""
    above = Parent(path=f"{grouping.folder}/index", title=grouping.title)
    for name, incidents in grouping.groups(archive).items():
        view = Group(grouping=grouping, name=name, incidents=incidents, archive=archive)
        yield Page(
            path=view.path,
            title=f"{grouping.thing.capitalize()} {name}",
            description=f"{grouping.said} {name}: {view.said}",
            parent=above,
            sections=(
                Section(template="group/head.html.jinja", view=view),
                Section(template="index/table.html.jinja", view=view.table),
            ),
        )
