"""Which days a year and a quarter hold, and which incidents began in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.collection import Archive
from postmortems.model import Withdrawal
from postmortems.periods import Period
from tests.building import incident, zone

PERIODS = st.builds(Period, st.integers(1900, 2199), st.integers(0, 4))


@pytest.mark.parametrize(
    ("period", "name", "first", "last"),
    [
        (Period(2024), "2024", date(2024, 1, 1), date(2024, 12, 31)),
        (Period(2024, 1), "2024-q1", date(2024, 1, 1), date(2024, 3, 31)),
        (Period(2024, 2), "2024-q2", date(2024, 4, 1), date(2024, 6, 30)),
        (Period(2024, 4), "2024-q4", date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_has_a_name_a_first_and_a_last_day(period: Period, name: str, first: date, last: date) -> None:
    assert (name, first, last) == (period.name, period.first, period.last)
    around = (first - timedelta(days=1), first, last, last + timedelta(days=1))
    assert [False, True, True, False] == [period.holds(day) for day in around]


@given(PERIODS)
def test_periods_of_a_kind_follow_on_one_another_without_a_gap(period: Period) -> None:
    assert period.last + timedelta(days=1) == period.next.first
    assert period == period.next.previous == period.previous.next
    assert period.previous < period < period.next
    assert bool(period.quarter) == bool(period.next.quarter)


@given(st.integers(1900, 2199).map(Period))
def test_the_quarters_of_a_year_are_its_parts(year: Period) -> None:
    assert (year.first, year.last) == (year.quarters[0].first, year.quarters[-1].last)
    assert [year] * 4 == [quarter.above for quarter in year.quarters]
    assert year.above is None
    assert all(quarter.quarters == () for quarter in year.quarters)


def test_a_period_has_begun_from_its_first_day_and_is_over_after_its_last() -> None:
    second = Period(2025, 2)
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 6, 30), date(2025, 7, 1)]
    assert [False, True, True, True] == [second.has_begun(day) for day in days]
    assert [False, False, False, True] == [second.is_over(day) for day in days]


def test_an_incident_belongs_to_the_period_its_own_clock_showed_when_it_began() -> None:
    """New Year's Eve in New York, when it was January in UTC."""
    late = incident(start="2025-01-01 02:00", end="2025-01-01 06:00", zone=zone("America/New_York"))
    found = Archive(incidents=(late,), today=date(2024, 12, 31)).by_period
    assert [Period(2024), *(Period(2024, quarter) for quarter in (1, 2, 3, 4))] == list(found)
    assert (late,) == found[Period(2024)] == found[Period(2024, 4)]


def test_every_year_between_the_first_and_the_last_is_there_with_its_quarters() -> None:
    new = incident(id="2025-03-14-new")
    old = incident(id="2023-05-02-old", start="2023-05-02 07:00", end="2023-05-02 09:00")
    found = Archive(incidents=(new, old), today=date(2025, 6, 1)).by_period
    assert [Period(2023), Period(2024), Period(2025), Period(2023, 1)] == list(found)[:4]
    assert 3 + 12 == len(found)
    assert () == found[Period(2024)] == found[Period(2023, 1)]
    assert (old,) == found[Period(2023, 2)]
    assert (new,) == found[Period(2025, 1)]


def test_withdrawn_reports_count_in_no_period_and_take_none_away() -> None:
    gone = incident(withdrawn=Withdrawal(on=date(2026, 1, 31), reason="Told twice."))
    found = Archive(incidents=(gone,), today=date(2025, 6, 1)).by_period
    assert () == found[Period(2025)] == found[Period(2025, 1)]
    assert {} == Archive(incidents=()).by_period


def test_the_year_that_runs_is_there_before_its_first_incident() -> None:
    found = Archive(incidents=(incident(),), today=date(2027, 1, 1)).by_period
    assert [Period(2025), Period(2026), Period(2027)] == list(found)[:3]
