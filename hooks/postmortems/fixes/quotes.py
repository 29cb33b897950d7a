"""Lines that YAML takes for something else than what was meant.

A text with a colon and a blank, or a sign at its beginning, gets quotes; a number with a sign gets its word.
"""

from __future__ import annotations

from postmortems.fixes.source import leaves, parse, put, said, says
from postmortems.format import INCIDENT
from postmortems.reading.lines import FIELDS, TEXTS, fields_of
from postmortems.reading.slips import PAIRS, QUOTES, over, sentence, single_quoted
from postmortems.reading.tree import Mapping, Scalar

MAX_ROUNDS = 50
"""Texts without quotes that are mended in a file; each costs a reading. A file with more is left as it is."""


def with_quotes(lines: list[str]) -> list[str]:
    """Return the lines with quotes where the text on a line can be nothing but the value of its field."""
    return _sentences(_values(lines))


# -- where YAML gives up ----------------------------------------------------------------------------------------------


_TEXT_FIELDS = frozenset(field.name for field in fields_of(INCIDENT) if field.shape in TEXTS)


def _values(lines: list[str]) -> list[str]:
    quoted, given_up = lines, _given_up(lines)
    for _ in range(MAX_ROUNDS):
        if given_up is None:
            return quoted
        line = _quoted(quoted, given_up)
        trial = [*quoted[: given_up - 1], line, *quoted[given_up:]] if line else quoted
        before, given_up = given_up, _given_up(trial)
        # It was the quotes that were missing if the reading now gets beyond the line.
        if not line or (given_up is not None and given_up <= before):
            return quoted
        quoted = trial
    return lines if given_up else quoted


def _given_up(lines: list[str]) -> int | None:
    """The line where YAML cannot go on; None where it can be read."""
    root, flaws = parse(lines)
    return flaws[-1].line or 1 if root is None and flaws else None


def _quoted(lines: list[str], number: int) -> str | None:
    """A line with its text in quotes; None where it may be more than a text, or less."""
    line, following = lines[number - 1], next((line for line in lines[number:] if line.strip()), "")
    found = sentence(line)
    if found and (written := over(found)):
        return line[: found.start("text")] + written
    if found is None or found["key"] not in _TEXT_FIELDS or " #" in found["text"]:
        return None
    text = found["text"].rstrip()
    # The sign of a block or an item that stands on the wrong line is no part of the text.
    if text[0] in "|>" or text.startswith(("- ", "* ")):
        return None
    goes_on = len(following) - len(following.lstrip()) > found.start("key")
    # A quote may be missing at the end, or be doubled inside: who knows which are part of the text?
    closing = PAIRS.get(text[0])
    if goes_on or (closing and closing not in text[1:-1]) or text[0] == text[-1] in QUOTES:
        return None
    return line[: found.start("text")] + single_quoted(text) + line[found.start("text") + len(text) :]


# -- where YAML reads something else ----------------------------------------------------------------------------------


def _sentences(lines: list[str]) -> list[str]:
    """A sentence with a colon in a list of texts is a mapping to YAML, which has no need to give up on it."""
    root, _ = parse(lines)
    if root is None:
        return lines
    changed, instead = list(lines), {}
    for node, shape in leaves(root, INCIDENT):
        if shape in TEXTS and isinstance(node, Mapping) and (place := _sentence(node, lines)):
            start, end = place
            text = lines[start[0] - 1][start[1] - 1 : end[1] - 1]
            put(changed, start, end, single_quoted(text))
            instead[id(node)] = text
    return changed if says(changed, said(root, instead)) else lines


def _sentence(node: Mapping, lines: list[str]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where a sentence that became one key and its value begins and ends; None where it may be no sentence."""
    (key, *others), (value, *_) = node.keys.values(), node.values.values()
    if others or not isinstance(value, Scalar) or not value.value or key.quoted or value.quoted:
        return None
    # The name of a field may stand in the wrong place.
    if key.value in FIELDS or (key.line, key.column) != (node.line, node.column) or key.line != value.end[0]:
        return None
    rest = lines[key.line - 1][value.end[1] - 1 :].rstrip()
    # Behind two blanks stands a comment; behind one it may be text.
    return ((key.line, key.column), value.end) if not rest or rest.startswith("  ") else None
