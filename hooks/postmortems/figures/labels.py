"""What is written beside a pin, how wide it is, and how much it is worth."""

from __future__ import annotations

from dataclasses import dataclass

from postmortems import markdown, words
from postmortems.figures.axis import Axis
from postmortems.figures.places import Placed
from postmortems.figures.text_width import cut, text_width
from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind

SIZE = 12.5
TIME_SIZE = 11.5
TIME_WEIGHT = 400
TIME_GAP = 7
"""Between time and label."""
MAX_LABEL = 260
"""Pixels a label has at most; a longer one is cut at a word."""
FIRST_WORDS = 40
"""Characters of an entry's own text that serve where it has no label."""

_WORTH = {
    Kind.IMPACT: 70,
    Kind.RESOLVED: 68,
    Kind.DETECTED: 66,
    Kind.MITIGATED: 64,
    Kind.MISLEADING: 62,
    Kind.TRIGGER: 60,
    Kind.ESCALATED: 50,
    Kind.ACTION: 45,
    Kind.COMMUNICATED: 25,
    Kind.NOTE: 20,
}
_MILESTONES = (Kind.DETECTED, Kind.MITIGATED, Kind.RESOLVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The text of one flag."""

    time: str
    """Empty where the time is unknown."""
    text: str
    time_width: float
    text_width: float
    weight: int
    """500, or 600 for a milestone."""
    worth: int
    """The larger, the sooner it is shown where not all fit."""

    @property
    def width(self) -> float:
        """Of time and text together."""
        return round(self.time_width + (TIME_GAP if self.time else 0) + self.text_width, 1)


def is_milestone(entry: Entry, incident: Incident) -> bool:
    """Whether an entry is the first detection, mitigation or resolution."""
    return entry.kind in _MILESTONES and incident.first(entry.kind) is entry


def name_of(entry: Entry) -> str:
    """Return what an entry is called: its label, or the first words of its text, cut at a word."""
    if entry.label:
        return entry.label
    text = markdown.plain(entry.text)
    if len(text) <= FIRST_WORDS:
        return text.rstrip(".")
    head = text[: FIRST_WORDS + 1].rpartition(" ")[0] or text[:FIRST_WORDS]
    return head.rstrip(",;:.–- ") + "…"


def label_of(placed: Placed, incident: Incident, axis: Axis) -> Label:
    """Return the label of an entry: its day where the axis is told in days, or lies elsewhere, else its time of day."""
    entry = placed.entry
    milestone = is_milestone(entry, incident)
    weight = 600 if milestone else 500
    name = name_of(entry)
    text = cut(name, MAX_LABEL, SIZE, weight) or name[:FIRST_WORDS]
    time = time_of(placed, incident, axis)
    return Label(
        time=time,
        text=text,
        time_width=round(text_width(time, TIME_SIZE, TIME_WEIGHT, tabular=True), 1),
        text_width=round(text_width(text, SIZE, weight), 1),
        weight=weight,
        worth=_WORTH[entry.kind] + 100 * milestone + 30 * bool(entry.label),
    )


def time_of(placed: Placed, incident: Incident, axis: Axis) -> str:
    """Return how the time of an entry is written beside its pin; empty where it is unknown."""
    at = placed.entry.at
    if at is None:
        return ""
    day, start = at.local.date(), incident.summary.start.local
    beyond = not axis.first <= at.instant <= axis.last
    if axis.length.days < 6 and (not beyond or day == start.date()):  # noqa: PLR2004  longer ones are told in days
        return words.clock(at)
    same_year = day.year == start.year
    return f"{day.day} {day:%b}" if same_year else words.short_day(day)
