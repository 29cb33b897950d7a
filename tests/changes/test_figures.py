"""Which numbers and texts of a report changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from postmortems.changes.figures import figures, texts
from postmortems.model import Incident, Lessons, Task, Withdrawal
from postmortems.shares import Count, Share
from postmortems.vocabulary import Effect, Kind, Word
from tests.building import entry, incident, share, window


def said(old: Incident, new: Incident) -> list[tuple[str, str, str]]:
    return [(figure.name, figure.before, figure.after) for figure in figures(old, new)]


def summary(of: Incident, **fields: Any) -> Incident:
    return replace(of, summary=replace(of.summary, **fields))


def test_nothing_changes_in_what_is_the_same() -> None:
    assert () == figures(incident(), incident())
    assert () == texts(incident(), incident())


def test_a_time_is_told_with_every_number_that_follows_from_it() -> None:
    assert [
        ("End", "14 March 2025, 09:54 UTC", "14 March 2025, 10:12 UTC"),
        ("Duration", "42 min", "1 h 0 min"),
        ("Time to resolve", "42 min", "1 h 0 min"),
        ("Lost user time", "21 min", "30 min"),
    ] == said(incident(), incident(entry(Kind.DETECTED, "09:12"), end="10:12"))


def test_numbers_are_said_as_on_the_pages() -> None:
    old = incident(entry(Kind.DETECTED, "09:20"), users_affected=share("50"))
    new = incident(entry(Kind.DETECTED, "09:00"), users_affected=Share(Decimal("12.50"), Word.ABOUT, "requests"))
    assert [
        ("Time to detect", "8 min", "before users were affected"),
        ("Time to resolve", "34 min", "54 min"),
        ("Users affected", "50 %", "about 12.5 % of requests"),
        ("Lost user time", "21 min", "about 5 min 15 s"),
    ] == said(old, new)


def test_what_was_not_stated_is_said() -> None:
    new = summary(incident(severity="critical"), users_count=Count(4200))
    new = replace(new, timeline=(*new.timeline, entry(Kind.MITIGATED, "09:30")))
    assert [
        ("Severity", "not stated", "critical"),
        ("Time to mitigate", "not stated", "18 min"),
        ("Number of users", "not stated", "4\N{NO-BREAK SPACE}200"),
    ] == said(incident(), new)


def test_services_and_tasks_are_told() -> None:
    old = incident(tasks=(Task(task="x"), Task(task="y")))
    tasks = (Task(task="x", done=True), Task(task="y", dropped="No."), Task(task="z"))
    new = incident(tasks=tasks, services={"checkout": Effect.SLOW, "login": Effect.DATA_LOSS})
    assert [
        ("Services", "checkout down", "checkout slow, login data loss"),
        ("Tasks", "0 of 2 done", "1 of 3 done, 1 dropped"),
    ] == said(old, new)


def test_a_difference_that_the_words_do_not_show_is_told_in_seconds() -> None:
    old, new = (incident(entry(Kind.DETECTED, "09:00"), start="09:00", end=end) for end in ("10:00:00", "10:00:20"))
    assert ("Duration", "1 h 0 min (3600 s)", "1 h 0 min (3620 s)") in said(old, new)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("title", {"title": "x"}),
        ("organisation", {"organisation": "x"}),
        ("tags", {"tags": ("x",)}),
        ("related", {"related": ("2025-03-14-x",)}),
        ("sources", {"sources": ("https://example.org",)}),
        ("timeline", {"timeline": (entry(Kind.NOTE),)}),
        ("timeline_without", {"timeline_without": (Kind.MISLEADING,)}),
        ("root_cause", {"root_cause": "x"}),
        ("resolution", {"resolution": "x"}),
        ("contributing_factors", {"contributing_factors": ("x",)}),
        ("lessons", {"lessons": Lessons(got_lucky=("x",))}),
        ("measures.improvements", {"improvements": ("x",)}),
        ("measures.tasks", {"tasks": (Task(task="x"),)}),
    ],
)
def test_texts_are_named_by_their_fields(name: str, fields: dict[str, Any]) -> None:
    assert (name,) == texts(incident(), replace(incident(), **fields))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("summary.impact", {"impact": "x"}),
        ("summary.root_cause", {"root_cause": "x"}),
        ("summary.windows", {"windows": (window("09:12", "09:54"),)}),
    ],
)
def test_texts_of_the_summary_are_too(name: str, fields: dict[str, Any]) -> None:
    assert (name,) == texts(incident(), summary(incident(), **fields))


def test_that_a_report_is_withdrawn_is_no_correction_of_a_text_but_another_reason_is() -> None:
    one, other = (incident(withdrawn=Withdrawal(on=date(2025, 4, 1), reason=reason)) for reason in ("x", "y"))
    assert () == texts(incident(), one)
    assert () == texts(one, incident())
    assert ("withdrawn",) == texts(one, other)
