"""`postmortems check`."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from postmortems import job_summary, reporting
from postmortems.commands import Failure, is_below, load, project, revision, shown, sources
from postmortems.commands.mending import mend, mendable
from postmortems.history import prefix_of
from postmortems.problems import Problem
from postmortems.published import lost
from postmortems.settings import Project

FORMATS = {"text": reporting.as_text, "github": reporting.as_github, "json": reporting.as_json}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--since",
    metavar="REV",
    help="Also name every id and alias published at this git revision that leads nowhere now, such as origin/main.",
)
@click.option("--strict", is_flag=True, help="Take warnings for problems.")
@click.option("--fix", is_flag=True, help="First mend what can mean one thing only, and show the difference.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
def check(paths: tuple[Path, ...], since: str | None, strict: bool, fix: bool, format_: str) -> None:
    """Name every problem in every incident file, and what to write instead.

    With PATHs only the problems of these files and folders are named; what they refer to is looked up in the whole
    archive all the same. Warnings are named too, but only --strict fails for them.

    --fix mends the forms of times, days, shares and words, missing quotes, blanks at the ends of lines, and the order
    of keys. It keeps comments and layout and never touches meaning; what it cannot be sure of stays a problem.

    GitHub shows ten problems beside their lines; with --format github the summary of the job names every one.
    """
    here = project()
    then = revision(since, here) if since is not None else None
    places = [shown(path, here) for path in paths]

    def asked(path: str) -> bool:
        return not places or any(is_below(path, place) for place in places)

    if fix:
        mended = mend([source for source in sources(here) if asked(source.path)], here)
        # A program that reads problems reads nothing else.
        click.echo(mended, err=format_ != "text", nl=bool(mended))
    loaded = load(here, warn=True)
    lost_ids = lost(then, loaded, sources(here)) if then else ()
    problems = sorted(p for p in (*loaded.problems, *lost_ids) if asked(p.path))
    warnings = [p for p in loaded.warnings if asked(p.path)]
    if strict:
        problems, warnings = sorted([*problems, *warnings]), []
    told = _from_top(problems, here), _from_top(warnings, here)
    if problems or warnings or format_ == "json":
        click.echo(FORMATS[format_](*(told if format_ == "github" else (problems, warnings))))
    if format_ == "github" and (summary := os.environ.get(job_summary.VARIABLE)):
        try:
            job_summary.append(Path(summary), *told, len(loaded.archive.incidents))
        except OSError as error:
            raise Failure(f"the job's summary cannot be written: {error}") from None
    if format_ != "json":
        count = 0 if fix else mendable(problems, sources(here), here)
        click.echo(reporting.summary(problems, warnings, len(loaded.archive.incidents), count), err=bool(problems))
    sys.exit(1 if problems else 0)


def _from_top(problems: Sequence[Problem], of: Project) -> list[Problem]:
    """Problems whose files are named from the root of the repository, as GitHub does, and not from the project."""
    prefix = prefix_of(of.root) or ""
    return [replace(problem, path=posixpath.normpath(posixpath.join(prefix, problem.path))) for problem in problems]
