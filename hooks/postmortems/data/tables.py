"""The API: every incident in one file, as JSON and as CSV, newest first."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator

from postmortems.collection import Archive
from postmortems.data.record import Record, Value, listed
from postmortems.model import Incident

# Where a cell begins with what a spreadsheet would run, also in full width
# (https://owasp.org/www-community/attacks/CSV_Injection). Where commas stand in numbers, a semicolon begins a cell.
_ACTIVE = re.compile(r"(^|;)(?=[\t\r\n]|[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20])")

COLUMNS = (
    *("id", "url", "title", "organisation", "severity", "services", "tags"),
    *("start", "start_utc", "start_word", "end", "end_utc", "end_word", "timezone"),
    *("duration_s", "duration_word", "time_to_detect_s", "time_to_detect_word", "detected_by"),
    *("time_to_mitigate_s", "time_to_mitigate_word", "time_to_resolve_s", "time_to_resolve_word"),
    *("users_affected_percent", "users_affected_word", "users_affected_of", "lost_user_time_s", "lost_user_time_word"),
    *("rank_by_duration", "rank_by_impact", "withdrawn"),
    *("tasks_open", "tasks_done", "tasks_dropped"),
)
"""What the API lists of an incident, in the order of the CSV; new ones come at the end."""


def as_json(archive: Archive, url: Callable[[Incident], str]) -> str:
    """Return `{"incidents": […]}`, newest first; `url` gives the address of a report."""
    return dumped({"incidents": list(_records(archive, url))})


def as_csv(archive: Archive, url: Callable[[Incident], str]) -> str:
    """Return the same as a table with a head, in UTF-8 with the line ends of RFC 4180.

    Lists stand in one cell, with blanks between: services as `name:effect`, tags as they are; a withdrawal is its day.
    Before what a spreadsheet would run, at the begin of a text or behind a semicolon, stands an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in _records(archive, url):
        writer.writerow([_cell(column, record[column]) for column in COLUMNS])
    return text.getvalue()


def dumped(value: Value) -> str:
    """Return JSON as the site publishes it: readable by people too, letters of every script as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _records(archive: Archive, url: Callable[[Incident], str]) -> Iterator[Record]:
    return (listed(incident, archive, url(incident)) for incident in archive.incidents)


def _cell(column: str, value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    if isinstance(value, list):
        value = " ".join(map(str, value))
    elif isinstance(value, dict):
        pairs = (f"{name}:{effect}" for name, effect in value.items())
        value = str(value["on"]) if column == "withdrawn" else " ".join(pairs)
    return _ACTIVE.sub(r"\1'", value)
