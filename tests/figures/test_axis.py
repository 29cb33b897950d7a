"""Which stretch is drawn to scale, and what goes behind a break."""

from __future__ import annotations

from datetime import timedelta

from postmortems.figures.axis import Place, axis_of
from postmortems.figures.places import placed_entries
from postmortems.model import Incident
from postmortems.vocabulary import Kind
from tests.building import at, entry, incident


def an_hour(*more: object) -> Incident:
    return incident(entry(Kind.DETECTED, "10:00"), *more, start="10:00", end="11:00")  # type: ignore[arg-type]


def test_the_axis_runs_from_start_to_end() -> None:
    axis = axis_of(an_hour(), placed_entries(an_hour()))
    assert (at("10:00").instant, at("11:00").instant) == (axis.first, axis.last)
    assert (None, None) == (axis.before, axis.after)
    assert Place(0.25) == axis.place(at("10:15").instant)


def test_the_axis_reaches_to_what_lies_near() -> None:
    near = incident(entry(Kind.TRIGGER, "09:40"), entry(Kind.NOTE, "11:20"), start="10:00", end="11:00")
    axis = axis_of(near, placed_entries(near))
    assert (at("09:40").instant, at("11:20").instant) == (axis.first, axis.last)


def test_what_lies_far_goes_behind_a_break_with_its_distance() -> None:
    far = incident(entry(Kind.TRIGGER, "09:00"), entry(Kind.NOTE, "14:00"), start="10:00", end="11:00")
    axis = axis_of(far, placed_entries(far))
    assert axis.before is not None
    assert axis.after is not None
    assert timedelta(hours=1) == axis.before.farthest
    assert timedelta(hours=3) == axis.after.farthest
    assert axis.place(at("09:00").instant).at(800) < 0
    assert axis.place(at("14:00").instant).at(800) > 800


def test_what_is_told_after_the_resolution_without_a_time_lies_after() -> None:
    told = incident(entry(Kind.RESOLVED, "11:00"), entry(Kind.NOTE), start="10:00", end="11:00")
    axis = axis_of(told, placed_entries(told))
    assert axis.after is not None
    assert axis.after.farthest is None


def test_what_is_told_before_the_start_without_a_time_lies_before() -> None:
    told = incident(entry(Kind.NOTE), entry(Kind.IMPACT, "10:00"), start="10:00", end="11:00")
    axis = axis_of(told, placed_entries(told))
    assert axis.before is not None
    assert axis.before.farthest is None


def test_unknown_times_are_spread_over_their_gap() -> None:
    placed = placed_entries(
        incident(entry(Kind.DETECTED, "10:00"), entry(Kind.ACTION), entry(Kind.ACTION), entry(Kind.RESOLVED, "10:30"))
    )
    assert [at(t).instant for t in ("10:00", "10:10", "10:20", "10:30")] == [p.instant for p in placed]
    assert [False, True, True, False] == [p.gap is not None for p in placed]


def test_with_no_time_at_all_entries_fill_the_incident() -> None:
    placed = placed_entries(
        incident(entry(Kind.DETECTED), entry(Kind.ACTION), entry(Kind.RESOLVED), start="10:00", end="10:40")
    )
    assert [at(t).instant for t in ("10:10", "10:20", "10:30")] == [p.instant for p in placed]


def test_the_axis_reaches_35_percent_beyond_both_ends() -> None:
    """Of an hour that is 21 minutes."""
    for early, late, is_broken in (("09:39", "11:21", False), ("09:38", "11:22", True)):
        told = incident(entry(Kind.TRIGGER, early), entry(Kind.NOTE, late), start="10:00", end="11:00")
        axis = axis_of(told, placed_entries(told))
        assert [is_broken, is_broken] == [axis.before is not None, axis.after is not None]


def test_a_break_takes_sixty_pixels_and_its_pins_stay_within_them() -> None:
    far = incident(entry(Kind.TRIGGER, "09:00"), entry(Kind.NOTE, "14:00"), start="10:00", end="11:00")
    axis = axis_of(far, placed_entries(far))
    assert (60, 60) == (axis.left, axis.right)
    assert (-42, 842) == (axis.place(at("09:00").instant).at(800), axis.place(at("14:00").instant).at(800))
    assert (16, 16) == (axis_of(an_hour(), ()).left, axis_of(an_hour(), ()).right)


def test_a_break_knows_whether_all_behind_it_lie_as_far() -> None:
    for second, is_nearest in (("15:00", False), ("14:00", True)):
        far = incident(
            entry(Kind.NOTE, "14:00"), entry(Kind.NOTE, second), entry(Kind.NOTE), start="10:00", end="11:00"
        )
        axis = axis_of(far, placed_entries(far))
        assert axis.after is not None
        assert is_nearest is axis.after.is_nearest


def test_a_roomier_axis_ends_later_and_tells_of_as_much() -> None:
    axis = axis_of(an_hour(), ())
    roomier = axis.roomier(0.25)
    assert at("11:15").instant == roomier.last
    assert (timedelta(hours=1), timedelta(minutes=15)) == (roomier.story, roomier.spare)


def test_a_resolution_without_a_time_that_ends_the_story_lies_within_it() -> None:
    """What is told after it, and has no time either, lies after the end."""
    told = incident(
        *(entry(Kind.DETECTED, "10:00"), entry(Kind.MITIGATED, "10:20"), entry(Kind.RESOLVED), entry(Kind.NOTE)),
        start="10:00",
        end="11:00",
    )
    placed = placed_entries(told)
    axis = axis_of(told, placed)
    assert at("10:40").instant == placed[2].instant
    assert placed[3].instant > axis.last
    assert axis.after is not None
