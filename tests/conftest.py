"""Settings of the whole test run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.project import ROOT, SAMPLE, build

# No deadlines: a slow machine is no failure. CI tries the same examples each time, so only a wrong change
# makes it red; a laptop tries new ones.
settings.register_profile("laptop", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
# A test that checks files with mistakes in them must not tell the job's summary.
os.environ.pop("GITHUB_STEP_SUMMARY", None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "laptop")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, built once, strictly."""
    return built(SAMPLE, tmp_path_factory)


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that is published from this repository, built once, strictly."""
    return built(ROOT, tmp_path_factory)


def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of a project, and return its folder."""
    folder = tmp_path_factory.mktemp("site") / "site"
    done = build(project, folder, "--strict")
    assert 0 == done.returncode, done.stderr
    return folder
