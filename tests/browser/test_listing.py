"""What the script makes of a table: filters, an order by any column, and both in the address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from postmortems.loading import load
from postmortems.settings import find_project
from tests.project import ROOT

ARCHIVE = load(find_project(ROOT)).archive


def titles(page: Page) -> list[str]:
    return page.locator(".pm-index tbody tr:not([hidden]) td > a").all_text_contents()


def query(page: Page) -> str:
    return urlsplit(page.url).query


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f".pm-filter [name={name}]").select_option(value)


def shown(page: Page) -> str:
    return page.locator(".pm-filter output").inner_text()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("service", "ec2", [i.title for i in ARCHIVE.by_service["ec2"]]),
        ("tag", "regex", [i.title for i in ARCHIVE.by_tag["regex"]]),
        ("severity", "critical", [i.title for i in ARCHIVE.incidents if i.severity == "critical"]),
        ("organisation", "Cloudflare", [i.title for i in ARCHIVE.incidents if i.organisation == "Cloudflare"]),
        ("year", "2021", [i.title for i in ARCHIVE.incidents if i.id.startswith("2021")]),
        ("by", "customer", [i.title for i in ARCHIVE.incidents if i.noticed_by == "customer"]),
    ],
)
def test_a_filter_shows_what_it_says_and_nothing_else(
    page: Page, root: str, name: str, value: str, expected: list[str]
) -> None:
    page.goto(root + "incidents/")
    choose(page, name, value)
    assert expected == titles(page)
    assert f"{len(expected)} of {len(ARCHIVE.incidents)} shown" == shown(page)
    assert f"{name}={value}" == query(page)


def test_words_are_found_in_any_order_and_whatever_their_case(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    page.locator("[name=words]").fill("REGEX cloud")
    assert ["Websites behind Cloudflare show error pages worldwide for 27 minutes"] == titles(page)
    assert "words=REGEX+cloud" == query(page)


def test_an_address_brings_a_view_back(page: Page, root: str) -> None:
    page.goto(root + "incidents/?organisation=Cloudflare&sort=-duration")
    expected = [i.title for i in ARCHIVE.by_duration if i.organisation == "Cloudflare"]
    assert expected == titles(page)
    assert "Cloudflare" == page.locator("[name=organisation]").input_value()


def test_what_an_address_names_and_is_not_there_is_passed_over(page: Page, root: str) -> None:
    page.goto(root + "incidents/?organisation=Nobody&sort=colour&what=ever&words=")
    assert len(ARCHIVE.incidents) == len(titles(page))
    assert "what=ever" == query(page)


def test_a_press_on_a_head_orders_by_it_and_another_turns_it_round(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    head = page.locator("th[data-sort=duration]")
    head.get_by_role("button").press("Enter")
    assert [i.title for i in ARCHIVE.by_duration] == titles(page)
    assert "descending" == head.get_attribute("aria-sort")
    head.get_by_role("button").press("Enter")
    assert [i.title for i in sorted(ARCHIVE.incidents, key=lambda i: i.duration.seconds or 0)] == titles(page)
    assert "ascending" == head.get_attribute("aria-sort")
    assert None is page.locator("th[data-sort=date]").get_attribute("aria-sort")
    assert "sort=duration" == query(page)


@pytest.mark.parametrize("sort", ["share", "-share"])
def test_what_is_unknown_comes_last_whichever_way_the_rest_runs(page: Page, root: str, sort: str) -> None:
    page.goto(root + f"incidents/?sort={sort}")
    shares = page.locator(".pm-index tbody tr td:last-child b").all_text_contents()
    known = [text for text in shares if text != "unknown"]
    assert known
    assert known == shares[: len(known)]


@pytest.mark.parametrize("key", ["date", "title", "duration", "noticed", "share"])
def test_every_column_sorts_without_losing_a_row(page: Page, root: str, key: str) -> None:
    page.goto(root + f"incidents/?sort={key}")
    rising = titles(page)
    assert {i.title for i in ARCHIVE.incidents} == set(rising)
    assert "ascending" == page.locator(f"th[data-sort={key}]").get_attribute("aria-sort")


def test_nothing_found_says_so_and_offers_the_way_back(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    page.locator("[name=words]").fill("no such word anywhere")
    assert [] == titles(page)
    page.locator(".pm-none button").click()
    expect(page.locator(".pm-none")).to_be_hidden()
    assert len(ARCHIVE.incidents) == len(titles(page))
    assert "" == query(page)


def test_the_other_orders_take_the_filters_along(page: Page, root: str) -> None:
    page.goto(root + "incidents/?tag=regex&sort=title")
    page.locator(".pm-others").get_by_role("link", name="by duration").click()
    assert "tag=regex" == query(page)
    assert [i.title for i in ARCHIVE.by_duration if "regex" in i.tags] == titles(page)


def test_tasks_are_filtered_by_the_service_of_their_incident(page: Page, root: str) -> None:
    page.goto(root + "tasks/")
    choose(page, "service", "ec2")
    number = sum(task.is_open for i in ARCHIVE.by_service["ec2"] for task in i.tasks)
    assert number == page.locator(".pm-listing tbody tr:not([hidden])").count()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_table_is_complete_and_nothing_offers_what_it_cannot_do(plain: Page, root: str) -> None:
    plain.goto(root + "incidents/by-duration/")
    assert [i.title for i in ARCHIVE.by_duration] == titles(plain)
    assert not plain.locator(".pm-filter").is_visible()
    assert 0 == plain.locator(".pm-order").count()


def test_on_a_phone_the_filters_fold_away_and_the_order_is_a_choice(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(root + "incidents/")
    assert not page.locator("[name=sort]").is_visible()
    page.get_by_role("button", name="Filters and order").click()
    choose(page, "sort", "-duration")
    assert [i.title for i in ARCHIVE.by_duration] == titles(page)
