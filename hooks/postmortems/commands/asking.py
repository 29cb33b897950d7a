"""What `postmortems new` asks on a terminal. Each answer is read at once as the reader of incident files reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from postmortems.drafts import TODO, Known, Place, Value, refused
from postmortems.format import field_at
from postmortems.problems import Problem
from postmortems.reading import values
from postmortems.reading.values import Wrong
from postmortems.reporting import visible
from postmortems.settings import Settings
from postmortems.vocabulary import Effect

QUESTIONS: Mapping[Place, str] = {
    ("title",): "Title",
    # Before the times: which there are in a zone, and which come twice, the zone decides.
    ("summary", "timezone"): "Time zone",
    ("summary", "start"): "Start",
    ("summary", "end"): "End",
    ("summary", "services"): "Service",
    ("summary", "users_affected"): "Share of users",
}
_EXAMPLES: Mapping[Place, str] = {
    ("summary", "timezone"): "A name or a city will do: Africa/Nairobi, nairobi, UTC, +03:00.",
    ("summary", "start"): "2023-10-20 20:00, or ~2023-10-20 20:00 for about.",
    (
        "summary",
        "services",
    ): f"name=effect, such as login=down; effects: {', '.join(Effect)}. Enter when all are named.",
    ("summary", "users_affected"): "70%, ~70%, over 70%, under 1%, ~50% of requests; unknown where nobody knows.",
}
_MOST = 8
"""So many zones are named that an answer may mean."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, by the field it belongs to."""

    given: Mapping[Place, str]

    @property
    def known(self) -> Known:
        """The same as a part of the file."""
        found: dict[str, Value] = {}
        for place, value in self.given.items():
            here = found
            for name in place[:-1]:
                here = cast("dict[str, Value]", here.setdefault(str(name), {}))
            here[str(place[-1])] = value
        return found

    def __getitem__(self, place: Place) -> str:
        return self.given.get(place, "")

    def has(self, place: Place) -> bool:
        """Whether something is answered for a field, or for a part of it."""
        return any(given[: len(place)] == place for given in self.given)

    def with_(self, place: Place, value: str) -> Answers:
        """Return the answers and one more."""
        return Answers({**self.given, place: value})

    def with_service(self, text: str) -> Answers:
        """Return the answers and that of `name=effect`; raises `Wrong`."""
        name, _, effect = (part.strip() for part in text.rpartition("="))
        if not name or not effect:
            help_ = f"write {effect or 'login'}=down; the effects are {', '.join(Effect)}"
            raise Wrong("shape", f"{text!r} does not say what happened to which service", help_)
        return self.with_(("summary", "services", name), effect)


def asked(answers: Answers, settings: Settings) -> Answers:
    """Return the answers with those to what was still missing."""
    missing = {place: label for place, label in QUESTIONS.items() if not answers.has(place)}
    if missing:
        _say("Enter leaves a TODO for later. Ctrl+C ends without a file.")
    for place, label in missing.items():
        _say(f"\n{field_at(place).meaning}")
        if place in _EXAMPLES:
            _say(_EXAMPLES[place])
        is_list = place == ("summary", "services")
        while more := _one(answers, place, label, settings):
            answers = more
            if not is_list:
                break
    return answers


def asked_slug(reason: str) -> str:
    """Return the words of the file's name, asked for because the title's do not do."""
    _say(f"\n{reason}.")
    while True:
        answer = click.prompt("Words of the file's name", err=True)
        try:
            return values.slug(answer.strip())
        except Wrong as wrong:
            _say(f"  {wrong.message}\n  help: {wrong.help}")


def _one(answers: Answers, place: Place, label: str, settings: Settings) -> Answers | None:
    """Ask until the answer can be used; None where there is none."""
    default = zone_of_machine() if place == ("summary", "timezone") else ""
    while True:
        answer = click.prompt(label, default=default, show_default=bool(default), err=True).strip()
        if answer in {"", TODO}:
            return None
        try:
            more = _completed(answers, place, answer)
        except Wrong as wrong:
            _say(f"  {wrong.message}\n  help: {wrong.help}")
            continue
        # What was answered before was fine, so whatever is refused is this answer.
        problems = refused(more.known, settings)
        if not problems:
            return more
        _tell(next(iter(problems.values())))


def _completed(answers: Answers, place: Place, answer: str) -> Answers:
    if place == ("summary", "services"):
        return answers.with_service(answer)
    if place != ("summary", "timezone") or answer.startswith(("+", "-")):
        return answers.with_(place, answer)
    found = values.zones_like(answer)
    if len(found) > 1:
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        raise Wrong("time-zone", f"{answer!r} may be several zones", f"{', '.join(found[:_MOST])}{more}")
    if found and found[0] != answer:
        _say(f"  {found[0]}")
    return answers.with_(place, found[0] if found else answer)


def _tell(problem: Problem) -> None:
    _say(f"  {visible(problem.message)}")
    if problem.help:
        _say(f"  help: {visible(problem.help)}")


def _say(text: str) -> None:
    # Not where the path goes: that may be read by a program.
    click.echo(text, err=True)


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
