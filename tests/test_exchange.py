"""A folder takes another's place in one step, or not at all."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from postmortems import exchange
from postmortems.exchange import replacing
from tests.project import ENVIRONMENT, ROOT

ways = pytest.mark.parametrize("way", ["in one step", "in two"])
"""As on Linux, and as where folders cannot be exchanged."""


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that is in place."""
    if request.node.callspec.params["way"] == "in two":
        monkeypatch.setattr(exchange, "_swap", lambda *_: False)
    return written(tmp_path / "site", "before")


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text, "utf-8")
    return folder


def text(folder: Path) -> str:
    return (folder / "index.html").read_text("utf-8")


def fail(message: str) -> None:
    raise RuntimeError(message)


def beside(folder: Path) -> list[str]:
    """What lies beside a folder, but for its lock."""
    return sorted(path.name for path in folder.parent.iterdir() if not path.name.endswith(".lock"))


@ways
def test_the_new_folder_takes_the_place_of_the_old_and_nothing_is_left(site: Path, way: str) -> None:
    (site / "gone.html").touch()
    with replacing(site) as new:
        written(new, "after")
        assert "before" == text(site)
    assert "after" == text(site)
    assert not (site / "gone.html").exists()
    assert ["site"] == beside(site)


def test_a_first_folder_needs_none_before_it(tmp_path: Path) -> None:
    with replacing(tmp_path / "new" / "site") as new:
        written(new, "first")
    assert "first" == text(tmp_path / "new" / "site")


@ways
def test_a_block_that_fails_leaves_the_folder_as_it_was(site: Path, way: str) -> None:
    with pytest.raises(RuntimeError, match="half"), replacing(site) as new:
        fail(text(written(new, "half")))
    assert "before" == text(site)
    assert ["site"] == beside(site)


@ways
def test_a_folder_that_cannot_take_the_place_leaves_the_old_one_there(site: Path, way: str) -> None:
    with pytest.raises(OSError, match=r"site"), replacing(site):
        pass  # there is nothing that could take the place
    assert "before" == text(site)
    assert ["site"] == beside(site)


def test_a_way_back_is_taken_when_the_second_step_fails(tmp_path: Path) -> None:
    site = written(tmp_path / "site", "before")
    with pytest.raises(FileNotFoundError):
        exchange._exchange(tmp_path / "missing", site, tmp_path / "old")  # noqa: SLF001  a moment no caller can arrange
    assert "before" == text(site)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders")
def test_on_linux_there_is_no_moment_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, new = written(tmp_path / "site", "before"), written(tmp_path / "new", "after")

    def two_steps(*_: object) -> None:
        pytest.fail("the folder was moved away")

    if not exchange._swap(written(tmp_path / "one", ""), written(tmp_path / "other", "")):  # noqa: SLF001
        pytest.skip("this file system cannot exchange folders")
    monkeypatch.setattr(Path, "rename", two_steps)
    exchange._exchange(new, site, tmp_path / "old")  # noqa: SLF001  what is left of it is cleared at once
    assert ("after", "before") == (text(site), text(new))


@ways
def test_hidden_files_and_the_rights_of_the_folder_stay(site: Path, way: str) -> None:
    site.chmod(0o750)
    written(site / ".well-known", "kept")
    (site / ".htaccess").write_text("old", "utf-8")
    (site / ".link").symlink_to("nowhere")
    with replacing(site) as new:
        written(new, "after")
        (new / ".htaccess").write_text("made anew", "utf-8")
    assert "kept" == text(site / ".well-known")
    assert "made anew" == (site / ".htaccess").read_text("utf-8")
    assert "nowhere" == str((site / ".link").readlink())
    assert os.name == "nt" or 0o750 == site.stat().st_mode & 0o777


# -- two at once, and one that was killed -----------------------------------------------------------------------------


@ways
def test_a_second_waits_for_the_first_and_wins(site: Path, way: str) -> None:
    waiting, entered = threading.Event(), threading.Event()

    def second() -> None:
        with replacing(site, waiting.set) as new:
            entered.set()
            written(new, "second")

    thread = threading.Thread(target=second)
    with replacing(site) as new:
        thread.start()
        assert waiting.wait(60)
        assert not entered.wait(0.5)
        written(new, "first")
    thread.join(60)
    assert "second" == text(site)
    assert ["site"] == beside(site)


KILLED = """
import os, signal, sys
from pathlib import Path
from postmortems.exchange import replacing
with replacing(Path(sys.argv[1])) as new:
    new.mkdir()
    (new / "half.html").touch()
    print(new, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
def test_what_a_killed_run_left_is_cleared_and_holds_nobody_up(tmp_path: Path) -> None:
    site = written(tmp_path / "site", "before")
    environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", KILLED, str(site)]
    killed = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  ours
    assert -signal.SIGKILL == killed.returncode
    left = Path(killed.stdout.strip())
    assert [left.parent.name, "site"] == beside(site)
    with replacing(site) as new:
        assert not left.exists()
        assert new != left  # a generator that outlived the run may still write there
        written(new, "after")
    assert "after" == text(site)
    assert ["site"] == beside(site)


def test_a_folder_that_a_killed_run_moved_away_is_put_back_first(tmp_path: Path) -> None:
    site = tmp_path / "site"
    written(tmp_path / ".site.old", "before")
    with pytest.raises(RuntimeError, match="before"), replacing(site):
        fail(text(site))
    assert "before" == text(site)


@ways
def test_an_old_folder_that_a_killed_run_left_is_in_nobodys_way(site: Path, way: str) -> None:
    written(site.with_name(".site.old"), "older")
    with replacing(site) as new:
        written(new, "after")
    assert "after" == text(site)
    assert ["site"] == beside(site)
