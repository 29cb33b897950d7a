"""How places move: who moves, and who only gives way."""

from __future__ import annotations

from postmortems.changes.ranks import moves
from postmortems.model import Incident
from tests.building import incident


def ranked(*lengths: tuple[str, int]) -> list[Incident]:
    """Incidents by name and minutes, the longest first."""
    by_length = sorted(lengths, key=lambda one: -one[1])
    return [incident(id=f"2025-03-14-{name}", start="09:00", end=f"09:{minutes:02}") for name, minutes in by_length]


def told(before: list[Incident], after: list[Incident]) -> tuple[list[str], dict[int, int]]:
    heirs = {one.id: one.id for one in before}
    found = moves(before, after, heirs)
    assert len(after) == found.size
    return [f"{move.incident.id[-1]} {move.before} {move.after}" for move in found.moves], dict(found.shifts)


A, B, C, D = ("a", 40), ("b", 30), ("c", 20), ("d", 10)


def test_nothing_moves_where_nothing_changes() -> None:
    assert ([], {}) == told(ranked(A, B, C), ranked(A, B, C))


def test_a_new_one_takes_a_place_and_those_below_give_way() -> None:
    assert (["x None 2"], {1: 2}) == told(ranked(A, B, C), ranked(A, B, C, ("x", 35)))


def test_one_that_leaves_lets_those_below_move_up() -> None:
    assert (["a 1 None"], {-1: 2}) == told(ranked(A, B, C), ranked(B, C))


def test_one_that_changes_moves_and_those_between_give_way() -> None:
    assert (["d 4 2"], {1: 2}) == told(ranked(A, B, C, D), ranked(A, B, C, ("d", 35)))
    assert (["a 1 3"], {-1: 2}) == told(ranked(A, B, C, D), ranked(("a", 15), B, C, D))


def test_one_that_changes_and_passes_nobody_only_gives_way() -> None:
    assert (["x None 1"], {1: 3}) == told(ranked(A, B, C), ranked(A, ("b", 31), C, ("x", 50)))


def test_what_came_and_what_left_above_is_no_move_of_its_own() -> None:
    assert (["x None 1", "a 1 None"], {}) == told(ranked(A, B, C), ranked(B, ("c", 21), ("x", 50)))


def test_one_that_moves_as_far_as_new_ones_push_it_back_is_named() -> None:
    assert (["x None 1", "c 3 3"], {1: 1, 2: 1}) == told(ranked(A, B, C), ranked(A, B, ("c", 35), ("x", 50)))


def test_a_renamed_one_keeps_its_place() -> None:
    before, after = ranked(A, B), ranked(("x", 40), B)
    found = moves(before, after, {before[0].id: after[0].id, before[1].id: before[1].id})
    assert ((), {}) == (found.moves, dict(found.shifts))
