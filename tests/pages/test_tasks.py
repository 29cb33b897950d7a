"""What the page of open tasks shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from postmortems.collection import Archive
from postmortems.model import Task, Withdrawal
from postmortems.pages.tasks import tasks
from postmortems.times import build_day
from tests import html
from tests.building import incident

TODAY = date(2025, 4, 14)
LATE = Task(task="Late.", due=date(2025, 4, 13), owner="Database")
SOON = Task(task="Soon.", due=TODAY, link="https://tracker.example.org/1")
SOME_DAY = Task(task="Some `day`.")
CLOSED = (Task(task="Done.", done=True), Task(task="Dropped.", dropped="No use."))


def page(*found: Task, **fields: object) -> html.Element:
    archive = Archive(incidents=(incident(tasks=found, **fields),), today=TODAY)  # type: ignore[arg-type]
    return html.parse("".join(section.html() for section in tasks(archive).sections))


def test_overdue_comes_first_then_what_is_due_then_what_has_no_day() -> None:
    rows = page(SOME_DAY, SOON, *CLOSED, LATE).one("tbody").all("tr")
    assert [
        ["13 Apr 2025 1 day late", "Late.", "Database", "Checkout down 14 Mar 2025", "31 days"],
        ["14 Apr 2025", "Soon. Where it is tracked", "no owner", "Checkout down 14 Mar 2025", "31 days"],
        ["no due date", "Some day.", "no owner", "Checkout down 14 Mar 2025", "31 days"],
    ] == [[cell.text for cell in row.all("td")] for row in rows]


def test_what_is_open_overdue_done_and_dropped_is_counted() -> None:
    facts = page(LATE, SOON, SOME_DAY, *CLOSED).one("dl").all("div")
    counts = {div.one("dt").text: div.one("dd").text for div in facts}
    assert {"Open": "3", "Overdue": "1", "Done": "1", "Dropped": "1"} == counts


def test_no_task_of_a_withdrawn_report_is_counted() -> None:
    facts = page(LATE, *CLOSED, withdrawn=Withdrawal(on=TODAY, reason="Told twice.")).one("dl").all("div")
    assert ["0", "0", "0", "0"] == [div.one("dd").text for div in facts]


def test_the_page_says_which_day_it_is() -> None:
    assert "as of 14 April 2025" in page(LATE).one("p", class_="pm-said").text


def test_columns_that_would_be_empty_are_left_out() -> None:
    assert ["Task", "Came out of", "Age"] == [th.text for th in page(SOME_DAY).all("th")]


def test_no_open_task_says_where_tasks_come_from() -> None:
    shown = page(*CLOSED)
    assert [] == shown.all("table", "form")
    assert shown.one("a", href="../contribute/").text


def test_tasks_of_a_withdrawn_report_are_nobodys() -> None:
    assert [] == page(LATE, withdrawn=Withdrawal(on=TODAY, reason="Told twice.")).all("table")


def test_the_environment_may_say_which_day_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert date(2023, 11, 14) == build_day()


@pytest.mark.parametrize("epoch", ["", "yesterday"])
def test_otherwise_today_is_the_day_of_the_build(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.now(UTC).date()
    assert before <= build_day() <= datetime.now(UTC).date()
