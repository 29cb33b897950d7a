"""Rows beside the rail: in order, apart, and as near to their time as can be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.figures.rail import MAX_ROWS, settle
from postmortems.figures.timeline import layout
from postmortems.vocabulary import Kind
from tests.building import entry, incident


def test_rows_with_room_stay_where_they_want_to_be() -> None:
    assert [10.0, 60.0] == settle([10, 60], [20, 20])


def test_rows_that_want_one_place_share_it_evenly() -> None:
    assert [40.0, 60.0] == settle([50, 50], [20, 20])


def test_a_pool_pushes_on_what_follows() -> None:
    assert pytest.approx([30.0, 50.0, 70.0]) == settle([50, 50, 50], [20, 20, 20])


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(10, 60)), min_size=1, max_size=16))
def test_no_two_rows_overlap_and_none_moves_without_need(rows: list[tuple[float, float]]) -> None:
    wanted = sorted(want for want, _ in rows)
    heights = [height for _, height in rows]
    centres = settle(wanted, heights)
    for i in range(1, len(rows)):
        assert centres[i] - centres[i - 1] >= (heights[i] + heights[i - 1]) / 2 - 1e-6
    # The mean of what is wanted is kept: whatever moves down, as much moves up.
    assert sum(centres) == pytest.approx(sum(wanted))


def test_sixteen_rows_at_most_the_rest_are_dots() -> None:
    crowd = [entry(Kind.NOTE, f"09:{minute}") for minute in range(13, 43)]
    rail = layout(incident(entry(Kind.DETECTED, "09:12"), *crowd, entry(Kind.RESOLVED, "09:54"))).narrow
    assert MAX_ROWS == len(rail.rows)
    assert 32 - MAX_ROWS == len(rail.dots)
    assert {Kind.DETECTED, Kind.RESOLVED} <= {row.entry.kind for row in rail.rows}


def test_entries_behind_a_break_always_have_a_row() -> None:
    crowd = [entry(Kind.IMPACT, f"09:{minute}", label="Felt") for minute in range(13, 43)]
    far = entry(Kind.NOTE, "2025-03-20 10:00")
    rail = layout(incident(entry(Kind.DETECTED, "09:12"), *crowd, entry(Kind.RESOLVED, "09:54"), far)).narrow
    assert Kind.NOTE in {row.entry.kind for row in rail.rows}
    assert 1 == len(rail.breaks)


def test_nothing_stands_above_or_below_the_drawing() -> None:
    for told in (
        incident(*[entry(Kind.NOTE, "09:12") for _ in range(9)]),
        incident(*[entry(Kind.NOTE, "09:54") for _ in range(9)]),
    ):
        rail = layout(told).narrow
        assert rail.rows[0].top >= 0
        assert rail.rows[-1].top + rail.rows[-1].height <= rail.height


def test_pins_are_27_pixels_apart_at_the_least() -> None:
    """Rows of a short name and no time are lower than that."""
    rail = layout(incident(*[entry(Kind.NOTE, label="Told") for _ in range(16)])).narrow
    ys = [row.y for row in rail.rows]
    assert min(below - above for above, below in pairwise(ys)) >= 27


def test_the_break_beside_the_rail_says_how_far() -> None:
    def told(*far: str) -> list[list[str]]:
        rail = layout(incident(*(entry(Kind.NOTE, when) for when in far), start="09:12", end="09:54")).narrow
        return [[line.text for line in gap.distance] for gap in rail.breaks]

    assert [["31 min", "earlier"]] == told("08:41")
    assert [["3 h", "6 min"]] == told("13:00")
    # Too wide for the place beside the break.
    assert [[]] == told("12:00", "13:00")
    assert [["up to", "54 min"]] == told("10:47", "10:48")
    assert [["141 d", "later"]] == told("2025-08-02 09:54")


def test_a_distance_stands_within_its_break_and_left_of_it() -> None:
    rail = layout(incident(entry(Kind.NOTE, "08:41"), entry(Kind.NOTE, "13:00"))).narrow
    for gap in rail.breaks:
        for line in gap.distance:
            assert gap.y < line.y < gap.y + rail.break_height
            assert line.x >= 0
            assert line.x + line.width <= rail.columns.edge


def test_a_break_of_unknown_distance_says_nothing() -> None:
    rail = layout(incident(entry(Kind.RESOLVED, "09:54"), entry(Kind.NOTE))).narrow
    assert [()] == [gap.distance for gap in rail.breaks]


def test_times_and_texts_stand_in_the_middle_of_their_row() -> None:
    [row] = layout(incident(entry(Kind.NOTE, "09:30", label="Told"))).narrow.rows
    assert row.time is not None
    [line] = row.lines
    assert (15, 31, 40) == (row.time.y - row.top, line.y - row.top, row.height)


def test_phases_stand_where_they_were() -> None:
    told = incident(
        *(entry(Kind.DETECTED, "10:00"), entry(Kind.MITIGATED, "15:00"), entry(Kind.RESOLVED, "19:00")),
        start="09:00",
        end="19:00",
    )
    rail = layout(told).narrow
    assert [row.dot_y for row in rail.rows] == pytest.approx([piece.end for piece in rail.pieces], abs=0.11)
    assert rail.rows[0].dot_y == pytest.approx(rail.pieces[1].y, abs=0.11)


def test_a_wrong_path_stands_beside_its_time() -> None:
    told = incident(entry(Kind.MISLEADING, "10:00", "13:00"), entry(Kind.NOTE, "13:00"), start="09:00", end="19:00")
    rail = layout(told).narrow
    [path] = rail.wrong_paths
    assert [row.dot_y for row in rail.rows] == [path.y, path.end]
