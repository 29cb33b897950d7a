"""An entry's address is its own: it does not move when others come or go around it."""

from __future__ import annotations

import itertools

import pytest

from postmortems.model import Entry
from postmortems.reading.anchors import SECTIONS, anchored
from postmortems.vocabulary import Kind
from tests.building import at, entry

START = at("09:12")
FIRST = entry(Kind.ACTION, "09:20", text="The pool is enlarged.")
SECOND = entry(Kind.ACTION, "09:20", label="Traffic is shed")
THIRD = entry(Kind.ACTION, "09:20", text="Callers are asked to wait.")
UNTIMED = entry(Kind.NOTE, text="The cache was cold.")
AROUND = (
    entry(Kind.DETECTED, "09:20"), entry(Kind.ACTION, "09:19"), entry(Kind.ACTION, "2025-03-15 09:20"),
    entry(Kind.ACTION, "09:20:30"), entry(Kind.ACTION), entry(Kind.NOTE, text="Nobody was told."),
)  # fmt: skip


def names(*timeline: Entry) -> list[tuple[str, str | None]]:
    return [(found.anchor, found.also) for found in anchored(timeline, START)]


def answering(name: str | None, *timeline: Entry) -> str:
    """Return the words of the entry an address leads to."""
    (found,) = [e for e in anchored(timeline, START) if name in (e.anchor, e.also)]
    return found.label or found.text


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (FIRST, "09-20-action"),
        (entry(Kind.DETECTED, "~09:20"), "09-20-detected"),
        (entry(Kind.ACTION, "09:20:30"), "09-20-30-action"),
        (entry(Kind.TRIGGER, "2025-03-13 23:00"), "2025-03-13-23-00-trigger"),
        (UNTIMED, "note-the-cache-was-cold"),
        (entry(Kind.NOTE, text="決"), "note-entry"),
    ],
)
def test_an_address_is_made_from_time_and_kind_or_without_a_time_from_kind_and_words(told: Entry, name: str) -> None:
    assert [(name, None)] == names(told)


@pytest.mark.parametrize("told", [FIRST, SECOND, UNTIMED])
@pytest.mark.parametrize("other", AROUND)
def test_it_stays_when_another_is_added_above_or_below(told: Entry, other: Entry) -> None:
    (alone,) = names(told)
    assert alone == names(other, told)[1] == names(told, other)[0]


@pytest.mark.parametrize("told", [FIRST, UNTIMED, entry(Kind.NOTE, "09:20", text="決")])
def test_what_is_added_above_takes_no_address_away_whatever_it_is(told: Entry) -> None:
    (alone, _), *_ = names(told)
    for other in (FIRST, SECOND, UNTIMED, *AROUND, told):
        *_, last = anchored((other, told), START)
        assert alone in (last.anchor, last.also)


def test_several_of_a_kind_at_one_time_are_offered_by_names_that_no_further_one_moves() -> None:
    both = {e.text: e.anchor for e in anchored((FIRST, SECOND), START)}
    assert ["09-20-action-the-pool-is-enlarged", "09-20-action-traffic-is-shed"] == list(both.values())
    for three in itertools.permutations((FIRST, SECOND, THIRD)):
        assert both.items() <= {e.text: e.anchor for e in anchored(three, START)}.items()


def test_the_last_of_them_answers_to_the_plain_name_too() -> None:
    assert FIRST.text == answering("09-20-action", SECOND, FIRST)
    assert FIRST.text == answering("09-20-action", THIRD, SECOND, FIRST)
    # Below is what cannot be known; the link leads to a neighbour of the same minute.
    assert SECOND.label == answering("09-20-action", FIRST, SECOND)


def test_no_two_share_an_address_even_where_they_say_the_same() -> None:
    for told in (FIRST, UNTIMED):
        found = [name for pair in names(told, *AROUND, told, told) for name in pair if name]
        assert len(found) == len(set(found))
        assert not SECTIONS & set(found)
