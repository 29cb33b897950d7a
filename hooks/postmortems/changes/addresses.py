"""Which aliases are new, lead nowhere now, or lead to another report."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from postmortems.collection import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An id that is an alias, or was one, and leads elsewhere than before."""

    name: str
    before: str | None
    """The id of the report it led to, the one of today where that has one; None: it led nowhere."""
    after: str | None
    """The id of the report it leads to; None: nowhere."""


def addresses(
    before: Archive, after: Archive, heirs: Mapping[str, str], elsewhere: Container[str]
) -> Iterator[Address]:
    """Yield what leads elsewhere, by name; `heirs` gives to the id of before that of today.

    `elsewhere` are names that files carry which are not compared. What a renamed report was called leads to it as
    before, and is no news.
    """
    aliases = {alias for archive in (before, after) for incident in archive.incidents for alias in incident.aliases}
    for name in sorted(aliases):
        old, new = before.by_name.get(name), after.by_name.get(name)
        was, now = heirs.get(old.id, old.id) if old else None, new.id if new else None
        if was != now and (new or name not in elsewhere):
            yield Address(name=name, before=was, after=now)
