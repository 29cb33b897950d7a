"""What belongs together stays on one page of paper: a timeline wherever it begins, and the report for a period."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.diagrams import EXTREMES, document_of

TOGETHER = {
    "heading to first panel": ("h2", ".pm-mid > .pm-panel"),
    "flags with their scale": (".pm-mid > .pm-panel", ".pm-mid > .pm-continued:last-child"),
    "strip A with its cone": (".pm-mid .pm-enlarged:nth-child(2) .pm-cone", ".pm-mid .pm-enlarged:nth-child(2)"),
    "strip B with its cone": (".pm-mid .pm-enlarged:nth-child(4) .pm-cone", ".pm-mid .pm-enlarged:nth-child(4)"),
    "strip C with its cone": (".pm-mid .pm-enlarged:nth-child(6) .pm-cone", ".pm-mid .pm-enlarged:nth-child(6)"),
    "legend to caption": (".pm-legend", "figcaption"),
}
"""What may not be parted: where it begins, and what it ends with; paper is as wide as the mid layout."""

MARKED = """
together => {
  const mark = (element, place, name, shift) => {
    const link = document.createElement("a");
    link.href = "https://mark.example/" + encodeURIComponent(name);
    link.style = `position:absolute;display:block;width:9px;height:4px;margin-top:${shift}px`;
    element[place](link);
  };
  for (const [name, [first, last]] of Object.entries(together)) {
    mark(document.querySelector(first), "prepend", name, 1);
    mark(document.querySelector(last), "append", name, -5);
  }
}
"""
"""Puts a link at the first and the last line of each: on which page a link lies can be read from a PDF."""


def pages_of_links(pdf: bytes) -> dict[str, list[int]]:
    """Return for each address the numbers of the objects that are the pages its links lie on, in order.

    As Chromium writes it: pages and links are plain objects, only what is drawn is packed.
    """
    objects = dict(re.findall(rb"(?m)^(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL))
    found: dict[str, list[int]] = {}
    for number, page in objects.items():
        if not re.search(rb"/Type /Page\b", page):
            continue
        links = re.search(rb"/Annots \[(.*?)\]", page, re.DOTALL)
        for link in re.findall(rb"(\d+) 0 R", links[1]) if links else ():
            if address := re.search(rb"/URI \((.*?)\)", objects[link], re.DOTALL):
                found.setdefault(address[1].decode(), []).append(int(number))
    return found


@pytest.mark.parametrize("above", range(0, 1000, 100))
def test_no_page_break_parts_what_belongs_together(page: Page, tmp_path: Path, above: int) -> None:
    file = tmp_path / "timeline.html"
    told = document_of([EXTREMES["three runs"]])
    file.write_text(told.replace("<section", f'<p style="height:{above}px"></p><h2>Timeline</h2><section'), "utf-8")
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    page.evaluate(MARKED, TOGETHER)
    found = pages_of_links(page.pdf(format="A4"))
    marks = {name: found[f"https://mark.example/{name.replace(' ', '%20')}"] for name in TOGETHER}
    assert dict.fromkeys(TOGETHER, (2, 1)) == {name: (len(on), len(set(on))) for name, on in marks.items()}


@pytest.mark.parametrize("path", ["reports/2020/", "reports/2021-q4/", "reports/2014-q3/"])
def test_a_period_of_a_handful_of_incidents_is_one_sheet(page: Page, root: str, path: str) -> None:
    page.goto(root + path)
    page.evaluate("document.fonts.ready")
    assert 1 == len(re.findall(rb"/Type /Page\b", page.pdf(format="A4")))


def test_paper_leaves_out_tasks_that_name_no_day_and_says_so(page: Page, root: str) -> None:
    page.goto(f"{root}reports/2020/")
    rows = page.locator(".pm-listing tbody tr")
    note = page.get_by_text("Those without a day are listed on the site alone.")
    assert rows.count() == rows.filter(visible=True).count()
    assert not note.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".pm-listing [data-day]").count() == rows.filter(visible=True).count() < rows.count()
    assert note.is_visible()
