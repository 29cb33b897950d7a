"""The timeline as a file to embed elsewhere: one SVG with its styles inside, light and dark by the reader's system."""

from __future__ import annotations

from postmortems import words
from postmortems.figures.sketch import HEADING, MARGIN, sketch, svg
from postmortems.figures.text_width import wrap
from postmortems.model import Incident
from postmortems.style import by_system, sheet

WIDTH = 900
"""Pixels; it scales with the width it is shown at."""
LANES = 12

_OWN = (
    ":root{--pm-font:Inter,system-ui,-apple-system,'Segoe UI',sans-serif;--pm-lit:none;font-family:var(--pm-font)}"
    ".pm-paper{fill:var(--pm-ground)}.pm-heading{fill:var(--pm-ink);font-size:17px;font-weight:600}"
)


def embedded(incident: Incident) -> str:
    """Return the SVG of an incident."""
    start = incident.summary.start
    told = (
        f"{words.day(start.local)}. Users were affected for {words.span(incident.duration)}; "
        f"how many at most: {words.share(incident.users_affected)}."
    )
    title = wrap(incident.title, WIDTH - 2 * MARGIN, *HEADING, lines=2)
    drawn = sketch(incident, width=WIDTH, max_lanes=LANES, heading=(*title, told), foot=True)
    return svg(incident, drawn, description=told, style=f"{by_system()}{_OWN}{sheet('drawing.css')}")
