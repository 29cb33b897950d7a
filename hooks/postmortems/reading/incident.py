"""Which fields an incident has, and whether they agree with each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from postmortems import format as form
from postmortems import lints
from postmortems.format import MAX_ENTRY, MAX_LABEL, MAX_TITLE
from postmortems.model import Entry, Incident, Lessons, Summary, Task, Window, Withdrawal
from postmortems.problems import Problem
from postmortems.reading import meant, values
from postmortems.reading import text as characters
from postmortems.reading.anchors import anchored
from postmortems.reading.sheet import MAX_SUGGESTIONS, Reference, Sheet
from postmortems.reading.slips import BEGIN, conflict, front_matter, single_quoted
from postmortems.reading.text import Flaw
from postmortems.reading.tree import FAST, Mapping, Node, Scalar, Sequence, parse, scalars
from postmortems.reading.values import Wrong
from postmortems.settings import Settings
from postmortems.shares import Share
from postmortems.times import Moment, Zone
from postmortems.vocabulary import ABSENT_KINDS, REQUIRED_KINDS, Detector, Effect, Kind

_KINDS = frozenset(Kind)
_EFFECTS = frozenset(Effect)
_HOMES = {
    **{field.name: "summary" for field in form.SUMMARY.fields if field.name != "root_cause"},
    **{field.name: "measures" for field in form.MEASURES.fields},
}
"""Of fields that are often written at the top level: where they belong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of reading a file."""

    incident: Incident | None
    """None where a problem stands in the way."""
    problems: tuple[Problem, ...]
    """In the file's order."""
    references: tuple[Reference, ...] = ()
    """Ids the file names, well-formed, perhaps of no incident."""
    aliases: tuple[Reference, ...] = ()
    """Ids the report had before."""
    warnings: tuple[Problem, ...] = ()
    """In the file's order; none where they were not asked for."""


def read(  # noqa: PLR0913  a reading needs what only its caller knows
    data: bytes, *, path: str, id_: str, settings: Settings, loader: type = FAST, warn: bool = False
) -> Reading:
    """Return the incident in a file's bytes and every problem of the file. Never raises for what the file holds.

    `id_` is the file name without `.yaml`, well-formed; `loader` the PyYAML loader whose events are read; `warn` asks
    for warnings too.
    """
    text = characters.decode(data)
    if isinstance(text, Flaw):
        sheet = Sheet(path)
        sheet.flaw(text)
        return Reading(incident=None, problems=tuple(sheet.problems))
    sheet = Sheet(path, text)
    for flaw in characters.unseen(text):
        sheet.flaw(flaw)
    if found := conflict(text) or front_matter(text):
        sheet.flaw(found)
    incident = root = None
    if not sheet.problems:
        root, flaws = parse(text, loader)
        for flaw in flaws:
            sheet.flaw(flaw)
        if root is not None:
            sheet.refuse_unseen(scalars(root))
            incident = _Reader(sheet, id_, settings).incident(root)
    # What a comment swallowed is not missing.
    swallowed = {(problem.line, "empty") for problem in sheet.problems if problem.code == "comment"}
    problems = tuple(sorted({one for one in sheet.problems if (one.line, one.code) not in swallowed}))
    off, is_whole = settings.warnings_off, not problems
    return Reading(
        incident=None if problems else incident,
        problems=problems,
        references=tuple(sheet.references),
        aliases=tuple(sheet.aliases),
        warnings=lints.warnings(path, text, root, off=off, is_whole=is_whole) if warn else (),
    )


class _Reader:
    """Reads one tree. A field that cannot be read is None, and the rest is read all the same."""

    def __init__(self, sheet: Sheet, id_: str, settings: Settings) -> None:
        self.sheet = sheet
        self.id = id_
        self.settings = settings

    def incident(self, root: Node) -> Incident | None:
        sheet = self.sheet
        if not isinstance(root, Mapping):
            sheet.at(root, "shape", "an incident file must be keys with values", BEGIN)
            return None
        top = sheet.mapping(root, "an incident file", form.INCIDENT, _HOMES)
        if top is None:
            return None
        get = top.values.get
        title = sheet.line(get("title"), "`title`", MAX_TITLE)
        organisation = sheet.line(get("organisation"), "`organisation`", MAX_TITLE)
        severity = self._severity(get("severity"))
        tags = sheet.each(get("tags"), "`tags`", self._slug)
        aliases = sheet.each(get("aliases"), "`aliases`", self._alias)
        related = sheet.each(get("related"), "`related`", self._related)
        withdrawn = self._withdrawn(get("withdrawn"))
        sources = sheet.each(get("sources"), "`sources`", self._url)
        summary = self._summary(get("summary"))
        zone, start = self._clock(top, summary)
        timeline = self._timeline(get("timeline"), zone, start)
        without = self._without(get("timeline_without"), timeline)
        self._complete(get("timeline"), get("timeline_without"))
        root_cause = sheet.block(get("root_cause"), "`root_cause`")
        resolution = sheet.block(get("resolution"), "`resolution`")
        factors = sheet.each(get("contributing_factors"), "`contributing_factors`", self._factor)
        lessons = self._lessons(get("lessons"))
        improvements, tasks = self._measures(get("measures"))
        if start is not None:
            self._id_day(top)
        if sheet.problems or not (title and summary and start and root_cause and resolution):
            return None
        return Incident(
            id=self.id,
            path=sheet.path,
            title=title,
            organisation=organisation,
            severity=severity,
            tags=tags,
            aliases=aliases,
            related=related,
            withdrawn=withdrawn,
            sources=sources,
            summary=summary,
            timeline=anchored(timeline, start),
            timeline_without=without,
            root_cause=root_cause,
            resolution=resolution,
            contributing_factors=factors,
            lessons=lessons,
            improvements=improvements,
            tasks=tasks,
        )

    def _clock(self, top: Mapping, summary: Summary | None) -> tuple[Zone | None, Moment | None]:
        """Zone and start, also where the rest of the summary is wrong: the timeline is read all the same."""
        if summary is not None:
            return summary.zone, summary.start
        node = top.values.get("summary")
        if not isinstance(node, Mapping):
            return None, None
        quiet = Sheet(self.sheet.path)
        zone = quiet.value(node.values.get("timezone"), "", values.zone)
        start = quiet.value(node.values.get("start"), "", lambda t: values.time(t, zone, None)) if zone else None
        return zone, start

    def _id_day(self, top: Mapping) -> None:
        """The day as it is written: with an offset of its own it may be another in the zone of the report."""
        summary = top.values["summary"]
        node = summary.values["start"] if isinstance(summary, Mapping) else None
        day = _shown(node).removeprefix("~")[: len("YYYY-MM-DD")] if node else ""
        if not self.id.startswith(day):
            slug = self.id[len("YYYY-MM-DD-") :]
            message = f"the file name says {self.id[:10]}, `summary.start` says {day}"
            help_ = f"write `postmortems rename {self.id} {day}-{slug}`, or correct `start`"
            self.sheet.report("id-day", 0, 0, message, help_)

    # -- small fields -------------------------------------------------------------------------------------------------

    def _slug(self, node: Node, what: str) -> str | None:
        return self.sheet.value(node, what, values.slug)

    def _url(self, node: Node, what: str) -> str | None:
        return self.sheet.value(node, what, values.url)

    def _alias(self, node: Node, what: str) -> str | None:
        def read(text: str) -> str:
            values.incident_id(text)
            if text == self.id:
                raise Wrong("alias-self", "this is the report's own id", "an alias is an id the report had before")
            return text

        alias = self.sheet.value(node, what, read)
        if alias is not None:
            self.sheet.aliases.append(self.sheet.reference_at(alias, node.line, node.column))
        return alias

    def _related(self, node: Node, what: str) -> str | None:
        found = self.sheet.reference(node, what)
        if found is not None and found in {self.id, *(alias.id for alias in self.sheet.aliases)}:
            self.sheet.at(node, "related-self", "a report is not related to itself", "delete it")
        return found

    def _factor(self, node: Node, what: str) -> str | None:
        text = self.sheet.inline(node, what)
        return text if self.sheet.line(node, what) is not None else None

    def _severity(self, node: Node | None) -> str | None:
        text = self.sheet.line(node, "`severity`")
        if text is None or node is None or text in self.settings.severities:
            return text
        known = list(self.settings.severities)
        if not known:
            self.sheet.at(
                node,
                "unknown-word",
                "this site has no list of severities",
                "leave `severity` out, or set extra.archive.severities in mkdocs.yml",
            )
            return None
        meant = values.close(text, known)
        help_ = f"did you mean {meant}? Known: {', '.join(known)}" if meant else f"write one of {', '.join(known)}"
        self.sheet.at(node, "unknown-word", f"{values.shorten(text)!r} is not a severity of this site", help_)
        return None

    def _withdrawn(self, node: Node | None) -> Withdrawal | None:
        if isinstance(node, Scalar | Sequence) and (text := _words(node)):
            self.sheet.at(node, "shape", "`withdrawn` must be keys with values", _taken_back(text))
            return None
        found = self.sheet.mapping(node, "`withdrawn`", form.WITHDRAWN)
        if found is None:
            return None
        on = self.sheet.value(found.values.get("on"), "`on`", values.day)
        reason = self.sheet.line(found.values.get("reason"), "`reason`")
        return Withdrawal(on=on, reason=reason) if on and reason else None

    def _lessons(self, node: Node | None) -> Lessons:
        found = self.sheet.mapping(node, "`lessons`", form.LESSONS)
        if found is None:
            return Lessons()
        if not found.keys:
            self.sheet.at(found, "empty", "`lessons` is empty", "leave the field out, or fill it in")
        return Lessons(
            **{
                field.name: self.sheet.each(found.values.get(field.name), f"`{field.name}`", self.sheet.inline)
                for field in form.LESSONS.fields
            }
        )

    # -- the summary --------------------------------------------------------------------------------------------------

    def _summary(self, node: Node | None) -> Summary | None:
        sheet = self.sheet
        homes = {field.name: "the top level" for field in form.INCIDENT.fields}
        found = sheet.mapping(node, "`summary`", form.SUMMARY, homes)
        if found is None:
            return None
        get = found.values.get
        zone = sheet.value(get("timezone"), "`timezone`", values.zone)
        # Where the zone cannot be read, times are still checked for their form.
        clock = zone or Zone("UTC", UTC)
        start = sheet.value(get("start"), "`start`", lambda t: values.time(t, clock, None, near=_day_of(self.id)))
        likely = _likely_end(get("end"), start) if start else _day_of(self.id)
        end = sheet.value(get("end"), "`end`", lambda t: values.time(t, clock, None, near=likely))
        end_node = get("end")
        if start and end and end_node and end.since(start) <= timedelta(0):
            same = end.minute == start.minute
            help_ = (
                "for less than a minute write seconds in both, such as 20:00:10 and 20:00:40"
                if same
                else "write the later time"
            )
            told = f"it is {_shown(end_node)}, and `start` {_shown(found.values['start'])}"
            sheet.at(end_node, "end-order", f"`end` is not after `start`: {told}", help_)
        share = sheet.value(get("users_affected"), "`users_affected`", values.share)
        services = self._services(get("services"))
        windows = self._windows(get("windows"), clock, start, end, share)
        impact = sheet.inline(get("impact"), "`impact`")
        root_cause = sheet.inline(get("root_cause"), "`root_cause` of the summary")
        count = sheet.value(get("users_count"), "`users_count`", values.count)
        if not (zone and start and end and share and services and impact and root_cause):
            return None
        return Summary(
            start=start,
            end=end,
            zone=zone,
            services=services,
            impact=impact,
            users_affected=share,
            users_count=count,
            root_cause=root_cause,
            windows=windows,
        )

    def _services(self, node: Node | None) -> dict[str, Effect]:
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            self.sheet.at(node, "shape", "`services` must name each service with what happened to it", _services(node))
            return {}
        if not node.keys:
            self.sheet.at(node, "empty", "`services` is empty", "name at least one: {login: down}")
        found = {}
        for name, key in node.keys.items():
            if self.sheet.value(key, "a service", values.slug) is None:
                continue
            value = node.values[name]
            if isinstance(value, Scalar) and not value.value.strip():
                help_ = f"write `{name}: down`; the effects are {', '.join(Effect)}"
                self.sheet.at(value, "empty", f"the service {name} lacks what happened to it", help_)
                continue
            effect = self.sheet.word(value, f"what happened to {name}", Effect)
            if effect:
                found[name] = effect
        return found

    def _windows(
        self, node: Node | None, zone: Zone, start: Moment | None, end: Moment | None, share: Share | None
    ) -> tuple[Window, ...]:
        sheet = self.sheet
        found: list[Window] = []
        nodes: list[Node] = []
        day = start.local.date() if start else None
        last: Moment | None = None
        for item in sheet.items(node, "`windows`"):
            window = sheet.mapping(item, "a window", form.WINDOW)
            if window is None:
                continue
            begin = sheet.value(window.values.get("start"), "`start` of a window", self._time(zone, day))
            day = begin.local.date() if begin else day
            finish = sheet.value(window.values.get("end"), "`end` of a window", self._time(zone, day))
            day = finish.local.date() if finish else day
            part = sheet.value(window.values.get("users_affected"), "`users_affected` of a window", values.share)
            if begin and last and begin.since(last) < timedelta(0):
                sheet.at(
                    window.values["start"],
                    "windows-order",
                    "this window begins before the one above it ends",
                    "put the windows in order, without overlap",
                )
            if begin and finish and finish.since(begin) <= timedelta(0):
                sheet.at(
                    window.values["end"],
                    "windows-order",
                    "this window does not end after it begins",
                    _next_day(finish, begin),
                )
            if (
                part
                and part.percent is not None
                and share
                and share.percent is not None
                and part.percent > share.percent
            ):
                sheet.at(
                    window.values["users_affected"],
                    "windows-share",
                    f"{part.percent} % is more than the summary's {share.percent} %",
                    "the summary's `users_affected` is the largest share at a time: raise it, or correct the window",
                )
            last = finish or last
            if begin and finish and part:
                found.append(Window(start=begin, end=finish, users_affected=part))
                nodes.append(window)
        if found and start and found[0].start.since(start) != timedelta(0):
            sheet.at(
                nodes[0],
                "windows-ends",
                "the first window does not begin at `start`",
                f"let both be {_stamp(start)}, or the earlier of the two",
            )
        if found and end and found[-1].end.since(end) != timedelta(0):
            sheet.at(
                nodes[-1],
                "windows-ends",
                "the last window does not end at `end`",
                f"let both be {_stamp(end)}, or the later of the two",
            )
        return tuple(found)

    def _time(self, zone: Zone | None, day: date | None) -> Callable[[str], Moment]:
        """Where zone or day cannot be read themselves, only the form of a time is checked."""
        return lambda text: values.time(text, zone or Zone("UTC", UTC), day or values.UNDATED)

    # -- the timeline -------------------------------------------------------------------------------------------------

    def _timeline(self, node: Node | None, zone: Zone | None, start: Moment | None) -> tuple[Entry, ...]:
        entries = []
        last: Moment | None = None
        for number, item in enumerate(self.sheet.items(node, "`timeline`", form.ENTRY), 1):
            entry, stated = self._entry(item, number, zone, start, last)
            last = stated or last
            if entry:
                entries.append(entry)
        return tuple(entries)

    def _entry(
        self, item: Node, number: int, zone: Zone | None, start: Moment | None, last: Moment | None
    ) -> tuple[Entry | None, Moment | None]:
        sheet = self.sheet
        if not isinstance(item, Mapping):
            sheet.mapping(item, "an entry of `timeline`", form.ENTRY)
            return None, None
        kinds = [Kind(name) for name in item.keys if name in _KINDS]
        sheet.mapping(item, "an entry of `timeline`", form.ENTRY)
        known = [field.name for field in form.ENTRY.fields]
        if not kinds and not any(values.close(key, known) for key in item.keys if key not in known):
            sheet.at(
                item,
                "entry-kind",
                "this entry says nothing of a kind",
                f"write one of {', '.join(Kind)}, followed by what happened",
            )
        for extra in [] if item.is_torn else kinds[1:]:
            begin = _beginning(item, extra)
            sheet.at(
                item.keys[begin],
                "entry-kind",
                f"an entry has one kind; this has `{kinds[0]}` and `{extra}`",
                f"begin another entry: write `- {begin}: …`",
            )
        get = item.values.get
        base = last or start
        zone_known = zone is not None and base is not None
        at = sheet.value(get("at"), "`at`", self._time(zone, base.local.date() if base else None))
        if at and zone_known and last and at.since(last) < timedelta(0):
            node = item.values["at"]
            message = f"{_shown(node)} is before the time above it ({_stamp(last, at)})"
            sheet.at(node, "time-order", message, _next_day(at, last))
        lowest = at or base
        until = sheet.value(get("until"), "`until`", self._time(zone, lowest.local.date() if lowest else None))
        if until and zone_known and (at or last) and lowest and until.since(lowest) < timedelta(0):
            node = item.values["until"]
            sheet.at(
                node,
                "until-order",
                f"{_shown(node)} is before the entry begins ({_stamp(lowest, until)})",
                _next_day(until, lowest),
            )
        kind = kinds[0] if kinds else None
        text = sheet.inline(get(kind), f"`{kind}`", MAX_ENTRY) if kind else None
        label = sheet.line(get("label"), "`label`", MAX_LABEL)
        by = sheet.word(get("by"), "who noticed", Detector)
        to = sheet.line(get("to"), "`to`", MAX_TITLE)
        if kind and len(kinds) == 1 and not item.is_torn:
            self._belongs(item, kind, Kind.DETECTED, "by", f"who noticed, one of {', '.join(Detector)}")
            self._belongs(item, kind, Kind.ESCALATED, "to", "the team or role")
        if not kind or not text:
            return None, at
        return Entry(number=number, kind=kind, text=text, anchor="", at=at, until=until, label=label, by=by, to=to), at

    def _belongs(self, item: Mapping, kind: Kind, home: Kind, key: str, meaning: str) -> None:
        if kind is home and key not in item.keys:
            self.sheet.at(item.keys[kind], "missing-field", f"`{home}` lacks `{key}`", f"add {key}: {meaning}")
        if kind is not home and key in item.keys:
            self.sheet.at(
                item.keys[key],
                "misplaced-field",
                f"`{key}` belongs to `{home}`, not to `{kind}`",
                f"delete it, or make the entry a `{home}`",
            )

    def _without(self, node: Node | None, timeline: tuple[Entry, ...]) -> tuple[Kind, ...]:
        present = {entry.kind for entry in timeline}

        def read(item: Node, what: str) -> Kind | None:
            def kind(text: str) -> Kind:
                allowed = [str(k) for k in ABSENT_KINDS]
                if text not in allowed:
                    raise Wrong(
                        "unknown-word",
                        f"{values.shorten(text)!r} cannot be left out",
                        f"only {' and '.join(allowed)} may be named",
                    )
                if text in present:
                    raise Wrong(
                        "timeline-without",
                        f"the timeline has an entry `{text}`",
                        f"take {text} out of `timeline_without`",
                    )
                return Kind(text)

            return self.sheet.value(item, what, kind)

        return self.sheet.each(node, "`timeline_without`", read)

    def _complete(self, node: Node | None, without: Node | None) -> None:
        """Every required kind is there, or stated to be absent."""
        if not isinstance(node, Sequence) or not node.items:
            return
        present = {kind for item in node.items for kind in _kinds(item)}
        stated = (
            {item.value for item in without.items if isinstance(item, Scalar)}
            if isinstance(without, Sequence)
            else set()
        )
        for kind in REQUIRED_KINDS:
            if kind in present or kind in stated:
                continue
            help_ = f"add an entry `{kind}: …`"
            if kind in ABSENT_KINDS:
                help_ += f"; where there truly was none write `timeline_without: [{kind}]` at the top level"
            self.sheet.at(node, "missing-kind", f"the timeline has no `{kind}`", help_)

    # -- measures -----------------------------------------------------------------------------------------------------

    def _measures(self, node: Node | None) -> tuple[tuple[str, ...], tuple[Task, ...]]:
        found = self.sheet.mapping(node, "`measures`", form.MEASURES)
        if found is None:
            return (), ()
        improvements = self.sheet.each(found.values.get("improvements"), "`improvements`", self.sheet.inline)
        tasks = self.sheet.each(found.values.get("tasks"), "`tasks`", self._task, form.TASK)
        return improvements, tasks

    def _task(self, node: Node, what: str) -> Task | None:
        sheet = self.sheet
        found = sheet.mapping(node, what, form.TASK)
        if found is None:
            return None
        get = found.values.get
        if "done" in found.keys and "dropped" in found.keys:
            sheet.at(
                found.keys["dropped"],
                "done-and-dropped",
                "a task is done or dropped, not both",
                "delete one of the two",
            )
        task = sheet.inline(get("task"), "`task`")
        owner = sheet.line(get("owner"), "`owner`", MAX_TITLE)
        due = sheet.value(get("due"), "`due`", values.day)
        done = sheet.value(get("done"), "`done`", _done)
        dropped = sheet.line(get("dropped"), "`dropped`")
        link = sheet.value(get("link"), "`link`", values.url)
        return Task(task=task, owner=owner, due=due, done=done or False, dropped=dropped, link=link) if task else None


def _kinds(item: Node) -> set[str]:
    """The kinds an entry has, or is told to have: what is missing for a slip elsewhere is not missing."""
    if not isinstance(item, Mapping):
        return {form.ENTRY.text}
    if found := {kind for kind in Kind if kind in item.keys}:
        return {str(kind) for kind in found}
    known = [field.name for field in form.ENTRY.fields]
    strange = [key for key in item.keys if key not in known][:MAX_SUGGESTIONS]
    return {meant for key in strange if (meant := values.close(key, known))}


def _beginning(item: Mapping, kind: Kind) -> str:
    """The key that another entry begins with whose dash is missing: its time, where that stands above its kind."""
    names = list(item.keys)
    before = names[names.index(kind) - 1]
    return before if before == "at" and names.index(before) else kind


def _done(text: str) -> date | bool:
    if text == "yes":
        return True
    try:
        return values.day(text)
    except Wrong as wrong:
        raise Wrong(
            wrong.code,
            wrong.message,
            f"{wrong.help}; or yes where the day is not known; leave it out while the task is open",
        ) from None


_MAX_SERVICES = 4
"""Services that a help writes out."""


def _services(node: Scalar | Sequence) -> str:
    """How to write services that are named in a text or a list."""
    if isinstance(node, Scalar):
        pairs = [(name, "") for name in re.split(r"[,;&\n]| and ", node.value)]
    else:
        pairs = [pair for item in node.items for pair in _pairs(item)]
    named = {slug: effect for name, effect in pairs[:MAX_SUGGESTIONS] if (slug := values.slugify(name))}
    lines = [f"`{slug}: {effect or Effect.DOWN}`" for slug, effect in named.items()] or [f"`login: {Effect.DOWN}`"]
    each = f"{', '.join(lines[:-1])} and {lines[-1]}" if len(lines) <= _MAX_SERVICES else f"{lines[0]} and so on"
    how = "below it, indented" if isinstance(node, Scalar) else "without `- `"
    each = f"write {lines[0]}, {how}" if len(lines) == 1 else f"write one a line, {how}: {each}"
    return f"{each}; the effects are {', '.join(Effect)}"


def _pairs(item: Node) -> list[tuple[str, str]]:
    """The names in an item of a list of services, each with what happened to it where that is said."""
    if isinstance(item, Mapping):
        effects = {name: _shown(value) for name, value in item.values.items()}
        return [(name, effect if effect in _EFFECTS else "") for name, effect in effects.items()]
    name, _, effect = _shown(item).partition(":")
    return [(name, effect if effect in _EFFECTS else "")]


def _words(node: Scalar | Sequence) -> str:
    said = " ".join(map(_shown, node.items)) if isinstance(node, Sequence) else node.value
    return " ".join(said.split())


def _taken_back(text: str) -> str:
    """How to write what says in one text that a report was withdrawn."""
    first, _, rest = text.partition(" ")
    days = meant.days(first) if len(first) <= meant.MAX_LENGTH else []
    reason = rest.strip(" ,:;-–") if days else "" if text.lower() in {"yes", "true", "y", "on"} else text
    reason = single_quoted(values.shorten(reason)) if reason else "…"
    return f"write two lines below it: `  on: {days[0] if days else 'YYYY-MM-DD'}` and `  reason: {reason}`"


def _day_of(id_: str) -> date | None:
    """The day in an id; None where none is known."""
    try:
        day = values.incident_id(id_).day
    except Wrong:
        return None
    return day if day != values.UNDATED else None


def _likely_end(node: Node | None, start: Moment) -> date:
    """The day of an end that has none: that of the start, or the next where it would be before the start."""
    clock = re.fullmatch(r"~?(\d{2}:\d{2}).*", _shown(node) if node else "")
    is_next = clock is not None and clock[1] < f"{start.local:%H:%M}"
    return start.local.date() + timedelta(days=is_next)


def _shown(node: Node) -> str:
    return node.value if isinstance(node, Scalar) else ""


def _stamp(moment: Moment, beside: Moment | None = None) -> str:
    """A time as one would write it, without its day where that of `beside` is the same."""
    clock = f"{moment.local:%H:%M:%S}" if moment.to_the_second else f"{moment.local:%H:%M}"
    return clock if beside and beside.local.date() == moment.local.date() else f"{moment.local:%Y-%m-%d} {clock}"


def _next_day(early: Moment, late: Moment) -> str:
    """Help for a time that lies before the one it should follow."""
    if early.local.date() != late.local.date():
        return "put the entries in order of time"
    following = early.local.date() + timedelta(days=1)
    return f"if it is the next day write {following} {_stamp(early, early)}; else put it in its order"
