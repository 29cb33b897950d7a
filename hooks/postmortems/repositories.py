"""Where the files of an archive live, and the web editors of those who host them.

Neither host documents what its editor takes from an address in full. GitHub: `filename` with the whole path, behind the
branch alone (a folder in the address is dropped), and `value`. GitLab: `file_name` and `content`, which its newest
editor leaves out (gitlab.com, issue 594214 of gitlab-org/gitlab).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import quote, urlencode, urlsplit

MAX_ADDRESS = 8_000
"""Bytes of an address that every host takes; GitHub refuses more than 8,192."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A kind of host."""

    name: str
    lead: str
    """What stands before `edit` and `new` in its addresses."""
    path: str
    """The parameter of a new file that holds its path."""
    text: str
    """The one that holds its text."""
    fills: bool
    """Whether every version of its editor takes the text."""


GITHUB = Host(name="GitHub", lead="", path="filename", text="value", fills=True)
GITLAB = Host(name="GitLab", lead="-/", path="file_name", text="content", fills=False)
HOSTS = (GITHUB, GITLAB)

_EDITS = re.compile(r"(?P<gitlab>-/)?(?:edit|blob|tree|raw)/(?P<branch>[^/?#]+)/(?P<docs>[^?#]*)")
"""How `edit_uri` of mkdocs.yml begins where it leads to a branch. A branch with a slash in it cannot be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """The repository of a site."""

    url: str
    """Without a slash at its end."""
    host: Host | None = None
    """None: one whose editor is not known."""
    branch: str = ""
    docs: str = ""
    """The folder of the pages written by hand in the repository; the project's is the one above."""

    @classmethod
    def of(cls, url: object, name: object, edit_uri: object) -> Repository | None:
        """Return the repository of `repo_url`, `repo_name` and `edit_uri` as they stand in mkdocs.yml.

        A host of one's own is known by its name, by `repo_name`, or by an `edit_uri` of GitLab's form.
        """
        if not isinstance(url, str) or not url.startswith(("https://", "http://")):
            return None
        url = url.rstrip("/")
        found = _EDITS.fullmatch(edit_uri) if isinstance(edit_uri, str) else None
        if found is None:
            return cls(url=url)
        said = f"{urlsplit(url).hostname} {name}".lower()
        host = GITLAB if found["gitlab"] else next((host for host in HOSTS if host.name.lower() in said), None)
        return cls(url=url, host=host, branch=found["branch"], docs=found["docs"])

    def edit(self, path: str) -> str | None:
        """Return the address that opens a file of the project in the host's editor; None where that is not known."""
        return self.edit_seen(f"../{path}")

    def edit_seen(self, path: str) -> str | None:
        """Return the same of a file whose path is seen from the folder of the pages written by hand."""
        if self.host is None:
            return None
        return f"{self.url}/{self.host.lead}edit/{quote(self.branch)}/{quote(self._inside(path))}"

    def new(self, path: str = "", text: str = "") -> str | None:
        """Return the address that opens a new file in the host's editor; None where that is not known."""
        if self.host is None:
            return None
        asked = {self.host.path: path and self._inside(f"../{path}"), self.host.text: text}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.url}/{self.host.lead}new/{quote(self.branch)}{f'?{query}' if query else ''}"

    def _inside(self, path: str) -> str:
        """The path of a file from the root of the repository."""
        return normpath(f"/{self.docs}/{path}").lstrip("/")


def edit_page(url: object, name: object, edit_uri: object, path: str | None) -> str | None:
    """Return where a page is edited; `path` is its file, seen from the folder of the pages written by hand.

    The first three are those of `Repository.of`. MkDocs would join an address of GitHub's form for every host: no link
    at all is better than one that leads nowhere.
    """
    repository = Repository.of(url, name, edit_uri)
    return repository.edit_seen(path) if repository and path else None
