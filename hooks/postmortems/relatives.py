"""Which incidents resemble one another: by the services they hit, their tags, and the words of their causes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from math import log

from postmortems.model import Incident

MOST = 3
"""So many relatives an incident has."""
LEAST_SHARED = 2
"""One service or tag in common is chance, unless so many words of the causes are too."""
MOST_BEARERS = (3, 0.02)
"""A word that more reports use than this, as a number and as a share of all, tells nothing about any."""


class Sort(StrEnum):
    """What two incidents may have in common."""

    SERVICE = "service"
    TAG = "tag"
    WORD = "word"
    """Of the cause in the summary, or of a contributing factor."""

    @property
    def weight(self) -> float:
        """How much it counts before its rarity: words are many, and often chance."""
        return {Sort.SERVICE: 1.5, Sort.TAG: 1.0, Sort.WORD: 0.4}[self]


@dataclass(frozen=True, slots=True)
class Trait:
    """Something an incident may share with others."""

    sort: Sort
    name: str


@dataclass(frozen=True, slots=True)
class Relative:
    """An incident that resembles another."""

    incident: Incident
    shared: tuple[Trait, ...]
    """What both have: services and tags, then words, each the rarest first."""


_WORD = re.compile(r"[^\W\d_]{6,}")


def relatives(
    incidents: Iterable[Incident], stated: Mapping[str, Collection[str]] | None = None
) -> dict[str, tuple[Relative, ...]]:
    """Return for the id of each incident those most like it, the nearest first, but for those `stated` names already.

    Two incidents are alike by the weight of what they share, and a trait weighs the more the rarer it is; words alone
    make no relatives. Ties go to the one that comes first.
    """
    known = tuple(incidents)
    traits = [_traits(incident) for incident in known]
    bearers: dict[Trait, list[int]] = defaultdict(list)
    for place, found in enumerate(traits):
        for trait in found:
            bearers[trait].append(place)
    most = max(MOST_BEARERS[0], MOST_BEARERS[1] * len(known))
    used = Counter(word for incident in known for word in _words(_told(incident)))
    weights = {
        trait: trait.sort.weight * log((1 + len(known)) / len(places))
        for trait, places in bearers.items()
        if len(places) > 1 and (trait.sort is not Sort.WORD or used[trait.name] <= min(most, len(known) - 1))
    }
    related: dict[str, tuple[Relative, ...]] = {}
    for place, incident in enumerate(known):
        scores: dict[int, float] = defaultdict(float)
        for trait in traits[place] & weights.keys():
            for other in bearers[trait]:
                scores[other] += weights[trait]
        passed_over = {incident.id, *(stated or {}).get(incident.id, ())}
        nearest = sorted(scores, key=lambda other: (-scores[other], other))
        candidates = (
            Relative(known[other], _shared(traits[place] & traits[other], weights))
            for other in nearest
            if known[other].id not in passed_over
        )
        related[incident.id] = tuple(islice(filter(_is_telling, candidates), MOST))
    return related


def _is_telling(relative: Relative) -> bool:
    """Whether what is shared is more than chance. A service and a tag of one name say one thing."""
    named = {trait.name for trait in relative.shared if trait.sort is not Sort.WORD}
    words = len(relative.shared) - sum(trait.sort is not Sort.WORD for trait in relative.shared)
    return len(named) >= LEAST_SHARED or (len(named) == 1 and words >= LEAST_SHARED)


def _cause(incident: Incident) -> tuple[str, ...]:
    return (incident.summary.root_cause, *incident.contributing_factors)


def _told(incident: Incident) -> tuple[str, ...]:
    """Everything that is told, so that words which everybody uses are known."""
    entries = (entry.text for entry in incident.timeline)
    return (*_cause(incident), incident.title, incident.root_cause, incident.resolution, *entries)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.lower())}


def _traits(incident: Incident) -> frozenset[Trait]:
    return frozenset(
        (
            *(Trait(Sort.SERVICE, name) for name in incident.summary.services),
            *(Trait(Sort.TAG, name) for name in incident.tags),
            *(Trait(Sort.WORD, word) for word in _words(_cause(incident))),
        )
    )


def _shared(both: frozenset[Trait], weights: dict[Trait, float]) -> tuple[Trait, ...]:
    telling = (trait for trait in both if trait in weights)
    return tuple(sorted(telling, key=lambda trait: (trait.sort is Sort.WORD, -weights[trait], trait.name)))
