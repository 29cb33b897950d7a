"""What a report says, beside what the real site shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from postmortems.collection import Archive
from postmortems.model import Incident, Lessons, Task, Withdrawal
from postmortems.pages.report import Report, report
from postmortems.reading.anchors import places
from postmortems.settings import Settings
from postmortems.vocabulary import Detector, Effect, Kind, Word
from tests import html
from tests.archives import ARCHIVE
from tests.building import at, entry, incident, share, window, zone

SETTINGS = Settings(severities=("critical", "major", "minor", "trifle"))


DUE = tuple(Task(task=name, due=date(2025, month, 1)) for name, month in (("a", 4), ("b", 5), ("c", 7)))


def archive(*incidents: Incident) -> Archive:
    """Return an archive of incidents in the order given."""
    return Archive(incidents=incidents, settings=SETTINGS)


def view(*entries: Any, **fields: Any) -> Report:
    """Return what the templates read for an incident that is alone in its archive."""
    told = incident(*entries, **fields)
    return Report(incident=told, archive=archive(told))


def page(told: Incident, *others: Incident) -> html.Element:
    """Return the whole report as a tree."""
    sections = report(told, archive(told, *others)).sections
    return html.parse("".join(f"<h2>{s.heading}</h2>{s.html()}" if s.heading else s.html() for s in sections))


def facts(report: Report) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.value, fact.note) for fact in report.facts}


def test_the_four_facts() -> None:
    told = facts(view(entry(Kind.DETECTED, "09:20", by=Detector.CUSTOMER), entry(Kind.RESOLVED, "09:54")))
    assert {
        "Duration": ("42 min", "longest of 1 incident"),
        "Noticed after": ("8 min", "by customers"),
        "Users affected": ("50 %", ""),
        "Follow-up": ("not done yet", "1 open, no due date"),
    } == told


def test_noticed_before_users_felt_it() -> None:
    told = facts(view(entry(Kind.DETECTED, "09:00"), entry(Kind.RESOLVED, "09:54")))
    assert ("before users were affected", "by monitoring") == told["Noticed"]


def test_unknown_stays_unknown() -> None:
    detected = entry(Kind.DETECTED, by=Detector.UNKNOWN)
    told = facts(view(detected, entry(Kind.RESOLVED, "09:54"), users_affected=share(None)))
    assert ("unknown", "not known by whom") == told["Noticed after"]
    assert ("unknown", "") == told["Users affected"]


def test_a_share_of_something_else_than_users_says_so() -> None:
    told = facts(view(users_affected=share("50", Word.ABOUT, "requests")))
    assert ("about 50 %", "of requests") == told["Users affected"]


def test_a_dropped_task_is_not_done() -> None:
    tasks = (Task(task="a", done=True), Task(task="b", dropped="Too dear."), Task(task="c"))
    assert ("1 of 3 done", "1 open, no due date, 1 dropped") == facts(view(tasks=tasks))["Follow-up"]


@pytest.mark.parametrize(
    ("tasks", "value", "note"),
    [
        (DUE, "none of 3 done yet", "3 open, 2 overdue"),
        (DUE[1:], "none of 2 done yet", "2 open, 1 overdue"),
        (DUE[2:], "not done yet", "1 open, next due 1 Jul 2025"),
        ((*DUE[2:], Task(task="d")), "none of 2 done yet", "2 open, next due 1 Jul 2025"),
        ((Task(task="a", done=True),), "1 of 1 done", ""),
        ((Task(task="a", dropped="No."),), "0 of 1 done", "1 dropped"),
    ],
)
def test_follow_up_says_what_is_late_or_due_next_and_when_nothing_is_done_yet(
    tasks: tuple[Task, ...], value: str, note: str
) -> None:
    told = incident(tasks=tasks)
    then = Archive(incidents=(told,), today=date(2025, 6, 1))
    assert (value, note) == facts(Report(incident=told, archive=then))["Follow-up"]


def test_a_withdrawn_report_has_a_banner_and_no_rank() -> None:
    told = incident(withdrawn=Withdrawal(on=date(2026, 1, 31), reason="Told <twice>."))
    assert "Withdrawn on 31 January 2026. Told <twice>." in page(told).one("p", class_="pm-withdrawn").text
    assert "longest" not in page(told).one("dl", class_="pm-facts").text


def test_related_incidents_show_on_both_pages() -> None:
    one = incident(id="2025-03-14-one", title="One", related=("2025-03-14-two",))
    two = incident(id="2025-03-14-two", title="Two")
    for this, other in ((one, two), (two, one)):
        links = page(this, other).one("footer").one("ul").all("a")
        assert [(other.title, f"../{other.id}/")] == [(a.text, a.attributes["href"]) for a in links]


def related(this: Incident, *others: Incident) -> list[tuple[str, str]]:
    """Return the title of each incident that is named as related, and what both have."""
    return [(r.title, r.also) for r in Report(incident=this, archive=archive(this, *others)).related]


def named(name: str, *tags: str, **fields: Any) -> Incident:
    """Return an incident with an id and a title of its own."""
    return incident(id=f"2025-03-14-{name}", title=name.capitalize(), tags=tags, **fields)


def test_what_is_alike_follows_what_is_stated_and_says_what_both_have() -> None:
    one = named("one", "capacity", related=("2025-03-14-two",))
    two, three = named("two", "capacity"), named("three", "capacity")
    assert [("Two", ""), ("Three", "checkout down, capacity")] == related(one, two, three)
    shown = page(one, two, three).one("footer").one("ul").all("li")
    assert ["Two 14 Mar 2025", "Three 14 Mar 2025; both: checkout down, capacity"] == [li.text for li in shown]


def test_what_happened_to_a_service_is_said_where_it_was_the_same() -> None:
    slow = named("slow", "capacity", services={"checkout": Effect.SLOW})
    assert [("Slow", "checkout, capacity")] == related(named("down", "capacity"), slow)


def test_four_things_that_both_have_are_said_each_once() -> None:
    tags = ("apples", "cherries", "checkout", "dates", "elders")
    assert [("Two", "checkout down, apples, cherries, dates")] == related(named("one", *tags), named("two", *tags))


def test_words_that_both_have_are_quoted() -> None:
    told = {"contributing_factors": ("Excessive backtracking.",)}
    others = (named("two", **told), named("three", services={"search": Effect.DOWN}))
    assert [("Two", "checkout down, “backtracking”, “excessive”")] == related(named("one", **told), *others)


def test_the_search_finds_a_report_by_its_id_and_its_tags() -> None:
    told = named("one", "dns", "regex")
    assert ("2025-03-14-one", "dns", "regex") == report(told, archive(told)).keywords


def test_a_link_by_a_former_id_leads_to_the_report_of_today() -> None:
    told = incident(
        id="2025-03-14-new", aliases=("2025-03-14-old",), root_cause="As [before](2025-03-14-old).", related=()
    )
    hrefs = [a.attributes["href"] for a in page(told).all("a")]
    assert "./" in hrefs


def test_every_place_that_a_link_may_name_is_on_the_page() -> None:
    for told in ARCHIVE.incidents:
        sections = report(told, ARCHIVE).sections
        main = html.parse(f"<main>{''.join(section.html() for section in sections)}</main>")
        there = {section.anchor for section in sections} | {one.attributes.get("id") for one in main.all()}
        assert [] == [place for place in places(told.timeline) if place not in there]


def test_what_was_absent_is_said() -> None:
    told = incident(timeline_without=(Kind.MISLEADING, Kind.ESCALATED))
    assert ["No misleading path is recorded.", "No escalation is recorded."] == [
        p.text for p in page(told).all("p", class_="pm-absent")
    ]


def test_tasks_say_their_state() -> None:
    tasks = (
        Task(
            task="Add `two`.", owner="Infra <1>", due=date(2025, 4, 1), done=date(2025, 3, 30), link="https://x.example"
        ),
        Task(task="Done some day.", done=True),
        Task(task="Never.", dropped="Too dear."),
        Task(task="Later."),
    )
    rows = page(incident(tasks=tasks)).one("table", class_="pm-tasks").one("tbody").all("tr")
    assert ["Open", "Done 30 Mar 2025", "Done", "Dropped: Too dear."] == [row.all("td")[-1].text for row in rows]
    assert ["Infra <1>", "1 Apr 2025"] == [cell.text for cell in rows[1].all("td")[1:3]]
    assert "https://x.example" == rows[1].one("a").attributes["href"]


def test_what_is_to_be_done_next_stands_first_among_the_tasks() -> None:
    a, b, c = DUE
    done, undated, other = Task(task="e", due=date(2025, 1, 1), done=True), Task(task="d"), Task(task="f")
    rows = page(incident(tasks=(done, undated, c, other, b, a))).one("table", class_="pm-tasks").one("tbody").all("tr")
    assert ["a", "b", "c", "d", "f", "e"] == [row.all("td")[0].text for row in rows]


def test_columns_that_would_be_empty_are_left_out() -> None:
    heads = page(incident()).one("table", class_="pm-tasks").all("th")
    assert ["Task", "State"] == [th.text for th in heads]


def test_an_unknown_loss_boasts_no_rank() -> None:
    details = {fact.label: fact for fact in view(users_affected=share(None)).details}
    assert ("unknown", "") == (details["Lost user time"].value, details["Lost user time"].note)


def test_lessons_stand_where_given_only() -> None:
    with_lessons = page(incident(lessons=Lessons(went_well=("Quick.",)))).all("h3")
    assert "What went well" in [h3.text for h3 in with_lessons]
    assert "What went wrong" not in [h3.text for h3 in with_lessons]


def test_windows_are_listed_where_stated_only() -> None:
    told = incident(windows=(window("09:12", "09:20", "30"), window("09:40", "09:54", "50")))
    rows = page(told).one("table", class_="pm-windows").one("tbody").all("tr")
    assert ["09:12 09:20 8 min 30 %", "09:40 09:54 14 min 50 %"] == [
        " ".join(cell.text for cell in row.all("td")) for row in rows
    ]
    assert [] == page(incident()).all("table", class_="pm-windows")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("09:12", "09:54", "14 March 2025, 09:12–09:54 UTC"),
        ("~09:12", "~09:54", "14 March 2025, about 09:12 to about 09:54 UTC"),
        ("22:00", "2025-03-15 01:00", "14 March 2025, 22:00 to 15 March 2025, 01:00 UTC"),
        ("09:12:05", "09:54:10", "14 March 2025, 09:12:05–09:54:10 UTC"),
    ],
)
def test_when_it_was(start: str, end: str, expected: str) -> None:
    assert expected == view(start=start, end=end).when


def test_both_zones_are_named_where_the_clocks_changed_in_between() -> None:
    from dataclasses import replace

    zurich = zone("Europe/Zurich")
    told = incident()
    summary = replace(
        told.summary, start=at("2025-03-30 01:30", zurich), end=at("2025-03-30 03:30", zurich), zone=zurich
    )
    told = replace(told, summary=summary)
    expected = "30 March 2025, 01:30 CET, UTC+01:00 to 03:30 CEST, UTC+02:00"
    assert expected == Report(incident=told, archive=archive(told)).when


@pytest.mark.parametrize(("word", "look"), [("critical", 1), ("major", 2), ("minor", 3), ("trifle", 3)])
def test_the_gravest_severity_looks_gravest(word: str, look: int) -> None:
    badge = view(severity=word).severity
    assert badge is not None
    assert (word, look) == (badge.word, badge.look)


def test_the_search_reads_words_and_no_marks() -> None:
    told = report(incident(title="<b> & co"), archive(incident()))
    words = "".join(section.words(section.html()) for section in told.sections)
    assert {"h1"} == {element.tag for element in html.parse(words).all()}
    assert "<b> & co" == html.parse(words).one("h1").text
    assert "The pool held 5 connections." in words
    assert "To scale" not in words
