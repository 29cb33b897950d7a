"""The orders of the indexes, with every tie-break."""

from __future__ import annotations

from datetime import date
from typing import Any

from postmortems import rankings
from postmortems.collection import Archive
from postmortems.model import Incident, Withdrawal
from tests.building import incident, share


def ids(incidents: tuple[Incident, ...]) -> list[str]:
    return [i.id for i in incidents]


def test_newest_first_goes_by_start_instant_then_id() -> None:
    found = rankings.newest_first(
        [incident(id="b"), incident(id="late", start="09:13"), incident(id="a"), incident(id="early", start="09:11")]
    )
    assert ["late", "a", "b", "early"] == ids(found)


def test_by_duration_falls_with_ties_by_newest_then_id() -> None:
    found = rankings.by_duration(
        [
            incident(id="short", end="09:20"),
            incident(id="older", start="08:00", end="08:42"),
            incident(id="y"),
            incident(id="x"),
            incident(id="long", end="10:20"),
        ]
    )
    assert ["long", "x", "y", "older", "short"] == ids(found)


def test_by_impact_breaks_ties_by_share_then_duration_then_newest_then_id() -> None:
    lost_10: dict[str, Any] = {"start": "09:00", "end": "09:10", "users_affected": share("100")}
    found = rankings.by_impact(
        [
            incident(id="half", start="09:00", end="09:20", users_affected=share("50")),
            incident(id="b", **lost_10),
            incident(id="a", **lost_10),
            incident(id="older", start="08:00", end="08:10", users_affected=share("100")),
            incident(id="most", start="09:00", end="19:00", users_affected=share("10")),
            incident(id="nothing", users_affected=share("0")),
            incident(id="long nothing", end="19:00", users_affected=share("0")),
        ]
    )
    assert ["most", "a", "b", "older", "half", "long nothing", "nothing"] == ids(found)


def test_unknown_comes_after_every_known_value_and_by_duration_within() -> None:
    found = rankings.by_impact(
        [
            incident(id="unknown", users_affected=share(None)),
            incident(id="unknown long", end="22:00", users_affected=share(None)),
            incident(id="zero", users_affected=share("0")),
        ]
    )
    assert ["zero", "unknown long", "unknown"] == ids(found)


def test_a_withdrawn_report_keeps_its_place_in_time_and_has_no_rank() -> None:
    withdrawn = incident(id="w", withdrawn=Withdrawal(on=date(2025, 4, 1), reason="Counted twice."))
    assert ["w"] == ids(rankings.newest_first([withdrawn]))
    assert () == rankings.by_duration([withdrawn]) == rankings.by_impact([withdrawn])


def test_related_is_shown_on_both_reports_and_may_name_an_alias() -> None:
    a = incident(id="a", related=("b-before",))
    b = incident(id="b", aliases=("b-before",))
    archive = Archive(incidents=(a, b))
    assert (b,) == archive.related["a"]
    assert (a,) == archive.related["b"]
