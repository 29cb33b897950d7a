"""What many lengths of time have in common: how many there are, the middle one, how they spread. Never a mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from postmortems.times import Span
from postmortems.vocabulary import Word

LEAST_FOR_P90 = 20
"""With fewer values the 90th percentile is one or two incidents, and says nothing about the next."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Known lengths of time, the shortest first."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Distribution:
        """Return the distribution of those lengths that are known."""
        return cls(tuple(sorted((s for s in spans if s.length is not None), key=_length)))

    @property
    def n(self) -> int:
        """How many lengths are known."""
        return len(self.spans)

    @property
    def median(self) -> Span:
        """The middle length, or half-way between the middle two; unknown where there is none."""
        if not self.spans:
            return Span(None)
        low, high = self.spans[(self.n - 1) // 2], self.spans[self.n // 2]
        return Span((_length(low) + _length(high)) / 2, Word.of(low.word, high.word))

    @property
    def p90(self) -> Span | None:
        """The length that nine in ten do not exceed (nearest rank); None where there are too few to say."""
        return self.spans[-(-self.n * 9 // 10) - 1] if self.n >= LEAST_FOR_P90 else None


def _length(span: Span) -> timedelta:
    return span.length or timedelta(0)
