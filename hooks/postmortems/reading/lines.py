"""What is wrong with a line by its own signs, or by how far it is indented, where YAML cannot be read.

Numbers of lines are from 0 here, in flaws from 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from postmortems.format import INCIDENT, Field, Group, Many, Plain, Shape
from postmortems.reading.text import Flaw
from postmortems.vocabulary import Effect

CODE = "yaml"
BLOCK = re.compile(r"(?P<lead> *(?:- +)?)(?:[\w-]+: +)?[|>][-+\d]*\s*")
"""A line that opens a text of several lines."""
_NEAR = 3
"""Lines above the one where YAML gave up that may be the cause."""


def fields_of(shape: Shape) -> Iterator[Field]:
    """Yield every field of the format below a shape."""
    if isinstance(shape, Many):
        yield from fields_of(shape.item)
    for field in shape.fields if isinstance(shape, Group) else ():
        yield field
        yield from fields_of(field.shape)


TEXTS = frozenset({Plain.LINE, Plain.INLINE, Plain.INLINE_LINE, Plain.BLOCK})
"""What takes a text that means itself."""
FIELDS = frozenset(field.name for field in fields_of(INCIDENT))
_TOP = frozenset(field.name for field in INCIDENT.fields)
_NAME = rf"(?P<lead> *(?:- +)?)(?P<key>{'|'.join(sorted(FIELDS, key=len, reverse=True))})"

_ODD_INDENT = re.compile(r" *(?P<sign>[^\S \n])")
"""A line that begins with blanks copied from a web page."""
_FENCE = re.compile(r" *(?:`{3,}|~{3,})[\w-]* *")
_MARK = re.compile(r"(?P<lead> *)(?P<mark>[\u2010-\u2015\u2212\u2022\u00b7*+])[^\S\n]*(?P<text>[^\s*].*)")
"""What is typed, or made by a word processor, in place of the dash of an item."""
_GLUED_DASH = re.compile(r"(?P<lead> *)-(?P<odd>[^\S ])?(?P<text>[^\s-].*)")
_GLUED_COLON = re.compile(rf"{_NAME}(?P<colon>[:\uff1a])(?P<odd>[^\S ]?)(?P<text>(?!//)\S.*)")
_GLUED_EFFECT = re.compile(rf"(?P<lead> *)(?P<key>[\w-]+)(?P<colon>:)(?P<odd>)(?P<text>(?:{'|'.join(Effect)})) *")
_EQUALS = re.compile(rf"{_NAME} *=+ *(?P<text>\S.*)")
_NO_COLON = re.compile(rf"{_NAME} +(?P<text>[^\s:].*)")
_KEYED = re.compile(r" *(?P<dash>- +)?(?P<quote>['\"]?)(?P<key>[\w-]+)(?P=quote):(?= |$)")
_ITEM = re.compile(r" *-(?: |$)")


def slip(lines: list[str], number: int) -> Flaw | None:
    """Return what is wrong with a line, or with one close above it, that cannot be part of a text as it stands."""
    texts = _texts(lines, number)
    near = [n for n in range(number, -1, -1) if lines[n].strip() and n not in texts][: _NEAR + 1]
    return next((flaw for n in near if (flaw := _sign(lines[n], n, is_certain=True))), None)


def likely(lines: list[str], number: int) -> Flaw | None:
    """Return what is wrong with a line that may be part of a text."""
    return _sign(lines[number], number, is_certain=False)


def _texts(lines: list[str], end: int) -> set[int]:
    """The lines up to one that are the inside of a text of several lines."""
    found, depth = set(), None
    for number, line in enumerate(lines[: end + 1]):
        if depth is not None and line.strip():
            if indent(line) > depth:
                found.add(number)
                continue
            depth = None
        if depth is None and BLOCK.fullmatch(line):
            depth = indent(line)
    return found


def _sign(line: str, number: int, *, is_certain: bool) -> Flaw | None:
    if found := _ODD_INDENT.match(line):
        message = f"the line is indented with {_named(found['sign'])}"
        return Flaw(CODE, number + 1, found.start("sign") + 1, message, "indent it with ordinary blanks")
    if _FENCE.fullmatch(line):
        help_ = "delete the fence: this line, and the other one like it"
        return Flaw(CODE, number + 1, indent(line) + 1, "a code fence of Markdown is no part of the file", help_)
    return _dash(line, number, is_certain=is_certain) or _colon(line, number, is_certain=is_certain)


def _dash(line: str, number: int, *, is_certain: bool) -> Flaw | None:
    if (found := _MARK.fullmatch(line)) and (not is_certain or _KEYED.match(found["text"])):
        sign = found["mark"] if found["mark"].isascii() else _named(found["mark"])
        message = f"{sign} does not begin an item"
    elif (found := _GLUED_DASH.fullmatch(line)) and (not is_certain or _KEYED.match(found["text"])):
        message = (
            f"{_named(found['odd'])} stands behind the dash" if found["odd"] else "behind the dash a blank is missing"
        )
    else:
        return None
    help_ = f"write `- {shortened(found['text'])}`, with a hyphen and a blank"
    return Flaw(CODE, number + 1, found.end("lead") + 1, message, help_)


def _colon(line: str, number: int, *, is_certain: bool) -> Flaw | None:
    if found := _GLUED_COLON.fullmatch(line) or _GLUED_EFFECT.fullmatch(line):
        colon = found["colon"] + found["odd"]
        odd = next((sign for sign in colon if not sign.isascii()), "")
        message = f"{_named(odd)} stands behind `{found['key']}`" if odd else "behind the colon a blank is missing"
        help_, place = "", found.start("colon") + len(colon) - bool(found["odd"])
    elif found := _EQUALS.fullmatch(line):
        message, help_, place = f"behind `{found['key']}` a colon is missing", "", line.index("=", found.end("key"))
    elif not is_certain and (found := _NO_COLON.fullmatch(line)):
        message, place = f"behind `{found['key']}` a colon is missing", found.end("key")
        help_ = ", if it is a field; a text that goes on is indented further than its own"
    else:
        return None
    text = shortened(found["text"])
    return Flaw(CODE, number + 1, place + 1, message, f"write `{found['key']}: {text}`{help_}")


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'a blank of another kind').lower()})"


def shortened(text: str) -> str:
    """Return a text that fits a line of a terminal."""
    text = text.rstrip()
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004  fits a terminal line


# -- indentation ------------------------------------------------------------------------------------------------------


def indent(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


@dataclass(frozen=True, slots=True)
class _Column:
    """Where keys or items above a line stand, which may go on."""

    blanks: int
    is_dash: bool
    name: str
    line: int


def _columns(lines: list[str], number: int) -> list[_Column]:
    """Where a line may go on, the innermost first."""
    texts, limit, found = _texts(lines, number), len(lines[number]) + 1_000, []
    for above in range(number - 1, -1, -1):
        line = lines[above]
        keyed = _KEYED.match(line)
        if above in texts or limit == 0 or not (keyed or _ITEM.match(line)):
            continue
        here = [_Column(keyed.start("quote"), False, f"`{keyed['key']}`", above)] if keyed else []
        here += [_Column(indent(line), True, "the item", above)] if _ITEM.match(line) else []
        for column in here:
            if column.blanks < limit:
                found.append(column)
                limit = column.blanks
    return found


def misplaced(lines: list[str], number: int) -> Flaw | None:
    """Return why a line with a key, or an item, fits nowhere for how far it is indented; None where that is right."""
    line = lines[number]
    keyed, is_item, here = _KEYED.match(line), _ITEM.match(line) is not None, indent(line)
    columns = _columns(lines, number)
    if not (keyed or is_item) or not columns:
        return None
    alike = [column for column in columns if column.is_dash is is_item]
    if any(column.blanks == here for column in alike):
        return None
    if keyed and not is_item and any(column.blanks == here for column in columns):
        message = f"`{keyed['key']}` stands where the items above it begin"
        help_ = f"write `- {shortened(line.strip())}` if it begins another; else indent it by {_blanks(here + 2)}"
        return Flaw(CODE, number + 1, here + 1, message, help_)
    if here == 0 and (first := columns[-1]).blanks:
        message = f"{_blanks(first.blanks)} before {first.name}, none before what goes on below it"
        return Flaw(CODE, first.line + 1, 1, message, f"let {first.name} begin the line, without blanks before it")
    if not alike:
        return None
    sign = 1 if keyed and keyed["key"] in _TOP else -1
    nearest = min(alike, key=lambda column: (abs(column.blanks - here), sign * column.blanks))
    message = f"{_blanks(here)} before this line, {_number(nearest.blanks)} before {nearest.name} above it"
    help_ = f"indent both alike, with {_blanks(nearest.blanks)}, if they belong together"
    return Flaw(CODE, number + 1, here + 1, message, help_)


def _number(count: int) -> str:
    return str(count) if count else "none"


def _blanks(count: int) -> str:
    return f"{count or 'no'} {'blank' if count == 1 else 'blanks'}"


def stray(lines: list[str], number: int) -> Flaw | None:
    """Return what a line without a colon is behind the text of a field; None where none stands above it."""
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    if above is None or (keyed := _KEYED.match(lines[above])) is None or not lines[above][keyed.end() :].strip():
        return None
    here, depth = indent(lines[number]), keyed.start("quote")
    if here > depth:
        return None
    message = f"the text of `{keyed['key']}` ends above this line, which is not indented further"
    help_ = f"indent it by {_blanks(depth + 2)}, if it belongs to that text; behind the name of a field write a colon"
    return Flaw(CODE, number + 1, here + 1, message, help_)
