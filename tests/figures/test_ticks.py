"""Round times of the clock on the wall."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from postmortems.figures.axis import Axis
from postmortems.figures.ticks import GAP, scale_of
from postmortems.times import moment
from tests.building import zone


def axis(first: str, last: str, name: str = "UTC") -> Axis:
    one, other = (moment(datetime.fromisoformat(t), zone(name)).instant for t in (first, last))
    return Axis(first=one, last=other, before=None, after=None)


def labels(found: Axis, name: str = "UTC", length: float = 800) -> list[str]:
    return [tick.label for tick in scale_of(found, zone(name), length).ticks]


def test_two_hours_are_told_in_steps_of_ten_minutes() -> None:
    found = labels(axis("2025-03-14 20:00", "2025-03-14 22:00"))
    assert ["20:00", "20:10", "20:20"] == found[:3]
    assert "22:00" == found[-1]


def test_a_minute_is_told_in_seconds() -> None:
    assert "20:00:10" in labels(axis("2025-03-14 20:00", "2025-03-14 20:01"))


def test_weeks_are_told_in_days() -> None:
    assert ["1 Feb", "2 Feb", "3 Feb"] == labels(axis("2025-02-01 00:00", "2025-02-15 00:00"), length=900)[:3]
    assert () == scale_of(axis("2025-02-01 00:00", "2025-02-15 00:00"), zone("UTC"), 800).days


def test_six_stays_six_across_a_clock_change() -> None:
    """In Berlin the night of 30 March 2025 has 23 hours; ticks follow the wall, and what it skips is left out."""
    found = labels(axis("2025-03-29 18:00", "2025-03-30 18:00", "Europe/Berlin"), "Europe/Berlin")
    assert "06:00" in found
    short = labels(axis("2025-03-30 00:00", "2025-03-30 06:00", "Europe/Berlin"), "Europe/Berlin")
    assert "02:00" not in short
    assert {"01:00", "03:00"} <= set(short)


def test_an_axis_past_midnight_names_its_days() -> None:
    days = scale_of(axis("2025-03-14 18:00", "2025-03-15 06:00"), zone("UTC"), 800).days
    assert ["Fri 14 Mar", "Sat 15 Mar"] == [day.label for day in days]
    assert [False, True] == [day.is_midnight for day in days]


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)),
    st.integers(1, 60 * 24 * 60),
    st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"]),
    st.sampled_from([240, 532, 828]),
)
def test_no_two_labels_come_too_near(first: datetime, minutes: int, name: str, length: int) -> None:
    begin = moment(first.replace(second=0, microsecond=0), zone(name)).instant
    found = Axis(
        first=begin, last=begin + minutes * (datetime(2000, 1, 1, 0, 1) - datetime(2000, 1, 1)), before=None, after=None
    )
    ticks = scale_of(found, zone(name), length).ticks
    places = [tick.place.at(length) for tick in ticks]
    assert sorted(places) == places
    # A clock change brings one pair nearer, by the hour it takes away.
    near = [
        b - a - tick.width
        for (a, b), tick in zip(pairwise(places), ticks, strict=False)
        if b - a - tick.width < GAP - 1
    ]
    assert len(near) <= 1


def test_an_hour_that_comes_twice_is_written_once_and_the_rest_in_its_place() -> None:
    """In Berlin the night of 26 October 2025 has 25 hours: between 02:00 and 03:00 lie two."""
    found = axis("2025-10-26 00:00", "2025-10-26 06:00", "Europe/Berlin")
    ticks = scale_of(found, zone("Europe/Berlin"), 800).ticks
    assert ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00"] == [tick.label for tick in ticks][:7]
    hours = {tick.label: round(tick.place.fraction * 7, 6) for tick in ticks}
    assert (1, 2, 4, 7) == (hours["01:00"], hours["02:00"], hours["03:00"], hours["06:00"])


def test_between_two_labels_are_twenty_pixels_at_the_least() -> None:
    """A label of hours and minutes is some 30 pixels wide, so 5 minutes need 50 pixels."""
    an_hour = axis("2025-03-14 20:00", "2025-03-14 21:00")
    assert "20:05" in labels(an_hour, length=12 * 53)
    assert "20:05" not in labels(an_hour, length=12 * 47)


def test_where_the_row_of_days_names_a_day_midnight_is_not_written() -> None:
    past_midnight = axis("2025-03-14 18:00", "2025-03-15 06:00")
    found = scale_of(past_midnight, zone("UTC"), 800)
    assert ["23:00", "", "01:00"] == [tick.label for tick in found.ticks][5:8]
    alone = scale_of(past_midnight, zone("UTC"), 800, with_days=False)
    assert ["23:00", "00:00", "01:00"] == [tick.label for tick in alone.ticks][5:8]
    assert () == alone.days


def test_where_the_name_of_a_day_has_no_room_midnight_is_written() -> None:
    found = scale_of(axis("2025-03-14 18:00", "2025-03-15 00:20"), zone("UTC"), 800)
    assert ["Fri 14 Mar"] == [day.label for day in found.days]
    assert "00:00" in [tick.label for tick in found.ticks]


def test_times_are_written_where_the_clock_is_set_back_meanwhile() -> None:
    """On the wall these twenty minutes begin at 02:50 and end at 02:10."""
    begin = moment(datetime(2025, 10, 26, 2, 50), zone("Europe/Berlin")).instant
    found = Axis(first=begin, last=begin + timedelta(minutes=20), before=None, after=None)
    assert ["02:50", "02:52", "02:54", "02:56", "02:58", "02:00", "02:02"] == labels(found, "Europe/Berlin")[:7]
