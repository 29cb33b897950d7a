"""Every file of the site that is no page: at the address of the contract, and readable by what it is for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from postmortems.collection import Archive
from postmortems.pages import pages
from postmortems.pages.files import SiteFile, files
from postmortems.settings import Site
from tests import html
from tests.archives import ARCHIVES
from tests.building import incident

SITE = "https://example.org/postmortems/"
ONE = incident(aliases=("2025-03-13-first", "2025-03-14-second"), title="<b>Checkout</b> & co")
ARCHIVE = Archive(incidents=(ONE,), site=Site(name="Archive", url=SITE))


def made(archive: Archive) -> dict[str, SiteFile]:
    return {file.path: file for file in files(archive)}


def text(archive: Archive, path: str) -> str:
    content = made(archive)[path].make()
    assert isinstance(content, str)
    return content


def test_the_addresses_are_those_of_the_contract() -> None:
    folder = f"incidents/{ONE.id}"
    assert made(ARCHIVE).keys() >= {
        *("api/v1/incidents.json", "api/v1/incidents.csv", "schema/incident.json", "feed.xml", "feed.json"),
        *(f"{folder}/brief/index.html", f"{folder}/timeline.svg", f"{folder}/incident.json"),
    }


@pytest.mark.parametrize("archive", ARCHIVES)
def test_no_two_files_of_an_archive_share_an_address(archive: Archive) -> None:
    paths = [file.path for file in files(archive)]
    assert len(paths) == len({path.lower() for path in paths})


def test_what_is_text_can_be_written() -> None:
    for path, file in made(ARCHIVE).items():
        assert file.make(), path
        if path.endswith(".json"):
            json.loads(file.make())


def test_addresses_in_the_data_are_absolute() -> None:
    assert f"{SITE}incidents/{ONE.id}/" == json.loads(text(ARCHIVE, "api/v1/incidents.json"))["incidents"][0]["url"]
    assert f"{SITE}incidents/{ONE.id}/" == json.loads(text(ARCHIVE, f"incidents/{ONE.id}/incident.json"))["url"]
    assert f"{SITE}incidents/{ONE.id}/" in text(ARCHIVE, "api/v1/incidents.csv")
    assert f"{SITE}schema/incident.json" == json.loads(text(ARCHIVE, "schema/incident.json"))["$id"]


def test_a_site_that_does_not_know_its_address_has_no_feeds_and_addresses_from_its_root() -> None:
    nowhere = replace(ARCHIVE, site=Site())
    assert {"feed.xml", "feed.json"} == made(ARCHIVE).keys() - made(nowhere).keys()
    assert f"incidents/{ONE.id}/" == json.loads(text(nowhere, "api/v1/incidents.json"))["incidents"][0]["url"]
    assert "$id" not in json.loads(text(nowhere, "schema/incident.json"))


def test_every_former_address_leads_to_the_report() -> None:
    for alias in ONE.aliases:
        page = html.parse(text(ARCHIVE, f"incidents/{alias}/index.html"))
        assert f"../{ONE.id}/" in [a.attributes["href"] for a in page.all("a")]
        assert not page.all("b")


@pytest.mark.parametrize("below", ["", "brief/"])
def test_a_former_address_is_not_indexed_and_names_the_one_that_is(below: str) -> None:
    page = html.parse(text(ARCHIVE, f"incidents/{ONE.aliases[0]}/{below}index.html"))
    assert "noindex" == page.one("meta", name="robots").attributes["content"]
    assert f"{SITE}incidents/{ONE.id}/" == page.one("link", rel="canonical").attributes["href"]
    (link,) = page.all("a")
    assert link.attributes["href"].endswith(f"../{ONE.id}/{below}")
    # Where scripts run one of them goes on, with what stands behind #; elsewhere this does.
    assert f"0; url={link.attributes['href']}" == page.one("noscript").one("meta").attributes["content"]


def test_without_an_address_of_the_site_the_canonical_one_is_found_from_the_page() -> None:
    page = html.parse(text(replace(ARCHIVE, site=Site()), f"incidents/{ONE.aliases[0]}/brief/index.html"))
    assert f"../../{ONE.id}/" == page.one("link", rel="canonical").attributes["href"]


def test_every_former_address_leads_on_at_once_after_one_renaming_and_the_next() -> None:
    """A policy names one script for all of them."""
    pages = [html.parse(text(ARCHIVE, f"incidents/{alias}/index.html")) for alias in ONE.aliases]
    assert [[f"../{ONE.id}/"]] * 2 == [[a.attributes["href"] for a in page.all("a")] for page in pages]
    scripts = {
        text(ARCHIVE, path).partition("<script>")[2].partition("</script>")[0]
        for path in made(ARCHIVE)
        if any(f"/{alias}/" in path for alias in ONE.aliases) and path.endswith("index.html")
    }
    assert 1 == len(scripts)


def test_what_cannot_follow_stays_at_every_address(tmp_path: Path) -> None:
    paths = {file.path for file in files(ARCHIVE, pages(ARCHIVE), tmp_path)}
    for name in ("timeline.svg", "incident.json", "card.png"):
        assert {f"incidents/{id_}/{name}" for id_ in (ONE.id, *ONE.aliases)} <= paths


def test_without_a_cache_for_them_there_are_no_cards() -> None:
    assert not [path for path in made(ARCHIVE) if path.endswith(".png")]
