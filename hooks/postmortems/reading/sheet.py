"""The file being read: takes its problems down and hands out the fields of its mappings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from postmortems import markdown
from postmortems.credentials import Cover
from postmortems.format import Group
from postmortems.problems import Problem
from postmortems.reading import text as characters
from postmortems.reading.lines import TEXTS
from postmortems.reading.slips import keyed, single_quoted
from postmortems.reading.text import Flaw
from postmortems.reading.tree import Mapping, Node, Scalar, Sequence
from postmortems.reading.values import Wrong, close, incident_id, shorten


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that a file names, and where."""

    id: str
    line: int
    column: int
    source: str
    """The line of the file, as it stands there: before it is shown its secrets have to be covered."""
    place: str | None = None
    """What a link names on the page of the incident, behind `#`, perhaps nothing that is there; None: no such sign."""


T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)

MAX_SUGGESTIONS = 100
"""Unknown fields of one mapping that are compared with the known ones."""

_TODO = re.compile(r"\s*TODO\b")


class Sheet:
    """One file, its lines, and what is wrong with it."""

    def __init__(self, path: str, text: str = "") -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        """Ids the file names, for whoever knows which there are."""
        self.aliases: list[Reference] = []
        """Ids the report had before."""
        self._text = text
        self._lines = text.split("\n")

    @cached_property
    def _cover(self) -> Cover:
        """Made with the first thing that is said of the file: what is said goes into logs that everybody reads."""
        return Cover(self._text)

    def report(self, code: str, line: int, column: int, message: str, help_: str = "") -> None:
        """Take a problem down. No secret of the file comes with it."""
        said = self._cover.message(message), self._cover.message(help_)
        self.problems.append(Problem(self.path, line, column, code, *said, self._source(line)))

    def _source(self, line: int) -> str:
        return self._cover.lines[line - 1] if 0 < line <= len(self._lines) else ""

    def flaw(self, flaw: Flaw) -> None:
        """Take down a flaw of the file's text or YAML."""
        self.report(flaw.code, flaw.line, flaw.column, flaw.message, flaw.help)

    def at(self, node: Node, code: str, message: str, help_: str = "") -> None:
        """Take down a problem at a node."""
        self.report(code, node.line, node.column, message, help_)

    # -- shapes -------------------------------------------------------------------------------------------------------

    def mapping(
        self, node: Node | None, what: str, group: Group, homes: dict[str, str] | None = None
    ) -> Mapping | None:
        """Return a mapping after checking which keys it has; None where it is something else.

        `homes` says of keys known elsewhere where they belong.
        """
        if node is None:
            return None
        if not isinstance(node, Mapping):
            if not self._is_missing(node, what):
                self.at(node, "shape", f"{what} must be keys with values", _keyed(node, group))
            return None
        known = [*group.required, *group.optional]
        cut = self._refuse_cut(node, group)
        unknown = [name for name in node.keys if name not in known and name not in cut]
        # Likeness is slow to find; past the first few slips it is no slip any more.
        meant = {name: close(name, known) for name in unknown[:MAX_SUGGESTIONS]}
        missing = [name for name in group.required if name not in node.keys and name not in meant.values()]
        strange = [name for name in unknown if not meant.get(name) and name not in (homes or {})]
        # One that nobody knows, and one that is not there: most likely they are the same.
        lost = missing.pop() if len(missing) == len(strange) == 1 else None
        for name in unknown:
            if home := (homes or {}).get(name):
                help_ = f"move it below `{home}`"
            elif meant.get(name):
                help_ = f"did you mean {meant[name]}?"
            else:
                help_ = f"{f'is it {lost}, which is missing? ' if lost else ''}known here: {', '.join(known)}"
            self.at(node.keys[name], "unknown-field", f"{what} has no field {shorten(name)!r}", help_)
        for name in missing:
            self._missing_key(node, what, group, name)
        return node

    def _refuse_cut(self, node: Mapping, group: Group) -> set[str]:
        """Take down each text in braces that a comma ends too early; return the keys that are the rest of one."""
        texts = {field.name for field in group.fields if field.shape in TEXTS}
        known = {field.name for field in group.fields}
        rests: dict[str, list[str]] = {}
        last = ""
        for name, value in node.values.items() if self._sign(node) == "{" else ():
            text = value.value if isinstance(value, Scalar) and not value.quoted else None
            if text == "" and last and name not in known:
                rests[last].append(name)
                continue
            last = name if text and name in texts else ""
            rests[name] = []
        for name, rest in rests.items():
            value = node.values[name]
            if rest and isinstance(value, Scalar):
                help_ = f"put it in quotes: {name}: {single_quoted(shorten(', '.join([value.value, *rest])))}"
                self.report("unknown-field", *value.end, f"a comma ends the text of `{name}` here", help_)
        return {name for rest in rests.values() for name in rest}

    def _missing_key(self, node: Mapping, what: str, group: Group, name: str) -> None:
        """Where the field would stand: after the last of those before it in the format."""
        names = [field.name for field in group.fields]
        above = next((one for one in reversed(names[: names.index(name)]) if one in node.keys), None)
        meaning = next(field.meaning for field in group.fields if field.name == name).rstrip(".")
        where = f" after `{above}`" if above else ""
        help_ = f"add `{name}: …`{where}: {meaning[0].lower()}{meaning[1:]}"
        self.at(node.keys[above] if above else node, "missing-field", f"{what} lacks `{name}`", help_)

    def items(self, node: Node | None, what: str, group: Group | None = None) -> list[Node]:
        """Return the items of a list; empty where it is something else. `group` is what each item has to be."""
        if node is None:
            return []
        if not isinstance(node, Sequence):
            if not self._is_missing(node, what):
                self.at(node, "shape", f"{what} must be a list", _listed(node, group))
            return []
        if not node.items:
            self.at(node, "empty", f"{what} is an empty list", "leave the field out, or fill it in")
        return node.items

    def _is_missing(self, node: Node, what: str) -> bool:
        if isinstance(node, Scalar) and not node.value.strip() and not node.quoted:
            self.at(node, "empty", f"{what} has no value", "fill it in, or leave the field out where it is optional")
            return True
        return False

    # -- values -------------------------------------------------------------------------------------------------------

    def scalar(self, node: Node | None, what: str, *, is_block: bool = False) -> str | None:
        """Return the text of a scalar; None where it is something else, empty, or left to do.

        `is_block` says that the text is Markdown of several paragraphs, which lists may be part of.
        """
        if node is None:
            return None
        if not isinstance(node, Scalar):
            kind = "a list" if isinstance(node, Sequence) else "keys with values"
            self.at(
                node, "shape", f"{what} must be one text, not {kind}", self._one_text(node, what, is_block=is_block)
            )
            return None
        if not node.value.strip():
            self.at(node, "empty", f"{what} has no value", "fill it in, or leave the field out where it is optional")
            return None
        if _TODO.match(node.value):
            self.at(
                node,
                "todo",
                f"{what} is still to be written",
                "replace TODO by the text, or leave the field out where it is optional",
            )
            return None
        return node.value

    def _one_text(self, node: Sequence | Mapping, what: str, *, is_block: bool) -> str:
        """How to write what was meant as a text."""
        is_list = isinstance(node, Sequence)
        if self._sign(node) in {"{", "["}:
            return "put quotes round a text that begins with [ or {"
        if what.startswith("an item"):
            return "write one text behind one `- `" if is_list else "put quotes round a text with a colon and a blank"
        if is_block:
            kept = "; a list is then part of the text" if is_list else ""
            return f"put `|` behind the colon, and indent the lines below it{kept}"
        return f"write one text below it{', without `- `' if is_list else ''}: put `>-` behind the colon, and indent it"

    def value(self, node: Node | None, what: str, read: Callable[[str], T]) -> T | None:
        """Return what a scalar means, read by one of `values`; None where it cannot be read."""
        text = self.scalar(node, what)
        if text is None or node is None:
            return None
        try:
            return read(text)
        except Wrong as wrong:
            self.at(node, wrong.code, wrong.message, wrong.help)
            return None

    def word(self, node: Node | None, what: str, words: type[Word]) -> Word | None:
        """Return a word of a closed vocabulary."""
        text = self.scalar(node, what)
        if text is None or node is None:
            return None
        try:
            return words(text)
        except ValueError:
            known = [str(word) for word in words]
            meant = close(text, known)
            help_ = f"did you mean {meant}? Known: {', '.join(known)}" if meant else f"write one of {', '.join(known)}"
            self.at(node, "unknown-word", f"{shorten(text)!r} is not a word for {what}", help_)
            return None

    def line(self, node: Node | None, what: str, limit: int | None = None) -> str | None:
        """Return a plain text of one line."""
        text = self.scalar(node, what)
        if text is not None and node is not None and "\n" in text:
            self.at(node, "one-line", f"{what} must be one line", "write it on one line")
            return None
        return self._limited(node, what, text, limit)

    def inline(self, node: Node | None, what: str, limit: int | None = None) -> str | None:
        """Return inline Markdown, and take down the incidents it links to."""
        text = self._limited(node, what, self.scalar(node, what), limit)
        return self._linked(node, text, inline=True)

    def block(self, node: Node | None, what: str) -> str | None:
        """Return Markdown of several paragraphs, and take down the incidents it links to."""
        return self._linked(node, self.scalar(node, what, is_block=True), inline=False)

    def _limited(self, node: Node | None, what: str, text: str | None, limit: int | None) -> str | None:
        if text is None or node is None or limit is None or len(text) <= limit:
            return text
        self.at(
            node,
            "text-length",
            f"{what} has {len(text)} characters; the limit is {limit}",
            f"take {len(text) - limit} away",
        )
        return None

    def _linked(self, node: Node | None, text: str | None, *, inline: bool) -> str | None:
        if text is None or node is None:
            return text
        for link in markdown.links(text, inline=inline):
            if found := markdown.LOOKS_LIKE_ID.fullmatch(link.href):
                # A block's text begins on the line below its sign.
                line = node.line + link.line + (1 if isinstance(node, Scalar) and self._is_block(node) else 0)
                column = node.column if line == node.line else 1
                self._refer(found["id"], min(line, len(self._lines)), column, found["place"])
        return text

    def _is_block(self, node: Scalar) -> bool:
        return self._sign(node) in {"|", ">"}

    def _sign(self, node: Node) -> str:
        """The sign that a node begins with; empty where the file is not at hand."""
        return "".join(self._lines[node.line - 1 : node.line])[node.column - 1 : node.column]

    def reference(self, node: Node, what: str) -> str | None:
        """Return the id of another incident, and take it down."""
        text = self.scalar(node, what)
        return self._refer(text, node.line, node.column) if text is not None else None

    def _refer(self, text: str, line: int, column: int, place: str | None = None) -> str | None:
        try:
            incident_id(text)
        except Wrong as wrong:
            self.report(wrong.code, line, column, wrong.message, wrong.help)
            return None
        self.references.append(self.reference_at(text, line, column, place))
        return text

    def reference_at(self, id_: str, line: int, column: int, place: str | None = None) -> Reference:
        """Return an id with where it stands, its line, and the place it names on the page of the incident."""
        return Reference(id_, line, column, self._lines[line - 1], place)

    def each(
        self, node: Node | None, what: str, read: Callable[[Node, str], T | None], group: Group | None = None
    ) -> tuple[T, ...]:
        """Return what the items of a list mean, each once. `group` is what each has to be."""
        found: dict[T, int] = {}
        for item in self.items(node, what, group):
            value = read(item, f"an item of {what}")
            if value is None:
                continue
            if value in found:
                self.twice(item, what, str(value) if isinstance(value, str) else None, found[value])
                continue
            found[value] = item.line
        return tuple(found)

    def twice(self, item: Node, what: str, value: str | None, first: int) -> None:
        """Take down that a list holds the same a second time."""
        shown = "the same" if value is None else repr(shorten(value))
        self.at(item, "twice", f"{what} holds {shown} twice; the first is on line {first}", "delete one of the two")

    def refuse_unseen(self, scalars: Iterable[Scalar]) -> None:
        """Take down characters that an escape in double quotes brought in; those typed are known already."""
        for scalar in scalars:
            place = characters.first_unseen(scalar.value)
            if place is not None:
                self.flaw(characters.flaw_of(scalar.value[place], scalar.line, scalar.column))


_MARK = re.compile(r"(?:[-\u2010-\u2015\u2212\u2022\u00b7+*]|\d{1,2}[.)])\s*(?=\S)")
"""What somebody may have written in place of the dash of an item."""


def _listed(node: Scalar | Mapping, group: Group | None) -> str:
    """What to write where a list should stand."""
    if isinstance(node, Scalar) and not node.quoted and "\n" not in node.value:
        mark = _MARK.match(node.value)
        text = node.value[mark.end() :] if mark else node.value
        if group:
            return f"below it {keyed(text, group)}"
        if mark:
            return f"begin each item with a hyphen and a blank: `- {shorten(text)}`"
    return "write each on a line of its own behind `- `, or all as [one, two]"


def _keyed(node: Node, group: Group) -> str:
    """What to write where fields should stand, and something else does."""
    if isinstance(node, Scalar) and group.text and "\n" not in node.value:
        return keyed(node.value, group)
    keys = ", ".join(f"{key}: …" for key in group.usual)
    return f"write them below it, indented: {keys}" if keys else "write `key: value`"
