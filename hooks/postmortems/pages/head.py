"""What a page says of itself to programs that show a link to it: Open Graph, X Cards, JSON-LD, feeds.

Sources: https://ogp.me, https://schema.org/Article, https://schema.org/BreadcrumbList.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

from postmortems.cards import can_draw
from postmortems.data.feeds import published, updated
from postmortems.data.record import Record
from postmortems.model import Incident
from postmortems.pages.card import DEFAULT, path_of_card
from postmortems.pages.page import TOUCH_ICON, Page, Parent, address, way
from postmortems.settings import Site
from postmortems.templating import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the template reads. Addresses are absolute, as the standards ask; None where the site's is not known."""

    title: str
    description: str
    site: str
    url: str | None
    image: str | None
    alt: str
    """What the picture says: of a report its numbers."""
    kind: str
    """`article` or `website`."""
    touch_icon: str | None
    """As seen from the page; None where none can be drawn."""
    linked_data: tuple[Markup, ...] = ()
    """JSON-LD, ready to stand in a script element."""


def head(page: Page, site: Site, path: str | None = None, card: str | None = None) -> Markup:
    """Return what stands in the head of a page beside the theme's own.

    `path`: of another form of the page. `card`: its picture, where that is not its own.
    """
    card = card or path_of_card(page)
    url = f"{site.url}{address(path or page.path)}" if site.url else None
    incident = page.incident
    data = [_crumbs(page, site.url)] if site.url and page.path != "index" else []
    if incident and url:
        data.append(_article(incident, page, url, f"{site.url}{card}", site.name))
    view = Head(
        title=page.title,
        description=page.description,
        site=site.name,
        url=url,
        image=f"{site.url}{card}" if site.url else None,
        alt=page.description if incident else page.title,
        kind="article" if incident else "website",
        touch_icon=f"{way(path or page.path, 'index')}{TOUCH_ICON}" if can_draw() else None,
        linked_data=tuple(map(_script, data)),
    )
    return render("head.html.jinja", view=view)


def head_of_text(source: str, title: str, description: str, site: Site, above: tuple[str, str] | None) -> Markup:
    """Return the same for a page written by hand, by its file below `docs/`.

    `above`: the file of the first page of its section, and what the section is called; None: it is that, or in none.
    """
    file, name = above or (source, "")
    under = None if file == source else Parent(path=file.removesuffix(".md"), title=name)
    page = Page(path=source.removesuffix(".md"), title=title, description=description, under=under, sections=())
    return head(page, site, card=DEFAULT)


def _article(incident: Incident, page: Page, url: str, image: str, site: str) -> Record:
    summary = incident.summary
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "url": url,
        "image": image,
        "datePublished": published(incident).isoformat(),
        "dateModified": updated(incident).isoformat(),
        "temporalCoverage": "/".join(moment.local.isoformat() for moment in (summary.start, summary.end)),
        "author": {"@type": "Organization", "name": site},
        **({"about": {"@type": "Organization", "name": incident.organisation}} if incident.organisation else {}),
        "keywords": ", ".join(incident.tags),
    }


def _crumbs(page: Page, site: str) -> Record:
    above = [(one.path, one.title) for one in page.trail]
    steps = [(name, f"{site}{address(path)}") for path, name in (("index", "Home"), *above, (page.path, page.title))]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": item}
            for place, (name, item) in enumerate(steps, 1)
        ],
    }


def _script(value: Record) -> Markup:
    """JSON in which nothing can end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704  see above
