"""Incident files that differ from `good.yaml` in a line or two, and what `check` finds in each.

Lines are those of `good.yaml`; a line may become several, or none. Its blank lines stand where optional fields go:
line 3 for those at the top level, 14 for those of the summary, 43 for those of the task.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GOOD = (Path(__file__).parent.parent / "good.yaml").read_text("utf-8")
GOOD_ID = "2025-03-14-pool-change"

Edits = dict[int, str | None]
"""What stands on a line instead; None: the line is taken out."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One file."""

    name: str
    """What is special about it."""
    text: str
    finds: tuple[str, ...] = ()
    """Line and code of every problem, in the file's order; none: the file is good."""
    reads: dict[str, Any] = field(default_factory=dict)
    """What comes of a field of a good file; see `FIELDS` in test_cases.py."""
    id: str = GOOD_ID


def refused(name: str, edits: Edits, *finds: str) -> Case:
    """Return a file with a problem; where `finds` names no line, it is on the first that was changed."""
    first = min(edits)
    placed = tuple(find if " " in find else f"{first} {find}" for find in finds)
    return Case(name=name, text=edited(edits), finds=placed, id=_id(edits))


def accepted(name: str, edits: Edits, **reads: Any) -> Case:
    """Return a file without a problem."""
    return Case(name=name, text=edited(edits), reads=reads, id=_id(edits))


def whole(name: str, text: str, *finds: str) -> Case:
    """Return a file that has nothing in common with the good one."""
    return Case(name=name, text=text, finds=finds)


def _id(edits: Edits) -> str:
    """The id that goes with a start."""
    day = re.search(r"\d{4}-\d{2}-\d{2}", edits.get(5) or "")
    return f"{day[0]}{GOOD_ID[10:]}" if day else GOOD_ID


def edited(edits: Edits) -> str:
    """Return the good file with some of its lines changed."""
    lines: list[str | None] = list(GOOD.splitlines())
    for number, line in edits.items():
        lines[number - 1] = line
    return "".join(f"{line}\n" for line in lines if line is not None)
