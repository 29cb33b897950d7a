"""Where dots and segments stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postmortems.figures.marks import LogAxis, Segment, segments
from postmortems.vocabulary import Kind, Phase
from tests.building import entry, incident

AXIS = LogAxis(timedelta(minutes=10_000))


@pytest.mark.parametrize(("minutes", "expected"), [(0, 0), (1, 0), (10, 25), (100, 50), (1_000, 75), (10_000, 100)])
def test_ten_times_as_long_is_always_the_same_step(minutes: int, expected: int) -> None:
    assert expected == AXIS.x(timedelta(minutes=minutes))


def test_every_length_has_room_on_the_axis() -> None:
    longest = timedelta(days=400)
    axis = LogAxis.over([timedelta(hours=1), longest])
    assert 90 < axis.x(longest) < 100


def test_short_incidents_alone_still_get_the_usual_axis() -> None:
    axis = LogAxis.over([timedelta(minutes=5)])
    assert ["≤ 1 min", "10 min", "1 h", "6 h", "1 d", "7 d"] == [tick.label for tick in axis.ticks]


def test_phases_share_the_bar_by_their_time() -> None:
    told = incident(
        entry(Kind.DETECTED, "09:20"), entry(Kind.MITIGATED, "09:40"), entry(Kind.RESOLVED, "10:00"),
        start="09:00", end="10:00",
    )  # fmt: skip
    assert (
        Segment(Phase.RECOVERING, 100),
        Segment(Phase.RESPONDING, 67),
        Segment(Phase.UNDETECTED, 33),
    ) == segments(told.stretches)


def test_a_phase_that_took_no_time_is_not_drawn() -> None:
    told = incident(entry(Kind.DETECTED, "09:00"), entry(Kind.RESOLVED, "10:00"), start="09:00", end="10:00")
    assert (Segment(Phase.RESPONDING, 100),) == segments(told.stretches)


def test_a_phase_too_short_to_see_gets_one_percent_wherever_it_lies() -> None:
    told = incident(
        entry(Kind.DETECTED, "2025-03-14 00:01"), entry(Kind.MITIGATED, "2025-03-23 23:59"),
        start="2025-03-14 00:00", end="2025-03-24 00:00",
    )  # fmt: skip
    assert [1, 99, 100] == [part.end for part in reversed(segments(told.stretches))]
