"""How wide a text is in the shipped font, before any browser has seen it.

The advances are measured from the font files by `tools/fonts.py`; a test measures them again.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any


def text_width(text: str, size: float, weight: int, *, tabular: bool = False) -> float:
    """Return the width in pixels of a text set at `size` pixels in weight 400, 500 or 600.

    `tabular`: with digits of equal width, as times are set.
    """
    advances = _advances(weight, tabular=tabular)
    units = 0
    for character in text:
        advance = advances.get(character)
        units += _foreign(character) if advance is None else advance
    return units * size / float(_table()["units_per_em"])


def is_measured(text: str) -> bool:
    """Whether every character of a text has a known width: those of the shipped font, and full-width ones."""
    known = _advances(400, tabular=False)
    return all(character in known or unicodedata.east_asian_width(character) in "WF" for character in text)


def cut(text: str, width: float, size: float, weight: int) -> str | None:
    """Return a text that fits a width, cut at a word and ended by an ellipsis; None where next to nothing fits.

    Where not even the first word fits, as in scripts that set no blanks, it is cut within.
    """
    if text_width(text, size, weight) <= width:
        return text
    for shorter in shortened(text):
        if text_width(shorter, size, weight) <= width:
            return shorter
    first = _pieces(text.split(maxsplit=1)[0], width - text_width("…", size, weight), size, weight)[0]
    return f"{first}…" if len(first) > 1 else None


def shortened(text: str) -> Iterator[str]:
    """Yield a text without its last word, its last two and so on, each ended by an ellipsis."""
    words = text.removesuffix("…").split()
    for keep in range(len(words) - 1, 0, -1):
        yield " ".join(words[:keep]).rstrip(",;:.–-") + "…"


def wrap(text: str, width: float, size: float, weight: int, lines: int) -> tuple[str, ...]:
    """Return a text broken at words into so many lines at most, the last one cut where there is more."""
    broken: list[str] = []
    words = [piece for word in text.split() for piece in _pieces(word, width, size, weight)]
    while words:
        keep = 1
        while keep < len(words) and text_width(" ".join(words[: keep + 1]), size, weight) <= width:
            keep += 1
        if len(broken) == lines - 1:
            # One word too many is enough to be cut.
            return (*broken, cut(" ".join(words[: keep + 1]), width, size, weight) or "…")
        broken.append(" ".join(words[:keep]))
        words = words[keep:]
    return tuple(broken)


def flowed(text: str, width: float, size: float, weight: int, lines: int) -> str:
    """Return as much of a text as `wrap` breaks into so many lines, for a browser to break again.

    Blanks stand where the text has them: a word that takes more than a line, as in scripts that set none, gets none.
    """
    flat, end = " ".join(text.split()), 0
    for line in wrap(text, width, size, weight, lines):
        kept = line if flat.find(line, end) >= 0 else line.removesuffix("…")
        end = flat.index(kept, end) + len(kept)
    return flat if end == len(flat) else f"{flat[:end]}…"


def _pieces(word: str, width: float, size: float, weight: int) -> list[str]:
    """A word as it is, or, where it is wider than a line, in parts that are not."""
    if text_width(word, size, weight) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size, weight) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files(__package__).joinpath("widths.json").read_text("utf-8"))
    return table


@cache
def _advances(weight: int, *, tabular: bool) -> dict[str, int]:
    table = _table()
    advances: dict[str, int] = dict(table["advances"][str(weight)])
    if tabular:
        advances |= table["tabular"][str(weight)]
    return advances


def _foreign(character: str) -> int:
    """A character of another font: its width is a guess on the wide side."""
    table = _table()
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return int(table["wide" if unicodedata.east_asian_width(character) in "WF" else "unknown"])
