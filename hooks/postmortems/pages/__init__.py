"""The pages of an archive, independent of the generator that builds the site.

A `Page` is an address, a title and sections; a section names a template and the view object it reads. Views turn
models into words and finished HTML, layouts come from `figures`, and templates hold no arithmetic.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from postmortems.cards import can_draw
from postmortems.collection import Archive
from postmortems.pages import guide, period
from postmortems.pages.files import SiteFile, files
from postmortems.pages.group import GROUPINGS, groups, overview
from postmortems.pages.head import head, head_of_text
from postmortems.pages.home import home
from postmortems.pages.index import ORDERS, index
from postmortems.pages.new import new
from postmortems.pages.page import TOP, Page, Parent, Section
from postmortems.pages.patterns import patterns
from postmortems.pages.report import report
from postmortems.pages.tasks import tasks

__all__ = ["TOP", "Page", "Parent", "Section", "SiteFile", "files", "head", "head_of_text", "lacking", "pages"]


def pages(archive: Archive) -> Iterator[Page]:
    """Yield every page: those of the navigation, then what lies below them, reports newest first."""
    yield home(archive)
    for order in ORDERS:
        yield index(order, archive)
    yield patterns(archive)
    yield tasks(archive)
    yield period.overview(archive)
    for grouping in GROUPINGS:
        yield overview(grouping, archive)
    yield new(archive)
    yield guide.fields()
    yield guide.rules()
    for incident in archive.incidents:
        yield report(incident, archive)
    yield from period.reviews(archive)
    for grouping in GROUPINGS:
        yield from groups(grouping, archive)


def lacking(archive: Archive) -> Iterator[tuple[int, str]]:
    """Yield what the site will lack, for whoever builds it: how grave that is, as `logging` has it, and why."""
    lost = "no feeds, no pictures in previews of links, no canonical addresses, and none in the data"
    if archive.site.is_nowhere:
        yield logging.INFO, f"site_url is empty: {lost}"
    elif not archive.site.url:
        yield logging.WARNING, f"site_url is not set: {lost}; if that is meant, write site_url: ''"
    if not can_draw():
        yield logging.INFO, "Pillow is not installed: previews of links will all have the same picture"
