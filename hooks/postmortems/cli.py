"""The `postmortems` command. Exit status 0: clean; 1: problems in the files; 2: the tool could not do its work."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from postmortems import reporting
from postmortems.loading import Loaded, load
from postmortems.problems import Problem
from postmortems.settings import Project, SettingsError, find_project

FORMATS = {"text": reporting.as_text, "github": reporting.as_github, "json": reporting.as_json}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="postmortems")
def cli() -> None:
    """Keep an archive of postmortems: one YAML file an incident."""


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How problems are printed.")
def check(paths: tuple[Path, ...], format_: str) -> None:
    """Name every problem in every incident file, and what to write instead.

    With PATHs only the problems of these files and folders are named; what they refer to is looked up in the whole
    archive all the same.
    """
    project, loaded = _load()
    problems = [p for p in loaded.problems if not paths or _is_below(p, paths, project)]
    if problems or format_ == "json":
        click.echo(FORMATS[format_](problems))
    if format_ != "json":
        click.echo(reporting.summary(problems, len(loaded.archive.incidents)), err=bool(problems))
    sys.exit(1 if problems else 0)


def _load() -> tuple[Project, Loaded]:
    try:
        project = find_project(Path.cwd())
        return project, load(project)
    except (SettingsError, OSError) as error:
        raise click.ClickException(reporting.visible(str(error))) from None


def _is_below(problem: Problem, paths: tuple[Path, ...], project: Project) -> bool:
    place = project.root / problem.path
    return any(place == path.resolve() or place.is_relative_to(path.resolve()) for path in paths)


def main() -> None:
    """Run the command."""
    click.ClickException.exit_code = 2
    cli(prog_name="postmortems")
