"""Text in a picture, set in the shipped font with Pillow."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

try:
    from PIL import ImageFont
except ImportError:  # pictures are optional; see `cards`
    ImageFont = None  # type: ignore[assignment]  # asked for before anything of it is used

FONTS = files("postmortems") / "assets" / "fonts"
PICTURES = {"So", "Sk", "Cf"}
"""The categories of Unicode that an emoji is made of, but for the sign that asks for its colours."""


def write(  # noqa: PLR0913, PLR0917  a place, and what a letter has
    canvas: Any, place: tuple[float, float], text: str, size: int, weight: int, colour: str
) -> None:
    """Write on a canvas from the left, upon the middle of the line; `size` in pixels."""
    x, y = place
    for face, run in _runs(text):
        font = _font(face, size, weight)
        canvas.text((x, y), run, font=font, fill=colour, anchor="lm")
        x += font.getlength(run)


def width(text: str, size: int, weight: int) -> float:
    """Return the pixels that a line takes."""
    return sum(float(_font(face, size, weight).getlength(run)) for face, run in _runs(text))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with the file that has its letters."""
    face, run = "", ""
    for character in text:
        found = _face_of(character) or face
        if found != face and run:
            yield face, run
            run = ""
        face, run = found, run + character
    if run:
        yield face or next(iter(_faces())), run


def fitted(text: str, room: float, size: int, weight: int) -> str:
    """Return a text cut at its end, where it is wider than so many pixels."""
    if width(text, size, weight) <= room:
        return text
    while text and width(f"{text.rstrip()}…", size, weight) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def shown(text: str, plain: str) -> str:
    """Return a text if the shipped font has its every letter, else what stands in for it, else nothing: never boxes.

    Pictures among the letters are left out.
    """
    # A letter and its accent are one sign where there is one: two signs may come from two files.
    for said in (_lettered(unicodedata.normalize("NFC", text)), plain):
        if said and all(_face_of(character) for character in said):
            return said
    return ""


def _lettered(text: str) -> str:
    """A text without the pictures that the font lacks, and what joins and varies them."""
    kept = (c for c in text if _face_of(c) or not (c == "\ufe0f" or unicodedata.category(c) in PICTURES))
    return " ".join("".join(kept).split())


@cache
def _font(face: str, size: int, weight: int) -> Any:
    with (FONTS / face).open("rb") as file:
        font = ImageFont.truetype(io.BytesIO(file.read()), size)
    font.set_variation_by_axes([weight])
    return font


@cache
def _face_of(character: str) -> str:
    """The file that has a letter; empty where none has."""
    return next((face for face, ranges in _faces().items() if any(ord(character) in r for r in ranges)), "")


@cache
def shape() -> str:
    """Return what letters look like, as a hash: the files of the font."""
    return hashlib.sha256(b"".join((FONTS / name).read_bytes() for name in ("inter.css", *_faces()))).hexdigest()


@cache
def _faces() -> dict[str, tuple[range, ...]]:
    """Which letters each file has, as the style sheet of the fonts says."""
    sheet = (FONTS / "inter.css").read_text("utf-8")
    faces = re.findall(r'url\("([^"]+)"\).*?unicode-range: ([^;]+);', sheet, re.DOTALL)
    return {face: tuple(_range(part) for part in ranges.split(",")) for face, ranges in faces}


def _range(text: str) -> range:
    first, _, last = text.strip().removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
