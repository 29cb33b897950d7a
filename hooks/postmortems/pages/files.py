"""Every file of the site that is no page: what other programs read, what stands by itself, and former addresses.

Each is made when it is written, so that no more than one is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.resources import files as resources
from pathlib import Path

from postmortems import icon
from postmortems.cards import Cards, can_draw
from postmortems.collection import Archive
from postmortems.data import schema, tables
from postmortems.data.feeds import Feed
from postmortems.data.record import whole
from postmortems.model import Incident
from postmortems.pages.brief import Comparison, brief
from postmortems.pages.card import card_of, card_of_page, path_of_card
from postmortems.pages.embed import embedded
from postmortems.pages.page import ICON, TOUCH_ICON, Page
from postmortems.pages.report import path_of, said
from postmortems.templating import render

ASSETS = ("palette.css", "drawing.css", "timeline.css")
FONTS = ("inter.css", "inter-latin.woff2", "inter-latin-ext.woff2", "LICENSE.txt")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to write."""

    path: str
    """Relative to the site's root."""
    make: Callable[[], str | bytes]
    """Gives its content; text is written as UTF-8."""


def files(archive: Archive, pages: Iterable[Page] = (), cache: Path | None = None) -> Iterator[SiteFile]:
    """Yield every file; with a `cache`, a folder for pictures already drawn, those of links to `pages` too."""
    yield from _assets()
    yield from _data(archive)
    comparison = Comparison.of(archive)
    for incident in archive.incidents:
        yield from _of(incident, archive, comparison)
    if cache is not None and can_draw():
        yield SiteFile(TOUCH_ICON, icon.png)
        yield from _pictures(pages, archive, Cards(cache))


def _pictures(pages: Iterable[Page], archive: Archive, cards: Cards) -> Iterator[SiteFile]:
    for page in pages:
        if page.incident or page.parent is None:
            card = card_of(page.incident, archive) if page.incident else card_of_page(page, archive)
            yield SiteFile(path_of_card(page), partial(cards.png, card))
            for alias in page.incident.aliases if page.incident else ():
                yield SiteFile(f"incidents/{alias}/card.png", partial(cards.png, card))


def _assets() -> Iterator[SiteFile]:
    folder = resources("postmortems") / "assets"
    for name in ASSETS:
        yield SiteFile(f"assets/{name}", (folder / name).read_bytes)
    for name in FONTS:
        yield SiteFile(f"assets/fonts/{name}", (folder / "fonts" / name).read_bytes)
    yield SiteFile(ICON, icon.svg)


def _data(archive: Archive) -> Iterator[SiteFile]:
    address = partial(address_of, archive=archive)
    yield SiteFile("api/v1/incidents.json", partial(tables.as_json, archive, address))
    yield SiteFile("api/v1/incidents.csv", partial(tables.as_csv, archive, address))
    yield SiteFile("schema/incident.json", partial(_schema, archive))
    if archive.site.url:
        feed = Feed(title=archive.site.name, site=archive.site.url, archive=archive, said=said)
        yield SiteFile("feed.xml", feed.atom)
        yield SiteFile("feed.json", feed.json)


def _of(incident: Incident, archive: Archive, comparison: Comparison) -> Iterator[SiteFile]:
    yield SiteFile(f"{path_of(incident)}/brief/index.html", partial(brief, incident, archive, comparison))
    for alias in incident.aliases:
        yield SiteFile(f"incidents/{alias}/index.html", partial(_redirect, incident, archive))
        yield SiteFile(f"incidents/{alias}/brief/index.html", partial(_redirect, incident, archive, "brief/"))
    # What is embedded or fetched elsewhere cannot follow a page that leads on: it stays at every address it ever had.
    for name in (incident.id, *incident.aliases):
        yield SiteFile(f"incidents/{name}/timeline.svg", partial(embedded, incident))
        yield SiteFile(f"incidents/{name}/incident.json", partial(_record, incident, archive))


def address_of(incident: Incident, archive: Archive) -> str:
    """Return where a report is: absolute where the site's address is known, else from the site's root."""
    return f"{archive.site.url or ''}{path_of(incident)}/"


def _record(incident: Incident, archive: Archive) -> str:
    return tables.dumped(whole(incident, archive, address_of(incident, archive)))


def _schema(archive: Archive) -> str:
    return tables.dumped(schema.schema(archive.settings, schema.address(archive.site)))


def _redirect(incident: Incident, archive: Archive, below: str = "") -> str:
    """The page at a former address; `below`: of what lies in the folder of the report."""
    up = "../../" if below else "../"
    canonical = address_of(incident, archive) if archive.site.url else f"{up}{incident.id}/"
    return render("redirect.html.jinja", href=f"{up}{incident.id}/{below}", canonical=canonical, title=incident.title)
