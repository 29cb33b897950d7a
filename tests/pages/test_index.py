"""What the index and the home page show."""

from __future__ import annotations

from datetime import date
from typing import Any

from postmortems.collection import Archive
from postmortems.model import Incident, Withdrawal
from postmortems.pages.home import home
from postmortems.pages.index import LONGEST, NEWEST, WORST, Order, index
from postmortems.pages.page import root_from
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


def test_a_row_names_the_services_worst_hit() -> None:
    services = {"a": Effect.SLOW, "b": Effect.DATA_LOSS, "c": Effect.DOWN, "d": Effect.SLOW}
    archive = Archive(incidents=(incident(services=services),))
    assert "b data loss, c down, 2 more" in page(NEWEST, archive).one("tbody").text


def test_noticed_is_said_in_words() -> None:
    early = incident(entry(Kind.DETECTED, "09:00"), entry(Kind.RESOLVED, "09:54"))
    never = incident(entry(Kind.DETECTED), entry(Kind.RESOLVED, "09:54"))
    assert "noticed before users were affected" in page(NEWEST, Archive(incidents=(early,))).text
    assert "not known when noticed" in page(NEWEST, Archive(incidents=(never,))).text


def test_links_lead_up_from_where_the_page_is() -> None:
    assert ["", "../", "../../", "../../"] == [
        root_from(path) for path in ("index", "incidents/index", "incidents/by-duration", "about/numbers")
    ]


def test_an_archive_without_incidents_still_has_its_pages() -> None:
    empty = Archive(incidents=())
    assert "0 incidents" in page(NEWEST, empty).text
    assert html.parse(home(empty).sections[0].html()).one("h1").text


def test_the_home_page_shows_the_newest_the_longest_and_the_worst() -> None:
    shown = html.parse(home(ARCHIVE).sections[0].html())
    assert "What Two Lakes learned from its outages" == shown.one("h1").text
    lists = [[a.text for a in ol.all("a")] for ol in shown.all("ol")]
    assert [["Late", "Long", "Lost"], ["Long", "Lost", "Dim"], ["Lost", "Long", "Late"]] == lists


def test_the_home_page_leaves_withdrawn_reports_out() -> None:
    only = Archive(incidents=(OUT,))
    assert [] == html.parse(home(only).sections[0].html()).one("div", class_="pm-lists").all("li")
