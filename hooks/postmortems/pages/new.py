"""Beginning an incident without a clone: the commented file, a form that fills it in, and the way to the repository."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from string import ascii_lowercase

from markupsafe import Markup, escape

from postmortems import markdown
from postmortems.collection import Archive
from postmortems.drafts import TODO, Draft, Line, Place, draft, folder_of
from postmortems.format import MAX_TITLE
from postmortems.pages.guide import GUIDE
from postmortems.pages.page import Page, Section, way
from postmortems.reading.values import MAX_SLUG, zones_like
from postmortems.reading.zones import ABBREVIATIONS
from postmortems.repositories import MAX_ADDRESS, Repository
from postmortems.vocabulary import Effect

PATH, VOCABULARY = "contribute/new", "contribute/vocabulary"
DAY, WORDS = "YYYY-MM-DD", "a-few-words"
"""Stand in the name of the file until it is known; `postmortems check` takes neither."""
_FILLED: dict[Place, str] = {
    ("title",): "title",
    ("summary", "start"): "start",
    ("summary", "end"): "end",
    ("summary", "timezone"): "timezone",
    ("summary", "services"): "services",
    ("summary", "users_affected"): "share",
    ("severity",): "severity",
}
"""What the form fills in: the field of the file, and the name of the control."""
_OPTIONALS = frozenset({"severity"})
"""The same of fields that may be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A line of the form."""

    name: str
    label: str
    text: str
    """What belongs there, and what a value looks like; Markdown of one line."""
    most: int | None = None
    """Characters it may have."""
    filled_by: str | None = None
    """The id of the list that completes it."""

    @property
    def hint(self) -> Markup:
        """The text as HTML."""
        return markdown.inline(self.text, lambda _: None)


TITLE = Control(
    name="title",
    label="Title",
    text=(f"what happened to users, in {MAX_TITLE} characters at most, such as: Results day locks students out"),
    most=MAX_TITLE,
)
START = Control(
    name="start",
    label="Start",
    text=("`2023-10-20 20:00`, or with `~` before it for about: the first moment users were affected"),
)
END = Control(
    name="end",
    label="End",
    text=("`2023-10-20 22:00`, or with `~` before it for about: the last moment"),
)
ZONE = Control(
    name="timezone",
    label="Time zone",
    text=("of both times: `Africa/Nairobi`, `UTC` or `+03:00`"),
    filled_by="new-zones",
)
SHARE = Control(
    name="share",
    label="Share of users affected",
    text=("`70%`, `~70%`, `over 70%`, `under 1%`, `~50% of customers`, or `unknown`"),
)
SLUG = Control(
    name="slug",
    label="Words of the address",
    text=(
        "a few lower-case words with hyphens, such as `login-down`: "
        "they end the address of the report; left empty they are made from the title"
    ),
    most=MAX_SLUG,
)
_OPTIONAL = re.compile(r"#(?P<name>\w+): ")
"""How the line of an optional field begins that is not filled in."""


@dataclass(frozen=True, kw_only=True)
class New:
    """What the templates of the page read."""

    archive: Archive
    title, start, end, timezone, share, slug = TITLE, START, END, ZONE, SHARE, SLUG
    effects = tuple(Effect)
    most = MAX_ADDRESS
    blank = TODO

    @cached_property
    def _draft(self) -> Draft:
        archive = self.archive
        paths = {incident.id: incident.path for incident in archive.incidents}
        return draft({}, settings=archive.settings, site=archive.site, names=paths, today=archive.today)

    @property
    def file(self) -> Markup:
        """The commented file, with a mark round each value that the form fills in, and each such optional line."""
        return Markup("\n").join(map(_marked, self._draft.lines))

    @property
    def folder(self) -> str:
        """Where the file goes, with a sign in place of the year."""
        paths = [incident.path for incident in self.archive.incidents]
        return folder_of(DAY, self.archive.settings.incidents, paths)

    @property
    def name(self) -> str:
        """The path of the file while nothing of it is known."""
        return f"{self.folder}/{DAY}-{WORDS}.yaml"

    @property
    def repository(self) -> Repository | None:
        """Where the file goes."""
        return self.archive.site.repository

    @property
    def editor(self) -> str | None:
        """The address of the host's editor with the commented file in it; None where the host is not known."""
        return self.repository.new(self.name, self._draft.text) if self.repository else None

    @property
    def services(self) -> Iterator[tuple[str, str]]:
        """The names that other reports use, each with what they say of it: `down in 2 reports, slow in 1`."""
        for name, incidents in self.archive.by_service.items():
            effects = Counter(incident.summary.services[name] for incident in incidents)
            said = (f"{effect} in {effects[effect]}" for effect in Effect if effects[effect])
            yield name, f"in other reports: {', '.join(said)}"

    @property
    def severities(self) -> tuple[str, ...]:
        """The words of the site, the gravest first."""
        return self.archive.settings.severities

    @property
    def zones(self) -> str:
        """The names that the reader takes, parted by blanks."""
        # Each begins with a letter. A browser's own list has old names, and lacks new ones.
        return " ".join(sorted({name for letter in ascii_lowercase for name in zones_like(letter)}))

    @property
    def abbreviations(self) -> str:
        """The zones that each abbreviation may mean, as JSON."""
        return json.dumps(ABBREVIATIONS)

    @property
    def guide(self) -> str:
        """The address of the guide."""
        return way(PATH, GUIDE.path)

    @property
    def sending(self) -> str:
        """The address of what the guide says of a clone: how a file is checked and sent."""
        return f"{self.guide}#first"

    @property
    def vocabulary(self) -> str:
        """The address of the page that says what each severity means."""
        return f"{way(PATH, VOCABULARY)}#severities"


def _marked(line: Line) -> Markup:
    if name := _FILLED.get(line.place):
        return escape(line.lead) + Markup('<span data-field="{}">{}</span>').format(name, line.value)
    found = _OPTIONAL.match(line.lead)
    if found and found["name"] in _OPTIONALS:
        return Markup('<span data-field="{}">{}</span>').format(found["name"], line)
    return escape(line)


def new(archive: Archive) -> Page:
    """Return the page that begins an incident."""
    view = New(archive=archive)
    return Page(
        path=PATH,
        under=GUIDE,
        between_columns=True,
        title="New incident",
        description="Begin the report of an incident: fill in what you know, and take the commented file from here.",
        scripts=("assets/answers.js", "assets/new.js"),
        sections=(
            Section(template="new/form.html.jinja", view=view),
            Section(heading="The file", anchor="the-file", template="new/file.html.jinja", view=view, searchable=False),
        ),
    )
