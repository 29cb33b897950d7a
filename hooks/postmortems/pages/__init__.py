"""The pages of an archive, independent of the generator that builds the site.

A `Page` is an address, a title and sections; a section names a template and the view object it reads. Views turn
models into words and finished HTML, layouts come from `figures`, and templates hold no arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from postmortems.collection import Archive
from postmortems.pages.home import home
from postmortems.pages.index import ORDERS, index
from postmortems.pages.page import TOP, Page, Section
from postmortems.pages.redirect import Redirect, redirects
from postmortems.pages.report import report

__all__ = ["TOP", "Page", "Redirect", "Section", "pages", "redirects"]


def pages(archive: Archive) -> Iterator[Page]:
    """Yield every page: home, the index in each order, then the reports, newest first."""
    yield home(archive)
    for order in ORDERS:
        yield index(order, archive)
    for incident in archive.incidents:
        yield report(incident, archive)
