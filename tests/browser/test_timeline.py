"""Every diagram, at every width, in a real browser: nothing covers anything, nothing is cut off.

A small fixed set runs always; `make sweep` draws many more.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from postmortems.figures import labels, text_width
from postmortems.figures.timeline import layout
from postmortems.model import Incident
from postmortems.vocabulary import Kind, Phase
from tests.archives import INCIDENTS
from tests.browser.diagrams import EXTREMES, LIGHTING, document_of, faults, made_up
from tests.building import entry, incident

WIDTHS = (288, 320, 390, 576, 720, 876, 1024, 1440)
"""Pixels of the window; the figure is 16 less, and so at the smallest width of each layout once."""
SPACED_WIDTHS = (288, 576, 876, 1440)
"""Where each text may be as wide as its reader wants it; nothing but the smallest widths could show what that moves."""
RANDOM = int(os.environ.get("POSTMORTEMS_SWEEP", "60"))
"""How many made-up incidents are drawn."""


def shown(browser_page: Page, tmp_path: Path, document: str) -> Page:
    file = tmp_path / "timelines.html"
    file.write_text(document, "utf-8")
    browser_page.goto(file.as_uri())
    return browser_page


def all_faults(browser_page: Page, tmp_path: Path, incidents: Sequence[Incident]) -> list[str]:
    """Return what is wrong with incidents at every width, also with the text spacing of a reader."""
    shown(browser_page, tmp_path, document_of(incidents))
    found = []
    for width, spaced in [*((width, False) for width in WIDTHS), *((width, True) for width in SPACED_WIDTHS)]:
        drawn, wrong = faults(browser_page, width, spaced=spaced)
        assert len(incidents) == drawn
        found += [f"{width}{' spaced' * spaced} | {fault}" for fault in wrong]
    return found


def test_every_report_reads(page: Page, tmp_path: Path) -> None:
    assert [] == all_faults(page, tmp_path, INCIDENTS)


def test_extremes_still_read(page: Page, tmp_path: Path) -> None:
    assert [] == all_faults(page, tmp_path, list(EXTREMES.values()))


@pytest.mark.parametrize("first", range(0, RANDOM, 20))
def test_made_up_incidents_read(page: Page, tmp_path: Path, first: int) -> None:
    assert [] == all_faults(page, tmp_path, [made_up(seed) for seed in range(first, min(first + 20, RANDOM))])


def test_made_up_incidents_are_of_every_sort() -> None:
    incidents = [made_up(seed) for seed in range(60)]
    drawn = [layout(one) for one in incidents]
    assert {0, 1, 2, 3} == {len(one.wide.strips) for one in drawn}
    assert {(a, b) for a in (False, True) for b in (False, True)} == {
        (one.wide.panel.axis.before is not None, one.wide.panel.axis.after is not None) for one in drawn
    }
    assert {True, False} == {one.summary.start.offset() != one.summary.end.offset() for one in incidents}
    assert any(pin.is_pill for one in drawn for pin in one.mid.panel.pins)
    assert any(one.narrow.dots for one in drawn)
    assert min(len(one.timeline) for one in incidents) <= 4
    assert max(len(one.timeline) for one in incidents) >= 50


def test_widths_measured_too_small_are_found(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the check must see what it is for."""
    honest = text_width.text_width

    def too_small(text: str, size: float, weight: int, *, tabular: bool = False) -> float:
        return honest(text, size, weight, tabular=tabular) * 0.7

    monkeypatch.setattr(labels, "text_width", too_small)
    incidents = [made_up(seed) for seed in range(20)]
    shown(page, tmp_path, document_of(incidents))
    _, found = faults(page, 576)
    assert any("squeezed" in fault for fault in found)
    page.evaluate("document.querySelectorAll('text').forEach(t => t.removeAttribute('textLength'))")
    _, found = faults(page, 576)
    assert any("stem through text" in fault for fault in found)
    assert any("outside the frame" in fault for fault in found)
    assert any("overlap" in fault for fault in found)


def test_a_pin_and_its_row_light_each_other(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, document_of([EXTREMES["one minute long"]]))
    page.add_style_tag(path=LIGHTING)
    row, pin = page.locator(".pm-r-2"), page.locator(".pm-wide .pm-n-2")
    background = "e => getComputedStyle(e).backgroundColor"
    dark = row.evaluate(background)
    pin.hover()
    assert dark != row.evaluate(background)
    page.mouse.move(0, 0)
    assert dark == row.evaluate(background)
    pin.click()
    assert page.url.endswith("#" + str(row.get_attribute("id")))
    page.mouse.move(0, 0)
    assert "none" != pin.locator(".pm-hit").evaluate("e => getComputedStyle(e).stroke")
    assert dark != row.evaluate(background)


def test_the_focus_inside_a_row_lights_its_pin(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, document_of([EXTREMES["one minute long"]]))
    page.add_style_tag(path=LIGHTING)
    pin = page.locator(".pm-wide .pm-n-2 .pm-hit")
    dark = pin.evaluate("e => getComputedStyle(e).fill")
    page.locator(".pm-r-2 .pm-self").focus()
    assert dark != pin.evaluate("e => getComputedStyle(e).fill")


LINK = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "var(--pm-link)";
  return getComputedStyle(probe).color;
}"""
"""The colour of links, whatever the palette says."""


@pytest.mark.parametrize(("width", "layout"), [(360, "narrow"), (700, "mid"), (1440, "wide")])
def test_the_number_of_a_row_leads_to_a_lit_pin_or_dot_in_view(
    page: Page, tmp_path: Path, width: int, layout: str
) -> None:
    """On a phone, where the rail is longer than the window, that very entry is in view; else the whole diagram is."""
    shown(page, tmp_path, document_of([EXTREMES["three runs"]]).replace("<section", '<section style="margin:99em 0"'))
    page.add_style_tag(path=LIGHTING)
    page.set_viewport_size({"width": width, "height": 700})
    header, link = 72, page.evaluate(LINK)
    for told in EXTREMES["three runs"].timeline:
        page.locator(f".pm-r-{told.number} .pm-pin").evaluate("link => link.click()")
        pins = page.locator(f".pm-{layout} .pm-n-{told.number}")
        assert {link} == {pin.locator(".pm-hit").evaluate("e => getComputedStyle(e).stroke") for pin in pins.all()}
        shown_at = (pins if layout == "narrow" else page.locator(f".pm-{layout}")).evaluate(
            "e => e.getBoundingClientRect().top"
        )
        assert header < shown_at < 350, told.number


PAINTED = """
() => {
  const of = colour => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = colour;
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const chosen = new Map(["Canvas", "CanvasText", "LinkText"].map(name => [of(name), name]));
  const paints = new Set();
  for (const mark of document.querySelectorAll(".pm-timeline :is(rect, circle, line, path, polygon, text)")) {
    const style = getComputedStyle(mark);
    for (const paint of [style.fill, style.stroke]) paints.add(chosen.get(paint) || paint);
  }
  return [...paints].filter(paint => !/^(none|url.*|rgba\\(0, 0, 0, 0\\))$/.test(paint)).sort();
}
"""
"""Every colour that the diagrams of a page are painted with, those of the reader by their names."""


LOOK = """
selector => [...new Set([...document.querySelectorAll(selector)].filter(e => e.getClientRects().length).map(e => {
  const style = getComputedStyle(e), edge = getComputedStyle(e, "::before");
  const beside = [edge.backgroundImage, edge.borderRightStyle];
  return [style.fill, style.stroke, style.borderTopStyle, style.backgroundImage, ...beside].join();
}))].sort().join("; ")
"""
"""How the marks that are shown are painted."""


def test_where_the_reader_chose_the_colours_no_other_is_painted(page: Page, tmp_path: Path) -> None:
    page.emulate_media(forced_colors="active")
    shown(page, tmp_path, document_of(list(EXTREMES.values())))
    assert ["Canvas", "CanvasText"] == page.evaluate(PAINTED)


@pytest.mark.parametrize("width", [360, 1440])
def test_phases_differ_also_where_the_reader_chose_the_colours(page: Page, tmp_path: Path, width: int) -> None:
    """By the line at their edge and by their pattern, in the ribbon, on the rail, in the key and beside the list."""
    page.emulate_media(forced_colors="active")
    shown(page, tmp_path, document_of([EXTREMES["every phase, and before and after"], EXTREMES["a phase not known"]]))
    page.set_viewport_size({"width": width, "height": 900})
    for parts in (".pm-drawing :is(.pm-edge.pm-{0}, .pm-pattern-{0})", ".pm-swatch.pm-{}", ".pm-entry.pm-in-{}"):
        looks = {phase: page.evaluate(LOOK, parts.format(phase)) for phase in Phase}
        assert len(Phase) == len({look for look in looks.values() if look}), (parts, looks)


def test_where_grounds_are_gone_a_lit_row_has_an_outline_and_nothing_is_said_to_be_shaded(
    page: Page, tmp_path: Path
) -> None:
    shown(page, tmp_path, document_of([EXTREMES["three runs"]]))
    page.add_style_tag(path=LIGHTING)
    outline, shaded = "e => getComputedStyle(e).outlineStyle", page.locator(".pm-shaded")
    page.locator(".pm-wide .pm-n-9 .pm-hit").hover()
    assert ("none", True) == (page.locator(".pm-r-9").evaluate(outline), shaded.is_visible())
    page.emulate_media(forced_colors="active")
    assert ("solid", False) == (page.locator(".pm-r-9").evaluate(outline), shaded.is_visible())
    assert ("none", "solid") == tuple(
        page.locator(place).first.evaluate(outline) for place in (".pm-r-10", ".pm-wide .pm-strip")
    )


SEVERAL_DAYS = incident(
    entry(Kind.DETECTED, "2025-10-20 09:20:31", label="Alert"),
    entry(Kind.NOTE, label="Sometime"),
    entry(Kind.RESOLVED, "2025-10-22 22:54", label="Good"),
    start="2025-10-19 23:00",
    end="2025-10-22 22:54",
)


@pytest.mark.parametrize("width", [280, 360, 600, 1440])
def test_in_the_list_a_day_is_one_line_and_a_time_high_enough_to_press(page: Page, tmp_path: Path, width: int) -> None:
    shown(page, tmp_path, document_of([SEVERAL_DAYS]))
    page.set_viewport_size({"width": width, "height": 900})
    high = "all => all.map(e => e.getBoundingClientRect().height)"
    assert all(height < 20 for height in page.locator(".pm-when-day").evaluate_all(high))
    assert all(height >= 24 for height in page.locator(".pm-self").evaluate_all(high))
    wide = "all => all.every(e => e.scrollWidth <= e.clientWidth)"
    assert page.locator(".pm-when-day").evaluate_all(wide)


def test_on_a_phone_text_follows_the_time_without_a_gap(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, document_of([SEVERAL_DAYS]))
    page.set_viewport_size({"width": 360, "height": 900})
    gaps = page.locator(".pm-entry").evaluate_all(
        "all => all.map(e => e.querySelector('.pm-what').getBoundingClientRect().top"
        " - Math.max(...[...e.querySelectorAll('.pm-when > div')].map(d => d.getBoundingClientRect().bottom)))"
    )
    assert [pytest.approx(2, abs=0.6)] * 3 == gaps


def test_the_link_past_the_diagram_comes_first_and_moves_nothing(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, document_of([EXTREMES["three runs"]]))
    skip, place = page.locator(".pm-skip"), "e => e.getBoundingClientRect().top"
    size = "e => [e.getBoundingClientRect().left >= 0, e.getBoundingClientRect().height >= 24]"
    before = page.locator(".pm-wide").evaluate(place)
    assert [False, True] == skip.evaluate(size)
    page.keyboard.press("Tab")
    assert skip.evaluate("e => e === document.activeElement")
    assert [True, True] == skip.evaluate(size)
    assert before == page.locator(".pm-wide").evaluate(place)
    page.keyboard.press("Enter")
    assert page.url.endswith("#timeline-list")


def reached_by_keyboard(browser_page: Page) -> list[int]:
    """Return the numbers of the pins in the order in which Tab goes through the figure."""
    found = []
    browser_page.locator(".pm-timeline a:visible").first.focus()
    while browser_page.evaluate("document.activeElement.closest('.pm-timeline') !== null"):
        name = browser_page.evaluate("document.activeElement.getAttribute('aria-label')")
        found += [int(name.split(",")[0].removeprefix("Event "))] if name else []
        browser_page.keyboard.press("Tab")
    return found


@pytest.mark.parametrize("width", [1440, 700])
@pytest.mark.parametrize("name", ["all at one instant", "three runs"])
def test_every_pin_is_reached_by_keyboard_in_order_of_time(page: Page, tmp_path: Path, name: str, width: int) -> None:
    """Also where it stands in an enlarged strip, with later ones in the overview above."""
    shown(page, tmp_path, document_of([EXTREMES[name]]))
    page.set_viewport_size({"width": width, "height": 900})
    assert [told.number for told in EXTREMES[name].timeline] == reached_by_keyboard(page)


def test_every_pin_can_be_pressed_though_later_ones_lie_over_the_drawing(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, document_of([EXTREMES["three runs"]]))
    for pin in page.locator(".pm-wide a .pm-hit").all():
        pin.click(trial=True, timeout=2_000)


def test_on_a_phone_the_rows_are_reached_in_order_of_time(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, document_of([EXTREMES["three runs"]]))
    page.set_viewport_size({"width": 360, "height": 900})
    reached = reached_by_keyboard(page)
    assert (16, sorted(reached)) == (len(reached), reached)
