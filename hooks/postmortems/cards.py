"""The picture a link to a page shows in a chat or on a social network: 1200 × 630 pixels, drawn with Pillow.

Drawing needs Pillow, which is optional; `draw` is then None, and the site takes one picture for all pages. A picture is
drawn again only when what it shows changes: see `Cards`.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from postmortems.style import palette
from postmortems.vocabulary import Phase

try:
    import PIL
    from PIL import Image, ImageDraw, ImageFont
except ImportError:  # the site builds without, and says so
    PIL = None  # type: ignore[assignment]  # asked for before anything of it is used

WIDTH, HEIGHT = 1200, 630
"""Pixels; what the networks recommend for a large preview (https://ogp.me, X Cards)."""

MARGIN = 64
TITLE_SIZES = (68, 60, 52, 46)
"""Pixels; the largest in which the title takes three lines at most is taken."""
TITLE_LINES = 3
VALUE_SIZES = (40, 36, 32, 28, 24, 20)
"""Pixels of a number; the largest that fits its column is taken."""
COLOURS = 96
"""Of a picture: a few inks, and what is between them and their ground at the edges of letters."""
VERSION = 3
"""Counts up when the same card is drawn otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a picture shows."""

    title: str
    plain: str
    """In place of a title with letters that the shipped font lacks."""
    kicker: str
    """Above the title: organisation, day."""
    day: str = ""
    """In place of a kicker with letters that the shipped font lacks."""
    severity: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    """Up to four numbers, each with its name before it and, perhaps, what qualifies it behind."""
    phases: tuple[tuple[Phase, float], ...] = ()
    """Each phase with its share of the time, 0 to 1."""
    site: str
    """The name of the site, at the foot."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Pictures, kept in a folder under the hash of what they show; the folder may be deleted at any time."""

    folder: Path

    def png(self, card: Card) -> bytes:
        """Return the picture of a card, drawn unless it is kept already."""
        said = repr((VERSION, PIL.__version__, card)).encode()
        kept = self.folder / f"{hashlib.sha256(said).hexdigest()[:32]}.png"
        if kept.is_file():
            return kept.read_bytes()
        drawn = draw(card)
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = kept.with_suffix(".new")
        aside.write_bytes(drawn)
        aside.replace(kept)
        return drawn


def can_draw() -> bool:
    """Return whether Pillow is there."""
    return PIL is not None


def draw(card: Card) -> bytes:
    """Return the picture as PNG; the same card always gives the same bytes with one version of Pillow."""
    colours = palette().light
    ink, muted, rule = colours["ink"], colours["muted"], colours["rule"]
    image = Image.new("RGB", (WIDTH, HEIGHT), colours["ground"])
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH, 11), fill=ink)
    x, end = float(MARGIN), WIDTH - MARGIN
    if badge := _shown(card.severity, ""):
        width = _width(badge, 28, 600) + 28
        canvas.rounded_rectangle((x, 58, x + width, 102), 8, fill=ink)
        _write(canvas, (x + 14, 80), badge, 28, 600, colours["ground"])
        x += width + 20
    _write(canvas, (x, 80), _fitted(_shown(card.kicker, card.day), end - x, 30, 400), 30, 400, muted)
    size, lines = _title(_shown(card.title, card.plain))
    for place, line in enumerate(lines):
        _write(canvas, (MARGIN, 166 + place * size * 1.18), line, size, 700, ink)
    if card.phases:
        _phase_bar(canvas, card.phases, 396)
    if card.facts:
        canvas.line((MARGIN, 448, WIDTH - MARGIN, 448), fill=rule, width=2)
        step = (WIDTH - 2 * MARGIN) / len(card.facts)
        for place, (name, value, note) in enumerate(card.facts):
            left = MARGIN + place * step
            _write(canvas, (left, 474), _fitted(name, step - 16, 24, 400), 24, 400, muted)
            # A number is never cut: it is written smaller.
            size = next((s for s in VALUE_SIZES if _width(value, s, 600) <= step - 16), VALUE_SIZES[-1])
            _write(canvas, (left, 514), value, size, 600, ink)
            _write(canvas, (left, 550), _fitted(_shown(note, ""), step - 16, 20, 400), 20, 400, muted)
    _write(canvas, (MARGIN, HEIGHT - 34), _fitted(_shown(card.site, ""), end - MARGIN, 24, 400), 24, 400, muted)
    png = io.BytesIO()
    # A palette halves the file; more colours than these are not drawn.
    image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(png, "PNG")
    return png.getvalue()


def _phase_bar(canvas: Any, phases: tuple[tuple[Phase, float], ...], y: int) -> None:
    """To scale; told apart by hatching and dots, as everywhere."""
    colours = palette().light
    left = float(MARGIN)
    for phase, share in phases:
        right = left + share * (WIDTH - 2 * MARGIN)
        box = (left, y, max(right - 3, left + 2), y + 30)
        canvas.rectangle(box, fill=colours[f"{phase}-tint"])
        if phase is Phase.UNDETECTED:
            for start in range(int(left) - 30, int(right), 12):
                low, high = max(start, left), min(start + 30, box[2])
                if low < high:
                    canvas.line(
                        (low, y + 30 - (low - start), high, y + 30 - (high - start)),
                        fill=colours["undetected-line"],
                        width=3,
                    )
        if phase is Phase.RECOVERING:
            for column, dot in enumerate(range(int(left) + 6, int(box[2]) - 4, 10)):
                middle = y + (14 if column % 2 else 22)
                canvas.ellipse((dot - 2, middle - 2, dot + 2, middle + 2), fill=colours["recovering-line"])
        canvas.rectangle((box[0], y, box[2], y + 6), fill=colours[phase])
        left = right


def _title(text: str) -> tuple[int, list[str]]:
    """The size and the lines of a title: smaller where it is long, cut where it is still too long."""
    room = WIDTH - 2 * MARGIN
    for size in TITLE_SIZES:
        lines = _wrapped(text, size)
        if len(lines) <= TITLE_LINES and all(_width(line, size, 700) <= room for line in lines):
            return size, lines
    kept = [*lines[: TITLE_LINES - 1], " ".join(lines[TITLE_LINES - 1 :])]
    return size, [_fitted(line, room, size, 700) for line in kept if line]


def _wrapped(text: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size, 700) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fitted(text: str, width: float, size: int, weight: int) -> str:
    """A text cut at its end, where it is too wide."""
    if _width(text, size, weight) <= width:
        return text
    while text and _width(f"{text.rstrip()}…", size, weight) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _shown(text: str, plain: str) -> str:
    """A text whose every letter the shipped font has, or what stands in for it."""
    for said in (text, plain):
        if all(_face_of(character) for character in said):
            return said
    return ""


# -- letters ----------------------------------------------------------------------------------------------------------


def _write(  # noqa: PLR0913, PLR0917  a place, and what a letter has
    canvas: Any, place: tuple[float, float], text: str, size: int, weight: int, colour: str
) -> None:
    """Write from the left, upon the middle of the line."""
    x, y = place
    for face, run in _runs(text):
        font = _font(face, size, weight)
        canvas.text((x, y), run, font=font, fill=colour, anchor="lm")
        x += font.getlength(run)


def _width(text: str, size: int, weight: int) -> float:
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


@cache
def _font(face: str, size: int, weight: int) -> Any:
    with (files("postmortems") / "assets" / "fonts" / face).open("rb") as file:
        font = ImageFont.truetype(io.BytesIO(file.read()), size)
    font.set_variation_by_axes([weight])
    return font


@cache
def _face_of(character: str) -> str:
    """The file that has a letter; empty where none has."""
    return next((face for face, ranges in _faces().items() if any(ord(character) in r for r in ranges)), "")


@cache
def _faces() -> dict[str, tuple[range, ...]]:
    """Which letters each file has, as the style sheet of the fonts says."""
    sheet = (files("postmortems") / "assets" / "fonts" / "inter.css").read_text("utf-8")
    faces = re.findall(r'url\("([^"]+)"\).*?unicode-range: ([^;]+);', sheet, re.DOTALL)
    return {face: tuple(_range(part) for part in ranges.split(",")) for face, ranges in faces}


def _range(text: str) -> range:
    first, _, last = text.strip().removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
