"""Every measure that is still open, across the archive."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from postmortems import markdown, words
from postmortems.collection import Archive
from postmortems.model import Incident, Task
from postmortems.pages import glance
from postmortems.pages.page import Page, Section, numbers_from, way
from postmortems.pages.report import path_of

PATH = "tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """A row of the table."""

    text: Markup
    owner: str
    """Empty where none is stated."""
    due: str
    """Empty where no day is stated."""
    due_day: str
    """The same as programs write it."""
    late: str
    """By how long it is overdue; empty where it is not."""
    link: str | None
    title: str
    """Of the incident it came out of."""
    href: str
    """Of that report."""
    services: str
    """Hit by that incident, with blanks between, for filters."""
    day: str
    """On which that incident began."""
    age: str
    """How long ago that was."""
    days: int
    """The same in days, for sorting."""
    is_printed: bool
    """Whether paper has room for it."""


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """What the template reads."""

    archive: Archive
    incidents: tuple[Incident, ...]
    """Whose tasks, newest first; none of them withdrawn."""
    path: str = PATH
    """Of the page they stand on."""
    printed: int | None = None
    """So many rows are printed, from the first on; None: all."""

    facets = (("due", "Due"), ("owner", "Owner"), ("service", "Service"))
    """What the table can be filtered by: the name in the address, and the label."""

    batch = 25
    """So many rows share a body of the table, as in that of incidents."""

    def numbers(self, anchor: str) -> str:
        """Return the address of a number's definition."""
        return numbers_from(self.path, anchor)

    @property
    def today(self) -> str:
        """The day the page was built on, which decides what is overdue."""
        return words.day(self.archive.today)

    @cached_property
    def _open(self) -> list[tuple[Task, Incident]]:
        found = [(task, incident) for incident in self.incidents for task in incident.tasks if task.is_open]
        # What is overdue comes first by itself: its days are the earliest. Within a day, the newest incident first.
        return sorted(found, key=lambda pair: (pair[0].due is None, pair[0].due or self.archive.today))

    @cached_property
    def rows(self) -> tuple[OpenTask, ...]:
        """Open tasks: overdue ones, then by the day they are due, then those without a day."""
        return tuple(self._row(place, *pair) for place, pair in enumerate(self._open, 1))

    def _row(self, place: int, task: Task, incident: Incident) -> OpenTask:
        today, began = self.archive.today, incident.summary.start.local.date()
        late = (today - task.due).days if task.due and task.is_overdue(today) else 0
        return OpenTask(
            text=markdown.inline(task.task, self._resolve),
            owner=task.owner or "",
            due=words.short_day(task.due) if task.due else "",
            due_day=task.due.isoformat() if task.due else "",
            late=words.age(late) if late else "",
            link=task.link,
            title=incident.title,
            href=way(self.path, path_of(incident)),
            services=" ".join(incident.summary.services),
            day=words.short_day(began),
            age=words.age((today - began).days),
            days=max((today - began).days, 0),
            is_printed=self.printed is None or place <= self.printed,
        )

    def _resolve(self, name: str) -> str | None:
        other = self.archive.by_name.get(name)
        return way(self.path, path_of(other)) if other else None

    @property
    def number(self) -> int:
        """How many tasks there are, whatever became of them."""
        return sum(len(incident.tasks) for incident in self.incidents)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(task.is_done for incident in self.incidents for task in incident.tasks)

    @property
    def dropped(self) -> int:
        """How many will not be done."""
        return sum(task.dropped is not None for incident in self.incidents for task in incident.tasks)

    @property
    def due(self) -> int:
        """How many of the open ones name a day, which may have passed."""
        return sum(task.due is not None for task, _ in self._open)

    @property
    def undated(self) -> int:
        """How many of the open ones name no day, so that nobody can say whether they are late."""
        return len(self._open) - self.due

    @property
    def overdue(self) -> int:
        """How many of the open ones should have been done before today."""
        return sum(task.is_overdue(self.archive.today) for task, _ in self._open)

    @property
    def description(self) -> str:
        """How many tasks there are in each state, for previews of links."""
        late = f", {self.overdue} of them overdue" if self.overdue else ""
        is_open = f"{words.counted(len(self.rows), 'task')} open on {self.today}{late}"
        of = words.incidents(len(self.incidents))
        return f"{is_open}; {self.done} done, {self.dropped} dropped. They came out of {of}."

    @property
    def counts(self) -> tuple[tuple[str, str, str], ...]:
        """How many tasks are open, overdue, done and dropped: the number, the word, and where it leads or nothing."""
        return (
            (str(len(self.rows)), "Open", ""),
            (str(self.overdue), "Overdue", "?due=overdue" if self.overdue else ""),
            (str(self.done), "Done", self.numbers("follow-up")),
            (str(self.dropped), "Dropped", self.numbers("follow-up")),
        )

    @property
    def has_owners(self) -> bool:
        """Whether a column for owners would hold anything."""
        return any(row.owner for row in self.rows)

    @property
    def has_days(self) -> bool:
        """Whether a column for the days tasks are due would hold anything."""
        return any(row.due for row in self.rows)


def tasks(archive: Archive) -> Page:
    """Return the page of open tasks."""
    view = Tasks(archive=archive, incidents=archive.standing)
    return Page(
        path=PATH,
        title="Open tasks",
        description=view.description,
        facts=tuple((word, number, "") for number, word, _ in view.counts),
        chart=glance.by_year(archive, lambda incident: sum(task.is_open for task in incident.tasks)),
        caption="Open tasks by the year of their incident",
        scripts=("assets/listing.js",),
        sections=(
            Section(template="tasks/head.html.jinja", view=view),
            Section(template="tasks/table.html.jinja", view=view),
        ),
    )
