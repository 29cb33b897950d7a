"""Cut the font Inter down to what the site needs, and write down how wide its characters are.

Run by hand, as `make fonts`, when the font or the choice of characters changes; what it writes is committed:

- `hooks/postmortems/assets/fonts/`: two variable fonts (weights 400 to 700), the sheet that names them, the licence;
- `hooks/postmortems/figures/widths.json`: the advance widths by which diagrams place their labels. A
  diagram is laid out where there is no browser, so it has to know how long a label will be.

The font comes from the package `fontpkg-inter`, which carries its licence too (SIL OFL 1.1).
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "hooks" / "postmortems" / "assets" / "fonts"
WIDTHS = ROOT / "hooks" / "postmortems" / "figures" / "widths.json"

WEIGHTS = (400, 500, 600)
"""The weights that diagrams use and whose widths are written down; the site may use any from 400 to 700."""

OPTICAL_SIZE = 14
"""Pinned, because with a free optical size the width of a word would depend on its size."""

FEATURES = ("calt", "ccmp", "kern", "locl", "mark", "mkmk", "tnum")
"""What a page needs of the font's typography; `tnum` gives digits of one width, for times in columns."""

BASIC = "inter-latin.woff2"
EXTENDED = "inter-latin-ext.woff2"
CHARACTERS = {
    # What nearly every page needs: English and Western European, and the signs that our own pages use.
    BASIC: [
        *range(0x20, 0x7F),
        *range(0xA0, 0x100),
        *map(ord, "ıŒœˆ˚˜"),
        *range(0x2002, 0x200B),  # blanks of known width
        *map(ord, "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄\u202f"),
        *map(ord, "€™№←↑→↓↔↗↘−∕∞≈≠≤≥×"),
        *map(ord, "■□▲△▶▷▼▽◀◁◆◇○●◦⚠✓✗"),
    ],
    # What the browser loads only for a page that has one of them: the other languages in Latin script.
    EXTENDED: [
        *range(0x100, 0x250),
        *range(0x2BB, 0x2C6),
        *range(0x2C7, 0x2DD),
        *range(0x300, 0x370),  # combining marks; an e with one of them is still drawn as é
        *range(0x1E00, 0x1F00),
        *map(ord, "‗‛‟‣‥‱‴‽⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"),
        *range(0x20A0, 0x20C0),  # currencies
        *map(ord, "ℓ℗℠⅓⅔⅛⅜⅝⅞↕↖↙⇐⇒⇔∂∆∏∑√∫"),
    ],
}
"""The characters of each file; what Inter does not draw, such as ✕, is left to the reader's other fonts."""

FACE = """\
@font-face {{
  font-family: Inter;
  font-style: normal;
  font-weight: 400 700;
  font-display: swap;
  src: url("{name}") format("woff2");
  unicode-range: {ranges};
}}
"""


def main() -> None:
    """Write the fonts, the style sheet, the licence and the widths."""
    package = files("fontpkg_inter")
    FONTS.mkdir(parents=True, exist_ok=True)
    faces = []
    taken: set[int] = set()
    for name, characters in CHARACTERS.items():
        wanted = set(characters) - taken
        taken |= wanted
        with (package / "files" / "Inter[opsz,wght].ttf").open("rb") as source:
            cut(TTFont(source, recalcTimestamp=False), wanted, FONTS / name)
        faces.append(face(FONTS / name))
    (FONTS / "inter.css").write_text("\n".join(faces), encoding="utf-8", newline="\n")
    with (package / "LICENSE").open("rb") as source, (FONTS / "LICENSE.txt").open("wb") as target:
        shutil.copyfileobj(source, target)
    WIDTHS.write_text(written(measured(FONTS / name for name in CHARACTERS)), encoding="utf-8", newline="\n")


def cut(font: TTFont, characters: set[int], target: Path) -> None:
    """Write the part of a variable font that draws these code points, at weights 400 to 700."""
    options = subset.Options(
        glyph_names=False,
        hinting=False,
        layout_features=list(FEATURES),
        name_IDs=[0, 1, 2, 4, 5, 6, 13, 14],  # the names, and the copyright and licence that travel with them
        notdef_outline=True,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    part = instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": (400, 400, 700)})
    part.flavor = "woff2"
    part.save(target)


def face(path: Path) -> str:
    """Return the `@font-face` rule of a font file, whose `unicode-range` is exactly what the file draws."""
    return FACE.format(name=path.name, ranges=", ".join(ranges(TTFont(path).getBestCmap())))


def ranges(code_points: Iterable[int]) -> list[str]:
    """Return code points as CSS ranges: `U+20-7e`."""
    runs: list[list[int]] = []
    for point in sorted(code_points):
        if runs and point == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], point]
        else:
            runs.append([point])
    return ["U+" + "-".join(f"{end:x}" for end in run) for run in runs]


def measured(paths: Iterable[Path]) -> dict[str, Any]:
    """Return the table of widths that `widths.json` holds, measured in these variable fonts."""
    advances: dict[str, dict[str, int]] = {str(weight): {} for weight in WEIGHTS}
    tabular: dict[str, dict[str, int]] = {str(weight): {} for weight in WEIGHTS}
    for path in paths:
        font = TTFont(path)
        units = font["head"].unitsPerEm
        in_columns = substitutions(font, "tnum")
        for weight in WEIGHTS:
            glyphs = font.getGlyphSet(location={"wght": weight})
            for point, glyph in font.getBestCmap().items():
                advances[str(weight)][chr(point)] = round(glyphs[glyph].width)
                if glyph in in_columns:
                    tabular[str(weight)][chr(point)] = round(glyphs[in_columns[glyph]].width)
    return {
        "about": [
            "Advance widths of the shipped Inter, written by tools/fonts.py; do not edit.",
            "Unit: 1/units_per_em of the font size. advances and tabular: weight, then character.",
            "tabular: the characters whose width 'tabular-nums' changes; all others as in advances.",
            "Kerning is left out. It mostly tightens: a text is at most about 1 % longer than its sum here.",
            "A character that is not here is drawn by another font, of a width nobody knows. Take 0 for a",
            "combining mark or a format character, wide for what Unicode calls East Asian wide or full-width",
            "(emoji are), and unknown for the rest: enough for nearly every letter of the other scripts.",
        ],
        "units_per_em": units,
        "wide": units,
        "unknown": units * 3 // 4,
        "advances": {weight: dict(sorted(table.items())) for weight, table in advances.items()},
        "tabular": {weight: dict(sorted(table.items())) for weight, table in tabular.items()},
    }


def substitutions(font: TTFont, feature: str) -> dict[str, str]:
    """Return which glyph stands for which when a feature of one-for-one substitutions is on."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    return {
        glyph: other
        for index in lookups
        for part in table.LookupList.Lookup[index].SubTable
        for glyph, other in getattr(part, "ExtSubTable", part).mapping.items()
    }


def written(table: dict[str, Any]) -> str:
    """Return the table as JSON, one line to a weight: short, and a diff shows which weight changed."""

    def block(value: object) -> str:
        if not isinstance(value, dict):
            return json.dumps(value, indent=2).replace("\n", "\n  ")
        lines = (
            f"    {json.dumps(weight)}: {json.dumps(widths, ensure_ascii=False, separators=(',', ':'))}"
            for weight, widths in value.items()
        )
        return "{\n" + ",\n".join(lines) + "\n  }"

    parts = (f"  {json.dumps(key)}: {block(value)}" for key, value in table.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    main()
