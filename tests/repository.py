"""A git repository with a project in it, for tests of what changes from one commit to another."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from postmortems.history import Revision, revision
from postmortems.loading import Loaded, Source, load, sources
from postmortems.published import lost
from postmortems.settings import Project, find_project
from tests.reading.cases import edited

CONFIG = "site_name: Tests\nextra: {archive: {severities: [critical, minor]}}\n"
ENVIRONMENT = os.environ | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
"""Of git: nobody's settings, and somebody who commits."""


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, and return what it prints."""
    done = subprocess.run(  # noqa: S603  a test's own arguments
        ["git", *arguments],  # noqa: S607  the machine's git
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def report(title: str, more: str | None = None, **lines: str) -> str:
    """Return an incident file with a title, perhaps a line at the top level, and other lines by number (`_12=…`)."""
    others = {int(number.removeprefix("_")): line for number, line in lines.items()}
    return edited({1: f"title: {title}", 3: more, **others})


class Repository:
    """A repository whose project may lie in a folder of it."""

    def __init__(self, folder: Path, below: str = "") -> None:
        self.folder = folder
        self.root = folder / below
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch", "main")
        self.write("mkdocs.yml", CONFIG)
        (self.root / "incidents").mkdir()

    def git(self, *arguments: str) -> str:
        """Run git, and return what it prints."""
        return git(self.folder, *arguments)

    def write(self, path: str, text: str) -> Path:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
        return file

    def put(self, name: str, text: str) -> Path:
        """Write the incident file of an id, below a folder where one stands before it."""
        return self.write(f"incidents/{name}.yaml", text)

    def drop(self, name: str) -> None:
        """Delete the incident file of an id."""
        (self.root / f"incidents/{name}.yaml").unlink()

    def commit(self) -> None:
        """Commit everything as it is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")

    # -- what the project makes of it ---------------------------------------------------------------------------------

    @property
    def project(self) -> Project:
        """The project as it is."""
        return find_project(self.root)

    @property
    def loaded(self) -> Loaded:
        """What its folder of incidents holds."""
        return load(self.project)

    @property
    def files(self) -> list[Source]:
        """Its incident files."""
        return [source for source in sources(self.project) if isinstance(source, Source)]

    def at(self, name: str = "HEAD") -> Revision:
        """Return the project as it was at a revision."""
        return revision(name, self.project)

    def lost(self, since: str = "HEAD") -> list[str]:
        """Return place and message of every address lost since a revision."""
        return [f"{p.path}:{p.line} {p.message}" for p in lost(self.at(since), self.loaded, self.files)]

    def help(self, since: str = "HEAD") -> list[str]:
        """Return what helps against each address lost since a revision."""
        return [problem.help for problem in lost(self.at(since), self.loaded, self.files)]
