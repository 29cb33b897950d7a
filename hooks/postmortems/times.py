"""Points in time as a report states them: an instant, the zone it is told in, and how exactly it is known."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from postmortems.vocabulary import Word


@dataclass(frozen=True, slots=True)
class Zone:
    """The time zone a report tells its times in."""

    name: str
    """As written: an IANA name (`Africa/Nairobi`), `UTC`, or a fixed offset (`+03:00`)."""
    tzinfo: tzinfo
    """The rules behind the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time as a report states it."""

    instant: datetime
    """The point in time, aware, in UTC, whole seconds."""
    zone: Zone
    """The zone of the report, in which `local` tells the instant."""
    about: bool = False
    """Whether it was marked `~`. Changes no value and no order."""
    to_the_second: bool = False
    """Whether seconds were written; otherwise the time is known to the minute."""

    @property
    def local(self) -> datetime:
        """The instant on the report's own clock, aware."""
        return self.instant.astimezone(self.zone.tzinfo)

    @property
    def word(self) -> Word:
        """The word of a time marked `~` is "about"; others have none."""
        return Word.ABOUT if self.about else Word.EXACT

    @property
    def minute(self) -> datetime:
        """The instant at which the minute that the report's clock shows began, in UTC."""
        return self.instant - timedelta(seconds=self.local.second)

    def since(self, earlier: Moment) -> timedelta:
        """Return the time from `earlier` to this for telling which comes first; negative if this does.

        Two times compare at the coarser of their precisions: 09:15 and 09:15:30 are the same time. Lengths that are
        shown come from `Span.between`, which knows no such tolerance.
        """
        to_the_second = self.to_the_second and earlier.to_the_second
        if not to_the_second and self.minute == earlier.minute:
            return timedelta(0)
        return self.instant - earlier.instant

    def offset(self) -> str:
        """Return the offset from UTC at this time, as `UTC+03:00`, or `UTC` where there is none."""
        offset = self.local.utcoffset() or timedelta(0)
        if not offset:
            return "UTC"
        sign = "-" if offset < timedelta(0) else "+"
        minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
        text = f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
        return f"{text}:{seconds:02}" if seconds else text

    def abbreviation(self) -> str:
        """Return the zone's abbreviation at this time (`EAT`), or an empty string where it has none of its own."""
        name = self.local.tzname() or ""
        return name if name.isalpha() and name != "UTC" else ""


def moment(local: datetime, zone: Zone, *, about: bool = False, to_the_second: bool = False) -> Moment:
    """Return the moment of a clock reading: `local` is aware, or is read in `zone`."""
    if local.tzinfo is None:
        local = local.replace(tzinfo=zone.tzinfo)
    return Moment(
        instant=local.astimezone(UTC), zone=zone, about=about, to_the_second=to_the_second or bool(local.second)
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time and how exactly it is known."""

    length: timedelta | None
    """Elapsed time, whole seconds unless multiplied by a share; negative where the later came first; None: unknown."""
    word: Word = Word.EXACT
    """The word that goes with it; exact where the length is unknown."""

    @classmethod
    def between(cls, start: Moment | None, end: Moment | None) -> Span:
        """Return the time from one moment to another; unknown where either is."""
        if start is None or end is None:
            return cls(None)
        return cls(end.instant - start.instant, Word.of(start.word, end.word))

    @property
    def seconds(self) -> int | None:
        """The length in whole seconds, rounded half up; None: unknown."""
        if self.length is None:
            return None
        return (self.length + timedelta(milliseconds=500)) // timedelta(seconds=1)


def build_day() -> date:
    """Return today in UTC, or the day of `SOURCE_DATE_EPOCH` where that is set, so that a build can be repeated.

    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/; what is no number is passed over.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else datetime.now(UTC).date()
