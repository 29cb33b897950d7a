"""The closed vocabularies of the incident file: their order and what each word means."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a timeline entry tells. The value is the key it has in the file."""

    TRIGGER = "trigger"
    """What set the incident off."""
    IMPACT = "impact"
    """Users feel a change."""
    DETECTED = "detected"
    """Somebody or something noticed; `by` says who."""
    ACTION = "action"
    """What was investigated or done, and on what assumption."""
    MISLEADING = "misleading"
    """A path that turned out wrong; `until` says when it was given up."""
    ESCALATED = "escalated"
    """Somebody else was brought in; `to` says who."""
    COMMUNICATED = "communicated"
    """Users or colleagues were told."""
    MITIGATED = "mitigated"
    """Most of the effect on users was gone."""
    RESOLVED = "resolved"
    """The fault was gone."""
    NOTE = "note"
    """Anything else worth keeping."""


REQUIRED_KINDS = (Kind.DETECTED, Kind.ACTION, Kind.MISLEADING, Kind.ESCALATED, Kind.RESOLVED)
"""Kinds of which a timeline holds at least one."""

ABSENT_KINDS = (Kind.MISLEADING, Kind.ESCALATED)
"""Required kinds that a report may state to be absent, with `timeline_without`."""


class Effect(StrEnum):
    """What an incident did to a service, the worst first."""

    DATA_LOSS = "data-loss"
    DOWN = "down"
    DEGRADED = "degraded"
    SLOW = "slow"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Effect).index(self)


class Detector(StrEnum):
    """Who noticed: the `by` of a `detected` entry."""

    MONITORING = "monitoring"
    ENGINEER = "engineer"
    CUSTOMER = "customer"
    PARTNER = "partner"
    UNKNOWN = "unknown"


class Word(StrEnum):
    """How exactly a value is known. It travels with the value and changes neither value nor rank."""

    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"

    @staticmethod
    def of(*words: Word) -> Word:
        """Return the word of what is computed from values with these words: a mixture reads "about"."""
        inexact = set(words) - {Word.EXACT}
        if not inexact:
            return Word.EXACT
        return inexact.pop() if len(inexact) == 1 else Word.ABOUT


class Phase(StrEnum):
    """What an incident is in at a moment between its start and its end."""

    UNDETECTED = "undetected"
    """From the start to the first `detected`."""
    RESPONDING = "responding"
    """From there to the first `mitigated`; without one, to the end."""
    RECOVERING = "recovering"
    """From the first `mitigated` to the end."""
    UNKNOWN = "unknown"
    """A stretch whose phase cannot be told, because the time of what ends it is unknown."""
