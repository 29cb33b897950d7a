"""How a number, a time or a word of the vocabulary is said in English, everywhere the same."""

from __future__ import annotations

import re
from datetime import date, timedelta

from postmortems.shares import Count, Share
from postmortems.times import Moment, Span
from postmortems.vocabulary import Detector, Effect, Kind, Phase, Word

UNKNOWN = "unknown"

# Before a small letter a full stop ends an abbreviation.
_SENTENCE_END = re.compile(r"[.!?](?= +[^a-z ])|[\u3002\uff01\uff1f]")
_LONGEST_WORD = 40
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400

KINDS = {
    Kind.TRIGGER: "Trigger",
    Kind.IMPACT: "Impact",
    Kind.DETECTED: "Detection",
    Kind.ACTION: "Action",
    Kind.MISLEADING: "Wrong path",
    Kind.ESCALATED: "Escalation",
    Kind.COMMUNICATED: "Communication",
    Kind.MITIGATED: "Mitigation",
    Kind.RESOLVED: "Resolution",
    Kind.NOTE: "Note",
}
"""What readers see for each kind of entry."""

PHASES = {
    Phase.UNDETECTED: "Undetected",
    Phase.RESPONDING: "Responding",
    Phase.RECOVERING: "Recovering",
    Phase.UNKNOWN: "Phase not known",
}

EFFECTS = {
    Effect.DATA_LOSS: "data loss",
    Effect.DOWN: "down",
    Effect.DEGRADED: "degraded",
    Effect.SLOW: "slow",
}

DETECTORS = {
    Detector.MONITORING: "monitoring",
    Detector.ENGINEER: "an engineer",
    Detector.CUSTOMER: "customers",
    Detector.PARTNER: "a partner",
    Detector.UNKNOWN: "not known",
}
"""Who noticed, behind "by" where it is known."""

ABSENT = {
    Kind.MISLEADING: "No misleading path is recorded.",
    Kind.ESCALATED: "No escalation is recorded.",
}
"""What a page says where a report states that there truly was none."""


def length(value: timedelta) -> str:
    """Return a length of time: `42 s`, `1 min 55 s`, `2 h 0 min`, `2 d 22 h`.

    Never more than two units; what is smaller is rounded, half up. The exact seconds are in the data files.
    """
    seconds = (abs(value) + timedelta(milliseconds=500)) // timedelta(seconds=1)
    if seconds >= _DAY:
        days, hours = divmod((seconds + _HOUR // 2) // _HOUR, 24)
        return f"{days} d {hours} h"
    if seconds >= _HOUR:
        minutes = (seconds + _MINUTE // 2) // _MINUTE
        # 23 h 59 min 30 s rounds to a whole day.
        return "1 d 0 h" if minutes == _DAY // _MINUTE else f"{minutes // 60} h {minutes % 60} min"
    minutes, rest = divmod(seconds, _MINUTE)
    if not rest:
        return f"{minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def is_exact(value: timedelta) -> bool:
    """Return whether `length` shows all of a value."""
    smallest = _HOUR if value >= timedelta(days=1) else _MINUTE if value >= timedelta(hours=1) else 1
    return not value % timedelta(seconds=smallest)


def span(value: Span) -> str:
    """Return a length with its word: `about 2 h 0 min`, or `unknown`."""
    return UNKNOWN if value.length is None else _worded(value.word, length(value.length))


def noticed(time_to_detect: Span) -> str:
    """Return the time to detect: `14 min`, or `before users were affected`."""
    if time_to_detect.length is not None and time_to_detect.length < timedelta(0):
        return "before users were affected"
    return span(time_to_detect)


def resolved(time_to_resolve: Span) -> str:
    """Return the time to resolve: `1 h 5 min`, or `over before it was noticed`."""
    if time_to_resolve.length is not None and time_to_resolve.length < timedelta(0):
        return "over before it was noticed"
    return span(time_to_resolve)


def share(value: Share) -> str:
    """Return a share with its word and what it is a share of: `about 50 % of requests`, or `unknown`."""
    if value.percent is None:
        return UNKNOWN
    number = f"{value.percent:f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    text = _worded(value.word, f"{number} %")
    return f"{text} of {value.of}" if value.of else text


def count(value: Count) -> str:
    """Return a number of people, its digits in groups of three: `about 4 200`."""
    return _worded(value.word, f"{value.value:,}".replace(",", "\N{NO-BREAK SPACE}"))


def counted(number: int, thing: str) -> str:
    """Return how many there are of something with a plain plural: `1 service`, `7 services`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def incidents(number: int) -> str:
    """Return how many incidents: `1 incident`, `7 incidents`."""
    return counted(number, "incident")


def age(days: int) -> str:
    """Return how long ago something was, in one unit rounded down: `today`, `12 days`, `5 months`, `3 years`."""
    if days < 1:
        return "today"
    if days < 2 * 30:
        return counted(days, "day")
    return counted(days // 30, "month") if days < 2 * 365 else counted(days // 365, "year")


def shortened(text: str, most: int) -> str:
    """Return a text of so many characters at most.

    Where there is more it is cut behind a sentence, or, if that would take away half, at a word, or, in scripts that
    set no blanks, anywhere; what does not end with a sentence ends with an ellipsis.
    """
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, most + 1) if found.end() > most // 2]
    if ends:
        return text[: ends[-1]]
    kept = text[: most - 1]
    word = kept if text[most - 1] == " " else kept.rpartition(" ")[0]
    return (word if word and len(kept) - len(word) <= _LONGEST_WORD else kept).rstrip(" ,;:.–-") + "…"


def ordinal(number: int) -> str:
    """Return a place in an order: `1st`, `2nd`, `3rd`, `11th`."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def day(value: date) -> str:
    """Return a day: `20 October 2023`."""
    return f"{value.day} {value:%B} {value.year}"


def short_day(value: date) -> str:
    """Return a day in a narrow place: `20 Oct 2023`."""
    return f"{value.day} {value:%b} {value.year}"


def quarter(number: int) -> str:
    """Return a quarter of a year: `first quarter`."""
    return f"{('first', 'second', 'third', 'fourth')[number - 1]} quarter"


def clock(moment: Moment) -> str:
    """Return the time of day: `20:00`, `about 20:10`, with seconds where they were written."""
    return _worded(moment.word, f"{moment.local:%H:%M:%S}" if moment.to_the_second else f"{moment.local:%H:%M}")


def zone(moment: Moment) -> str:
    """Return the zone at that time: abbreviation and offset, `EAT, UTC+03:00`; `UTC` where they are the same."""
    return ", ".join(part for part in (moment.abbreviation(), moment.offset()) if part)


def _worded(word: Word, text: str) -> str:
    return f"{word} {text}" if word else text
