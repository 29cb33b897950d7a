"""What a brief says beside its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from postmortems.collection import Archive
from postmortems.model import Incident, Task, Withdrawal
from postmortems.pages.brief import Brief, Comparison, brief
from postmortems.settings import Site
from postmortems.vocabulary import Kind
from tests import html
from tests.building import entry, incident

GONE = Withdrawal(on=date(2026, 1, 31), reason="Told twice.")


def lasting(*minutes: int) -> list[Incident]:
    """Return incidents of so many minutes each."""
    return [
        incident(id=f"2025-03-14-{place}", start="08:00", end=f"{8 + m // 60:02}:{m % 60:02}")
        for place, m in enumerate(minutes)
    ]


def compared(told: Incident, *others: Incident) -> str:
    archive = Archive(incidents=(told, *others))
    return Brief(incident=told, archive=archive, comparison=Comparison.of(archive)).facts[0].note


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (90, "the longest of 11 incidents"),
        (5, "the shortest of 11 incidents"),
        (35, "longer than 27 % of 11 incidents"),
        (60, "longer than 45 % of 11 incidents"),
        (10, "none of 11 incidents shorter"),
    ],
)
def test_it_says_how_many_were_shorter_and_ties_are_not_shorter(minutes: int, expected: str) -> None:
    told, *others = lasting(minutes, 10, 20, 30, 40, 50, 60, 61, 70, 75, 80)
    assert expected == compared(told, *others)


def test_with_few_incidents_it_does_not_compare() -> None:
    assert "" == compared(*lasting(20, *range(30, 38)))


def test_a_withdrawn_incident_is_compared_with_none() -> None:
    told = incident(withdrawn=GONE)
    page = html.parse(brief(told, Archive(incidents=(told, *lasting(*range(10, 25))))))
    assert [] == page.all("section", class_="pm-compared")
    assert "Withdrawn" in page.one("p", class_="pm-withdrawn").text


def test_tasks_say_when_they_were_done_or_are_due_and_what_was_dropped() -> None:
    tasks = (
        Task(task="First.", done=date(2025, 4, 1)), Task(task="Second.", done=True),
        Task(task="Third.", dropped="No use."), Task(task="Fourth.", due=date(2025, 5, 1)),
        Task(task="Fifth.", due=date(2025, 7, 1)), Task(task="Sixth."),
    )  # fmt: skip
    told = incident(tasks=tasks)
    page = html.parse(brief(told, Archive(incidents=(told,), today=date(2025, 6, 1))))
    assert [
        "First. done 1 Apr 2025", "Second. done", "Third. dropped", "Fourth. was due 1 May 2025",
        "Fifth. due 1 Jul 2025", "Sixth.",
    ] == [li.text for li in page.all("li")]  # fmt: skip


def test_a_box_for_each_task_shows_how_many_are_done_unless_they_are_too_many() -> None:
    def boxes(*tasks: Task) -> list[str]:
        told = incident(tasks=tasks)
        page = html.parse(brief(told, Archive(incidents=(told,))))
        return [i.attributes["class"] for tally in page.all("i", class_="pm-tally") for i in tally.all("i")]

    dropped, done, open_ = Task(task="a", dropped="No."), Task(task="b", done=True), Task(task="c")
    assert ["pm-done", "pm-done", "pm-open", "pm-dropped"] == boxes(dropped, done, open_, done)
    assert [] == boxes(*[open_] * 13)


def test_the_small_timeline_tells_its_marks() -> None:
    told = incident(
        entry(Kind.DETECTED, "09:15"), entry(Kind.MISLEADING, "~09:20", until="09:30"), entry(Kind.RESOLVED, "09:54")
    )
    page = html.parse(brief(told, Archive(incidents=(told,))))
    keys = [text.text for text in page.all("svg", class_="pm-sketch")[0].all("text", class_="pm-time")]
    assert ["Detection", "Wrong path", "Resolution", "On a wrong path", "Time not exact"] == keys[-5:]
    assert "On wrong paths 10 min" in page.one("p", class_="pm-keys").text.replace("about ", "")


def test_it_names_the_report_as_what_it_is_of() -> None:
    told = incident()
    page = html.parse(brief(told, Archive(incidents=(told,), site=Site(name="Archive", url="https://example.org/"))))
    report = "https://example.org/incidents/2025-03-14-checkout-down/"
    assert report == page.one("link", rel="canonical").attributes["href"]
    assert f"{report}brief/" == page.one("meta", property="og:url").attributes["content"]
    assert "noindex" == page.one("meta", name="robots").attributes["content"]


def test_a_script_without_blanks_gets_none() -> None:
    text = "決済サービスが利用できない状態が続いた。" * 6
    told = incident(tasks=(Task(task=text),))
    told = replace(told, summary=replace(told.summary, impact=text, root_cause=text))
    page = html.parse(brief(told, Archive(incidents=(told,))))
    assert text == page.one("p", class_="pm-impact").text
    assert text.startswith(page.one("div", class_="pm-columns").one("p").text.removesuffix("…"))
    assert text.startswith(page.one("li", class_="pm-open").text.removesuffix("…"))
