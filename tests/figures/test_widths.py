"""The widths by which diagrams place labels are those of the font that the site ships."""

from __future__ import annotations

import json

from fontTools.ttLib import TTFont

from tools import fonts

TABLE = json.loads(fonts.WIDTHS.read_text("utf-8"))
FILES = [fonts.FONTS / name for name in fonts.CHARACTERS]


def test_the_table_is_what_measuring_the_shipped_font_gives() -> None:
    """`make fonts` makes both."""
    assert TABLE == fonts.measured(FILES)


def test_digits_in_columns_have_one_width() -> None:
    for weight, widths in TABLE["tabular"].items():
        assert 1 == len({widths[digit] for digit in "0123456789"}), weight


def test_every_weight_knows_the_same_characters() -> None:
    regular, *others = (set(widths) for widths in TABLE["advances"].values())
    assert all(regular == other for other in others)


def test_the_browser_is_told_exactly_what_each_file_draws() -> None:
    """A range too wide loads a file for nothing; one too narrow leaves a character to another font."""
    css = (fonts.FONTS / "inter.css").read_text("utf-8")
    assert css == "\n".join(fonts.face(path) for path in FILES)


def test_no_character_is_drawn_by_two_files() -> None:
    basic, extended = (set(TTFont(path).getBestCmap()) for path in FILES)
    assert set() == basic & extended


def test_the_files_stay_small() -> None:
    """Every first visit loads the basic one."""
    basic, extended = (path.stat().st_size for path in FILES)
    assert 32_000 > basic
    assert 110_000 > basic + extended
