"""`postmortems rename`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from postmortems import reporting
from postmortems.aliases import stated_aliases, tree
from postmortems.commands import Failure, project, sources
from postmortems.credentials import covered
from postmortems.history import HistoryError, former, prefix_of, unpublished
from postmortems.lineage import heirs
from postmortems.loading import SUFFIX, Source
from postmortems.program import path_from_here, started
from postmortems.renaming import Renaming, RenamingError, carry_out, is_id, renaming, repairing, report_of
from postmortems.settings import Project


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--alias/--no-alias",
    default=None,
    help="Whether an alias keeps the old id.  [default: unless git knows that it was never on the main branch]",
)
def rename(old: str, new: str, alias: bool | None) -> None:
    """Move the report OLD to the id NEW, so that its old address still leads to it.

    OLD is an id, an alias, or the path of the file; NEW is the day of `summary.start` and a slug, such as
    2023-10-20-results-day-login. The file is moved, its former id becomes an alias, and links in other reports name
    NEW. Nothing is written where anything stands in the way.

    An id needs no alias that git never saw on the main branch, of origin or here; where git cannot tell, the alias is
    kept. Where the file was moved by hand already, with git mv, the alias and the links are put right.
    """
    here = project()
    files = sources(here)
    name = Path(old).name.removesuffix(SUFFIX)
    try:
        moved = _moved_by_hand(name, new, files, here)
        report = moved or report_of(old, files, here, Path.cwd())
        before = name if moved else report.id
        is_open = alias is None and is_id(before) and before not in _aliases(report)
        branches = unpublished(before, here) if is_open else ()
        keep = alias is not False and not branches
        if moved:
            plan = repairing(report, before, files, here, alias=keep)
        else:
            plan = renaming(report, new, files, here, alias=keep)
        carry_out(plan, here)
    except (RenamingError, OSError) as error:
        raise Failure(str(error)) from None
    needless = (
        f"{before} was never on {' or '.join(branches)}: no alias is needed; --alias keeps it" if branches else ""
    )
    click.echo("\n".join(covered(reporting.visible(line)) for line in _told(plan, needless, here)))


def _aliases(report: Source) -> tuple[str, ...]:
    return stated_aliases(tree(report.data)) if isinstance(report.data, bytes) else ()


def _moved_by_hand(old: str, new: str, files: Sequence[Source], here: Project) -> Source | None:
    """The file of the new id, where it tells what that of the old one told, and that is no more."""
    there = [source for source in files if source.id == new]
    if len(there) != 1 or any(source.id == old for source in files):
        return None
    (report,) = there
    if old in _aliases(report):
        return report
    try:
        last = former(old, new, here)
    except HistoryError:
        return None
    return report if last and heirs([last], [report]) else None


def _told(plan: Renaming, needless: str, here: Project) -> list[str]:
    lines = [f"{plan.old} is now {plan.new}" if plan.old != plan.new else f"{plan.new} was moved already"]
    if plan.former:
        lines.append(
            f"{plan.former} is an alias of it: the old address leads to the new one "
            "(never published? take it out of `aliases` again; --no-alias leaves it out from the beginning)"
        )
    elif needless:
        lines.append(needless)
    lines += [f"{path} names the new id" for path in sorted(plan.others)]
    is_kept = prefix_of(here.root) is not None
    following = f"git add -A {path_from_here(here.incidents)}" if is_kept else f"{started()} check"
    return [*lines, f"next: {following}"]
