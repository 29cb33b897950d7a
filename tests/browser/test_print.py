"""What belongs together stays on one page of paper: a timeline wherever it begins, and the report for a period."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page

from postmortems.collection import Archive
from postmortems.model import Task, Withdrawal
from postmortems.pages.period import review
from postmortems.periods import Period
from postmortems.settings import Settings
from postmortems.vocabulary import Detector, Kind, Word
from tests.browser.diagrams import EXTREMES, document_of
from tests.building import entry, incident, share

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


def sheets_of(page: Page, paper: str) -> int:
    """Return how many pages of paper a page takes."""
    page.evaluate("document.fonts.ready")
    return len(re.findall(rb"/Type /Page\b", page.pdf(format=paper, prefer_css_page_size=False)))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["", "2020/", "2021-q4/", "2019-q3/", "2011/", "2014-q3/"])
def test_a_report_for_a_period_is_one_sheet(page: Page, root: str, path: str, paper: str) -> None:
    """The largest year, the quarters with most to say, the first year, an empty quarter, and the overview."""
    page.goto(f"{root}reports/{path}")
    assert 1 == sheets_of(page, paper)


LUCK = Random(7)
TEXT = "Everybody who had been waiting was told to wait a little longer. " * 4
DUE = tuple(Task(task=TEXT[:270], owner="Infrastructure and operations", due=date(2026, 1, day)) for day in range(1, 9))
UNDATED = tuple(Task(task=TEXT[:n]) for n in range(20, 280, 20))


def crowded(number: int, tasks: tuple[Task, ...], title: str) -> Archive:
    """Return an archive of 15 years up to 2025 with so many incidents each, of all severities."""
    return Archive(
        incidents=tuple(
            incident(
                entry(Kind.DETECTED, by=LUCK.choice(list(Detector))),
                id=f"{year}-03-14-{place}",
                title=title,
                organisation=f"Organisation of some size {place}",
                start=f"{year}-03-14 00:00",
                end=f"{year}-03-{14 + place % 9} {place % 24:02}:{LUCK.randrange(1, 60):02}:07",
                severity=f"severity-{place % 5}",
                users_affected=share("12.5", Word.ABOUT, "requests from browsers") if place % 2 else share(None),
                tasks=tasks,
                withdrawn=Withdrawal(on=date(2026, 1, 31), reason="No.") if place == 1 else None,
            )
            for year in range(2025, 2010, -1)
            for place in range(number)
        ),
        settings=Settings(severities=tuple(f"severity-{i}" for i in range(5))),
        today=date(2026, 2, 1),
    )


@pytest.mark.parametrize(
    "title", ["W" * 9 + " mm" * 30, "Login and checkout are down for everybody " * 2], ids=["wide", "words"]
)
@pytest.mark.parametrize("tasks", [UNDATED, (*DUE, *UNDATED)], ids=["undated", "due"])
@pytest.mark.parametrize("number", [2, 40])
def test_it_is_one_sheet_whatever_the_period_holds(
    page: Page, root: str, number: int, tasks: tuple[Task, ...], title: str
) -> None:
    told = review(Period(2025), crowded(number, tasks, title.strip()))
    page.goto(f"{root}reports/2020/")
    html = "".join(section.html() for section in told.sections)
    page.evaluate("html => { document.querySelector('article').innerHTML = html }", html)
    assert [1, 1] == [sheets_of(page, paper) for paper in ("A4", "Letter")]


def test_it_would_be_noticed_if_a_sheet_did_not_hold_all(page: Page, root: str) -> None:
    page.goto(f"{root}reports/2020/")
    page.add_style_tag(content=".pm-sheet ~ .pm-index td { padding: 40px !important }")
    assert 2 == sheets_of(page, "Letter")


def test_paper_says_what_it_leaves_out_and_where_it_is_from(page: Page, root: str) -> None:
    page.goto(f"{root}reports/2020/")
    rows = page.locator(".pm-listing tbody tr")
    left_out = page.get_by_text(re.compile("^…and [0-9]+ more open tasks, none of them overdue"))
    origin = page.get_by_text("https://example.org/postmortems/reports/2020/")
    assert rows.count() == rows.filter(visible=True).count()
    assert not left_out.is_visible()
    assert not origin.is_visible()
    page.emulate_media(media="print")
    hidden = rows.count() - rows.filter(visible=True).count()
    assert 0 < hidden < rows.count()
    assert f"…and {hidden} more open tasks" in left_out.inner_text()
    assert "Postmortem Archive" in origin.inner_text()
    page.goto(f"{root}reports/2014-q3/")
    assert page.get_by_text("https://example.org/postmortems/reports/2014-q3/").is_visible()
