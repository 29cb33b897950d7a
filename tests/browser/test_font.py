"""Text in the shipped font is as long as the table of widths says."""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import Page

from tools import fonts

TABLE = json.loads(fonts.WIDTHS.read_text("utf-8"))
SIZE = 100
TEXTS = [
    "Engineers see HTTP 500 answers",
    "Code change suspected",
    "AWAY To. Ty fjord LTV, “Yes”",
    "Zürich → Łódź − 7 × 24 – Đà Nẵng",
    "iiiiiiii llll WWWW mmmm",
]


@pytest.fixture
def measure(page: Page) -> Page:
    """A page that has loaded the shipped font."""
    faces = "".join(
        fonts.face(path).replace(
            f'"{path.name}"', f"data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode()}"
        )
        for path in (fonts.FONTS / name for name in fonts.CHARACTERS)
    )
    page.set_content(f"<style>{faces} p {{ font: {SIZE}px Inter; width: max-content }}</style><p></p>")
    return page


def shown(page: Page, text: str, weight: int, numeric: str = "normal") -> float:
    """Return the width of a text in the browser, in px."""
    width: float = page.evaluate(
        """async ([text, weight, numeric, size]) => {
            const p = document.querySelector("p");
            p.style.fontWeight = weight;
            p.style.fontVariantNumeric = numeric;
            p.textContent = text;
            await document.fonts.load(`${weight} ${size}px Inter`, text);
            if (!document.fonts.check(`${weight} ${size}px Inter`, text)) throw new Error("not loaded");
            return p.getBoundingClientRect().width;
        }""",
        [text, weight, numeric, SIZE],
    )
    return width


def stated(text: str, weight: int, kind: str = "advances") -> float:
    """Return the width of a text by the table, in px."""
    widths: dict[str, int] = TABLE["advances"][str(weight)] | TABLE[kind][str(weight)]
    units: int = TABLE["units_per_em"]
    return sum(widths[character] for character in text) * SIZE / units


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_as_long_as_the_table_says_less_its_kerning(measure: Page, text: str, weight: int) -> None:
    real = shown(measure, text, weight)
    assert stated(text, weight) == pytest.approx(real, rel=0.06)
    assert stated(text, weight) > 0.99 * real


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_times_in_columns_are_as_long_as_the_table_says(measure: Page, weight: int) -> None:
    real = shown(measure, "20:10:31", weight, "tabular-nums")
    assert stated("20:10:31", weight, "tabular") == pytest.approx(real, rel=0.01)
