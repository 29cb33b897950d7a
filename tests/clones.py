"""A clone of this repository as it is now, for tests of what the guide tells people to do in one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.repository import ENVIRONMENT, git

where_the_guide_runs = [
    pytest.mark.skipif(sys.platform == "win32", reason="the guide's commands are those of a Unix shell"),
    pytest.mark.skipif(not shutil.which("make"), reason="the guide's first command is make"),
    pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="what make installs stands in a virtual environment"),
]

FILLED = {
    "impact": "Searching took half a minute.",
    "root_cause": "One of three search servers was out of memory.",
    "at": "09:40",
    "detected": "A customer writes that searching is slow.",
    "by": "customer",
    "action": "Engineers look at the load balancer.",
    "misleading": "The load balancer is taken for the cause.",
    "escalated": "The team that owns the search is called.",
    "to": "Search",
    "resolved": "The server is restarted.",
    "task": "Alert when a search server runs out of memory.",
}
"""What a newcomer writes over each TODO; a list item without a name gets the impact."""


def blocks(text: str, language: str = "sh") -> list[str]:
    """Return the blocks of a guide in a language, with lines that go on joined."""
    return [block.replace("\\\n", "").strip() for block in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)]


def published(folder: Path) -> Path:
    """Make a repository to clone in a folder, with the files of this one as they are now, and return it."""
    work, bare = folder / "work", folder / "origin.git"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, work / name)
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message=All of it")
    git(folder, "clone", "--quiet", "--bare", str(work), str(bare))
    return bare


def install(clone: Path) -> None:
    """Stand in for the download: what is installed here serves the clone, with the clone's own package."""
    (clone / ".venv").mkdir()
    for name in ("bin", "lib"):
        (clone / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", clone / ".venv")
    for stamp in ("python.stamp", "site.stamp", "test.stamp"):
        (clone / ".venv" / stamp).touch()


def environment(clone: Path) -> dict[str, str]:
    """Return what the guide's commands find around them."""
    # Where make runs the tests, what it was told is not for the make of the guide.
    kept = {
        name: value for name, value in ENVIRONMENT.items() if name not in {"ARGS", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    }
    return kept | {"PYTHONPATH": str(clone / "hooks")}


def run(command: str, clone: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the guide in the clone."""
    return subprocess.run(  # noqa: S602  the guide's own line, as it would be pasted
        command, shell=True, cwd=clone, env=environment(clone), capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def fill_in(path: Path) -> None:
    """Write over each TODO of a file, as a newcomer does."""
    lines = path.read_text("utf-8").splitlines()
    last = ""
    for number, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            continue
        if found := re.match(r"\s*(?:- )?(\w+):", line):
            last = found[1]
        lines[number] = line.replace("TODO", FILLED.get(last, FILLED["impact"]))
    path.write_text("\n".join(lines) + "\n", "utf-8")
