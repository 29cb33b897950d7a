"""What an incident is. Facts are fields, as the file states them; everything computed is a property.

The file format is documented in `docs/contribute/`, the numbers in `docs/about/numbers.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from postmortems.shares import Count, Share
from postmortems.times import Moment, Span, Zone
from postmortems.vocabulary import Detector, Effect, Kind, Phase, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time in which users were affected, all of it to the same extent."""

    start: Moment
    end: Moment
    """After `start`."""
    users_affected: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The Issue Summary: what executives read."""

    start: Moment
    """The first moment users were affected."""
    end: Moment
    """The last moment users were affected; after `start`."""
    zone: Zone
    """The zone all times of the report are told in."""
    services: dict[str, Effect]
    """Each affected service (a slug) and what happened to it, in the file's order; never empty."""
    impact: str
    """What users experienced. Inline Markdown."""
    users_affected: Share
    """The largest share of users affected at a time."""
    users_count: Count | None = None
    """How many people that is; None: not stated."""
    root_cause: str
    """One or two sentences an executive understands. Inline Markdown."""
    windows: tuple[Window, ...] = ()
    """In order, without overlap, from `start` to `end`; empty: one stretch with one share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the timeline."""

    number: int
    """Its place in the file, from 1. Shown on its pin."""
    kind: Kind
    text: str
    """One or two sentences, 280 characters at most. Inline Markdown."""
    anchor: str
    """Its address on the report page, made from its time and kind: `20-00-detected`."""
    also: str | None = None
    """Another address that leads to it: the plain one, where several of its kind share its time; see `anchors`."""
    at: Moment | None = None
    """None: unknown; the entry keeps its place in the order."""
    until: Moment | None = None
    """When it ended; not before `at`; None: a point, or unknown."""
    label: str | None = None
    """Its name in the diagram, 40 characters at most; None: the first words of the text. Plain text."""
    by: Detector | None = None
    """Who noticed; given if and only if the kind is `detected`."""
    to: str | None = None
    """The team or role; given if and only if the kind is `escalated`. Plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What was learned. Each line is inline Markdown; all three may be empty."""

    went_well: tuple[str, ...] = ()
    went_wrong: tuple[str, ...] = ()
    got_lucky: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One specific measure. Open until it has `done` or `dropped`, never both."""

    task: str
    """What is to be done. Inline Markdown."""
    owner: str | None = None
    """Team or role. Plain text."""
    due: date | None = None
    done: date | bool = False
    """The day it was done; True: done on a day that is not known; False: not done."""
    dropped: str | None = None
    """Why it will not be done. Plain text."""
    link: str | None = None
    """An https or http address."""

    @property
    def is_done(self) -> bool:
        """Whether it was carried out."""
        return self.done is not False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.is_done and self.dropped is None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a report was taken back: the page stays with a banner, the rankings drop it."""

    on: date
    reason: str
    """Plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the time between start and end that was spent in one phase."""

    phase: Phase
    start: Moment
    end: Moment
    """Not before `start`; the same instant where the phase took no time."""

    @property
    def span(self) -> Span:
        """How long it was."""
        return Span.between(self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Incident:
    """One incident, as its file tells it."""

    id: str
    """`<YYYY-MM-DD>-<slug>`: unique in the archive, and its address."""
    path: str
    """The file, with forward slashes, relative to the project's folder (`incidents/2023/….yaml`)."""
    title: str
    """One line, 100 characters at most. Plain text."""
    organisation: str | None = None
    """Plain text; None: the archive's own."""
    severity: str | None = None
    """A word of the site's ordered list; None: not stated."""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Ids this report had before; they redirect here."""
    related: tuple[str, ...] = ()
    """Ids or aliases of other incidents, as stated in this file."""
    withdrawn: Withdrawal | None = None
    sources: tuple[str, ...] = ()
    """Addresses the facts come from."""
    summary: Summary
    timeline: tuple[Entry, ...]
    """In the file's order."""
    timeline_without: tuple[Kind, ...] = ()
    """Kinds that the report states there truly was none of."""
    root_cause: str
    """In detail what caused it. Markdown."""
    resolution: str
    """In detail how it was fixed. Markdown."""
    contributing_factors: tuple[str, ...] = ()
    """Inline Markdown, one line each."""
    lessons: Lessons = Lessons()
    improvements: tuple[str, ...]
    """Broadly, what can be better. Inline Markdown; never empty."""
    tasks: tuple[Task, ...]
    """Specific measures; never empty."""

    @property
    def stands(self) -> bool:
        """Whether it counts and has a rank: it was not withdrawn."""
        return self.withdrawn is None

    def first(self, kind: Kind) -> Entry | None:
        """Return the first entry of a kind in the file's order, or None."""
        return next((entry for entry in self.timeline if entry.kind is kind), None)

    @property
    def _detected_at(self) -> Moment | None:
        detected = self.first(Kind.DETECTED)
        return None if detected is None else detected.at

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The stretches in which users were affected: as stated, or one from start to end."""
        s = self.summary
        return s.windows or (Window(start=s.start, end=s.end, users_affected=s.users_affected),)

    @cached_property
    def _parts(self) -> tuple[tuple[timedelta, Window], ...]:
        """Each window with the time it adds to those before it: windows that touch may share a part of a minute."""
        parts = []
        covered: datetime | None = None
        for window in self.windows:
            begin = window.start.instant if covered is None else max(window.start.instant, covered)
            parts.append((max(window.end.instant - begin, timedelta(0)), window))
            covered = window.end.instant if covered is None else max(covered, window.end.instant)
        return tuple(parts)

    @cached_property
    def duration(self) -> Span:
        """Length of the union of the impact windows: how long users were affected. Always known."""
        words = (moment.word for window in self.windows for moment in (window.start, window.end))
        return Span(sum((length for length, _ in self._parts), timedelta(0)), Word.of(*words))

    @cached_property
    def time_to_detect(self) -> Span:
        """From the start to the first `detected`; negative: noticed before users were affected."""
        return Span.between(self.summary.start, self._detected_at)

    @cached_property
    def time_to_mitigate(self) -> Span | None:
        """From the start to the first `mitigated`; None: there is no such entry."""
        mitigated = self.first(Kind.MITIGATED)
        return None if mitigated is None else Span.between(self.summary.start, mitigated.at)

    @cached_property
    def time_to_resolve(self) -> Span:
        """From the first `detected` to the end; negative: over before it was noticed."""
        return Span.between(self._detected_at, self.summary.end)

    @property
    def users_affected(self) -> Share:
        """The share of users, as written."""
        return self.summary.users_affected

    @cached_property
    def lost_user_time(self) -> Span:
        """How long a full outage would have had to last to cost users as much: the sum of length times share."""
        total = timedelta(0)
        words = []
        for length, window in self._parts:
            percent = window.users_affected.percent
            if percent is None:
                return Span(None)
            # Exact: a share has four decimals at most, so whole seconds times it are whole microseconds.
            total += timedelta(microseconds=int(length // timedelta(seconds=1) * percent * 10_000))
            words += [window.start.word, window.end.word, window.users_affected.word]
        return Span(total, Word.of(*words))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The phases from start to end, in order, touching; one of no length is kept, one that never came is not."""
        start, end = self.summary.start, self.summary.end
        detected, mitigated = self.first(Kind.DETECTED), self.first(Kind.MITIGATED)

        def within(moment: Moment, lowest: Moment) -> Moment:
            return lowest if moment.instant <= lowest.instant else min(moment, end, key=lambda m: m.instant)

        stretches = []
        here = start
        if detected is None or detected.at is None:
            phase = Phase.UNKNOWN
        else:
            there = within(detected.at, here)
            stretches.append(Stretch(phase=Phase.UNDETECTED, start=here, end=there))
            here, phase = there, Phase.RESPONDING
        if mitigated is not None and mitigated.at is not None:
            there = within(mitigated.at, here)
            stretches.append(Stretch(phase=phase, start=here, end=there))
            here, phase = there, Phase.RECOVERING
        elif mitigated is not None:
            phase = Phase.UNKNOWN
        stretches.append(Stretch(phase=phase, start=here, end=end))
        return tuple(stretches)

    @cached_property
    def time_on_wrong_paths(self) -> Span | None:
        """Length of the union of the `misleading` entries whose start and end are known; None: there is none."""
        paths = sorted(
            ((e.at, e.until) for e in self.timeline if e.kind is Kind.MISLEADING and e.at and e.until),
            key=lambda path: path[0].instant,
        )
        if not paths:
            return None
        total = timedelta(0)
        covered: datetime | None = None
        for start, end in paths:
            begin = start.instant if covered is None else max(start.instant, covered)
            total += max(end.instant - begin, timedelta(0))
            covered = end.instant if covered is None else max(covered, end.instant)
        return Span(total, Word.of(*(moment.word for path in paths for moment in path)))

    @property
    def noticed_by(self) -> Detector:
        """Who noticed first."""
        detected = self.first(Kind.DETECTED)
        return (detected and detected.by) or Detector.UNKNOWN

    @property
    def worst_effect(self) -> Effect:
        """The first of data-loss, down, degraded, slow that befell a service."""
        return min(self.summary.services.values(), key=lambda effect: effect.rank)
