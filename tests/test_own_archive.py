"""The archive of this repository, whatever is in it: what has to hold before it is published.

These tests name no incident and no word of the organisation, so they hold for an archive of one's own and for an empty
one.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from postmortems import reporting
from postmortems.data.schema import address, schema
from postmortems.data.tables import dumped
from postmortems.loading import load
from tests import html
from tests.archives import OWN
from tests.project import ROOT

LOADED = load(OWN)


def test_no_incident_has_a_problem() -> None:
    assert "" == reporting.as_text(LOADED.problems)


def test_every_report_has_its_page_and_leads_to_pages_that_are_there(own_site: Path) -> None:
    names = {one.id for one in LOADED.archive.incidents}
    assert names <= {path.name for path in (own_site / "incidents").iterdir()}
    for path in ("", "incidents/", "tasks/", "reports/", *(f"incidents/{name}/" for name in names)):
        for a in html.parse((own_site / path / "index.html").read_text("utf-8")).one("article").all("a"):
            there = urljoin(f"https://x.invalid/{path}", a.attributes.get("href", "")).partition("#")[0]
            if there.startswith("https://x.invalid/") and there.endswith("/"):
                assert (own_site / there.removeprefix("https://x.invalid/") / "index.html").is_file(), (path, there)


def test_the_schema_that_editors_read_is_that_of_its_settings() -> None:
    expected = dumped(schema(OWN.settings, address(OWN.site)))
    assert expected == (ROOT / "schema" / "incident.json").read_text("utf-8"), "write it anew: make schema"
