"""The project as it was at a git revision: its incident files, by the settings it had then.

Read from git's store and never checked out, so that nothing of the working tree changes and no hook or filter runs.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from postmortems.loading import SUFFIX, Source
from postmortems.problems import Problem
from postmortems.reading.text import MAX_BYTES
from postmortems.settings import Project, SettingsError, project_of

_CLOSE = 0.7
"""How much of a name must be that of a branch for it to be offered, as `difflib` counts."""
_MAIN = ("refs/remotes/*/HEAD", "refs/remotes/*/main", "refs/remotes/*/master", "refs/heads/main", "refs/heads/master")
"""The branches a site is published from, as patterns of their names."""


class HistoryError(Exception):
    """A revision cannot be read; the message says why, and the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The project at one revision."""

    name: str
    """As it was asked for: `origin/main`, `v1.2`, a hash."""
    project: Project
    """Its folder today, with the settings of then."""
    prefix: str
    """That folder from the root of the repository, with a slash at its end; empty: it is the root."""
    sources: tuple[Source, ...]
    """Its incident files, by path; what else lay among them is left out."""
    is_behind: bool
    """Whether it is behind what is checked out, in the same line; False: it holds commits that are not in it."""


def revision(name: str, project: Project) -> Revision:
    """Return a project as it was at a revision; raises `HistoryError`."""
    git = _Git(project.root)
    top = Path(os.fsdecode(git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    commit = _commit(name, git)

    def text(path: Path) -> str:
        try:
            return git("cat-file", "blob", f"{commit}:{path.relative_to(top).as_posix()}").decode("utf-8")
        except HistoryError as error:
            raise FileNotFoundError(str(error)) from None

    try:
        then = project_of(project.root, text)
    except SettingsError:
        # There was none, or it was written for another version: all that is certain is where the files are today.
        then = project
    folder = Path(os.path.normpath(then.incidents))
    if not folder.is_relative_to(top):
        raise HistoryError(f"{project.shown(folder)} is outside of the repository, so git keeps no history of it")
    return Revision(
        name=name,
        project=then,
        prefix=_prefix(git),
        sources=tuple(_sources(git, commit, top, folder, then)),
        is_behind=git.succeeds("merge-base", "--is-ancestor", commit, "HEAD"),
    )


def prefix_of(folder: Path) -> str | None:
    """Return a folder from the root of its repository, with a slash at its end; None: there is none, or no git."""
    try:
        return _prefix(_Git(folder))
    except HistoryError:
        return None


def _prefix(git: _Git) -> str:
    return os.fsdecode(git("rev-parse", "--show-prefix").removesuffix(b"\n"))


def former(old: str, new: str, project: Project) -> Source | None:
    """Return the file of an id as it was last committed, where it is no more and another id came after it.

    None: it never was there, or both were at once. Raises `HistoryError`.
    """
    git = _Git(project.root)
    top = Path(os.fsdecode(git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    below = _prefix(git)
    name, other = (os.fsencode(f"{id_}{SUFFIX}") for id_ in (old, new))
    # Perhaps it is gone from the working folder alone, so far; else the commit before the one that took it away.
    for commit in filter(None, ("HEAD", _before_loss(name, git))):
        listing = git("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", *([below] if below else []))
        paths = {path.rpartition(b"/")[2]: os.fsdecode(path) for path in listing.split(b"\0")}
        if name in paths:
            data = git("cat-file", "blob", f"{commit}:{paths[name]}")
            return None if other in paths else Source(path=project.shown(top / paths[name]), id=old, data=data)
    return None


def unpublished(id_: str, project: Project) -> tuple[str, ...]:
    """Return the branches a site may be published from, where an id was on none of them; empty: it was, or who knows.

    It was on one where a file bore it as its name or named it, at any commit.
    """
    git = _Git(project.root)
    try:
        found = git("for-each-ref", "--format=%(refname)%00%(symref)", *_MAIN).decode("utf-8", "replace")
        # `origin/HEAD` is another name of a branch.
        branches = [symref or name for name, symref in (line.split("\0") for line in found.splitlines())]
        if not branches or git("rev-parse", "--is-shallow-repository").strip() == b"true":
            return ()
        # What stood on one side of a merge, or came in with one, counts as well.
        log = "log", "--full-history", "-m", "--no-renames", "--format="
        word = f"(^|[^a-z0-9-]){id_}([^a-z0-9-]|$)"
        names = git(*log, "-z", "--name-only", *branches, "--", ".")
        told = git(*log, "--name-only", "--pickaxe-regex", f"-S{word}", *branches, "--", ".")
    except HistoryError:
        return ()
    if told or os.fsencode(f"{id_}{SUFFIX}") in {path.rpartition(b"/")[2] for path in re.split(rb"[\0\n]+", names)}:
        return ()
    return tuple(dict.fromkeys(re.sub("^refs/[a-z]+/", "", branch) for branch in branches))


def _before_loss(name: bytes, git: _Git) -> str:
    """The commit before the latest one that took away a file of a name; empty where none did."""
    log = git("log", "-z", "--diff-filter=D", "--no-renames", "--name-only", "--format=%H", "HEAD", "--", ".")
    commit = ""
    for line in re.split(rb"[\0\n]+", log):
        if re.fullmatch(rb"[0-9a-f]{40,64}", line):
            commit = line.decode("ascii")
        elif line.rpartition(b"/")[2] == name:
            return f"{commit}^"
    return ""


def _commit(name: str, git: _Git) -> str:
    """The hash of the commit that a name stands for."""
    if not git("rev-list", "--all", "--max-count=1") and not git.succeeds("rev-parse", "--verify", "--quiet", "HEAD"):
        raise HistoryError(
            "nothing is committed here yet, so there is nothing to compare with; "
            'commit what is there first: git add --all, then git commit -m "Begin"'
        )
    # A name that begins with a hyphen is none to git either; it is never given the chance to take it for an option.
    if name and not name.startswith("-") and "\0" not in name:
        verify = "rev-parse", "--verify", "--quiet", "--end-of-options"
        try:
            return git(*verify, f"{name}^{{commit}}").decode("ascii").strip()
        except HistoryError:
            pass
        if git.succeeds(*verify, f"refs/remotes/origin/{name}^{{commit}}"):
            raise HistoryError(f"there is no revision {name!r}; did you mean origin/{name}?")
        if git("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise HistoryError(
                f"there is no revision {name!r} in this clone, which holds only the latest commits; "
                f"fetch the history: git fetch --unshallow"
            )
    near = get_close_matches(name, _names(git), n=1, cutoff=_CLOSE)
    if near and not name.startswith("origin/"):
        raise HistoryError(f"there is no revision {name!r}; did you mean {near[0]}?")
    fetch = f"git fetch origin {name.removeprefix('origin/')}" if name.startswith("origin/") else "git fetch"
    meant = f"did you mean {near[0]}? If not," if near else "in a pull request"
    raise HistoryError(f"there is no revision {name!r}; {meant} fetch the base branch first: {fetch}")


def _names(git: _Git) -> list[str]:
    """Every branch and tag, as one types them."""
    found = git("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes", "refs/tags")
    return [re.sub("^refs/[a-z]+/", "", name) for name in found.decode("utf-8", "replace").splitlines()]


def _sources(git: _Git, commit: str, top: Path, folder: Path, project: Project) -> Iterator[Source]:
    """Yield the incident files below a folder, as `loading` finds them in the working tree."""
    below = folder.relative_to(top)
    listing = git("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *([f"{below}/"] if below.parts else []))
    found: list[tuple[Path, str, int]] = []
    for line in listing.split(b"\0")[:-1]:
        entry, _, name = line.partition(b"\t")
        mode, _, blob, size = entry.decode("ascii").split()
        path = top / os.fsdecode(name)
        if mode in {"100644", "100755"} and _is_incident(path.relative_to(folder)):
            found.append((path, blob, int(size)))
    contents = git.blobs([blob for _, blob, size in found if size <= MAX_BYTES])
    for path, blob, _ in found:
        shown = project.shown(path)
        unread = Problem(shown, 0, 0, "file-size", f"the file was larger than {MAX_BYTES // 1024} KiB", "")
        yield Source(path=shown, id=path.name.removesuffix(SUFFIX), data=contents.get(blob, unread))


def _is_incident(path: Path) -> bool:
    *folders, name = path.parts
    hidden = any(part.startswith(".") for part in path.parts)
    return name.endswith(SUFFIX) and not hidden and not any(part.endswith(SUFFIX) for part in folders)


class _Git:
    """Git, asked about a folder. Its commands read the store alone: none of them runs a hook, a filter or a pager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # A hook of git runs with these set for itself: the folder says which repository is meant.
        kept = {k: v for k, v in os.environ.items() if k not in {"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"}}
        # Its messages are read in English, and a folder's name is no pattern.
        self._environment = kept | {"LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1"}

    def __call__(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what a command prints; raises `HistoryError` where it fails."""
        done = self._run(*arguments, given=given)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            if "not a git repository" in said:
                message = f"{self._folder} is in no git repository, so there is no history to compare with"
                raise HistoryError(f"{message}; run this in a clone of the archive, or begin one: git init")
            raise HistoryError(f"git {arguments[0]} failed: {said or f'status {done.returncode}'}")
        return done.stdout

    def succeeds(self, *arguments: str) -> bool:
        """Return whether a command does."""
        return self._run(*arguments).returncode == 0

    def blobs(self, names: list[str]) -> dict[str, bytes]:
        """Return what is stored under each hash."""
        printed = self("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode("ascii"))
        found, here = {}, 0
        for name in names:
            end = printed.index(b"\n", here)
            header = printed[here:end].split()
            if header[1] != b"blob":
                raise HistoryError(f"git has no content for {name}; fetch the history: git fetch")
            begin, size = end + 1, int(header[2])
            found[name] = printed[begin : begin + size]
            here = begin + size + 1
        return found

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603  arguments of our own, and a revision that is no option
                ["git", *arguments],  # noqa: S607  whichever git the person uses
                cwd=self._folder,
                env=self._environment,
                input=given,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            message = "git cannot be run, so there is no history to compare with; install git"
            raise HistoryError(f"{message} ({error.strerror})") from None
