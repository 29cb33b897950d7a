"""What a person most likely meant who wrote a time, a day, a share or a count in another way.

For helps and fixes, never for values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

MAX_LENGTH = 60
"""Longer than any way to write a time."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<y>(?:19|20|21)\d\d)"
# Each finds a day written in some way; those with `a` and `b` do not say which of the two is the month.
_DAYS = tuple(
    re.compile(rf"(?<!\d){pattern}(?!\d)", re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})",
        rf"{_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})",
        rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR}",
        rf"(?P<a>\d{{1,2}})[-/](?P<b>\d{{1,2}})[-/]{_YEAR}",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?:of )?{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_CLOCK = re.compile(
    r"(?<![\d.:+-])(?P<h>\d{1,2})(?:\s?[:.h]\s?(?P<m>\d{2})(?::(?P<s>\d{2}))?(?P<fraction>[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?(?![\d:])",
    re.ASCII | re.IGNORECASE,
)
_SHORT = re.compile(r"(?<=\d:)\d(?![\d:])", re.ASCII)
"""Minutes of one digit."""
_COMPACT = re.compile(r"^T?(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?P<s>[0-5]\d)?(?P<fraction>)(?P<half>)$", re.ASCII)
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_OFFSET = re.compile(r"(?<=\d)\s?(?:(?P<utc>Z|UTC|GMT)|(?P<o>[+-]\d{2}:?\d{2}|\+\d{2}))$", re.ASCII)
_ABOUT = re.compile(r"\s*(?:~|≈|ca\b\.?|c\.|about\b|around\b|approx[a-z]*\.?|circa\b|roughly\b)", re.IGNORECASE)
_ZONE = re.compile(r"(?<![A-Za-z])(?!AM\b|PM\b)[A-Z]{2,5}(?![A-Za-z])")


def time(text: str, day: date | None, near: date | None = None) -> str | None:
    """Return what to write instead of a text that is no time; None where that cannot be told.

    `day` is the day that a bare clock time would belong to; None: the day must be written. `near` is the most likely
    day: of several that a text may state the one close to it is told first.
    """
    if len(text) > MAX_LENGTH:
        return None
    plain = _plain(text)
    if re.fullmatch(r"1\d{9}", plain, re.ASCII):
        return (
            f"write {datetime.fromtimestamp(int(plain), UTC):%Y-%m-%d %H:%M:%S}Z, or the same in the zone of the report"
        )
    if len(short := list(_SHORT.finditer(plain))) == 1:
        return _either(plain, short[0], day, near)
    days, rest = _take_day(plain, near)
    if days == []:
        return None
    offset = _OFFSET.search(rest)
    rest = rest[: offset.start()] if offset else rest
    for word, clock in _WORDS.items():
        rest = re.sub(rf"\b{word}\b", clock, rest, flags=re.IGNORECASE)
    clocks = list(_clocks(rest.strip()))
    if len(clocks) > 1:
        return "write one time; the end of a stretch goes into `until`"
    stated: list[date | None] = [*days] if days else [None if day else near]
    if not clocks:
        return (
            f"add the time of day: {stated[0]} HH:MM, with ~ in front where it is not exact"
            if days
            else _no_time(plain, day)
        )
    written = [_written(clocks[0], one, day, offset) for one in stated]
    if None in written:
        return None
    about = "~" if _ABOUT.match(plain) else ""
    if any(one and one.endswith("24:00") for one in written):
        return _midnight(stated[0] or day)
    zone = "; the zone goes into `timezone`" if _ZONE.search(rest.replace("T", " ", 1)) else ""
    return "write " + " or ".join(f"{about}{one}" for one in written) + zone


def _either(text: str, short: re.Match[str], day: date | None, near: date | None) -> str | None:
    """What to write for minutes of one digit: a nought is missing, before it or behind it."""
    both = dict.fromkeys((f"0{short[0]}", f"{short[0]}0"))
    helps = [time(f"{text[: short.start()]}{minutes}{text[short.end() :]}", day, near) for minutes in both]
    told = dict.fromkeys(help_.partition("; ") for help_ in helps if help_)
    tail = "".join(next(iter(told))[1:]) if told else ""
    return " or ".join(head for head, _, _ in told).replace(" or write ", " or ") + tail if told else None


def certain_time(text: str) -> str | None:
    """Return a text in the form of a time, where it can mean no other and says nothing else; None otherwise.

    A clock time without a day keeps the day open. Whether there is such a time is not looked at.
    """
    if len(text) > MAX_LENGTH:
        return None
    plain = _plain(text)
    about = _ABOUT.match(plain)
    stated, rest = _take_day(plain[about.end() :] if about else plain)
    if stated is not None and len(stated) != 1:
        return None
    offset = _OFFSET.search(rest)
    clock = next(_clocks((rest[: offset.start()] if offset else rest).strip(" Tt,")), None)
    # Behind a minus may stand the end of a stretch; and the time of London is called GMT in summer, too.
    doubtful = offset and (offset["utc"] == "GMT" or (offset[0].strip()[0] == "-" and "T" not in plain))
    if clock is None or clock[0] != clock.string or clock["fraction"] or doubtful:
        return None
    if clock.re is _COMPACT and stated is None:
        return None
    written = _written(clock, stated[0] if stated else None, date.min, offset)
    return written and ("~" if about else "") + written


def certain_day(text: str) -> date | None:
    """Return the only day that a text can mean, where it says nothing else; None otherwise."""
    found, rest = _take_day(_plain(text)) if len(text) <= MAX_LENGTH else (None, "")
    return found[0] if found and len(found) == 1 and not rest.strip() else None


def _plain(text: str) -> str:
    """A text with ordinary digits, letters and hyphens."""
    return unicodedata.normalize("NFKC", text).translate(dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-"))


def days(text: str) -> list[date]:
    """Return the days that a text may state; empty where it states none."""
    return _take_day(_plain(text))[0] or []


def _take_day(text: str, near: date | None = None) -> tuple[list[date] | None, str]:
    """The days a text may state (None: it names none; empty: none that exists), and the text without them.

    Of several the one nearest to `near` comes first.
    """
    for pattern in _DAYS:
        if (found := pattern.search(text)) is None:
            continue
        parts = found.groupdict()
        year = int(parts["y"])
        if "a" in parts:
            a, b = int(parts["a"]), int(parts["b"])
            pairs = [(b, a), (a, b)] if a != b else [(a, b)]
        else:
            month = _MONTHS.index(parts["name"].lower()) + 1 if "name" in parts else int(parts["m"])
            pairs = [(month, int(parts["d"]))]
        days = [one for m, d in pairs if (one := _day(year, m, d))]
        if near:
            days.sort(key=lambda one: abs(one - near))
        return days, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clocks(text: str) -> Iterator[re.Match[str]]:
    if compact := _COMPACT.fullmatch(text):
        yield compact
        return
    # A number alone, without minutes or a half of the day, is no clock time.
    yield from (found for found in _CLOCK.finditer(text) if found["m"] or found["half"])


def _written(clock: re.Match[str], stated: date | None, day: date | None, offset: re.Match[str] | None) -> str | None:
    hour, minute, second = int(clock["h"]), int(clock["m"] or 0), int(clock["s"] or 0)
    if clock["half"] and 1 <= hour <= 12:  # noqa: PLR2004  behind 14:00 a pm says nothing more
        hour = hour % 12 + (12 if clock["half"][0] in "Pp" else 0)
    if (hour, minute, second) > (24, 0, 0) or minute > 59 or second > 59:  # noqa: PLR2004  hours and minutes of a day
        return None
    lead = f"{stated} " if stated else "" if day else "YYYY-MM-DD "
    seconds = f":{second:02}" if clock["s"] else ""
    return f"{lead}{hour:02}:{minute:02}{seconds}{_zone(offset)}"


def _zone(offset: re.Match[str] | None) -> str:
    if offset is None:
        return ""
    if offset["utc"]:
        return "Z"
    digits = offset["o"].replace(":", "").ljust(5, "0")
    return f"{digits[:3]}:{digits[3:]}"


def _midnight(day: date | None) -> str:
    if day is None:
        return "the end of a day is 00:00 of the next: write YYYY-MM-DD 00:00"
    return f"the end of a day is 00:00 of the next: write {day + timedelta(days=1)} 00:00"


def _no_time(text: str, day: date | None) -> str | None:
    if any(character.isdigit() for character in text):
        return None
    if day is None:
        return "write the nearest time that is known as YYYY-MM-DD HH:MM, with ~ in front where it is not exact"
    return "write HH:MM, with ~ in front where it is not exact; leave the key out where the time is not known"


# -- shares and counts ------------------------------------------------------------------------------------------------

_LEADS = {
    "~": ("~", "≈", "about", "around", "approx.", "approx", "approximately", "roughly", "circa", "ca.", "ca"),
    "over ": (">", "over", "more than", "above"),
    "under ": ("<", "under", "less than", "below"),
}
_LEAD_OF = {word: lead for lead, words in _LEADS.items() for word in words}
_LEAD = rf"(?P<lead>{'|'.join(re.escape(word) for word in sorted(_LEAD_OF, key=len, reverse=True))})?\s*"
# A comma before three digits parts thousands in some countries.
_SHARE = re.compile(
    rf"{_LEAD}(?P<whole>\d{{0,3}})(?:\.(?P<part>\d{{1,4}})|,(?P<comma>\d{{1,2}}))?\s*(?:%|percent|per cent)"
    r"(?P<of>\s+of\s+\S.*)?",
    re.ASCII | re.IGNORECASE,
)
# Neither a point nor a comma: both part thousands in one country, and decimals in the next. 15 digits, as a file has.
_COUNT = re.compile(rf"{_LEAD}(?P<n>\d{{1,3}}(?:[ _']\d{{3}}){{1,4}}|0|[1-9]\d{{0,14}})", re.ASCII | re.IGNORECASE)


def certain_share(text: str) -> str | None:
    """Return a share in the form of the file, where the text can mean no other; None otherwise.

    Whether there is such a share is not looked at.
    """
    if text.lower() == "unknown":
        return "unknown"
    if (found := _SHARE.fullmatch(text)) is None or not (found["whole"] or found["part"] or found["comma"]):
        return None
    part = found["part"] or found["comma"]
    number = (found["whole"].lstrip("0") or "0") + (f".{part}" if part else "")
    of = f" of {re.split('of', found['of'], maxsplit=1, flags=re.IGNORECASE)[1].strip()}" if found["of"] else ""
    return f"{_lead(found)}{number}%{of}"


def certain_count(text: str) -> str | None:
    """Return a count in the form of the file, where the text can mean no other; None otherwise."""
    if (found := _COUNT.fullmatch(text)) is None:
        return None
    digits = re.sub(r"\D", "", found["n"])
    return f"{_lead(found)}{digits}"


def _lead(found: re.Match[str]) -> str:
    return _LEAD_OF[found["lead"].lower()] if found["lead"] else ""
