"""The incident file as data: every field, what it holds, whether it must be there, and what it means.

The reader takes its lists of fields from here, the JSON Schema and the pages of the guide are made from it.
Rules that look at more than one value are the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from postmortems.vocabulary import ABSENT_KINDS, Detector, Effect, Kind

MAX_TITLE = 100
MAX_LABEL = 40
MAX_ENTRY = 280
"""Characters of a title, a label, and the text of an entry."""


class Plain(StrEnum):
    """What a single value is. The value is how people are told."""

    LINE = "one line of plain text"
    INLINE = "text with emphasis, code and links"
    INLINE_LINE = "one line with emphasis, code and links"
    BLOCK = "paragraphs of Markdown"
    TIME = "a time: YYYY-MM-DD HH:MM[:SS], perhaps with ~ before and an offset behind"
    CLOCK = "a time, or HH:MM[:SS] on the day of the last time above it"
    ZONE = "a time zone: Area/City, UTC or ±HH:MM"
    SHARE = "a share: 70%, ~70%, over 70%, under 1%, perhaps `of` what, or unknown"
    COUNT = "a number of people in plain digits, perhaps with ~, over or under"
    DAY = "a day: YYYY-MM-DD"
    DONE = "a day, or yes where the day is not known"
    SLUG = "a lower-case word with hyphens"
    ID = "the id of an incident"
    ADDRESS = "an address, https or http"
    SEVERITY = "a word of the site's list of severities"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a closed list of words."""

    words: type[StrEnum] | tuple[StrEnum, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list, never empty."""

    item: Shape
    once: bool = True
    """Whether it holds nothing twice."""


@dataclass(frozen=True, slots=True)
class Names:
    """Keys that the author chooses, slugs, each with a value of one shape; at least one."""

    value: Shape


@dataclass(frozen=True, slots=True)
class Group:
    """Named fields."""

    fields: tuple[Field, ...]
    exactly_one: tuple[str, ...] = ()
    """Of these fields each group has one and no more."""
    at_most_one: tuple[str, ...] = ()
    """Of these fields no group has two."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Fields of which none comes without the other."""
    shown: tuple[str, ...] = ()
    """Fields to name to whoever wrote something else; empty: the required ones."""
    text: str = ""
    """The field that a text standing in place of the group most likely is; empty: none of them."""

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the fields that must be there."""
        return tuple(field.name for field in self.fields if field.required)

    @property
    def usual(self) -> tuple[str, ...]:
        """The names to begin with."""
        return self.shown or self.required

    @property
    def optional(self) -> tuple[str, ...]:
        """The names of the others."""
        return tuple(field.name for field in self.fields if not field.required)


Shape = Plain | OneOf | Many | Names | Group


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the file."""

    name: str
    shape: Shape
    meaning: str
    """A sentence or two for whoever fills it in."""
    required: bool = False
    most: int | None = None
    """Characters it may have; None: as many as the file."""


def _must(name: str, shape: Shape, meaning: str, most: int | None = None) -> Field:
    return Field(name, shape, meaning, required=True, most=most)


WINDOW = Group(
    (
        _must("start", Plain.CLOCK, "When this stretch of impact began."),
        _must("end", Plain.CLOCK, "When it ended, or its share changed."),
        _must("users_affected", Plain.SHARE, "The share of users affected in it; not more than the summary's."),
    )
)

SUMMARY = Group(
    (
        _must("start", Plain.TIME, "The first moment users were affected. Its day is the day of the file's name."),
        _must("end", Plain.TIME, "The last moment users were affected; after the start."),
        _must("timezone", Plain.ZONE, "The zone in which all times of the file are told. Never an abbreviation."),
        _must("services", Names(OneOf(Effect)), "Each service that was hit, and what happened to it."),
        _must("impact", Plain.INLINE, "What users experienced, in words an executive follows."),
        _must(
            "users_affected",
            Plain.SHARE,
            "The largest share of users affected at a time, as known or estimated; "
            "it is never worked out from other numbers.",
        ),
        Field("users_count", Plain.COUNT, "How many people that is."),
        _must("root_cause", Plain.INLINE, "Why it happened: one or two sentences an executive follows."),
        Field(
            "windows",
            Many(WINDOW),
            "The stretches of impact, in order, where it came and went or its share changed. "
            "The first begins at the start, the last ends at the end.",
        ),
    )
)

_ENTRY_TEXT = {
    Kind.TRIGGER: "What set the incident off.",
    Kind.IMPACT: "Users feel a change.",
    Kind.DETECTED: "Somebody or something notices; `by` says who.",
    Kind.ACTION: "What is investigated or done, and on what assumption.",
    Kind.MISLEADING: "A path that turns out wrong; `until` says when it is given up.",
    Kind.ESCALATED: "Somebody else is brought in; `to` says who.",
    Kind.COMMUNICATED: "Users or colleagues are told.",
    Kind.MITIGATED: "Most of the effect on users is gone.",
    Kind.RESOLVED: "The fault is gone.",
    Kind.NOTE: "Anything else worth keeping.",
}

ENTRY = Group(
    (
        Field("at", Plain.CLOCK, "When it was. Left out where nobody knows; the entry keeps its place in the order."),
        *(Field(kind, Plain.INLINE, meaning, most=MAX_ENTRY) for kind, meaning in _ENTRY_TEXT.items()),
        Field("by", OneOf(Detector), "Who noticed; with `detected`, and only there."),
        Field("to", Plain.LINE, "The team or role; with `escalated`, and only there.", most=MAX_TITLE),
        Field("label", Plain.LINE, "Its name in the diagram; else its first words.", most=MAX_LABEL),
        Field("until", Plain.CLOCK, "When it ended, such as when a wrong path was given up."),
    ),
    exactly_one=tuple(Kind),
    pairs=((Kind.DETECTED, "by"), (Kind.ESCALATED, "to")),
    shown=("at", Kind.ACTION),
    text=Kind.ACTION,
)

TASK = Group(
    (
        _must("task", Plain.INLINE, "What is to be done, as specific as a TODO."),
        Field("owner", Plain.LINE, "The team or role whose it is.", most=MAX_TITLE),
        Field("due", Plain.DAY, "The day it is due."),
        Field("done", Plain.DONE, "That it was done."),
        Field("dropped", Plain.LINE, "Why it will not be done. A task is open until it has `done` or `dropped`."),
        Field("link", Plain.ADDRESS, "Where it is tracked."),
    ),
    at_most_one=("done", "dropped"),
    text="task",
)

WITHDRAWN = Group(
    (
        _must("on", Plain.DAY, "The day it was taken back."),
        _must("reason", Plain.LINE, "Why."),
    )
)

LESSONS = Group(
    (
        Field("went_well", Many(Plain.INLINE), "What helped."),
        Field("went_wrong", Many(Plain.INLINE), "What did not."),
        Field("got_lucky", Many(Plain.INLINE), "What could have been worse, but for luck."),
    )
)

MEASURES = Group(
    (
        _must("improvements", Many(Plain.INLINE), "Broadly, what can be better."),
        _must("tasks", Many(TASK), "Specific measures."),
    )
)

INCIDENT = Group(
    (
        _must("title", Plain.LINE, "What happened to users, not what broke.", most=MAX_TITLE),
        Field("organisation", Plain.LINE, "Whose incident it is, where an archive covers several.", most=MAX_TITLE),
        Field("severity", Plain.SEVERITY, "How badly users were hit."),
        Field("tags", Many(Plain.SLUG), "What it has in common with others."),
        Field("aliases", Many(Plain.ID), "Ids the report had before, the oldest first. They lead here, for ever."),
        Field("related", Many(Plain.ID), "Other incidents that belong to this one; shown on both pages."),
        Field(
            "withdrawn",
            WITHDRAWN,
            "Says that the report was taken back. The page stays, with a banner; the rankings drop it.",
        ),
        Field("sources", Many(Plain.ADDRESS), "Where the facts come from."),
        _must("summary", SUMMARY, "The Issue Summary: what executives read."),
        _must("timeline", Many(ENTRY, once=False), "What happened, in order: one or two sentences an entry."),
        Field(
            "timeline_without",
            Many(OneOf(ABSENT_KINDS)),
            "Kinds of entry of which there truly was none.",
        ),
        _must("root_cause", Plain.BLOCK, "In detail, what caused it."),
        _must("resolution", Plain.BLOCK, "In detail, how it was fixed."),
        Field("contributing_factors", Many(Plain.INLINE_LINE), "What made it more likely, or worse; one line each."),
        Field("lessons", LESSONS, "What was learned."),
        _must("measures", MEASURES, "Corrective and preventative measures."),
    )
)
"""The whole file."""


def field_at(names: Iterable[object]) -> Field:
    """Return the field that names lead to, each below the one before it."""
    shape: Shape = INCIDENT
    found: Field | None = None
    for name in names:
        found = next(one for one in shape.fields if one.name == name) if isinstance(shape, Group) else None
        if found is None:
            raise KeyError(name)
        shape = found.shape
    if found is None:
        raise KeyError("no name")
    return found
