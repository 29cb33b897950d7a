"""The form that fills the commented file in."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from postmortems.reading.incident import read
from postmortems.repositories import MAX_ADDRESS
from tests.archives import ARCHIVE, PROJECT

TITLE = 'Results day: "nobody" can log in # at \\ all'


@pytest.fixture
def form(page: Page, root: str) -> Page:
    page.goto(f"{root}contribute/new/")
    return page


def fill(page: Page) -> None:
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Start").fill("2023-10-20 20:00")
    page.get_by_label("End").fill("~2023-10-20 22:00")
    page.get_by_label("Time zone").fill("Africa/Nairobi")
    page.get_by_label("Share of users").fill("~50% of requests")
    page.get_by_label("Service", exact=True).fill("login")
    page.get_by_role("button", name="Another service").click()
    page.get_by_label("Service", exact=True).nth(1).fill("results-pages")
    page.get_by_label("What happened to it").nth(1).select_option("slow")


def text(page: Page) -> str:
    return page.locator(".pm-new-file code").text_content() or ""


def href(page: Page) -> str:
    return page.locator(".pm-new-open").get_attribute("href") or ""


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(href(page)).query)


def test_what_is_typed_stands_in_the_file_and_the_rest_is_left_to_do(form: Page) -> None:
    before = text(form)
    fill(form)
    path = form.locator(".pm-new-name").text_content() or ""
    assert "incidents/2023/2023-10-20-results-day-nobody-can-log-in-at-all.yaml" == path
    reading = read(text(form).encode(), path=path, id_=Path(path).stem, settings=PROJECT.settings)
    assert {"todo"} == {problem.code for problem in reading.problems}
    for line in ("start: 2023-10-20 20:00", "timezone: Africa/Nairobi", "results-pages: slow", "login: down"):
        assert line in text(form)
    assert len(before.splitlines()) + 1 == len(text(form).splitlines())


def test_the_link_holds_the_file_as_it_is_shown(form: Page) -> None:
    fill(form)
    assert [text(form)] == asked(form)["value"]
    assert [form.locator(".pm-new-name").text_content()] == asked(form)["filename"]
    assert href(form).startswith("https://github.com/example/postmortems/new/main?")


def test_an_address_that_would_be_too_long_leaves_the_comments_out_then_the_file(form: Page) -> None:
    form.evaluate("document.querySelector('.pm-new-open').dataset.most = 3000")
    fill(form)
    (short,) = asked(form)["value"]
    assert len(href(form)) <= 3000 < MAX_ADDRESS
    assert short.startswith("# yaml-language-server")
    assert "measures:" in short
    assert "# What" not in short
    form.evaluate("document.querySelector('.pm-new-open').dataset.most = 500")
    form.get_by_label("Title").fill("x")
    assert {"filename"} == asked(form).keys()


def test_a_value_of_another_form_is_named_and_stays_out_of_the_file(form: Page) -> None:
    start = form.get_by_label("Start")
    start.fill("2023-10-20T20:00")
    expect(start).not_to_have_attribute("aria-invalid", "true")
    start.blur()
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(start).to_have_accessible_description("Write it like this: 2023-10-20 20:00, or ~2023-10-20 20:00")
    assert "start: TODO" in text(form)
    start.fill("2023-10-20 20:00")
    expect(start).not_to_have_attribute("aria-invalid", "true")
    assert "start: 2023-10-20 20:00" in text(form)


def test_no_pattern_is_one_that_the_browser_cannot_read(form: Page) -> None:
    for name, value in (("end", "20:00"), ("timezone", "EAT"), ("share", "all"), ("slug", "A b"), ("service", "A b")):
        control = form.locator(f".pm-new [name={name}]")
        control.fill(value)
        control.blur()
        expect(control).to_have_attribute("aria-invalid", "true")


def test_the_file_is_copied_and_saved_under_its_name(browser: Browser, root: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{root}contribute/new/")
    fill(page)
    page.get_by_role("button", name="Copy the file").press("Enter")
    expect(page.locator(".pm-new-ways output")).to_have_text("copied")
    assert text(page) == page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download it").click()
    assert "2023-10-20-results-day-nobody-can-log-in-at-all.yaml" == saved.value.suggested_filename
    assert text(page) == saved.value.path().read_text("utf-8")
    context.close()


def test_without_scripts_the_file_is_there_and_the_link_holds_it(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}contribute/new/")
    assert not page.locator(".pm-new").is_visible()
    assert not page.get_by_role("button", name="Copy the file").is_visible()
    assert [text(page)] == asked(page)["value"]
    context.close()


def test_services_that_other_reports_name_are_offered(form: Page) -> None:
    offered = form.locator("#new-services option").all_text_contents()
    assert list(ARCHIVE.by_service) == offered
