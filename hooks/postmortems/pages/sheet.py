"""How many rows of a period's page fit on one sheet of paper, whatever the period holds; the site shows all of them.

Sizes are pixels as `across.css` prints them, each the most that a row takes there: what is longer is cut to its lines.
The sheet is Letter, the lower of the two in use; A4 is narrower, so that lines are broken for its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postmortems.figures.text_width import wrap
from postmortems.model import Incident

ROOM = 980
"""Of a sheet of Letter between its margins."""
FRAME = 590
"""All but the rows: title, facts, headings, what is said below them, and the line at the foot."""
RATED = 17
"""A line of the times by severity; the frame has room for two."""
TITLE = 255
"""Width of the title of an incident, its severity and organisation, with some to spare; three lines at most."""
TWO_LINES, THREE_LINES = 37, 50
"""An incident: its numbers may take two lines too."""
BESIDE_DOTS = 4.5
"""What a row of durations takes beside the height of its dots."""
TASK = 33
LEAST_PERIODS = 3
"""So many rows of durations have their place before the incidents: this period and the two before it."""
FEW_PERIODS = 6
"""So many have theirs before the tasks that name no day."""
LEAST_TASKS = 2
"""So many tasks that name a day have their place before the incidents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How many rows of each table are printed, from the first on."""

    incidents: int
    periods: int
    tasks: int


class _Room:
    """What is left of a sheet."""

    def __init__(self, pixels: float) -> None:
        self.left = pixels

    def take(self, heights: Sequence[float], keep: float = 0) -> int:
        """Return how many rows fit, from the first on, while so many pixels are kept free, and take them."""
        for number, height in enumerate(heights):
            if height > self.left - keep:
                return number
            self.left -= height
        return len(heights)


def sheet(incidents: Sequence[Incident], dots: Sequence[float], *, due: int, undated: int, rated: int) -> Sheet:
    """Return what is printed of the incidents, of rows of dots of these heights, and of the open tasks.

    `due` tasks name a day and stand before the `undated`; `rated` is the number of lines of the times by severity.
    """
    room = _Room(ROOM - FRAME - max(rated - 2, 0) * RATED)
    rows = [height + BESIDE_DOTS for height in dots]
    periods = room.take(rows[:LEAST_PERIODS])
    shown = room.take([_height(incident) for incident in incidents], keep=min(due, LEAST_TASKS) * TASK)
    tasks = room.take([TASK] * due)
    periods += room.take(rows[periods:FEW_PERIODS])
    tasks += room.take([TASK] * undated) if tasks == due else 0
    periods += room.take(rows[periods:])
    return Sheet(incidents=shown, periods=periods, tasks=tasks)


def _height(incident: Incident) -> int:
    # A badge is wider than its word.
    told = " ".join(
        filter(None, (incident.title, incident.severity and f"mm {incident.severity}", incident.organisation))
    )
    return TWO_LINES if len(wrap(told, TITLE, 11, 600, 3)) < 3 else THREE_LINES  # noqa: PLR2004  as the name says
