"""Everybody can read it, as far as a program can tell: every kind of page, both schemes, laptop and phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = [
    "",
    "incidents/",
    "incidents/by-duration/",
    "incidents/by-impact/",
    "patterns/",
    "tasks/",
    "reports/",
    "reports/2020/",
    "services/",
    "services/ec2/",
    "tags/",
    "tags/regex/",
    "contribute/new/",
    "incidents/2023-10-20-results-day-login/",
    "incidents/2022-04-05-atlassian/",
]
GUIDE = [
    "",
    "new/",
    "fields/",
    "times/",
    "blameless/",
    "reviewing/",
    "life/",
    "vocabulary/",
    "rules/",
    "own/",
    "publishing/",
    "developing/",
]
MORE = ["about/numbers/", "data/", "404.html", *(f"contribute/{path}" for path in GUIDE)]


@pytest.fixture(params=[(width, scheme) for width in (1440, 360) for scheme in ("light", "dark")], ids=str)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a laptop or a phone, light or dark."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what every rule of axe finds, also those beyond WCAG: the rule and the element."""
    results = Axe().run(page).response
    assert results["passes"]
    return [(violation["id"], node["html"]) for violation in results["violations"] for node in violation["nodes"]]


def test_axe_finds_nothing_and_no_page_scrolls_sideways_or_calls_another_host(reader: Page, root: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    size = reader.viewport_size
    assert size is not None
    for path in PAGES:
        reader.goto(root + path)
        assert [] == violations(reader), path
        assert reader.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    assert [] == [url for url in asked if not url.startswith((root, "data:", "blob:"))]


@pytest.mark.parametrize("path", MORE)
def test_axe_finds_nothing_on_the_pages_that_explain_and_none_scrolls_sideways(
    page: Page, root: str, path: str
) -> None:
    page.goto(root + path)
    assert [] == violations(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert 360 == page.evaluate("document.documentElement.scrollWidth")


def test_axe_would_notice(page: Page, root: str) -> None:
    """The negative control: without the name we give the search dialog, axe objects."""
    page.goto(root)
    page.evaluate("document.querySelector('[role=dialog]').removeAttribute('aria-label')")
    assert "aria-dialog-name" in {rule for rule, _ in violations(page)}


def test_a_laptop_shows_what_an_executive_asks_without_scrolling(page: Page, root: str) -> None:
    for path in PAGES[-2:]:
        page.goto(root + path)
        for selector in ("h1", ".pm-dateline", ".pm-intro", ".pm-facts", ".pm-why"):
            box = page.locator(f"article {selector}").first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 900, (path, selector)
