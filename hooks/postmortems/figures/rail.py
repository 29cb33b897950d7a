"""The narrow layout: time runs down a rail to scale, and labels stand beside it, as near to their time as they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from postmortems import words
from postmortems.figures.axis import Axis, Break
from postmortems.figures.labels import SIZE, TIME_SIZE, TIME_WEIGHT, Label, label_of, name_of
from postmortems.figures.panel import distance_of
from postmortems.figures.pins import HIT_PAD
from postmortems.figures.places import Placed
from postmortems.figures.text_width import text_width, wrap
from postmortems.figures.ticks import DAY_WEIGHT, scale_of
from postmortems.figures.ticks import SIZE as TICK_SIZE
from postmortems.figures.ticks import WEIGHT as TICK_WEIGHT
from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind, Phase

MIN_WIDTH = 272
"""Pixels of the narrowest figure that is drawn without scrolling."""
MAX_ROWS = 16
"""More entries than fit a screen or two are dots on the rail."""
LINE = 16
"""Pixels of a line of text."""
ROW_PAD = 8
"""Pixels above and below the lines of a row, together."""
MIN_ROW = 27
"""Pixels of a row at the least: from one pin to the next, as between two lanes of the wide layout."""
BASE_LINE = 15
"""Pixels from the upper edge of a row to the base line of its first text."""
NUMBER_DROP = 4
"""Pixels from the middle of a pin, or of a tick, down to the base line of its number or time."""
DENSITY = 0.94
"""Length of the rail as a share of all rows together: a little shorter, rows spread beyond both ends."""
MIN_RAIL = 180
"""Pixels of the rail of an incident with few rows: a phase can still be seen on it."""
LONG_RAIL = 900
"""About as long as a rail of `MAX_ROWS` rows becomes, in pixels."""
TOP = 12
"""Pixels above the rail without a break."""
BOTTOM = 10
"""Pixels below it."""
FOOT = 4
"""Pixels below everything."""
BREAK = 34
"""Pixels of a break above or below the rail."""
BREAK_LINES = (14, 25)
"""Pixels from the upper edge of a break down to the base lines of its distance."""
TICK_DENSITY = 1.6
"""How much nearer two times may stand one above the other than side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where things stand from left to right, the same on every rail: pixels from its left edge."""

    mark_end: int = 39
    """Where the times beside the rail end."""
    break_end: int = 46
    """Where the distance beside a break ends: there is no tick."""
    tick: int = 43
    """Where ticks begin."""
    edge: int = 48
    """Left edge of the rail, where ticks end."""
    tint: int = 52
    """Where the coloured edge of a phase ends and its tint begins."""
    middle: int = 58
    """Of the rail, where breaks are drawn."""
    path: int = 60
    """Left edge of what marks a wrong path."""
    dot: int = 66
    """Right edge of the rail, where the time of each entry is marked."""
    lead: int = 68
    """Where the line from an entry's time to its pin begins."""
    bend: int = 78
    """Where that line turns level."""
    row: int = 86
    """Left edge of the pins, and of what can be pressed."""
    pin: int = 98
    """Middle of the pins."""
    text: int = 116
    """Where the texts of rows begin."""


COLUMNS = Columns()


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
class Line:
    """A line of text."""

    text: str
    width: float
    """In pixels."""
    x: float
    """Where it begins."""
    y: float
    """Its base line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry beside the rail."""

    entry: Entry
    dot_y: float
    """Where its time lies on the rail."""
    y: float
    """Of the centre of its pin."""
    number_y: float
    """Base line of the number on its pin."""
    time: Line | None
    """None where it is unknown."""
    lines: tuple[Line, ...]
    """The label, one or two lines."""
    weight: int
    """Of the label: 500, or 600 for a milestone."""
    top: float
    """Upper edge of the row."""
    height: float
    """In pixels."""
    is_exact: bool
    """Whether the time is stated, and not as "about"."""

    @property
    def hit_width(self) -> float:
        """Of the whole row, from the left edge of its pin."""
        texts = (*self.lines, self.time) if self.time else self.lines
        return round(COLUMNS.text - COLUMNS.row + max(line.width for line in texts) + HIT_PAD, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the rail."""

    y: float
    """Upper end."""
    height: float
    """In pixels."""
    phase: Phase | None = None
    """None: no phase, such as before the start, or a mark of another kind."""

    @property
    def end(self) -> float:
        """Lower end."""
        return round(self.y + self.height, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A time written left of the rail."""

    y: float
    """Where it lies on the rail."""
    label: Line
    is_day: bool
    """Whether a day begins here, and the label names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A break above or below the rail."""

    y: float
    """Upper edge."""
    distance: tuple[Line, ...]
    """How far what is there lies, where that is known and there is room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """Everything the narrow drawing needs."""

    rows: tuple[Row, ...]
    """In the file's order."""
    dots: tuple[tuple[Entry, float], ...]
    """Entries without a row, each with its place on the rail."""
    pieces: tuple[Piece, ...]
    """The phases, and what lies before and after them."""
    wrong_paths: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    """The times along the rail."""
    shift: float
    """Pixels to the right for everything, where the times beside the rail are long."""
    breaks: tuple[Gap, ...]
    """None, one or two, each `BREAK` pixels high."""
    height: float
    """Of the drawing."""

    @property
    def columns(self) -> Columns:
        """Where things stand from left to right."""
        return COLUMNS

    @property
    def break_height(self) -> int:
        """Of each break."""
        return BREAK


def rail_of(incident: Incident, axis: Axis, placed: tuple[Placed, ...]) -> Rail:
    """Return the layout for a figure of 272 pixels or more."""
    shift = _shift(incident, axis)
    beyond = [one for one in placed if not axis.first <= one.instant <= axis.last]
    labels = {one.entry.number: label_of(one, incident, axis) for one in placed}
    chosen = sorted(placed, key=lambda p: (p not in beyond, -labels[p.entry.number].worth, p.entry.number))[:MAX_ROWS]
    shown = sorted(chosen, key=lambda p: p.entry.number)
    drafts = [_draft(one, labels[one.entry.number], incident, shift) for one in shown]
    heights = [draft.height for draft in drafts]
    length = max(MIN_RAIL, sum(heights) * DENSITY)
    top: float = BREAK if axis.before else TOP

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
        draft.at(y_of(draft.one.instant), centre + down) for draft, centre in zip(drafts, centres, strict=True)
    )
    bottom = top + length
    lowest = max([bottom + (BREAK if axis.after else BOTTOM), *(row.y + row.height / 2 for row in rows)])
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
        breaks=(
            *((_gap(axis.before, "earlier", top - BREAK, shift),) if axis.before else ()),
            *((_gap(axis.after, "later", bottom, shift),) if axis.after else ()),
        ),
        height=round(lowest + FOOT, 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What a row says, before it has a place."""

    one: Placed
    label: Label
    time: str
    """Empty where it is unknown."""
    lines: tuple[str, ...]

    @property
    def texts(self) -> int:
        """Pixels of the lines one below the other, and of what is around them."""
        return ROW_PAD + LINE * (len(self.lines) + bool(self.time))

    @property
    def height(self) -> int:
        """Pixels of the row."""
        return max(MIN_ROW, self.texts)

    def at(self, dot_y: float, y: float) -> Row:
        """Return the row for a time at a place on the rail, its pin at another."""
        top = y - self.height / 2
        # The texts stand in the middle of a row that is higher than they are.
        first = top + BASE_LINE + (self.height - self.texts) / 2
        lines = [
            Line(
                text=line,
                width=round(text_width(line, SIZE, self.label.weight), 1),
                x=COLUMNS.text,
                y=round(first + LINE * number, 1),
            )
            for number, line in enumerate(self.lines, bool(self.time))
        ]
        width = round(text_width(self.time, TIME_SIZE, TIME_WEIGHT, tabular=True), 1)
        return Row(
            entry=self.one.entry,
            dot_y=round(dot_y, 1),
            y=round(y, 1),
            number_y=round(y + NUMBER_DROP, 1),
            time=Line(text=self.time, width=width, x=COLUMNS.text, y=round(first, 1)) if self.time else None,
            lines=tuple(lines),
            weight=self.label.weight,
            top=round(top, 1),
            height=self.height,
            is_exact=self.one.is_exact,
        )


def _gap(beyond: Break, word: str, y: float, shift: float) -> Gap:
    """The distance has two short lines: `11 min` over `earlier`, `up to` over `141 d`, or `2 h` over `5 min`."""
    far = distance_of(beyond)
    middle = far.split()
    halves = [(far, word)] if beyond.is_nearest else []
    halves.append((" ".join(middle[:2]), " ".join(middle[2:])))
    for lines in halves if far else ():
        widths = [round(text_width(line, TICK_SIZE, TICK_WEIGHT, tabular=True), 1) for line in lines]
        if all(lines) and max(widths) <= COLUMNS.break_end + shift:
            return Gap(
                y=round(y, 1),
                distance=tuple(
                    Line(text=line, width=width, x=round(COLUMNS.break_end - width, 1), y=round(y + drop, 1))
                    for line, width, drop in zip(lines, widths, BREAK_LINES, strict=True)
                ),
            )
    return Gap(y=round(y, 1), distance=())


def _draft(one: Placed, label: Label, incident: Incident, shift: float) -> _Draft:
    time = label.time
    at = one.entry.at
    if at is not None and time == words.clock(at) and incident.summary.start.local.date() != at.local.date():
        time = f"{at.local:%a} {time}"
    room = MIN_WIDTH - COLUMNS.text - shift - HIT_PAD
    return _Draft(one=one, label=label, time=time, lines=wrap(name_of(one.entry), room, SIZE, label.weight, 2))


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
    """How much wider than there is room for the times beside the rail are: on a long rail they may have seconds."""
    leftmost = min((mark.label.x for mark in _marks(incident, axis, 0, LONG_RAIL)), default=0)
    return round(max(0.0, -leftmost), 1)


def _marks(incident: Incident, axis: Axis, top: float, length: float) -> tuple[Mark, ...]:
    # Labels stand one above the other, so what must fit between two is a line's height: the scale of a wider axis.
    scale = scale_of(axis, incident.summary.zone, length * TICK_DENSITY)
    midnights = {day.place: day.label.partition(" ")[2] for day in scale.days if day.is_midnight}
    marks = []
    for tick in scale.ticks:
        day = midnights.get(tick.place)
        text = day or tick.label
        width = round(text_width(text, TICK_SIZE, DAY_WEIGHT if day else TICK_WEIGHT, tabular=not day), 1)
        y = tick.place.fraction * length + top
        x = round(COLUMNS.mark_end - width, 1)
        label = Line(text=text, width=width, x=x, y=round(y + NUMBER_DROP, 1))
        marks.append(Mark(y=round(y, 1), label=label, is_day=bool(day)))
    return tuple(marks)
