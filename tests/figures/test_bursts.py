"""Which runs of entries are enlarged, and how pills save room where nothing else can."""

from __future__ import annotations

from postmortems.figures.axis import axis_of
from postmortems.figures.bursts import Burst, bursts_of
from postmortems.figures.places import placed_entries
from postmortems.figures.timeline import layout
from postmortems.model import Incident
from postmortems.vocabulary import Kind
from tests.building import entry, incident

LENGTH = 828


def bursts(found: Incident) -> tuple[Burst, ...]:
    placed = placed_entries(found)
    return bursts_of(placed, axis_of(found, placed), LENGTH)


def a_day(*minutes: int) -> Incident:
    """An incident of a day with an entry at each of these minutes after midnight."""
    told = [entry(Kind.ACTION, f"{m // 60:02}:{m % 60:02}", label=f"Step {m}") for m in minutes]
    return incident(*told, start="00:00", end="23:59")


def test_six_entries_within_minutes_of_a_day_are_a_run() -> None:
    [burst] = bursts(a_day(10, 600, 602, 604, 606, 608, 610, 1200))
    assert "A" == burst.letter
    assert [2, 3, 4, 5, 6, 7] == [p.entry.number for p in burst.entries]


def test_five_are_none() -> None:
    assert () == bursts(a_day(600, 602, 604, 606, 608))


def test_a_run_as_wide_as_a_fifth_of_the_axis_can_be_read_where_it_is() -> None:
    assert () == bursts(a_day(*range(0, 360, 15)))


def test_the_three_largest_are_enlarged_in_order_of_time() -> None:
    many = [range(start, start + 2 * number, 2) for start, number in ((0, 6), (300, 9), (600, 8), (900, 7))]
    found = bursts(a_day(*(m for run in many for m in run)))
    assert [("A", 9), ("B", 8), ("C", 7)] == [(burst.letter, len(burst.entries)) for burst in found]


def test_entries_of_one_instant_are_no_run_since_enlarging_would_not_part_them() -> None:
    assert () == bursts(a_day(*[600] * 8))


def test_a_run_is_one_lettered_flag_in_the_overview_and_whole_in_its_strip() -> None:
    wide = layout(a_day(10, 600, 602, 604, 606, 608, 610, 1200)).wide
    assert ["1", "A", "8"] == [pin.number for pin in wide.panel.pins]
    [strip] = wide.strips
    assert "Enlarged: 6 events in 10 min" == strip.title
    assert ["2", "3", "4", "5", "6", "7"] == [pin.number for pin in strip.panel.pins]


def test_milestones_of_a_run_stand_in_the_overview_too() -> None:
    told = [entry(Kind.DETECTED, "10:00"), *[entry(Kind.ACTION, f"10:{m:02}") for m in range(2, 14, 2)]]
    wide = layout(incident(*told, start="00:00", end="23:59")).wide
    assert ["1", "A"] == [pin.number for pin in wide.panel.pins]
    assert frozenset(range(1, 8)) == wide.enlarged


def test_where_pins_would_pile_up_they_are_merged_into_pills() -> None:
    wide = layout(a_day(*[600] * 20)).wide
    assert len(wide.panel.pins) <= 12
    assert list(range(1, 21)) == [e.number for pin in wide.panel.pins for e in pin.entries]
    assert any(pin.is_pill for pin in wide.panel.pins)


def test_a_roomier_axis_spares_labels_from_turning() -> None:
    late = a_day(1300, 1330, 1360, 1390, 1430)
    panel = layout(late).wide.panel
    assert panel.axis.last > late.summary.end.instant
    assert panel.turned < 3
