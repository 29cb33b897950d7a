"""`postmortems check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from postmortems import job_summary, reporting
from postmortems.commands import Failure, is_below, load, project, revision, shown, sources
from postmortems.problems import Problem
from postmortems.published import lost

FORMATS = {"text": reporting.as_text, "github": reporting.as_github, "json": reporting.as_json}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--since",
    metavar="REV",
    help="Also name every id and alias published at this git revision that leads nowhere now, such as origin/main.",
)
@click.option("--strict", is_flag=True, help="Take warnings for problems.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
def check(paths: tuple[Path, ...], since: str | None, strict: bool, format_: str) -> None:
    """Name every problem in every incident file, and what to write instead.

    With PATHs only the problems of these files and folders are named; what they refer to is looked up in the whole
    archive all the same. Warnings are named too, but only --strict fails for them.

    GitHub shows ten problems beside their lines; with --format github the summary of the job names every one.
    """
    here = project()
    then = revision(since, here) if since is not None else None
    loaded = load(here, warn=True)
    lost_ids = lost(then, loaded, sources(here)) if then else ()
    places = [shown(path, here) for path in paths]

    def asked(problem: Problem) -> bool:
        return not places or any(is_below(problem.path, place) for place in places)

    problems = sorted(p for p in (*loaded.problems, *lost_ids) if asked(p))
    warnings = [p for p in loaded.warnings if asked(p)]
    if strict:
        problems, warnings = sorted([*problems, *warnings]), []
    if problems or warnings or format_ == "json":
        click.echo(FORMATS[format_](problems, warnings))
    if format_ == "github" and (summary := os.environ.get(job_summary.VARIABLE)):
        try:
            job_summary.append(Path(summary), problems, warnings, len(loaded.archive.incidents))
        except OSError as error:
            raise Failure(f"the job's summary cannot be written: {error}") from None
    if format_ != "json":
        click.echo(reporting.summary(problems, warnings, len(loaded.archive.incidents)), err=bool(problems))
    sys.exit(1 if problems else 0)
