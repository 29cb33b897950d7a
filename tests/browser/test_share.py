"""What a report offers to whoever passes it on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.archives import ARCHIVE

INCIDENT = ARCHIVE.incidents[0]
ADDRESS = f"incidents/{INCIDENT.id}/"


def test_link_and_summary_are_copied_by_keyboard_and_it_says_so(browser: Browser, root: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(root + ADDRESS)
    page.locator(".pm-share summary").press("Enter")
    for name, start in (("link", "https://example.org/postmortems/"), ("summary", INCIDENT.title)):
        page.get_by_role("button", name=f"Copy the {name}").press("Enter")
        expect(page.locator(".pm-share output")).to_have_text(f"{name} copied")
        assert page.evaluate("navigator.clipboard.readText()").startswith(start)
    context.close()


def test_where_the_clipboard_is_closed_the_text_is_selected(page: Page, root: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(root + ADDRESS)
    page.locator(".pm-share summary").click()
    page.get_by_role("button", name="Copy the summary").click()
    expect(page.locator(".pm-share output")).to_contain_text("selected")
    assert page.evaluate("document.getSelection().toString()").startswith(INCIDENT.title)


def test_without_scripts_the_text_is_there_to_select(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + ADDRESS)
    page.locator(".pm-share summary").click()
    assert page.locator(".pm-share textarea").is_visible()
    assert 0 == page.locator(".pm-share button").count()
    page.locator(".pm-share summary").click()
    page.get_by_role("link", name="Brief, one page").click()
    assert page.url.endswith("/brief/")
    context.close()


def test_it_closes_on_escape_and_on_a_press_beside_it(page: Page, root: str) -> None:
    page.goto(root + ADDRESS)
    summary = page.locator(".pm-share summary")
    details = page.locator(".pm-share details")
    summary.press("Enter")
    page.keyboard.press("Escape")
    expect(details).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.press("Enter")
    expect(details).to_have_attribute("open", "")
    page.locator("h1").click()
    expect(details).not_to_have_attribute("open", "")


@pytest.mark.parametrize(("is_touched", "least"), [(False, 24), (True, 44)])
def test_what_is_pressed_is_as_high_as_a_finger_needs_it(
    browser: Browser, root: str, is_touched: bool, least: int
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=is_touched, is_mobile=is_touched)
    page = context.new_page()
    page.goto(root + ADDRESS)
    page.locator(".pm-share summary").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    targets = page.locator(".pm-share :is(a, summary, button, input)")
    boxes = [target.bounding_box() for target in targets.all()]
    assert 9 == len(boxes)
    assert all(box and box["height"] >= least and box["width"] >= 24 for box in boxes), boxes
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
