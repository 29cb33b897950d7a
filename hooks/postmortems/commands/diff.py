"""`postmortems diff`."""

from __future__ import annotations

import click

from postmortems.changes.compare import changes
from postmortems.changes.printing import as_markdown, as_text
from postmortems.commands import load, project, revision, sources

FORMATS = {"text": as_text, "markdown": as_markdown}


@click.command()
@click.argument("rev")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For a terminal, or for the summary of a pull request.",
)
def diff(rev: str, format_: str) -> None:
    """Tell what the incident files change against the git revision REV, such as origin/main.

    Reports that are added, changed (which numbers, from what to what; which texts), renamed, withdrawn and removed; how
    places in the rankings move; services, tags and owners that are new, and which of these look like slips. What is in
    the working folder counts, committed or not. Whether anything is wrong is for `check` to say.
    """
    here = project()
    then = revision(rev, here)
    # Bytes: the summary is UTF-8 whatever the terminal, or the file behind a `>`, would make of a text.
    text = FORMATS[format_](changes(then, load(here), sources(here)))
    click.echo(f"{text}\n".encode() if format_ == "markdown" else text, nl=format_ != "markdown")
