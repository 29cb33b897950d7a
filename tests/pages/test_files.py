"""Every file of the site that is no page: at the address of the contract, and readable by what it is for."""

from __future__ import annotations

import json
from dataclasses import replace

from postmortems.collection import Archive
from postmortems.loading import load
from postmortems.pages.files import SiteFile, files
from postmortems.settings import Site, find_project
from tests import html
from tests.building import incident
from tests.project import ROOT

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


def test_no_two_files_of_the_shipped_archive_share_an_address() -> None:
    paths = [file.path for file in files(load(find_project(ROOT)).archive)]
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


def test_without_a_cache_for_them_there_are_no_cards() -> None:
    assert not [path for path in made(ARCHIVE) if path.endswith(".png")]
