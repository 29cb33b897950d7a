"""Every ink on every ground it stands on: 4.5:1 for text, 3:1 for marks (WCAG 2.2), light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[1] / "hooks" / "postmortems" / "assets"
SHEET = ASSETS / "palette.css"
TIMELINE = ASSETS / "timeline.css"
TINTS = ("undetected-tint", "responding-tint", "recovering-tint", "unknown-tint", "night")
KINDS = (
    *("trigger", "impact", "detected", "escalated", "action"),
    *("misleading", "mitigated", "resolved", "communicated", "note"),
)
TEXT = [
    *[(ink, ground) for ink in ("ink", "muted", "link") for ground in ("ground", "raised", "night")],
    *[("ink", tint) for tint in TINTS],
    *[(kind, "ground") for kind in KINDS],
    # A number on a solid shape is written in the ground.
    *[("ground", kind) for kind in KINDS],
    ("done", "ground"),
    # What is pointed at, or linked to: rows of the list, and flags, which also stand on the night.
    *[(ink, lit) for ink in ("ink", "muted", "link") for lit in ("lit ground", "lit night")],
    *[(kind, "lit ground") for kind in KINDS],
]
MARKS = [
    *[
        (phase, ground)
        for phase in ("undetected", "responding", "recovering", "unknown")
        for ground in ("ground", "night")
    ],
    *[(phase, f"{phase}-tint") for phase in ("undetected", "responding", "recovering", "unknown")],
    *[(kind, "night") for kind in KINDS],
    *[("wrong-path", tint) for tint in ("ground", *TINTS)],
    *[("rule-strong", ground) for ground in ("ground", "night")],
    ("ink", "track"),
    # Patterns tell phases apart where colours do not.
    *[(f"{phase}-line", f"{phase}-tint") for phase in ("undetected", "recovering")],
    *[(phase, "lit ground") for phase in ("undetected", "responding", "recovering", "unknown")],
    *[(mark, "lit night") for mark in ("rule-strong", *KINDS)],
]


def palette_of(scheme: str) -> dict[str, str]:
    """Return the names and values of a scheme, with the grounds as they are when lit."""
    named = colours(scheme)
    lit = re.search(
        r"--pm-lit: color-mix\(in srgb, var\(--pm-(\w+)\) (\d+)%, transparent\)", TIMELINE.read_text("utf-8")
    )
    assert lit is not None
    return named | {
        f"lit {ground}": mixed(named[lit[1]], named[ground], int(lit[2]) / 100) for ground in ("ground", "night")
    }


def colours(scheme: str) -> dict[str, str]:
    """Return the names and values of a scheme; the dark one gives names of the light one other values."""
    light, _, rest = SHEET.read_text("utf-8").partition("@media screen")
    dark = rest.partition("@media (forced-colors")[0]
    found = dict(re.findall(r"--pm-([\w-]+): (#[0-9a-f]{3,6});", light))
    return found | (dict(re.findall(r"--pm-([\w-]+): (#[0-9a-f]{3,6});", dark)) if scheme == "dark" else {})


def channels_of(colour: str) -> list[int]:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    return [int(digits[i : i + 2], 16) for i in (0, 2, 4)]


def mixed(colour: str, ground: str, part: float) -> str:
    """Return a ground that so much of a colour lies on."""
    pairs = zip(channels_of(colour), channels_of(ground), strict=True)
    return "#" + "".join(f"{round(over * part + under * (1 - part)):02x}" for over, under in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG defines it."""
    channels = [channel / 255 for channel in channels_of(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert 21 == round(contrast("#000", "#ffffff"), 3)


def test_half_black_on_white_is_grey() -> None:
    assert "#808080" == mixed("#000", "#ffffff", 0.5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(scheme: str) -> None:
    palette = palette_of(scheme)
    faint = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in TEXT}
    assert {} == {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_seen(scheme: str) -> None:
    palette = palette_of(scheme)
    faint = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in MARKS}
    assert {} == {pair: ratio for pair, ratio in faint.items() if ratio < 3}


def test_reader_chosen_colours_replace_every_one_of_ours() -> None:
    forced = SHEET.read_text("utf-8").partition("@media (forced-colors")[2]
    assert set(colours("dark")) == set(re.findall(r"--pm-([\w-]+): \w+;", forced))
