"""A whole site, built strictly by the real generator: what a reader's browser gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from postmortems.collection import Archive
from tests import html
from tests.archives import ARCHIVES

SECTIONS = [
    ("issue-summary", "Issue Summary"),
    ("timeline", "Timeline"),
    ("root-cause-and-resolution", "Root cause and resolution"),
    ("corrective-and-preventative-measures", "Corrective and preventative measures"),
]
BASE = "https://example.org/postmortems/"
INDEXES = ["incidents/", "incidents/by-duration/", "incidents/by-impact/"]


class Tree:
    """The pages of a site, by their addresses from its root."""

    def __init__(self, fixture: str, archive: Archive) -> None:
        self.fixture = fixture
        """What builds it."""
        self.archive = archive
        periods = archive.by_period
        self.reports = [f"incidents/{incident.id}/" for incident in archive.incidents]
        self.years = [f"reports/{period.name}/" for period in periods if not period.quarter]
        self.quarters = [f"reports/{period.name}/" for period in periods if period.quarter]
        self.groups = [f"services/{name}/" for name in archive.by_service]
        self.groups += [f"tags/{name}/" for name in archive.by_tag]
        across = ["patterns/", "tasks/", "reports/", "services/", "tags/", *self.years, *self.quarters, *self.groups]
        by_hand = ["about/numbers/", "data/", "contribute/", "contribute/new/"]
        self.pages = ["", *INDEXES, *across, *by_hand, *self.reports]

    def built(self, folder: Path) -> None:
        """Take the site that was built into a folder."""
        self.folder = folder
        self._parsed: dict[str, html.Element] = {}

    def __getitem__(self, path: str) -> html.Element:
        if path not in self._parsed:
            self._parsed[path] = html.parse((self.folder / path / "index.html").read_text("utf-8"))
        return self._parsed[path]


TREES = [Tree(name, archive) for name, archive in zip(("site", "own_site"), ARCHIVES, strict=False)]


@pytest.fixture(scope="module", params=TREES, ids=lambda tree: tree.fixture)
def tree(request: pytest.FixtureRequest) -> Tree:
    """A site, built."""
    found: Tree = request.param
    found.built(request.getfixturevalue(found.fixture))
    return found


def each(paths: Callable[[Tree], list[str]]) -> pytest.MarkDecorator:
    """Try pages of every site, each by itself."""
    found = [pytest.param(tree, path, id=f"{tree.fixture}:{path}") for tree in TREES for path in paths(tree)]
    return pytest.mark.parametrize(("tree", "path"), found, indirect=["tree"])


every_page = each(lambda tree: tree.pages)
every_report = each(lambda tree: tree.reports)


@pytest.mark.parametrize("tree", TREES)
def test_there_is_something_to_test(tree: Tree) -> None:
    assert tree.reports


@every_page
def test_a_page_has_one_title_and_says_what_it_is(tree: Tree, path: str) -> None:
    page = tree[path]
    assert page.one("h1").text
    assert page.one("head").one("title").text.endswith("Postmortem Archive")
    assert page.one("meta", name="description").attributes["content"]


@every_report
def test_a_report_has_the_four_sections_in_order_and_in_its_table_of_contents(tree: Tree, path: str) -> None:
    article = tree[path].one("article")
    headings = [(h2.attributes["id"], h2.text.rstrip("¶")) for h2 in article.all("h2")]
    assert SECTIONS == headings
    contents = tree[path].one("div", data_md_type="toc")
    assert [f"#{anchor}" for anchor, _ in SECTIONS] == [a.attributes["href"] for a in contents.all("a")]


@each(lambda tree: [*tree.groups, *tree.years, *tree.reports])
def test_a_page_outside_the_navigation_leads_up_to_the_one_above(tree: Tree, path: str) -> None:
    crumb = tree[path].one("nav", aria_label="Breadcrumb").one("a")
    assert BASE + path.split("/", maxsplit=1)[0] + "/" == urljoin(BASE + path, crumb.attributes["href"])


@each(lambda tree: tree.quarters)
def test_a_quarter_leads_up_to_its_year_and_belongs_to_the_tab_of_periods(tree: Tree, path: str) -> None:
    crumb = tree[path].one("nav", aria_label="Breadcrumb").one("a")
    assert BASE + path.split("-", maxsplit=1)[0] + "/" == urljoin(BASE + path, crumb.attributes["href"])
    assert "Periods" == tree[path].one("nav", class_="md-tabs").one("li", class_="md-tabs__item--active").text


def test_no_two_pages_say_the_same_of_themselves(tree: Tree) -> None:
    said = [page.one("meta", name="description").attributes["content"] for page in map(tree.__getitem__, tree.pages)]
    assert [] == [text for text in set(said) if said.count(text) > 1]


@each(lambda tree: [*tree.pages, "contribute/vocabulary/"])
def test_what_a_link_to_a_page_shows_is_its_own(tree: Tree, path: str) -> None:
    page = tree[path]
    said = {
        meta.attributes.get("property") or meta.attributes.get("name"): meta.attributes["content"]
        for meta in page.all("meta")
        if "content" in meta.attributes
    }
    assert said["description"] == said["og:description"] == said["twitter:description"]
    assert BASE + path == said["og:url"] == page.one("link", rel="canonical").attributes["href"]
    assert (tree.folder / said["og:image"].removeprefix(BASE)).is_file()
    crumbs = [json.loads(script.text) for script in page.all("script", type="application/ld+json")][:1]
    assert bool(path) == bool(crumbs)
    for one in crumbs:
        assert [BASE, BASE + path] == [step["item"] for step in (one["itemListElement"][0], one["itemListElement"][-1])]


def test_a_page_of_a_section_lies_under_its_first(tree: Tree) -> None:
    page = tree["contribute/vocabulary/"]
    crumbs = json.loads(page.one("script", type="application/ld+json").text)["itemListElement"]
    assert ["Home", "Contribute", "Tags and severities"] == [step["name"] for step in crumbs]
    assert f"{BASE}contribute/" == crumbs[1]["item"]


@every_report
def test_the_skip_link_leads_to_the_title(tree: Tree, path: str) -> None:
    page = tree[path]
    assert f"#{page.one('h1').attributes['id']}" == page.one("a", class_="md-skip").attributes["href"]


@every_report
def test_a_report_can_be_edited_where_it_was_written(tree: Tree, path: str) -> None:
    name = path.split("/")[1]
    incident = tree.archive.by_name[name]
    assert {f"https://github.com/example/postmortems/edit/main/{incident.path}"} == {
        a.attributes["href"] for a in tree[path].all("a", rel="edit")
    }


def test_reports_lie_under_the_index_but_not_in_the_navigation(tree: Tree) -> None:
    page = tree[tree.reports[0]]
    tabs = page.one("nav", class_="md-tabs")
    assert "Incidents" == tabs.one("li", class_="md-tabs__item--active").text
    for nav in page.all("nav", class_="md-nav--primary"):
        assert not any(report.split("/")[1] in a.attributes["href"] for report in tree.reports for a in nav.all("a"))


def test_reports_lead_on_to_their_neighbours_in_the_list(tree: Tree) -> None:
    for path, neighbour in pairwise(tree.reports):
        link = tree[path].one("a", class_="md-footer__link--next").attributes["href"]
        assert BASE + neighbour == urljoin(BASE + path, link)


@every_page
def test_every_link_within_the_site_leads_to_a_place_that_is_there(tree: Tree, path: str) -> None:
    for a in tree[path].all("a"):
        address, anchor = urldefrag(urljoin(BASE + path, a.attributes.get("href", "")))
        if not address.startswith(BASE) or a.attributes.get("href", "").startswith("javascript:"):
            continue
        target = unquote(urlsplit(address.removeprefix(BASE)).path)
        is_page = target.endswith("/") or not target
        file = tree.folder / target / "index.html" if is_page else tree.folder / target
        assert file.is_file(), a.attributes["href"]
        if anchor and not anchor.startswith("__"):
            there = tree[target] if is_page else html.parse(file.read_text("utf-8"))
            assert there.all(id=unquote(anchor)), a.attributes["href"]


@every_report
def test_each_number_of_a_report_leads_to_its_definition(tree: Tree, path: str) -> None:
    terms = {dt.text: dt for dt in tree[path].one("article").all("dt")}
    numbers = [
        "Duration", "Users affected", "Follow-up", "Time to detect", "Time to resolve", "Lost user time",
    ]  # fmt: skip
    for name in numbers:
        assert terms[name].one("a").attributes["href"].startswith("../../about/numbers/#")


@every_page
def test_nothing_is_fetched_from_another_host(tree: Tree, path: str) -> None:
    page = tree[path]
    fetched = [e.attributes["src"] for e in page.all() if "src" in e.attributes]
    fetched += [e.attributes["href"] for e in page.all("link") if e.attributes.get("rel") != "canonical"]
    assert [] == [address for address in fetched if "//" in address]
    assert not page.all("iframe", "object", "embed")
    assert not page.all(data_md_component="source")


def test_style_sheets_fetch_nothing_from_another_host(tree: Tree) -> None:
    for sheet in tree.folder.rglob("*.css"):
        assert "url(http" not in sheet.read_text("utf-8").replace('"', "").replace("'", ""), sheet


@every_page
def test_no_element_carries_its_own_style(tree: Tree, path: str) -> None:
    """So that a content security policy can forbid it."""
    assert [] == [e for e in tree[path].one("article").all() if "style" in e.attributes]


@each(lambda _: INDEXES)
def test_an_index_is_complete_without_javascript(tree: Tree, path: str) -> None:
    expected = {
        "incidents/": tree.archive.incidents,
        "incidents/by-duration/": tree.archive.by_duration,
        "incidents/by-impact/": tree.archive.by_impact,
    }[path]
    rows = [row for body in tree[path].one("table", class_="pm-index").all("tbody") for row in body.all("tr")]
    assert [incident.title for incident in expected] == [row.all("a")[0].text for row in rows]


def test_the_search_finds_reports_and_their_sections_and_no_page_that_only_lists_them(tree: Tree) -> None:
    entries = json.loads((tree.folder / "search" / "search_index.json").read_text("utf-8"))["docs"]
    found = {entry["location"]: entry for entry in entries}
    for path, incident in zip(tree.reports, tree.archive.incidents, strict=True):
        assert incident.title == html.parse(found[path]["title"]).text
        assert [incident.id, *incident.tags] == found[path]["tags"]
        assert {path, *(f"{path}#{anchor}" for anchor, _ in SECTIONS[1:])} == {
            location for location in found if location.startswith(path)
        }
    assert not any(location.startswith(("services/", "tags/", "tasks/", "patterns/", "reports/")) for location in found)
    assert {entry["location"].split("#")[0] for entry in entries if entry["location"].startswith("incidents/")} == set(
        tree.reports
    )


def test_the_page_for_addresses_that_are_not_there_leads_to_the_list(tree: Tree) -> None:
    page = html.parse((tree.folder / "404.html").read_text("utf-8"))
    assert "/postmortems/incidents/" in [a.attributes["href"] for a in page.one("article").all("a")]
