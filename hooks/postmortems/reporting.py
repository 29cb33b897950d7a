"""Problems as people and programs read them: text for a terminal, annotations for GitHub, JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import unified_diff
from functools import lru_cache
from textwrap import indent

from postmortems.credentials import Cover, covered, find
from postmortems.problems import Problem
from postmortems.program import started
from postmortems.rules import Rule

MAX_WIDTH = 120
"""Columns of a source line that are shown; a longer one is cut round its caret."""

STOPPING = frozenset(("encoding", "merge-conflict", "nesting", "yaml"))
"""Rules whose breach hides what else is wrong with a file."""


def as_text(problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> str:
    """Return each problem and warning with its line and a caret, and what to write instead.

    What is still to be written is one block a file, at the first place.
    """
    return "\n".join(_block(fit(problem)) for problem in _gathered(sorted([*problems, *warnings])))


def _gathered(problems: Sequence[Problem]) -> Iterator[Problem]:
    places: dict[str, list[int]] = {}
    for problem in problems:
        if problem.code == "todo":
            places.setdefault(problem.path, []).append(problem.line)
    for problem in problems:
        # Those behind the first are told with it.
        lines = places.pop(problem.path, []) if problem.code == "todo" else [problem.line]
        if len(lines) > 1:
            numbers = [*map(str, dict.fromkeys(lines))]
            where = f"line{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
            yield replace(problem, message=f"{len(lines)} places still say TODO: {where}")
        elif lines:
            yield problem


def as_github(problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> str:
    """Return a workflow command for each problem and warning, which GitHub shows beside the line."""
    return "\n".join(
        f"::{p.rule.level} file={_property(p.path)},line={max(p.line, 1)},col={max(p.column, 1)},"
        f"title={_property(p.code)}::"
        + _data("\n".join((p.message, *(f"{kind}: {text}" for kind, text in below(p)), f"rule: {p.rule.statement}")))
        # The ten that are shown should be the gravest.
        for p in map(fit, (*problems, *warnings))
    )


def as_json(problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> str:
    """Return `{"problems": […], "warnings": […]}`; a line or column of 0 means the file as a whole."""
    keys = ("code", "path", "line", "column", "message", "help")
    told = {
        name: [{key: getattr(p, key) for key in keys} for p in map(fit, found)]
        for name, found in (("problems", problems), ("warnings", warnings))
    }
    return json.dumps(told, indent=2)


def fit(problem: Problem) -> Problem:
    """Return a problem as it may be shown. Secrets of a file's text are covered already, those of its name are not."""
    cover = _cover(problem.path)
    if cover is None:
        return problem
    path, message, help_ = map(cover.message, (problem.path, problem.message, problem.help))
    return replace(problem, path=path, message=message, help=help_)


@lru_cache(maxsize=1024)
def _cover(path: str) -> Cover | None:
    """What covers the secrets of a name; None where it has none."""
    return Cover(path) if find(path) else None


def difference(path: str, before: str, after: str) -> str:
    """Return what changed in the text of a file, as a unified diff. No secret of the file comes with it."""
    old, new = (Cover(text).lines for text in (before, after))
    path = covered(path)
    return "\n".join(map(visible, unified_diff(old, new, path, path, lineterm="")))


def summary(problems: Sequence[Problem], warnings: Sequence[Problem], incidents: int, mendable: int = 0) -> str:
    """Return the closing line: how many problems and warnings in how many files, and how many `--fix` would mend."""
    counts = [_many(len(found), noun) for found, noun in ((problems, "problem"), (warnings, "warning")) if found]
    if not problems:
        counts = [_many(incidents, "incident"), *(counts or ["no problem"])]
        return ", ".join(counts)
    whole = f"{' and '.join(counts)} in {_many(len({p.path for p in (*problems, *warnings)}), 'file')}"
    return f"{whole}; `{started()} check --fix` mends {mendable}" if mendable else whole


def explained(rule: Rule) -> str:
    """Return a rule at length: what it asks, why, an example of wrong and of right, and what is mended of it."""
    parts = [f"{rule.level}[{rule.code}]", rule.statement, f"Why: {rule.why}"]
    for name, example in (("Wrong", rule.wrong), ("Right", rule.right)):
        parts += [f"{name}:", indent(example.strip("\n"), "    ")]
    if rule.mended:
        parts.append(f"`{started()} check --fix` mends {rule.mended}.")
    return "\n\n".join(parts)


def listed(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield a line for each rule: its code, and what it asks."""
    rules = tuple(rules)
    width = max(len(rule.code) for rule in rules)
    for rule in rules:
        yield f"{rule.level:<7}  {rule.code:<{width}}  {rule.statement}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _block(problem: Problem) -> str:
    place = f":{problem.line}:{problem.column or 1}" if problem.line else ""
    lines = [f"{problem.path}{place}: {problem.rule.level}[{problem.code}]: {problem.message}"]
    if problem.source.strip():
        source, caret = _framed(problem.source, problem.column or 1)
        gutter = str(problem.line)
        lines += [f"  {gutter} | {source}", f"  {' ' * len(gutter)} | {' ' * caret}^"]
    lines += (f"  {kind}: {text}" for kind, text in below(problem))
    return "\n".join(visible(line) for line in lines)


def below(problem: Problem) -> Iterator[tuple[str, str]]:
    """Yield what is to be said below a message, and what kind of thing it is."""
    if problem.help:
        yield "help", problem.help
    if problem.code in STOPPING:
        yield "note", "the rest of the file is read once this is mended"


def _framed(source: str, column: int) -> tuple[str, int]:
    """The part of a line round a column, and how many terminal columns lie before the caret."""
    start = 0
    if len(source) > MAX_WIDTH and column > MAX_WIDTH * 2 // 3:
        start = column - MAX_WIDTH * 2 // 3
    shown = source[start : start + MAX_WIDTH]
    before = visible(shown[: column - 1 - start])
    lead, tail = ("…" if start else ""), ("…" if len(source) > start + MAX_WIDTH else "")
    return f"{lead}{shown}{tail}", len(lead) + sum(_columns(character) for character in before)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    """Return a text in which every character that a terminal would act on, or not show, is spelled out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _spelled(ord(c)) for c in text)


def _spelled(code: int) -> str:
    if code <= 0xFF:  # noqa: PLR2004  one byte
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  two bytes


def _data(text: str) -> str:
    lines = "\n".join(visible(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
