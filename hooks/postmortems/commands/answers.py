"""What is said of an incident that has no file yet, by options or on a terminal, and what it is taken for.

A value may be written in any form that can mean one thing only; it is then taken in the form of the file, and whoever
wrote it is told. What may mean several things is theirs to write anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from postmortems import credentials
from postmortems.drafts import Known, Place, Value, slug_of
from postmortems.fixes.forms import certain
from postmortems.format import OneOf, Plain, field_at
from postmortems.reading import meant, values
from postmortems.reading.values import Wrong, shorten
from postmortems.settings import Settings
from postmortems.vocabulary import Effect

TITLE: Place = ("title",)
SEVERITY: Place = ("severity",)
ZONE: Place = ("summary", "timezone")
START: Place = ("summary", "start")
END: Place = ("summary", "end")
SERVICES: Place = ("summary", "services")
SHARE: Place = ("summary", "users_affected")

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

    def has(self, place: Place) -> bool:
        """Whether something is answered for a field, or for a part of it."""
        return any(given[: len(place)] == place for given in self.given)

    def with_(self, place: Place, value: str) -> Answers:
        """Return the answers and one more."""
        return Answers({**self.given, place: value})


def taken(answers: Answers, place: Place, text: str, settings: Settings) -> tuple[Answers, str]:
    """Return the answers with one more, and what it was taken for; nothing where it was taken as it stands.

    Raises `Wrong` where it cannot be told what is meant; the reader of incident files is the judge of the rest.
    """
    text = decoded(text)
    if place == SERVICES:
        return _with_service(answers, text)
    if place == ZONE:
        found = _zone(text)
    elif place in {START, END}:
        found = _time(text, answers.given.get(START, "") if place == END else "")
    else:
        found = certain(text, field_at(place).shape, settings.severities)
    found = found or text
    return answers.with_(place, found), "" if found == text else found


def words(text: str) -> tuple[str, str]:
    """Return the words of an address, and what a text was taken for, as `taken` does; raises `Wrong`."""
    text = decoded(text)
    # Of what was taken for another form only the text as it stands tells that it was a secret.
    if found := credentials.find(text):
        raise Wrong(
            "credential", f"it looks like {found[0].what}, and everybody reads an address", "choose other words"
        )
    slug = values.slug(slug_of(text) or text)
    return slug, "" if slug == text else slug


def decoded(text: str) -> str:
    """Return a text without blanks round it; raises `Wrong` where its bytes were no UTF-8."""
    if re.search("[\ud800-\udfff]", text):
        raise Wrong("encoding", "this is not UTF-8", "type it anew, on a terminal that is set to UTF-8")
    return text.strip()


# -- services ---------------------------------------------------------------------------------------------------------

_SIGN = r"(?:\s*[=:]\s*|\s+[-–—]+\s+)"
_SIGNED = re.compile(rf"(?P<name>\S.*?){_SIGN}(?P<effect>[^\s=:][^=:]*)")
_SAID = re.compile(rf"(?P<name>\S+)\s+(?:(?:is|was)\s+)?(?P<effect>{'|'.join(Effect)})", re.IGNORECASE)


def _with_service(answers: Answers, text: str) -> tuple[Answers, str]:
    found = _SIGNED.fullmatch(text) or _SAID.fullmatch(text)
    if found is None:
        help_ = f"write {_service(text) or 'login'}=down; the effects are {', '.join(Effect)}"
        raise Wrong("shape", f"{shorten(text)!r} does not say what happened to which service", help_)
    name, effect = _service(found["name"]) or found["name"], found["effect"]
    if len(several := [one for one in Effect if re.search(rf"(?<![\w-]){one}(?![\w-])", effect, re.IGNORECASE)]) > 1:
        help_ = f"write {name}={several[0]}, the gravest; the order goes into the timeline, as `impact` entries"
        raise Wrong("unknown-word", f"{shorten(effect)!r} are several effects", help_)
    effect = certain(effect, OneOf(Effect), ()) or effect
    place = (*SERVICES, name)
    if before := answers.given.get(place):
        help_ = "of several effects write the gravest; the order goes into the timeline, as `impact` entries"
        raise Wrong("key-twice", f"{name} is named twice: {name}={before} stands already", help_)
    short = f"{name}={effect}"
    return answers.with_(place, effect), "" if short == text else short


def _service(text: str) -> str:
    """The name of the service that a text begins with, as a slug; empty where there is none that may be shown."""
    name, *_ = re.split(rf"{_SIGN}|\s+(?:is|was)\s+", text)
    return "" if credentials.find(text) else slug_of(name)


# -- zones ------------------------------------------------------------------------------------------------------------


def _zone(text: str) -> str | None:
    if found := certain(text, Plain.ZONE, ()):
        return found
    if not text.startswith(("+", "-")) and (certain(_day_and_clock(text), Plain.CLOCK, ()) or meant.days(text)):
        help_ = "write the zone, such as Africa/Nairobi or UTC"
        raise Wrong("time-zone", f"{text!r} is a time; the zone comes first, then start and end", help_)
    like = values.zones_like(text)
    if len(like) > 1:
        more = f" and {len(like) - _MOST} more" if len(like) > _MOST else ""
        raise Wrong("time-zone", f"{text!r} may be several zones", f"{', '.join(like[:_MOST])}{more}")
    return like[0] if like else None


# -- times ------------------------------------------------------------------------------------------------------------

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(
    r"(?P<name>mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+(?P<rest>.+)", re.IGNORECASE
)
_LINKS = re.compile(r"(?:(?<=\s)|^)(?:at|on)\s+", re.IGNORECASE)
_TIME = re.compile(r"(?P<about>~?)(?P<day>\d{4}-\d{2}-\d{2} )?(?P<clock>\d{2}:\d{2}.*)", re.ASCII)


def _time(text: str, start: str) -> str | None:
    """A time in the file's form. Without a day it is on that of the start; None where it cannot be told."""
    found = _TIME.fullmatch(certain(_day_and_clock(text), Plain.CLOCK, ()) or "")
    if found is None:
        return None
    if found["day"]:
        _refuse_weekday(text, date.fromisoformat(found["day"].strip()))
        return found[0]
    began = _TIME.fullmatch(start)
    # With an offset the start's day may be another one here.
    if began is None or not began["day"] or not re.fullmatch(r"[\d:]+", began["clock"] + found["clock"], re.ASCII):
        return None
    if found["clock"] < began["clock"]:
        following = date.fromisoformat(began["day"].strip()) + timedelta(days=1)
        help_ = f"write the day too: {found['about']}{following} {found['clock']}"
        raise Wrong("time-form", f"{text!r} says no day, and on that of the start it is before it", help_)
    return f"{found['about']}{began['day']}{found['clock']}"


def _day_and_clock(text: str) -> str:
    """A text without the name of a weekday and the words that link day and clock."""
    found = _WEEKDAY.fullmatch(text)
    return _LINKS.sub("", found["rest"] if found else text)


def _refuse_weekday(text: str, day: date) -> None:
    found, right = _WEEKDAY.fullmatch(text), _WEEKDAYS[day.weekday()]
    if found and not right.lower().startswith(found["name"].lower()):
        raise Wrong("time-form", f"{day} is a {right}", "write the day that is meant, as YYYY-MM-DD HH:MM")
