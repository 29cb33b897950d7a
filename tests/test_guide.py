"""The guide is right: its commented file is an incident without a problem, and it leaves no field out."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from postmortems.loading import load
from postmortems.model import Entry, Incident, Lessons, Summary, Task, Window
from postmortems.settings import Project, Settings
from postmortems.vocabulary import Detector, Effect, Kind

GUIDE = (Path(__file__).parents[1] / "docs" / "contribute" / "index.md").read_text("utf-8")
COMPUTED = {"id", "path", "number", "anchor", "also", "kind", "text", "zone"}
"""Fields of the model that a file does not state under that name."""


def commented_file() -> str:
    found = re.search(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_commented_file_is_an_incident_without_a_problem(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "2023-10-20-results-day-login.yaml").write_text(commented_file(), "utf-8")
    loaded = load(Project(root=tmp_path, settings=Settings(severities=("critical", "major", "minor"))))
    assert () == loaded.problems
    assert 1 == len(loaded.archive.incidents)


def test_the_guide_names_every_field_and_every_word() -> None:
    names = {field.name for model in (Incident, Summary, Window, Entry, Lessons, Task) for field in fields(model)}
    names = names - COMPUTED | {"timezone", "measures", "on", "reason"}
    words = {str(word) for vocabulary in (Kind, Effect, Detector) for word in vocabulary}
    assert [] == sorted(name for name in names | words if not re.search(rf"(?<![\w-]){name}(?![\w-])", GUIDE))
