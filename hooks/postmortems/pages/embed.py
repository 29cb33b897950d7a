"""The timeline as a file to embed elsewhere: one SVG with its styles inside, light and dark by the reader's system."""

from __future__ import annotations

from postmortems import words
from postmortems.figures.sketch import HEADING, MARGIN, PLAIN, sketch, svg
from postmortems.figures.text_width import cut, wrap
from postmortems.model import Incident
from postmortems.style import by_system, sheet

WIDTH = 560
"""Pixels; it scales with the width it is shown at: the narrower it is, the larger are its letters on a phone."""
LANES = 13

_OWN = (
    f".pm-heading{{fill:var(--pm-ink);font-size:{HEADING[0]}px;font-weight:600}}.pm-paper{{fill:var(--pm-ground)}}"
    "svg:root{max-width:100%;height:auto}"
    ":root{--pm-font:Inter,system-ui,-apple-system,'Segoe UI',sans-serif;--pm-lit:none;font-family:var(--pm-font)}"
)


def embedded(incident: Incident) -> str:
    """Return the SVG of an incident."""
    start = incident.summary.start
    told = (
        f"{'' if incident.stands else 'Withdrawn. '}{words.day(start.local)}. "
        f"Users affected: {words.share(incident.users_affected)}, for {words.span(incident.duration)}."
    )
    room = WIDTH - 2 * MARGIN
    title = wrap(incident.title, room, *HEADING, lines=2)
    line = cut(told, room, *PLAIN) or ""
    drawn = sketch(incident, width=WIDTH, max_lanes=LANES, heading=(*title, line), foot=True)
    return svg(incident, drawn, description=told, style=f"{by_system()}{_OWN}{sheet('drawing.css')}")
