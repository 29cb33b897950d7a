"""Medians and percentiles of lengths of time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from postmortems.distribution import Distribution
from postmortems.times import Span
from postmortems.vocabulary import Word


def minutes(*values: int | None, word: Word = Word.EXACT) -> list[Span]:
    return [Span(None) if value is None else Span(timedelta(minutes=value), word) for value in values]


@pytest.mark.parametrize(
    ("values", "expected"),
    [((5,), 5), ((9, 1, 5), 5), ((1, 3), 2), ((1, 2, 4, 100), 3), ((None, 7, None), 7), ((-4, 2, 6), 2)],
)
def test_the_median_is_the_middle_or_half_way_between_two(values: tuple[int | None, ...], expected: int) -> None:
    assert timedelta(minutes=expected) == Distribution.of(minutes(*values)).median.length


def test_the_median_of_nothing_is_unknown() -> None:
    found = Distribution.of(minutes(None))
    assert (0, Span(None), None) == (found.n, found.median, found.p90)


def test_the_median_carries_the_words_of_what_it_is_made_of() -> None:
    exact, about = minutes(1), minutes(3, word=Word.ABOUT)
    assert Span(timedelta(minutes=2), Word.ABOUT) == Distribution.of(exact + about).median
    assert Word.EXACT == Distribution.of(minutes(1, 2) + about).median.word


def test_the_90th_percentile_needs_twenty_values() -> None:
    assert Distribution.of(minutes(*range(1, 20))).p90 is None
    assert Span(timedelta(minutes=18)) == Distribution.of(minutes(*range(1, 21))).p90
    assert Span(timedelta(minutes=19)) == Distribution.of(minutes(*range(1, 22))).p90
