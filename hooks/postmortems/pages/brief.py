"""The brief: one incident on one sheet of paper, for whoever has a minute.

A page that stands by itself: its styles are inside, it runs no script, and it asks for nothing but the font, without
which it reads as well. It fits one page of A4 and of Letter whatever the file holds, because every text is broken into
lines here, by the widths of the shipped font, and cut where it would not fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from postmortems import markdown, words
from postmortems.collection import Archive
from postmortems.figures.marks import LogAxis, Segment, segments
from postmortems.figures.sketch import sketch, svg
from postmortems.figures.text_width import wrap
from postmortems.model import Incident, Task
from postmortems.pages.head import head
from postmortems.pages.page import Page, way
from postmortems.pages.report import Fact, Report, path_of, said
from postmortems.pages.table import axis_of
from postmortems.style import by_system, sheet
from postmortems.templating import render
from postmortems.vocabulary import Kind

WIDTH = 640
"""Pixels that a line of text is broken for: Letter and A4 leave some more between their margins."""
COLUMN = 296
"""Of one of two columns."""
SLACK = 0.94
"""Lines are broken at this share of the width: without the shipped font letters may be wider."""
MOST_LINES = {"title": 3, "impact": 4, "cause": 8, "changes": 9}
"""What fits; more is cut."""
DRAWINGS = (("pm-sheet", WIDTH, 3), ("pm-phone", 330, 6))
"""The small timeline in two sizes: the name of its look, pixels, and lines of labels."""
LEAST_COMPARED = 10
"""With fewer incidents a comparison says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A task on the brief."""

    text: str
    state: str
    """`done`, `open` or `dropped`."""
    due: str
    """Behind the text; empty where nothing is to be said."""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What the template of the brief reads; plain text, no markup of contributors."""

    incident: Incident
    archive: Archive

    @property
    def path(self) -> str:
        """Of the page."""
        return f"{path_of(self.incident)}/brief"

    @property
    def description(self) -> str:
        """The incident in a sentence."""
        return said(self.incident)

    @property
    def canonical(self) -> str:
        """The address of the report: absolute where the site's is known."""
        return self.address or self.report

    @property
    def head(self) -> Markup:
        """What a link to the brief shows elsewhere: the same as one to the report."""
        page = Page(
            path=path_of(self.incident),
            title=self.incident.title,
            description=self.description,
            incident=self.incident,
            sections=(),
        )
        return head(page, self.archive)

    @property
    def report(self) -> str:
        """The way to the report."""
        return way(self.path, path_of(self.incident))

    @cached_property
    def _report(self) -> Report:
        return Report(incident=self.incident, archive=self.archive)

    @property
    def title(self) -> tuple[str, ...]:
        """In lines."""
        return wrap(self.incident.title, WIDTH * SLACK, 26, 600, MOST_LINES["title"])

    @property
    def impact(self) -> tuple[str, ...]:
        """What users experienced, in lines."""
        return self._lines(self.incident.summary.impact, WIDTH, 16, "impact")

    @property
    def cause(self) -> tuple[str, ...]:
        """Why it happened, in lines."""
        return self._lines(self.incident.summary.root_cause, COLUMN, 14, "cause")

    def _lines(self, text: str, width: float, size: float, name: str) -> tuple[str, ...]:
        return wrap(markdown.plain(text), width * SLACK, size, 400, MOST_LINES[name])

    @property
    def is_cut(self) -> bool:
        """Whether the report says more than fits."""
        said = (*self.title, *self.impact, *self.cause)
        return self.more > 0 or any(line.endswith("…") for line in said)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The four facts of the report, with the comparison that executives ask for."""
        duration, *others = self._report.facts
        return (Fact(label=duration.label, value=duration.value, note=self._compared, href=""), *others)

    @property
    def _compared(self) -> str:
        """How many of the others were shorter, in percent; empty where there are too few."""
        rank, of = self.archive.rank_by_duration.get(self.incident.id), len(self.archive.by_duration)
        if rank is None or of < LEAST_COMPARED:
            return ""
        if rank in {1, of}:
            return f"the {'longest' if rank == 1 else 'shortest'} of {words.incidents(of)}"
        return f"longer than {round(100 * (of - rank) / of)} % of {words.incidents(of)}"

    @property
    def when(self) -> str:
        """Day, time and zone."""
        return self._report.when

    @property
    def severity(self) -> object:
        """The badge."""
        return self._report.severity

    @property
    def phases(self) -> tuple[Segment, ...]:
        """The bar of phases."""
        return segments(self.incident.stretches)

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """The kinds of entry that occur: the name of their shape, and what they are called."""
        return tuple((kind, words.KINDS[kind]) for kind in Kind if self.incident.first(kind))

    @property
    def keys(self) -> tuple[tuple[str, str, str], ...]:
        """The phases: the name of their look, what they are called, how long they were."""
        return tuple((p.phase, words.PHASES[p.phase], words.span(p.span)) for p in self.incident.stretches)

    @property
    def drawings(self) -> tuple[tuple[str, Markup], ...]:
        """The timeline, small: for a sheet and for a phone, each with the name of its look."""
        return tuple(
            (name, svg(self.incident, sketch(self.incident, width=width, max_lanes=lanes)))
            for name, width, lanes in DRAWINGS
        )

    @cached_property
    def _changes(self) -> list[tuple[Task, tuple[str, ...]]]:
        shown, lines = [], 0
        for task in self.incident.tasks:
            text = wrap(markdown.plain(task.task), (COLUMN - 26) * SLACK, 14, 400, 3)
            if lines + len(text) > MOST_LINES["changes"]:
                break
            lines += len(text)
            shown.append((task, text))
        return shown

    @property
    def changes(self) -> tuple[Change, ...]:
        """As many tasks as fit."""
        return tuple(
            Change(
                text=" ".join(text),
                state="dropped" if task.dropped is not None else "done" if task.is_done else "open",
                due=f"due {words.short_day(task.due)}" if task.due and task.is_open else "",
            )
            for task, text in self._changes
        )

    @property
    def more(self) -> int:
        """How many tasks do not fit."""
        return len(self.incident.tasks) - len(self._changes)

    @cached_property
    def axis(self) -> LogAxis:
        """The axis on which all incidents are compared."""
        return axis_of(self.archive)

    @property
    def others(self) -> tuple[int, ...]:
        """Where every other incident stands on it, in percent."""
        lengths = (i.duration.length for i in self.archive.standing if i is not self.incident)
        return tuple(self.axis.x(length) for length in lengths if length is not None)

    @property
    def own(self) -> int | None:
        """Where this one stands."""
        return None if self.incident.duration.length is None else self.axis.x(self.incident.duration.length)

    @property
    def style(self) -> Markup:
        """Every rule the page needs."""
        # Our own style sheets: nothing of a contributor's is in them.
        return Markup("\n".join((by_system(), sheet("drawing.css"), sheet("brief.css"))))  # noqa: S704

    @property
    def site(self) -> str:
        """The name of the site."""
        return self.archive.site.name

    @property
    def address(self) -> str:
        """The absolute address of the report, for paper; empty where it is not known."""
        return f"{self.archive.site.url}{path_of(self.incident)}/" if self.archive.site.url else ""


def brief(incident: Incident, archive: Archive) -> Markup:
    """Return the whole page."""
    return render("brief.html.jinja", view=Brief(incident=incident, archive=archive))
