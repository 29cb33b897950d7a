"""What stands on one scale, and where."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postmortems.figures.axis import Break, axis_of
from postmortems.figures.panel import Panel, Segment, distance_of, overview_panel
from postmortems.figures.pins import Room
from postmortems.figures.places import placed_entries
from postmortems.figures.timeline import layout
from postmortems.model import Incident
from postmortems.vocabulary import Kind, Phase
from tests.building import entry, incident


def panel(told: Incident) -> Panel:
    placed = placed_entries(told)
    axis = axis_of(told, placed)
    return overview_panel(told, axis, placed, (), Room(length=860 - axis.left - axis.right, max_lanes=12))


def ends(segments: tuple[Segment, ...]) -> list[tuple[float, float]]:
    return [(round(one.left.fraction, 3), round(one.right.fraction, 3)) for one in segments]


def hours(*told: object) -> Incident:
    """An incident of ten hours."""
    return incident(*told, start="09:00", end="19:00")  # type: ignore[arg-type]


def test_phases_stand_where_they_were() -> None:
    found = panel(
        hours(entry(Kind.DETECTED, "10:00"), entry(Kind.MITIGATED, "15:00"), entry(Kind.RESOLVED, "19:00"))
    ).segments
    assert [Phase.UNDETECTED, Phase.RESPONDING, Phase.RECOVERING] == [one.phase for one in found]
    assert [(0, 0.1), (0.1, 0.6), (0.6, 1)] == ends(found)
    assert ["10%", "50%", "40%"] == [one.width for one in found]
    assert [0.05, 0.35, 0.8] == [round(one.middle.fraction, 3) for one in found]


def test_a_phase_is_named_where_there_is_room_and_else_told_by_its_length() -> None:
    found = panel(
        hours(entry(Kind.DETECTED, "09:02"), entry(Kind.MITIGATED, "10:10"), entry(Kind.RESOLVED, "19:00"))
    ).segments
    assert [("", ""), ("", "1 h 8 min"), ("Recovering", "8 h 50 min")] == [(one.name, one.length) for one in found]


def test_what_is_before_and_after_is_no_phase_and_says_so_where_there_is_room() -> None:
    told = hours(entry(Kind.TRIGGER, "07:00"), entry(Kind.DETECTED, "09:00"), entry(Kind.NOTE, "19:10"))
    first, _, last = (one for one in panel(told).segments if one.left != one.right)
    assert (None, "before", 0) == (first.phase, first.name, first.left.fraction)
    assert (None, "", 1) == (last.phase, last.name, last.right.fraction)


def test_a_wrong_path_lasts_from_when_it_began_until_it_was_given_up() -> None:
    assert [(0.1, 0.4)] == ends(panel(hours(entry(Kind.MISLEADING, "10:00", "13:00"))).wrong_paths)


def test_only_a_wrong_path_with_both_times_is_drawn() -> None:
    told = hours(entry(Kind.ACTION, "10:00", "13:00"), entry(Kind.MISLEADING, "14:00"), entry(Kind.MISLEADING))
    assert () == panel(told).wrong_paths


def test_an_unknown_time_has_a_whisker_from_one_neighbour_to_the_other() -> None:
    found = panel(hours(entry(Kind.DETECTED, "10:00"), entry(Kind.NOTE), entry(Kind.NOTE), entry(Kind.ACTION, "15:00")))
    assert [(0.1, 0.6)] == ends(found.whiskers)
    assert [0.1, 0.6] == [cap.fraction for cap in found.caps]


def test_whiskers_that_touch_are_told_apart_by_their_ends() -> None:
    found = panel(hours(entry(Kind.DETECTED, "10:00"), entry(Kind.NOTE), entry(Kind.ACTION, "15:00"), entry(Kind.NOTE)))
    assert [(0.1, 0.6), (0.6, 1)] == ends(found.whiskers)
    assert [0.1, 0.6, 1] == [cap.fraction for cap in found.caps]


def test_a_whisker_stands_in_a_strip_too_and_ends_only_where_its_gap_does() -> None:
    told = [entry(Kind.ACTION, f"10:{minute:02}") for minute in (0, 2, 4, 6, 8)]
    [strip] = layout(hours(*told, entry(Kind.NOTE), entry(Kind.ACTION, "10:10"))).wide.strips
    assert 1 == len(strip.panel.whiskers)
    assert [8, 10] == pytest.approx(
        [cap.fraction * strip.panel.axis.length.seconds / 60 - 0.3 for cap in strip.panel.caps], abs=0.01
    )


def test_a_whisker_that_goes_on_beyond_its_strip_has_no_end_there() -> None:
    """The gap opens with the incident at 09:00, the strip with the first entry's place at 09:04."""
    told = [entry(Kind.ACTION, f"09:{minute:02}") for minute in (8, 10, 12, 14, 16)]
    [strip] = layout(hours(entry(Kind.NOTE), *told)).wide.strips
    [whisker] = strip.panel.whiskers
    [cap] = strip.panel.caps
    assert (0, cap) == (whisker.left.fraction, whisker.right)


def test_times_known_have_no_whisker() -> None:
    assert ((), ()) == (panel(hours()).whiskers, panel(hours()).caps)


def test_a_break_says_how_far_what_is_there_lies() -> None:
    [before, after] = panel(hours(entry(Kind.TRIGGER, "2025-03-14 01:00"), entry(Kind.NOTE, "2025-03-24 20:00"))).sides
    assert ("8 h 0 min earlier", "10 d later") == (before.text, after.text)
    # To the outer edge of the frame, 60 pixels beyond the axis.
    assert -60 == before.text_x
    assert 60 == round(after.text_x + after.width, 1)
    assert (0, 1) == (before.place.fraction, after.place.fraction)
    assert (-21, 21) == (before.middle, after.middle)


@pytest.mark.parametrize(
    ("minutes", "far"),
    [
        (11, "11 min"),
        (9 * 1440 + 60, "9 d 1 h"),
        (9 * 1440 + 1439, "10 d 0 h"),
        (10 * 1440, "10 d"),
        (140 * 1440 + 720 + 1, "141 d"),
    ],
)
def test_from_ten_days_on_hours_are_left_out(minutes: int, far: str) -> None:
    distance = timedelta(minutes=minutes)
    assert far == distance_of(Break(farthest=distance))
    assert f"up to {far}" == distance_of(Break(farthest=distance, is_nearest=False))


def test_of_several_entries_behind_a_break_the_farthest_is_told() -> None:
    [side] = panel(hours(entry(Kind.NOTE, "2025-03-15 20:00"), entry(Kind.NOTE, "2025-03-16 19:00"))).sides
    assert "up to 2 d 0 h later" == side.text
    [side] = panel(hours(entry(Kind.NOTE, "2025-03-16 19:00"), entry(Kind.NOTE, "2025-03-16 19:00"))).sides
    assert "2 d 0 h later" == side.text


def test_where_no_time_behind_a_break_is_known_no_distance_is_claimed() -> None:
    [side] = panel(hours(entry(Kind.RESOLVED, "19:00"), entry(Kind.NOTE))).sides
    assert "later" == side.text


def test_a_time_that_would_run_into_the_distance_is_left_out() -> None:
    free = panel(hours(entry(Kind.DETECTED, "09:00"))).scale.ticks
    told = panel(
        hours(
            entry(Kind.TRIGGER, "2025-02-01 01:00"),
            entry(Kind.TRIGGER, "2025-02-02 01:00"),
            entry(Kind.DETECTED, "09:00"),
        )
    )
    assert ["09:00", "10:00"] == [tick.label for tick in free[:2]]
    assert ["", "10:00"] == [tick.label for tick in told.scale.ticks[:2]]
    [side] = told.sides
    for tick in told.scale.ticks:
        if tick.label:
            assert tick.place.at(784) + tick.text_x >= side.text_x + side.width


def test_times_stay_within_the_frame() -> None:
    """With its seconds, a time at the end of the axis would not."""
    ticks = panel(incident(start="09:12", end="09:13")).scale.ticks
    assert ["", "09:12:05"] == [tick.label for tick in ticks[:2]]
    assert "" == ticks[-1].label


def test_the_drawing_is_as_high_as_what_stands_on_it() -> None:
    low, with_profile = panel(hours(entry(Kind.DETECTED, "10:00"))), panel(hours())
    # One lane, its stem, the ribbon, the profile and the row of times.
    assert (3 + 27 + 9, 34, 36, 24) == (
        low.ribbon_y,
        low.ribbon,
        low.axis_y - low.ribbon_y - 34,
        low.height - low.axis_y,
    )
    assert low.ribbon_y - 9 - 13.5 == low.pins[0].y
    past_midnight = panel(incident(start="20:00", end="2025-03-15 04:00"))
    assert 24 + 16 == past_midnight.height - past_midnight.axis_y
    assert with_profile.ribbon_y + 28 == with_profile.path_y
