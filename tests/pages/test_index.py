"""What the index and the home page show."""

from __future__ import annotations

from datetime import date
from typing import Any

from postmortems.collection import Archive
from postmortems.model import Incident, Task, Withdrawal
from postmortems.pages.home import home
from postmortems.pages.index import LONGEST, NEWEST, WORST, Order, index
from postmortems.pages.page import way
from postmortems.settings import Settings
from postmortems.vocabulary import Effect, Kind
from tests import html
from tests.building import entry, incident, share

GONE = Withdrawal(on=date(2026, 1, 31), reason="Told twice.")


def named(name: str, start: str, end: str, **fields: Any) -> Incident:
    """Return an incident with an id and a title of its own."""
    return incident(id=f"2025-03-14-{name}", title=name.capitalize(), start=start, end=end, **fields)


LATE = named("late", "20:00", "20:10")
LONG = named("long", "09:00", "19:00", users_affected=share("1"))
LOST = named("lost", "07:00", "08:00", users_affected=share("100"))
DIM = named("dim", "05:00", "05:30", users_affected=share(None))
OUT = named("out", "04:00", "04:30", withdrawn=GONE)
ARCHIVE = Archive(incidents=(LATE, LONG, LOST, DIM, OUT), settings=Settings(organisation="Two Lakes"))


def page(order: Order, archive: Archive = ARCHIVE) -> html.Element:
    return html.parse("".join(section.html() for section in index(order, archive).sections))


def titles(order: Order) -> list[str]:
    return [row.all("a")[0].text for row in page(order).one("tbody").all("tr")]


def test_each_order_lists_its_ranking() -> None:
    assert ["Late", "Long", "Lost", "Dim", "Out"] == titles(NEWEST)
    assert ["Long", "Lost", "Dim", "Late"] == titles(LONGEST)
    assert ["Lost", "Long", "Late", "Dim"] == titles(WORST)


def test_ranks_show_in_rankings_only() -> None:
    assert ["1", "2", "3", "4"] == [row.all("td")[0].text for row in page(WORST).one("tbody").all("tr")]
    assert 5 == len(page(NEWEST).one("tbody").all("tr")[0].all("td"))


def test_a_withdrawn_report_is_marked_in_the_list_and_counted_out_of_rankings() -> None:
    assert ["withdrawn"] == [b.text for b in page(NEWEST).all("b", class_="pm-gone")]
    assert "4 incidents, longest first, without 1 withdrawn." in page(LONGEST).one("p", class_="pm-said").text


def test_an_unknown_share_has_no_bar() -> None:
    (row,) = (row for row in page(NEWEST).one("tbody").all("tr") if "Dim" in row.text)
    cell = row.all("td")[-1]
    assert "unknown" == cell.text
    assert [] == cell.all("svg")


def test_every_mark_is_hidden_from_those_who_listen_and_stands_beside_its_number() -> None:
    for row in page(WORST).one("tbody").all("tr"):
        for svg in row.all("svg"):
            assert "true" == svg.attributes["aria-hidden"]
        assert all(cell.text for cell in row.all("td"))


def cells(order: Order, archive: Archive, number: int) -> list[html.Element]:
    return [row.all("td")[number] for row in page(order, archive).one("tbody").all("tr")]


def test_a_dot_stands_where_the_duration_is_on_the_axis() -> None:
    circles = [row.one("circle").attributes["cx"] for row in page(NEWEST).one("tbody").all("tr")]
    assert ["24%", "67%", "43%", "36%", "36%"] == circles


def test_a_length_that_is_shown_rounded_carries_its_seconds() -> None:
    """So that two that look the same are still put in order."""
    rounded = incident(start="09:00:00", end="10:00:20", users_affected=share("100"))
    archive = Archive(incidents=(rounded, LOST, DIM))
    assert ["3620", None, None] == [cell.attributes.get("data-s") for cell in cells(NEWEST, archive, 2)]
    assert ["3620", None, None] == [cell.attributes.get("data-s") for cell in cells(WORST, archive, 3)]
    assert ["1 h 0 min", "1 h 0 min", "unknown"] == [cell.text for cell in cells(WORST, archive, 3)]


def test_the_ranking_by_impact_says_of_how_many_it_knows_nothing() -> None:
    assert "For 1 of them the share of users" in page(WORST).one("p", class_="pm-caveat").text
    assert [] == page(LONGEST).all("p", class_="pm-caveat")
    assert [] == page(WORST, Archive(incidents=(LATE, LONG))).all("p", class_="pm-caveat")


def test_a_row_carries_what_filters_ask_for() -> None:
    archive = Archive(incidents=(incident(services={"a": Effect.SLOW, "b": Effect.DATA_LOSS}, tags=("dns", "regex")),))
    row = page(NEWEST, archive).one("tbody").one("tr")
    assert "a b" == row.attributes["data-services"]
    assert "monitoring" == row.attributes["data-by"]
    assert "#dns #regex" == row.one("i").text


def test_the_ranking_by_impact_has_a_column_for_it() -> None:
    heads = [th.attributes["data-sort"] for th in page(WORST).all("th")]
    assert ["rank", "date", "title", "lost", "duration", "share"] == heads
    assert ["1 h 0 min", "6 min", "5 min", "unknown"] == [
        row.all("td")[3].text for row in page(WORST).one("tbody").all("tr")
    ]


def test_the_column_an_order_falls_by_says_so() -> None:
    for order, column in ((NEWEST, "date"), (LONGEST, "duration"), (WORST, "lost")):
        assert [column] == [th.attributes["data-sort"] for th in page(order).all("th", aria_sort="descending")]


def test_noticed_is_said_in_words() -> None:
    early = incident(entry(Kind.DETECTED, "09:00"), entry(Kind.RESOLVED, "09:54"))
    never = incident(entry(Kind.DETECTED), entry(Kind.RESOLVED, "09:54"))
    assert "noticed before users were affected" in page(NEWEST, Archive(incidents=(early,))).text
    assert "not known when noticed" in page(NEWEST, Archive(incidents=(never,))).text


def test_links_lead_from_page_to_page_by_the_shortest_way() -> None:
    assert "../2025-03-14-late/" == way("incidents/by-impact", "incidents/2025-03-14-late")
    assert "../../about/numbers/" == way("incidents/2025-03-14-late", "about/numbers")
    assert "incidents/" == way("index", "incidents/index")
    assert "./" == way("incidents/index", "incidents/index")
    assert "../" == way("incidents/2025-03-14-late", "incidents/index")
    assert "../" == way("tasks", "index")


def test_an_archive_without_incidents_still_has_its_pages() -> None:
    empty = Archive(incidents=())
    assert "0 incidents" in page(NEWEST, empty).text
    assert html.parse(home(empty).sections[0].html()).one("h1").text


def test_the_home_page_shows_the_newest_the_longest_and_the_worst() -> None:
    shown = html.parse(home(ARCHIVE).sections[0].html())
    assert "What Two Lakes learned from its outages" == shown.one("h1").text
    lists = [[a.text for a in ol.all("a")] for ol in shown.all("ol")]
    assert [["Late", "Long"], ["Long", "Lost"], ["Lost", "Long"]] == lists


def test_the_home_page_leaves_withdrawn_reports_out() -> None:
    only = Archive(incidents=(OUT,))
    assert [] == html.parse(home(only).sections[0].html()).all("div", class_="pm-lists")
    out = named("out", "21:00", "23:00", withdrawn=GONE)
    shown = html.parse(home(Archive(incidents=(out, LATE, LONG))).sections[0].html())
    assert ["Late", "Long"] == [a.text for a in shown.all("ol")[0].all("a")]


def test_the_home_page_marks_the_median_among_every_incident() -> None:
    strip = html.parse(home(ARCHIVE).sections[0].html()).one("div", class_="pm-strip-all")
    assert ["24%", "36%", "43%", "67%"] == [circle.attributes["cx"] for circle in strip.all("circle")]
    assert "40%" == strip.one("svg", overflow="visible").attributes["x"]


def test_the_home_page_says_of_how_many_the_worst_are() -> None:
    def notes(archive: Archive) -> list[str]:
        return [small.text for small in html.parse(home(archive).sections[0].html()).all("small")]

    assert ["of 3 whose share of users is known"] == notes(ARCHIVE)
    assert [] == notes(Archive(incidents=(LATE, LONG)))


def test_the_home_page_counts_what_is_open_and_what_is_late() -> None:
    tasks = (
        Task(task="Late.", due=date(2025, 4, 1)), Task(task="Today.", due=date(2025, 4, 2)), Task(task="Some day."),
        Task(task="Done.", done=True), Task(task="Dropped.", dropped="No use."),
    )  # fmt: skip
    archive = Archive(incidents=(incident(tasks=tasks),), today=date(2025, 4, 2))
    shown = html.parse(home(archive).sections[0].html())
    facts = {div.one("dt").text: div.one("dd").text for div in shown.one("dl").all("div")}
    assert {
        "Incidents": "1 in 2025",
        "Median duration": "42 min",
        "Open tasks": "3 1 overdue",
        "Services hit": "1",
    } == facts
