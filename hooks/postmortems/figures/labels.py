"""What is written beside a pin, how wide it is, and how much it is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile

from postmortems import markdown, words
from postmortems.figures.axis import LONG, Axis
from postmortems.figures.places import Placed
from postmortems.figures.text_width import cut, shortened, text_width
from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind

SIZE = 12.5
"""Pixels of a label's letters."""
STRONG = 600
"""Weight of the labels of milestones."""
TIME_SIZE = 11.5
"""Pixels of the letters of a time beside a pin."""
TIME_WEIGHT = 400
"""Their weight."""
TIME_GAP = 7
"""Pixels between time and label."""
MAX_LABEL = 260
"""Pixels a label has at most; a longer one is cut at a word."""
FIRST_WORDS = 40
"""Characters of an entry's own text that serve where it has no label."""
KEPT = 0.6
"""Share of a label's characters that a cut keeps at the least; less would say too little."""

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
"""How much the label of a kind is worth: the larger, the sooner it is shown where not all fit."""
MILESTONE_BONUS = 100
"""What the first detection, mitigation and resolution are worth beside that."""
NAMED_BONUS = 30
"""What a label that was written, and not taken from the text, is worth beside that."""
_MILESTONES = (Kind.DETECTED, Kind.MITIGATED, Kind.RESOLVED)
"""Kinds whose first entry begins or ends a phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The text of one flag."""

    time: str
    """Empty where the time is unknown."""
    text: str
    time_width: float
    """Of the time, in pixels; 0 where it is unknown."""
    text_width: float
    """Of the text, in pixels."""
    weight: int
    """500, or 600 for a milestone."""
    worth: int
    """The larger, the sooner it is shown where not all fit."""
    cuts: tuple[Label, ...] = ()
    """The same cut at a word, the longest first, as far as `KEPT` allows."""
    is_whole: bool = True
    """Whether the text is all of the entry's name."""

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
    weight = STRONG if milestone else 500
    name = name_of(entry)
    text = cut(name, MAX_LABEL, SIZE, weight) or name[:FIRST_WORDS]
    time = time_of(placed, incident, axis)
    whole = Label(
        time=time,
        text=text,
        time_width=round(text_width(time, TIME_SIZE, TIME_WEIGHT, tabular=True), 1),
        text_width=round(text_width(text, SIZE, weight), 1),
        weight=weight,
        is_whole=text == name,
        worth=_WORTH[entry.kind] + MILESTONE_BONUS * milestone + NAMED_BONUS * bool(entry.label),
    )
    kept = takewhile(lambda short: len(short.removesuffix("…")) >= KEPT * len(name), shortened(text))
    cuts = (
        replace(whole, text=short, is_whole=False, text_width=round(text_width(short, SIZE, weight), 1))
        for short in kept
    )
    return replace(whole, cuts=tuple(cuts))


def time_of(placed: Placed, incident: Incident, axis: Axis) -> str:
    """Return how the time of an entry is written beside its pin; empty where it is unknown.

    With its day on an axis that is told in days, and behind a break on another day than the start.
    """
    at = placed.entry.at
    if at is None:
        return ""
    day, start = at.local.date(), incident.summary.start.local
    is_beyond = not axis.first <= at.instant <= axis.last
    if axis.story <= LONG and (not is_beyond or day == start.date()):
        return words.clock(at)
    date = f"{day.day} {day:%b}" if day.year == start.year else words.short_day(day)
    # Of a time marked about, at such a distance no more than the day is meant.
    return f"{at.word} {date}" if at.about else f"{date} {words.clock(at)}"
