"""Contributors' Markdown, made safe: what a person typed is shown, and nothing of it acts.

CommonMark with tables. No raw HTML, no entities, no images; a link leads to https, http, mailto, a place on the same
page or another incident, perhaps a place on its page; else it stays text. What the parser lets through is cleaned once
more by nh3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

Resolve = Callable[[str], str | None]
"""From the id of an incident (or an alias) to the address of its report as seen from the page; None: no such id."""

LOOKS_LIKE_ID = re.compile(r"(?P<id>\d{2,4}-?\d{1,2}-?\d{1,2}\w*-[^/?#:.]*)(?:#(?P<place>.*))?", re.ASCII)
"""A link target that can only be meant as an incident, by id, perhaps with a place on its page; well-formed or not."""

_INCIDENT = re.compile(r"(?P<id>\d{4}-\d{2}-\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*)(?P<place>#[a-z0-9-]+)?", re.ASCII)
_SCHEMES = ("https://", "http://", "mailto:", "#")
_TAGS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
# Sections and their parts use h1 to h3; a contributor's own headings come below.
_HEADINGS = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6", "h6": "h6"}
# Without one of these characters a text holds no inline Markdown.
_INLINE_MARKS = re.compile(r"[\\`*_\[<\n]")
# Nor a link without what closes its text, or opens an address.
_LINK_MARKS = re.compile(r"[\]<]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text, whether or not it may be followed."""

    href: str
    """The target as the parser reads it."""
    line: int
    """The line of the text it begins on, from 0."""


def block(text: str, resolve: Resolve) -> Markup:
    """Return the HTML of a Markdown text of several paragraphs; headings in it begin at h4."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    return _clean(parser, tokens, resolve)


def inline(text: str, resolve: Resolve) -> Markup:
    """Return the HTML of a line of Markdown: emphasis, code and links only."""
    if not _INLINE_MARKS.search(text):
        return escape(text)
    parser = _parser()
    return _clean(parser, parser.parseInline(text), resolve)


def plain(text: str) -> str:
    """Return a line of Markdown as its words alone, on one line."""
    if not _INLINE_MARKS.search(text):
        return text
    pieces = (
        " " if token.type in {"softbreak", "hardbreak"} else token.content
        for token in _flat(_parser().parseInline(text))
        if token.type != "inline"
    )
    return " ".join("".join(pieces).split())


def links(text: str, *, inline: bool) -> tuple[Link, ...]:
    """Return every link of a text, those that `block` and `inline` leave as text too."""
    if not _LINK_MARKS.search(text):
        return ()
    parser = _parser(every_link=True)
    found = []
    for token in parser.parseInline(text) if inline else parser.parse(text):
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
            elif child.type == "link_open":
                found.append(Link(str(child.attrs["href"]), line))
    return tuple(found)


@cache
def _parser(*, every_link: bool = False) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["entity", "image"])
    accept: Callable[[str], bool] = _always if every_link else _may_be_followed
    parser.validateLink = accept  # type: ignore[method-assign, assignment]  # the parser documents this hook
    return parser


def _always(_href: str) -> bool:
    return True


def _may_be_followed(href: str) -> bool:
    return href.lower().startswith(_SCHEMES) or bool(_INCIDENT.fullmatch(href))


def _clean(parser: MarkdownIt, tokens: Sequence[Token], resolve: Resolve) -> Markup:
    for token in _flat(tokens):
        if token.type == "link_open" and (found := _INCIDENT.fullmatch(str(token.attrs["href"]))):
            target = resolve(found["id"])
            token.attrs = {"href": f"{target}{found['place'] or ''}"} if target else {}
    html = parser.renderer.render(tokens, parser.options, {})
    # nh3 returns well-formed HTML of the tags and attributes named, and of nothing else.
    cleaned = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https", "http", "mailto"}, link_rel=None
    )
    return Markup(cleaned)  # noqa: S704


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _flat(token.children)
