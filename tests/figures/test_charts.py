"""Where the marks of the charts across incidents stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postmortems.figures.charts import DOT_PITCH, DOT_ROOM, MARK_ROOM, MOST_HEIGHT, dots_of, reach_of
from postmortems.figures.marks import LogAxis
from tests.building import incident, share

AXIS = LogAxis(timedelta(minutes=10_000))


def places(*known: tuple[int, str | None]) -> list[tuple[int, int]]:
    incidents = [
        incident(start="00:00", end=f"{m // 60:02}:{m % 60:02}", users_affected=share(percent)) for m, percent in known
    ]
    return [(point.x, point.y) for point in reach_of(incidents, AXIS).points]


def test_a_tenth_of_the_users_is_always_the_same_step_down() -> None:
    assert [(25, 0), (25, 33), (25, 67), (25, 100)] == places((10, "100"), (10, "10"), (10, "1"), (10, "0.1"))


def test_shares_below_the_scale_stand_at_its_foot_also_none() -> None:
    assert [(50, 100), (50, 100)] == places((100, "0.001"), (100, "0"))


def test_an_unknown_share_is_left_out_and_counted() -> None:
    reach = reach_of([incident(users_affected=share(None)), incident()], AXIS)
    assert (1, 1) == (len(reach.points), reach.unknown)


def test_incidents_that_cost_the_same_stand_on_one_line() -> None:
    """Ten minutes for all, a hundred for a tenth: both on the line of ten minutes."""
    line = reach_of([], AXIS).lines[0]
    assert "10 min" == line.label
    for x, y in ((25, 0.0), (50, 100 / 3)):
        along = (x - line.x1) / (line.x2 - line.x1)
        assert abs(along * line.y2 - y) < 0.5


def test_a_line_ends_at_the_edge_of_the_chart() -> None:
    for line in reach_of([], AXIS).lines:
        assert line.x2 <= 100
        assert line.y2 <= 100
        assert 100 in {round(line.x2), round(line.y2)}


def test_dots_that_would_cover_one_another_are_piled_up() -> None:
    row = dots_of([10, 10, 11, 50])
    (a, b, c, d) = row.dots
    assert (10, 10, 10, 50) == (a.x, b.x, c.x, d.x)
    assert (DOT_PITCH, DOT_PITCH) == (a.y - b.y, b.y - c.y)
    assert a.y == d.y


def test_a_high_pile_stands_closer() -> None:
    row = dots_of([10] * 100)
    assert max(dot.y for dot in row.dots) - min(dot.y for dot in row.dots) < MOST_HEIGHT
    assert all(dot.y >= 4 for dot in row.dots)


@pytest.mark.parametrize("number", [1, 3, 100])
def test_a_row_has_room_for_its_highest_pile_and_for_a_mark_below(number: int) -> None:
    row = dots_of([10] * number)
    assert DOT_ROOM / 2 == min(dot.y for dot in row.dots)
    assert DOT_ROOM / 2 + MARK_ROOM == round(row.svg_height - max(dot.y for dot in row.dots), 1)


def test_no_dots_are_no_fault_and_as_high_as_one() -> None:
    assert () == dots_of([]).dots
    assert DOT_ROOM + MARK_ROOM == dots_of([]).svg_height
