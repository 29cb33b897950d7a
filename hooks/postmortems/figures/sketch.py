"""The timeline as one drawing of a fixed width, for where it stands by itself: a brief, a file to embed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from postmortems import words
from postmortems.figures.axis import axis_of
from postmortems.figures.panel import Panel, overview_panel
from postmortems.figures.pins import Room
from postmortems.figures.places import placed_entries
from postmortems.figures.text_width import text_width, wrap
from postmortems.figures.timeline import caption, spoken
from postmortems.model import Incident
from postmortems.templating import render

MARGIN = 16
"""Pixels left of a line of text, and at the right edge."""
LINE = 26
"""From the foot of one line of text to the next."""
HEADING = (17, 600)
PLAIN = (11.5, 400)
"""Size in pixels and weight of a title, and of what is told in plain letters."""
RISE = 12
"""From the lower edge to the foot of the caption."""
MARK = 18
"""Pixels that a mark of the legend takes; its text comes right behind."""
MARK_RADIUS = 7
KEY_ROW = 21
"""Height of a row of the legend."""
KEY_GAP = 14
"""Pixels between a text of the legend and the next mark."""
KEY_DROP = 4
"""Pixels from the middle of a row of the legend to the foot of its letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text."""

    x: float
    y: float
    text: str
    style: str
    """The name of its look."""
    width: float
    """Pixels of the text, as measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark of the legend with its name."""

    shape: str
    """A kind of entry, or `inexact`, `several`, `wrong-path`."""
    x: float
    y: float
    """Its middle."""
    name: Line


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """One drawing: a panel with its margins, in pixels."""

    panel: Panel
    width: int
    heading: tuple[str, ...] = ()
    """Lines of text above the panel: a title, and a last one in plain letters."""
    keys: tuple[tuple[str, str], ...] = ()
    """What the legend tells, below the panel: shapes and their names."""
    foot: tuple[str, ...] = ()
    """Lines below it."""

    @property
    def left(self) -> int:
        """Where the panel begins."""
        return self.panel.axis.left

    @property
    def top(self) -> int:
        """Where the panel begins."""
        return len(self.heading) * LINE + RISE if self.heading else 0

    @property
    def length(self) -> int:
        """The width of the panel."""
        return self.width - self.panel.axis.left - self.panel.axis.right

    @property
    def height(self) -> float:
        """Of the whole."""
        rows = len({mark.y for mark in self.legend})
        return self.top + self.panel.height + rows * KEY_ROW + (len(self.foot) * LINE + RISE if self.foot else 0)

    @property
    def margin(self) -> int:
        """Left of the legend: with a heading the drawing stands by itself; without, on a page that has its own."""
        return MARGIN if self.heading else 0

    @cached_property
    def legend(self) -> tuple[Mark, ...]:
        """The marks that occur, in as many rows as they need."""
        marks: list[Mark] = []
        x, y = 0.0, self.top + self.panel.height + KEY_ROW / 2
        for shape, name in self.keys:
            length = MARK + text_width(name, *PLAIN)
            if x and x + length > self.width - 2 * self.margin:
                x, y = 0.0, y + KEY_ROW
            line = _line(y + KEY_DROP, name, "pm-time", *PLAIN, x=self.margin + round(x) + MARK)
            marks.append(Mark(shape=shape, x=self.margin + round(x) + MARK_RADIUS, y=y, name=line))
            x += length + KEY_GAP
        return tuple(marks)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is written above and below."""
        *title, told = self.heading or ("",)
        lines = [_line(LINE * place, text, "pm-heading", *HEADING) for place, text in enumerate(title, 1)]
        lines.append(_line(LINE * len(self.heading), told, "pm-time", *PLAIN))
        lines += [
            _line(self.height - RISE - LINE * below, text, "pm-time", *PLAIN)
            for below, text in enumerate(reversed(self.foot))
        ]
        return tuple(line for line in lines if line.text)


def _line(  # noqa: PLR0913  a number each
    y: float, text: str, style: str, size: float, weight: int, *, x: float = MARGIN
) -> Line:
    return Line(x=x, y=y, text=text, style=style, width=round(text_width(text, size, weight), 1))


def sketch(
    incident: Incident, *, width: int, max_lanes: int, heading: tuple[str, ...] = (), foot: bool = False
) -> Sketch:
    """Return the timeline of an incident without enlarged runs, with labels in so many lanes at most."""
    placed = placed_entries(incident)
    axis = axis_of(incident, placed)
    room = Room(length=width - axis.left - axis.right, max_lanes=max_lanes)
    panel = overview_panel(incident, axis, placed, (), room)
    told = wrap(caption(incident), width - 2 * MARGIN, *PLAIN, lines=2) if foot else ()
    return Sketch(panel=panel, width=width, heading=heading, keys=_keys(panel), foot=told)


def _keys(panel: Panel) -> tuple[tuple[str, str], ...]:
    """What a panel shows beside its phases: what stands in a pill is not seen."""
    alone = [pin for pin in panel.pins if not pin.is_pill]
    seen = {pin.entry.kind for pin in alone}
    others = (
        ("several", "Several entries", len(alone) < len(panel.pins)),
        ("wrong-path", "On a wrong path", bool(panel.wrong_paths)),
        ("inexact", "Time not exact", not all(pin.is_exact for pin in alone)),
    )
    return (
        *((str(kind), name) for kind, name in words.KINDS.items() if kind in seen),
        *((shape, name) for shape, name, occurs in others if occurs),
    )


def svg(incident: Incident, drawn: Sketch, *, description: str = "", style: str = "") -> Markup:
    """Return a sketch as SVG: with `style`, which must be ours, a file of its own; without, a part of a page.

    A page brings the symbols and the styles of drawings itself.
    """
    return render(
        "timeline/sketch.svg.jinja",
        sketch=drawn,
        title=f"Timeline: {incident.title}",
        description=description,
        style=Markup(style),  # noqa: S704  see above
        **spoken(incident),
    )
