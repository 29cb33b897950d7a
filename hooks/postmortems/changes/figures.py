"""Which numbers of a report are other ones now, from what to what, and which of its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postmortems import words
from postmortems.model import Incident
from postmortems.times import Moment, Span

_NONE = "not stated"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that changed, as the pages say it."""

    name: str
    before: str
    after: str


def figures(old: Incident, new: Incident) -> tuple[Figure, ...]:
    """Return every number that changed."""
    before, after = dict(_numbers(old)), dict(_numbers(new))
    found = []
    for name, value in before.items():
        now = after[name]
        one, other = _said(value), _said(now)
        if one == other and isinstance(value, Span) and isinstance(now, Span):
            # What is smaller than the words show.
            one, other = _exactly(value), _exactly(now)
        if one != other:
            found.append(Figure(name, one, other))
    return tuple(found)


def _numbers(incident: Incident) -> Iterator[tuple[str, str | Span | None]]:
    s = incident.summary
    yield "Severity", incident.severity
    yield "Services", ", ".join(f"{name} {words.EFFECTS[effect]}" for name, effect in s.services.items())
    yield "Start", _moment(s.start)
    yield "End", _moment(s.end)
    yield "Duration", incident.duration
    yield "Time to detect", words.noticed(incident.time_to_detect)
    yield "Time to mitigate", incident.time_to_mitigate and words.noticed(incident.time_to_mitigate)
    yield "Time to resolve", words.resolved(incident.time_to_resolve)
    yield "Time on wrong paths", incident.time_on_wrong_paths
    yield "Users affected", words.share(s.users_affected)
    yield "Number of users", words.count(s.users_count) if s.users_count else None
    yield "Lost user time", incident.lost_user_time
    done, left_out = (sum(map(of, incident.tasks)) for of in (lambda t: t.is_done, lambda t: t.dropped is not None))
    yield "Tasks", f"{done} of {len(incident.tasks)} done" + (f", {left_out} dropped" if left_out else "")


def _moment(moment: Moment) -> str:
    return f"{words.day(moment.local)}, {words.clock(moment)} {words.zone(moment)}"


def _said(value: str | Span | None) -> str:
    if value is None:
        return _NONE
    return words.span(value) if isinstance(value, Span) else value


def _exactly(span: Span) -> str:
    return words.span(span) if span.seconds is None else f"{words.span(span)} ({span.seconds} s)"


def texts(old: Incident, new: Incident) -> tuple[str, ...]:
    """Return the fields whose texts changed, by their names in the file and in its order."""
    one, other = _texts(old), _texts(new)
    if old.stands != new.stands:
        # That is news of its own, and no correction of a text.
        del one["withdrawn"]
    return tuple(name for name, text in one.items() if text != other[name])


def _texts(incident: Incident) -> dict[str, object]:
    i, s = incident, incident.summary
    return {
        "title": i.title,
        "organisation": i.organisation,
        "tags": i.tags,
        "related": i.related,
        "withdrawn": i.withdrawn,
        "sources": i.sources,
        "summary.impact": s.impact,
        "summary.root_cause": s.root_cause,
        "summary.windows": s.windows,
        "timeline": i.timeline,
        "timeline_without": i.timeline_without,
        "root_cause": i.root_cause,
        "resolution": i.resolution,
        "contributing_factors": i.contributing_factors,
        "lessons": i.lessons,
        "measures.improvements": i.improvements,
        "measures.tasks": i.tasks,
    }
