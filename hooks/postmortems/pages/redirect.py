"""Addresses a report had before: a page each that leads on, with or without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from postmortems.collection import Archive
from postmortems.templating import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A former address."""

    path: str
    """The file to write, relative to the site's root."""
    html: Markup


def redirects(archive: Archive) -> Iterator[Redirect]:
    """Yield a page for every alias of every incident."""
    for incident in archive.incidents:
        for alias in incident.aliases:
            html = render("redirect.html.jinja", href=f"../{incident.id}/", title=incident.title)
            yield Redirect(path=f"incidents/{alias}/index.html", html=html)
