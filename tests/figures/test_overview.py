"""The wide and the mid layout as a whole."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from postmortems.figures.axis import axis_of
from postmortems.figures.bursts import bursts_of
from postmortems.figures.places import placed_entries
from postmortems.figures.timeline import FORMS, layout
from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind
from tests.building import entry, incident


def a_day(*minutes: int) -> Incident:
    """An incident of a day with an entry at each of these minutes after midnight."""
    told = [entry(Kind.ACTION, f"{m // 60:02}:{m % 60:02}", label=f"Step number {m}") for m in minutes]
    return incident(*told, start="00:00", end="23:59")


def test_each_layout_is_solved_for_its_narrowest_figure() -> None:
    """At 860 pixels there is room to the right of the last pin, at 560 there is none."""
    wide, mid = (overview.panel for overview in (layout(a_day(1100)).wide, layout(a_day(1100)).mid))
    assert [False] == [pin.time_x < 0 for pin in wide.pins]
    assert [True] == [pin.time_x < 0 for pin in mid.pins]
    assert [("wide", 860, 12), ("mid", 560, 13)] == [(form.name, form.width, form.max_lanes) for form in FORMS]


def test_both_layouts_enlarge_the_same_runs() -> None:
    told = layout(a_day(10, 600, 602, 604, 606, 608, 610, 1200))
    assert [[2, 3, 4, 5, 6, 7]] * 2 == [sorted(overview.enlarged) for overview in (told.wide, told.mid)]


def test_entries_up_to_fourteen_pixels_apart_are_a_run() -> None:
    """On an axis of 828 pixels a day has 1.74 minutes a pixel."""
    for step, runs in ((24, 1), (25, 0)):
        told = incident(
            *[entry(Kind.ACTION, f"{m // 60:02}:{m % 60:02}") for m in range(600, 600 + 6 * step, step)],
            start="00:00",
            end="23:59",
        )
        placed = placed_entries(told)
        assert runs == len(bursts_of(placed, axis_of(told, placed), 828))


def test_the_strip_says_what_it_enlarges_and_from_when_to_when() -> None:
    [strip] = layout(a_day(10, 600, 602, 604, 606, 608, 610, 1200)).wide.strips
    assert ("Enlarged: 6 events in 10 min", "Fri 14 Mar 2025, 10:00–10:10") == (strip.title, strip.when)
    assert 28 == strip.title_x
    assert round(28 + strip.title_width + 10, 1) == strip.when_x
    assert f"{strip.left:g},0 {strip.right:g},0 100,1 0,1" == strip.cone
    assert abs(strip.left - 600 / 1439 * 100) < 0.01
    assert abs(strip.right - 610 / 1439 * 100) < 0.01


def test_a_strip_past_midnight_keeps_the_time_of_midnight() -> None:
    """It has no row of days that would say it."""
    told = [entry(Kind.ACTION, f"2025-03-{day} {clock}") for day, clock in (
        (14, "23:50"), (14, "23:52"), (14, "23:54"), (15, "00:02"), (15, "00:05"), (15, "00:10"),
    )]  # fmt: skip
    [strip] = layout(incident(*told, start="2025-03-14 12:00", end="2025-03-15 12:00")).wide.strips
    assert "00:00" in [tick.label for tick in strip.panel.scale.ticks]
    assert () == strip.panel.scale.days


def crowded_at_the_end(*more: Entry) -> Incident:
    told = [entry(Kind.ACTION, clock, label="Step number one") for clock in ("20:00", "21:00", "22:00", "23:00")]
    return incident(*told, entry(Kind.RESOLVED, "23:59", label="Over"), *more, start="00:00", end="23:59")


def test_a_roomier_axis_is_taken_beside_a_break_too() -> None:
    panel = layout(crowded_at_the_end(entry(Kind.NOTE, label="Told"))).wide.panel
    assert panel.axis.after is not None
    assert 0.14 == round(panel.axis.spare / panel.axis.story, 3)
    assert 1 == panel.turned


def test_beside_a_break_a_roomier_axis_must_spare_half_of_the_labels_from_turning() -> None:
    """In the mid layout five of six would turn all the same."""
    panel = layout(crowded_at_the_end(entry(Kind.NOTE, label="Told"))).mid.panel
    assert not panel.axis.spare
    assert 6 == panel.turned


def test_an_axis_grows_over_nothing_that_lies_behind_its_break() -> None:
    """It ends 35 % of the incident after its end; with 14 % more it would reach over what lies 38 % after it."""
    near = [entry(Kind.NOTE, f"2025-03-15 {clock}", label="Step") for clock in ("06:00", "07:00", "07:40", "08:20")]

    def spare(far: str) -> timedelta:
        told = crowded_at_the_end(*near, entry(Kind.NOTE, f"2025-03-15 {far}", label="Far"))
        return layout(told).mid.panel.axis.spare

    assert timedelta(0) == spare("09:00")
    assert timedelta(hours=4) < spare("19:00")


def test_pins_of_a_pill_stay_within_the_frame() -> None:
    crowd = layout(incident(*[entry(Kind.ACTION, "00:00") for _ in range(40)], start="00:00", end="23:59")).mid
    for pin in crowd.panel.pins:
        assert pin.place.at(528) + pin.hit_x >= -16


def test_lanes_are_a_pin_and_a_little_more_apart() -> None:
    ys = sorted(pin.y for pin in layout(a_day(*[600] * 5)).wide.panel.pins)
    assert {27} == {lower - upper for upper, lower in pairwise(ys)}


def test_a_milestone_is_in_no_pill() -> None:
    crowd = [entry(Kind.ACTION, "10:00") for _ in range(10)]
    told = layout(incident(*crowd, entry(Kind.DETECTED, "10:00"), *crowd, start="00:00", end="23:59")).wide
    assert 11 in [pin.entry.number for pin in told.panel.pins if not pin.is_pill]
    assert any(pin.is_pill for pin in told.panel.pins)


def test_the_label_of_a_run_comes_before_all_but_those_of_milestones() -> None:
    [flag] = [p for p in layout(a_day(10, 600, 602, 604, 606, 608, 610)).wide.panel.pins if p.letter]
    assert flag.label is not None
    assert ("6 events, enlarged below", 150, 600) == (flag.label.text, flag.label.worth, flag.label.weight)
