"""Every ink on every ground it stands on: 4.5:1 for text, 3:1 for marks (WCAG 2.2), light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[1] / "hooks" / "postmortems" / "assets" / "palette.css"
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
]


def colours(scheme: str) -> dict[str, str]:
    """Return the names and values of a scheme; the dark one gives names of the light one other values."""
    light, _, rest = SHEET.read_text("utf-8").partition("@media screen")
    dark = rest.partition("@media (forced-colors")[0]
    found = dict(re.findall(r"--pm-([\w-]+): (#[0-9a-f]{3,6});", light))
    return found | (dict(re.findall(r"--pm-([\w-]+): (#[0-9a-f]{3,6});", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert 21 == round(contrast("#000", "#ffffff"), 3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(scheme: str) -> None:
    palette = colours(scheme)
    faint = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in TEXT}
    assert {} == {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_seen(scheme: str) -> None:
    palette = colours(scheme)
    faint = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in MARKS}
    assert {} == {pair: ratio for pair, ratio in faint.items() if ratio < 3}


def test_reader_chosen_colours_replace_every_one_of_ours() -> None:
    forced = SHEET.read_text("utf-8").partition("@media (forced-colors")[2]
    assert set(colours("dark")) == set(re.findall(r"--pm-([\w-]+): \w+;", forced))
