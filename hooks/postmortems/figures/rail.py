"""The narrow layout: time runs down a rail to scale, and labels stand beside it, as near to their time as they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from postmortems import words
from postmortems.figures.axis import Axis
from postmortems.figures.labels import SIZE, TIME_SIZE, TIME_WEIGHT, Label, label_of, name_of
from postmortems.figures.places import Placed
from postmortems.figures.text_width import text_width, wrap
from postmortems.figures.ticks import SIZE as TICK_SIZE
from postmortems.figures.ticks import WEIGHT as TICK_WEIGHT
from postmortems.figures.ticks import scale_of
from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind, Phase

MIN_WIDTH = 272
"""Pixels of the narrowest figure that is drawn without scrolling."""
MAX_ROWS = 16
RAIL_X = 48
MARK_GAP = 9
"""Between a time and the rail."""
PIN_X = 86
"""Left edge of the pins."""
TEXT_X = 116
"""Where the texts of rows begin."""
LINE = 16
"""Pixels of a line of text."""
ROW_PAD = 8
MIN_RAIL = 180
LONG_RAIL = 900
"""About as long as a rail of `MAX_ROWS` rows becomes."""
BREAK = 34
"""Pixels of a break above or below the rail."""


def settle(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Return where the centres of rows go that want to be at `wanted` (ascending) and are so many pixels high.

    Minimises the sum of squared distances from what is wanted, with no two rows overlapping: isotonic regression of
    the wishes less the heights above, by pooling adjacent violators.
    """
    offsets: list[float] = []
    for i, height in enumerate(heights):
        offsets.append(0.0 if i == 0 else offsets[-1] + (heights[i - 1] + height) / 2)
    pools: list[tuple[float, int]] = []
    """Mean and number of the rows of each pool."""
    for want, offset in zip(wanted, offsets, strict=True):
        mean, number = want - offset, 1
        while pools and pools[-1][0] >= mean:
            before, count = pools.pop()
            mean = (mean * number + before * count) / (number + count)
            number += count
        pools.append((mean, number))
    level = [mean for mean, number in pools for _ in range(number)]
    return [mean + offset for mean, offset in zip(level, offsets, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry beside the rail."""

    entry: Entry
    dot_y: float
    """Where its time lies on the rail."""
    y: float
    """Of the centre of its pin."""
    time: str
    """Empty where it is unknown."""
    time_width: float
    lines: tuple[str, ...]
    """The label, one or two lines."""
    widths: tuple[float, ...]
    """Of the lines, in pixels."""
    weight: int
    height: float
    is_exact: bool

    @property
    def time_y(self) -> float:
        """Of the time's base line."""
        return round(self.y - self.height / 2 + 15, 1)

    def line_y(self, number: int) -> float:
        """Return the base line of a line of the label, from 0."""
        return round(self.time_y + (LINE if self.time else 0) + number * LINE, 1)

    @property
    def top(self) -> float:
        """Upper edge of the row."""
        return round(self.y - self.height / 2, 1)

    @property
    def hit_width(self) -> float:
        """Of the whole row, from the left edge of its pin."""
        return round(TEXT_X - PIN_X + max((self.time_width, *self.widths)) + 4, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the rail."""

    y: float
    height: float
    phase: Phase | None = None
    """None: no phase, such as before the start, or a mark of another kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A time written left of the rail."""

    y: float
    label: str
    width: float
    is_day: bool

    @property
    def x(self) -> float:
        """Where the label begins: it ends left of the rail."""
        return round(RAIL_X - MARK_GAP - self.width, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """Everything the narrow drawing needs."""

    rows: tuple[Row, ...]
    """In the file's order."""
    dots: tuple[tuple[Entry, float], ...]
    """Entries without a row, each with its place on the rail."""
    pieces: tuple[Piece, ...]
    wrong_paths: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    shift: float
    """Pixels to the right for everything, where the times beside the rail are long."""
    breaks: tuple[float, ...]
    """Where the breaks begin, each `BREAK` pixels high."""
    height: float


def rail_of(incident: Incident, axis: Axis, placed: tuple[Placed, ...]) -> Rail:
    """Return the layout for a figure of 272 pixels or more."""
    shift = _shift(incident, axis)
    beyond = [one for one in placed if not axis.first <= one.instant <= axis.last]
    labels = {one.entry.number: label_of(one, incident, axis) for one in placed}
    chosen = sorted(placed, key=lambda p: (p not in beyond, -labels[p.entry.number].worth, p.entry.number))[:MAX_ROWS]
    shown = sorted(chosen, key=lambda p: p.entry.number)
    texts = [_texts(one, labels[one.entry.number], incident, shift) for one in shown]
    heights = [ROW_PAD + LINE * (len(lines) + bool(time)) for time, lines in texts]
    length = max(MIN_RAIL, sum(heights) * 0.94)
    top = BREAK if axis.before else 12.0

    def y_of(instant: datetime) -> float:
        if instant < axis.first:
            return top - BREAK / 2
        if instant > axis.last:
            return top + length + BREAK / 2
        return top + axis.fraction(instant) * length

    centres = settle([y_of(one.instant) for one in shown], heights)
    # Rows may spread beyond the rail; the drawing begins above the first of them.
    down = max(0.0, max((h / 2 - c for c, h in zip(centres, heights, strict=True)), default=0.0))
    top += down
    rows = tuple(
        Row(
            entry=one.entry,
            dot_y=round(y_of(one.instant), 1),
            y=round(centre + down, 1),
            time=time,
            time_width=round(text_width(time, TIME_SIZE, TIME_WEIGHT, tabular=True), 1),
            lines=lines,
            widths=tuple(round(text_width(line, SIZE, labels[one.entry.number].weight), 1) for line in lines),
            weight=labels[one.entry.number].weight,
            height=height,
            is_exact=one.is_exact,
        )
        for one, centre, height, (time, lines) in zip(shown, centres, heights, texts, strict=True)
    )
    bottom = top + length
    lowest = max([bottom + (BREAK if axis.after else 10), *(row.y + row.height / 2 for row in rows)])
    return Rail(
        rows=rows,
        dots=tuple((one.entry, round(y_of(one.instant), 1)) for one in placed if one not in shown),
        pieces=tuple(_pieces(incident, axis, top, length)),
        wrong_paths=tuple(
            Piece(y=round(y_of(e.at.instant), 1), height=round(y_of(e.until.instant) - y_of(e.at.instant), 1))
            for e in incident.timeline
            if e.kind is Kind.MISLEADING and e.at and e.until and e.until.instant > e.at.instant
        ),
        marks=_marks(incident, axis, top, length),
        shift=shift,
        breaks=(*((round(top - BREAK, 1),) if axis.before else ()), *((round(bottom, 1),) if axis.after else ())),
        height=round(lowest + 4, 1),
    )


def _texts(one: Placed, label: Label, incident: Incident, shift: float) -> tuple[str, tuple[str, ...]]:
    time = label.time
    at = one.entry.at
    if at is not None and time == words.clock(at) and incident.summary.start.local.date() != at.local.date():
        time = f"{at.local:%a} {time}"
    return time, wrap(name_of(one.entry), MIN_WIDTH - TEXT_X - shift - 4, SIZE, label.weight, 2)


def _pieces(incident: Incident, axis: Axis, top: float, length: float) -> Iterator[Piece]:
    def piece(first: datetime, last: datetime, phase: Phase | None) -> Piece:
        low, high = (top + axis.fraction(t) * length for t in (first, last))
        return Piece(y=round(low, 1), height=round(high - low, 1), phase=phase)

    start, end = incident.summary.start.instant, incident.summary.end.instant
    if axis.first < start:
        yield piece(axis.first, start, None)
    for stretch in incident.stretches:
        if stretch.end.instant > stretch.start.instant:
            yield piece(stretch.start.instant, stretch.end.instant, stretch.phase)
    if end < axis.last:
        yield piece(end, axis.last, None)


def _shift(incident: Incident, axis: Axis) -> float:
    """How much wider than `RAIL_X` allows the times beside the rail are: on a long rail they may have seconds."""
    widest = max((mark.width for mark in _marks(incident, axis, 0, LONG_RAIL)), default=0)
    return round(max(0.0, widest + MARK_GAP - RAIL_X), 1)


def _marks(incident: Incident, axis: Axis, top: float, length: float) -> tuple[Mark, ...]:
    # Labels stand one above the other, so what must fit between two is a line's height: the scale of a wider axis.
    scale = scale_of(axis, incident.summary.zone, length * 1.6)
    midnights = {round(day.place.fraction, 6): day.label.partition(" ")[2] for day in scale.days if day.is_midnight}
    marks = []
    for tick in scale.ticks:
        day = midnights.get(round(tick.place.fraction, 6))
        label = day or tick.label
        width = round(text_width(label, TICK_SIZE, 600 if day else TICK_WEIGHT, tabular=not day), 1)
        marks.append(Mark(y=round(tick.place.fraction * length + top, 1), label=label, width=width, is_day=bool(day)))
    return tuple(marks)
