"""Builders of models for tests: every field has a plain value, a test names only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from postmortems.model import Entry, Incident, Summary, Task, Window
from postmortems.shares import Share
from postmortems.times import Moment, Zone, moment
from postmortems.vocabulary import Detector, Effect, Kind, Word

UTC_ZONE = Zone("UTC", UTC)
DAY = "2025-03-14"


def zone(name: str) -> Zone:
    """Return an IANA zone."""
    return Zone(name, ZoneInfo(name))


def at(text: str, in_zone: Zone = UTC_ZONE) -> Moment:
    """Return `09:15` (on `DAY`), `2025-03-15 09:15:30` or, marked about, `~09:15`."""
    clock = text.removeprefix("~")
    stamp = clock if "-" in clock else f"{DAY} {clock}"
    return moment(
        datetime.fromisoformat(stamp), in_zone, about=text.startswith("~"), to_the_second=stamp.count(":") == 2
    )


def share(percent: str | None, word: Word = Word.EXACT, of: str | None = None) -> Share:
    """Return a share of so many percent; None: unknown."""
    return Share(None if percent is None else Decimal(percent), word, of)


def window(start: str, end: str, percent: str | None = "100", word: Word = Word.EXACT) -> Window:
    """Return a window of impact."""
    return Window(start=at(start), end=at(end), users_affected=share(percent, word))


def entry(kind: Kind, when: str | None = None, until: str | None = None, **fields: Any) -> Entry:
    """Return an entry; its number is given when it joins an incident."""
    if kind is Kind.DETECTED:
        fields.setdefault("by", Detector.MONITORING)
    if kind is Kind.ESCALATED:
        fields.setdefault("to", "Database team")
    return Entry(
        number=0,
        kind=kind,
        at=at(when) if when else None,
        until=at(until) if until else None,
        **{"text": f"Something was {kind}.", "anchor": f"{(when or 'unknown').replace(':', '-')}-{kind}"} | fields,
    )


def incident(  # noqa: PLR0913  a field each
    *entries: Entry,
    start: str = "09:12",
    end: str = "09:54",
    users_affected: Share | None = None,
    windows: tuple[Window, ...] = (),
    services: dict[str, Effect] | None = None,
    zone: Zone = UTC_ZONE,
    **fields: Any,
) -> Incident:
    """Return a whole incident of 42 minutes, detected at its start and resolved at its end.

    Its times are given in UTC, and told in `zone`.
    """
    entries = entries or (entry(Kind.DETECTED, start), entry(Kind.RESOLVED, end))
    windows = tuple(replace(w, start=replace(w.start, zone=zone), end=replace(w.end, zone=zone)) for w in windows)
    summary = Summary(
        start=replace(at(start), zone=zone),
        end=replace(at(end), zone=zone),
        zone=zone,
        services=services or {"checkout": Effect.DOWN},
        impact="Nobody could pay.",
        users_affected=users_affected or share("50"),
        root_cause="The connection pool was too small.",
        windows=windows,
    )
    return Incident(
        summary=summary,
        timeline=tuple(
            replace(e, number=i, at=e.at and replace(e.at, zone=zone), until=e.until and replace(e.until, zone=zone))
            for i, e in enumerate(entries, 1)
        ),
        **{
            "id": f"{summary.start.local:%Y-%m-%d}-checkout-down",
            "path": "incidents/2025-03-14-checkout-down.yaml",
            "title": "Checkout down",
            "root_cause": "The pool held 5 connections.",
            "resolution": "It holds 50 again.",
            "improvements": ("Pool sizes are checked before a release.",),
            "tasks": (Task(task="Check pool sizes in the pipeline."),),
        }
        | fields,
    )
