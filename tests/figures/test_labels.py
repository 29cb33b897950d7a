"""What stands beside a pin, and how much it is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from postmortems.figures.axis import axis_of
from postmortems.figures.labels import Label, label_of
from postmortems.figures.places import placed_entries
from postmortems.figures.text_width import cut, text_width
from postmortems.model import Incident
from postmortems.vocabulary import Kind
from tests.building import entry, incident


def label(told: Incident, number: int = 1) -> Label:
    placed = placed_entries(told)
    return label_of(placed[number - 1], told, axis_of(told, placed))


def time(when: str, start: str = "2025-03-14 09:00", end: str = "2025-03-14 11:00") -> str:
    return label(incident(entry(Kind.NOTE, when), start=start, end=end)).time


@pytest.mark.parametrize(
    ("kind", "worth"),
    [
        (Kind.IMPACT, 70),
        (Kind.RESOLVED, 168),
        (Kind.DETECTED, 166),
        (Kind.MITIGATED, 164),
        (Kind.MISLEADING, 62),
        (Kind.TRIGGER, 60),
        (Kind.ESCALATED, 50),
        (Kind.ACTION, 45),
        (Kind.COMMUNICATED, 25),
        (Kind.NOTE, 20),
    ],
)
def test_milestones_are_worth_most_and_notes_least(kind: Kind, worth: int) -> None:
    assert worth == label(incident(entry(kind, "09:15"))).worth


def test_only_the_first_of_its_kind_is_a_milestone() -> None:
    twice = incident(entry(Kind.DETECTED, "09:15"), entry(Kind.DETECTED, "09:20"))
    assert (166, 600) == (label(twice, 1).worth, label(twice, 1).weight)
    assert (66, 500) == (label(twice, 2).worth, label(twice, 2).weight)


def test_a_name_that_was_written_is_worth_more_than_first_words() -> None:
    assert 50 == label(incident(entry(Kind.NOTE, "09:15", label="A name"))).worth


def test_on_a_short_axis_the_clock_is_enough() -> None:
    assert "09:15" == time("09:15")
    assert "about 09:15" == time("~09:15")
    assert "09:15" == time("2025-03-15 09:15", end="2025-03-16 11:00")
    assert "09:15" == time("2025-03-15 09:15", end="2025-03-20 09:00")


def test_on_an_axis_of_days_the_day_comes_before_the_clock() -> None:
    assert "15 Mar 09:15" == time("2025-03-15 09:15", end="2025-03-20 09:01")
    assert "1 Jan 2026 09:15" == time("2026-01-01 09:15", start="2025-12-20 09:00", end="2026-01-04 09:00")


def test_on_an_axis_of_days_about_means_the_day() -> None:
    assert "about 15 Mar" == time("~2025-03-15 09:15", end="2025-03-20 09:01")


def test_behind_a_break_on_another_day_the_day_is_told() -> None:
    assert "20 Mar 09:15" == time("2025-03-20 09:15")
    assert "about 20 Mar" == time("~2025-03-20 09:15")
    assert "20 Mar 2024 09:15" == time("2024-03-20 09:15")
    assert "23:15" == time("23:15")
    assert "about 23:15" == time("~23:15")


def test_room_for_labels_makes_no_axis_one_of_days() -> None:
    told = incident(entry(Kind.NOTE, "2025-03-15 09:15"), start="2025-03-14 09:00", end="2025-03-20 08:00")
    placed = placed_entries(told)
    assert "09:15" == label_of(placed[0], told, axis_of(told, placed).roomier(0.14)).time


def test_an_unknown_time_is_not_written() -> None:
    found = label(incident(entry(Kind.NOTE, label="A name")))
    assert ("", found.text_width) == (found.time, found.width)


def test_a_label_is_as_wide_as_its_time_its_text_and_what_is_between() -> None:
    found = label(incident(entry(Kind.NOTE, "09:15", label="A name")))
    assert pytest.approx(text_width("09:15", 11.5, 400, tabular=True), abs=0.05) == found.time_width
    assert pytest.approx(text_width("A name", 12.5, 500), abs=0.05) == found.text_width
    assert pytest.approx(found.time_width + 7 + found.text_width) == found.width


def test_a_label_may_be_cut_at_a_word_as_long_as_three_fifths_of_it_are_kept() -> None:
    found = label(incident(entry(Kind.NOTE, "09:15", label="One two three four five six")))
    assert ["One two three four five…", "One two three four…"] == [short.text for short in found.cuts]
    assert [False, False] == [short.is_whole for short in found.cuts]
    assert found.is_whole
    for short in found.cuts:
        assert replace(found, text=short.text, text_width=short.text_width, is_whole=False, cuts=()) == short
        assert pytest.approx(text_width(short.text, 12.5, 500), abs=0.05) == short.text_width


def test_a_label_of_one_word_is_not_cut() -> None:
    assert () == label(incident(entry(Kind.NOTE, "09:15", label="監視システムが異常を検知しました"))).cuts


def test_a_text_is_cut_at_a_word() -> None:
    whole = "The load balancer, restarted"
    assert whole == cut(whole, 1000, 12.5, 500)
    assert "The load balancer…" == cut(whole, text_width("The load balancer, res", 12.5, 500), 12.5, 500)
    assert "The load…" == cut(whole, text_width("The load bala", 12.5, 500), 12.5, 500)


def test_first_words_serve_where_there_is_no_name() -> None:
    long = entry(Kind.NOTE, "09:15", text="The on-call engineer restarts the load balancer of the first zone.")
    assert "The on-call engineer restarts the load…" == label(incident(long)).text
    assert "Restarted" == label(incident(entry(Kind.NOTE, "09:15", text="Restarted."))).text
