"""The mark of the site, a tiny timeline on a tile, for tabs and telephones, in the colours of the site."""

from __future__ import annotations

import io

from postmortems.style import palette
from postmortems.templating import render
from postmortems.vocabulary import Phase

SIZE = 32
"""Units of the drawing, each way."""
TOUCH = 180
"""Pixels of the picture for telephones, as Apple asks for."""
PHASES = ((Phase.UNDETECTED, 4, 9), (Phase.RESPONDING, 9, 20), (Phase.RECOVERING, 20, 28))
"""Where each part of the bar begins and ends."""
BAR = (19, 25)
"""Its upper and lower edge."""
ENTRIES = ((9, 8), (20, 13))
"""Where the dots of entries stand above it."""
RADIUS = 3
"""Of a dot."""


def svg() -> str:
    """Return the icon for tabs: a dark tile on light ones, a light tile on dark ones."""
    light, dark = palette().light, palette().light | palette().dark
    # On a tile of ink the colours of the other scheme are seen.
    return render("icon.svg.jinja", size=SIZE, phases=PHASES, bar=BAR, entries=ENTRIES, radius=RADIUS,
                  schemes=(("", light["ink"], dark), ("dark", dark["ink"], light)))  # fmt: skip


def png() -> bytes:
    """Return the icon for telephones, which round its corners; needs Pillow. The same bytes with one version of it."""
    from PIL import Image, ImageDraw

    scale = 4 * TOUCH / SIZE
    tile, colours = palette().light["ink"], palette().light | palette().dark
    image = Image.new("RGB", (4 * TOUCH, 4 * TOUCH), tile)
    canvas = ImageDraw.Draw(image)
    top, bottom = BAR
    for x, y in ENTRIES:
        canvas.rectangle([scale * n for n in (x - 0.75, y, x + 0.75, bottom)], fill=colours["ink"])
        canvas.ellipse([scale * n for n in (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)], fill=colours["ink"])
    for phase, start, end in PHASES:
        canvas.rectangle([scale * n for n in (start, top, end, bottom)], fill=colours[phase])
    written = io.BytesIO()
    image.resize((TOUCH, TOUCH), Image.Resampling.LANCZOS).save(written, "PNG")
    return written.getvalue()
