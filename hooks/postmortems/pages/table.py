"""Incidents as the rows of a table, with marks on the same axes wherever such a table stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from postmortems import words
from postmortems.collection import Archive
from postmortems.distribution import Distribution
from postmortems.figures.marks import LogAxis, Segment, segments
from postmortems.model import Incident
from postmortems.pages.page import numbers_from, way
from postmortems.pages.report import path_of
from postmortems.pages.severity import Severity
from postmortems.times import Span
from postmortems.vocabulary import Detector


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row shows of an incident."""

    place: int
    """In the order of the table, from 1."""
    day: str
    href: str
    title: str
    severity: Severity | None
    withdrawn: bool
    organisation: str | None
    services: str
    """Their names with blanks between, for filters; the report tells what happened to each."""
    tags: tuple[str, ...]
    duration: str
    exact_duration: int | None
    """In seconds, for sorting; None where `duration` shows all of it."""
    dot: int
    """Where the duration stands on the axis, in percent."""
    noticed: str
    by: Detector
    """Who noticed first."""
    phases: tuple[Segment, ...]
    share: str
    percent: str | None
    """The share as a number for the bar; None: unknown."""
    lost: str
    exact_lost: int | None
    """In seconds, for sorting; None where `lost` shows all of it, or it is unknown."""
    is_printed: bool = True
    """Whether paper has room for it."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """What the template of the table reads."""

    archive: Archive
    path: str
    """Of the page it stands on."""
    incidents: Sequence[Incident]
    sorted_by: str = "date"
    """The column the rows fall by: `date`, `duration`, `share` or `lost`."""
    ranked: bool = False
    """Whether rows bear their place."""
    loss: bool = False
    """Whether rows show the lost user time."""
    printed: int | None = None
    """So many rows are printed, from the first on; None: all."""

    batch = 25
    """So many rows share a body of the table: a browser lays out only the bodies in view."""

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(self.path, anchor)

    @cached_property
    def axis(self) -> LogAxis:
        """The axis of durations, the same for every table of the archive."""
        return axis_of(self.archive)

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row for each incident."""
        rows = (row(i, self.path, self.archive, self.axis, place) for place, i in enumerate(self.incidents, 1))
        return tuple(r if self.printed is None else replace(r, is_printed=r.place <= self.printed) for r in rows)

    @property
    def caveat(self) -> str:
        """What an order by lost user time does not know; empty without it, and where everything is known."""
        unknown = sum(i.lost_user_time.length is None for i in self.incidents) if self.loss else 0
        if not unknown:
            return ""
        if unknown == len(self.incidents):
            so = "The share of users is not known throughout, so lost user time is unknown"
            return f"{so}: they stand by users affected at most, then by duration." if unknown > 1 else f"{so}."
        return (
            f"For {unknown} of them the share of users, and so the lost user time, is not fully known: "
            "they come last, by users affected at most, then by duration."
        )


def axis_of(archive: Archive) -> LogAxis:
    """Return the axis on which all durations of an archive are drawn."""
    return LogAxis.over(i.duration.length for i in archive.incidents if i.duration.length is not None)


def row(incident: Incident, path: str, archive: Archive, axis: LogAxis, place: int) -> Row:
    """Return what a row shows of an incident, with links as seen from the page at `path`."""
    if incident.time_to_detect.length is None:
        noticed = "not known when noticed"
    else:
        said = words.noticed(incident.time_to_detect)
        noticed = f"noticed {said}" if incident.time_to_detect.length < timedelta(0) else f"noticed after {said}"
    percent = incident.users_affected.percent
    return Row(
        place=place,
        day=words.short_day(incident.summary.start.local),
        href=way(path, path_of(incident)),
        title=incident.title,
        severity=Severity.of(incident, archive.settings),
        withdrawn=incident.withdrawn is not None,
        organisation=incident.organisation,
        services=" ".join(incident.summary.services),
        tags=incident.tags,
        duration=words.span(incident.duration),
        exact_duration=_exact(incident.duration),
        dot=axis.x(incident.duration.length or timedelta(0)),
        noticed=noticed,
        by=incident.noticed_by,
        phases=segments(incident.stretches),
        share=words.share(incident.users_affected),
        percent=None if percent is None else f"{percent.normalize():f}",
        lost=words.span(incident.lost_user_time),
        exact_lost=_exact(incident.lost_user_time),
    )


def _exact(span: Span) -> int | None:
    return None if span.length is None or words.is_exact(span.length) else span.seconds


def dot_places(lengths: Distribution, axis: LogAxis) -> Iterator[int]:
    """Yield where each length stands on the axis, in percent."""
    return (axis.x(span.length) for span in lengths.spans if span.length is not None)
