"""Times, days, shares, counts, zones and words in another form than the file's, where they can mean one thing only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC

from postmortems.fixes.source import leaves, parse, put, said, says
from postmortems.format import INCIDENT, OneOf, Plain, Shape
from postmortems.reading import meant, values
from postmortems.reading.tree import Scalar
from postmortems.times import Zone


def with_forms(lines: list[str], severities: Sequence[str]) -> list[str]:
    """Return the lines with every such value in the file's form. Values of several lines stay."""
    root, _ = parse(lines)
    if root is None:
        return lines
    changed, instead = list(lines), {}
    for node, shape in leaves(root, INCIDENT):
        if isinstance(node, Scalar) and node.line == node.end[0] and (text := certain(node.value, shape, severities)):
            if text == node.value:
                continue
            inside = 1 if node.quoted else 0
            put(changed, (node.line, node.column + inside), (node.line, node.end[1] - inside), text)
            instead[id(node)] = text
    return changed if says(changed, said(root, instead)) else lines


def certain(text: str, shape: Shape, severities: Sequence[str]) -> str | None:
    """Return a value in the file's form; None where it may mean several things, or nothing."""
    if isinstance(shape, OneOf):
        return _word(text, [str(word) for word in shape.words])
    if shape is Plain.SEVERITY:
        return _word(text, severities)
    guess, read = _FORMS.get(shape, (None, None)) if isinstance(shape, Plain) else (None, None)
    if guess is None or read is None or len(text) > values.MAX_URL:
        return None
    return values.certainly(text, guess, read)


def _word(text: str, words: Sequence[str]) -> str | None:
    known = {word.lower(): word for word in words}
    return known.get(re.sub(r"[ _]+", "-", text.strip().lower()))


# -- one value --------------------------------------------------------------------------------------------------------


def _day(text: str) -> str | None:
    found = meant.certain_day(text)
    return str(found) if found else None


def _done(text: str) -> str | None:
    return "yes" if text.lower() in {"yes", "true"} else _day(text)


def _zone(text: str) -> str | None:
    if text.upper() == "UTC":
        return "UTC"
    found = values.zones_like(text)
    # Of a city alone there may be others of its name.
    return found[0] if len(found) == 1 and found[0].lower() == text.lower().replace(" ", "_") else None


_UTC = Zone("UTC", UTC)
_FORMS: dict[Plain, tuple[Callable[[str], str | None], Callable[[str], object]]] = {
    Plain.TIME: (meant.certain_time, lambda text: values.time(text, _UTC, None)),
    Plain.CLOCK: (meant.certain_time, lambda text: values.time(text, _UTC, values.UNDATED)),
    Plain.DAY: (_day, values.day),
    Plain.DONE: (_done, lambda text: text == "yes" or values.day(text)),
    Plain.ZONE: (_zone, values.zone),
    Plain.SHARE: (meant.certain_share, values.share),
    Plain.COUNT: (meant.certain_count, values.count),
    Plain.SLUG: (str, values.slug),
    Plain.ID: (str, values.incident_id),
    Plain.ADDRESS: (str, values.url),
}
"""How each form is guessed from a text without blanks round it, and how it is then read. The other values are texts."""
