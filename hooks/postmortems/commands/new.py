"""`postmortems new`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from postmortems import credentials, issues, loading
from postmortems.commands import Failure, project
from postmortems.commands.answers import END, SERVICES, SEVERITY, SHARE, START, TITLE, ZONE, Answers, taken, words
from postmortems.commands.asking import asked, asked_words
from postmortems.drafts import Draft, Place, draft, refused, slug_of
from postmortems.program import path_from_here, started
from postmortems.reading import text as characters
from postmortems.reading.values import Wrong
from postmortems.reporting import visible
from postmortems.settings import CONFIG, Project, Settings
from postmortems.times import build_day
from postmortems.vocabulary import Effect

OPTIONS: Mapping[str, Place] = {
    "title": TITLE,
    "organisation": ("organisation",),
    "severity": SEVERITY,
    "start": START,
    "end": END,
    "timezone": ZONE,
    "users_affected": SHARE,
}
"""The field that each option fills in."""


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
    said = [(OPTIONS[name], value) for name, value in options.items() if value]
    said += [(SERVICES, service) for service in services]
    if issue and said:
        raise Failure("--issue says everything; give no other option than --slug with it")
    answers, slug = _of_options(said, slug, here.settings)
    text = _text(issue) if issue else ""
    report = issues.read(text)
    is_asking = on_terminal() and not issue
    if on_terminal():
        # What is no UTF-8 is refused like every other answer.
        sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # it is a text file here
    if is_asking:
        answers = asked(answers, here.settings)
    make = partial(
        draft,
        report.known if issue else answers.known,
        settings=here.settings,
        site=here.site,
        names=names,
        today=build_day(),
        remarks=report.remarks,
        asides=report.asides,
    )
    title = str((report.known if issue else answers.known).get("title", ""))
    made = _named(make, slug, title, names, is_asking=is_asking)
    _write(made, here)
    if credentials.find(made.text):
        click.echo("Warning: it holds what looks like a secret; take it out before you commit the file.", err=True)
    if credentials.find(text):
        click.echo("Warning: the issue holds what looks like a secret: take it out there too.", err=True)


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


def _text(issue: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(issue) == "-" else issue.read_bytes()
    except OSError as error:
        raise Failure(f"{issue} cannot be read: {error.strerror}") from None
    text = characters.decode(data)
    if not isinstance(text, str):
        raise Failure(f"{issue}: {text.message}; {text.help}")
    if not text.strip():
        raise Failure(f"{'standard input' if str(issue) == '-' else issue} is empty; it must hold the text of an issue")
    return text


def _of_options(said: Sequence[tuple[Place, str]], slug: str, settings: Settings) -> tuple[Answers, str]:
    """Return what options say, and the words of the name; where one cannot be used, name every such option and end."""
    answers = Answers({})
    problems = []
    notes = []
    for place, value in said:
        try:
            answers, instead = taken(answers, place, value, settings)
        except Wrong as wrong:
            problems.append(f"{_option(place)}: {wrong.message}; {wrong.help}")
            continue
        if instead:
            notes.append(f"{_option(place)}: taken as {instead}")
    for place, found in refused(answers.known, settings).items():
        problems.append(f"{_option(place)}: {'; '.join(filter(None, (found.message, found.help)))}")
    if slug:
        try:
            slug, instead = words(slug)
            notes += [f"--slug: taken as {instead}"] if instead else []
        except Wrong as wrong:
            problems.append(f"--slug: {wrong.message}; {wrong.help}")
    for note in notes:
        click.echo(visible(credentials.covered(note)), err=True)
    cover = credentials.Cover("\n".join([*(value for _, value in said), slug]))
    for problem in problems[:-1]:
        click.echo(f"Error: {visible(cover.message(problem))}", err=True)
    if problems:
        raise Failure(cover.message(problems[-1]))
    return answers, slug


def _option(place: Place) -> str:
    name = next((name for name, one in OPTIONS.items() if one == place), "service")
    return f"--{name.replace('_', '-')}"


def _named(make: Callable[..., Draft], slug: str, title: str, names: Mapping[str, str], *, is_asking: bool) -> Draft:
    """Return the draft under a name that is free."""
    made = make(slug=slug)
    is_asked = is_asking and not slug
    while True:
        reason = ""
        if not slug and title and not slug_of(title):
            reason = "no letter from a to z and no digit is in the title, and the file's name is made of them"
        elif made.id in names:
            reason = f"{made.id} is the name of {names[made.id]}"
        if reason and not on_terminal():
            raise Failure(f"{reason}; give other words with --slug")
        if not reason and not is_asked:
            return made
        slug = asked_words(reason, "" if reason else made.id[len("YYYY-MM-DD-") :])
        made, is_asked = make(slug=slug), False


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
    click.echo(f"Write over every TODO in it, then run: {started()} check {path_from_here(path)}")
