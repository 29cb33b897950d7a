"""The report page of one incident: what its templates read, and the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from postmortems import markdown, words
from postmortems.collection import Archive
from postmortems.figures import timeline
from postmortems.model import Incident, Task
from postmortems.pages.page import Page, Parent, Section, numbers_from, way
from postmortems.pages.severity import Severity
from postmortems.relatives import Relative, Sort
from postmortems.times import Moment, Span
from postmortems.vocabulary import Detector, Effect, Kind

MOST_SAID = 300
"""Characters of an incident in a sentence or two; previews of links show no more."""
ABOVE = Parent(path="incidents/index", title="Incidents")
"""The page above every report."""
_MOST_SHARED = 4
"""So many things that two incidents have in common are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A number with what it is called."""

    label: str
    value: str
    note: str = ""
    """What qualifies the number; may be empty."""
    note_href: str = ""
    """Where the note is explained; empty where it needs no explanation."""
    href: str
    """Where the number is explained, or what it is taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A row of the table of tasks."""

    text: Markup
    owner: str
    due: str
    state: str
    """`done`, `dropped` or `open`."""
    said: str
    """The state in words."""
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another incident that belongs to this one."""

    href: str
    title: str
    day: str
    also: str
    """What both have in common; empty where the report itself names it."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What the templates of a report read. Texts that a contributor may mark up are finished HTML."""

    incident: Incident
    archive: Archive

    @property
    def path(self) -> str:
        """Of the page."""
        return path_of(self.incident)

    def resolve(self, name: str) -> str | None:
        """Return the address of the report with an id or a former id, seen from this page."""
        other = self.archive.by_name.get(name)
        return way(self.path, path_of(other)) if other else None

    def inline(self, text: str) -> Markup:
        """Return a line of a contributor's Markdown as HTML."""
        return markdown.inline(text, self.resolve)

    def block(self, text: str) -> Markup:
        """Return paragraphs of a contributor's Markdown as HTML."""
        return markdown.block(text, self.resolve)

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(self.path, anchor)

    @property
    def severity(self) -> Severity | None:
        """The badge, where a severity is stated."""
        return Severity.of(self.incident, self.archive.settings)

    @property
    def when(self) -> str:
        """Day, time and zone on one line, the zone once where it is the same at both ends."""
        start, end = self.incident.summary.start, self.incident.summary.end
        one_zone = words.zone(start) == words.zone(end)
        first = f"{words.day(start.local)}, {words.clock(start)}"
        last = words.clock(end)
        if start.local.date() != end.local.date():
            last = f"{words.day(end.local)}, {last}"
        between = "\N{EN DASH}" if one_zone and not end.about and not start.about and "," not in last else " to "
        if not one_zone:
            first = f"{first} {words.zone(start)}"
        return f"{first}{between}{last} {words.zone(end)}"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The four facts an executive looks for."""
        incident = self.incident
        noticed = words.noticed(incident.time_to_detect)
        return (
            Fact(
                label="Duration",
                value=words.span(incident.duration),
                note=self._rank_by_duration,
                note_href=self.numbers("rankings"),
                href=self.numbers("duration"),
            ),
            Fact(
                label="Noticed" if noticed.endswith("affected") else "Noticed after",
                value=noticed,
                note=self._by_whom,
                href=self.numbers("time-to-detect"),
            ),
            Fact(
                label="Users affected",
                value=words.share(replace(incident.users_affected, of=None)),
                note=self._of_what,
                href=self.numbers("users-affected"),
            ),
            Fact(
                label="Follow-up",
                value=self._done,
                note=self._not_done,
                href=self.numbers("follow-up"),
            ),
        )

    @property
    def _rank_by_duration(self) -> str:
        rank = self.archive.rank_by_duration.get(self.incident.id)
        if rank is None:
            return ""
        of = len(self.archive.by_duration)
        place = "longest" if rank == 1 else "shortest" if rank == of else f"{words.ordinal(rank)} longest"
        return f"{place} of {words.incidents(of)}"

    @property
    def _by_whom(self) -> str:
        detected = self.incident.first(Kind.DETECTED)
        if detected is None or detected.by is None:
            return ""
        if detected.by is Detector.UNKNOWN:
            return "not known by whom"
        return f"by {words.DETECTORS[detected.by]}"

    @property
    def _of_what(self) -> str:
        share, people = self.incident.users_affected, self.incident.summary.users_count
        parts = [f"of {share.of}"] if share.of and share.percent is not None else []
        if people is not None:
            parts.append(f"{words.count(people)} {'person' if people.value == 1 else 'people'}")
        return ", ".join(parts)

    @property
    def _done(self) -> str:
        tasks = self.incident.tasks
        done = sum(task.is_done for task in tasks)
        if done or not any(task.is_open for task in tasks):
            return f"{done} of {len(tasks)} done"
        return "not done yet" if len(tasks) == 1 else f"none of {len(tasks)} done yet"

    @property
    def _not_done(self) -> str:
        still_open = [task for task in self.incident.tasks if task.is_open]
        dropped = sum(task.dropped is not None for task in self.incident.tasks)
        parts = [f"{len(still_open)} open", self._when_due(still_open)] if still_open else []
        parts += [f"{dropped} dropped"] if dropped else []
        return ", ".join(parts)

    def _when_due(self, still_open: Sequence[Task]) -> str:
        """What days say about open tasks: how many are late, or when the next one is due."""
        if overdue := sum(task.is_overdue(self.archive.today) for task in still_open):
            return f"{overdue} overdue"
        days = [task.due for task in still_open if task.due]
        return f"next due {words.short_day(min(days))}" if days else "no due date"

    @property
    def link(self) -> str:
        """The address of the report: absolute where the site's is known."""
        site = self.archive.site.url
        return f"{site}{self.path}/" if site else "./"

    @property
    def summary_text(self) -> str:
        """What to paste into a chat or a mail: plain text."""
        incident = self.incident
        facts = [": ".join((fact.label, ", ".join(filter(None, (fact.value, fact.note))))) for fact in self.facts]
        gone = () if incident.withdrawn is None else (f"Withdrawn: {incident.withdrawn.reason}",)
        lines = (
            incident.title,
            *gone,
            self.when,
            markdown.plain(incident.summary.impact),
            *facts,
            f"Why: {markdown.plain(incident.summary.root_cause)}",
            *((self.link,) if self.archive.site.url else ()),
        )
        return "\n".join(lines)

    @property
    def times(self) -> tuple[tuple[str, Moment], ...]:
        """Start and end."""
        return (("Start", self.incident.summary.start), ("End", self.incident.summary.end))

    @property
    def details(self) -> tuple[Fact, ...]:
        """The numbers of the Issue Summary beside the four facts."""
        incident = self.incident
        found = [
            Fact(
                label="Time to detect",
                value=words.noticed(incident.time_to_detect),
                href=self.numbers("time-to-detect"),
            ),
            Fact(
                label="Time to resolve",
                value=words.resolved(incident.time_to_resolve),
                note="from detection" if incident.time_to_resolve.length is not None else "",
                href=self.numbers("time-to-resolve"),
            ),
            Fact(
                label="Lost user time",
                value=words.span(incident.lost_user_time),
                note=self._rank_by_impact,
                note_href=self.numbers("rankings"),
                href=self.numbers("lost-user-time"),
            ),
        ]
        if incident.time_to_mitigate is not None:
            mitigated = Fact(
                label="Time to mitigate",
                value=words.noticed(incident.time_to_mitigate),
                href=self.numbers("time-to-mitigate"),
            )
            found.insert(1, mitigated)
        return tuple(found)

    @property
    def _rank_by_impact(self) -> str:
        rank = self.archive.rank_by_impact.get(self.incident.id)
        if rank is None or self.incident.lost_user_time.length is None:
            return ""
        return f"{words.ordinal(rank)} of {words.incidents(len(self.archive.by_impact))} by impact"

    @property
    def windows(self) -> Sequence[tuple[str, str, str, str]]:
        """From, to, length and share of each stretch of impact; none where the report states one stretch only."""
        stated = self.incident.summary.windows
        days = {moment.local.date() for window in stated for moment in (window.start, window.end)}

        def when(moment: Moment) -> str:
            if len(days) == 1:
                return words.clock(moment)
            return f"{words.short_day(moment.local)}, {words.clock(moment)}"

        return [
            (when(w.start), when(w.end), words.span(Span.between(w.start, w.end)), words.share(w.users_affected))
            for w in stated
        ]

    @property
    def figure(self) -> Markup:
        """The timeline drawn to scale."""
        return timeline.figure(self.incident, self.numbers)

    @property
    def entries(self) -> Markup:
        """The timeline told."""
        return timeline.entries(self.incident, self.inline)

    @property
    def absences(self) -> tuple[str, ...]:
        """What the report states there truly was none of."""
        return tuple(words.ABSENT[kind] for kind in self.incident.timeline_without)

    @property
    def lessons(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What was learned, each list under its name; lists without a line are left out."""
        lessons = self.incident.lessons
        named = (
            ("What went well", lessons.went_well),
            ("What went wrong", lessons.went_wrong),
            ("Where we got lucky", lessons.got_lucky),
        )
        return tuple((name, lines) for name, lines in named if lines)

    @property
    def tasks(self) -> tuple[Measure, ...]:
        """The rows of the table of tasks: the open ones first, by the days they are due; else as in the file."""
        return tuple(
            Measure(
                text=self.inline(task.task),
                owner=task.owner or "",
                due=words.short_day(task.due) if task.due else "",
                state="dropped" if task.dropped is not None else "done" if task.is_done else "open",
                said=_state(task),
                link=task.link,
            )
            for task in sorted(self.incident.tasks, key=_turn)
        )

    @property
    def has_owners(self) -> bool:
        """Whether a column for owners would hold anything."""
        return any(task.owner for task in self.incident.tasks)

    @property
    def has_days(self) -> bool:
        """Whether a column for the days tasks are due would hold anything."""
        return any(task.due for task in self.incident.tasks)

    @property
    def related(self) -> tuple[Neighbour, ...]:
        """The incidents that belong to this one: those stated, then those most like it."""
        stated = self.archive.related[self.incident.id]
        alike = self.archive.relatives.get(self.incident.id, ())
        return (
            *(self._neighbour(other, "") for other in stated),
            *(self._neighbour(relative.incident, self._also(relative)) for relative in alike),
        )

    def _neighbour(self, other: Incident, also: str) -> Neighbour:
        return Neighbour(
            href=way(self.path, path_of(other)),
            title=other.title,
            day=words.short_day(other.summary.start.local),
            also=also,
        )

    def _also(self, relative: Relative) -> str:
        """What both have, in words: `ec2 down, capacity, “backtracking”`."""
        said: dict[str, str] = {}
        for trait in relative.shared:
            name = trait.name
            if trait.sort is Sort.SERVICE:
                effects = {i.summary.services[name] for i in (self.incident, relative.incident)}
                name = f"{name} {words.EFFECTS[effects.pop()]}" if len(effects) == 1 else name
            elif trait.sort is Sort.WORD:
                name = f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"
            said.setdefault(trait.name, name)
        return ", ".join(list(said.values())[:_MOST_SHARED])

    @property
    def editor(self) -> str | None:
        """The address that opens the file in its host's editor; None where the host is not known."""
        repository = self.archive.site.repository
        return repository.edit(self.incident.path) if repository else None

    @property
    def guide(self) -> str:
        """The address of the guide for contributors."""
        return way(self.path, "contribute/index")

    @property
    def services(self) -> tuple[tuple[str, str, Effect], ...]:
        """Address and name of each service, and what happened to it."""
        return tuple(
            (way(self.path, f"services/{name}/index"), name, effect)
            for name, effect in self.incident.summary.services.items()
        )

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """Address and name of each tag."""
        return tuple((way(self.path, f"tags/{tag}/index"), tag) for tag in self.incident.tags)


def _turn(task: Task) -> tuple[bool, date]:
    """What is to be done first comes first; what is not to be done any more has no turn."""
    return (not task.is_open, task.due if task.is_open and task.due else date.max)


def _state(task: Task) -> str:
    if task.dropped is not None:
        return f"Dropped: {task.dropped}"
    if task.done is True:
        return "Done"
    return f"Done {words.short_day(task.done)}" if task.done else "Open"


def said(incident: Incident) -> str:
    """Return an incident in two sentences with its numbers, for link previews and feeds."""
    share = incident.users_affected
    reach = "" if share.percent is None else f", {words.share(share)}{'' if share.of else ' of users'} at most"
    gone = "" if incident.stands else "Withdrawn. "
    when = words.day(incident.summary.start.local)
    told = f"{gone}Users affected for {words.span(incident.duration)}{reach}, on {when}."
    return words.shortened(f"{told} {markdown.plain(incident.summary.impact)}", MOST_SAID)


def path_of(incident: Incident) -> str:
    """Return the path of an incident's report."""
    return f"incidents/{incident.id}"


def report(incident: Incident, archive: Archive) -> Page:
    """Return the page of one incident."""
    view = Report(incident=incident, archive=archive)

    def section(template: str, heading: str | None = None, *, searchable: bool = True, leads: bool = False) -> Section:
        anchor = heading and heading.lower().replace(" ", "-")
        file = f"report/{template}.html.jinja"
        return Section(heading=heading, anchor=anchor, template=file, view=view, searchable=searchable, leads=leads)

    return Page(
        path=path_of(incident),
        title=incident.title,
        description=said(incident),
        source=incident.path,
        incident=incident,
        searched=True,
        scripts=("assets/share.js",),
        keywords=(incident.id, *incident.tags),
        parent=ABOVE,
        sections=(
            section("head"),
            section("share", searchable=False),
            section("summary", "Issue Summary", leads=True),
            section("diagram", "Timeline", searchable=False),
            section("entries"),
            section("cause", "Root cause and resolution"),
            section("measures", "Corrective and preventative measures"),
            section("foot"),
        ),
    )
