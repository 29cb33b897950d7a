"""The numbers of a report, against plain arithmetic on instants in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from postmortems.model import Incident
from postmortems.times import Moment, Span, Zone
from postmortems.vocabulary import Effect, Kind, Phase, Word
from tests.building import entry, incident, share, window

ZONES = sorted(
    name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix", "right"))
)
MINUTES = st.integers(0, 60 * 24 * 365 * 60)
"""Minutes since 1970, past the year 2029."""


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def lengths(found: Incident) -> dict[Phase, timedelta | None]:
    return {stretch.phase: stretch.span.length for stretch in found.stretches}


@given(st.sampled_from(ZONES), MINUTES, st.integers(1, 60 * 24 * 30))
def test_elapsed_time_is_that_of_utc_whatever_the_clock_on_the_wall_does(name: str, begin: int, length: int) -> None:
    """Also across clock changes: the wall clock is only how a time is told."""
    zone = Zone(name, ZoneInfo(name))
    first = datetime(1970, 1, 1, tzinfo=UTC) + minutes(begin)
    start, end = (Moment(instant=instant, zone=zone) for instant in (first, first + minutes(length)))
    assert Span(minutes(length)) == Span.between(start, end)
    assert start.local.astimezone(UTC) == first


@given(st.integers(0, 59), st.integers(0, 59))
def test_times_compare_at_the_coarser_of_their_precisions(one: int, other: int) -> None:
    zone = Zone("UTC", UTC)
    base = datetime(2025, 3, 14, 9, 15, tzinfo=UTC)
    coarse = Moment(instant=base, zone=zone)
    fine = Moment(instant=base + timedelta(seconds=one), zone=zone, to_the_second=True)
    finer = Moment(instant=base + timedelta(seconds=other), zone=zone, to_the_second=True)
    assert timedelta(0) == coarse.since(fine) == fine.since(coarse)
    assert timedelta(seconds=other - one) == finer.since(fine)


def test_duration_is_the_union_of_the_windows() -> None:
    found = incident(start="09:00", end="11:00", windows=(window("09:00", "09:30"), window("10:30", "11:00")))
    assert Span(minutes(60)) == found.duration


def test_duration_without_windows_is_end_minus_start() -> None:
    assert Span(minutes(42)) == incident().duration


def test_a_time_marked_about_makes_what_is_computed_from_it_about() -> None:
    found = incident(entry(Kind.DETECTED, "~09:20"), start="09:12", end="~09:54")
    assert Span(minutes(42), Word.ABOUT) == found.duration
    assert Span(minutes(8), Word.ABOUT) == found.time_to_detect


def test_an_unknown_time_makes_what_depends_on_it_unknown() -> None:
    found = incident(entry(Kind.DETECTED), entry(Kind.MITIGATED))
    assert Span(None) == found.time_to_detect == found.time_to_resolve == found.time_to_mitigate


def test_time_to_mitigate_is_none_without_such_an_entry() -> None:
    assert incident().time_to_mitigate is None


def test_the_first_in_the_files_order_counts() -> None:
    found = incident(entry(Kind.DETECTED), entry(Kind.DETECTED, "09:20"))
    assert Span(None) == found.time_to_detect


def test_noticed_before_the_start_and_after_the_end_are_negative() -> None:
    assert Span(minutes(-12)) == incident(entry(Kind.DETECTED, "09:00")).time_to_detect
    assert Span(minutes(-6)) == incident(entry(Kind.DETECTED, "10:00")).time_to_resolve


def test_lost_user_time_is_length_times_share() -> None:
    assert Span(minutes(84)) == incident(start="20:00", end="22:00", users_affected=share("70")).lost_user_time
    found = incident(
        start="20:00", end="22:00", windows=(window("20:00", "20:30", "30"), window("20:30", "22:00", "70"))
    )
    assert Span(minutes(9 + 63)) == found.lost_user_time


@given(st.lists(st.tuples(st.integers(1, 10**6), st.decimals(0, 100, places=4)), min_size=1, max_size=5))
def test_lost_user_time_is_exact(parts: list[tuple[int, Decimal]]) -> None:
    """Seconds times a share of four decimals are whole microseconds: nothing is rounded."""
    zone = Zone("UTC", UTC)
    here = datetime(2025, 3, 14, tzinfo=UTC)
    windows = []
    for seconds, percent in parts:
        there = here + timedelta(seconds=seconds)
        begin, end = (Moment(instant=i, zone=zone, to_the_second=True) for i in (here, there))
        windows.append(type(window("09:00", "10:00"))(start=begin, end=end, users_affected=share(str(percent))))
        here = there
    expected = sum(Fraction(seconds) * Fraction(percent) / 100 for seconds, percent in parts)
    length = incident(windows=tuple(windows)).lost_user_time.length
    assert length is not None
    assert expected == Fraction(length // timedelta(microseconds=1), 10**6)


def test_an_unknown_share_makes_lost_user_time_unknown_and_never_zero() -> None:
    assert Span(None) == incident(users_affected=share(None)).lost_user_time
    found = incident(start="09:00", end="11:00", windows=(window("09:00", "10:00"), window("10:00", "11:00", None)))
    assert Span(None) == found.lost_user_time


def test_words_of_shares_travel_and_a_mixture_reads_about() -> None:
    assert incident(users_affected=share("95", Word.OVER)).lost_user_time.word is Word.OVER
    assert incident(users_affected=share("95", Word.OVER), end="~10:00").lost_user_time.word is Word.ABOUT
    mixed = (window("09:00", "10:00", "5", Word.OVER), window("10:00", "11:00", "5", Word.UNDER))
    assert incident(windows=mixed).lost_user_time.word is Word.ABOUT
    with_exact = (window("09:00", "10:00", "5", Word.UNDER), window("10:00", "11:00", "5"))
    assert incident(windows=with_exact).lost_user_time.word is Word.UNDER


def test_phases_fill_the_time_from_start_to_end() -> None:
    found = incident(entry(Kind.DETECTED, "09:20"), entry(Kind.MITIGATED, "09:40"))
    assert {
        Phase.UNDETECTED: minutes(8),
        Phase.RESPONDING: minutes(20),
        Phase.RECOVERING: minutes(14),
    } == lengths(found)


def test_without_a_mitigation_the_response_lasts_to_the_end() -> None:
    assert {Phase.UNDETECTED: minutes(0), Phase.RESPONDING: minutes(42)} == lengths(incident())


def test_phases_stay_between_start_and_end() -> None:
    """Noticed early, nothing was undetected; noticed after the end, all of it was."""
    early = incident(entry(Kind.DETECTED, "08:00"), entry(Kind.MITIGATED, "11:00"))
    assert {
        Phase.UNDETECTED: minutes(0),
        Phase.RESPONDING: minutes(42),
        Phase.RECOVERING: minutes(0),
    } == lengths(early)
    late = incident(entry(Kind.DETECTED, "11:00"))
    assert {Phase.UNDETECTED: minutes(42), Phase.RESPONDING: minutes(0)} == lengths(late)


def test_a_stretch_whose_phase_cannot_be_told_says_so() -> None:
    assert {Phase.UNKNOWN: minutes(42)} == lengths(incident(entry(Kind.DETECTED)))
    unknown_mitigation = incident(entry(Kind.DETECTED, "09:22"), entry(Kind.MITIGATED))
    assert {Phase.UNDETECTED: minutes(10), Phase.UNKNOWN: minutes(32)} == lengths(unknown_mitigation)
    unknown_detection = incident(entry(Kind.DETECTED), entry(Kind.MITIGATED, "09:22"))
    assert {Phase.UNKNOWN: minutes(10), Phase.RECOVERING: minutes(32)} == lengths(unknown_detection)


def test_time_on_wrong_paths_counts_no_minute_twice() -> None:
    found = incident(
        entry(Kind.MISLEADING, "09:15", "09:30"),
        entry(Kind.MISLEADING, "09:20", "~09:40"),
        entry(Kind.MISLEADING, "09:50"),
        entry(Kind.MISLEADING, "09:51", "09:52"),
    )
    assert Span(minutes(26), Word.ABOUT) == found.time_on_wrong_paths
    assert incident().time_on_wrong_paths is None


def test_windows_that_share_a_part_of_a_minute_count_it_once() -> None:
    """They touch at the coarser of their precisions; time cannot be lost twice."""
    found = incident(
        start="20:00", end="22:00", windows=(window("20:00", "20:30:50", "30"), window("20:30", "22:00", "70"))
    )
    assert Span(minutes(120)) == found.duration
    thirty = timedelta(seconds=30 * 60 + 50)
    assert Span(thirty * 0.3 + (minutes(120) - thirty) * 0.7) == found.lost_user_time


def test_numbers_of_one_report_add_up_to_the_second() -> None:
    found = incident(entry(Kind.DETECTED, "20:00:45"), start="20:00", end="20:30")
    assert Span(timedelta(seconds=45)) == found.time_to_detect
    assert minutes(30) == sum((s.span.length or timedelta(0) for s in found.stretches), timedelta(0))


def test_the_worst_effect_is_the_first_in_the_order_of_the_vocabulary() -> None:
    found = incident(services={"a": Effect.SLOW, "b": Effect.DOWN, "c": Effect.DEGRADED})
    assert Effect.DOWN is found.worst_effect
