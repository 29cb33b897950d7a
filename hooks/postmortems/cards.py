"""The picture a link to a page shows in a chat or on a social network: 1200 × 630 pixels, drawn with Pillow.

Drawing needs Pillow, which is optional; `draw` is then None, and the site takes one picture for all pages. A picture is
drawn again only when what it shows changes: see `Cards`.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from importlib.resources import files
from math import ceil
from pathlib import Path
from typing import Any

from postmortems.lettering import fitted, shape, shown, width, write
from postmortems.style import palette
from postmortems.vocabulary import Phase

try:
    import PIL
    from PIL import Image, ImageDraw, features
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
NOTE_SIZES = (20, 18, 17)
"""Of what qualifies a number; cut in the largest where none fits."""
COLUMN_NAME = 52
"""Of the name of a column, at least."""
COLOURS = 96
"""Of a picture: a few inks, and what is between them and their ground at the edges of letters."""


Number = tuple[str, str, str]
"""What is counted or measured, the number itself and, perhaps, what qualifies it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Many lengths on one axis, each a line; places are shares of its width, 0 to 1."""

    places: tuple[float, ...]
    median: float | None
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Counts side by side, each with its name below."""

    counts: tuple[tuple[str, int], ...]


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
    facts: tuple[Number, ...] = ()
    """Up to four."""
    phases: tuple[tuple[Phase, float], ...] = ()
    """Each phase with its share of the time, 0 to 1."""
    chart: Strip | Columns | None = None
    """In place of the phases, for more than one incident."""
    caption: str = ""
    """What the chart shows."""
    site: str
    """The name of the site, at the foot."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Pictures, kept in a folder under the hash of what they show; the folder may be deleted at any time."""

    folder: Path

    def png(self, card: Card) -> bytes:
        """Return the picture of a card, drawn unless it is kept already."""
        kept = self.folder / f"{key(card)}.png"
        if kept.is_file():
            return kept.read_bytes()
        drawn = draw(card)
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = kept.with_suffix(".new")
        aside.write_bytes(drawn)
        aside.replace(kept)
        return drawn


def key(card: Card) -> str:
    """Return the hash of all that a picture depends on: what it shows, colours, letters, Pillow, and the code here."""
    libraries = [features.version(name) for name in ("freetype2", "raqm", "harfbuzz", "zlib")]
    code = [(files("postmortems") / name).read_bytes() for name in ("cards.py", "lettering.py")]
    said = repr((card, palette().light, shape(), PIL.__version__, libraries, code))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


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
    if badge := shown(card.severity, ""):
        badge_end = x + width(badge, 28, 600) + 28
        canvas.rounded_rectangle((x, 58, badge_end, 102), 8, fill=ink)
        write(canvas, (x + 14, 80), badge, 28, 600, colours["ground"])
        x = badge_end + 20
    write(canvas, (x, 80), fitted(shown(card.kicker, card.day), end - x, 30, 400), 30, 400, muted)
    size, lines = _title(shown(card.title, card.plain))
    for place, line in enumerate(lines):
        write(canvas, (MARGIN, 166 + place * size * 1.18), line, size, 700, ink)
    if card.phases:
        _phase_bar(canvas, card.phases, 396)
    if card.chart:
        write(canvas, (MARGIN, 296), fitted(shown(card.caption, ""), end - MARGIN, 24, 400), 24, 400, muted)
    match card.chart:
        case Strip():
            _strip(canvas, card.chart)
        case Columns():
            _columns(canvas, card.chart)
    if card.facts:
        canvas.line((MARGIN, 448, WIDTH - MARGIN, 448), fill=rule, width=2)
        step = (WIDTH - 2 * MARGIN) / len(card.facts)
        for place, (name, value, note) in enumerate(card.facts):
            left = MARGIN + place * step
            write(canvas, (left, 474), fitted(name, step - 16, 24, 400), 24, 400, muted)
            # A number is never cut: it is written smaller.
            size = next((s for s in VALUE_SIZES if width(value, s, 600) <= step - 16), VALUE_SIZES[-1])
            write(canvas, (left, 514), value, size, 600, ink)
            told = shown(note, "")
            size = next((s for s in NOTE_SIZES if width(told, s, 400) <= step - 16), NOTE_SIZES[0])
            write(canvas, (left, 550), fitted(told, step - 16, size, 400), size, 400, muted)
    write(canvas, (MARGIN, HEIGHT - 34), fitted(shown(card.site, ""), end - MARGIN, 24, 400), 24, 400, muted)
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


def _strip(canvas: Any, strip: Strip) -> None:
    """The median is a triangle below the line."""
    colours = palette().light
    room = WIDTH - 2 * MARGIN
    for place, label in strip.ticks:
        x = MARGIN + place * room
        canvas.line((x, 324, x, 392), fill=colours["rule"], width=2)
        if x + width(label, 20, 400) <= WIDTH - MARGIN:
            write(canvas, (x, 418), label, 20, 400, colours["muted"])
    for place in strip.places:
        x = MARGIN + place * room
        canvas.rectangle((x - 2, 330, x + 1, 372), fill=colours["ink"])
    if strip.median is not None:
        x = MARGIN + strip.median * room
        canvas.polygon(((x, 378), (x - 9, 392), (x + 9, 392)), fill=colours["ink"])


def _columns(canvas: Any, columns: Columns) -> None:
    """As high as they count; with too many for a name each, only some are named."""
    colours = palette().light
    step = (WIDTH - 2 * MARGIN) / len(columns.counts)
    most = max(1, *(count for _, count in columns.counts))
    named = ceil(COLUMN_NAME / step)
    for place, (name, count) in enumerate(columns.counts):
        left, top = MARGIN + place * step, 400 - 56 * count / most
        canvas.rectangle(
            (left, top, left + min(step * 0.88, 120), 402), fill=colours["ink"] if count else colours["rule"]
        )
        if place % named == 0:
            if count:
                write(canvas, (left, top - 15), str(count), 20, 600, colours["ink"])
            write(canvas, (left, 420), fitted(name, step * named - 8, 20, 400), 20, 400, colours["muted"])


def _title(text: str) -> tuple[int, list[str]]:
    """The size and the lines of a title: smaller where it is long, cut where it is still too long."""
    room = WIDTH - 2 * MARGIN
    for size in TITLE_SIZES:
        lines = _wrapped(text, size)
        if len(lines) <= TITLE_LINES and all(width(line, size, 700) <= room for line in lines):
            return size, lines
    kept = [*lines[: TITLE_LINES - 1], " ".join(lines[TITLE_LINES - 1 :])]
    return size, [fitted(line, room, size, 700) for line in kept if line]


def _wrapped(text: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, 700) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
