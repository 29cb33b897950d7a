"""What the person most likely meant, where YAML itself cannot be read."""

from __future__ import annotations

import re

import yaml

from postmortems.format import ENTRY, INCIDENT, TASK, Group
from postmortems.reading import meant
from postmortems.reading.lines import BLOCK, CODE, indent, likely, misplaced, shortened, slip, stray
from postmortems.reading.text import Flaw

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\s*^--- *$.*?(?P<end>^--- *$)(?P<text>.*\S)", re.MULTILINE | re.DOTALL)
_SENTENCE = re.compile(r"^(?P<lead>\s*(?:- )?(?P<key>[A-Za-z_]+):) +(?P<text>\S.*)$")
QUOTES = "'\""
BEGIN = "an incident is a YAML file of fields: begin with `postmortems new`, and copy the text into what it writes"
_FIELD = re.compile(
    rf"^[ {{\"'-]{{0,8}}(?:{'|'.join(field.name for field in INCIDENT.fields)})[\"']?\s*:", re.MULTILINE
)
_KEY = re.compile(r"\s*(?:- )?(?P<key>[\w-]+)")
_ITEM = re.compile(r" *- +(?P<text>\S.*)")
_WORD = re.compile(r" *([\w-]+) *")
_CLOCK = re.compile(r"(?P<time>~?\d{1,2}:\d{2})(?:\s*[-–:,])?\s+(?=\S)", re.ASCII)
_COMMENTED = re.compile(r"(?<=[\[{, ])#")
_TAGS = re.compile(r"tags *:")
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""What a text without quotes may not begin with."""
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


def front_matter(text: str) -> Flaw | None:
    """Return the flaw of a Markdown file: fields between two lines of `---`, and below them a text; else None."""
    found = _FRONT_MATTER.match(text)
    if found is None or not is_prose(found["text"]):
        return None
    line = text.count("\n", 0, found.start("end")) + 1
    return Flaw("several-documents", line, 1, "this file is Markdown: a text follows the fields between ---", BEGIN)


def explain(text: str, error: yaml.YAMLError) -> Flaw:
    """Return what is wrong where PyYAML's pure parser gave up, in words of somebody who wrote a sentence."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Flaw(CODE, 0, 0, "the file is not YAML", "compare it with the commented file of the guide")
    lines = text.split("\n")
    context = getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    about = str(getattr(error, "context", "") or "")
    number, column = mark.line, mark.column
    if is_prose(text):
        first = next((n for n, line in enumerate(lines) if line.strip()), 0)
        return Flaw(CODE, first + 1, 1, "this is a text, not the fields of an incident", BEGIN)
    if context is not None and (flaw := _unclosed(lines, context, about, problem)):
        return flaw
    while number > 0 and (number >= len(lines) or not lines[number].strip()):
        number, column = number - 1, 0
    if context is not None and "while scanning" in about and "simple key" in about:
        number, column, problem = context.line, context.column, ""
    return (
        slip(lines, number)
        or (_dedented(lines, context.line) if context is not None and "while scanning" in about else None)
        or _dedented(lines, number)
        or _on_line(lines, number, column, problem, about)
    )


def _on_line(lines: list[str], number: int, column: int, problem: str, about: str) -> Flaw:
    """What is wrong with the line itself."""
    line = lines[number]
    found = sentence(line)
    if "mapping values are not allowed" in problem:
        if key := _KEY.fullmatch(line[:column]):
            # The colon is the key's own: what stands above cannot go on with a key.
            misfit = Flaw(CODE, number + 1, column + 1, _MISFIT, _INDENT)
            return _no_mapping(lines, number, key["key"]) or misplaced(lines, number) or misfit
        help_ = _quote(found) if found else "write the whole text below `>-`, indented"
        return Flaw(CODE, number + 1, column + 1, "a colon and a blank in a text begin a new key", help_)
    if found and "sequence entries are not allowed" in problem:
        message, help_ = (
            "an item cannot stand behind the name of a field",
            "delete the `- `, or begin the item on the next line",
        )
        return Flaw(CODE, number + 1, column + 1, message, help_)
    if "escape" in problem:
        return Flaw(
            CODE,
            number + 1,
            column + 1,
            "a backslash in double quotes begins an escape",
            "use single quotes, or write \\\\ for one backslash",
        )
    if found and (written := over(found)):
        return Flaw(CODE, number + 1, found.start("text") + 1, "> begins a text on the lines below", f"write {written}")
    if "block scalar" in about:
        return Flaw(
            CODE,
            number + 1,
            column + 1,
            "behind | or > the line must end",
            "write the text on the next line, indented",
        )
    if "cannot start any token" in problem:
        sign = line[column : column + 1]
        return Flaw(CODE, number + 1, column + 1, f"a text cannot begin with {sign}", "put the text in quotes")
    if line[column:].strip() == ",":
        return Flaw(
            CODE, number + 1, column + 1, "a comma ends the line, as in JSON", "delete it, and the others like it"
        )
    if found and (sign := found["text"][0]) in PAIRS and column > found.start("text"):
        message = f"the text goes on behind the {PAIRS[sign]} that closes {sign}"
        return Flaw(CODE, number + 1, column + 1, message, _quote(found))
    misfit = Flaw(CODE, number + 1, column + 1, _MISFIT, _INDENT)
    return misplaced(lines, number) or likely(lines, number) or stray(lines, number) or misfit


_MISFIT = "this line does not fit the lines above it"
_INDENT = (
    "indent it like its neighbours; a text of several lines goes below `|` or `>-`, all of it indented; "
    "every key is followed by a colon and a blank"
)


def is_prose(text: str) -> bool:
    """Whether a text has no field of an incident file at the beginning of any line."""
    return _FIELD.search(text) is None


def _no_mapping(lines: list[str], number: int, key: str) -> Flaw | None:
    """A text in the place of a key, and below it a line with a key; None where the line above is something else."""
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    if above is None or sentence(lines[above]):
        return None
    groups = [group for group in (TASK, ENTRY) if any(field.name == key for field in group.fields)]
    if (found := _ITEM.fullmatch(lines[above])) and groups:
        message = f"this item is a text, so that `{key}` below it fits nowhere"
        return Flaw(CODE, above + 1, found.start("text") + 1, message, keyed(found["text"], groups[0]))
    if word := _WORD.fullmatch(lines[above]):
        message = f"{shortened(word[1])} has no colon and no value"
        return Flaw(CODE, above + 1, word.start(1) + 1, message, f"write `{shortened(word[1])}: …`")
    return None


def _dedented(lines: list[str], number: int) -> Flaw | None:
    """A line that was to be part of the text below a `|` or `>`, and is not indented like it; None of any other."""
    line, depth, deeper = lines[number], indent(lines[number]), 0
    if sentence(line) or _KEY.fullmatch(line.rstrip().removesuffix(":")):
        return None
    for above in reversed(lines[:number]):
        if found := BLOCK.fullmatch(above):
            deeper = deeper or len(found["lead"]) + 2
            if deeper <= depth:
                return None
            blanks = deeper - depth
            help_ = f"indent it by {blanks} {'blank' if blanks == 1 else 'blanks'}, if it belongs to that text"
            message = f"the text below `{found[0].strip()}` ends above this line, which is not indented like it"
            return Flaw(CODE, number + 1, depth + 1, message, f"{help_}; behind the name of a field write a colon")
        if above.strip():
            deeper = indent(above)
            if deeper <= depth:
                return None
    return None


def sentence(line: str) -> re.Match[str] | None:
    """Return the `key` and the `text` of a line that has both; None of any other."""
    return _SENTENCE.match(line)


_COUNTED = {"users_affected": meant.certain_share, "users_count": meant.certain_count}


def over(found: re.Match[str]) -> str | None:
    """Return what to write for a number that begins with `>`, by the match of its line; None of any other line."""
    form = _COUNTED.get(found["key"]) if found["text"].startswith(">") else None
    return form(found["text"].strip()) if form else None


def single_quoted(text: str) -> str:
    """Return a text of one line as YAML has it in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def keyed(text: str, group: Group) -> str:
    """Return what to write in place of a text that stands as an item where a group of fields should.

    A time of day that the text begins with goes into a field of its own.
    """
    said = f"`{group.text}`"
    clock = _CLOCK.match(text) if any(field.name == "at" for field in group.fields) else None
    lines = [f"at: {clock['time']}"] if clock else []
    lines.append(_value(group.text, text[clock.end() :] if clock else text))
    help_ = f"write `- {lines[0]}`" + "".join(f" and, on the line below it, `  {line}`" for line in lines[1:])
    others = [one for one in group.exactly_one if one != group.text]
    return f"{help_}; or instead of {said} one of {', '.join(others)}" if others else help_


def _value(key: str, text: str) -> str:
    """A field on one line, in quotes where YAML asks for them."""
    text = shortened(text)
    plain = text[0] not in _SIGNS and ": " not in text and not text.endswith(":")
    return f"{key}: {text if plain else single_quoted(text)}"


def _unclosed(lines: list[str], opened: yaml.Mark, about: str, problem: str) -> Flaw | None:
    if "quoted scalar" in about and ("end of stream" in problem or "document separator" in problem):
        message = "the quote that opens here is never closed"
        return Flaw(CODE, opened.line + 1, opened.column + 1, message, "close it with the same sign")
    if "flow" in about:
        line = lines[opened.line]
        sign = line[opened.column : opened.column + 1]
        found = _COMMENTED.search(line, opened.column) if sign in PAIRS else None
        if found and PAIRS[sign] not in line[opened.column : found.start()]:
            bare = shortened(_COMMENTED.sub("", line))
            help_ = f"write it without #: {bare}" if _TAGS.match(line) else "put what begins with # in quotes"
            message = f"the # begins a comment, so that {sign} is never closed"
            return Flaw(CODE, opened.line + 1, found.end(), message, help_)
        message = f"{sign} opens a list or mapping that is not closed properly"
        help_ = "close it and put commas between its parts; if it begins a text, quote the whole text"
        return Flaw(CODE, opened.line + 1, opened.column + 1, message, help_)
    return None


def _quote(found: re.Match[str]) -> str:
    quoted = f"{found['lead'].strip()} {_requoted(found['text'].rstrip())}"
    return f"quote the text: {quoted}; or write it below `{found['key']}: >-`, indented"


def _requoted(text: str) -> str:
    """A text in single quotes; of quotes that stand round it already only one pair is left."""
    sign, inner = text[0], text[1:-1]
    if len(text) > 2 and sign == text[-1] in QUOTES and sign in inner:  # noqa: PLR2004  more than the pair
        # A quote behind a word closes what the first one opened; one before or inside a word does not.
        place = inner.index(sign)
        if inner[place - 1 : place] in {"", " "} or inner[place + 1 : place + 2].isalnum():
            text = inner.replace("''", "'") if sign == "'" else inner
    return single_quoted(shortened(text))
