"""The command as it was started is the one that is offered, whichever command offers it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from postmortems.cli import cli
from postmortems.program import path_from_here, started
from tests.reading.cases import edited

STARTED = ".venv/bin/postmortems"
BAD, NEW = "2025-03-14-bad", "2025-03-14-new"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without git, with a slip that can be mended, in whose environment the program was started."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nextra: {archive: {severities: [critical]}}\n", "utf-8")
    (tmp_path / "incidents").mkdir()
    (tmp_path / f"incidents/{BAD}.yaml").write_text(edited({5: "  start: 2025-03-14T9:12"}), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / STARTED)])
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [
        (["check"], f"`{STARTED} check --fix` mends 1"),
        (["explain", "time-form"], f"`{STARTED} check --fix` mends"),
        (["rename", BAD, NEW], f"mend them first: {STARTED} check incidents/{BAD}.yaml"),
    ],
)
def test_each_command_is_offered_as_this_one_was_started(archive: Path, arguments: list[str], offered: str) -> None:
    assert offered in CliRunner().invoke(cli, arguments).output


def test_after_a_rename_without_git_the_check_is_offered_so_too(archive: Path) -> None:
    (archive / f"incidents/{BAD}.yaml").write_text(edited({}), "utf-8")
    result = CliRunner().invoke(cli, ["rename", BAD, NEW])
    assert f"next: {STARTED} check" == result.stdout.splitlines()[-1]


def test_in_a_working_folder_that_is_gone_it_is_named_all_the_same(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "gone").mkdir()
    monkeypatch.chdir(archive / "gone")
    (archive / "gone").rmdir()
    assert str(archive / STARTED) == started()
    assert "incidents" == path_from_here(Path("incidents"))
    monkeypatch.setattr(sys, "argv", [STARTED])
    assert "postmortems" == started()
