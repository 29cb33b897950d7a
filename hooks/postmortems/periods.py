"""Years and quarters: which days they hold, what lies around them, and which incidents began in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from postmortems.model import Incident

QUARTERS = (1, 2, 3, 4)
_MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year, or a quarter of one. Those of the same kind stand in the order of time."""

    year: int
    quarter: int = 0
    """1 to 4; 0: the whole year."""

    @property
    def name(self) -> str:
        """Its name in addresses: `2021`, `2021-q2`."""
        return f"{self.year}-q{self.quarter}" if self.quarter else str(self.year)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, _MONTHS * (self.quarter - 1) + 1 if self.quarter else 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Period:
        """The period of the same kind that follows."""
        return self._moved(1)

    @property
    def previous(self) -> Period:
        """The period of the same kind before."""
        return self._moved(-1)

    def _moved(self, by: int) -> Period:
        if not self.quarter:
            return Period(self.year + by)
        years, quarter = divmod(self.quarter - 1 + by, len(QUARTERS))
        return Period(self.year + years, quarter + 1)

    @property
    def above(self) -> Period | None:
        """The year of a quarter; None for a year."""
        return Period(self.year) if self.quarter else None

    @property
    def quarters(self) -> tuple[Period, ...]:
        """The quarters of a year; none for a quarter."""
        return () if self.quarter else tuple(Period(self.year, quarter) for quarter in QUARTERS)

    def holds(self, day: date) -> bool:
        """Whether a day belongs to it."""
        return self.first <= day <= self.last

    def has_begun(self, today: date) -> bool:
        """Whether its first day has come."""
        return self.first <= today

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.last < today


def by_period(incidents: Iterable[Incident], years: tuple[int, int] | None) -> dict[Period, tuple[Incident, ...]]:
    """Return every year from the first to the last, and every quarter of them, with the incidents that began in it.

    Years come first, then quarters, each in the order of time; those without an incident are there too. An incident
    belongs to the period its own clock showed at its start, and keeps its place in the order given. All of them lie
    within `years`, which is None where there is none.
    """
    first, last = years or (1, 0)
    whole = [Period(year) for year in range(first, last + 1)]
    found: dict[Period, list[Incident]] = {
        period: [] for period in (*whole, *(quarter for year in whole for quarter in year.quarters))
    }
    for incident in incidents:
        start = incident.summary.start.local
        found[Period(start.year)].append(incident)
        found[Period(start.year, (start.month - 1) // _MONTHS + 1)].append(incident)
    return {period: tuple(began) for period, began in found.items()}
