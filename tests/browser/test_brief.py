"""The brief fits one sheet, whatever its report holds, and says the same without its font."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from postmortems.collection import Archive
from postmortems.model import Task, Withdrawal
from postmortems.pages.brief import brief
from postmortems.settings import Settings
from postmortems.shares import Count
from postmortems.vocabulary import Effect, Kind, Word
from tests.archives import ARCHIVE, ARCHIVES
from tests.building import entry, incident, share

SHEETS = ("A4", "Letter")


def sheets_of(page: Page, html: str, sheet: str) -> int:
    """Return on how many pages of a sheet a document is printed."""
    page.set_content(html)
    pdf: Any = page.pdf(format=sheet, prefer_css_page_size=False)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_report_fits_one_sheet(page: Page, sheet: str) -> None:
    found = {i.id: sheets_of(page, brief(i, one), sheet) for one in ARCHIVES for i in one.incidents}
    assert {} == {id_: number for id_, number in found.items() if number != 1}


def full(letter: str, *, withdrawn: bool) -> Archive:
    """Return an archive whose newest incident has every text as long as may be, in words of one letter."""
    word = letter * 7
    text = " ".join([word] * 2_000)
    told = incident(
        *[entry(kind, f"09:{15 + i}", label=f"{word} {word} {word}") for i, kind in enumerate(Kind)],
        id="2025-03-14-full",
        title=(f"{word} " * 20)[:100].strip(),
        organisation=(f"{word} " * 20)[:100].strip(),
        severity="critical",
        services={f"service-{i}": Effect.DOWN for i in range(30)},
        users_affected=share("70", of=f"{word} {word} {word} {word}"),
        tasks=tuple(Task(task=text[: 20 + 3 * n], due=date(2026, 1, 31)) for n in range(40)),
    )
    people = Count(900_000_000_000_000, Word.OVER)
    summary = replace(told.summary, impact=text, root_cause=text, users_count=people)
    told = replace(
        told, summary=summary, withdrawn=Withdrawal(on=date(2026, 1, 31), reason=text) if withdrawn else None
    )
    others = tuple(incident(id=f"2025-03-13-{i}", start="08:00", end=f"08:{i + 10}") for i in range(40))
    return Archive(incidents=(told, *others), settings=Settings(severities=("critical",)))


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_timeline_that_is_drawn_tall_takes_lines_from_the_texts(page: Page, sheet: str) -> None:
    """Days long, with a dozen entries in its first minutes: as many lines of labels as there may be."""
    kinds = [kind for kind in Kind for _ in range(2)]
    text = "The login outage " * 80
    told = incident(
        *[
            entry(kind, f"09:{12 + i}", label=f"The login outage, step {i} of the story")
            for i, kind in enumerate(kinds)
        ],
        start="09:12",
        end="2025-03-30 23:59",
        title="The login outage that went on for weeks " * 2,
    )
    tasks = tuple(Task(task=text, due=date(2026, 1, 31)) for _ in range(9))
    people = Count(900_000_000_000_000, Word.OVER)
    told = replace(told, tasks=tasks, summary=replace(told.summary, impact=text, root_cause=text, users_count=people))
    others = tuple(incident(id=f"2025-03-13-{i}", start="08:00", end=f"08:{i + 10}") for i in range(40))
    archive = Archive(incidents=(told, *others), settings=Settings(severities=("critical",)))
    html = str(brief(told, archive))
    guard = "max-height: 99.5vh; overflow: hidden;"
    assert guard in html
    assert 1 == sheets_of(page, html.replace(guard, ""), sheet)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("letter", ["W", "i", "語"])
@pytest.mark.parametrize("withdrawn", [False, True], ids=["standing", "withdrawn"])
def test_an_incident_with_every_text_at_its_limit_fits_one_sheet(
    page: Page, sheet: str, letter: str, withdrawn: bool
) -> None:
    archive = full(letter, withdrawn=withdrawn)
    html = brief(archive.incidents[0], archive)
    assert 1 == sheets_of(page, html, sheet)
    assert "more in the report" in html


def test_it_would_be_noticed_if_one_did_not_fit(page: Page) -> None:
    longer = str(brief(ARCHIVE.incidents[0], ARCHIVE)).replace("</main>", "</main>" + "<p>more</p>" * 40)
    assert 2 == sheets_of(page, longer, "A4")


def test_it_runs_no_script_and_asks_for_nothing_but_the_font_and_the_mark(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}incidents/{ARCHIVE.incidents[0].id}/brief/")
    page.evaluate("document.fonts.ready")
    assert 0 == page.locator("script:not([type='application/ld+json'])").count()
    assert {"inter-latin.woff2", "icon.svg", "brief"} >= {Path(url.rstrip("/")).name for url in asked}


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_it_reads_at_every_width(page: Page, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{root}incidents/{ARCHIVE.incidents[0].id}/brief/")
    assert width >= page.evaluate("document.documentElement.scrollWidth")
