"""What one value means: times, zones, shares, counts, days, addresses.

Each function takes the text as typed and returns the value, or raises `Wrong` with what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from postmortems.reading import meant
from postmortems.reading.zones import ABBREVIATIONS
from postmortems.shares import Count, Share
from postmortems.times import Moment, Zone, moment
from postmortems.vocabulary import Word

FIRST_YEAR, LAST_YEAR = 1900, 2199
MAX_URL = 2_000
MAX_SLUG = 60

ID = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


class Wrong(Exception):  # noqa: N818  not a failure of the program: what a contributor may mend
    """A value that cannot be read."""

    def __init__(self, code: str, message: str, help_: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help_


def certainly(text: str, guess: Callable[[str], str | None], read: Callable[[str], object]) -> str | None:
    """Return what `guess` makes of a text without the blanks round it, where `read` accepts that; None otherwise.

    A reader asks here for its helps, so what it refuses must not be what `guess` makes of itself.
    """
    found = guess(text.strip()) if len(text) <= MAX_URL else None
    try:
        return found if found and read(found) is not None else None
    except Wrong:
        return None


def shorten(text: str, width: int = 60) -> str:
    """Return a text short enough to be named in a message."""
    return text if len(text) <= width else text[: width - 1] + "…"


def slugify(text: str) -> str:
    """Return the nearest slug to a text; empty where nothing of it can stand in one."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:MAX_SLUG].strip("-")


def close(word: str, known: list[str]) -> str | None:
    """Return the known word that was most likely meant, or None."""
    if len(word) > MAX_SLUG:
        return None
    folded = {k.lower().replace("_", "-"): k for k in known}
    found = get_close_matches(word.lower().replace("_", "-"), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def slug(text: str) -> str:
    """Return a lower-case slug of 60 characters at most."""
    if _SLUG.fullmatch(text) and len(text) <= MAX_SLUG:
        return text
    glued = re.fullmatch(r"([a-z0-9-]+):([a-z-]+)", text)
    if glued:
        raise Wrong("slug", f"{shorten(text)!r} has no blank behind its colon", f"write {glued[1]}: {glued[2]}")
    nearest = slugify(text)
    raise Wrong(
        "slug",
        f"{shorten(text)!r} is not a slug: a to z, digits and single hyphens, {MAX_SLUG} characters at most",
        f"write {nearest}" if nearest else "write a word such as login-page",
    )


# -- times ------------------------------------------------------------------------------------------------------------

_TIME = re.compile(
    r"(?P<about>~)?(?:(?P<day>\d{4}-\d{2}-\d{2}) )?(?P<clock>\d{2}:\d{2}(?P<seconds>:\d{2})?)"
    r"(?P<offset>Z|[+-]\d{2}:\d{2})?",
    re.ASCII,
)
UNDATED = date(2000, 1, 1)
"""In place of a day that cannot be known because another time is wrong: only the form of a time is checked."""
_FORM = "YYYY-MM-DD HH:MM, such as 2023-10-20 20:00"
_CLOCK_FORM = "HH:MM, such as 20:00, or YYYY-MM-DD HH:MM"


def time(text: str, zone: Zone, day: date | None, *, near: date | None = None) -> Moment:
    """Return the moment a text states. `day` is the day a bare clock time belongs to; None: the day must be written.

    `near` is the most likely day, for helps alone.
    """
    form = _FORM if day is None else _CLOCK_FORM
    known = None if day is UNDATED else day
    near = near or known
    found = _TIME.fullmatch(text)
    if found is None:
        raise Wrong("time-form", f"{shorten(text)!r} is not a time", meant.time(text, known, near) or f"write {form}")
    if found["day"] is None and day is None:
        clock = found["clock"] + ((found["offset"] or "") if near else "")
        stated = f"{found['about'] or ''}{near or 'YYYY-MM-DD'} {clock}"
        midnight = meant.time(text, None, near) if near and found["clock"] == "24:00" else None
        raise Wrong("time-form", f"{text!r} says no day", midnight or f"write the day too: {stated}")
    stamp = f"{found['day'] or day} {found['clock']}"
    local = _local(stamp)
    if local is None:
        raise Wrong("time-form", f"there is no {text}", meant.time(text, known, near) or f"write {form}")
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise Wrong(
            "time-form", f"the year {local.year} is out of range", f"write a year from {FIRST_YEAR} to {LAST_YEAR}"
        )
    if found["offset"] is None:
        _refuse_changed_clock(local, zone)
    else:
        offset = _offset(found["offset"])
        # Behind a bare clock time a minus sign more often makes a range.
        if found["day"] is None and found["offset"][0] == "-" and offset.utcoffset(None) not in _offsets(local, zone):
            raise Wrong(
                "time-form",
                f"{text!r} reads like two times",
                "write one time; the end of a stretch goes into `until`; a time of another zone has its day with it",
            )
        local = local.replace(tzinfo=offset)
    return moment(local, zone, about=found["about"] is not None, to_the_second=found["seconds"] is not None)


def _local(stamp: str) -> datetime | None:
    if stamp[11:13] == "24":
        return None  # newer versions of Python read 24:00 as the next day
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def _offsets(local: datetime, zone: Zone) -> set[timedelta | None]:
    return {local.replace(tzinfo=zone.tzinfo, fold=fold).utcoffset() for fold in (0, 1)}


def _refuse_changed_clock(local: datetime, zone: Zone) -> None:
    """A time the clock skips means nothing; one it shows twice means two."""
    first, second = (local.replace(tzinfo=zone.tzinfo, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return
    shown = f"{local:%Y-%m-%d %H:%M}"
    if first.astimezone(UTC).astimezone(zone.tzinfo).replace(tzinfo=None) != local:
        earlier, later = (x.astimezone(UTC).astimezone(zone.tzinfo) for x in (second, first))
        raise Wrong(
            "time-skipped",
            f"{shown} does not exist in {zone.name}: clocks went forward over it",
            f"perhaps {earlier:%Y-%m-%d %H:%M} or {later:%Y-%m-%d %H:%M}",
        )
    one, other = (f"{local:%Y-%m-%d %H:%M}{_iso_offset(x)}" for x in (first, second))
    raise Wrong(
        "time-twice",
        f"{shown} comes twice in {zone.name}: clocks went back",
        f"write {one} (the first) or {other} (the second)",
    )


def _iso_offset(aware: datetime) -> str:
    text = f"{aware:%z}"
    return f"{text[:3]}:{text[3:5]}"


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    length = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    length = -length if text[0] == "-" else length
    if not timedelta(hours=-12) <= length <= timedelta(hours=14) or int(text[4:6]) > 59:  # noqa: PLR2004  an hour
        raise Wrong("time-form", f"no place is {text} from UTC", "write an offset from -12:00 to +14:00, or Z")
    return timezone(length)


def day(text: str) -> date:
    """Return the day a text states, as YYYY-MM-DD."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise Wrong("day-form", f"there is no day {text}", "write a day of the calendar, as YYYY-MM-DD") from None
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
        raise Wrong(
            "day-form", f"the year {found.year} is out of range", f"write a year from {FIRST_YEAR} to {LAST_YEAR}"
        )
    likely = " or ".join(str(one) for one in meant.days(text)) if len(text) <= meant.MAX_LENGTH else ""
    raise Wrong(
        "day-form",
        f"{shorten(text)!r} is not a day",
        f"write {likely}" if likely else "write it as YYYY-MM-DD, such as 2023-10-27",
    )


# -- zones ------------------------------------------------------------------------------------------------------------

_FIXED = re.compile(r"[+-]\d{2}:\d{2}", re.ASCII)
_LOOSE_FIXED = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+-]?)(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?", re.ASCII | re.IGNORECASE)


def zone(text: str) -> Zone:
    """Return the zone of an IANA name (`Area/City`), `UTC`, or a fixed offset."""
    if text == "UTC":
        return Zone(text, UTC)
    if _FIXED.fullmatch(text):
        try:
            return Zone(text, _offset(text))
        except Wrong as wrong:
            raise Wrong("time-zone", wrong.message, "write an offset from -12:00 to +14:00, or an IANA name") from None
    if text in _zone_names():
        return Zone(text, _rules(text))
    raise Wrong("time-zone", f"{shorten(text)!r} is not a time zone", _zone_meant(text))


@cache
def _zone_names() -> frozenset[str]:
    """The names of the tz database that name a place, from the `tzdata` package: the same on every machine."""
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return frozenset(name for name in names if "/" in name and not name.startswith("Etc/"))


@cache
def _rules(name: str) -> ZoneInfo:
    # From the package, not the system: a report means the same on every machine.
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def zones_like(text: str) -> tuple[str, ...]:
    """Return the zone of a name or a city in whatever letters; without one, those whose name or city begins so.

    An abbreviation is the beginning of nothing: IST is not short for Istanbul.
    """
    if text.strip().upper() in ABBREVIATIONS:
        return ()
    squeezed, folded, cities = _squeezed(text), *_folded_names()
    if whole := folded.get(squeezed) or cities.get(squeezed):
        return (whole,)
    found = {name for known in (folded, cities) for like, name in known.items() if like.startswith(squeezed)}
    return tuple(sorted(found)) if squeezed else ()


def _squeezed(text: str) -> str:
    return re.sub(r"\s*/\s*", "/", text.strip()).replace(" ", "_").lower()


@cache
def _folded_names() -> tuple[dict[str, str], dict[str, str]]:
    """Every name of a zone by itself and by its city, in lower case; of several with a city the first."""
    cities: dict[str, str] = {}
    for name in sorted(_zone_names()):
        cities.setdefault(name.rpartition("/")[2].lower(), name)
    return {name.lower(): name for name in _zone_names()}, cities


def _zone_meant(text: str) -> str:
    general = "write an IANA name such as Africa/Nairobi, UTC, or an offset such as +03:00"
    if len(text) > MAX_SLUG:
        return general
    if text.upper() in {"UTC", "Z", "ZULU", "ETC/UTC", "UTC+0", "GMT+0", "+00"}:
        return "write UTC"
    if found := ABBREVIATIONS.get(text.upper()):
        several = "may mean several zones" if len(found) > 1 else "is not a zone"
        return f"an abbreviation {several}: write {' or '.join(found)}"
    if found_offset := _LOOSE_FIXED.fullmatch(text.strip()):
        sign = found_offset["sign"] or "+"
        return f"write {sign}{int(found_offset['h']):02}:{found_offset['m'] or '00'}"
    if text.upper().startswith("ETC/GMT"):
        return "the signs of Etc/ zones are turned round: write an offset such as +03:00"
    squeezed, folded, cities = _squeezed(text), *_folded_names()
    if whole := folded.get(squeezed) or cities.get(squeezed):
        return f"write {whole}"
    near = get_close_matches(squeezed, folded, n=1, cutoff=0.75) or get_close_matches(squeezed, cities, n=1, cutoff=0.8)
    if near:
        return f"did you mean {folded.get(near[0]) or cities[near[0]]}?"
    return general


# -- shares and counts ------------------------------------------------------------------------------------------------

_SHARE = re.compile(
    r"(?:(?P<about>~) ?|(?P<word>over|under) )?(?P<n>(?:0|[1-9]\d{0,2})(?:\.\d{1,4})?) ?%(?: of (?P<of>\S.*))?",
    re.ASCII,
)
_COUNT = re.compile(r"(?:(?P<about>~) ?|(?P<word>over|under) )?(?P<n>0|[1-9]\d{0,14})", re.ASCII)
MAX_OF = 60


def _word(found: re.Match[str]) -> Word:
    return Word.ABOUT if found["about"] else Word(found["word"] or "")


def share(text: str) -> Share:
    """Return a share of users: `70%`, `~12.5%`, `over 95% of requests`, or `unknown`."""
    if text == "unknown":
        return Share(None)
    found = _SHARE.fullmatch(text)
    if found is None:
        raise Wrong("share-form", f"{shorten(text)!r} is not a share of users", _share_meant(text))
    percent = Decimal(found["n"])
    if percent > 100:  # noqa: PLR2004  percent
        raise Wrong(
            "share-form",
            f"{found['n']} % is more than all users",
            "write a share from 0% to 100%; how many people that is goes into `users_count`",
        )
    word, of = _word(found), found["of"]
    if (word is Word.OVER and percent == 100) or (word is Word.UNDER and percent == 0):  # noqa: PLR2004  percent
        raise Wrong("share-form", f"there is no share {word} {found['n']} %", f"write {found['n']}%")
    if of and len(of) > MAX_OF:
        raise Wrong(
            "text-length", f"what it is a share of has {len(of)} characters", f"name it in {MAX_OF} characters at most"
        )
    return Share(percent, word, of)


def _share_meant(text: str) -> str:
    if certain := certainly(text, meant.certain_share, share):
        return f"write {certain}"
    general = "write 70%, ~70%, over 70%, under 1%, ~50% of requests, or unknown"
    bare = text.strip().lower()
    if len(bare) > MAX_SLUG:
        return general
    if bare in {"?", "n/a", "na", "none", "tbd", "tba", "unknown", "unclear", "-", "? %", "unkown", "not known"}:
        return "write unknown where it is not known, 0% where nobody was affected"
    if bare in {"all", "everyone", "everybody", "all users", "100", "full"}:
        return "write 100%"
    if len(re.findall(r"\d+(?:[.,]\d+)?", bare)) > 1:
        several = "write one share: the largest, with under or ~ in front where it is not exact"
        return several if re.search(r"[-–]|to|and|/", bare) else general
    if people := _people(bare):
        return f"how many people that is goes into `users_count: {people}`; here write their share, or unknown"
    found = re.search(
        r"(?P<sign>[<>]|over|under|about|around|approx\.?|almost|nearly|up to|~|≈)?\s*"
        r"(?P<n>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent|per cent)?$",
        bare,
    )
    if found is None:
        return general
    if re.fullmatch(r"0[.,]\d+", bare):
        # A fraction of one, or of a hundred: nobody can tell but the writer.
        part = Decimal(bare.replace(",", "."))
        return f"write {(part * 100).normalize():f}%, or {part}% where less than one in a hundred is meant"
    number = found["n"].replace(",", ".").lstrip("0") or "0"
    number = f"0{number}" if number.startswith(".") else number
    if Decimal(number) > 100:  # noqa: PLR2004  percent
        return general
    sign = found["sign"] or ""
    lead = {
        "": "",
        "<": "under ",
        "under": "under ",
        "almost": "under ",
        "nearly": "under ",
        "up to": "~",
        ">": "over ",
        "over": "over ",
    }
    return f"write {lead.get(sign, '~')}{number}%"


_PEOPLE = re.compile(
    r"(?P<lead>[^\d%]*?)(?P<n>\d{1,3}(?:[,. _']\d{3})+|\d+)(?P<who>\s+(?!of\b|out\b|in\b|to\b|per)[a-z][a-z -]*)?",
    re.ASCII | re.IGNORECASE,
)


def _people(text: str) -> str | None:
    """A number of people that stands in place of a share, in the form of a count; None where it is none."""
    if (found := _PEOPLE.fullmatch(text)) is None:
        return None
    digits = re.sub(r"\D", "", found["n"])
    if not found["who"] and int(digits) <= 100:  # noqa: PLR2004  percent
        return None
    return certainly(found["lead"] + digits, meant.certain_count, count)


def count(text: str) -> Count:
    """Return a number of people in plain digits: `4200`, `~4200`, `over 4200`."""
    found = _COUNT.fullmatch(text)
    if found is None:
        digits = re.fullmatch(r"(?P<n>\d{1,3}(?:[,. _']\d{3})+)", text, re.ASCII)
        plain = (
            re.sub(r"\D", "", digits["n"]) if digits else certainly(text, meant.certain_count, count) or _people(text)
        )
        help_ = (
            f"write {plain}"
            if plain
            else "write a whole number in plain digits, such as 4200 or ~4200; a share goes into `users_affected`"
        )
        raise Wrong("count-form", f"{shorten(text)!r} is not a number of people", help_)
    return Count(int(found["n"]), _word(found))


# -- addresses and ids ------------------------------------------------------------------------------------------------

_URL = re.compile(r"https?://[^\s\\\"<>^`{|}]+", re.IGNORECASE)


def url(text: str) -> str:
    """Return an https or http address of 2,000 characters at most, without a password in it."""
    bare = text.strip()
    help_ = (
        f"write {shorten(bare)}"
        if bare != text and _URL.fullmatch(bare)
        else "write an address such as https://tracker.example.org/tasks/118"
    )
    if not _URL.fullmatch(text):
        raise Wrong("address", f"{shorten(text)!r} is not an https or http address", help_)
    if len(text) > MAX_URL:
        raise Wrong("address", f"the address has {len(text)} characters", f"write one of {MAX_URL} at most")
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise Wrong("address", f"{shorten(text)!r} has no readable host", help_) from None
    if not host:
        raise Wrong("address", f"{shorten(text)!r} has no host", help_)
    if "@" in parts.netloc:
        # The address is not shown: it may hold a password.
        raise Wrong("address", "a user name or password stands in the address", "delete everything between // and @")
    return text


@dataclass(frozen=True, slots=True)
class Id:
    """The parts of an id."""

    day: date
    slug: str


def incident_id(text: str) -> Id:
    """Return the parts of an id: the day and a slug of 60 characters at most."""
    found = ID.fullmatch(text)
    try:
        if found and len(found["slug"]) <= MAX_SLUG:
            return Id(date.fromisoformat(found["day"]), found["slug"])
    except ValueError:
        pass
    form = f"an id is the day and a slug of {MAX_SLUG} characters at most"
    nearest = certainly(text, _nearest_id, incident_id)
    raise Wrong(
        "id-form",
        f"{shorten(text)!r} is not the id of an incident",
        f"write {nearest}, whose file is {nearest}.yaml" if nearest else f"{form}: 2023-10-20-results-day-login",
    )


def _nearest_id(text: str) -> str | None:
    """The id in what has one with an ending, or in other letters."""
    day, rest = text[: len("YYYY-MM-DD")], re.sub(r"(?:\.ya?ml)+$", "", text, flags=re.IGNORECASE)
    nearest = f"{day}-{slugify(rest[len(day) :])}"
    return nearest if nearest != text else None
