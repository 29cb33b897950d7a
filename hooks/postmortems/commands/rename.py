"""`postmortems rename`."""

from __future__ import annotations

from pathlib import Path

import click

from postmortems import reporting
from postmortems.commands import Failure, project, sources
from postmortems.credentials import covered
from postmortems.renaming import Renaming, RenamingError, carry_out, renaming, report_of


@click.command()
@click.argument("old")
@click.argument("new")
def rename(old: str, new: str) -> None:
    """Move the report OLD to the id NEW, so that its old address still leads to it.

    OLD is an id, an alias, or the path of the file; NEW is the day of `summary.start` and a slug, such as
    2023-10-20-results-day-login. The file is moved, its former id becomes an alias, and links in other reports name
    NEW. Nothing is written where anything stands in the way.
    """
    here = project()
    files = sources(here)
    try:
        plan = renaming(report_of(old, files, here, Path.cwd()), new, files, here)
        carry_out(plan, here)
    except (RenamingError, OSError) as error:
        raise Failure(str(error)) from None
    click.echo("\n".join(covered(reporting.visible(line)) for line in _told(plan)))


def _told(plan: Renaming) -> list[str]:
    lines = [f"{plan.old} is now {plan.new}"]
    if plan.former:
        lines.append(f"{plan.former} is an alias of it: the old address leads to the new one")
    lines += [f"{path} names the new id" for path in sorted(plan.others)]
    return [*lines, "next: postmortems check"]
