"""What changed, in words: parts with a heading and rows, the same for every form they are printed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from postmortems import words
from postmortems.changes.addresses import Address
from postmortems.changes.compare import Changed, Changes
from postmortems.changes.ranks import Moves
from postmortems.model import Incident

Row = tuple[str, ...]

_NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A table with a heading. Every text is as typed: whoever prints it makes it safe."""

    heading: str
    columns: Row
    rows: tuple[Row, ...]
    """Each as long as `columns`."""
    note: str = ""
    """A sentence below the rows; may be empty."""


def summary(changes: Changes) -> str:
    """Return how many reports came, went and changed, in a sentence."""
    counts = (
        (changes.added, "added"),
        (changes.changed, "changed"),
        (changes.renamed, "renamed"),
        (changes.withdrawn, "withdrawn"),
        (changes.restored, "no longer withdrawn"),
        (changes.removed, "removed"),
    )
    said = [f"{len(reports)} {what}" for reports, what in counts if reports]
    unread = len({*changes.unread, *changes.unread_then})
    others = "No other report" if unread else "No report"
    reports = f"Reports: {', '.join(said)}." if said else f"{others} came, went or changed."
    if unread:
        reports = f"{unread} file{'' if unread == 1 else 's'} cannot be compared. {reports}"
    kinds = Counter(_became(address) for address in changes.addresses)
    return f"{reports} Aliases: {', '.join(f'{kinds[kind]} {kind}' for kind in sorted(kinds))}." if kinds else reports


def parts(changes: Changes) -> tuple[Part, ...]:
    """Return the parts that have anything to tell."""
    return tuple(part for part in _all(changes) if part.rows or part.note)


def _all(changes: Changes) -> Iterator[Part]:
    # First, since all that follows is told without them.
    yield Part(
        heading="Not compared: files with problems",
        columns=("File",),
        rows=tuple((path,) for path in changes.unread),
    )
    yield Part(
        heading=f"Not compared: files that cannot be read at {changes.revision} by the rules of today",
        columns=("File",),
        rows=tuple((path,) for path in changes.unread_then),
    )
    yield Part(
        heading="Added",
        columns=("Report", "Title", "Duration", "Users affected", "Lost user time"),
        rows=tuple(
            (i.id, i.title, words.span(i.duration), words.share(i.users_affected), words.span(i.lost_user_time))
            for i in changes.added
        ),
    )
    yield Part(
        heading="Changed",
        columns=("Report", "What", "Before", "Now"),
        rows=tuple(row for one in changes.changed for row in _changed(one)),
    )
    yield Part(
        heading="Renamed",
        columns=("Before", "Now", "The old address"),
        rows=tuple(
            (
                one.before,
                one.incident.id,
                "leads to it" if one.is_carried else _leads(one.leads_to, "no alias carries it"),
            )
            for one in changes.renamed
        ),
    )
    yield Part(
        heading="Withdrawn",
        columns=("Report", "Title", "Why"),
        rows=tuple((i.id, i.title, i.withdrawn.reason if i.withdrawn else "") for i in changes.withdrawn),
    )
    yield Part(heading="No longer withdrawn", columns=("Report", "Title"), rows=_named(changes.restored))
    yield Part(
        heading="Removed",
        columns=("File", "Its address"),
        rows=tuple((one.path, _leads(one.leads_to, "`check --since` says what keeps it")) for one in changes.removed),
    )
    yield Part(
        heading="Aliases",
        columns=("Address", "What", "Led to", "Leads to"),
        rows=tuple(
            (one.name, _became(one), one.before or _NOWHERE, one.after or _NOWHERE) for one in changes.addresses
        ),
    )
    yield _ranking("duration", changes.by_duration)
    yield _ranking("impact", changes.by_impact)
    yield Part(
        heading="Services, tags and owners",
        columns=("What", "Name", "Used by", "Question"),
        rows=tuple(
            (
                f"new {term.kind}" if term.is_new else f"{term.kind} no longer used",
                term.name,
                _first(term.used_by),
                f"did you mean {term.meant}?" if term.meant else "",
            )
            for term in changes.terms
        ),
    )


def _leads(path: str | None, lost: str) -> str:
    return f"leads to {path}" if path else f"is lost: {lost}"


def _became(address: Address) -> str:
    if address.before is None:
        return "added"
    return "removed" if address.after is None else "moved"


def _named(incidents: tuple[Incident, ...]) -> tuple[Row, ...]:
    return tuple((incident.id, incident.title) for incident in incidents)


def _changed(one: Changed) -> Iterator[Row]:
    name = one.incident.id
    for figure in one.figures:
        yield name, figure.name, figure.before, figure.after
    if one.texts:
        yield name, "Texts", "", ", ".join(one.texts)


def _ranking(name: str, ranking: Moves) -> Part:
    return Part(
        heading=f"Places by {name}, of {words.incidents(ranking.size)}",
        columns=("Report", "Before", "Now"),
        rows=tuple((move.incident.id, _place(move.before), _place(move.after)) for move in ranking.moves),
        note=_gave_way(ranking),
    )


def _place(rank: int | None) -> str:
    return "none" if rank is None else words.ordinal(rank)


def _gave_way(ranking: Moves) -> str:
    """How the others moved, only because these did."""
    said = [
        f"{words.incidents(count)} {'down' if by > 0 else 'up'} by {abs(by)}" for by, count in ranking.shifts.items()
    ]
    return f"So the others move: {', '.join(said)}." if said else ""


def _first(ids: tuple[str, ...]) -> str:
    return ids[0] if len(ids) == 1 else f"{ids[0]} and {len(ids) - 1} more"
