"""The `postmortems` command. Exit status 0: clean; 1: problems in the files; 2: the tool could not do its work."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import click

from postmortems import reporting
from postmortems.data import schema as schemas
from postmortems.data.tables import dumped
from postmortems.loading import Loaded, load
from postmortems.settings import Project, SettingsError, find_project

FORMATS = {"text": reporting.as_text, "github": reporting.as_github, "json": reporting.as_json}


class Failure(click.ClickException):
    """The tool could not do its work."""

    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="postmortems")
def cli() -> None:
    """Keep an archive of postmortems: one YAML file an incident."""


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
def check(paths: tuple[Path, ...], format_: str) -> None:
    """Name every problem in every incident file, and what to write instead.

    With PATHs only the problems of these files and folders are named; what they refer to is looked up in the whole
    archive all the same.
    """
    project, loaded = _load()
    shown = [_shown(path, project) for path in paths]
    problems = [p for p in loaded.problems if not paths or any(_is_below(p.path, place) for place in shown)]
    if problems or format_ == "json":
        click.echo(FORMATS[format_](problems))
    if format_ != "json":
        click.echo(reporting.summary(problems, len(loaded.archive.incidents)), err=bool(problems))
    sys.exit(1 if problems else 0)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the incident file, for editors.

    It knows the site's own list of severities. The site publishes the same at schema/incident.json.
    """
    try:
        project = find_project(Path.cwd())
    except SettingsError as error:
        raise Failure(reporting.visible(str(error))) from None
    # Bytes: JSON is UTF-8 whatever the terminal, or the file behind a `>`, would make of a text.
    click.echo(dumped(schemas.schema(project.settings, schemas.address(project.site))).encode(), nl=False)


def _load() -> tuple[Project, Loaded]:
    try:
        project = find_project(Path.cwd())
        return project, load(project)
    except (SettingsError, OSError) as error:
        raise Failure(reporting.visible(str(error))) from None


def _shown(path: Path, project: Project) -> str:
    """How the problems name a file or folder; raises `Failure` where nothing of it can be an incident."""
    if not os.path.lexists(path):
        raise Failure(reporting.visible(f"there is no {os.fsencode(path).decode('utf-8', 'replace')}"))
    # A link stands for itself here, not for what it leads to.
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  resolve() would follow it
    shown = project.shown(absolute.parent.resolve() / absolute.name)
    folder = project.shown(project.incidents)
    if not (_is_below(shown, folder) or _is_below(folder, shown)):
        raise Failure(reporting.visible(f"{shown} is not below {folder}, where the incident files are"))
    return shown


def _is_below(path: str, folder: str) -> bool:
    return folder in {".", path} or path.startswith(f"{folder}/")


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that cannot show a character gets it spelled out.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # they are text files here
    try:
        cli(prog_name="postmortems")
    except Exception:  # noqa: BLE001  whatever it is, it is no problem of the files: Python's own 1 would say so
        traceback.print_exc()
        sys.exit(2)
