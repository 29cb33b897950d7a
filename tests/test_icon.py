"""The mark of the site in the tab of a browser and on a telephone."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from postmortems import icon
from postmortems.style import palette
from tests import html

BASE = "https://example.org/postmortems/"


def test_it_is_drawn_in_the_colours_of_the_site_and_differs_in_the_dark() -> None:
    text = icon.svg()
    ET.fromstring(text)  # noqa: S314  our own
    light, dark = text.split("@media")
    assert re.findall(r"#[0-9a-f]+", light) != re.findall(r"#[0-9a-f]+", dark)
    assert {*re.findall(r"#[0-9a-f]{3,6}", text)} <= {*palette().light.values(), *palette().dark.values()}
    assert f".t{{fill:{palette().light['ink']}}}" in light
    assert f".t{{fill:{palette().dark['ink']}}}" in dark


def test_the_picture_for_telephones_has_the_size_they_ask_for_and_is_the_same_each_time() -> None:
    image = pytest.importorskip("PIL.Image")
    assert (180, 180) == image.open(io.BytesIO(icon.png())).size
    assert icon.png() == icon.png()
    assert len(icon.png()) < 5_000


@pytest.mark.parametrize("path", ["", "data/", "incidents/", "incidents/2023-10-20-results-day-login/brief/"])
def test_every_page_leads_to_both(site: Path, path: str) -> None:
    page = html.parse((site / path / "index.html").read_text("utf-8"))
    for rel in ("icon", "apple-touch-icon"):
        address = urljoin(BASE + path, page.one("link", rel=rel).attributes["href"])
        assert (site / address.removeprefix(BASE)).is_file(), address
