"""A link to a former address of a report arrives, at the very entry it was made for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from postmortems.collection import Archive
from postmortems.pages.files import files
from tests.archives import ARCHIVE
from tests.building import incident

INCIDENT = ARCHIVE.incidents[0]
FORMER = "incidents/2020-01-01-former/"
MOVED = incident(id=INCIDENT.id, aliases=("2020-01-01-former",))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("below", ["", "brief/"])
def test_a_former_address_leads_to_the_report_and_where_scripts_run_to_its_entry(
    browser: Browser, root: str, below: str, *, scripts: bool
) -> None:
    (body,) = (
        str(file.make()) for file in files(Archive(incidents=(MOVED,))) if file.path == f"{FORMER}{below}index.html"
    )
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.route(f"**/{FORMER}{below}", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{root}{FORMER}{below}#timeline", wait_until="commit")
    entry = "#timeline" if scripts else ""
    expect(page).to_have_url(re.compile(f"/postmortems/incidents/{INCIDENT.id}/{below}{entry}$"))
    context.close()
