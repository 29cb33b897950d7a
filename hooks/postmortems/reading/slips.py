"""What the person most likely meant, where YAML itself cannot be read."""

from __future__ import annotations

import re
import unicodedata

import yaml

from postmortems.reading.text import Flaw

_CODE = "yaml"
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_ODD_INDENT = re.compile(r" *([^\S \n])")
"""A line that begins with blanks copied from a web page."""
_SENTENCE = re.compile(r"^(?P<lead>\s*(?:- )?(?P<key>[A-Za-z_]+):) +(?P<text>\S.*)$")
QUOTES = "'\""
PAIRS = {"{": "}", "[": "]", '"': '"', "'": "'"}
"""What YAML takes for the beginning of a part of its own, and its end."""


def conflict(text: str) -> Flaw | None:
    """Return the flaw of the first merge-conflict marker, or None."""
    if (found := _CONFLICT.search(text)) is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return Flaw(
        "merge-conflict",
        line,
        1,
        "a merge conflict was committed",
        "keep one of the two versions and delete the marker lines",
    )


def explain(text: str, error: yaml.YAMLError) -> Flaw:
    """Return what is wrong where PyYAML's pure parser gave up, in words of somebody who wrote a sentence."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Flaw(_CODE, 0, 0, "the file is not YAML", "compare it with the commented file of the guide")
    lines = text.split("\n")
    context = getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    about = str(getattr(error, "context", "") or "")
    number, column = mark.line, mark.column
    if context is not None and (flaw := _unclosed(lines, context, about, problem)):
        return flaw
    if flaw := _oddly_indented(lines, number):
        return flaw
    while number > 0 and (number >= len(lines) or not lines[number].strip()):
        number, column = number - 1, 0
    line = lines[number]
    found = sentence(line)
    if "mapping values are not allowed" in problem and found:
        return Flaw(_CODE, number + 1, column + 1, "a colon and a blank in a text begin a new key", _quote(found))
    if "escape" in problem:
        return Flaw(
            _CODE,
            number + 1,
            column + 1,
            "a backslash in double quotes begins an escape",
            "use single quotes, or write \\\\ for one backslash",
        )
    if "block scalar" in about:
        return Flaw(
            _CODE,
            number + 1,
            column + 1,
            "behind | or > the line must end",
            "write the text on the next line, indented; or quote it",
        )
    if "cannot start any token" in problem:
        sign = line[column : column + 1]
        return Flaw(_CODE, number + 1, column + 1, f"a text cannot begin with {sign}", "put the text in quotes")
    if found and (sign := found["text"][0]) in PAIRS and column > found.start("text"):
        message = f"the text goes on behind the {PAIRS[sign]} that closes {sign}"
        return Flaw(_CODE, number + 1, column + 1, message, _quote(found))
    return Flaw(
        _CODE,
        number + 1,
        column + 1,
        "this line does not fit the lines above it",
        "indent it like its neighbours; a text of several lines goes below `|` or `>-`, all of it indented; "
        "every key is followed by a colon and a blank",
    )


def sentence(line: str) -> re.Match[str] | None:
    """Return the `key` and the `text` of a line that has both; None of any other."""
    return _SENTENCE.match(line)


def single_quoted(text: str) -> str:
    """Return a text of one line as YAML has it in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _unclosed(lines: list[str], opened: yaml.Mark, about: str, problem: str) -> Flaw | None:
    if "quoted scalar" in about and ("end of stream" in problem or "document separator" in problem):
        message = "the quote that opens here is never closed"
        return Flaw(_CODE, opened.line + 1, opened.column + 1, message, "close it with the same sign")
    if "flow" in about:
        sign = lines[opened.line][opened.column : opened.column + 1]
        message = f"{sign} opens a list or mapping that is not closed properly"
        help_ = "close it and put commas between its parts; if it begins a text, quote the whole text"
        return Flaw(_CODE, opened.line + 1, opened.column + 1, message, help_)
    return None


def _oddly_indented(lines: list[str], number: int) -> Flaw | None:
    """Blanks of a web page are text to YAML; it gives up on the line itself or on the next."""
    for near in range(max(number - 1, 0), min(number + 1, len(lines))):
        if found := _ODD_INDENT.match(lines[near]):
            name = unicodedata.name(found[1], "a blank of another kind").lower()
            message = f"the line is indented with U+{ord(found[1]):04X} ({name})"
            return Flaw(_CODE, near + 1, found.start(1) + 1, message, "indent it with ordinary blanks")
    return None


def _quote(found: re.Match[str]) -> str:
    text = found["text"].rstrip()
    shown = text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004  fits a terminal line
    quoted = f"{found['lead'].strip()} {single_quoted(shown)}"
    return f"quote the text: {quoted}; or write it below `{found['key']}: >-`, indented"
