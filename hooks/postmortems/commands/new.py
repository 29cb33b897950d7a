"""`postmortems new`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import click

from postmortems import issues, loading
from postmortems.commands import Failure, project
from postmortems.commands.asking import Answers, asked, asked_slug
from postmortems.drafts import Draft, Place, draft, refused, slug_of
from postmortems.problems import Problem
from postmortems.reading import text as characters
from postmortems.reading import values
from postmortems.reading.values import Wrong
from postmortems.reporting import visible
from postmortems.settings import CONFIG, Project
from postmortems.times import build_day
from postmortems.vocabulary import Effect

OPTIONS: Mapping[str, Place] = {
    "title": ("title",),
    "organisation": ("organisation",),
    "severity": ("severity",),
    "start": ("summary", "start"),
    "end": ("summary", "end"),
    "timezone": ("summary", "timezone"),
    "users_affected": ("summary", "users_affected"),
}
"""The field that each option fills in."""
SERVICES: Place = ("summary", "services")


@click.command()
@click.option("--title", help="What happened to users, in one line.")
@click.option("--start", help="The first moment users were affected: '2023-10-20 20:00'.")
@click.option("--end", help="The last one.")
@click.option("--timezone", help="The zone of both: Africa/Nairobi, UTC or +03:00.")
@click.option(
    "--service",
    "services",
    multiple=True,
    metavar="NAME=EFFECT",
    help=f"A service that was hit, and how: {', '.join(Effect)}. May be given several times.",
)
@click.option("--users-affected", help="The share of users: 70%, '~70%', 'over 70%', or unknown.")
@click.option("--severity", help="A word of the site's list.")
@click.option("--organisation", help="Whose incident it is, where the archive covers several.")
@click.option("--slug", default="", help="The words of the file's name, where those of the title do not do.")
@click.option(
    "--issue",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help='The text of an issue made with the form "Report an incident"; it takes the place of all options but --slug.',
)
def new(services: tuple[str, ...], slug: str, issue: Path | None, **options: str | None) -> None:
    """Begin the file of an incident: every field with what it means, and TODO where something is missing.

    On a terminal it asks for what no option says. It prints the path of the file and the command that checks it.
    """
    here = project()
    names = _names(here)
    answers = Answers({OPTIONS[name]: value for name, value in options.items() if value})
    for service in services:
        answers = _service(answers, service)
    if issue and answers.given:
        raise Failure("--issue says everything; give no other option than --slug with it")
    _refuse(refused(answers.known, here.settings), slug)
    report = issues.read(_text(issue)) if issue else issues.Report()
    if on_terminal() and not issue:
        answers = asked(answers, here.settings)
    known = report.known if issue else answers.known
    make = partial(
        draft,
        known,
        settings=here.settings,
        site=here.site,
        names=names,
        today=build_day(),
        remarks=report.remarks,
        asides=report.asides,
    )
    title = known.get("title")
    if title and not slug and not slug_of(str(title)):
        message = "no letter from a to z and no digit is in the title, and the file's name is made of them"
        slug = _other_slug(message)
    made = make(slug=slug)
    while made.id in names:
        slug = _other_slug(f"{made.id} is the name of {names[made.id]}")
        made = make(slug=slug)
    _write(made, here)


def on_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def _names(here: Project) -> Mapping[str, str]:
    """The file of each id that is taken, whatever is wrong with the files."""
    if not here.incidents.is_dir() and (here.root / CONFIG).is_file():
        return {}
    try:
        return loading.load(here).names
    except OSError as error:
        raise Failure(str(error)) from None


def _service(answers: Answers, text: str) -> Answers:
    try:
        return answers.with_service(text)
    except Wrong as wrong:
        raise Failure(f"--service: {wrong.message}; {wrong.help}") from None


def _text(issue: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(issue) == "-" else issue.read_bytes()
    except OSError as error:
        raise Failure(f"{issue} cannot be read: {error.strerror}") from None
    text = characters.decode(data)
    if isinstance(text, str):
        return text
    raise Failure(f"{issue}: {text.message}; {text.help}")


def _refuse(found: Mapping[Place, Problem], slug: str) -> None:
    """Name every option whose value cannot be used, and end, if there is one."""
    problems = [*_of_options(found)]
    if slug:
        try:
            values.slug(slug)
        except Wrong as wrong:
            problems.append(f"--slug: {wrong.message}; {wrong.help}")
    for problem in problems[:-1]:
        click.echo(f"Error: {visible(problem)}", err=True)
    if problems:
        raise Failure(problems[-1])


def _of_options(found: Mapping[Place, Problem]) -> Iterator[str]:
    names = {place: f"--{name.replace('_', '-')}" for name, place in OPTIONS.items()}
    for place, problem in found.items():
        yield f"{names.get(place, '--service')}: {'; '.join(filter(None, (problem.message, problem.help)))}"


def _other_slug(reason: str) -> str:
    if not on_terminal():
        raise Failure(f"{reason}; give other words with --slug")
    return asked_slug(reason)


def _write(made: Draft, here: Project) -> None:
    path = here.root / made.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(made.text)
    except FileExistsError:
        raise Failure(f"{made.path} is there already") from None
    except OSError as error:
        raise Failure(f"{made.path} cannot be written: {error.strerror}") from None
    shown = Path(os.path.relpath(path)).as_posix()
    click.echo(shown)
    click.echo(f"Write over every TODO in it, then run: postmortems check {shlex.quote(shown)}")
