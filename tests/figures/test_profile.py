"""The share of users over time, on a scale from none to all."""

from __future__ import annotations

import pytest

from postmortems.figures.axis import axis_of
from postmortems.figures.places import placed_entries
from postmortems.figures.profile import Profile, profile_of
from postmortems.model import Incident
from tests.building import incident, share, window

LENGTH = 800.0


def profile(told: Incident) -> Profile | None:
    return profile_of(told, axis_of(told, placed_entries(told)), LENGTH, 100)


def drawn(told: Incident) -> Profile:
    found = profile(told)
    assert found is not None
    return found


def hours(*shares: str | None) -> Incident:
    """An incident from 9 o'clock with a window for each hour."""
    windows = tuple(window(f"{h:02}:00", f"{h + 1:02}:00", percent) for h, percent in enumerate(shares, 9))
    known = max((p for p in shares if p), key=float, default=None)
    return incident(start="09:00", end=f"{9 + len(shares):02}:00", windows=windows, users_affected=share(known))


def test_the_whole_height_is_all_users() -> None:
    found = drawn(hours("100", "50", "0", "20"))
    assert [20, 10, 0, 4] == [step.height for step in found.steps]
    assert {136} == {step.y + step.height for step in found.steps}
    assert 116 == found.top == found.steps[0].y
    assert [0, 0.25, 0.5, 0.75] == [step.left.fraction for step in found.steps]
    assert {"25%"} == {step.width for step in found.steps}


def test_a_low_peak_stays_low() -> None:
    assert [2] == [step.height for step in drawn(incident(users_affected=share("10"))).steps]


def test_a_share_above_none_is_seen_however_small() -> None:
    assert [20, 1.5] == [step.height for step in drawn(hours("100", "0.01")).steps]


def test_a_gap_between_windows_has_no_step() -> None:
    gapped = incident(
        start="09:00", end="12:00", windows=(window("09:00", "10:00", "5"), window("11:00", "12:00", "80"))
    )
    assert pytest.approx([0, 2 / 3]) == [step.left.fraction for step in drawn(gapped).steps]


def test_the_label_begins_where_the_peak_does() -> None:
    found = drawn(hours("10", "70", "20", "70"))
    assert "Users affected: 70 % at the peak" == found.peak
    assert (0.25, 0) == (found.peak_place.fraction, found.peak_place.offset)


def test_the_label_moves_left_where_it_would_leave_the_frame() -> None:
    found = drawn(hours(*["10"] * 9, "70"))
    assert 0.9 == found.peak_place.fraction
    assert pytest.approx(LENGTH, abs=0.1) == found.peak_place.at(LENGTH) + found.peak_width


def test_one_share_is_the_peak_of_nothing() -> None:
    assert "Users affected: 50 %" == drawn(incident(users_affected=share("50"))).peak


def test_several_windows_of_unknown_shares_are_drawn_as_such() -> None:
    found = drawn(hours(None, None))
    assert "Users affected: unknown" == found.peak
    assert [(20, False), (20, False)] == [(step.height, step.is_known) for step in found.steps]


def test_one_window_of_an_unknown_share_says_nothing() -> None:
    assert None is profile(incident(users_affected=share(None)))


def test_nobody_affected_says_nothing() -> None:
    assert None is profile(incident(users_affected=share("0")))
