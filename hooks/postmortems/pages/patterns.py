"""What shows across incidents: distributions and counts, never a mean."""

from __future__ import annotations

import calendar
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from postmortems import words
from postmortems.cards import Number
from postmortems.collection import Archive
from postmortems.distribution import LEAST_FOR_P90, Distribution
from postmortems.figures.charts import Dots, Reach, dots_of, reach_of, share_over_time
from postmortems.figures.labels import name_of
from postmortems.figures.marks import LogAxis
from postmortems.model import Entry, Incident
from postmortems.pages import glance
from postmortems.pages.glance import median, told
from postmortems.pages.group import SERVICES
from postmortems.pages.index import LONGEST
from postmortems.pages.page import Page, Section, numbers_from, way
from postmortems.pages.report import path_of
from postmortems.pages.severity import LOOKS, Severity
from postmortems.pages.table import axis_of, dot_places
from postmortems.times import Span
from postmortems.vocabulary import Detector, Kind, Phase, Word

PATH = "patterns"

MOST_SERVICES = 12
MOST_PATHS = 10
"""So many services, and so many wrong paths, are listed."""
MONTHS = tuple(calendar.month_abbr)[1:]
DARKEST = 4
"""Grounds of months with incidents."""

_LENGTHS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7))
# Sign and number stay on one line.
_LENGTH_NAMES = tuple(
    name.replace(" ", "\N{NO-BREAK SPACE}", 1) for name in ("< 10 min", "< 1 h", "< 6 h", "< 1 d", "< 7 d", "≥ 7 d")
)
_SHARES = (Decimal(1), Decimal(10), Decimal(50), Decimal(100))
_SHARE_NAMES = ("< 1 %", "≥ 1 %", "≥ 10 %", "≥ 50 %", "100 %")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An incident in the chart of duration and reach."""

    x: int
    y: int
    look: int
    """The shape of its severity: 1 for the gravest, 0 where none is stated."""
    href: str
    said: str
    """Its title, duration and share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A row of a table of distributions."""

    name: str
    href: str
    """Where its incidents are; empty where no page lists them."""
    count: int
    """How many incidents it is about: those of the year, those somebody noticed, those with a wrong path."""
    known: int
    """Of how many the values are known."""
    median: str
    """Empty where none is known."""
    p90: str
    """Empty where there are too few incidents to say."""
    extremes: str
    """The least and the most; empty with fewer than two."""
    dots: Dots
    median_x: float | None
    p90_x: float | None = None
    is_printed: bool = True
    """Whether paper has room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPath:
    """A trail that turned out wrong, and what it took."""

    name: str
    href: str
    """Its entry in the report."""
    title: str
    length: str
    share: str
    """Of the time from start to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A service that is hit often."""

    name: str
    href: str
    count: int
    width: int
    """The length of its bar, in percent of the longest."""


@dataclass(frozen=True, kw_only=True)
class Patterns:
    """What the templates read. Withdrawn reports are left out of everything."""

    archive: Archive

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """What is counted, newest first."""
        return self.archive.standing

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(PATH, anchor)

    @cached_property
    def axis(self) -> LogAxis:
        """The axis of durations, as in the index."""
        return axis_of(self.archive)

    # -- how long, and how many ----------------------------------------------------------------------------------

    @cached_property
    def reach(self) -> Reach:
        """The chart of duration and reach."""
        return reach_of(self.incidents, self.axis)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its points."""
        return tuple(
            Mark(
                x=point.x,
                y=point.y,
                look=_look(point.incident, self.archive),
                href=way(PATH, path_of(point.incident)),
                said=f"{point.incident.title}: {words.span(point.incident.duration)}, "
                f"{words.share(point.incident.users_affected)}",
            )
            for point in self.reach.points
        )

    @property
    def looks(self) -> tuple[tuple[int, str], ...]:
        """The shapes that occur, and the severities they stand for."""
        severities = self.archive.settings.severities
        found = {_look(point.incident, self.archive) for point in self.reach.points}

        def said(look: int) -> str:
            return ", ".join(word for place, word in enumerate(severities, 1) if min(place, LOOKS) == look)

        return tuple((look, said(look) or "not rated") for look in sorted(found))

    @property
    def reach_names(self) -> tuple[str, ...]:
        """The columns of the table below the chart: lengths."""
        return _LENGTH_NAMES

    @property
    def reach_table(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Its rows, the largest share first: the share, and how many incidents of each length."""
        counts: Counter[tuple[str, int]] = Counter()
        for incident in self.incidents:
            percent, length = share_over_time(incident), incident.duration.length or timedelta(0)
            # "Under 1 %" is less than 1 %.
            less = any(window.users_affected.word is Word.UNDER for window in incident.windows)
            name = (
                "unknown"
                if percent is None
                else _SHARE_NAMES[sum(percent > share if less else percent >= share for share in _SHARES)]
            )
            counts[name, sum(length >= limit for limit in _LENGTHS)] += 1
        order = (*reversed(_SHARE_NAMES), "unknown")
        return tuple((name, tuple(counts[name, i] for i in range(len(_LENGTH_NAMES)))) for name in order)

    @property
    def years(self) -> tuple[Spread, ...]:
        """The durations of each year with an incident, the newest first."""
        by_year: dict[int, list[Incident]] = {}
        for incident in self.incidents:
            by_year.setdefault(incident.summary.start.local.year, []).append(incident)
        return tuple(
            self._spread(str(year), (i.duration for i in by_year[year]), len(by_year[year]), year=year)
            for year in sorted(by_year, reverse=True)
        )

    @property
    def caution(self) -> str:
        """What the years do not tell."""
        return caution(self.archive, "years")

    @property
    def month_names(self) -> tuple[str, ...]:
        """The columns of the calendar."""
        return MONTHS

    @property
    def calendar(self) -> tuple[tuple[int, tuple[tuple[int, int], ...], int], ...]:
        """Each year from the newest to the oldest, those without an incident too.

        Its months, each as a count and how dark its ground is, from 0 to `DARKEST`; then the count of the year.
        """
        starts = [incident.summary.start.local for incident in self.incidents]
        counts = Counter((start.year, start.month) for start in starts)
        most = max(counts.values(), default=0)
        first, last = self.archive.years or (1, 0)
        return tuple(
            (
                year,
                tuple((counts[year, month], _dark(counts[year, month], most)) for month in range(1, 13)),
                sum(counts[year, month] for month in range(1, 13)),
            )
            for year in range(last, first - 1, -1)
        )

    # -- who noticed, and where the time went --------------------------------------------------------------------

    @property
    def detectors(self) -> tuple[Spread, ...]:
        """The times to detect by who noticed, the most frequent first."""
        by: dict[Detector, list[Incident]] = {}
        for incident in self.incidents:
            by.setdefault(incident.noticed_by, []).append(incident)
        order = sorted(by, key=lambda detector: (-len(by[detector]), list(Detector).index(detector)))
        return tuple(
            self._spread(words.DETECTORS[d], (i.time_to_detect for i in by[d]), len(by[d]), by=d) for d in order
        )

    def _spread(self, name: str, spans: Iterable[Span], count: int, **facet: object) -> Spread:
        # In this order withdrawn reports are left out, as they are here.
        return spread_of(spans, self.axis, name=name, href=f"{way(PATH, LONGEST.path)}?{urlencode(facet)}", count=count)

    @property
    def phases(self) -> tuple[Spread, ...]:
        """Which share of the time from start to end went into each phase, and into wrong paths."""
        told = [incident for incident in self.incidents if _is_told(incident)]
        rows = [
            self._share(words.PHASES[phase], [_part(i, phase) / _whole(i) for i in told], len(self.incidents))
            for phase in (Phase.UNDETECTED, Phase.RESPONDING, Phase.RECOVERING)
        ]
        astray = [i for i in self.incidents if i.first(Kind.MISLEADING)]
        timed = [_astray(i) / _whole(i) for i in astray if i.time_on_wrong_paths is not None]
        return (*rows, self._share("On wrong paths", timed, len(astray)))

    def _share(self, name: str, shares: Sequence[float], count: int) -> Spread:
        places = sorted(_percent(share) for share in shares)
        return Spread(
            name=name,
            href="",
            count=count,
            known=len(shares),
            median=f"{_percent(statistics.median(shares))} %" if shares else "",
            p90="",
            extremes=f"{places[0]} to {places[-1]} %" if len(places) > 1 else "",
            dots=dots_of(places),
            median_x=_percent(statistics.median(shares)) if shares else None,
        )

    @property
    def wrong_paths(self) -> tuple[WrongPath, ...]:
        """The wrong paths whose start and end are known, the longest first."""
        found = [
            (entry.until.instant - entry.at.instant, entry, incident)
            for incident in self.incidents
            for entry in incident.timeline
            if entry.kind is Kind.MISLEADING and entry.at and entry.until
        ]
        found.sort(key=lambda path: -path[0])
        return tuple(
            WrongPath(
                name=name_of(entry),
                href=f"{way(PATH, path_of(incident))}#{entry.anchor}",
                title=incident.title,
                length=words.span(Span.between(entry.at, entry.until)),
                share=f"{_percent(_within(entry, incident) / _whole(incident))} %",
            )
            for length, entry, incident in found[:MOST_PATHS]
        )

    @cached_property
    def _paths(self) -> list[Entry]:
        return [e for i in self.incidents for e in i.timeline if e.kind is Kind.MISLEADING]

    @property
    def timed_paths(self) -> int:
        """Of how many wrong paths start and end are known."""
        return sum(bool(e.at and e.until) for e in self._paths)

    @property
    def timeless_paths(self) -> int:
        """Of how many they are not, because nobody wrote them down."""
        return len(self._paths) - self.timed_paths

    @property
    def all_services(self) -> int:
        """How many services there are."""
        return len({name for incident in self.incidents for name in incident.summary.services})

    @property
    def services(self) -> tuple[Hit, ...]:
        """The services hit most often."""
        counts = Counter(name for incident in self.incidents for name in incident.summary.services)
        order = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_SERVICES]
        most = counts[order[0]] if order else 1
        return tuple(
            Hit(name=n, href=way(PATH, SERVICES.path(n)), count=counts[n], width=round(100 * counts[n] / most))
            for n in order
        )

    @property
    def least_for_p90(self) -> int:
        """From how many incidents on the 90th percentile is shown."""
        return LEAST_FOR_P90

    @property
    def facts(self) -> tuple[Number, ...]:
        """What the page amounts to, for the picture of a link."""
        nine = glance.durations(self.archive).p90
        noticed = Distribution.of(incident.time_to_detect for incident in self.incidents)
        by_monitoring = sum(incident.noticed_by is Detector.MONITORING for incident in self.incidents)
        return (
            glance.middle(self.archive),
            *([("90th percentile", words.span(nine), "nine in ten were not longer")] if nine else []),
            ("Median time to detect", words.noticed(noticed.median), f"of {noticed.n} where it is known"),
            ("Noticed by monitoring", f"{by_monitoring} of {len(self.incidents)}", ""),
        )

    @property
    def said(self) -> str:
        """How many incidents there are, and since when."""
        if self.archive.years is None:
            return ""
        first, last = self.archive.years
        span = str(first) if first == last else f"{first} to {last}"
        return f"{words.incidents(len(self.incidents))}, {span}."


def spread_of(spans: Iterable[Span], axis: LogAxis, *, name: str, href: str, count: int) -> Spread:
    """Return the row of lengths of time, of `count` incidents, those that are known as dots on the axis."""
    known = Distribution.of(spans)
    p90 = known.p90

    def x(span: Span) -> int | None:
        return None if span.length is None else axis.x(span.length)

    return Spread(
        name=name,
        href=href,
        count=count,
        known=known.n,
        median=words.noticed(known.median) if known.n else "",
        p90=words.noticed(p90) if p90 else "",
        extremes=f"{words.noticed(known.spans[0])} to {words.noticed(known.spans[-1])}" if known.n > 1 else "",
        dots=dots_of(dot_places(known, axis)),
        median_x=x(known.median),
        p90_x=x(p90) if p90 else None,
    )


def caution(archive: Archive, periods: str) -> str:
    """Return what medians of years or quarters, side by side, do not tell."""
    organisations = len({i.organisation for i in archive.standing if i.organisation})
    of = (
        f" The archive covers {organisations} organisations, whose {periods} make no series."
        if organisations > 1
        else ""
    )
    return f"Whether things get better cannot be read from so few: medians of some incidents differ by chance.{of}"


def _dark(count: int, most: int) -> int:
    """How strong the ground of a month is: by its count, or, in a large archive, by its part of the largest."""
    return count if most <= DARKEST else -(-count * DARKEST // most)


def _look(incident: Incident, archive: Archive) -> int:
    severity = Severity.of(incident, archive.settings)
    return severity.look if severity else 0


def _is_told(incident: Incident) -> bool:
    """Whether every moment of the incident lies in a phase that is known."""
    return all(stretch.phase is not Phase.UNKNOWN for stretch in incident.stretches)


def _part(incident: Incident, phase: Phase) -> timedelta:
    spans = (stretch.span.length for stretch in incident.stretches if stretch.phase is phase)
    return sum((length for length in spans if length), timedelta(0))


def _whole(incident: Incident) -> timedelta:
    return incident.summary.end.instant - incident.summary.start.instant


def _within(entry: Entry, incident: Incident) -> timedelta:
    """How much of a wrong path lies between start and end."""
    if entry.at is None or entry.until is None:
        return timedelta(0)
    start, end = incident.summary.start.instant, incident.summary.end.instant
    return max(min(entry.until.instant, end) - max(entry.at.instant, start), timedelta(0))


def _astray(incident: Incident) -> timedelta:
    """How much of the time from start to end was spent on wrong paths; where two overlap it counts once."""
    start, end = incident.summary.start.instant, incident.summary.end.instant
    covered, total = start, timedelta(0)
    paths = [
        (e.at.instant, e.until.instant) for e in incident.timeline if e.kind is Kind.MISLEADING and e.at and e.until
    ]
    for begin, until in sorted(paths):
        total += max(min(until, end) - max(begin, covered), timedelta(0))
        covered = max(covered, min(until, end))
    return total


def _percent(share: float) -> int:
    """In whole percents, rounded half up."""
    # A share is a quotient of two lengths: what is half a percent may be a hair below it.
    return int(100 * share + 0.5 + 1e-9)


def patterns(archive: Archive) -> Page:
    """Return the page of patterns."""
    view = Patterns(archive=archive)

    def section(template: str, heading: str) -> Section:
        anchor = heading.lower().replace(" ", "-")
        return Section(heading=heading, anchor=anchor, template=f"patterns/{template}.html.jinja", view=view)

    head = Section(template="patterns/head.html.jinja", view=view)
    return Page(
        path=PATH,
        title="Patterns across incidents",
        description=f"{told(archive)}{median(archive)}: whom they reach, who notices first, and where the time goes.",
        facts=view.facts,
        chart=glance.strip(archive),
        caption=glance.EVERY,
        sections=(head,)
        if not view.incidents
        else (
            head,
            section("reach", "Duration and reach"),
            section("years", "How long incidents last"),
            section("calendar", "When incidents happen"),
            section("detection", "Who notices first"),
            section("phases", "Where the time goes"),
            section("paths", "Wrong paths by cost"),
            section("services", "Services hit most often"),
            section("why", "Why there is no mean"),
        ),
    )
