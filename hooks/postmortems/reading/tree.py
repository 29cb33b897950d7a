"""What the YAML of a file says and where: nodes with positions, scalars as they were typed.

Built from PyYAML's events, never by its loaders: those turn `20:00` into 1200 and `no` into false,
follow aliases, and run out of stack on nested files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from postmortems.reading.slips import explain
from postmortems.reading.text import Flaw

MAX_DEPTH = 12
"""Levels of nesting that are read; an incident needs five."""

FAST: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it, about twenty times faster. Only its events are used."""


@dataclass(slots=True)
class Scalar:
    """A text."""

    line: int
    column: int
    value: str
    """As typed, with the layout of its style taken off; one line feed at the end is dropped."""
    quoted: bool = False
    """Whether it stood in quotes or in a block, so that an empty text is meant."""
    end: tuple[int, int] = (0, 0)
    """Line and column behind its last character, from 1; of a block, where what follows it begins."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values, each key once, in the file's order."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    is_torn: bool = False
    """Whether a key stood twice, so that it may be two mappings."""


Node = Scalar | Sequence | Mapping


def parse(text: str, loader: type = FAST) -> tuple[Node | None, list[Flaw]]:
    """Return the only document of a text and what is wrong with it as YAML; None where it cannot be read.

    `loader` is the PyYAML loader whose events are read; the answer is the same whichever it is.
    """
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
            if builder.too_deep:
                return None, builder.flaws
    except yaml.YAMLError as error:
        # The two parsers place the same error differently, and differ on a few escapes; the pure one has the last word.
        if loader is not yaml.SafeLoader:
            return parse(text, yaml.SafeLoader)
        return None, [*builder.flaws, explain(text, error)]
    builder.refuse_swallowed()
    root = builder.root
    if not builder.flaws and (root is None or (isinstance(root, Scalar) and not root.value and not root.quoted)):
        builder.flaws.append(Flaw("empty", 0, 0, "the file holds nothing", "copy the commented file of the guide"))
        return None, builder.flaws
    return builder.root, builder.flaws


class _Builder:
    """Puts events together; keeps a stack of its own, so that no nesting can exhaust Python's."""

    def __init__(self, text: str) -> None:
        self.root: Node | None = None
        self.flaws: list[Flaw] = []
        self.too_deep = False
        self._lines = text.split("\n") if "#" in text else []
        self._texts: list[tuple[tuple[int, int], tuple[int, int], str]] = []
        """Where each text begins and ends, and what it says."""
        self._stack: list[Sequence | Mapping] = []
        self._key: list[Scalar | None] = []
        """For each open mapping the key whose value comes next."""
        self._documents = 0

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                self._add(self._scalar(event))
            case yaml.MappingStartEvent():
                self._refuse_marks(event)
                self._open(Mapping(*_place(event)))
            case yaml.SequenceStartEvent():
                self._refuse_marks(event)
                self._open(Sequence(*_place(event)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._flaw(
                    "alias", event, f"*{event.anchor} repeats another part of the file", "write the text again in full"
                )
                self._add(Scalar(*_place(event), str(event.anchor)))
            case yaml.DocumentStartEvent():
                self._document(event)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 2:  # noqa: PLR2004  the first one too many
            self._flaw(
                "several-documents", event, "a second document begins here", "write one incident a file, without ---"
            )
        if event.version or event.tags:
            self.flaws.append(
                Flaw(
                    "directive", event.start_mark.line + 1, 1, "a YAML directive", "delete the line that begins with %"
                )
            )

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._flaw("anchor", event, f"&{event.anchor} names a part of the file", f"delete &{event.anchor}")
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._flaw("tag", event, f"{shown} asks for another type", "delete it: every value is text")

    def _scalar(self, event: Any) -> Scalar:
        quoted = bool(event.style)
        end = event.end_mark.line + 1, event.end_mark.column + 1
        node = Scalar(*_place(event), event.value, quoted, end)
        if event.style in ("|", ">"):
            node.value = event.value.removesuffix("\n")
        first, last = event.start_mark, event.end_mark
        # Of a block the line with its sign may hold a comment; all below is text.
        begin = (first.line + 1, 0) if event.style in ("|", ">") else (first.line, first.column)
        self._texts.append((begin, (last.line, last.column), event.value))
        return node

    def refuse_swallowed(self) -> None:
        """A sign behind one blank is far more often meant as text than as a comment; two blanks make a comment."""
        for number, line in enumerate(self._lines):
            for found in _SWALLOWED.finditer(line):
                place = (number, found.start())
                before = [text for text in self._texts if text[0] <= place < text[1]]
                if before or _COMMENT.match(line):
                    continue
                ends_here = next((value for _, end, value in self._texts if end == place and value), None)
                rest = line[found.start() + 1 :].strip()
                if tags := _TAGS.fullmatch(line):
                    names = ", ".join(re.findall(_TAG, rest.lower()))
                    help_ = f"write it without #: {tags['lead']}{f'[{names}]' if tags['lead'] == 'tags: ' else names}"
                elif ends_here is None:
                    help_ = "put the text in quotes; or put two blanks before a comment"
                else:
                    help_ = f"quote the text: {_quoted(f'{ends_here} {rest}')}; or put two blanks before a comment"
                message = f"YAML takes {rest!r} for a comment"
                self.flaws.append(Flaw("comment", number + 1, found.start() + 2, message, help_))
                break

    def _open(self, node: Sequence | Mapping) -> None:
        self._add(node)
        self._stack.append(node)
        self._key.append(None)
        if len(self._stack) > MAX_DEPTH:
            self.too_deep = True
            self.flaws.append(
                Flaw(
                    "nesting",
                    node.line,
                    node.column,
                    f"more than {MAX_DEPTH} levels of nesting",
                    "check the indentation",
                )
            )

    def _close(self) -> None:
        self._stack.pop()
        self._key.pop()

    def _add(self, node: Node) -> None:
        if not self._stack:
            if self._documents == 1:
                self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._key[-1]
        if key is None:
            self._key[-1] = self._as_key(node)
            return
        self._key[-1] = None
        if key is _NO_KEY:
            return
        if key.value in parent.keys:
            first = parent.keys[key.value].line
            message = f"`{key.value}` stands here a second time; the first is on line {first}"
            is_item = len(self._stack) > 1 and isinstance(self._stack[-2], Sequence)
            # What follows the missing dash of an item is not told again, key by key.
            if not (is_item and parent.is_torn):
                another = f"begin another item with `- {key.value}: …`, or " if is_item else ""
                help_ = f"{another}keep one of the two"
                self.flaws.append(Flaw("duplicate-key", key.line, key.column, message, help_))
            parent.is_torn = True
            return
        parent.keys[key.value] = key
        parent.values[key.value] = node

    def _as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.flaws.append(
            Flaw(
                "key",
                node.line,
                node.column,
                "a key must be a word",
                "write `key: value`; quote a text that begins with { or [",
            )
        )
        return _NO_KEY

    def _flaw(self, code: str, event: Any, message: str, help_: str) -> None:
        self.flaws.append(Flaw(code, *_place(event), message, help_))


_NO_KEY = Scalar(0, 0, "")
"""In place of a key that is none; its value is left out."""
_SWALLOWED = re.compile(r"(?<=[^ ]) #")
_TAG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_TAGS = re.compile(rf" *(?P<lead>- |tags: ) *#{_TAG}(?:[, ]+#{_TAG})* *", re.IGNORECASE)
"""A line of nothing but tags as other programs write them."""
_COMMENT = re.compile(r" *#")
"""A line that is nothing but a comment, whatever signs there are in it."""


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every scalar of a tree, keys too, in the file's order."""
    pending: list[Node] = [node]
    while pending:
        here = pending.pop()
        if isinstance(here, Scalar):
            yield here
        elif isinstance(here, Sequence):
            pending.extend(reversed(here.items))
        else:
            for key in reversed(here.keys):
                pending += [here.values[key], here.keys[key]]
