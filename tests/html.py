"""Enough of an HTML parser to ask a page what a reader would see; nothing beyond the standard library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

PARENTS = {"td": {"tr"}, "tr": {"tbody", "thead", "table"}}
"""What an element stands right below: its start ends whatever was left open there."""


@dataclass
class Element:
    """An element with its attributes and what is inside, in order."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Every word inside, as shown, white space collapsed."""
        return " ".join("".join(self.words()).split())

    def words(self) -> Iterator[str]:
        """Yield the pieces of text inside, in order."""
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in {"script", "style"}:
                yield from part.words()

    def all(self, *tags: str, **attributes: str) -> list[Element]:
        """Return every element inside with one of the tags and all of the attributes.

        A name is written with `_` for `-`, as in `http_equiv`; `class_` looks for one of the classes.
        """
        return [element for element in self.elements() if element.fits(tags, attributes)]

    def one(self, *tags: str, **attributes: str) -> Element:
        """Return the only such element."""
        (element,) = self.all(*tags, **attributes)
        return element

    def fits(self, tags: tuple[str, ...], attributes: dict[str, str]) -> bool:
        """Return whether this is an element that `all` was asked for."""
        mine = self.attributes
        return (not tags or self.tag in tags) and all(
            value in mine.get("class", "").split()
            if name == "class_"
            else mine.get(name.rstrip("_").replace("_", "-")) == value
            for name, value in attributes.items()
        )

    def elements(self) -> Iterator[Element]:
        """Yield every element inside, in order."""
        for part in self.inside:
            if isinstance(part, Element):
                yield part
                yield from part.elements()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        parents = PARENTS.get(tag, set())
        if any(above.tag in parents for above in self._open):
            while self._open[-1].tag not in parents:
                self._open.pop()
        self._open[-1].inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.tag for element in self._open]:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def parse(html: str) -> Element:
    """Return a page, or a piece of one, as a tree; forgiving, like a browser."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root
