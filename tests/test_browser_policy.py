"""Which browser the tests use, and what happens without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import chromium

SUITE = """
    def test_a_page(browser):
        assert browser
"""
BROWSER = "from tests.browser.conftest import browser, pytest_terminal_summary"


@pytest.fixture
def without_browser(monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester) -> None:
    """A project with one browser test, on a machine that has no browser."""
    monkeypatch.setattr(chromium, "PLACES", ())
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    pytester.makeconftest(BROWSER)
    pytester.makepyfile(SUITE)


def test_a_laptop_without_a_browser_skips_and_says_so(
    without_browser: None, monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester
) -> None:
    monkeypatch.delenv("CI", raising=False)
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["!*NO BROWSER*!", f"1 tests skipped: {chromium.ABSENT}"])


def test_ci_without_a_browser_fails(
    without_browser: None, monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester
) -> None:
    monkeypatch.setenv("CI", "true")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    assert pytest.ExitCode.TESTS_FAILED == result.ret


def test_the_browser_is_the_first_that_is_installed(tmp_path: Path) -> None:
    for name in ("google-chrome", "chromium-browser"):
        (tmp_path / name).touch(mode=0o755)
    assert tmp_path / "chromium-browser" == chromium.found({"PATH": str(tmp_path)})


def test_a_browser_named_in_the_environment_comes_first(tmp_path: Path) -> None:
    for name in ("chromium", "mine"):
        (tmp_path / name).touch(mode=0o755)
    mine = tmp_path / "mine"
    assert mine == chromium.found({"PATH": str(tmp_path), chromium.VARIABLE: str(mine)})


def test_a_browser_named_in_the_environment_must_exist(tmp_path: Path) -> None:
    """Otherwise a slip of the pen would skip the tests."""
    with pytest.raises(FileNotFoundError, match="there is no such file"):
        chromium.found({chromium.VARIABLE: str(tmp_path / "none")})
