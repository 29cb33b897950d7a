"""The summary of a job on GitHub: every problem as Markdown, since beside the lines only the first ten are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from postmortems import reporting
from postmortems.problems import Problem

VARIABLE = "GITHUB_STEP_SUMMARY"
"""The environment variable in which GitHub names the file to append to."""

MAX_BYTES = 1_000_000
"""GitHub takes 1 MiB for each step, and nothing at all of a larger summary. What is between is for headings."""

MORE = "\nThere are more than this page can hold; `postmortems check` names every one.\n"


def append(path: Path, problems: Sequence[Problem], warnings: Sequence[Problem], incidents: int) -> None:
    """Append what `as_markdown` says to a file, as far as there is room in it; raises `OSError`."""
    room = MAX_BYTES - (path.stat().st_size if path.exists() else 0)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(as_markdown(problems, warnings, incidents, room))


def as_markdown(problems: Sequence[Problem], warnings: Sequence[Problem], incidents: int, room: int = MAX_BYTES) -> str:
    """Return a heading that counts, and below the name of each file its problems, as many as `room` bytes hold."""
    parts = [f"## {reporting.summary(problems, warnings, incidents)}\n"]
    for part in (*_files(problems), *_files(warnings)):
        room -= len(part.encode())
        if room < 0:
            parts.append(MORE)
            break
        parts.append(part)
    return "".join(parts)


def _files(problems: Sequence[Problem]) -> Iterator[str]:
    for path, group in groupby(map(reporting.fit, sorted(problems)), key=lambda problem: problem.path):
        for number, problem in enumerate(group):
            yield (f"\n{code(path)}\n\n" if number == 0 else "") + _item(problem)


def _item(problem: Problem) -> str:
    place = f"line {problem.line}, " if problem.line else ""
    below = "".join(f"  \n  {name}: {code(text)}" for name, text in reporting.below(problem))
    return f"* {place}**{problem.rule.level}[{problem.code}]** {code(problem.message)}{below}\n"


def code(text: str) -> str:
    """Return a text as a code span: within one no markup, address, mention or number of an issue acts."""
    shown = reporting.visible(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    return f"{fence} {shown} {fence}"
