"""Numbers as readers see them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postmortems import words
from postmortems.shares import Count, Share
from postmortems.times import Span
from postmortems.vocabulary import Word
from tests.building import at, share, zone


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 min"), (42, "42 s"), (60, "1 min"), (115, "1 min 55 s"), (3_599, "59 min 59 s"), (7_200, "2 h 0 min"),
        (3_629, "1 h 0 min"), (3_630, "1 h 1 min"), (86_399, "1 d 0 h"), (86_400, "1 d 0 h"), (252_000, "2 d 22 h"),
        (5 * 86_400 + 84_600, "6 d 0 h"),
    ],
)  # fmt: skip
def test_a_length_has_two_units_at_most(seconds: int, said: str) -> None:
    assert said == words.length(timedelta(seconds=seconds))


def test_a_span_carries_its_word() -> None:
    assert words.span(Span(timedelta(hours=2), Word.ABOUT)) == "about 2 h 0 min"
    assert words.span(Span(None)) == "unknown"


def test_what_came_first_is_said_in_words() -> None:
    early = Span(timedelta(minutes=-3))
    assert words.noticed(early) == "before users were affected"
    assert words.resolved(early) == "over before it was noticed"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (share("70"), "70 %"),
        (share("12.50"), "12.5 %"),
        (share("100"), "100 %"),
        (share("0"), "0 %"),
        (share("50", Word.ABOUT, "requests"), "about 50 % of requests"),
        (share(None), "unknown"),
    ],
)
def test_a_share_is_said_as_written(value: Share, said: str) -> None:
    assert said == words.share(value)


def test_a_count_groups_its_digits() -> None:
    assert words.count(Count(1_234_567, Word.OVER)) == "over 1\u00a0234\u00a0567"


def test_the_zone_is_abbreviation_and_offset() -> None:
    assert words.zone(at("2023-10-20 20:00", zone("Africa/Nairobi"))) == "EAT, UTC+03:00"
    assert words.zone(at("2023-10-20 20:00", zone("America/Sao_Paulo"))) == "UTC-03:00"
    assert words.zone(at("2023-10-20 20:00")) == "UTC"


def test_a_clock_shows_seconds_where_they_were_written() -> None:
    assert words.clock(at("~20:10")) == "about 20:10"
    assert words.clock(at("20:10:00")) == "20:10:00"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "today"), (0, "today"), (1, "1 day"), (59, "59 days"), (60, "2 months"), (89, "2 months"),
        (90, "3 months"), (729, "24 months"), (730, "2 years"), (1_094, "2 years"), (1_095, "3 years"),
    ],
)  # fmt: skip
def test_an_age_has_one_unit_rounded_down(days: int, said: str) -> None:
    assert said == words.age(days)


@pytest.mark.parametrize(
    ("length", "shows_all"),
    [
        (timedelta(minutes=59, seconds=59), True),
        (timedelta(milliseconds=500), False),
        (timedelta(hours=1, minutes=30), True),
        (timedelta(hours=1, seconds=20), False),
        (timedelta(hours=23, minutes=59, seconds=30), False),
        (timedelta(days=1, hours=5), True),
        (timedelta(days=1, minutes=1), False),
    ],
)
def test_a_length_is_exact_where_nothing_is_rounded_away(length: timedelta, *, shows_all: bool) -> None:
    assert shows_all == words.is_exact(length)


def test_what_is_too_long_is_cut_at_a_word() -> None:
    assert "one two" == words.shortened("one two", 7)
    assert "one…" == words.shortened("one two", 6)
    assert "one…" == words.shortened("one, two", 6)


SENTENCE = "Users affected for 42 min, on 14 March 2025."


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("As it is.", 9, "As it is."),
        # Behind a sentence, where that leaves enough,
        (f"{SENTENCE} Nobody could pay. More is not said here.", 70, f"{SENTENCE} Nobody could pay."),
        ("障害が発生した。決済ができない。", 10, "障害が発生した。"),
        # else at a word,
        (
            f"{SENTENCE} Nobody could pay in any of the {'town ' * 20}",
            99,
            f"{SENTENCE} Nobody could pay in any of the town town town town…",
        ),
        ("It failed, e.g. for some, and for others not", 30, "It failed, e.g. for some, and…"),
        ("It failed for 1.5 hours, and then", 25, "It failed for 1.5 hours…"),
        ("one two three", 8, "one two…"),
        # else anywhere.
        ("決済ができない障害が長く続いた", 8, "決済ができない…"),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, most: int, expected: str) -> None:
    assert expected == words.shortened(text, most)
    assert len(expected) <= most
