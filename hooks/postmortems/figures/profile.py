"""The impact profile below the ribbon: which share of users was affected when, from none to all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postmortems import words
from postmortems.figures.axis import Axis, Place
from postmortems.figures.text_width import text_width
from postmortems.model import Incident, Window
from postmortems.shares import Share

FIELD = 20
"""Pixels of the profile's height: 100 %."""
WORDS = 16
"""Pixels above the field, for the label."""
HEIGHT = WORDS + FIELD
"""Pixels of both."""
LEAST = 1.5
"""Pixels of a share above none: it is seen, however small."""
SIZE = 11
"""Pixels of the label's letters; their weight is 400."""
WORDS_DROP = 11
"""Pixels from the ribbon down to the label's base line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A window of the profile."""

    left: Place
    width: str
    """The share of the axis, as an SVG attribute takes it."""
    y: float
    """Upper edge, in pixels from the top of the drawing."""
    height: float
    """Pixels; of an unknown share that of the whole field."""
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The share of users affected over time."""

    steps: tuple[Step, ...]
    height: float
    """Of the field and the label above it, in pixels."""
    top: float
    """Where 100 % lies, in pixels from the top of the drawing."""
    peak: str
    """The largest share, in words."""
    peak_place: Place
    """Where the words begin: with the first window of the largest share, or as far left of it as they must."""
    peak_width: float
    """Pixels of the words."""
    peak_y: float
    """Their base line."""


def profile_of(incident: Incident, axis: Axis, length: float, ribbon_end: float) -> Profile | None:
    """Return the profile below a ribbon that ends at so many pixels, on an axis of so many pixels.

    None where nobody was affected, or one share is all there is and it is unknown.
    """
    windows = incident.windows
    known = [w.users_affected.percent for w in windows if w.users_affected.percent is not None]
    if not any(known) if known else len(windows) == 1:
        return None
    peak = next(w for w in windows if w.users_affected.percent == max(known, default=None))
    text = f"Users affected: {words.share(incident.users_affected)}"
    if known and len(windows) > 1:
        text += " at the peak"
    width = round(text_width(text, SIZE, 400), 1)
    left = axis.place(peak.start.instant)
    base = ribbon_end + HEIGHT
    return Profile(
        steps=tuple(_steps(windows, axis, base)),
        height=HEIGHT,
        top=base - FIELD,
        peak=text,
        peak_place=Place(left.fraction, min(0, round(length - left.at(length) - width, 1))),
        peak_width=width,
        peak_y=ribbon_end + WORDS_DROP,
    )


def _steps(windows: tuple[Window, ...], axis: Axis, base: float) -> Iterator[Step]:
    for window in windows:
        left, right = (axis.fraction(t.instant) for t in (window.start, window.end))
        height = _height(window.users_affected)
        yield Step(
            left=Place(left),
            width=Place(right - left).percent,
            y=round(base - height, 1),
            height=height,
            is_known=window.users_affected.percent is not None,
        )


def _height(share: Share) -> float:
    if share.percent is None:
        return FIELD
    return max(LEAST, round(float(share.percent) / 100 * FIELD, 1)) if share.percent else 0
