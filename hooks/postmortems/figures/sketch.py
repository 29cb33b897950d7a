"""The timeline as one drawing of a fixed width, for where it stands by itself: a brief, a file to embed."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from postmortems.figures.axis import axis_of
from postmortems.figures.panel import Panel, overview_panel
from postmortems.figures.pins import Room
from postmortems.figures.places import placed_entries
from postmortems.figures.text_width import text_width
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
class Sketch:
    """One drawing: a panel with its margins, in pixels."""

    panel: Panel
    width: int
    heading: tuple[str, ...] = ()
    """Lines of text above the panel: a title, and a last one in plain letters."""
    foot: str = ""
    """A line below it; may be empty."""

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
        return self.top + self.panel.height + (LINE + RISE if self.foot else 0)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is written above and below."""
        *title, told = self.heading or ("",)
        lines = [_line(LINE * place, text, "pm-heading", *HEADING) for place, text in enumerate(title, 1)]
        lines.append(_line(LINE * len(self.heading), told, "pm-time", *PLAIN))
        lines.append(_line(self.height - RISE, self.foot, "pm-time", *PLAIN))
        return tuple(line for line in lines if line.text)


def _line(y: float, text: str, style: str, size: float, weight: int) -> Line:
    return Line(x=MARGIN, y=y, text=text, style=style, width=round(text_width(text, size, weight), 1))


def sketch(
    incident: Incident, *, width: int, max_lanes: int, heading: tuple[str, ...] = (), foot: bool = False
) -> Sketch:
    """Return the timeline of an incident without enlarged runs, with labels in so many lanes at most."""
    placed = placed_entries(incident)
    axis = axis_of(incident, placed)
    room = Room(length=width - axis.left - axis.right, max_lanes=max_lanes)
    panel = overview_panel(incident, axis, placed, (), room)
    return Sketch(panel=panel, width=width, heading=heading, foot=caption(incident) if foot else "")


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
