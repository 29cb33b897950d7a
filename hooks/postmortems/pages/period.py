"""Reports for a period: what happened in a year or a quarter, on one sheet of paper for whoever answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from postmortems import rankings, words
from postmortems.cards import Number
from postmortems.collection import Archive
from postmortems.distribution import LEAST_FOR_P90
from postmortems.figures.marks import LogAxis
from postmortems.model import Incident
from postmortems.pages import glance
from postmortems.pages.glance import told
from postmortems.pages.group import noticed_by
from postmortems.pages.page import Page, Parent, Section, numbers_from, way
from postmortems.pages.patterns import Spread, caution, spread_of
from postmortems.pages.report import Fact
from postmortems.pages.severity import Severity
from postmortems.pages.sheet import Sheet, sheet
from postmortems.pages.table import Table, axis_of
from postmortems.pages.tasks import PATH as TASKS
from postmortems.pages.tasks import Tasks
from postmortems.periods import QUARTERS, Period
from postmortems.times import Span
from postmortems.vocabulary import Word

OVERVIEW = "reports/index"
TITLE = "Reports for a period"
ORDERS = {
    "lost": "Incidents by lost user time",
    "share": "Incidents by users affected",
    "duration": "Incidents by duration",
}
"""What the order by impact is, by the first number of it that is known of any of them."""
MOST_BEFORE = 12
"""So many periods before have a row of their own; what lies further back shares one."""


def path_of(period: Period) -> str:
    """Return the path of the page of a period."""
    return f"reports/{period.name}"


def named(period: Period) -> str:
    """Return a period as a sentence names it: `2021`, `the second quarter of 2021`."""
    return f"the {words.quarter(period.quarter)} of {period.year}" if period.quarter else str(period.year)


def short(period: Period) -> str:
    """Return a period as a row names it: `2021`, `Q2 2021`."""
    return f"Q{period.quarter} {period.year}" if period.quarter else str(period.year)


def title_of(period: Period) -> str:
    """Return the title of the page of a period."""
    return f"Incidents of {named(period)}"


def foot_of(path: str, archive: Archive) -> str:
    """Return what a printed page says about where it is from: the archive, and the address where it is known."""
    return f"{archive.site.name} · {archive.site.url}{path}/" if archive.site.url else archive.site.name


def added(spans: Iterable[Span]) -> Span:
    """Return known lengths of time added up, with their word; unknown where none is known."""
    known = [(span.length, span.word) for span in spans if span.length is not None]
    if not known:
        return Span(None)
    return Span(sum((length for length, _ in known), timedelta(0)), Word.of(*(word for _, word in known)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """The incidents of a period that have the same severity."""

    severity: Severity | None
    """None: the reports state none."""
    count: int
    duration: str
    """How long they affected users, added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another period."""

    name: str
    href: str
    count: str
    """How many incidents began in it, or that it has not begun."""
    has_any: bool
    """Whether any did."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """What the templates of the page of a period read."""

    period: Period
    archive: Archive

    @property
    def path(self) -> str:
        """Of the page."""
        return path_of(self.period)

    @property
    def title(self) -> str:
        """Of the page."""
        return title_of(self.period)

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(self.path, anchor)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """Those that began in the period, by impact; withdrawn ones are left out."""
        return rankings.by_impact(self.archive.by_period[self.period])

    @property
    def said(self) -> str:
        """How many incidents there are, and what is not among them."""
        count, today = len(self.incidents), self.archive.today
        if not count and not self.period.has_begun(today):
            text = f"{_capital(named(self.period))} has not begun"
        else:
            text = f"{words.incidents(count) if count else 'No incident'} began in {named(self.period)}"
            if self.period.has_begun(today) and not self.period.is_over(today):
                text += f" up to {words.day(today)}; the {self.kind} is not over"
        return f"{text}.{self._withdrawn}"

    @property
    def _withdrawn(self) -> str:
        gone = sum(not i.stands and self.period.holds(i.summary.start.local.date()) for i in self.archive.incidents)
        return f" {words.counted(gone, 'withdrawn report')} {'is' if gone == 1 else 'are'} not counted." if gone else ""

    @property
    def kind(self) -> str:
        """What it is: `year` or `quarter`."""
        return "quarter" if self.period.quarter else "year"

    # -- the periods around --------------------------------------------------------------------------------------

    @property
    def neighbours(self) -> tuple[tuple[str, str, str], ...]:
        """Which it is, address and name of the periods before and after that have a page."""
        around = (("Previous", self.period.previous), ("Next", self.period.next))
        return tuple(
            (f"{which} {self.kind}", way(self.path, path_of(other)), short(other))
            for which, other in around
            if other in self.archive.by_period
        )

    @property
    def quarters(self) -> tuple[Link, ...]:
        """The quarters of a year."""
        return links(self.period.quarters, self.path, self.archive)

    # -- what it amounts to --------------------------------------------------------------------------------------

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The period in four numbers, of what may be added: never shares of users."""
        lost = [incident.lost_user_time for incident in self.incidents]
        known = sum(span.length is not None for span in lost)
        previous = self.period.previous
        before = self.archive.by_period.get(previous)
        return (
            Fact(
                label="Incidents",
                value=str(len(self.incidents)),
                note="" if before is None else f"{len(before)} in {short(previous)}",
                href=self.numbers("across"),
            ),
            Fact(
                label="Users affected for",
                value=words.span(added(incident.duration for incident in self.incidents)),
                note="added up over incidents" if len(self.incidents) > 1 else "",
                href=self.numbers("duration"),
            ),
            Fact(
                label="Lost user time",
                value=words.span(added(lost)),
                note="" if known in (0, len(lost)) else f"of {known} whose share of users is known",
                href=self.numbers("lost-user-time"),
            ),
            Fact(
                label="Tasks done",
                value=f"{self.tasks.done} of {self.tasks.number}",
                note=", ".join(
                    f"{count} {what}"
                    for count, what in ((len(self.tasks.rows), "open"), (self.tasks.overdue, "overdue"))
                    if count
                ),
                href=self.numbers("follow-up"),
            ),
        )

    @property
    def rated(self) -> tuple[Rated, ...]:
        """How long users were affected by severity, the gravest first; empty where no incident states one."""
        by_severity = {
            word: [incident for incident in self.incidents if incident.severity == word]
            for word in (*self.archive.settings.severities, None)
        }
        if len(by_severity[None]) == len(self.incidents):
            return ()
        return tuple(
            Rated(
                severity=Severity.of(found[0], self.archive.settings),
                count=len(found),
                duration=words.span(added(incident.duration for incident in found)),
            )
            for found in by_severity.values()
            if found
        )

    @property
    def noticed(self) -> str:
        """Who noticed first, and how often."""
        return noticed_by(self.incidents)

    @property
    def caution(self) -> str:
        """What the totals are not; empty for a single incident."""
        if len(self.incidents) == 1:
            return ""
        organisations = len({incident.organisation for incident in self.incidents if incident.organisation})
        of = f", also between the {organisations} organisations" if organisations > 1 else ""
        return f"Times are added over incidents{of}: where two overlap, both count. Shares of users are never added."

    @property
    def sorted_by(self) -> str:
        """The column the incidents fall by: lost user time, or the next number where that of all is unknown."""
        if any(incident.lost_user_time.length is not None for incident in self.incidents):
            return "lost"
        return "share" if any(i.users_affected.percent is not None for i in self.incidents) else "duration"

    @property
    def order(self) -> str:
        """What the list of incidents is called, and with it by what it is ordered."""
        return ORDERS[self.sorted_by] if len(self.incidents) > 1 else "The incident"

    @cached_property
    def table(self) -> Table:
        """The incidents as rows, on the axes of the index."""
        return Table(
            archive=self.archive,
            path=self.path,
            incidents=self.incidents,
            sorted_by=self.sorted_by,
            ranked=True,
            loss=True,
            printed=self.sheet.incidents,
        )

    # -- on paper ------------------------------------------------------------------------------------------------

    @cached_property
    def sheet(self) -> Sheet:
        """How many rows of each table one sheet of paper has room for."""
        every = Tasks(archive=self.archive, incidents=self.incidents, path=self.path)
        return sheet(
            self.incidents,
            [row.dots.svg_height for row in self._spreads],
            due=every.due,
            undated=every.undated,
            rated=len(self.rated),
        )

    @property
    def incidents_off_paper(self) -> int:
        """How many incidents the sheet has no room for."""
        return len(self.incidents) - self.sheet.incidents

    @property
    def is_cut_before(self) -> bool:
        """Whether the sheet has no room for all the earlier periods."""
        return len(self._spreads) > self.sheet.periods

    @property
    def tasks_off_paper(self) -> str:
        """How many open tasks the sheet has no room for, and how many of them are overdue; empty where all fit."""
        hidden = [row for row in self.tasks.rows if not row.is_printed]
        late = sum(bool(row.late) for row in hidden)
        if not hidden:
            return ""
        return f"{words.counted(len(hidden), 'more open task')}, {late or 'none'} of them overdue"

    @property
    def foot(self) -> str:
        """What a printed page says about where it is from."""
        return foot_of(self.path, self.archive)

    # -- beside the periods before -------------------------------------------------------------------------------

    @property
    def axis(self) -> LogAxis:
        """The axis of durations, as in the index."""
        return axis_of(self.archive)

    @cached_property
    def _before(self) -> tuple[Period, ...]:
        """Earlier periods of the same kind in which an incident began, newest first."""
        return tuple(
            other
            for other, began in reversed(self.archive.by_period.items())
            if bool(other.quarter) == bool(self.period.quarter) and other < self.period and began
        )

    @property
    def durations(self) -> tuple[Spread, ...]:
        """The durations of this period, then of those before it, newest first; the oldest together."""
        return tuple(replace(row, is_printed=place < self.sheet.periods) for place, row in enumerate(self._spreads))

    @cached_property
    def _spreads(self) -> tuple[Spread, ...]:
        own, rest = self._before[:MOST_BEFORE], self._before[MOST_BEFORE:]
        rows = [self._spread(self.period), *(self._spread(other) for other in own)]
        if rest:
            rows.append(self._spread(*rest, name=f"Before {short(own[-1])}"))
        return tuple(rows)

    def _spread(self, *periods: Period, name: str = "") -> Spread:
        found = [incident for period in periods for incident in self.archive.by_period[period]]
        return spread_of(
            (incident.duration for incident in found),
            self.axis,
            name=name or short(periods[0]),
            href="" if name or periods == (self.period,) else way(self.path, path_of(periods[0])),
            count=len(found),
        )

    @property
    def least_for_p90(self) -> int:
        """From how many incidents on the 90th percentile is shown."""
        return LEAST_FOR_P90

    @property
    def compared(self) -> str:
        """What the rows of durations are, and what they do not tell."""
        if not self._before:
            return f"The archive holds no incident of an earlier {self.kind}."
        return f"A {self.kind} without an incident has no row. {caution(self.archive, f'{self.kind}s')}"

    # -- what was promised ---------------------------------------------------------------------------------------

    @cached_property
    def tasks(self) -> Tasks:
        """The tasks that came out of the incidents."""
        # In the order of the page of open tasks: within a day the newest incident first.
        return Tasks(
            archive=self.archive,
            incidents=self.archive.by_period[self.period],
            path=self.path,
            printed=self.sheet.tasks,
        )

    @property
    def promised(self) -> str:
        """How many tasks there are, and what became of them."""
        tasks = self.tasks
        of_open = ", ".join(
            f"{count} {what}" for count, what in ((tasks.overdue, "overdue"), (tasks.undated, "without a day")) if count
        )
        states = [
            f"{tasks.done} done",
            f"{len(tasks.rows)} open{f' ({of_open})' if of_open else ''}",
            *([f"{tasks.dropped} dropped"] if tasks.dropped else []),
        ]
        return f"{words.counted(tasks.number, 'task')}. As of {tasks.today}: {', '.join(states)}."

    @property
    def all_tasks(self) -> str:
        """Where the open tasks of all incidents are."""
        return way(self.path, TASKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A row of the overview."""

    year: Link
    quarters: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What the template of the overview reads."""

    archive: Archive

    title = TITLE

    @property
    def foot(self) -> str:
        """What a printed page says about where it is from."""
        return foot_of(OVERVIEW.removesuffix("index").removesuffix("/"), self.archive)

    @property
    def quarters(self) -> tuple[str, ...]:
        """The heads of the columns of quarters."""
        return tuple(_capital(words.quarter(number)) for number in QUARTERS)

    @property
    def years(self) -> tuple[Year, ...]:
        """Every year from the last with an incident back to the first, also those without one."""
        years = [period for period in self.archive.by_period if not period.quarter]
        return tuple(
            Year(year=link(year, OVERVIEW, self.archive), quarters=links(year.quarters, OVERVIEW, self.archive))
            for year in reversed(years)
        )

    @property
    def contribute(self) -> str:
        """Where it is said how an incident is added."""
        return way(OVERVIEW, "contribute/index")


def link(period: Period, path: str, archive: Archive) -> Link:
    """Return the way to a period, as seen from the page at `path`."""
    count = len(archive.by_period[period])
    return Link(
        name=short(period),
        href=way(path, path_of(period)),
        count=str(count) if count or period.has_begun(archive.today) else "not yet",
        has_any=count > 0,
    )


def links(periods: Iterable[Period], path: str, archive: Archive) -> tuple[Link, ...]:
    """Return the ways to several."""
    return tuple(link(period, path, archive) for period in periods)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def overview(archive: Archive) -> Page:
    """Return the page that lists every period."""
    view = Calendar(archive=archive)
    return Page(
        path=OVERVIEW,
        title=TITLE,
        description=f"{told(archive)} by year and quarter: how long they lasted, and what was promised.",
        facts=_facts(archive),
        chart=glance.by_year(archive, lambda _: 1),
        caption="Incidents by year",
        sections=(Section(template="period/overview.html.jinja", view=view), _foot(view)),
    )


def _facts(archive: Archive) -> tuple[Number, ...]:
    """How many incidents there are, in the year with most and in the last, for the picture of a link."""
    years = [(len(began), period) for period, began in archive.by_period.items() if not period.quarter and began]
    if not years:
        return ()
    most, last = max(years), max(years, key=lambda year: year[1])
    in_last = (f"In {short(last[1])}", str(last[0]), "" if last[1].is_over(archive.today) else "so far")
    return glance.number(archive), ("Most in a year", str(most[0]), f"in {short(most[1])}"), in_last


def reviews(archive: Archive) -> Iterator[Page]:
    """Yield the page of every year, then of every quarter, each in the order of time."""
    for period in archive.by_period:
        yield review(period, archive)


def review(period: Period, archive: Archive) -> Page:
    """Return the page of a period."""
    view = Review(period=period, archive=archive)
    above = period.above
    overview = Parent(path=OVERVIEW, title=TITLE)
    head = Section(template="period/head.html.jinja", view=view)
    return Page(
        path=view.path,
        title=view.title,
        description=_description(view),
        parent=Parent(path=path_of(above), title=title_of(above), above=overview) if above else overview,
        sections=(head, *(_sections(view) if view.incidents else ()), _foot(view)),
    )


def _sections(view: Review) -> tuple[Section, ...]:
    # They bring their own headings: a table of contents beside them would take the room the tables need.
    return (
        Section(template="period/incidents.html.jinja", view=view),
        Section(template="period/durations.html.jinja", view=view),
        Section(template="period/tasks.html.jinja", view=view),
    )


def _foot(view: Review | Calendar) -> Section:
    return Section(template="period/foot.html.jinja", view=view)


def _description(view: Review) -> str:
    if not view.incidents:
        return view.said
    affected = words.span(added(incident.duration for incident in view.incidents))
    return f"{view.said} Users were affected for {affected}. Tasks: {view.tasks.done} of {view.tasks.number} done."
