"""The orders incidents are shown in. Unknown sorts after every known value; withdrawn reports have no rank."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from postmortems.model import Incident


def newest_first(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return all of them by start instant, the latest first, then by id. Withdrawn ones keep their place."""
    return tuple(sorted(incidents, key=_newest))


def by_duration(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return those not withdrawn, the longest first, ties by newest first, then id."""
    return tuple(sorted((i for i in incidents if i.stands), key=lambda i: (_falling(i.duration.length), _newest(i))))


def by_impact(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return those not withdrawn by lost user time, then users affected, then duration, each falling."""

    def key(incident: Incident) -> tuple[object, ...]:
        percent = incident.users_affected.percent
        return (
            _falling(incident.lost_user_time.length),
            (percent is None, -(percent or 0)),
            _falling(incident.duration.length),
            _newest(incident),
        )

    return tuple(sorted((i for i in incidents if i.stands), key=key))


def _falling(length: timedelta | None) -> tuple[bool, timedelta]:
    return (length is None, -(length or timedelta(0)))


def _newest(incident: Incident) -> tuple[timedelta, str]:
    return (_LATEST - incident.summary.start.instant.replace(tzinfo=None), incident.id)


_LATEST = datetime.max  # noqa: DTZ901  a naive bound to count back from; only differences are used
