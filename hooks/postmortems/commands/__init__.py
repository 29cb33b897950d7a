"""The commands of `postmortems`, a module each: it reads its options, asks the package, and prints.

What they share is here: finding the project, and saying that a command could not do its work.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from postmortems import history, loading, reporting
from postmortems.credentials import covered
from postmortems.history import HistoryError, Revision
from postmortems.loading import Loaded, Source
from postmortems.settings import Project, SettingsError, find_project


class Failure(click.ClickException):
    """The tool could not do its work. What the message quotes, of a file or an argument, it shows without secrets."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(reporting.visible(covered(message)))


def project() -> Project:
    """Return the project of the working folder; raises `Failure` where its settings cannot be used."""
    try:
        here = Path.cwd()
    except OSError:
        raise Failure("the working folder is gone; change into one that is there") from None
    try:
        return find_project(here)
    except (SettingsError, OSError) as error:
        raise Failure(str(error)) from None


def load(of: Project, *, warn: bool = False) -> Loaded:
    """Return what a project holds, with `warn` its warnings too.

    Raises `Failure` where its folder of incidents cannot be read.
    """
    try:
        return loading.load(of, warn=warn)
    except OSError as error:
        raise Failure(str(error)) from None


def sources(of: Project) -> list[Source]:
    """Return the incident files of a project, not yet read; raises `Failure` where they cannot be."""
    try:
        return [source for source in loading.sources(of) if isinstance(source, Source)]
    except OSError as error:
        raise Failure(str(error)) from None


def revision(name: str, of: Project) -> Revision:
    """Return a project as it was at a git revision; raises `Failure` where that cannot be read."""
    try:
        return history.revision(name, of)
    except HistoryError as error:
        raise Failure(str(error)) from None


def shown(path: Path, of: Project) -> str:
    """Return how problems name a file or folder; raises `Failure` where nothing of it can be an incident."""
    if not os.path.lexists(path):
        raise Failure(f"there is no {os.fsencode(path).decode('utf-8', 'replace')}")
    # A link stands for itself here, not for what it leads to.
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  resolve() would follow it
    name = of.shown(absolute.parent.resolve() / absolute.name)
    folder = of.shown(of.incidents)
    if not (is_below(name, folder) or is_below(folder, name)):
        raise Failure(f"{name} is not below {folder}, where the incident files are")
    return name


def is_below(path: str, folder: str) -> bool:
    """Whether a path is a folder, or in it; both as problems name them."""
    return folder in {".", path} or path.startswith(f"{folder}/")
