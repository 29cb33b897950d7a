"""`postmortems build`: all or nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from postmortems.cli import cli
from postmortems.commands import build as module
from tests.project import ENVIRONMENT, ROOT, incident, project, write

WORKS = "(site / 'index.html').write_text('built in ' + Path.cwd().name)"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one report and a site from before, as the working folder, with a generator that works."""
    folder = project(tmp_path / "archive", checkout=incident())
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("before", "utf-8")
    monkeypatch.chdir(folder)
    generator(monkeypatch, WORKS)
    return folder


def generator(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Make these statements the generator; `site` is the folder it was told."""
    code = ["import sys", "from pathlib import Path", "site = Path(sys.argv[1])", "site.mkdir()", *statements]
    monkeypatch.setattr(module, "GENERATOR", (sys.executable, "-c", "\n".join(code)))


def build(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["build", *arguments])


def index(folder: Path) -> str:
    return (folder / "index.html").read_text("utf-8")


def test_the_site_is_built_and_put_in_place(archive: Path) -> None:
    result = build()
    assert 0 == result.exit_code
    assert "1 incident, no problem: site is in place\n" == result.stdout
    assert "built in archive" == index(archive / "site")


def test_the_generator_runs_in_the_project_and_writes_elsewhere(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive / "incidents")
    generator(monkeypatch, WORKS, "assert site.is_absolute()", "assert Path('site/index.html').read_text() == 'before'")
    assert 0 == build().exit_code
    assert "built in archive" == index(archive / "site")


def test_the_banner_of_the_theme_is_for_who_asks_for_it(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With make and without it, and in the commands that the README has for those who have no make."""
    monkeypatch.delenv("NO_MKDOCS_2_WARNING", raising=False)
    generator(monkeypatch, "import os; (site / 'index.html').write_text(os.environ['NO_MKDOCS_2_WARNING'])")
    assert 0 == build().exit_code
    assert "1" == index(archive / "site")
    assert "\nexport NO_MKDOCS_2_WARNING := 1\n" in (ROOT / "Makefile").read_text("utf-8")
    started = re.findall(r"^(.*)\bmkdocs serve\b", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert ["NO_MKDOCS_2_WARNING=1 .venv/bin/"] == started


def test_problems_stop_the_build_before_the_generator_starts(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generator(monkeypatch, "Path('started').touch()")
    write(archive, "checkout", incident().replace("severity", "serverity"))
    result = build()
    assert 1 == result.exit_code
    assert result.stdout.startswith("incidents/2025-03-14-checkout.yaml:2:1: error[")
    assert "1 problem in 1 file\n" == result.stderr
    assert "before" == index(archive / "site")
    assert not (archive / "started").exists()


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ((WORKS, "sys.exit(3)"), "the generator failed (exit status 3); the site stays as it was"),
        ((), "the generator wrote no index.html; the site stays as it was"),
    ],
)
def test_a_generator_that_fails_leaves_the_site_of_before(
    archive: Path, monkeypatch: pytest.MonkeyPatch, statements: tuple[str, ...], message: str
) -> None:
    generator(monkeypatch, *statements)
    refused(build(), message)
    assert "before" == index(archive / "site")
    assert [] == sorted(path.name for path in archive.glob(".site.*") if path.suffix != ".lock")


# -- where the site belongs -------------------------------------------------------------------------------------------


def configure(archive: Path, line: str) -> None:
    with (archive / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"{line}\n")


def test_the_folder_is_the_one_of_the_configuration(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(archive, "site_dir: public/site")
    monkeypatch.chdir(archive / "incidents")
    assert 0 == build().exit_code
    assert "built in archive" == index(archive / "public" / "site")
    assert "before" == index(archive / "site")


def test_a_folder_on_the_command_line_wins_and_counts_from_here(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(archive, "site_dir: public/site")
    monkeypatch.chdir(archive / "incidents")
    assert 0 == build("--site-dir", "../../elsewhere").exit_code
    assert "built in archive" == index(archive.parent / "elsewhere")
    assert not (archive / "public").exists()


def test_a_folder_that_only_mkdocs_can_tell_must_be_named(archive: Path) -> None:
    configure(archive, "site_dir: !ENV [SITE, site]")
    refused(build(), "site_dir in mkdocs.yml is no plain text; name the folder with --site-dir")
    assert 0 == build("--site-dir", "site").exit_code


def test_a_link_to_the_folder_stays(archive: Path) -> None:
    (archive / "site").rename(archive.parent / "served")
    (archive / "site").symlink_to(archive.parent / "served")
    assert 0 == build().exit_code
    assert (archive / "site").is_symlink()
    assert "built in archive" == index(archive.parent / "served")


def refused(result: Result, message: str) -> None:
    assert 2 == result.exit_code
    assert message in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("folder", [".", "..", "/", "incidents", "docs"])
def test_a_folder_that_holds_the_archive_is_never_replaced(archive: Path, folder: str) -> None:
    (archive / "docs").mkdir()
    refused(build("--site-dir", folder), "holds what it is made from; choose another folder")
    assert (archive / "mkdocs.yml").is_file()


def test_a_folder_of_something_else_is_never_replaced(archive: Path) -> None:
    (archive / "notes").mkdir()
    (archive / "notes" / "mine.txt").touch()
    refused(build("--site-dir", "notes"), "notes holds something other than a site (it has no index.html); empty it")
    assert (archive / "notes" / "mine.txt").is_file()


def test_an_empty_folder_is_replaced(archive: Path) -> None:
    (archive / "public").mkdir()
    assert 0 == build("--site-dir", "public").exit_code


def test_a_file_is_no_place_for_a_site(archive: Path) -> None:
    refused(build("--site-dir", "mkdocs.yml"), "mkdocs.yml is no folder")


def test_a_mount_point_is_named_before_the_work_is_done(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path == archive / "site")
    refused(build(), "site is a mount point, which cannot be replaced in one step; choose a folder in it")


def test_a_folder_that_cannot_be_written_is_named(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "file").touch()
    refused(build("--site-dir", "file/site"), "file/site cannot be replaced, and stays as it was: ")


def test_without_a_configuration_there_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "incidents").mkdir()
    monkeypatch.chdir(tmp_path)
    refused(build(), "there is no mkdocs.yml in this folder or above it, so there is no site to build")


# -- with the real generator ------------------------------------------------------------------------------------------


def test_a_warning_of_the_real_generator_leaves_the_site_of_before(tmp_path: Path) -> None:
    """MkDocs alone puts such a site in place, and fails only then."""
    folder = project(tmp_path / "archive", checkout=incident())

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "postmortems", "build"]
        environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT / "hooks")}
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  ours

    first = run()
    assert 0 == first.returncode, first.stderr
    assert first.stdout.endswith("1 incident, no problem: site is in place\n")
    before = index(folder / "site")
    configure(folder, "nav: [missing.md]")
    second = run()
    assert 2 == second.returncode
    assert "missing.md" in second.stderr
    assert before == index(folder / "site")
