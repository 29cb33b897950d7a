"""The project at a git revision, read without touching the working folder."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from postmortems.history import HistoryError, Revision, prefix_of, revision
from postmortems.problems import Problem
from postmortems.reading.text import MAX_BYTES
from postmortems.settings import Project
from tests.repository import CONFIG, Repository, report

ALPHA, BETA = "2025-03-14-alpha", "2025-03-14-beta"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def paths(of: Revision) -> list[str]:
    return [source.path for source in of.sources]


def test_files_are_those_of_the_revision_and_not_of_the_working_folder(repository: Repository) -> None:
    repository.put(f"2025/{ALPHA}", report("Then"))
    repository.commit()
    repository.put(f"2025/{ALPHA}", report("Now"))
    repository.put(BETA, report("New"))
    (source,) = repository.at().sources
    assert (f"incidents/2025/{ALPHA}.yaml", ALPHA, report("Then").encode()) == (source.path, source.id, source.data)


def test_the_working_folder_and_the_index_stay_as_they_are(repository: Repository) -> None:
    repository.put(ALPHA, report("Then"))
    repository.commit()
    repository.put(ALPHA, report("Now"))
    before = repository.git("status", "--porcelain"), (repository.folder / ".git/index").read_bytes()
    repository.at()
    assert before == (repository.git("status", "--porcelain"), (repository.folder / ".git/index").read_bytes())


def test_only_what_could_be_an_incident_file_is_read(repository: Repository) -> None:
    for name in (f"{ALPHA}.yaml", "README.md", ".hidden.yaml", f".drafts/{BETA}.yaml", f"x.yaml/{BETA}.yaml", "a.yml"):
        repository.write(f"incidents/{name}", report("Then"))
    (repository.root / f"incidents/{BETA}.yaml").symlink_to(f"{ALPHA}.yaml")
    repository.write(f"elsewhere/{BETA}.yaml", report("Then"))
    repository.write(f"incidents-old/{BETA}.yaml", report("Then"))
    repository.commit()
    assert [f"incidents/{ALPHA}.yaml"] == paths(repository.at())


def test_a_project_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path, below="docs/archive")
    repository.put(ALPHA, report("Then"))
    repository.commit()
    assert [f"incidents/{ALPHA}.yaml"] == paths(repository.at())


def test_the_project_may_be_the_folder_of_incidents_itself(repository: Repository) -> None:
    repository.write("mkdocs.yml", "extra: {archive: {incidents: .}}\n")
    repository.write(f"{ALPHA}.yaml", report("Then"))
    repository.commit()
    assert [f"{ALPHA}.yaml"] == paths(repository.at())


@pytest.mark.parametrize("folder", [":(top)x", "*", "-r", "a b", "Störung"])
def test_the_folder_of_incidents_may_have_any_name(repository: Repository, folder: str) -> None:
    repository.write("mkdocs.yml", f"extra: {{archive: {{incidents: {json.dumps(folder)}}}}}\n")
    repository.write(f"{folder}/{ALPHA}.yaml", report("Then"))
    repository.commit()
    assert [f"{folder}/{ALPHA}.yaml"] == paths(repository.at())


def test_the_settings_are_those_of_the_revision(repository: Repository) -> None:
    repository.write("base.yml", "extra: {archive: {severities: [grave]}}\n")
    repository.write("mkdocs.yml", "INHERIT: base.yml\nextra: {archive: {incidents: reports}}\n")
    repository.write(f"reports/{ALPHA}.yaml", report("Then"))
    repository.commit()
    repository.write("mkdocs.yml", CONFIG)
    (repository.root / "base.yml").unlink()
    assert [f"reports/{ALPHA}.yaml"] == paths(repository.at())
    assert ("grave",) == repository.at().project.settings.severities


@pytest.mark.parametrize("config", [None, "site_name: [", "extra: {archive: {of-another-version: 1}}"])
def test_without_settings_that_can_be_used_those_of_today_say_where_the_files_are(
    repository: Repository, config: str | None
) -> None:
    repository.put(ALPHA, report("Then"))
    if config is None:
        (repository.root / "mkdocs.yml").unlink()
    else:
        repository.write("mkdocs.yml", config)
    repository.commit()
    repository.write("mkdocs.yml", CONFIG)
    assert [f"incidents/{ALPHA}.yaml"] == paths(repository.at())


def test_before_there_was_a_folder_of_incidents_there_are_no_files(repository: Repository) -> None:
    repository.commit()
    assert [] == paths(repository.at())


@pytest.mark.parametrize("name", [b"2025-03-14-\xff", b"2025-03-14-a\nb", b"2025-03-14-a\tb", b'2025-03-14-"\\', b"-x"])
def test_a_file_name_may_hold_any_bytes(repository: Repository, name: bytes) -> None:
    with open(os.fsencode(repository.root) + b"/incidents/" + name + b".yaml", "wb") as file:  # noqa: PTH123  bytes
        file.write(b"x")
    repository.commit()
    (source,) = repository.at().sources
    assert (name, b"x") == (os.fsencode(source.id), source.data)


def test_a_file_that_is_too_large_is_named_and_not_read(repository: Repository) -> None:
    repository.put(ALPHA, "#" * (MAX_BYTES + 1))
    repository.put(BETA, "#" * MAX_BYTES)
    repository.commit()
    first, second = repository.at().sources
    assert isinstance(first.data, Problem)
    assert b"#" * MAX_BYTES == second.data


@pytest.mark.parametrize("name", ["HEAD", "main", "v1", "@", "HEAD^{/x}"])
def test_a_revision_is_whatever_git_takes_for_a_commit(repository: Repository, name: str) -> None:
    repository.commit()
    repository.git("tag", "--annotate", "--message", "x", "v1")
    assert name == repository.at(name).name


def test_a_revision_is_behind_what_is_checked_out_or_not(repository: Repository) -> None:
    repository.commit()
    assert repository.at("main").is_behind
    repository.git("checkout", "--quiet", "-b", "other")
    repository.commit()
    assert repository.at("main").is_behind
    repository.git("checkout", "--quiet", "main")
    assert not repository.at("other").is_behind


# -- what cannot be read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["", "nope", "origin/nope", "-x", "--help", "--all", "--output=x", "a..b", "HEAD:incidents", "a\0b", "0" * 40],
)
def test_a_revision_there_is_not_is_refused_with_the_cure(repository: Repository, name: str) -> None:
    repository.commit()
    with pytest.raises(HistoryError, match="in a pull request fetch the base branch first: git fetch") as caught:
        repository.at(name)
    assert f"there is no revision {name!r}" in str(caught.value)
    assert ["incidents", "mkdocs.yml"] == sorted(p.name for p in repository.root.iterdir() if p.name != ".git")


def test_a_branch_that_only_the_remote_has_is_offered(repository: Repository) -> None:
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
    with pytest.raises(HistoryError, match="did you mean origin/trunk"):
        repository.at("trunk")


@pytest.mark.parametrize(
    ("name", "meant"), [("mian", "main"), ("mainn", "main"), ("V1.0", "v1.0"), ("fix/lgoin", "fix/login")]
)
def test_the_nearest_branch_or_tag_is_offered(repository: Repository, name: str, meant: str) -> None:
    repository.commit()
    repository.git("tag", "v1.0")
    repository.git("branch", "fix/login")
    with pytest.raises(HistoryError) as caught:
        repository.at(name)
    assert f"there is no revision {name!r}; did you mean {meant}?" == str(caught.value)


def test_a_branch_of_the_remote_may_be_another_or_not_be_here_yet(repository: Repository) -> None:
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    cure = "did you mean origin/main? If not, fetch the base branch first: git fetch origin mian"
    with pytest.raises(HistoryError) as caught:
        repository.at("origin/mian")
    assert f"there is no revision 'origin/mian'; {cure}" == str(caught.value)


def test_a_clone_without_the_history_is_told_how_to_get_it(repository: Repository, tmp_path: Path) -> None:
    repository.commit()
    repository.commit()
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "clone"))
    project = Project(root=tmp_path / "clone")
    assert [] == paths(revision("HEAD", project))
    with pytest.raises(HistoryError, match="git fetch --unshallow"):
        revision("HEAD~1", project)


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"is in no git repository.* run this in a clone"):
        revision("HEAD", Project(root=tmp_path))


def test_without_git_there_is_no_history(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit()
    monkeypatch.setenv("PATH", str(repository.root))
    with pytest.raises(HistoryError, match="install git"):
        repository.at()


def test_what_git_says_is_passed_on(repository: Repository) -> None:
    repository.put(ALPHA, report("Then"))
    repository.commit()
    for file in (repository.folder / ".git/objects").glob("??/*"):
        if repository.git("cat-file", "-t", f"{file.parent.name}{file.name}") == "tree\n":
            file.chmod(0o600)
            file.write_bytes(b"")
    with pytest.raises(HistoryError, match=r"git ls-tree failed: .*empty"):
        repository.at()


def test_incidents_outside_of_the_repository_have_no_history(repository: Repository, tmp_path: Path) -> None:
    repository.write("mkdocs.yml", "extra: {archive: {incidents: /}}\n")
    repository.commit()
    with pytest.raises(HistoryError, match="outside of the repository"):
        repository.at()


def test_before_the_first_commit_there_is_nothing_to_compare_with(repository: Repository) -> None:
    for name in ("HEAD", "main", "origin/main"):
        with pytest.raises(HistoryError, match=r"nothing is committed here yet.* git add --all"):
            repository.at(name)


def test_a_folder_knows_where_it_lies_in_its_repository(repository: Repository, tmp_path: Path) -> None:
    assert "" == prefix_of(repository.root)
    assert "incidents/" == prefix_of(repository.root / "incidents")
    (tmp_path / "incidents" / "Störung 1").mkdir()
    assert "incidents/Störung 1/" == prefix_of(tmp_path / "incidents" / "Störung 1")


def test_outside_of_a_repository_or_without_git_it_lies_nowhere(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert None is prefix_of(tmp_path_factory.mktemp("none"))
    monkeypatch.setenv("PATH", str(repository.root))
    assert None is prefix_of(repository.root)


def test_a_hook_of_git_that_names_a_repository_changes_nothing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.put(ALPHA, report("Then"))
    repository.commit()
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    assert [f"incidents/{ALPHA}.yaml"] == paths(revision("HEAD", repository.project))


def test_nothing_that_a_repository_configures_is_run(repository: Repository) -> None:
    repository.put(ALPHA, report("Then"))
    repository.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    repository.commit()
    trap = repository.folder / ".git" / "trapped"
    for key in ("core.fsmonitor", "core.pager", "filter.evil.smudge", "diff.evil.textconv", "alias.ls-tree"):
        repository.git("config", key, f"!touch {trap}" if key.startswith("alias") else f"touch {trap}")
    assert [f"incidents/{ALPHA}.yaml"] == paths(repository.at())
    assert not trap.exists()
    subprocess.run(["git", "status"], cwd=repository.folder, capture_output=True, check=False)  # noqa: S607
    assert trap.exists()
