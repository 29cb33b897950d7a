"""The look of what stands by itself (a brief, an embedded diagram, a picture), from the site's own style sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour by its name without `--pm-`."""

    light: dict[str, str]
    dark: dict[str, str]
    """Those that differ in the dark."""


@cache
def sheet(name: str) -> str:
    """Return a style sheet of the archive."""
    return (files("postmortems") / "assets" / name).read_text("utf-8")


@cache
def palette() -> Palette:
    """Return the colours of `palette.css`."""
    light, dark = re.split(r"@media screen", sheet("palette.css"), maxsplit=1)
    dark = dark.partition("@media (forced-colors")[0]
    return Palette(_colours(light), _colours(dark))


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--pm-([a-z-]+): (#[0-9a-f]{3,6});", css))


def by_system() -> str:
    """Return the colours as rules that follow the reader's system, for a page without a switch."""
    colours = palette()
    light, dark = ("".join(f"--pm-{name}:{value};" for name, value in c.items()) for c in (colours.light, colours.dark))
    return f":root{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
