"""What the pages of services and tags show."""

from __future__ import annotations

from datetime import date

from postmortems.collection import Archive
from postmortems.model import Withdrawal
from postmortems.pages import pages
from postmortems.pages.group import GROUPINGS, SERVICES, TAGS, Group, Grouping, groups, overview
from postmortems.vocabulary import Detector, Effect, Kind
from tests import html
from tests.building import entry, incident

GONE = Withdrawal(on=date(2026, 1, 31), reason="Told twice.")
SLOW = incident(
    id="2025-03-14-slow", title="Slow", start="09:00", end="10:00",
    services={"login": Effect.SLOW, "search": Effect.DOWN}, tags=("capacity", "dns"),
)  # fmt: skip
DOWN = incident(
    entry(Kind.DETECTED, "07:05", by=Detector.CUSTOMER), entry(Kind.RESOLVED, "07:30"),
    id="2025-03-14-down", title="Down", start="07:00", end="07:30",
    services={"login": Effect.DOWN}, tags=("capacity", "dns"),
)  # fmt: skip
WITHDRAWN = incident(
    id="2025-03-14-gone", title="Gone", start="05:00", end="15:00", tags=("capacity", "dns"), withdrawn=GONE
)
ARCHIVE = Archive(incidents=(SLOW, DOWN, WITHDRAWN))


def page(grouping: Grouping, name: str) -> html.Element:
    (found,) = (page for page in groups(grouping, ARCHIVE) if page.title.endswith(f" {name}"))
    return html.parse("".join(section.html() for section in found.sections))


def details(tree: html.Element) -> dict[str, str]:
    return {div.one("dt").text: div.one("dd").text for div in tree.one("dl").all("div")}


def dots(tree: html.Element) -> list[str]:
    """Return where the dots stand."""
    return [circle.attributes["cx"] for circle in tree.all("circle")]


def test_a_service_has_its_incidents_newest_first_and_what_recurs() -> None:
    tree = page(SERVICES, "login")
    assert ["Slow", "Down"] == [row.all("a")[0].text for row in tree.one("tbody").all("tr")]
    assert {
        "Median duration": "45 min",
        "Shortest and longest": "30 min to 1 h 0 min",
        "What happened to it": "1 × down, 1 × slow",
        "Noticed first by": "1 × monitoring, 1 × customers",
        "Tags it comes with": "capacity 2, dns 2",
    } == details(tree)


def test_a_tag_names_the_others_it_comes_with() -> None:
    found = details(page(TAGS, "dns"))
    assert "capacity 2" == found["Tags it comes with"]
    assert "2 × down" == found["Worst effect on a service"]


def test_a_withdrawn_report_is_listed_and_not_counted() -> None:
    tree = page(TAGS, "dns")
    assert ["Slow", "Down", "Gone"] == [row.all("a")[0].text for row in tree.one("tbody").all("tr")]
    assert {
        "Median duration": "45 min",
        "Shortest and longest": "30 min to 1 h 0 min",
        "Worst effect on a service": "2 × down",
        "Noticed first by": "1 × monitoring, 1 × customers",
        "Tags it comes with": "capacity 2",
    } == details(tree)
    assert tree.one("p", class_="pm-said").text.startswith("2 incidents, 14 Mar 2025, and 1 withdrawn.")


def test_tags_that_come_together_once_are_chance() -> None:
    assert "Tags it comes with" not in details(page(SERVICES, "search"))


def test_eight_tags_that_come_together_are_named() -> None:
    both = incident(tags=tuple(f"tag-{i}" for i in range(9)))
    view = Group(grouping=SERVICES, name="checkout", incidents=(both, both), archive=Archive(incidents=(both, both)))
    assert [f"tag-{i}" for i in range(8)] == [name for _, name, _ in view.together]


def test_a_single_incident_has_a_duration_and_no_median() -> None:
    assert "Duration" in details(page(SERVICES, "search"))


def test_an_overview_lists_every_group_that_counts_the_largest_first() -> None:
    view = overview(SERVICES, ARCHIVE)
    rows = html.parse(view.sections[0].html()).one("tbody").all("tr")
    assert [("login", "2"), ("search", "1")] == [(row.one("th").text, row.all("td")[0].text) for row in rows]
    assert ["down", "down"] == [row.all("td")[2].text for row in rows]
    assert [["36%", "43%"], ["43%"]] == [dots(row) for row in rows]


def test_an_overview_counts_no_withdrawn_report() -> None:
    view = overview(TAGS, ARCHIVE)
    for row in html.parse(view.sections[0].html()).one("tbody").all("tr"):
        assert ["2", "14 Mar 2025", "45 min"] == [cell.text for cell in row.all("td")[:3]]
        assert ["36%", "43%"] == dots(row)


def test_an_overview_names_the_day_of_the_newest() -> None:
    old = incident(start="2024-01-02 09:00", end="2024-01-02 10:00", services=SLOW.summary.services)
    view = overview(SERVICES, Archive(incidents=(SLOW, old)))
    rows = html.parse(view.sections[0].html()).one("tbody").all("tr")
    assert ["14 Mar 2025", "14 Mar 2025"] == [row.all("td")[1].text for row in rows]


def test_dots_stand_on_the_axis_of_the_whole_archive() -> None:
    """Also where the longest incident is of another group: with it the axis ends after 500 days."""
    year = incident(start="2024-01-01 00:00", end="2025-02-04 00:00", services={"search": Effect.DOWN})
    archive = Archive(incidents=(incident(start="09:00", end="10:00"), year))
    (found,) = (page for page in groups(SERVICES, archive) if page.title == "Service checkout")
    (line, _) = html.parse(overview(SERVICES, archive).sections[0].html()).one("tbody").all("tr")
    assert ["30%"] == dots(line)
    assert ["30%"] == dots(html.parse(found.sections[1].html()).one("tbody"))


def test_a_group_may_be_called_as_the_overview_is() -> None:
    archive = Archive(incidents=(incident(services={"index": Effect.DOWN}, tags=("index",)),))
    paths = [page.path for page in pages(archive)]
    assert sorted(set(paths)) == sorted(paths)
    for grouping in GROUPINGS:
        (row,) = html.parse(overview(grouping, archive).sections[0].html()).one("tbody").all("tr")
        assert "index/" == row.one("th").one("a").attributes["href"]
        (found,) = groups(grouping, archive)
        assert "../" == html.parse(found.filled(["", ""])).one("a").attributes["href"]


def test_an_overview_without_groups_says_what_to_do() -> None:
    for grouping in GROUPINGS:
        shown = html.parse(overview(grouping, Archive(incidents=())).sections[0].html())
        assert shown.one("h1").text
        assert grouping.empty == shown.one("p").text
        assert grouping.empty == overview(grouping, Archive(incidents=())).description
