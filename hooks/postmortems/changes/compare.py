"""Which reports came, went and changed since a revision: the whole answer, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from postmortems.changes.addresses import Address, addresses
from postmortems.changes.figures import Figure, figures, texts
from postmortems.changes.ranks import Moves, moves
from postmortems.changes.terms import Term, terms
from postmortems.history import Revision
from postmortems.lineage import heirs
from postmortems.loading import Loaded, Source, loaded
from postmortems.model import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A report that was there and is there, and says something else."""

    incident: Incident
    """As it is now."""
    figures: tuple[Figure, ...]
    texts: tuple[str, ...]
    """Fields of the file, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A report with another id."""

    before: str
    incident: Incident
    """As it is now."""
    leads_to: str | None
    """The file that has the address it had, as an alias or otherwise; None: the address is lost."""

    @property
    def is_carried(self) -> bool:
        """Whether an alias keeps that address."""
        return self.leads_to == self.incident.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A file of then that no file of today continues."""

    path: str
    leads_to: str | None
    """The file that has its address now, as an alias or otherwise; None: the address is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between the archive at a revision and that of today."""

    revision: str
    """As it was asked for."""
    added: tuple[Incident, ...]
    """Newest first, as all that follow."""
    changed: tuple[Changed, ...]
    renamed: tuple[Renamed, ...]
    withdrawn: tuple[Incident, ...]
    """Those that stood then and do not now."""
    restored: tuple[Incident, ...]
    """Those that were withdrawn then and stand now."""
    removed: tuple[Removed, ...]
    """By path."""
    addresses: tuple[Address, ...]
    """By name."""
    unread: tuple[str, ...]
    """The files of today that have problems: they are not compared."""
    unread_then: tuple[str, ...]
    """The files of then that cannot be read by the rules of today, and so are not compared."""
    by_duration: Moves
    by_impact: Moves
    terms: tuple[Term, ...]
    """Names that are new or no longer used."""


def changes(then: Revision, now: Loaded, files: Iterable[Source]) -> Changes:
    """Return what differs; `now` is what came of reading `files`, those of today."""
    was = loaded(then.sources, then.project)
    following = {path: new.path for path, new in heirs(then.sources, files).items()}
    preceding = {new: old for old, new in following.items()}
    before = {incident.path: incident for incident in was.archive.incidents}
    after = {incident.path: incident for incident in now.archive.incidents}
    both = [(before[preceding[path]], new) for path, new in after.items() if preceding.get(path) in before]
    compared = (Changed(incident=new, figures=figures(old, new), texts=texts(old, new)) for old, new in both)
    readable_then, readable_now = {None, *before}, {None, *after}
    # What can be read on one side only would seem to come or to go.
    old_side = replace(
        was.archive, incidents=tuple(i for path, i in before.items() if following.get(path) in readable_now)
    )
    new_side = replace(
        now.archive, incidents=tuple(i for path, i in after.items() if preceding.get(path) in readable_then)
    )
    ids = {old.id: new.id for old, new in both}
    names = now.names
    return Changes(
        revision=then.name,
        added=tuple(new for path, new in after.items() if path not in preceding),
        changed=tuple(one for one in compared if one.figures or one.texts),
        renamed=tuple(
            Renamed(before=old.id, incident=new, leads_to=names.get(old.id)) for old, new in both if old.id != new.id
        ),
        withdrawn=tuple(new for old, new in both if old.stands and not new.stands),
        restored=tuple(new for old, new in both if new.stands and not old.stands),
        removed=tuple(
            Removed(path=source.path, leads_to=names.get(source.id))
            for source in then.sources
            if source.path not in following
        ),
        addresses=tuple(addresses(old_side, new_side, ids, names)),
        unread=tuple(sorted({problem.path for problem in now.problems})),
        unread_then=tuple(source.path for source in then.sources if source.path not in before),
        by_duration=moves(old_side.by_duration, new_side.by_duration, ids),
        by_impact=moves(old_side.by_impact, new_side.by_impact, ids),
        terms=tuple(terms(old_side, new_side)),
    )
