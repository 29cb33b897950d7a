"""The archives that tests read.

The program is judged by the sample, which is the same wherever the tests run. This repository's own archive may be
anything: it is judged as well while it is the one that is shipped, and by `test_own_archive` alone once it is not.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from postmortems.collection import Archive
from postmortems.loading import load
from postmortems.settings import Project, find_project
from tests.project import ROOT, SAMPLE

PROJECT = find_project(SAMPLE)
ARCHIVE = load(PROJECT).archive
"""The sample."""

OWN = find_project(ROOT)
"""Of this repository."""
IS_SHIPPED = OWN.site.url == PROJECT.site.url
"""Whether this repository's archive is the shipped one; whoever runs another gives it an address."""
SHIPPED = load(OWN).archive if IS_SHIPPED else Archive(incidents=())

PROJECTS: Sequence[Project] = (PROJECT, OWN) if IS_SHIPPED else (PROJECT,)
ARCHIVES = (ARCHIVE, SHIPPED) if IS_SHIPPED else (ARCHIVE,)
INCIDENTS = tuple({one.id: one for archive in ARCHIVES for one in archive.incidents}.values())
"""Of both; what stands in both, once."""
FILES = tuple({path.name: path for project in PROJECTS for path in sorted(project.incidents.rglob("*.yaml"))}.values())
"""The same, as files."""

only_shipped = pytest.mark.skipif(
    not IS_SHIPPED, reason="about the incidents that are shipped; the archive of this repository is another"
)
