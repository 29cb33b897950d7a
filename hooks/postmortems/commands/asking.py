"""What `postmortems new` asks on a terminal. Each answer is read at once as the reader of incident files reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill

import click

from postmortems.commands.answers import (
    END,
    SERVICES,
    SEVERITY,
    SHARE,
    START,
    TITLE,
    ZONE,
    Answers,
    taken,
    words,
)
from postmortems.credentials import Cover
from postmortems.drafts import TODO, Place, refused
from postmortems.format import field_at
from postmortems.reading import values
from postmortems.reading.values import Wrong
from postmortems.reporting import visible
from postmortems.settings import Settings
from postmortems.vocabulary import Effect

QUESTIONS: Mapping[Place, str] = {
    TITLE: "Title",
    # Before the times: which there are in a zone, and which come twice, the zone decides.
    ZONE: "Time zone",
    START: "Start",
    END: "End",
    SERVICES: "Service",
    SHARE: "Share of users",
    SEVERITY: "Severity",
}
_EXAMPLES: Mapping[Place, str] = {
    ZONE: "A name or a city will do: Africa/Nairobi, nairobi, UTC, +03:00.",
    START: "2023-10-20 20:00, or ~2023-10-20 20:00 for about.",
    END: "22:00 will do where it is the same day.",
    SERVICES: f"name=effect, such as login=down; effects: {', '.join(Effect)}. Enter when all are named.",
    SHARE: "70%, ~70%, over 70%, under 1%, ~50% of requests; unknown where nobody knows.",
}
_YES = ("y", "yes")
_SHORTEST = 3
"""Characters of an address: fewer are more often an answer to another question, such as whether it is fine."""
_WIDTH = 79
"""Columns that every terminal has."""


def asked(answers: Answers, settings: Settings) -> Answers:
    """Return the answers with those to what was still missing."""
    missing = {place: label for place, label in QUESTIONS.items() if not answers.has(place)}
    if not settings.severities:
        missing.pop(SEVERITY, None)
    if missing:
        _say(
            "Enter takes what stands in brackets; where nothing does, it leaves a TODO for later. "
            "Ctrl+C ends without a file."
        )
    for place, label in missing.items():
        click.echo(err=True)
        _say(field_at(place).meaning)
        if place == SEVERITY:
            _say(f"One of {', '.join(settings.severities)}. Enter leaves it out.")
        elif place in _EXAMPLES:
            _say(_EXAMPLES[place])
        while more := _one(answers, place, label, settings):
            answers = more
            if place != SERVICES:
                break
    return answers


def asked_words(reason: str, default: str = "") -> str:
    """Return the words of the report's address; with a reason where others do not do."""
    click.echo(err=True)
    _say(
        f"{reason}."
        if reason
        else "The file's name, and the report's address for good: the day of the start and a few words."
    )
    while True:
        answer = _answer("Words for the address", default)
        if default and answer.lower() in {default, *_YES}:
            return default
        try:
            slug, instead = words(answer)
        except Wrong as wrong:
            _tell(answer, wrong.message, wrong.help)
            continue
        if len(slug) < _SHORTEST:
            help_ = "write a few words, such as search-is-slow"
            help_ += "; Enter takes those in brackets" if default else ""
            _tell(
                answer, f"{slug!r} is too short for an address that is to last: {_SHORTEST} characters at least", help_
            )
            continue
        if instead:
            _tell(answer, f"taken as {instead}")
        return slug


def _one(answers: Answers, place: Place, label: str, settings: Settings) -> Answers | None:
    """Ask until the answer can be used; None where there is none."""
    while True:
        answer = _answer(label, zone_of_machine() if place == ZONE else "")
        if answer in {"", TODO}:
            return None
        try:
            more, instead = taken(answers, place, answer, settings)
        except Wrong as wrong:
            _tell(answer, wrong.message, wrong.help)
            continue
        # What was answered before was fine, so whatever is refused is this answer.
        problems = refused(more.known, settings)
        if not problems:
            if instead:
                _tell(answer, f"taken as {instead}")
            return more
        problem = next(iter(problems.values()))
        _tell(answer, problem.message, problem.help)


def _answer(label: str, default: str = "") -> str:
    try:
        return str(click.prompt(label, default=default, show_default=bool(default), err=True)).strip()
    except click.Abort:
        click.echo("\nNo file is written.", err=True)
        raise


def _tell(answer: str, message: str, help_: str = "") -> None:
    """Say something of an answer, without the secrets in it."""
    cover = Cover(answer)
    _say(visible(cover.message(message)), "  ")
    if help_:
        _say(visible(cover.message(f"help: {help_}")), "  ")


def _say(text: str, indent: str = "") -> None:
    # Not where the path goes: that may be read by a program.
    lines = fill(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    click.echo(lines, err=True)


def zone_of_machine() -> str:
    """Return the IANA name of the zone the machine runs in; empty where it cannot be told."""
    names = (name.removeprefix("Etc/") for name in _candidates())
    return next((name for name in names if _is_zone(name)), "")


def _candidates() -> Iterator[str]:
    yield os.environ.get("TZ", "").removeprefix(":")
    try:
        yield str(Path("/etc/localtime").resolve(strict=True)).rpartition("zoneinfo/")[2]
        yield Path("/etc/timezone").read_text("utf-8").strip()
    except (OSError, ValueError):
        return


def _is_zone(name: str) -> bool:
    try:
        values.zone(name)
    except Wrong:
        return False
    return True
