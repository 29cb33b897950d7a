"""Rows beside the rail: in order, apart, and as near to their time as can be."""

from __future__ import annotations

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
