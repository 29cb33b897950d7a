"""How the places in a ranking move: which incidents move by themselves, and how far the others give way."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postmortems.model import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An incident that takes, leaves or changes its place, and not only because another does."""

    incident: Incident
    before: int | None
    """From 1; None: it had no place."""
    after: int | None
    """From 1; None: it has none now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What became of one ranking."""

    size: int
    """How many incidents it holds now."""
    moves: tuple[Move, ...]
    """In the order of today, then those that left."""
    shifts: Mapping[int, int]
    """How many of the others moved by so many places; down is more than 0."""


def moves(before: Sequence[Incident], after: Sequence[Incident], heirs: Mapping[str, str]) -> Moves:
    """Return how places move from one ranking to another; `heirs` gives to the id of before that of today."""
    was = {heirs[old.id]: place for place, old in enumerate(before, 1) if old.id in heirs}
    weights = {heirs[old.id]: _weight(old) for old in before if old.id in heirs}
    ids = {new.id for new in after}
    left = [(place, old) for place, old in enumerate(before, 1) if heirs.get(old.id) not in ids]
    gone = [place for place, _ in left]
    came = [place for place, new in enumerate(after, 1) if new.id not in was]
    found: list[Move] = []
    shifts: Counter[int] = Counter()
    for place, new in enumerate(after, 1):
        old_place = was.get(new.id)
        if old_place is None:
            found.append(Move(incident=new, before=None, after=place))
            continue
        # Where it would be if others only came above it, and left.
        expected = old_place + bisect(came, place) - bisect(gone, old_place)
        if place != expected and _weight(new) != weights[new.id]:
            found.append(Move(incident=new, before=old_place, after=place))
        elif place != old_place:
            shifts[place - old_place] += 1
    found += (Move(incident=old, before=place, after=None) for place, old in left)
    return Moves(size=len(after), moves=tuple(found), shifts=dict(sorted(shifts.items())))


def _weight(incident: Incident) -> tuple[object, ...]:
    """What decides an incident's place in either ranking."""
    return (
        incident.duration.length,
        incident.lost_user_time.length,
        incident.users_affected.percent,
        incident.summary.start.instant,
        incident.id,
    )
