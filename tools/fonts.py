"""Cut the font Inter down to what the site needs, and write down how wide its characters are.

Run by hand, as `make fonts`, when the font or the choice of characters changes; what it writes is committed:

- `docs/assets/fonts/`: two variable fonts (weights 400 to 700), the style sheet that names them, the licence;
- `hooks/postmortems/figures/widths.json`: the advance widths by which diagrams place their labels. A diagram
  is laid out where there is no browser, so it has to know how long a label will be.

The font comes from the package `fontpkg-inter`, which carries it with its licence (SIL Open Font License 1.1).
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
FONTS = ROOT / "docs" / "assets" / "fonts"
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
        *range(0x300, 0x370),  # combining marks; é typed as two characters is drawn with the é of the first file
        *range(0x1E00, 0x1F00),
        *map(ord, "‗‛‟‣‥‱‴‽⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"),
        *range(0x20A0, 0x20C0),  # currencies
        *map(ord, "ℓ℗℠⅓⅔⅛⅜⅝⅞↕↖↙⇐⇒⇔∂∆∏∑√∫"),
    ],
}
"""The characters of each file; one that Inter does not draw (✕ is one) is left to the reader's other fonts."""

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


def measured(fonts: Iterable[Path]) -> dict[str, Any]:
    """Return the table of widths that `widths.json` holds, measured in these variable fonts."""
    paths = list(fonts)
    units = TTFont(paths[0])["head"].unitsPerEm
    advances: dict[str, dict[str, int]] = {}
    tabular: dict[str, dict[str, int]] = {}
    for weight in WEIGHTS:
        advances[str(weight)] = {}
        tabular[str(weight)] = {}
        for path in paths:
            font = instantiateVariableFont(TTFont(path), {"wght": weight})
            fixed = substitutions(font, "tnum")
            for point, glyph in font.getBestCmap().items():
                advances[str(weight)][chr(point)] = font["hmtx"][glyph][0]
                if glyph in fixed:
                    tabular[str(weight)][chr(point)] = font["hmtx"][fixed[glyph]][0]
    return {
        "about": [
            "Advance widths of the shipped Inter, written by tools/fonts.py; do not edit.",
            "Unit: 1/units_per_em of the font size. advances and tabular: weight, then character.",
            "tabular: the characters whose width font-variant-numeric: tabular-nums changes; the rest as in advances.",
            "Kerning is left out. It mostly tightens, so a text is rarely wider than the sum of its advances.",
            "A character without an entry has another font and an unknown width; take: nothing for a combining",
            "mark or a format character, wide for one that is East Asian wide or full-width (an emoji too),",
            "else unknown, which is wide enough for most letters of most scripts.",
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
    """Return the table as JSON, with one line to a weight: short, and a changed weight shows as a changed line."""

    def weights(tables: dict[str, dict[str, int]]) -> str:
        lines = (
            f"    {json.dumps(weight)}: {json.dumps(widths, ensure_ascii=False, separators=(',', ':'))}"
            for weight, widths in tables.items()
        )
        return "{\n" + ",\n".join(lines) + "\n  }"

    parts = (
        f"  {json.dumps(key)}: " + (weights(value) if isinstance(value, dict) else json.dumps(value, indent=2).replace("\n", "\n  "))
        for key, value in table.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    main()
