"""How many were affected: shares in percent and counts, with the words reports use for them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from postmortems.vocabulary import Word


@dataclass(frozen=True, slots=True)
class Share:
    """The share of users that was affected."""

    percent: Decimal | None
    """0 to 100 with four decimals at most; None: unknown."""
    word: Word = Word.EXACT
    """Exact, about, over or under, as written."""
    of: str | None = None
    """What it is a share of, such as `requests`; None: users."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people."""

    value: int
    """0 or more."""
    word: Word = Word.EXACT
    """Exact, about, over or under, as written."""
