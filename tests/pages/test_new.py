"""The page that begins an incident, as it is without its script."""

from __future__ import annotations

import json
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

import pytest

from postmortems.collection import Archive
from postmortems.drafts import draft
from postmortems.pages.new import PATH, new
from postmortems.pages.report import report
from postmortems.reading.zones import ABBREVIATIONS
from postmortems.repositories import MAX_ADDRESS, Repository
from postmortems.settings import Settings, Site
from tests import html
from tests.building import incident

GITHUB = Repository.of("https://github.com/example/postmortems", "GitHub", "edit/main/docs/")
GITLAB = Repository.of("https://gitlab.example.org/example/postmortems", None, "edit/main/docs/")
OTHER = Repository.of("https://code.example.org/example/postmortems", None, None)
URL = "https://outages.two-lakes-school.example.org/postmortems/"


def archive(repository: Repository | None) -> Archive:
    site = Site(url=URL, repository=repository)
    settings = Settings(severities=("critical", "major", "minor"))
    return Archive(
        incidents=(incident(path="incidents/2025/2025-03-14-checkout-down.yaml"),), settings=settings, site=site
    )


def page(repository: Repository | None) -> html.Element:
    made = new(archive(repository))
    return html.parse(f"<article>{made.filled([section.html() for section in made.sections])}</article>")


def commented(of: Archive) -> str:
    names = {one.id: one.path for one in of.incidents}
    return draft({}, settings=of.settings, site=of.site, names=names, today=of.today).text


def test_the_commented_file_stands_there_as_it_is() -> None:
    shown = page(GITHUB).one("pre").one("code").text
    assert commented(archive(GITHUB)).split() == shown.split()


def test_every_control_but_the_words_for_the_address_has_a_place_in_the_file() -> None:
    places = {span.attributes["data-field"] for span in page(GITHUB).one("pre").all("span")}
    names = {control.attributes["name"] for control in page(GITHUB).one("form").all("input", "select")}
    assert places == names - {"slug", "service", "effect"} | {"services"}


def test_every_control_is_told_by_a_hint_and_by_what_is_wrong() -> None:
    form = page(GITHUB).one("form")
    ids = {element.attributes["id"] for element in form.all() if "id" in element.attributes}
    for control in form.all("input", "select"):
        if control.attributes["name"] == "severity":
            continue  # its words are the site's own
        named = control.attributes["aria-describedby"].split()
        assert set(named) <= ids
        assert named[0].endswith("-help")
        assert named[1].endswith("-wrong")


def test_every_zone_that_the_reader_takes_is_known_and_every_abbreviation() -> None:
    form = page(GITHUB).one("form").attributes
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    assert {name for name in names if "/" in name and not name.startswith("Etc/")} == set(form["data-zones"].split())
    assert {name: list(meant) for name, meant in ABBREVIATIONS.items()} == json.loads(form["data-abbreviations"])


def test_nothing_is_chosen_before_somebody_chooses() -> None:
    for select in page(GITHUB).one("form").all("select"):
        assert "" == select.all("option")[0].attributes["value"]
        assert [] == select.all("option", selected="")


def test_the_severities_are_the_words_of_the_site_and_lead_to_what_they_mean() -> None:
    shown = page(GITHUB).one("p", class_="pm-new-severity")
    assert ["critical", "major", "minor"] == [option.text for option in shown.all("option")[1:]]
    assert "../vocabulary/#severities" == shown.one("a").attributes["href"]
    without = new(Archive(incidents=(), settings=Settings(), site=Site()))
    assert "pm-new-severity" not in without.filled([section.html() for section in without.sections])


def test_a_service_is_offered_with_what_other_reports_say_of_it() -> None:
    (option,) = page(GITHUB).one("datalist", id="new-services").all("option")
    assert ("checkout", "in other reports: down in 1") == (option.text, option.attributes["data-said"])


def test_the_link_opens_the_editor_of_the_host_with_the_file_in_it() -> None:
    for repository, begin, path, text in (
        (GITHUB, "https://github.com/example/postmortems/new/main", "filename", "value"),
        (GITLAB, "https://gitlab.example.org/example/postmortems/-/new/main", "file_name", "content"),
    ):
        href = page(repository).one("a", class_="pm-new-open").attributes["href"]
        assert begin == href.partition("?")[0]
        asked = parse_qs(urlsplit(href).query)
        assert ["incidents/YYYY/YYYY-MM-DD-a-few-words.yaml"] == asked[path]
        assert [commented(archive(repository))] == asked[text]
        assert len(href) <= MAX_ADDRESS


def test_where_the_editor_may_open_empty_the_page_says_so() -> None:
    assert "copy the file from here" in page(GITLAB).one("article").text
    assert "copy the file from here" not in page(GITHUB).one("article").text


def test_the_link_opens_another_tab_and_says_so() -> None:
    link = page(GITHUB).one("a", class_="pm-new-open")
    assert ("_blank", "noopener") == (link.attributes["target"], link.attributes["rel"])
    assert "Add the incident on GitHub (opens a new tab)" == link.text


def test_elsewhere_the_page_says_where_to_send_the_file() -> None:
    other = page(OTHER)
    assert [] == other.all("a", class_="pm-new-open")
    assert "https://code.example.org/example/postmortems" in [a.attributes["href"] for a in other.all("a")]
    assert "send it to whoever looks after this archive" in page(None).one("article").text


@pytest.mark.parametrize("repository", [GITHUB, GITLAB, OTHER, None])
def test_who_takes_the_file_along_learns_where_it_goes_how_it_is_checked_and_who_gets_it(
    repository: Repository | None,
) -> None:
    article = page(repository).one("article")
    assert "under the path above" in article.text
    assert ".venv/bin/postmortems check" in [code.text for code in article.all("code")]
    assert "../#first" in [a.attributes["href"] for a in article.all("a")]
    assert "whoever looks after this archive" in article.text


def test_without_scripts_the_page_says_that_the_form_needs_them() -> None:
    for repository, way in ((GITHUB, "open it in GitHub's editor, or copy it"), (None, "copy it")):
        told = page(repository).one("noscript").text
        assert "The form to fill in needs JavaScript" in told
        assert f"all the same: {way}" in told


@pytest.mark.parametrize(
    ("repository", "href"),
    [
        (GITHUB, "https://github.com/example/postmortems/edit/main/incidents/2025/2025-03-14-checkout-down.yaml"),
        (
            GITLAB,
            "https://gitlab.example.org/example/postmortems/-/edit/main/incidents/2025/2025-03-14-checkout-down.yaml",
        ),
        (OTHER, "../../contribute/"),
        (None, "../../contribute/"),
    ],
)
def test_a_report_leads_to_its_file_in_the_editor_or_to_the_guide(repository: Repository | None, href: str) -> None:
    of = archive(repository)
    foot = html.parse(report(of.incidents[0], of).sections[-1].html())
    (link,) = [a for a in foot.all("a") if "uggest a change" in a.text]
    assert href == link.attributes["href"]


def test_the_page_stands_in_the_navigation() -> None:
    made = new(archive(GITHUB))
    assert (PATH, None) == (made.path, made.parent)
