"""WCAG 2.2, levels A and AA, as far as a program can tell: every kind of page, both schemes, laptop and phone."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = [
    "",
    "incidents/",
    "incidents/by-duration/",
    "incidents/by-impact/",
    "incidents/2023-10-20-results-day-login/",
    "incidents/2022-04-05-atlassian/",
    "about/numbers/",
    "contribute/",
    "404.html",
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name it has above
        """Say nothing."""


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    """The address of the built site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=[(width, scheme) for width in (1440, 360) for scheme in ("light", "dark")], ids=str)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a laptop or a phone, light or dark."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(reader: Page, root: str, path: str) -> None:
    reader.goto(root + path)
    results = Axe().run(reader, options=RULES).response
    assert results["passes"]
    assert [] == [(v["id"], node["html"]) for v in results["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_or_calls_another_host(reader: Page, root: str, path: str) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(root + path, wait_until="networkidle")
    size = reader.viewport_size
    assert size is not None
    assert reader.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert [] == [url for url in asked if not url.startswith((root, "data:", "blob:"))]


def test_axe_would_notice(page: Page, root: str) -> None:
    """The negative control: without the name we give the search dialog, axe objects."""
    page.goto(root)
    page.evaluate("document.querySelector('[role=dialog]').removeAttribute('aria-label')")
    assert "aria-dialog-name" in {v["id"] for v in Axe().run(page, options=RULES).response["violations"]}


def test_a_laptop_shows_what_an_executive_asks_without_scrolling(page: Page, root: str) -> None:
    for path in PAGES:
        if path.count("/") == 2 and "by-" not in path and path.startswith("incidents/"):
            page.goto(root + path)
            for selector in ("h1", ".pm-dateline", ".pm-intro", ".pm-facts", ".pm-why"):
                box = page.locator(f"article {selector}").first.bounding_box()
                assert box is not None
                assert box["y"] + box["height"] <= 900, (path, selector)
