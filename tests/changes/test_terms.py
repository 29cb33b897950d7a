"""Names that are new, and those that look like slips."""

from __future__ import annotations

import pytest

from postmortems.changes.terms import meant, terms
from postmortems.collection import Archive
from postmortems.model import Task
from postmortems.vocabulary import Effect
from tests.building import incident


@pytest.mark.parametrize(
    ("name", "known", "likely"),
    [
        ("login-page", "login", "login"),
        ("login", "login-page", "login-page"),
        ("logins", "login", "login"),
        ("retry-storm", "retry-storms", "retry-storms"),
        ("log-in", "login", "login"),
        ("web_shop", "web-shop", "web-shop"),
        ("Software Engineering", "Software engineering", "Software engineering"),
        ("Team: Database", "Database team", None),
        ("chekout", "checkout", "checkout"),
        ("data-base", "database", "database"),
        ("ec2", "ebs", None),
        ("payments", "checkout", None),
        ("network", "hardware", None),
        ("Störung", "Störungen", "Störungen"),
        ("決済", "決済", "決済"),
        ("決済", "検索", None),
    ],
)
def test_a_new_name_close_to_an_old_one_is_likely_the_same(name: str, known: str, likely: str | None) -> None:
    assert likely == meant(name, ["unlike-all", known])


def test_of_several_the_closest_is_meant() -> None:
    assert "login" == meant("log-in", ["login-page", "login", "log-in-form"])
    assert "login-page" == meant("page", ["login-page-of-parents", "login-page"])


def test_new_and_unused_names_are_told_with_who_uses_them() -> None:
    old = incident(id="2025-03-14-a", tags=("capacity",), tasks=(Task(task="x", owner="Payments"),))
    new = incident(
        id="2025-03-14-b",
        services={"checkouts": Effect.DOWN},
        tags=("capacity", "dns"),
        tasks=(Task(task="x", owner="Payments team"), Task(task="y")),
    )
    found = terms(Archive(incidents=(old,)), Archive(incidents=(new,)))
    assert [
        ("service", "checkouts", True, ("2025-03-14-b",), "checkout"),
        ("service", "checkout", False, ("2025-03-14-a",), None),
        ("tag", "dns", True, ("2025-03-14-b",), None),
        ("owner", "Payments team", True, ("2025-03-14-b",), "Payments"),
        ("owner", "Payments", False, ("2025-03-14-a",), None),
    ] == [(t.kind, t.name, t.is_new, t.used_by, t.meant) for t in found]


def test_names_that_stay_are_not_told() -> None:
    archive = Archive(incidents=(incident(tags=("capacity",)),))
    assert [] == list(terms(archive, archive))
