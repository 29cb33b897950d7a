"""The timeline as a file to embed elsewhere: one SVG with its styles inside, light and dark by the reader's system."""

from __future__ import annotations

from postmortems import words
from postmortems.figures.sketch import MARGIN, sketch, svg
from postmortems.figures.text_width import cut
from postmortems.model import Incident
from postmortems.style import by_system, sheet

WIDTH = 900
"""Pixels; it scales with the width it is shown at."""
LANES = 12
TITLE_SIZE, TOLD_SIZE = 17, 11.5
"""Pixels of the letters of the two lines above the drawing; the second is that of `.pm-time`."""

_OWN = (
    f".pm-heading{{fill:var(--pm-ink);font-size:{TITLE_SIZE}px;font-weight:600}}.pm-paper{{fill:var(--pm-ground)}}"
    ":root{--pm-font:Inter,system-ui,-apple-system,'Segoe UI',sans-serif;--pm-lit:none;font-family:var(--pm-font)}"
)


def embedded(incident: Incident) -> str:
    """Return the SVG of an incident."""
    start = incident.summary.start
    told = (
        f"{words.day(start.local)}. "
        f"Users affected: {words.share(incident.users_affected)}, for {words.span(incident.duration)}."
    )
    room = WIDTH - 2 * MARGIN
    heading = (cut(incident.title, room, TITLE_SIZE, 600) or "", cut(told, room, TOLD_SIZE, 400) or "")
    drawn = sketch(incident, width=WIDTH, max_lanes=LANES, heading=heading, foot=True)
    return svg(incident, drawn, description=told, style=f"{by_system()}{_OWN}{sheet('drawing.css')}")
