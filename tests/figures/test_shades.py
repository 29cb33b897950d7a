"""Nights are shaded on axes of hours and days, weekends on longer ones."""

from __future__ import annotations

from datetime import datetime

import pytest

from postmortems.figures.axis import Axis
from postmortems.figures.shades import Shading, shades_of, shading_of
from postmortems.times import moment
from tests.building import zone


def axis(first: str, last: str, name: str = "UTC") -> Axis:
    one, other = (moment(datetime.fromisoformat(t), zone(name)).instant for t in (first, last))
    return Axis(first=one, last=other, before=None, after=None)


def test_night_is_from_22_to_6() -> None:
    a_day = axis("2025-03-14 00:00", "2025-03-15 00:00")
    assert pytest.approx([0, 6 / 24, 22 / 24, 1]) == [end for shade in shades_of(a_day, zone("UTC")) for end in shade]


def test_night_is_that_of_the_clock_of_the_report() -> None:
    """In Nairobi it is three hours later than in UTC."""
    a_day = axis("2025-03-14 00:00", "2025-03-15 00:00")
    nights = shades_of(a_day, zone("Africa/Nairobi"))
    assert pytest.approx([0, 3 / 24, 19 / 24, 1]) == [end for night in nights for end in night]


def test_nothing_is_shaded_below_14_hours() -> None:
    assert Shading.NONE is shading_of(axis("2025-03-14 20:00", "2025-03-15 09:59"), zone("UTC"))
    assert Shading.NIGHTS is shading_of(axis("2025-03-14 20:00", "2025-03-15 10:00"), zone("UTC"))


def test_beyond_six_days_weekends_are_shaded() -> None:
    """14 March 2025 is a Friday."""
    two_weeks = axis("2025-03-14 00:00", "2025-03-28 00:00")
    assert Shading.WEEKENDS is shading_of(two_weeks, zone("UTC"))
    shades = shades_of(two_weeks, zone("UTC"))
    assert pytest.approx([1 / 14, 3 / 14, 8 / 14, 10 / 14]) == [end for shade in shades for end in shade]
    assert Shading.NIGHTS is shading_of(axis("2025-03-14 00:00", "2025-03-20 00:00"), zone("UTC"))


def test_beyond_four_months_nothing_is_shaded() -> None:
    assert () == shades_of(axis("2025-01-01 00:00", "2025-05-02 00:00"), zone("UTC"))


def test_room_for_labels_changes_nothing() -> None:
    """What is added is 14 %, so a roomier axis may be longer than the limits, or reach into the first night."""
    nearly_six_days = axis("2025-03-14 00:00", "2025-03-19 20:00")
    by_day = axis("2025-03-14 07:00", "2025-03-14 21:30")
    for one in (nearly_six_days, by_day, axis("2025-03-14 20:00", "2025-03-15 09:00")):
        assert shading_of(one, zone("UTC")) is shading_of(one.roomier(0.14), zone("UTC"))
    assert Shading.NONE is shading_of(by_day, zone("UTC"))
    assert () == shades_of(by_day.roomier(0.14), zone("UTC"))
    assert Shading.NIGHTS is shading_of(nearly_six_days, zone("UTC"))
