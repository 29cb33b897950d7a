"""The guide's first incident, step by step as a newcomer does them, in a clean clone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.archives import OWN
from tests.clones import blocks, environment, fill_in, install, published, run, where_the_guide_runs
from tests.project import ROOT
from tests.repository import git

pytestmark = where_the_guide_runs

GUIDE = (ROOT / "docs" / "contribute" / "index.md").read_text("utf-8")


def steps() -> list[list[str]]:
    """The commands of each step of the guide's first incident."""
    part = GUIDE[GUIDE.index("{ #first }") : GUIDE.index("## The file")]
    return [block.splitlines() for block in blocks(part)]


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
            yield f"http://{address}{urlsplit(OWN.site.url or '/').path}"
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


def test_the_guide_begins_with_the_address_of_the_repository() -> None:
    """If this fails: put the address of mkdocs.yml into docs/contribute/index.md."""
    repository = OWN.site.repository
    assert repository is not None
    name = repository.url.rpartition("/")[2].removesuffix(".git")
    assert [f"git clone {repository.url}", f"cd {name}", "make check"] == steps()[0]


def test_the_guide_leads_from_a_clean_clone_to_a_branch_to_send(tmp_path: Path) -> None:
    _, ask, start, check, look, send = steps()
    origin, clone = published(tmp_path), tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    install(clone)
    checked = run("make check", clone)
    assert 0 == checked.returncode, checked.stderr

    (bare,) = ask
    asked = run(bare, clone)
    assert 0 == asked.returncode, asked.stderr
    # Without a terminal nobody can be asked: the file has a TODO for everything.
    (clone / asked.stdout.splitlines()[0]).unlink()

    (begin,) = start
    begun = run(begin, clone)
    assert 0 == begun.returncode, begun.stderr
    path = begun.stdout.splitlines()[0]
    # In an archive without folders of years the path is shorter.
    assert f"/{Path(path).name}`" in GUIDE
    assert begun.stdout.endswith(f"run: .venv/bin/postmortems check {path}\n")

    (again,) = check
    assert 1 == run(again, clone).returncode
    fill_in(clone / path)
    checked = run(again, clone)
    assert 0 == checked.returncode, checked.stdout
    assert ("report-length" in OWN.settings.warnings_off) != ("warning[report-length]" in checked.stdout)
    number = len([*clone.glob(f"{OWN.settings.incidents}/**/*.yaml")])
    assert re.search(rf"^{number} incidents?, ", checked.stdout, re.MULTILINE)

    (serve,) = look
    with serving(serve, clone) as address:
        assert "Search answers slowly" in fetched(f"{address}incidents/{Path(path).stem}/")

    changes = re.findall(r"`(\.venv/bin/postmortems (?:diff|check --since) main)`", GUIDE)
    assert 2 == len(changes)
    for command in reversed(changes):
        told = run(command, clone)
        assert 0 == told.returncode, told.stderr
    assert "Search answers slowly" in told.stdout

    for command in send:
        sent = run(command, clone)
        assert 0 == sent.returncode, sent.stderr
    assert path in git(origin, "ls-tree", "-r", "--name-only", "search-answers-slowly")
