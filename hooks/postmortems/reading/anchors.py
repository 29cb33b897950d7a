"""The addresses of entries on the page of their report, which stay while entries come and go around them.

An entry is named by what is its own: its time and kind (`20-00-detected`), or, where the time is unknown, its kind and
first words (`note-the-cache-was-cold`). Nothing is counted from the top, so that what is added elsewhere moves nothing.

Where several of one kind stand at one time, each is named with its words too (`20-00-action-pool-enlarged`), and these
are the names the page offers: whatever joins them later, they stay. One of them may have had the plain name before, by
itself, and links to it are about. Which one that was no file tells, so the last of them answers to it: what is added
above an entry never takes its name away. Only where something of its very time and kind is added *below* does an old
link lie, and then it leads to that neighbour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from postmortems import markdown
from postmortems.model import Entry
from postmortems.reading.values import slugify
from postmortems.times import Moment

SECTIONS = frozenset(("issue-summary", "timeline", "root-cause-and-resolution", "corrective-and-preventative-measures"))
"""Addresses on the page that no entry may take."""
_MOST_WORDS = 6


def anchored(timeline: tuple[Entry, ...], start: Moment) -> tuple[Entry, ...]:
    """Return the entries with their addresses; `start` is that of the incident, whose day goes without saying."""
    plain = [_plain(entry, start) for entry in timeline]
    sharing = Counter(plain)
    taken = set(SECTIONS)
    found: list[Entry] = []
    # From the last to the first, so that the last of those alike has the name without a number, too.
    for entry, name in zip(reversed(timeline), reversed(plain), strict=True):
        is_shared = entry.at is not None and sharing[name] > 1
        also = name if is_shared and name not in taken else None
        taken |= {name} if also else set()
        anchor = _free(f"{name}-{_words(entry)}" if is_shared else name, taken)
        taken.add(anchor)
        found.append(replace(entry, anchor=anchor, also=also))
    return tuple(reversed(found))


def places(timeline: Sequence[Entry]) -> list[str]:
    """Return every address on the page of a report that links may name, its sections first."""
    entries = [name for entry in timeline for name in (entry.anchor, entry.also) if name]
    # Whoever follows an entry to its mark in the diagram has that in the address.
    return [*sorted(SECTIONS), *entries, *(f"diagram-{entry.anchor}" for entry in timeline)]


def _plain(entry: Entry, start: Moment) -> str:
    if entry.at is None:
        return f"{entry.kind}-{_words(entry)}"
    local = entry.at.local
    clock = f"{local:%H-%M-%S}" if entry.at.to_the_second else f"{local:%H-%M}"
    day = "" if local.date() == start.local.date() else f"{local:%Y-%m-%d}-"
    return f"{day}{clock}-{entry.kind}"


def _words(entry: Entry) -> str:
    return slugify(entry.label or " ".join(markdown.plain(entry.text).split()[:_MOST_WORDS])) or "entry"


def _free(name: str, taken: set[str]) -> str:
    """A name nobody has: entries alike in time, kind and words can be told apart by a number alone."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
