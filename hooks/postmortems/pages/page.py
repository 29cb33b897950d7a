"""A page of the site as any generator needs it: an address, a title, and sections of finished HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from markupsafe import Markup

from postmortems.cards import Columns, Number, Strip
from postmortems.model import Incident
from postmortems.templating import render

NUMBERS = "about/numbers"
"""The page on which the numbers are explained."""

ICON = "assets/images/icon.svg"
TOUCH_ICON = "assets/images/touch-icon.png"
"""Where the mark of the site is, for tabs and for telephones; `mkdocs.yml` names the first too."""

TOP = "title"
"""The id of every page's h1."""


# Our own HTML, in which a contributor's `<` is always escaped: what is left over holds no tag but the h1.
_MARKUP = re.compile(r"<svg\b.*?</svg>|<(?!/?h1\b)[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page. Its HTML is made each time it is asked for, so that no more than one page is held at a time."""

    heading: str | None = None
    """In our own words, without markup; None: the part has none of its own."""
    anchor: str | None = None
    """The address of the heading on its page; given if and only if there is a heading."""
    template: str
    """The file of `templates/` that draws it."""
    view: object
    """What the template reads, as `view`."""
    searchable: bool = True
    """Whether its words belong into the site's search; False for what only draws or lists what stands elsewhere."""
    leads: bool = False
    """Whether a search that finds it leads to the top of the page: it says what the page is about."""

    def html(self) -> Markup:
        """Return what stands under the heading."""
        return render(self.template, view=self.view)

    def words(self, html: str) -> str:
        """Return what the search reads of the section's HTML: its words, escaped, and the page's title as a heading."""
        if not self.searchable:
            return ""
        return " ".join(_MARKUP.sub(" ", html).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """The page above a page."""

    path: str
    title: str
    above: Parent | None = None
    """The page above that; None: it stands in the navigation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, independent of what builds the site."""

    path: str
    """The page's place, without an ending: `index`, `incidents/index`, `incidents/<id>`."""
    title: str
    """As typed; whoever prints it escapes it."""
    description: str
    """One or two sentences for link previews and search engines, as typed."""
    source: str | None = None
    """The file to edit, relative to the project's folder; None: nobody edits this page."""
    incident: Incident | None = None
    """What the page reports; None: it is no report."""
    parent: Parent | None = None
    """The page above; None: this page stands in the navigation."""
    under: Parent | None = None
    """For a page of the navigation the one that leads to it, where that is not the home page."""
    searched: bool = False
    """Whether the site's search knows the page; those that only put others together would come before them."""
    between_columns: bool = False
    """Whether the pages of its chapter stand beside it, and its headings; else it has the whole width."""
    keywords: tuple[str, ...] = ()
    """Words by which the search finds the page before others that only use them in their text."""
    facts: tuple[Number, ...] = ()
    """Up to four numbers for the picture of a link to a page that puts incidents together."""
    chart: Strip | Columns | None = None
    """What the picture draws of them."""
    caption: str = ""
    """What the chart shows."""
    scripts: tuple[str, ...] = ()
    """Files below `docs/` that make more of the page; it is complete without them."""
    sections: tuple[Section, ...]
    """In order. The first begins with the page's h1; the headings of the others are h2."""

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """Anchor and words of every h2, in order."""
        return tuple((s.anchor, s.heading) for s in self.sections if s.anchor is not None and s.heading is not None)

    @property
    def hidden(self) -> tuple[str, ...]:
        """What of the frame it does without: `navigation`, `footer`, which leads to its neighbours, and `toc`."""
        if self.between_columns:
            return ()
        below = self.parent is not None
        return ("navigation", *(() if below else ("footer",)), *(() if below and self.headings else ("toc",)))

    @property
    def trail(self) -> tuple[Parent, ...]:
        """The pages above it, the highest first, without the home page."""
        found: list[Parent] = []
        above = self.parent or self.under
        while above:
            found.append(above)
            above = above.above
        return tuple(reversed(found))

    def filled(self, parts: Sequence[str], *, searched: bool = False) -> Markup:
        """Return the page's HTML from that of its sections, under their headings, below a link to its parent.

        `searched`: as the search reads it, which makes a result of whatever stands before the h1 or below a heading.
        """
        if searched:
            parts = [section.words(part) for section, part in zip(self.sections, parts, strict=True)]
        return render(
            "page.html.jinja",
            searched=searched,
            parent=self.parent,
            up=self.parent and way(self.path, self.parent.path),
            sections=list(zip(self.sections, map(Markup, parts), strict=True)),
        )


def way(path: str, to: str) -> str:
    """Return the relative address of the page `to`, seen from the page `path`: `../<id>/` among reports."""
    here, there = address(path).split("/")[:-1], address(to).split("/")[:-1]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    return "".join(["../" * (len(here) - shared), *(f"{folder}/" for folder in there[shared:])]) or "./"


def numbers_from(path: str, anchor: str) -> str:
    """Return the address of a number's definition, seen from the page `path`."""
    return f"{way(path, NUMBERS)}#{anchor}"


def address(path: str) -> str:
    """Return where a page is, seen from the site's root: `incidents/` for `incidents/index`, nothing for `index`."""
    folders = path.removesuffix("index").rstrip("/")
    return f"{folders}/" if folders else ""
