"""What `check` warns of in a file."""

from __future__ import annotations

from postmortems.problems import Problem
from postmortems.reading.incident import Reading, read
from postmortems.rules import EXAMPLE, EXAMPLE_ID
from postmortems.settings import Settings


def changed(old: str, new: str) -> str:
    """Return the example with a part of it changed."""
    assert EXAMPLE.count(old) == 1
    return EXAMPLE.replace(old, new)


def reading(text: str, *off: str) -> Reading:
    """Return what comes of a file; its length is not judged."""
    settings = Settings(severities=("critical",), warnings_off=("report-length", *off))
    return read(text.encode(), path="incidents/a.yaml", id_=EXAMPLE_ID, settings=settings, warn=True)


def warned(text: str, *off: str) -> list[str]:
    """Return line, column and code of each warning."""
    return [f"{p.line}:{p.column} {p.code}" for p in reading(text, *off).warnings]


def only(text: str) -> Problem:
    """Return the only warning of a file."""
    (problem,) = reading(text).warnings
    return problem


def said(sentence: str) -> set[str]:
    """Return the codes of what is found in a sentence of the root cause, written as a block."""
    return {
        problem.code for problem in reading(changed("  Two web servers shared all requests.", f"  {sentence}")).warnings
    }
