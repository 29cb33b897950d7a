"""Which incidents are alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from postmortems.collection import Archive
from postmortems.model import Incident, Withdrawal
from postmortems.relatives import Sort, Trait, relatives
from postmortems.vocabulary import Effect
from tests.building import incident


def told(name: str, services: str, *tags: str, **fields: Any) -> Incident:
    """Return an incident whose title has no word in common with another's."""
    return incident(
        id=f"2025-03-14-{name}", title=name, services=dict.fromkeys(services.split(), Effect.DOWN), tags=tags, **fields
    )


def nearest(*incidents: Incident) -> dict[str, list[str]]:
    return {
        id_.removeprefix("2025-03-14-"): [r.incident.title for r in found]
        for id_, found in relatives(incidents).items()
    }


LOGIN = told("a", "login", "capacity")
AGAIN = told("b", "login", "capacity")
OTHER = told("c", "search", "dns")
ENGINE = "Excessive backtracking exhausted processors."


def strangers(number: int) -> list[Incident]:
    """Return incidents that have nothing in common with any other."""
    return [told(f"s{i}", f"service-{i}", f"tag-{i}") for i in range(number)]


def test_two_things_in_common_make_relatives_and_one_does_not() -> None:
    assert {"a": ["b"], "b": ["a"], "c": []} == nearest(LOGIN, AGAIN, OTHER)
    assert {"a": [], "c": [], "d": []} == nearest(LOGIN, OTHER, told("d", "login", "power"))


def test_a_service_and_a_tag_of_one_name_are_one_thing() -> None:
    assert [] == nearest(told("a", "login", "login"), told("b", "login", "login"), OTHER)["a"]


def test_what_is_shared_is_named_services_and_tags_before_words() -> None:
    one = told("one", "login", "capacity", contributing_factors=("Exhausted processors.",))
    two = told("two", "login", "capacity", contributing_factors=("The processors were exhausted.",))
    (found,) = relatives((one, two, OTHER))["2025-03-14-one"]
    assert (
        Trait(Sort.SERVICE, "login"),
        Trait(Sort.TAG, "capacity"),
        Trait(Sort.WORD, "exhausted"),
        Trait(Sort.WORD, "processors"),
    ) == found.shared


def test_what_is_rarer_weighs_more() -> None:
    many = [told(f"m{i}", "login", "capacity") for i in range(4)]
    rare = told("rare", "billing", "regex", "capacity")
    twin = told("twin", "login", "regex", "capacity")
    assert "rare" == nearest(*many, twin, rare, told("x", "x"), told("y", "y"), told("z", "z"))["twin"][0]


def test_words_alone_make_no_relatives_and_rare_ones_decide() -> None:
    one = told("one", "login", "capacity", contributing_factors=(ENGINE,))
    two = told("two", "search", "dns", contributing_factors=(ENGINE,))
    three = told("three", "login", contributing_factors=(ENGINE,))
    assert ["three"] == nearest(one, two, three, *strangers(4))["one"]


def test_a_tag_weighs_more_than_two_words() -> None:
    one = told("one", "login", "capacity", contributing_factors=("Exhausted processors.",))
    words = told("words", "login", contributing_factors=("Exhausted processors.",))
    tag = told("tag", "login", "capacity")
    assert ["tag", "words"] == nearest(one, words, tag, *strangers(4))["one"]


@pytest.mark.parametrize(
    ("users", "others", "expected"),
    [(1, 4, ["two"]), (2, 4, []), (2, 196, ["two"]), (3, 195, [])],
)
def test_a_word_tells_nothing_that_more_than_three_use_or_than_one_in_fifty(
    users: int, others: int, expected: list[str]
) -> None:
    """Wherever they use it: a word of causes may be one of everybody's resolutions."""
    one = told("one", "login", "capacity", contributing_factors=(ENGINE,))
    two = told("two", "login", "dns", contributing_factors=(ENGINE,))
    more = [told(f"u{i}", f"own-{i}", resolution=ENGINE) for i in range(users)]
    assert expected == nearest(one, two, *more, *strangers(others))["one"]


@pytest.mark.parametrize(("cause", "expected"), [("The kernel lost a buffer.", ["two"]), ("The cache was stale.", [])])
def test_a_word_has_six_letters_at_least(cause: str, expected: list[str]) -> None:
    one = told("one", "login", "capacity", contributing_factors=(cause,))
    two = told("two", "login", "dns", contributing_factors=(cause,))
    assert expected == nearest(one, two, *strangers(4))["one"]


def test_three_are_enough_of_equals_the_first_and_withdrawn_ones_are_left_out() -> None:
    gone = Withdrawal(on=date(2026, 1, 31), reason="Told twice.")
    many = [told(f"m{i}", "login", "capacity") for i in range(6)]
    archive = Archive(incidents=(*many, told("gone", "login", "capacity", withdrawn=gone), OTHER))
    found = {id_: [r.incident.title for r in alike] for id_, alike in archive.relatives.items()}
    assert ["m1", "m2", "m3"] == found["2025-03-14-m0"]
    assert ["m0", "m1", "m2"] == found["2025-03-14-m5"]
    assert "2025-03-14-gone" not in found
    assert not any("gone" in names for names in found.values())


def test_what_a_report_states_is_passed_over_on_both_sides() -> None:
    many = [told(f"m{i}", "login", "capacity") for i in range(1, 5)]
    archive = Archive(incidents=(told("m0", "login", "capacity", related=(many[0].id,)), *many, OTHER))
    found = {id_: [r.incident.title for r in alike] for id_, alike in archive.relatives.items()}
    assert ["m2", "m3", "m4"] == found["2025-03-14-m0"]
    assert ["m2", "m3", "m4"] == found["2025-03-14-m1"]
    assert ["m0", "m1", "m3"] == found["2025-03-14-m2"]
