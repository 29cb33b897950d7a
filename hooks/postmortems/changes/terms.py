"""Services, tags and owners that are new or no longer used, and which of the new look like slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from postmortems.collection import Archive
from postmortems.model import Incident

_CLOSE = 0.8
"""How alike two words are, as difflib has it, before one is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A name that one archive uses and the other does not."""

    kind: str
    """`service`, `tag` or `owner`."""
    name: str
    is_new: bool
    """Whether it came; False: it is no longer used."""
    used_by: tuple[str, ...]
    """The ids of the incidents that use it, or did."""
    meant: str | None = None
    """Of a new one: what was used before and is so like it that it is likely the same."""


_KINDS: dict[str, Callable[[Incident], Iterable[str]]] = {
    "service": lambda incident: incident.summary.services,
    "tag": lambda incident: incident.tags,
    "owner": lambda incident: (task.owner for task in incident.tasks if task.owner),
}


def terms(before: Archive, after: Archive) -> Iterator[Term]:
    """Yield what is new, then what is no longer used, kind by kind and by name."""
    for kind, names_of in _KINDS.items():
        old, new = _used(before, names_of), _used(after, names_of)
        for name in sorted(new.keys() - old.keys()):
            yield Term(kind=kind, name=name, is_new=True, used_by=new[name], meant=meant(name, old))
        for name in sorted(old.keys() - new.keys()):
            yield Term(kind=kind, name=name, is_new=False, used_by=old[name])


def meant(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that another one is likely a slip of, or None.

    The same words but for case, hyphens and plurals; a name that the other one only adds words to, or leaves words out
    of; else one that is spelled almost alike.
    """
    mine = _folded(name)
    folded = {other: _folded(other) for other in known}
    alike = {"".join(parts): other for other, parts in folded.items()}
    if same := alike.get("".join(mine)):
        return same
    nested = [other for other, parts in folded.items() if set(mine) < set(parts) or set(parts) < set(mine)]
    if nested:
        return min(nested, key=lambda other: (abs(len(other) - len(name)), other))
    near = get_close_matches("".join(mine), alike, n=1, cutoff=_CLOSE)
    return alike[near[0]] if near else None


def _folded(name: str) -> tuple[str, ...]:
    """The words of a name in lower case and in the singular."""
    words = re.findall(r"\w+", name.casefold().replace("_", " "))
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in words)  # noqa: PLR2004  dns, aws


def _used(archive: Archive, names_of: Callable[[Incident], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for incident in archive.incidents:
        for name in names_of(incident):
            found.setdefault(name, {})[incident.id] = None
    return {name: tuple(ids) for name, ids in found.items()}
