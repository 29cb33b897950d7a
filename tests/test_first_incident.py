"""The guide's first incident, step by step as a newcomer does them, in a clean clone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.repository import ENVIRONMENT, git

GUIDE = (ROOT / "docs" / "contribute" / "index.md").read_text("utf-8")
BASE = "/postmortems/"
"""The path of the site's address, at which it is served too."""
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


def steps() -> list[list[str]]:
    """The commands of each step of the guide's first incident."""
    part = GUIDE[GUIDE.index("{ #first }") : GUIDE.index("## The file")]
    return [block.replace("\\\n", "").strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", part, re.DOTALL)]


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository to clone, with the files of this one as they are now."""
    work, bare = tmp_path / "work", tmp_path / "origin.git"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, work / name)
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message=All of it")
    git(tmp_path, "clone", "--quiet", "--bare", str(work), str(bare))
    return bare


def install(clone: Path) -> None:
    """Stand in for the download: what is installed here serves the clone, with the clone's own package."""
    (clone / ".venv").mkdir()
    for name in ("bin", "lib"):
        (clone / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", clone / ".venv")
    for stamp in ("python.stamp", "site.stamp"):
        (clone / ".venv" / stamp).touch()


def environment(clone: Path) -> dict[str, str]:
    return ENVIRONMENT | {"PYTHONPATH": str(clone / "hooks")}


def run(command: str, clone: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S602  the guide's own line, as it would be pasted
        command, shell=True, cwd=clone, env=environment(clone), capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def fill_in(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    last = ""
    for number, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            continue
        if found := re.match(r"\s*(?:- )?(\w+):", line):
            last = found[1]
        lines[number] = line.replace("TODO", FILLED.get(last, FILLED["impact"]))
    path.write_text("\n".join(lines) + "\n", "utf-8")


@contextmanager
def serving(command: str, clone: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    given = environment(clone) | {"ADDRESS": address}
    with subprocess.Popen(  # noqa: S603  the guide's own line
        command.split(), cwd=clone, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield f"http://{address}{BASE}"
        finally:
            os.killpg(process.pid, 15)


def fetched(address: str) -> str:
    """What the server answers, once it does."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310  our own server
                return str(answer.read().decode())
        except urllib.error.URLError:
            time.sleep(0.25)
    raise AssertionError(f"{address} does not answer")


@pytest.mark.skipif(sys.platform == "win32", reason="the guide's commands are those of a Unix shell")
@pytest.mark.skipif(not shutil.which("make"), reason="the guide's first command is make")
@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="what the guide installs stands in a virtual environment")
def test_the_guide_leads_from_a_clean_clone_to_a_branch_to_send(origin: Path, tmp_path: Path) -> None:
    get, ask, start, check, look, send = steps()

    assert ["git clone https://github.com/example/postmortems", "cd postmortems", "make check"] == get
    git(tmp_path, "clone", "--quiet", str(origin), "postmortems")
    clone = tmp_path / "postmortems"
    install(clone)
    checked = run("make check", clone)
    assert 0 == checked.returncode, checked.stderr
    assert "no problem" in checked.stdout

    (bare,) = ask
    asked = run(bare, clone)
    assert 0 == asked.returncode, asked.stderr
    # Without a terminal nobody can be asked: the file has a TODO for everything.
    (clone / asked.stdout.splitlines()[0]).unlink()

    (begin,) = start
    begun = run(begin, clone)
    assert 0 == begun.returncode, begun.stderr
    path = begun.stdout.splitlines()[0]
    assert f"`{path}`" in GUIDE
    assert begun.stdout.endswith(f"run: .venv/bin/postmortems check {path}\n")

    (again,) = check
    assert 1 == run(again, clone).returncode
    fill_in(clone / path)
    checked = run(again, clone)
    assert 0 == checked.returncode, checked.stdout
    assert "warning[report-length]" in checked.stdout
    assert f"{len([*clone.glob('incidents/**/*.yaml')])} incidents, 1 warning" in checked.stdout

    (serve,) = look
    assert f"<http://127.0.0.1:8000{BASE}>" in GUIDE
    with serving(serve, clone) as address:
        assert "Search answers slowly" in fetched(f"{address}incidents/{Path(path).stem}/")

    (change,) = re.findall(r'`(make check ARGS="--since main")`', GUIDE)
    for command in (change, "make diff"):
        told = run(command, clone)
        assert 0 == told.returncode, told.stderr
    assert "Search answers slowly" in told.stdout

    for command in send:
        sent = run(command, clone)
        assert 0 == sent.returncode, sent.stderr
    assert path in git(origin, "ls-tree", "-r", "--name-only", "search-answers-slowly")
