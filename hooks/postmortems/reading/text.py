"""From bytes to text and back: size, encoding, lines, and characters nobody sees."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_BYTES = 256 * 1024
"""The largest file that is read."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What makes a file's bytes or characters unfit, and where."""

    code: str
    line: int
    """From 1; 0: the file as a whole."""
    column: int
    """From 1; 0: none."""
    message: str
    help: str


def decode(data: bytes) -> str | Flaw:
    """Return the text of a file with every line end as a line feed, or why it has none.

    `data` may end behind `MAX_BYTES`; whoever reads the file need not read further.
    """
    if len(data) > MAX_BYTES:
        return Flaw(
            "file-size",
            0,
            0,
            f"the file is larger than {MAX_BYTES // 1024} KiB",
            "tell the incident in fewer words, and link to logs and pictures instead of pasting them",
        )
    for mark, name in _OTHER_ENCODINGS:
        if data.startswith(mark):
            return Flaw("encoding", 0, 0, f"the file is saved as {name}", "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        begin = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[begin : error.start].decode("utf-8", "replace")) + 1
        byte = data[error.start]
        return Flaw(
            "encoding",
            line,
            column,
            f"byte 0x{byte:02X} is not UTF-8",
            "save the file as UTF-8 and type the character again",
        )
    return text.replace("\r\n", "\n")


_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def parted(data: bytes) -> tuple[bytes, list[str]]:
    """Return a byte order mark, where there is one, and the lines of a file in UTF-8.

    Line feeds alone part lines, as in the tree: what stands before them stays.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark, data.removeprefix(mark).decode("utf-8").split("\n")


def joined(mark: bytes, lines: Sequence[str]) -> bytes:
    """Return the bytes of a file."""
    return mark + "\n".join(lines).encode("utf-8")


def unseen(text: str) -> Iterator[Flaw]:
    """Yield a flaw for the first character of each line that nobody sees or that YAML may not hold."""
    if _ORDINARY.fullmatch(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if (found := first_unseen(line)) is not None:
            yield flaw_of(line[found], number, found + 1, indents=not line[:found].strip())


def flaw_of(character: str, line: int, column: int, *, indents: bool = False) -> Flaw:
    """Return the flaw that a character is; `indents` says that nothing but blanks stands before it."""
    name = unicodedata.name(character, "") or _NAMES.get(character, "no name")
    where = f"U+{ord(character):04X} ({name.lower()})"
    if character == "\t":
        return Flaw(
            "tab", line, column, "a tab", "use blanks: two for each level" if indents else "write a blank instead"
        )
    if character == "\N{REPLACEMENT CHARACTER}":
        return Flaw("unseen-character", line, column, f"{where}: a character was lost in a conversion", "type it again")
    return Flaw("unseen-character", line, column, f"{where} cannot be seen", "delete it")


def first_unseen(text: str) -> int | None:
    """Return the place of the first character that readers cannot see, or None. Line feeds are fine."""
    if _ORDINARY.fullmatch(text):
        return None
    return next((i for i, character in enumerate(text) if _is_unseen(text, i, character)), None)


# Fast path: printable ASCII, Latin letters, punctuation of ordinary typography.
_ORDINARY = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u2027\u20ac\u2190-\u21ff]*")

_NAMES = {
    "\x00": "nul",
    "\x08": "backspace",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    "\r": "carriage return",
}
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
# Format characters that are drawn: signs that enclose the digits behind them.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Letters and marks that fonts draw as nothing.
_BLANK_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
# They choose how the character before them is drawn: one behind a sign or letter, the rare ones behind an ideograph.
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_RARE_SELECTORS = frozenset(map(chr, range(0xE0100, 0xE01F0)))
# Control, format, private, unassigned, surrogate; line and paragraph separator.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})


def _is_unseen(text: str, place: int, character: str) -> bool:
    if character == "\n":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if character in _JOINERS:
        return not (_joins(before) and (_joins(after) or _is_virama(before)))
    if character in _VARIATION_SELECTORS:
        return not before or before.isspace() or unicodedata.category(before)[0] in "MC"
    if character in _RARE_SELECTORS:
        return not before or unicodedata.category(before) != "Lo"
    if character in _BLANK_FILLERS or character == "\N{REPLACEMENT CHARACTER}":
        return True
    return unicodedata.category(character) in _UNSEEN_CATEGORIES and character not in _DRAWN


def _is_virama(character: str) -> bool:
    """Whether a joiner behind this sign has work to do at the end of a word too."""
    return unicodedata.combining(character) == 9  # noqa: PLR2004  the combining class of viramas


def _joins(neighbour: str) -> bool:
    """Whether a joiner has work to do beside this character: scripts and emoji, never ASCII."""
    return bool(neighbour) and not neighbour.isascii() and unicodedata.category(neighbour)[0] in "LMS"
