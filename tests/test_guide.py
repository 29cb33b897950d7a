"""The guide is right: its commented file is an incident without a problem, and it leaves no field out."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from postmortems.loading import Loaded, load
from postmortems.model import Entry, Incident, Lessons, Summary, Task, Window
from postmortems.settings import Project, Settings
from postmortems.vocabulary import Detector, Effect, Kind
from tests.clones import blocks

PAGES = Path(__file__).parents[1] / "docs" / "contribute"
GUIDE = (PAGES / "index.md").read_text("utf-8")
COMPUTED = {"id", "path", "number", "anchor", "also", "kind", "text", "zone"}
"""Fields of the model that a file does not state under that name."""


def commented_file() -> str:
    found = re.search(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def loaded(text: str, folder: Path) -> Loaded:
    (folder / "incidents").mkdir()
    (folder / "incidents" / "2023-10-20-results-day-login.yaml").write_text(text, "utf-8")
    return load(Project(root=folder, settings=Settings(severities=("critical", "major", "minor"))))


def test_the_commented_file_is_an_incident_without_a_problem(tmp_path: Path) -> None:
    found = loaded(commented_file(), tmp_path)
    assert () == found.problems
    assert 1 == len(found.archive.incidents)


def test_no_line_of_the_commented_file_is_wider_than_its_box() -> None:
    assert [] == [line for line in commented_file().splitlines() if len(line) > 76]


def test_a_report_is_withdrawn_with_the_lines_that_the_guide_shows(tmp_path: Path) -> None:
    (lines,) = blocks((PAGES / "life.md").read_text("utf-8"), "yaml")
    found = loaded(f"{commented_file()}{lines}\n", tmp_path)
    # That `withdrawn` stands higher in a file is a matter of order alone, which check does not ask for.
    assert () == found.problems
    (incident,) = found.archive.incidents
    assert incident.withdrawn
    assert "It was a drill, not an outage." == incident.withdrawn.reason


def test_every_command_of_the_guide_is_written_as_it_is_copied() -> None:
    told = {page.name: page.read_text("utf-8") for page in PAGES.glob("*.md")}
    # The page about the program speaks of the command itself.
    del told["developing.md"]
    assert {} == {
        name: found for name, text in told.items() if (found := re.findall(r"(?<!bin/)\bpostmortems [a-z]+", text))
    }


def test_the_guide_names_every_field_and_every_word() -> None:
    names = {field.name for model in (Incident, Summary, Window, Entry, Lessons, Task) for field in fields(model)}
    names = names - COMPUTED | {"timezone", "measures", "on", "reason"}
    words = {str(word) for vocabulary in (Kind, Effect, Detector) for word in vocabulary}
    assert [] == sorted(name for name in names | words if not re.search(rf"(?<![\w-]){name}(?![\w-])", GUIDE))
