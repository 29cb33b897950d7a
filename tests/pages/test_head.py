"""What a link to a page shows elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from postmortems import pages as site
from postmortems.collection import Archive
from postmortems.pages import head
from postmortems.pages.card import card_of_page
from postmortems.pages.page import Page
from postmortems.pages.report import report
from postmortems.settings import Site
from tests import html
from tests.building import incident, share

TITLE = 'A </script><b> "quoted" & title'
TOLD = incident(title=TITLE, users_affected=share("70"), organisation="Two Lakes", tags=("login",))
ARCHIVE = Archive(
    incidents=(TOLD,), site=Site(name="Postmortems", url="https://example.org/archive/"), today=date(2026, 1, 1)
)


def page(path: str, archive: Archive = ARCHIVE) -> Page:
    (found,) = (page for page in site.pages(archive) if page.path == path)
    return found


def said(path: str, archive: Archive = ARCHIVE) -> dict[str, str]:
    tree = html.parse(head(page(path, archive), archive.site))
    metas = [meta.attributes for meta in tree.all("meta")]
    return {meta.get("property") or meta["name"]: meta["content"] for meta in metas}


def test_a_report_says_what_happened_in_numbers() -> None:
    tags = said(f"incidents/{TOLD.id}")
    assert (
        "Users affected for 42 min, 70 % of users at most, on 14 March 2025. Nobody could pay."
        == tags["og:description"]
    )
    assert TITLE == tags["og:title"] == tags["twitter:title"]
    assert "article" == tags["og:type"]
    assert f"https://example.org/archive/incidents/{TOLD.id}/" == tags["og:url"]
    assert f"https://example.org/archive/incidents/{TOLD.id}/card.png" == tags["og:image"]


def test_numbers_come_first_however_long_the_rest_is() -> None:
    long = replace(
        TOLD, summary=replace(TOLD.summary, impact="決済" * 400, users_affected=share("70", of="requests " * 4))
    )
    text = report(long, ARCHIVE).description
    assert text.startswith("Users affected for 42 min, 70 % of requests")
    assert text.endswith("…")
    assert 300 == len(text)


@pytest.mark.parametrize(
    ("path", "address", "card"),
    [
        ("index", "", "card.png"),
        ("incidents/index", "incidents/", "incidents/card.png"),
        ("tasks", "tasks/", "tasks/card.png"),
        ("services/checkout/index", "services/checkout/", "services/card.png"),
        ("reports/2025-q1", "reports/2025-q1/", "reports/card.png"),
    ],
)
def test_every_kind_of_page_has_its_address_and_a_picture(path: str, address: str, card: str) -> None:
    tags = said(path)
    assert f"https://example.org/archive/{address}" == tags["og:url"]
    assert f"https://example.org/archive/{card}" == tags["og:image"]
    assert "website" == tags["og:type"]


def test_linked_data_is_escaped_and_says_where_the_page_lies() -> None:
    written = head(page(f"incidents/{TOLD.id}"), ARCHIVE.site)
    scripts = html.parse(written).all("script", type="application/ld+json")
    crumbs, article = (json.loads("".join(part for part in s.inside if isinstance(part, str))) for s in scripts)
    assert ["Home", "Incidents", TITLE] == [item["name"] for item in crumbs["itemListElement"]]
    assert ("Article", TITLE) == (article["@type"], article["headline"])
    assert "2025-03-14T09:12:00+00:00/2025-03-14T09:54:00+00:00" == article["temporalCoverage"]
    assert "2025-03-14T09:54:00+00:00" == article["datePublished"] == article["dateModified"]
    assert "</script><b>" not in written.replace('type="application/ld+json">', "")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("incidents/index", ["Home", "Incidents"]),
        ("incidents/by-impact", ["Home", "Incidents", "Incidents by impact"]),
        ("reports/2025", ["Home", "Reports for a period", "Incidents of 2025"]),
        (
            "reports/2025-q1",
            ["Home", "Reports for a period", "Incidents of 2025", "Incidents of the first quarter of 2025"],
        ),
        ("tags/login/index", ["Home", "Tags", "Tag login"]),
    ],
)
def test_linked_data_leads_through_every_page_above(path: str, names: list[str]) -> None:
    (script,) = html.parse(head(page(path), ARCHIVE.site)).all("script", type="application/ld+json")
    steps = json.loads(script.text)["itemListElement"]
    assert names == [step["name"] for step in steps]
    assert list(range(1, len(names) + 1)) == [step["position"] for step in steps]
    assert said(path)["og:url"] == steps[-1]["item"]
    assert "https://example.org/archive/" == steps[0]["item"]


@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        ("index", "1 incident in 2025, median duration 42 min. Each told"),
        ("incidents/index", "1 incident in 2025, median duration 42 min, newest first. The newest: A </script>"),
        ("incidents/by-duration", "(42 min)."),
        ("incidents/by-impact", "(29 min 24 s)."),
        ("patterns", "1 incident in 2025, median duration 42 min: "),
        ("tasks", "1 task open on 1 January 2026; 0 done, 0 dropped."),
        ("reports/index", "1 incident in 2025 by year and quarter"),
        ("services/index", "1 service in 1 incident in 2025"),
        ("tags/index", "Most often: login, 1 incident."),
    ],
)
def test_a_page_that_puts_incidents_together_says_how_many_and_what_came_of_them(path: str, numbers: str) -> None:
    assert numbers in said(path)["og:description"]


def test_an_empty_archive_says_so() -> None:
    empty = Archive(incidents=(), site=ARCHIVE.site, today=ARCHIVE.today)
    for one in site.pages(empty):
        assert one.description, one.path
        assert "unknown" not in one.description
    assert said("index", empty)["og:description"].startswith("No incidents. ")


def test_without_an_address_of_the_site_nothing_absolute_is_said() -> None:
    homeless = Archive(incidents=(TOLD,), site=Site(name="Postmortems"))
    tags = said(f"incidents/{TOLD.id}", homeless)
    assert {"og:url", "og:image"}.isdisjoint(tags)
    assert TITLE == tags["og:title"]
    assert ["site_url" in text for _, text in site.lacking(homeless)] == [True]


def test_the_picture_of_a_page_shows_its_own_numbers() -> None:
    across = [one for one in site.pages(ARCHIVE) if one.parent is None and not one.between_columns]
    cards = [card_of_page(one, ARCHIVE) for one in across]
    assert len(cards) == len({(card.title, card.facts) for card in cards})
    for card in cards:
        assert 2 <= len(card.facts) <= 4, card.title
        assert card.chart, card.title
    empty = Archive(incidents=(), site=ARCHIVE.site)
    for one in site.pages(empty):
        assert () == card_of_page(one, empty).facts


def test_every_page_names_a_picture_that_is_made(tmp_path: Path) -> None:
    made = {file.path for file in site.files(ARCHIVE, site.pages(ARCHIVE), tmp_path)}
    for one in site.pages(ARCHIVE):
        image = said(one.path)["og:image"].removeprefix("https://example.org/archive/")
        assert image in made, one.path
