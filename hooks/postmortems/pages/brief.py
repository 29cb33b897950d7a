"""The brief: one incident on one sheet of paper, for whoever has a minute.

A page that stands by itself: its styles are inside, it runs no script, and it asks for nothing but the font and the
mark of the site, without which it reads as well. It fits one page of A4 and of Letter whatever the file holds,
because every text is cut here where it would not fit, by the widths of the shipped font.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from markupsafe import Markup

from postmortems import markdown, words
from postmortems.collection import Archive
from postmortems.figures.marks import LogAxis, Segment, segments
from postmortems.figures.sketch import Sketch, sketch, svg
from postmortems.figures.text_width import flowed, wrap
from postmortems.model import Incident, Task
from postmortems.pages.head import head
from postmortems.pages.page import ICON, Page, way
from postmortems.pages.report import ABOVE, Fact, Report, path_of, said
from postmortems.pages.table import axis_of
from postmortems.style import by_system, sheet
from postmortems.templating import render

WIDTH = 640
"""Pixels that a line of text is broken for: Letter and A4 leave some more between their margins."""
COLUMN = 296
"""Of one of two columns."""
NOTE = 140
"""Of what stands below a fact, in two lines at most."""
SLACK = 0.94
"""Lines are broken at this share of the width: without the shipped font letters may be wider."""
MOST_ORGANISATION = 40
"""Characters of the name of an organisation, which shares a line with the day."""
MOST_LINES = {"title": 3, "impact": 4, "columns": 7}
"""What fits; more is cut. A line that title and impact do without is one more in the columns."""
IMPACT = (WIDTH * SLACK, 16, 400, MOST_LINES["impact"])
"""How what users experienced is set: width, size, weight, lines."""
DRAWINGS = (("pm-sheet", WIDTH, 3), ("pm-phone", 330, 6))
"""The small timeline in two sizes: the name of its look, pixels, and lines of labels."""
DRAWN, LINE = 229, 20
"""Pixels that the drawing for a sheet has in most briefs, and of a line in the columns; a taller one takes lines."""
MOST_BOXES = 12
"""With more tasks their boxes say nothing."""
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """What every brief of an archive is compared with."""

    lengths: tuple[timedelta, ...]
    """How long users were affected by each incident that counts, the shortest first."""
    axis: LogAxis
    places: tuple[int, ...]
    """Where they stand on the axis, in percent, each place once."""

    @classmethod
    def of(cls, archive: Archive) -> Comparison:
        """Return the comparison of an archive."""
        axis = axis_of(archive)
        lengths = sorted(i.duration.length for i in archive.standing if i.duration.length is not None)
        return cls(tuple(lengths), axis, tuple(sorted({axis.x(length) for length in lengths})))


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What the template of the brief reads; plain text, no markup of contributors."""

    incident: Incident
    archive: Archive
    comparison: Comparison

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
            parent=ABOVE,
            sections=(),
        )
        return head(page, self.archive.site, self.path)

    @property
    def icon(self) -> str:
        """The way to the mark of the site."""
        return f"{way(self.path, 'index')}{ICON}"

    @property
    def report(self) -> str:
        """The way to the report."""
        return way(self.path, path_of(self.incident))

    @cached_property
    def _report(self) -> Report:
        return Report(incident=self.incident, archive=self.archive)

    @property
    def organisation(self) -> str:
        """Whose incident it is; empty where that goes without saying."""
        return words.shortened(self.incident.organisation or "", MOST_ORGANISATION)

    @property
    def title(self) -> tuple[str, ...]:
        """In lines."""
        return wrap(self.incident.title, WIDTH * SLACK, 26, 600, MOST_LINES["title"])

    @property
    def impact(self) -> str:
        """What users experienced."""
        return flowed(self._impact, *IMPACT)

    @property
    def cause(self) -> str:
        """Why it happened."""
        return flowed(markdown.plain(self.incident.summary.root_cause), COLUMN * SLACK, 14, 400, self._rows)

    @property
    def _impact(self) -> str:
        return markdown.plain(self.incident.summary.impact)

    @property
    def _rows(self) -> int:
        """How many lines the columns have room for."""
        taller = max(0, math.ceil((self._sketches[0].height - DRAWN) / LINE))
        return max(2, sum(MOST_LINES.values()) - len(self.title) - len(wrap(self._impact, *IMPACT)) - taller)

    @property
    def is_cut(self) -> bool:
        """Whether the report says more than fits."""
        told = (*self.title[-1:], self.impact, self.cause, *(change.text for change in self.changes))
        return self.more > 0 or any(text.endswith("…") for text in told)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The four facts of the report, with the comparison that executives ask for."""
        duration, *others = self._report.facts
        facts = (replace(duration, note=self._compared), *others)
        return tuple(replace(fact, note=flowed(fact.note, NOTE * SLACK, 12, 400, 2)) for fact in facts)

    @property
    def _compared(self) -> str:
        """How many of all incidents were shorter, in percent; empty with too few, or where this one is withdrawn."""
        lengths, own = self.comparison.lengths, self.incident.duration.length
        if own is None or not self.incident.stands or len(lengths) < LEAST_COMPARED:
            return ""
        shorter, longer = bisect_left(lengths, own), len(lengths) - bisect_right(lengths, own)
        if not longer and shorter == len(lengths) - 1:
            return f"the longest of {words.incidents(len(lengths))}"
        if not shorter and longer == len(lengths) - 1:
            return f"the shortest of {words.incidents(len(lengths))}"
        if percent := 100 * shorter // len(lengths):
            return f"longer than {percent} % of {words.incidents(len(lengths))}"
        return f"{shorter or 'none'} of {words.incidents(len(lengths))} shorter"

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
    def keys(self) -> tuple[tuple[str, str, str], ...]:
        """The phases, and wrong paths: the name of their look, what they are called, how long they were."""
        phases = tuple((p.phase, words.PHASES[p.phase], words.span(p.span)) for p in self.incident.stretches)
        lost = self.incident.time_on_wrong_paths
        return phases if lost is None else (*phases, ("wrong-path", "On wrong paths", words.span(lost)))

    @property
    def tally(self) -> tuple[str, ...]:
        """A box for each task by its state, those done first; empty where there are too many to be seen at once."""
        states = sorted((_state(task) for task in self.incident.tasks), key=("done", "open", "dropped").index)
        return tuple(states) if len(states) <= MOST_BOXES else ()

    @property
    def drawings(self) -> tuple[tuple[str, Markup], ...]:
        """The timeline, small: for a sheet and for a phone, each with the name of its look."""
        return tuple(
            (name, svg(self.incident, drawn)) for (name, _, _), drawn in zip(DRAWINGS, self._sketches, strict=True)
        )

    @cached_property
    def _sketches(self) -> tuple[Sketch, ...]:
        return tuple(sketch(self.incident, width=width, max_lanes=lanes) for _, width, lanes in DRAWINGS)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """As many tasks as fit, each in three lines at most."""
        shown: list[Change] = []
        lines = 0
        for task in self.incident.tasks:
            room = (COLUMN - 26) * SLACK
            ending = _ending(task, self.archive.today)
            text = flowed(markdown.plain(task.task), room, 14, 400, 3)
            lines += len(wrap(f"{text} {ending}", room, 14, 400, 9))
            if lines > self._rows:
                break
            shown.append(Change(text=text, state=_state(task), due=ending))
        return tuple(shown)

    @property
    def more(self) -> int:
        """How many tasks do not fit."""
        return len(self.incident.tasks) - len(self.changes)

    @property
    def own(self) -> int | None:
        """Where this incident stands among all, in percent; None where it is not compared."""
        length = self.incident.duration.length
        return None if length is None or not self.incident.stands else self.comparison.axis.x(length)

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


def _state(task: Task) -> str:
    return "dropped" if task.dropped is not None else "done" if task.is_done else "open"


def _ending(task: Task, today: date) -> str:
    """What is said behind a task: when it was done or is due, or that it was dropped."""
    if task.dropped is not None:
        return "dropped"
    if task.is_done:
        return f"done {words.short_day(task.done)}" if isinstance(task.done, date) else "done"
    if task.due is None:
        return ""
    return f"{'was ' if task.is_overdue(today) else ''}due {words.short_day(task.due)}"


def brief(incident: Incident, archive: Archive, comparison: Comparison | None = None) -> Markup:
    """Return the whole page; whoever asks for many gives the comparison of the archive, which is the same for all."""
    view = Brief(incident=incident, archive=archive, comparison=comparison or Comparison.of(archive))
    return render("brief.html.jinja", view=view)
