"""Which incidents are alike."""

from __future__ import annotations

from datetime import date
from typing import Any

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


def test_two_things_in_common_make_relatives_and_one_does_not() -> None:
    assert {"a": ["b"], "b": ["a"], "c": []} == nearest(LOGIN, AGAIN, OTHER)
    assert {"a": [], "c": [], "d": []} == nearest(LOGIN, OTHER, told("d", "login", "power"))


def test_what_is_shared_is_named_services_and_tags_before_words() -> None:
    (found,) = relatives((LOGIN, AGAIN, OTHER))["2025-03-14-a"]
    assert (Trait(Sort.SERVICE, "login"), Trait(Sort.TAG, "capacity")) == found.shared


def test_what_is_rarer_weighs_more() -> None:
    many = [told(f"m{i}", "login", "capacity") for i in range(4)]
    rare = told("rare", "billing", "regex", "capacity")
    twin = told("twin", "login", "regex", "capacity")
    assert "rare" == nearest(*many, twin, rare, told("x", "x"), told("y", "y"), told("z", "z"))["twin"][0]


def test_words_alone_make_no_relatives_and_rare_ones_decide() -> None:
    backtracking = "Excessive backtracking exhausted processors."
    one = told("one", "login", "capacity", contributing_factors=(backtracking,))
    two = told("two", "search", "dns", contributing_factors=(backtracking,))
    assert {"one": [], "two": []} == nearest(one, two)
    three = told("three", "login", contributing_factors=(backtracking,))
    assert ["three"] == nearest(one, three, OTHER)["one"]


def test_three_are_enough_and_withdrawn_ones_are_left_out() -> None:
    gone = Withdrawal(on=date(2026, 1, 31), reason="Told twice.")
    many = [told(f"m{i}", "login", "capacity") for i in range(6)]
    archive = Archive(incidents=(*many, told("gone", "login", "capacity", withdrawn=gone), OTHER))
    found = {id_: [r.incident.title for r in alike] for id_, alike in archive.relatives.items()}
    assert 3 == len(found["2025-03-14-m0"])
    assert "2025-03-14-gone" not in found
    assert not any("gone" in names for names in found.values())
