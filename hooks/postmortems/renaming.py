"""Giving a report another id: its file, the alias that keeps its address, and what names it in other reports.

First everything is worked out and tried in memory; then it is written, all of it or nothing.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from postmortems.aliases import stated_aliases, tree, with_aliases
from postmortems.drafts import slug_of
from postmortems.loading import SUFFIX, Loaded, Source, loaded
from postmortems.problems import Problem
from postmortems.program import path_from_here, started
from postmortems.reading.incident import Reading, read
from postmortems.reading.values import Wrong, incident_id
from postmortems.rewriting import rewriting
from postmortems.settings import Project

_OF_NAMES = frozenset(("id-day", "id-form", "id-taken"))
"""Rules about the name of a file, which a new one may mend."""


class RenamingError(Exception):
    """A report cannot have the id; the message says why, and the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What is to be written so that a report has another id."""

    old: str
    """The file as it is, as problems name it."""
    new: str
    """The file as it will be."""
    former: str | None
    """The id that becomes an alias; None: none does."""
    data: bytes
    """What the file will hold."""
    others: dict[str, bytes]
    """What other files will hold, by path: those that name the report."""


def renaming(report: Source, new: str, files: Sequence[Source], project: Project, *, alias: bool = True) -> Renaming:
    """Return what it takes to give a report a new id; `files` are all of the archive. Raises `RenamingError`.

    Without `alias` nothing keeps the old address: for an id that was never published.
    """
    before = loaded(files, project)
    _refuse_new(report, new, before)
    _refuse_problems(report, before, project)
    is_shared = any(source.id == report.id for source in files if source is not report)
    former = report.id if is_id(report.id) and not is_shared else None
    to = replace(report, path=_moved(report, new), id=new)
    return _planned(report, to, former, alias=alias, files=files, project=project, before=before)


def repairing(
    report: Source, former: str, files: Sequence[Source], project: Project, *, alias: bool = True
) -> Renaming:
    """Return what a report lacks whose file was renamed by hand: the alias, and links that name the new id.

    Raises `RenamingError`, also where it lacks nothing.
    """
    before = loaded(files, project)
    # Links of its own may still name the old id.
    _refuse_problems(report, before, project, "unknown-id")
    plan = _planned(report, report, former, alias=alias, files=files, project=project, before=before)
    if plan.data == report.data and not plan.others:
        has = f"{report.path} has the id {report.id} already"
        if former in stated_aliases(tree(plan.data)):
            raise RenamingError(f"{has}, and its alias {former} leads to it: there is nothing to do")
        raise RenamingError(f"{has}, and no report names {former}: there is nothing to do")
    return plan


def _planned(  # noqa: PLR0913  what it takes, all of it
    report: Source,
    to: Source,
    former: str | None,
    *,
    alias: bool,
    files: Sequence[Source],
    project: Project,
    before: Loaded,
) -> Renaming:
    others = [source for source in files if source is not report]
    carried = former if alias else None
    data = _with_alias(report.path, report.data if isinstance(report.data, bytes) else b"", to.id, carried)
    _refuse_another_day(read(data, path=to.path, id_=to.id, settings=project.settings), to.id)
    moved = replace(to, data=data)
    after = [_mended(source, former, to.id, project) if former else source for source in (*others, moved)]
    known = {(problem.path, problem.line, problem.code) for problem in before.problems}
    for problem in loaded(after, project).problems:
        if (problem.path, problem.line, problem.code) not in known:
            raise RenamingError(f"{problem.path} would have a problem: {problem.message}; {problem.help}")
    *rest, moved = after
    return Renaming(
        old=report.path,
        new=to.path,
        former=carried,
        data=moved.data if isinstance(moved.data, bytes) else data,
        others={s.path: s.data for s, o in zip(rest, others, strict=True) if isinstance(s.data, bytes) and s != o},
    )


def report_of(name: str, files: Sequence[Source], project: Project, here: Path) -> Source:
    """Return the file of the report that an id, an alias, or a path seen from a folder names.

    Raises `RenamingError`.
    """
    path = Path(os.path.abspath(here / name))  # noqa: PTH100  a link in the archive stands for itself
    shown = project.shown(path.parent.resolve() / path.name)
    if by_path := next((source for source in files if source.path == shown), None):
        return by_path
    named = [source for source in files if source.id == name]
    if len(named) > 1:
        raise RenamingError(f"{name} is the id of {' and '.join(s.path for s in named)}: give the path of one")
    known: dict[str, Source] = {}
    for source in files:
        top = tree(source.data) if isinstance(source.data, bytes) else None
        known |= dict.fromkeys(stated_aliases(top), source)
    known |= {source.id: source for source in files}
    if name not in known:
        near = get_close_matches(Path(name).name.removesuffix(SUFFIX), known, n=1, cutoff=0.6)
        cure = f"did you mean {near[0]}?" if near else "give an id, an alias, or the path of an incident file"
        raise RenamingError(f"there is no report {name}; {cure}")
    return known[name]


def carry_out(plan: Renaming, project: Project) -> None:
    """Write what a renaming takes; raises `OSError` or `RenamingError`, and has then changed nothing."""
    old, new = project.root / plan.old, project.root / plan.new
    if new != old and os.path.lexists(new):
        raise RenamingError(f"{plan.new} is there already; move it away first")
    new.parent.mkdir(parents=True, exist_ok=True)
    files = {new: plan.data, **{project.root / path: data for path, data in plan.others.items()}}
    with rewriting(files, modes={new: old}):
        if new != old:
            old.unlink()


def _refuse_new(report: Source, new: str, before: Loaded) -> None:
    """The new id is one, and nobody else's."""
    try:
        incident_id(new)
    except Wrong as wrong:
        slug = slug_of(re.sub(rf"^\d{{4}}-\d{{2}}-\d{{2}}|{re.escape(SUFFIX)}$", "", Path(new).name))
        day = report.id[: len("YYYY-MM-DD")]
        meant = f"did you mean {day}-{slug}?" if is_id(f"{day}-{slug}") else wrong.help
        raise RenamingError(f"{wrong.message}; {meant}") from None
    if new == report.id:
        raise RenamingError(f"{report.path} has the id {new} already: there is nothing to do")
    holder = before.ids.get(new) or before.aliases.get(new)
    if holder is not None and holder != report.path:
        kind = "the id" if new in before.ids else "an alias"
        raise RenamingError(f"{new} is {kind} of {holder}; choose another")


def _refuse_problems(report: Source, before: Loaded, project: Project, *allowed: str) -> None:
    """The file can be read, and nothing is wrong with it that another name does not mend."""
    if isinstance(report.data, Problem) or any(
        problem.path == report.path and problem.code not in allowed and (problem.line or problem.code not in _OF_NAMES)
        for problem in before.problems
    ):
        look = f"{started()} check {path_from_here(project.root / report.path)}"
        raise RenamingError(f"{report.path} has problems; mend them first: {look}")


def is_id(text: str) -> bool:
    """Return whether a text is an id."""
    try:
        incident_id(text)
    except Wrong:
        return False
    return True


def _moved(report: Source, new: str) -> str:
    """The path of the file: in its folder, unless that is the folder of a year and the year is another."""
    folder, _, _ = report.path.rpartition("/")
    above, _, last = folder.rpartition("/")
    year, new_year = report.id[:4], new[:4]
    if above and last == year and is_id(report.id):
        folder = f"{above}/{new_year}"
    return f"{folder}/{new}{SUFFIX}" if folder else f"{new}{SUFFIX}"


def _with_alias(path: str, data: bytes, new: str, former: str | None) -> bytes:
    """The file with the id it had among its aliases, and without the one it has now."""
    stated = stated_aliases(tree(data))
    kept = [alias for alias in stated if alias != new]
    wanted = (*kept, former) if former and former not in kept else tuple(kept)
    if wanted == stated:
        return data
    try:
        return with_aliases(data, wanted)
    except ValueError as error:
        raise RenamingError(f"{path}: {error}; write `aliases: [{', '.join(wanted)}]` and move it by hand") from None


def _refuse_another_day(reading: Reading, new: str) -> None:
    if problem := next((p for p in reading.problems if p.code == "id-day"), None):
        cure = re.sub(r"`postmortems rename \S+ (\S+)`", r"\1", problem.help)
        raise RenamingError(f"{new} does not fit: {problem.message}; {cure}")


def _mended(source: Source, old: str, new: str, project: Project) -> Source:
    """A file in which every link and relation names the new id.

    Each place where the old id stands is tried: if the reader then finds references to the new one instead, and
    nothing else is different, it was one. Whatever else holds the old id is text, and stays.
    """
    if isinstance(source.data, Problem):
        return source

    def reading(held: bytes) -> Reading:
        return read(held, path=source.path, id_=source.id, settings=project.settings)

    data = source.data
    # From behind, so that the places before stay true.
    for found in reversed(list(re.finditer(rf"(?<![\w-]){old}(?![\w-])".encode(), data))):
        trial = data[: found.start()] + new.encode() + data[found.end() :]
        if _only_moves_references(reading(data), reading(trial), old, new):
            data = trial
    return replace(source, data=data)


def _only_moves_references(before: Reading, after: Reading, old: str, new: str) -> bool:
    """Whether references name the new id instead of the old one, and that is all that changed."""
    one, other = (Counter(reference.id for reference in reading.references) for reading in (before, after))
    count = one[old] - other[old]
    one[old] -= count
    one[new] += count
    same = [p.code for p in before.problems] == [p.code for p in after.problems]
    return count > 0 and one == other and same
