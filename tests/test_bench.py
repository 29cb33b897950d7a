"""The generated incidents of the benchmark are incidents as the archive wants them."""

from __future__ import annotations

from pathlib import Path

from bench.make_incidents import make
from postmortems.loading import load
from postmortems.settings import Project


def test_generated_incidents_are_without_a_problem_and_are_all_read(tmp_path: Path) -> None:
    make(60, tmp_path / "incidents")
    loaded = load(Project(root=tmp_path))
    assert () == loaded.problems
    assert 60 == len(loaded.archive.incidents)


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (
        [path.read_text("utf-8") for path in make(5, tmp_path / name, seed=seed)]
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    assert first == again
    assert first != other


def test_a_diagram_can_be_asked_for_with_so_many_entries(tmp_path: Path) -> None:
    make(1, tmp_path / "incidents", entries=60)
    [incident] = load(Project(root=tmp_path)).archive.incidents
    assert 60 == len(incident.timeline)
