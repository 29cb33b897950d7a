"""An incident as plain values: what the API lists of it, and the whole of it.

Times are ISO 8601, told in the incident's zone and again in UTC (`…_utc`); lengths are whole seconds (`…_s`), shares
percent. Unknown is None. A number that is not exact has its word beside it: `about`, `over` or `under`, else empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date

from postmortems.collection import Archive
from postmortems.model import Entry, Incident, Task, Window
from postmortems.shares import Count, Share
from postmortems.times import Moment, Span

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
Record = dict[str, Value]

STATES = ("open", "done", "dropped")
"""What becomes of a task."""


def listed(incident: Incident, archive: Archive, url: str) -> Record:
    """Return what the API lists of an incident; `url` is the address of its report."""
    summary = incident.summary
    return {
        "id": incident.id,
        "url": url,
        "title": incident.title,
        "organisation": incident.organisation,
        "severity": incident.severity,
        "services": {name: str(effect) for name, effect in summary.services.items()},
        "tags": list(incident.tags),
        **_time("start", summary.start),
        **_time("end", summary.end),
        "timezone": summary.zone.name,
        **_span("duration", incident.duration),
        **_span("time_to_detect", incident.time_to_detect),
        "detected_by": str(incident.noticed_by),
        **_span("time_to_mitigate", incident.time_to_mitigate or Span(None)),
        **_span("time_to_resolve", incident.time_to_resolve),
        **_share(incident.users_affected),
        **_span("lost_user_time", incident.lost_user_time),
        "rank_by_duration": archive.rank_by_duration.get(incident.id),
        "rank_by_impact": archive.rank_by_impact.get(incident.id),
        "withdrawn": {"on": incident.withdrawn.on.isoformat(), "reason": incident.withdrawn.reason}
        if incident.withdrawn
        else None,
        **{f"tasks_{state}": sum(_state(task) == state for task in incident.tasks) for state in STATES},
    }


def whole(incident: Incident, archive: Archive, url: str) -> Record:
    """Return everything about an incident: what the API lists, the rest as its file states it, and what is computed."""
    summary = incident.summary
    return listed(incident, archive, url) | {
        "aliases": list(incident.aliases),
        "related": [other.id for other in archive.related[incident.id]],
        "sources": list(incident.sources),
        "impact": summary.impact,
        **_count(summary.users_count),
        "root_cause_summary": summary.root_cause,
        "windows": [_window(window) for window in incident.windows],
        "phases": [
            {"phase": str(p.phase), **_time("start", p.start), **_time("end", p.end), **_span("length", p.span)}
            for p in incident.stretches
        ],
        **_span("time_on_wrong_paths", incident.time_on_wrong_paths or Span(None)),
        "timeline": [_entry(entry, url) for entry in incident.timeline],
        "timeline_without": [str(kind) for kind in incident.timeline_without],
        "root_cause": incident.root_cause,
        "resolution": incident.resolution,
        "contributing_factors": list(incident.contributing_factors),
        "lessons": {
            "went_well": list(incident.lessons.went_well),
            "went_wrong": list(incident.lessons.went_wrong),
            "got_lucky": list(incident.lessons.got_lucky),
        },
        "improvements": list(incident.improvements),
        "tasks": [_task(task, archive.today) for task in incident.tasks],
    }


def _entry(entry: Entry, url: str) -> Record:
    return {
        "number": entry.number,
        "url": f"{url}#{entry.anchor}",
        "kind": str(entry.kind),
        "text": entry.text,
        "label": entry.label,
        **_time("at", entry.at),
        **_time("until", entry.until),
        "by": None if entry.by is None else str(entry.by),
        "to": entry.to,
    }


def _window(window: Window) -> Record:
    return {**_time("start", window.start), **_time("end", window.end), **_share(window.users_affected)}


def _state(task: Task) -> str:
    return "dropped" if task.dropped is not None else "done" if task.is_done else "open"


def _task(task: Task, today: date) -> Record:
    return {
        "task": task.task,
        "owner": task.owner,
        "due": task.due.isoformat() if task.due else None,
        "state": _state(task),
        "overdue": task.is_overdue(today),
        "done": task.done.isoformat() if isinstance(task.done, date) else None,
        "dropped": task.dropped,
        "link": task.link,
    }


def _time(name: str, moment: Moment | None) -> Mapping[str, Value]:
    if moment is None:
        return {name: None, f"{name}_utc": None, f"{name}_word": ""}
    return {
        name: moment.local.isoformat(),
        f"{name}_utc": moment.instant.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        f"{name}_word": str(moment.word),
    }


def _span(name: str, span: Span) -> Mapping[str, Value]:
    return {f"{name}_s": span.seconds, f"{name}_word": str(span.word)}


def _share(share: Share) -> Mapping[str, Value]:
    return {
        "users_affected_percent": None if share.percent is None else _number(share),
        "users_affected_word": str(share.word),
        "users_affected_of": share.of,
    }


def _number(share: Share) -> int | float | None:
    """As short as it was written: 70, 12.5."""
    percent = share.percent
    if percent is None:
        return None
    return int(percent) if percent == percent.to_integral_value() else float(percent)


def _count(count: Count | None) -> Mapping[str, Value]:
    return {"users_count": count.value if count else None, "users_count_word": str(count.word) if count else ""}
