"""Many timelines on one page, and what a browser says about how they stand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import material  # type: ignore[import-untyped]  # a theme, not a library
from markupsafe import Markup, escape
from playwright.sync_api import Page

from postmortems.figures.timeline import entries, figure
from postmortems.model import Entry, Incident
from postmortems.vocabulary import Kind
from tests.building import DAY, entry, incident, share, window, zone

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
THEME = sorted((Path(material.__file__).parent / "templates" / "assets" / "stylesheets").glob("main.*.css"))
OWN = Path(__file__).parents[2] / "hooks" / "postmortems" / "assets"
SHEETS = [
    *(*THEME, OWN / "fonts" / "inter.css", OWN / "palette.css"),
    *(ASSETS / "site.css", OWN / "drawing.css", OWN / "timeline.css"),
]
"""As a page has them: the theme's rules reach into the figure."""
LIGHTING = ASSETS / "lighting.css"
"""Left out where many timelines share a page: its rules look at every row of each."""
BODY = (
    "body{display:block;margin:0;width:auto;padding:0 8px;font-family:Inter;"
    "background:var(--pm-ground);color:var(--pm-ink)}"
)
"""What a page of the archive has around its content: next to nothing, so that a figure is as wide as the window."""
CHANGES = {
    "Europe/Berlin": ["2025-03-30 01:00", "2025-10-26 01:00"],
    "America/New_York": ["2025-03-09 07:00", "2025-11-02 06:00"],
    "America/St_Johns": ["2025-03-09 05:30", "2025-11-02 04:30"],
    "Australia/Sydney": ["2025-04-05 16:00", "2025-10-04 16:00"],
    "Australia/Lord_Howe": ["2025-04-05 15:00", "2025-10-04 15:30"],
    "Asia/Kathmandu": [f"{DAY} 12:00"],
    "UTC": [f"{DAY} 12:00"],
}
"""Zones in which made-up incidents are told, and what lies in these: in UTC, when the zone's clocks change (by an hour,
or by half of one), or any other time where they never do."""
FAR = 0.4
"""Share of the made-up incidents that may have entries far before or after; of their entries a quarter of that are."""
CLUSTERED = 0.7
"""Share of the entries that lie in a burst."""
WORDS = (
    *("Error rate", "rises", "alert fires", "database", "suspected", "rollback", "started", "traffic moved", "cache"),
    *("restart", "the last release", "is compared", "load balancer", "queue", "drains", "half of the users", "again"),
)


def document_of(incidents: Iterable[Incident], scheme: str = "default") -> str:
    """Return a document with the figure and the list of each incident, in the archive's own style."""
    links = "".join(f'<link rel="stylesheet" href="{sheet.as_uri()}">' for sheet in SHEETS)
    told = "".join(
        f'<section data-name="{i.id}">{figure(i, "#{}".format)}'
        f"{entries(i, lambda text: Markup(escape(text)))}</section>"
        for i in incidents
    )
    return (
        f'<!doctype html><html lang="en" dir="ltr"><meta charset="utf-8"><title>Timelines</title>{links}'
        f"<style>{BODY}</style>"
        f'<body data-md-color-scheme="{scheme}"><div class="md-typeset">{told}</div></body></html>'
    )


def made_up(seed: int) -> Incident:
    """Return an incident of 3 to 60 entries in 5 minutes to 14 days, with a change of the clocks where there are any.

    Up to four bursts, some of a single instant, entries far before and after, times not exact, wrong paths, windows.
    """
    luck = random.Random(seed)
    length = timedelta(minutes=5) * (14 * 24 * 12) ** luck.random()
    name = luck.choice(list(CHANGES))
    start = datetime.fromisoformat(luck.choice(CHANGES[name])) - length * luck.random()
    bursts = [(luck.random(), max(0, luck.uniform(-0.003, 0.02))) for _ in range(luck.randint(1, 4))]
    number = round(3 * 20 ** luck.random() ** 0.7)
    told = [_told(luck, start + length * place, length) for place in sorted(_places(luck, bursts, number))]
    stamps = [_stamp(start + length * part) for part in (0, 0.5, 1)]
    windows = (window(stamps[0], stamps[1], "20"), window(stamps[1], stamps[2], "90")) if luck.random() < 0.4 else ()
    return incident(
        *told,
        start=stamps[0],
        end=stamps[2],
        windows=windows,
        users_affected=share("90"),
        zone=zone(name),
        id=f"made-up-{seed}",
    )


def _places(luck: random.Random, bursts: list[tuple[float, float]], number: int) -> Iterator[float]:
    """Where entries lie, as shares of the time from start to end: mostly in bursts, some far before or after."""
    far = luck.random() < FAR
    for _ in range(number):
        fate = luck.random()
        if far and fate < FAR / 4:
            yield luck.choice((-luck.uniform(0.5, 3), luck.uniform(1.5, 30)))
        elif fate < CLUSTERED:
            yield luck.gauss(*luck.choice(bursts))
        else:
            yield luck.random() * 1.3 - 0.1


def _told(luck: random.Random, moment: datetime, length: timedelta) -> Entry:
    fate = luck.random()
    stamp = _stamp(moment)
    when = None if fate < 0.12 else f"~{stamp}" if fate < 0.2 else stamp
    until = _stamp(moment + length / 20 + timedelta(minutes=1)) if when and luck.random() < 0.2 else None
    label = " ".join(luck.sample(WORDS, luck.randint(1, 4)))[:40]
    return entry(luck.choice(list(Kind)), when, until, label=label, anchor=f"e{luck.random()}")


def _stamp(moment: datetime) -> str:
    """To the second, where that is not the whole minute."""
    return f"{moment:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


_EXTREMES: dict[str, Incident] = {
    "sixty entries within five minutes": incident(
        *[entry(Kind.ACTION, f"09:{12 + i // 12}:{i % 12 * 5:02}", label=f"Step number {i}") for i in range(60)],
        start="09:12",
        end="09:17",
    ),
    "one minute long": incident(
        entry(Kind.DETECTED, "09:12"), entry(Kind.RESOLVED, "09:13"), start="09:12", end="09:13"
    ),
    "fourteen days with forty entries": incident(
        *[entry(Kind.ACTION, f"2025-03-{14 + i // 3} {i % 3 * 7:02}:30", label=f"Step number {i}") for i in range(40)],
        start="2025-03-14 00:00",
        end="2025-03-28 00:00",
    ),
    "all at one instant": incident(*[entry(kind, "09:30", label=f"All at once: {kind}") for kind in Kind]),
    "thirty at one instant": incident(
        *[entry(Kind.NOTE, "09:30", label=f"At once {i}", anchor=f"at-once-{i}") for i in range(30)]
    ),
    "only two times known": incident(
        entry(Kind.DETECTED, "09:12"),
        *[entry(kind, label=f"Nobody knows when: {kind}") for kind in Kind],
        entry(Kind.RESOLVED, "09:54"),
    ),
    "everything before the start": incident(
        *[entry(Kind.ACTION, f"08:{10 + i}", label=f"Early {i}") for i in range(9)]
    ),
    "three windows with gaps": incident(
        start="09:00",
        end="15:00",
        windows=(window("09:00", "10:00", "5"), window("11:00", "12:00", "80"), window("14:00", "15:00", "1")),
        users_affected=share("80"),
    ),
    "a share that falls to one percent": incident(
        start="09:00",
        end="15:00",
        windows=(window("09:00", "10:00", "100"), window("10:00", "15:00", "1")),
        users_affected=share("100"),
    ),
    "Japanese and Arabic": incident(
        entry(Kind.DETECTED, "09:12", label="監視システムが異常を検知しました"),
        entry(Kind.ACTION, "09:20", label="إعادة تشغيل خادم قاعدة البيانات"),
        entry(Kind.RESOLVED, "09:54", label="すべての利用者が再び利用できる"),
    ),
    "a clock change in the middle": incident(
        entry(Kind.DETECTED, "2025-03-30 00:30"),
        entry(Kind.RESOLVED, "2025-03-30 04:30"),
        start="2025-03-29 20:00",
        end="2025-03-30 08:00",
        zone=zone("Europe/Berlin"),
    ),
    "an hour that the clock shows twice": incident(
        entry(Kind.DETECTED, "2025-11-02 05:45"),
        entry(Kind.RESOLVED, "2025-11-02 06:15"),
        start="2025-11-02 05:30",
        end="2025-11-02 06:30",
        zone=zone("America/New_York"),
    ),
    "every phase, and before and after": incident(
        entry(Kind.TRIGGER, "08:50", label="Released"),
        entry(Kind.NOTE, "09:05", label="Quiet"),
        entry(Kind.IMPACT, "09:15", label="Errors"),
        entry(Kind.DETECTED, "09:20", label="Alert"),
        entry(Kind.MISLEADING, "09:25", "09:35", label="Blamed"),
        entry(Kind.ACTION, "~09:38", label="Rolled back"),
        entry(Kind.NOTE, label="Sometime"),
        entry(Kind.MITIGATED, "09:40", label="Better"),
        entry(Kind.RESOLVED, "09:54", label="Good"),
        entry(Kind.COMMUNICATED, "10:05", label="Told"),
    ),
    "a phase not known": incident(
        entry(Kind.DETECTED, label="Noticed"),
        entry(Kind.MITIGATED, "2025-03-14 22:30", label="Better"),
        start="09:12",
        end="2025-03-15 09:54",
    ),
    "three runs": incident(
        entry(Kind.TRIGGER, "00:30", label="A cable is cut"),
        *[entry(Kind.ACTION, f"02:{minute:02}", label="Early step") for minute in range(0, 14, 2)],
        entry(Kind.NOTE, "08:00", label="Nothing helps"),
        *[entry(Kind.ACTION, f"12:{minute:02}", label="Step at noon") for minute in range(0, 14, 2)],
        *[entry(Kind.ACTION, f"19:{minute:02}", label="Late step") for minute in range(0, 14, 2)],
        entry(Kind.DETECTED, "20:30", label="Somebody looks"),
        entry(Kind.RESOLVED, "23:00", label="All is well"),
        start="00:00",
        end="23:00",
    ),
}
EXTREMES = {name: replace(one, id=name) for name, one in _EXTREMES.items()}
"""What must still read, by what is extreme about it."""

FAULTS: str = r"""
spaced => {
  const faults = [];
  let drawings = 0;
  const overlap = (a, b, by = 0.6) =>
    a.left < b.right - by && b.left < a.right - by && a.top < b.bottom - by && b.top < a.bottom - by;
  for (const figure of document.querySelectorAll(".pm-timeline")) {
    const shown = [...figure.querySelectorAll(".pm-drawing")].filter(d => d.getClientRects().length);
    const name = figure.closest("[data-name]").dataset.name;
    const report = (what, ...texts) => faults.push([name, what, ...texts].join(" | "));
    if (shown.length !== 1) { report("drawings shown: " + shown.length); continue; }
    drawings += 1;
    const frame = figure.getBoundingClientRect();
    const narrow = shown[0].classList.contains("pm-narrow");
    // The height of what is drawn of a text, not of its line: letters reach from the ascent to the descent.
    const box = text => {
      const r = text.getBoundingClientRect(), inset = r.height * 0.14;
      return {left: r.left, right: r.right, top: r.top + inset, bottom: r.bottom - inset};
    };
    const texts = [...shown[0].querySelectorAll("text:not(.pm-number)")].map(t => ({
      flag: t.closest(".pm-flag"), box: box(t), text: t.textContent, node: t,
    }));
    const pins = [...shown[0].querySelectorAll(".pm-flag")].map(flag => {
      const use = flag.querySelector("use"), wide = flag.querySelector(".pm-burst, .pm-capsule");
      let x, y, half = 12;
      if (use) {
        // Where it is put: what is drawn there is not always even about the middle.
        const at = new DOMPoint(use.x.baseVal.value, use.y.baseVal.value);
        ({x, y} = at.matrixTransform(use.parentNode.getScreenCTM()));
      } else {
        const r = wide.getBoundingClientRect();
        x = (r.left + r.right) / 2, y = (r.top + r.bottom) / 2, half = r.width / 2;
      }
      const box = {left: x - half, right: x + half, top: y - 12, bottom: y + 12};
      return {flag, box, text: flag.getAttribute("aria-label") || flag.textContent.trim()};
    });
    const things = [...texts, ...pins];
    for (let i = 0; i < things.length; i++) {
      const a = things[i];
      if (a.box.left < frame.left - 1 || a.box.right > frame.right + 1) report("outside the frame", a.text);
      for (let j = 0; j < i; j++) {
        const b = things[j];
        if (a.flag && a.flag === b.flag) continue;
        if (overlap(a.box, b.box)) report("overlap", a.text, b.text);
      }
    }
    for (const stem of shown[0].querySelectorAll(".pm-stem")) {
      const r = stem.getBoundingClientRect(), x = (r.left + r.right) / 2;
      for (const t of texts)
        if (t.flag && x > t.box.left && x < t.box.right && r.top < t.box.bottom && r.bottom > t.box.top)
          report("stem through text", t.text);
    }
    for (const {node, text} of texts) {
      if (!node.hasAttribute("textLength")) {
        // Letters that join are left as they come: their widths are guesses, on the wide side.
        if (!/\p{Script=Arabic}/u.test(text)) report("width not set", text);
        continue;
      }
      if (spaced) continue;
      const free = node.cloneNode(true);
      free.removeAttribute("textLength");
      node.parentNode.append(free);
      const natural = free.getComputedTextLength(), pinned = +node.getAttribute("textLength");
      free.remove();
      if (natural > pinned * 1.03 + 1) report("squeezed", text, natural.toFixed(1), pinned);
    }
    for (const cone of shown[0].querySelectorAll(".pm-cone svg")) {
      const height = cone.getBoundingClientRect().height;
      if (height !== 22) report("cone " + height + " high");
    }
    for (const hit of shown[0].querySelectorAll(".pm-flag .pm-hit")) {
      const r = hit.getBoundingClientRect();
      if (r.width < 23.9 || r.height < 23.9) report("target too small", r.width + " x " + r.height);
    }
  }
  if (document.scrollingElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  return [drawings, faults];
}
"""
"""Run in the page: how many drawings are displayed, and every fault found in them."""

SPACED = "*{letter-spacing:.12em !important;word-spacing:.16em !important;line-height:1.5 !important}"
"""Text spacing that a reader may set (WCAG 1.4.12)."""


def faults(page: Page, width: int, *, spaced: bool = False) -> tuple[int, list[str]]:
    """Return how many drawings a page shows at a width, and what is wrong with them.

    `spaced`: with the spacing of `SPACED`, which makes every text wider than it was measured; pinned, it stays.
    """
    if spaced:
        page.add_style_tag(content=SPACED)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.fonts.ready")
    drawings, found = page.evaluate(FAULTS, spaced)
    return drawings, found
