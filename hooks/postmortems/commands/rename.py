"""`postmortems rename`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from postmortems import reporting
from postmortems.aliases import stated_aliases, tree
from postmortems.commands import Failure, project, sources
from postmortems.credentials import covered
from postmortems.history import HistoryError, former, prefix_of
from postmortems.lineage import heirs
from postmortems.loading import SUFFIX, Source
from postmortems.program import path_from_here, started
from postmortems.renaming import Renaming, RenamingError, carry_out, renaming, repairing, report_of
from postmortems.settings import Project


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--no-alias", is_flag=True, help="Let no alias keep the old id: it was never published.")
def rename(old: str, new: str, no_alias: bool) -> None:
    """Move the report OLD to the id NEW, so that its old address still leads to it.

    OLD is an id, an alias, or the path of the file; NEW is the day of `summary.start` and a slug, such as
    2023-10-20-results-day-login. The file is moved, its former id becomes an alias, and links in other reports name
    NEW. Nothing is written where anything stands in the way.

    Where the file was moved by hand already, with git mv, the alias and the links are put right.
    """
    here = project()
    files = sources(here)
    try:
        if report := _moved_by_hand(Path(old).name.removesuffix(SUFFIX), new, files, here):
            plan = repairing(report, Path(old).name.removesuffix(SUFFIX), files, here, alias=not no_alias)
        else:
            plan = renaming(report_of(old, files, here, Path.cwd()), new, files, here, alias=not no_alias)
        carry_out(plan, here)
    except (RenamingError, OSError) as error:
        raise Failure(str(error)) from None
    click.echo("\n".join(covered(reporting.visible(line)) for line in _told(plan, here)))


def _moved_by_hand(old: str, new: str, files: Sequence[Source], here: Project) -> Source | None:
    """The file of the new id, where it tells what that of the old one told, and that is no more."""
    there = [source for source in files if source.id == new]
    if len(there) != 1 or any(source.id == old for source in files):
        return None
    (report,) = there
    if isinstance(report.data, bytes) and old in stated_aliases(tree(report.data)):
        return report
    try:
        last = former(old, new, here)
    except HistoryError:
        return None
    return report if last and heirs([last], [report]) else None


def _told(plan: Renaming, here: Project) -> list[str]:
    lines = [f"{plan.old} is now {plan.new}" if plan.old != plan.new else f"{plan.new} was moved already"]
    if plan.former:
        lines.append(
            f"{plan.former} is an alias of it: the old address leads to the new one "
            "(never published? take it out of `aliases` again)"
        )
    lines += [f"{path} names the new id" for path in sorted(plan.others)]
    is_kept = prefix_of(here.root) is not None
    following = f"git add -A {path_from_here(here.incidents)}" if is_kept else f"{started()} check"
    return [*lines, f"next: {following}"]
