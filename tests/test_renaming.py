"""Giving a report another id."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from postmortems.loading import Source, load, sources
from postmortems.program import started
from postmortems.renaming import RenamingError, carry_out, renaming, report_of
from postmortems.settings import Project, Settings
from tests.reading.cases import GOOD, edited

OLD, NEW, OTHER = "2025-03-14-old", "2025-03-14-new", "2025-03-14-other"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "incidents").mkdir()
    return Project(root=tmp_path, settings=Settings(severities=("critical",)))


def put(project: Project, name: str, text: str = GOOD) -> Path:
    path = project.incidents / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return path


def files(project: Project) -> list[Source]:
    return [source for source in sources(project) if isinstance(source, Source)]


def rename(project: Project, old: str, new: str) -> None:
    found = files(project)
    carry_out(renaming(report_of(old, found, project, project.root), new, found, project), project)


def held(project: Project) -> dict[str, str]:
    """Every file below the folder of incidents, hidden ones too."""
    paths = [path for path in project.incidents.rglob("*") if path.is_file()]
    return {path.relative_to(project.incidents).as_posix(): path.read_bytes().decode() for path in paths}


def refused(project: Project, old: str, new: str) -> str:
    before = held(project)
    with pytest.raises(RenamingError) as caught:
        rename(project, old, new)
    assert before == held(project)
    return str(caught.value)


# -- the file ---------------------------------------------------------------------------------------------------------


def test_the_file_is_moved_and_the_old_id_becomes_an_alias(project: Project) -> None:
    put(project, OLD)
    rename(project, OLD, NEW)
    tags = "tags: [capacity, configuration]\n"
    assert {f"{NEW}.yaml": GOOD.replace(tags, f"{tags}aliases: [{OLD}]\n")} == held(project)
    assert () == load(project).problems


def test_it_stays_in_its_folder(project: Project) -> None:
    put(project, f"a/2025/{OLD}")
    rename(project, OLD, NEW)
    assert [f"a/2025/{NEW}.yaml"] == list(held(project))


@pytest.mark.parametrize(("folder", "moved"), [("2025", "2024"), ("a/2025", "a/2024"), ("2023", "2023"), ("q1", "q1")])
def test_the_folder_of_a_year_follows_the_year(project: Project, folder: str, moved: str) -> None:
    """The start was corrected, and the name had to follow."""
    put(project, f"{folder}/{OLD}", edited({5: "  start: 2024-03-14 09:12"}))
    rename(project, OLD, "2024-03-14-new")
    assert [f"{moved}/2024-03-14-new.yaml"] == list(held(project))
    assert () == load(project).problems


def test_a_report_may_have_an_id_again_that_it_had_before(project: Project) -> None:
    put(project, OLD, edited({3: f"aliases: [2025-03-14-first, {NEW}]  # old ones"}))
    rename(project, OLD, NEW)
    assert f"aliases: [2025-03-14-first, {OLD}]  # old ones\n" in held(project)[f"{NEW}.yaml"]
    assert () == load(project).problems


def test_its_permissions_stay(project: Project) -> None:
    put(project, OLD).chmod(0o640)
    rename(project, OLD, NEW)
    assert 0o640 == (project.incidents / f"{NEW}.yaml").stat().st_mode & 0o777


def test_a_file_whose_name_is_no_id_gets_one_and_no_alias(project: Project) -> None:
    put(project, "Login outage")
    rename(project, "incidents/Login outage.yaml", NEW)
    assert {f"{NEW}.yaml": GOOD} == held(project)


def test_of_two_files_with_one_id_the_other_keeps_it_and_its_links(project: Project) -> None:
    put(project, f"a/{OLD}")
    put(project, f"b/{OLD}")
    put(project, OTHER, edited({3: f"related: [{OLD}]"}))
    assert f"{OLD} is the id of incidents/a/{OLD}.yaml and incidents/b/{OLD}.yaml" in refused(project, OLD, NEW)
    rename(project, f"incidents/b/{OLD}.yaml", NEW)
    assert GOOD == held(project)[f"b/{NEW}.yaml"]
    assert () == load(project).problems
    assert [OLD] == [incident.id for incident in load(project).archive.related[OTHER]]


# -- who names it -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        {3: "related: [{}]  # see there"},
        {3: "related:\n  - 2025-03-14-third\n  - {}"},
        {3: "related: ['{}']"},
        {11: '  impact: "As in [the outage]({}), and [again](<{}>)."'},
        {11: '  impact: "As [then]({}#09-15-detected)."'},
        {20: "  - misleading: See [it]({} 'title')."},
        {32: "  As in [the outage before][x].\n\n  [x]: {}"},
        {32: "  | a | b |\n  | - | - |\n  | [x]({}) | y |"},
        {38: '    - "See [it]({})."'},
    ],
)
def test_links_and_relations_name_the_new_id(project: Project, line: dict[int, str]) -> None:
    put(project, OLD)
    put(project, "2025-03-14-third")
    (number, text), *_ = line.items()
    put(project, OTHER, edited({number: text.replace("{}", OLD)}))
    rename(project, OLD, NEW)
    assert edited({number: text.replace("{}", NEW)}) == held(project)[f"{OTHER}.yaml"]
    assert () == load(project).problems


@pytest.mark.parametrize(
    "text",
    [
        edited({11: f"  impact: The files of {OLD} were lost."}),
        edited({11: f"  impact: Type `[x]({OLD})` into the form."}),
        edited({1: f"title: See [x]({OLD})"}),
        edited({3: f"sources: [https://example.org/incidents/{OLD}/]"}),
        edited({11: f"  impact: See [x](https://example.org/{OLD})."}),
        edited({3: f"# related [{OLD}]"}),
        edited({3: f"related: [{OLD}-2]"}),
        edited({32: f"      [x]({OLD})"}),
    ],
)
def test_whatever_else_holds_the_id_stays(project: Project, text: str) -> None:
    put(project, OLD)
    put(project, f"{OLD}-2")
    put(project, OTHER, text)
    assert () == load(project).problems
    rename(project, OLD, NEW)
    assert text == held(project)[f"{OTHER}.yaml"]


def test_the_text_of_a_link_stays(project: Project) -> None:
    put(project, OLD)
    put(project, OTHER, edited({11: f'  impact: "As in [{OLD}]({OLD})."'}))
    rename(project, OLD, NEW)
    assert f'  impact: "As in [{OLD}]({NEW})."\n' in held(project)[f"{OTHER}.yaml"]


def test_a_link_that_would_make_its_text_too_long_stays(project: Project) -> None:
    """The alias carries it."""
    text = f"See [it]({OLD}). ".ljust(280, "x")
    put(project, OLD)
    put(project, OTHER, edited({19: f"  - action: {text}"}))
    rename(project, OLD, f"{NEW}-and-much-longer")
    assert text in held(project)[f"{OTHER}.yaml"]
    assert () == load(project).problems


def test_links_of_the_report_to_itself_name_the_new_id(project: Project) -> None:
    put(project, OLD, edited({11: f'  impact: "See [above]({OLD})."'}))
    rename(project, OLD, NEW)
    assert f"[above]({NEW})" in held(project)[f"{NEW}.yaml"]


def test_files_with_problems_of_their_own_are_mended_too(project: Project) -> None:
    put(project, OLD)
    put(project, OTHER, edited({3: f"related: [{OLD}]", 12: "  users_affected: most"}))
    rename(project, OLD, NEW)
    assert f"related: [{NEW}]" in held(project)[f"{OTHER}.yaml"]
    assert ["share-form"] == [problem.code for problem in load(project).problems]


def test_line_ends_of_windows_stay(project: Project) -> None:
    put(project, OLD, GOOD.replace("\n", "\r\n"))
    put(project, OTHER, edited({3: f"related: [{OLD}]"}).replace("\n", "\r\n"))
    rename(project, OLD, NEW)
    for text in held(project).values():
        assert text.count("\n") == text.count("\r\n")


# -- which report -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [OLD, "2025-03-14-first", f"incidents/2025/{OLD}.yaml", f"./incidents/2025/{OLD}.yaml"]
)
def test_a_report_is_named_by_its_id_an_alias_or_its_path(project: Project, name: str) -> None:
    put(project, f"2025/{OLD}", edited({3: "aliases: [2025-03-14-first]"}))
    rename(project, name, NEW)
    assert f"aliases: [2025-03-14-first, {OLD}]" in held(project)[f"2025/{NEW}.yaml"]


def test_a_path_is_seen_from_the_working_folder(project: Project) -> None:
    put(project, OLD)
    assert OLD == report_of(f"{OLD}.yaml", files(project), project, project.incidents).id


@pytest.mark.parametrize(
    ("name", "cure"),
    [("2025-03-14-olt", f"did you mean {OLD}?"), (f"{OLD}-x.yaml", f"did you mean {OLD}?"), ("?", "give an id, an")],
)
def test_a_report_there_is_not_is_refused(project: Project, name: str, cure: str) -> None:
    put(project, OLD)
    assert f"there is no report {name}; {cure}" in refused(project, name, NEW)


# -- which id ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (OLD, f"incidents/{OLD}.yaml has the id {OLD} already: there is nothing to do"),
        (OTHER, f"{OTHER} is the id of incidents/{OTHER}.yaml"),
        ("2025-03-14-was", f"2025-03-14-was is an alias of incidents/{OTHER}.yaml"),
        ("2025-03-15-new", "`summary.start` says 2025-03-14; write 2025-03-14-new, or correct `start`"),
        ("new", "did you mean 2025-03-14-new?"),
        (f"incidents/{NEW}.yaml", f"did you mean {NEW}?"),
        ("2025-03-14-Neue Störung", "did you mean 2025-03-14-neue-storung?"),
        ("?", "an id is the day and a slug"),
        (f"2025-03-14-{'a' * 61}", f"did you mean 2025-03-14-{'a' * 60}?"),
        ("../2025-03-14-new", f"did you mean {NEW}?"),
    ],
)
def test_an_id_that_cannot_be_had_is_refused(project: Project, new: str, message: str) -> None:
    put(project, OLD)
    put(project, OTHER, edited({3: "aliases: [2025-03-14-was]"}))
    assert message in refused(project, OLD, new)


@pytest.mark.parametrize("text", ["title: [", "", edited({12: "  users_affected: most"}), edited({3: "related: [x]"})])
def test_a_file_with_problems_is_refused(project: Project, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    put(project, OLD, text)
    monkeypatch.chdir(project.root)
    assert refused(project, OLD, NEW).endswith(f"mend them first: {started()} check incidents/{OLD}.yaml")


def test_a_file_in_which_there_is_no_place_for_a_line_is_refused(project: Project) -> None:
    put(project, OLD)
    flow = "{" + ", ".join(
        f"{key}: {value}"
        for key, value in {
            "title": "x",
            "summary": "{start: 2025-03-14 09:00, end: 2025-03-14 09:30, timezone: UTC, services: {a: down}, "
            "impact: x, users_affected: 1%, root_cause: x}",
            "timeline": "[{detected: x, by: customer}, {action: x}, {resolved: x}]",
            "timeline_without": "[misleading, escalated]",
            "root_cause": "x",
            "resolution": "x",
            "measures": "{improvements: [x], tasks: [{task: x}]}",
        }.items()
    )
    put(project, OTHER, flow + "}\n")
    assert () == load(project).problems
    assert "would have a problem" in refused(project, OTHER, NEW)


def test_nothing_is_put_over_what_lies_there(project: Project) -> None:
    put(project, OLD)
    (project.incidents / f"{NEW}.yaml").mkdir()
    assert f"incidents/{NEW}.yaml is there already" in refused(project, OLD, NEW)


@pytest.mark.parametrize(
    ("fails", "at"), [("write_bytes", 1), ("write_bytes", 2), ("replace", 1), ("replace", 2), ("unlink", 1)]
)
def test_where_writing_fails_everything_is_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch, fails: str, at: int
) -> None:
    put(project, OLD)
    put(project, OTHER, edited({3: f"related: [{OLD}]"}))
    before, ordinary, calls = held(project), getattr(Path, fails), []

    def fail(path: Path, *arguments: object) -> object:
        calls.append(path)
        if len(calls) == at:
            raise OSError(28, os.strerror(28))
        return ordinary(path, *arguments)

    found = files(project)
    plan = renaming(report_of(OLD, found, project, project.root), NEW, found, project)
    monkeypatch.setattr(Path, fails, fail)
    with pytest.raises(OSError, match="No space left"):
        carry_out(plan, project)
    monkeypatch.undo()
    assert before == held(project)
