"""A real browser for the tests of this folder.

Without Chromium they are skipped, which the end of the run says aloud; with `CI=true` they fail.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m "not browser"` leaves them out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all tests."""
    executable = chromium.found(os.environ)
    if executable is None:
        if chromium.must_be_there(os.environ):
            pytest.fail(chromium.ABSENT, pytrace=False)
        pytest.skip(chromium.ABSENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.arguments())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a laptop's, in a context of its own; axe gets past the site's security policy."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name it has above
        """Say nothing."""


@pytest.fixture(scope="session")
def root(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site, below the folder that its configuration names."""
    above = tmp_path_factory.mktemp("served")
    (above / "postmortems").symlink_to(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(above)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/postmortems/"
    server.shutdown()
    server.server_close()
    thread.join()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that no browser took part, where one was asked for."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and chromium.ABSENT in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests skipped: {chromium.ABSENT}", red=True)
