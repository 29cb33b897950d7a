"""Beginning an incident without a clone: the commented file, a form that fills it in, and the way to the repository."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from postmortems.collection import Archive
from postmortems.data.schema import pattern
from postmortems.drafts import TODO, Draft, Place, draft, folder_of
from postmortems.format import MAX_TITLE, Plain
from postmortems.pages.guide import GUIDE
from postmortems.pages.page import Page, Section, way
from postmortems.reading.values import MAX_SLUG
from postmortems.repositories import MAX_ADDRESS, Repository
from postmortems.vocabulary import Effect

PATH = "contribute/new"
DAY, WORDS = "YYYY-MM-DD", "a-few-words"
"""Stand in the name of the file until it is known; `postmortems check` takes neither."""
_FILLED: dict[Place, str] = {
    ("title",): "title",
    ("summary", "start"): "start",
    ("summary", "end"): "end",
    ("summary", "timezone"): "timezone",
    ("summary", "services"): "services",
    ("summary", "users_affected"): "share",
}
"""What the form fills in: the field of the file, and the name of the control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A line of the form."""

    name: str
    label: str
    example: str
    """What a value looks like; an error shows it too."""
    pattern: str
    most: int | None = None
    """Characters it may have."""


CONTROLS = (
    Control(
        name="title",
        label="Title",
        example="Results day locks students out: what happened to users, in one line",
        pattern=pattern(Plain.LINE),
        most=MAX_TITLE,
    ),
    Control(name="start", label="Start", example="2023-10-20 20:00, or ~2023-10-20 20:00", pattern=pattern(Plain.TIME)),
    Control(name="end", label="End", example="2023-10-20 22:00", pattern=pattern(Plain.TIME)),
    Control(name="timezone", label="Time zone", example="Africa/Nairobi, UTC or +03:00", pattern=pattern(Plain.ZONE)),
    Control(
        name="share",
        label="Share of users affected",
        example="70%, ~70%, over 70%, under 1%, or unknown",
        pattern=pattern(Plain.SHARE),
    ),
    Control(
        name="slug",
        label="Words for the address",
        example="login-down; they are made from the title unless you choose others",
        pattern=pattern(Plain.SLUG),
        most=MAX_SLUG,
    ),
)


@dataclass(frozen=True, kw_only=True)
class New:
    """What the templates of the page read."""

    archive: Archive
    controls = CONTROLS
    effects = tuple(Effect)
    most = MAX_ADDRESS
    service_pattern = pattern(Plain.SLUG)
    blank = TODO

    @cached_property
    def _draft(self) -> Draft:
        archive = self.archive
        paths = {incident.id: incident.path for incident in archive.incidents}
        return draft({}, settings=archive.settings, site=archive.site, names=paths, today=archive.today)

    @property
    def file(self) -> Markup:
        """The commented file, with a mark round each value that the form fills in."""
        lines = []
        for line in self._draft.lines:
            name = _FILLED.get(line.place)
            mark = Markup('<span data-field="{}">{}</span>').format(name, line.value) if name else line.value
            lines.append(escape(line.lead) + mark)
        return Markup("\n").join(lines)

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
    def services(self) -> tuple[str, ...]:
        """The names that other reports use."""
        return tuple(self.archive.by_service)

    @property
    def guide(self) -> str:
        """The address of the guide."""
        return way(PATH, GUIDE.path)


def new(archive: Archive) -> Page:
    """Return the page that begins an incident."""
    view = New(archive=archive)
    return Page(
        path=PATH,
        under=GUIDE,
        between_columns=True,
        title="New incident",
        description="Begin the report of an incident: fill in what you know, and take the commented file from here.",
        scripts=("assets/new.js",),
        sections=(
            Section(template="new/form.html.jinja", view=view),
            Section(heading="The file", anchor="the-file", template="new/file.html.jinja", view=view, searchable=False),
        ),
    )
