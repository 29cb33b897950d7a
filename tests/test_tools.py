"""The tools as processes: whatever goes wrong is said in words, and is no traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT

BROKEN = "extra: ["
in_a_shell = pytest.mark.skipif(os.name == "nt", reason="needs a shell")


def run(folder: Path, command: str, config: str = "site_name: x") -> subprocess.CompletedProcess[str]:
    """Run a line of a shell, in which $T stands for `python -m tools`, in a project without incidents."""
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return subprocess.run(  # noqa: S603  a line of our own
        ["/bin/sh", "-c", f'T="$PYTHON -m tools"; {command}'],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "PYTHON": sys.executable, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


@in_a_shell
def test_a_project_without_an_address_has_nothing_to_ask(tmp_path: Path) -> None:
    done = run(tmp_path, "$T.links")
    assert (0, "") == (done.returncode, done.stderr)
    assert "0 addresses asked, 0 without a page, 0 dead" == done.stdout.splitlines()[-1]


@in_a_shell
def test_whoever_reads_no_further_is_told_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "{ sleep 0.1; $T.links; echo $? >&2; } | true")
    assert "2\n" == done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_output_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    done = run(tmp_path, "$T.links >/dev/full")
    assert (2, "Error: the output cannot be written: No space left on device\n") == (done.returncode, done.stderr)


@in_a_shell
@pytest.mark.parametrize("tool", ["links", "issue_form"])
def test_settings_that_cannot_be_read_are_a_failure_with_their_place(tmp_path: Path, tool: str) -> None:
    done = run(tmp_path, f"$T.{tool}", config=BROKEN)
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"Error: {tmp_path / 'mkdocs.yml'}:1:9: it cannot be read: ")
    assert 1 == done.stderr.count("\n")


@in_a_shell
def test_a_form_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    done = run(tmp_path, "$T.issue_form")
    message = "Error: .github/ISSUE_TEMPLATE/report-incident.yml cannot be written: No such file or directory\n"
    assert (2, message) == (done.returncode, done.stderr)


@in_a_shell
def test_a_form_is_written_as_the_project_has_it(tmp_path: Path) -> None:
    done = run(tmp_path, "mkdir -p .github/ISSUE_TEMPLATE; $T.issue_form; cat .github/ISSUE_TEMPLATE/*")
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("# Made by 'make forms' from hooks/postmortems/issues.py; do not edit.\n")
