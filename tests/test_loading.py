"""The folder of incidents: which files are read, which are refused, and how they refer to each other."""

import os
from pathlib import Path

import pytest

from postmortems.loading import Loaded, load
from postmortems.reading.text import MAX_BYTES
from postmortems.settings import Project, Settings
from tests.archives import ARCHIVE, PROJECTS
from tests.reading.cases import GOOD, edited

ALPHA, BETA = "2025-03-14-alpha", "2025-03-14-beta"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of incidents of an empty project."""
    incidents = tmp_path / "incidents"
    incidents.mkdir()
    return incidents


def put(folder: Path, name: str, text: str = GOOD) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def with_top(line: str) -> str:
    """The good file with an optional field at the top level, on line 3."""
    return edited({3: line})


def loaded(folder: Path) -> Loaded:
    return load(Project(root=folder.parent))


def found(folder: Path) -> list[str]:
    return [f"{p.path.removeprefix('incidents/')}:{p.line} {p.code}" for p in loaded(folder).problems]


def ids(folder: Path) -> list[str]:
    return [incident.id for incident in loaded(folder).archive.incidents]


# -- which files are read ---------------------------------------------------------------------------------------------


def test_files_in_folders_are_read_and_others_that_may_stand_there_are_not(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml")
    put(folder, f"2025/q1/{BETA}.yaml")
    for name in ("README.md", "2025/README.md", ".gitkeep", ".drafts/anything.txt", ".hidden.yaml"):
        put(folder, name, "x")
    (folder / "empty").mkdir()
    assert [] == found(folder)
    assert [ALPHA, BETA] == sorted(ids(folder))


def test_an_archive_may_be_empty(folder: Path) -> None:
    assert [] == found(folder)
    assert [] == ids(folder)


def test_a_project_without_the_folder_is_empty_since_git_keeps_no_empty_one(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    loaded = load(Project(root=tmp_path))
    assert ((), ()) == (loaded.problems, loaded.archive.incidents)


def test_outside_of_a_project_the_folder_cannot_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no folder incidents"):
        load(Project(root=tmp_path))


def test_a_folder_of_another_name_has_to_be_there_since_the_name_may_be_misspelt(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "incidents").mkdir()
    with pytest.raises(FileNotFoundError, match=r"no folder incident, which extra.archive.incidents .* \.gitkeep"):
        load(Project(root=tmp_path, settings=Settings(incidents="incident")))


def test_what_bears_the_name_of_the_folder_and_is_none_is_not_an_empty_archive(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "incidents").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError, match="incidents is no folder"):
        load(Project(root=tmp_path))


def test_the_folder_may_be_another(tmp_path: Path) -> None:
    put(tmp_path, f"reports/{ALPHA}.yaml")
    archive = load(Project(root=tmp_path, settings=Settings(incidents="reports"))).archive
    assert [f"reports/{ALPHA}.yaml"] == [incident.path for incident in archive.incidents]


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        (f"{ALPHA}.yml", f"rename it to {ALPHA}.yaml"),
        (f"{ALPHA}.YAML", f"rename it to {ALPHA}.yaml"),
        (f"{ALPHA}.yaml.txt", f"rename it to {ALPHA}.yaml"),
        (f"{ALPHA}", f"move it elsewhere; if it is an incident, name it {ALPHA}.yaml"),
        (f"{ALPHA}.yaml~", f"move it elsewhere; if it is an incident, name it {ALPHA}.yaml"),
        (f"{ALPHA}.yaml.bak", f"move it elsewhere; if it is an incident, name it {ALPHA}.yaml"),
        ("notes.txt", "move it elsewhere; if it is an incident, name it notes.yaml"),
        ("evil.html", "move it elsewhere; if it is an incident, name it evil.yaml"),
        ("evil.js", "move it elsewhere; if it is an incident, name it evil.yaml"),
        ("2025/shot.png", "move it elsewhere; if it is an incident, name it shot.yaml"),
        ("readme.md", "move it elsewhere; if it is an incident, name it readme.yaml"),
    ],
)
def test_any_other_file_is_refused(folder: Path, name: str, help_: str) -> None:
    put(folder, name)
    assert [f"{name}:0 unexpected-file"] == found(folder)
    assert help_ == loaded(folder).problems[0].help


@pytest.mark.parametrize("target", [f"{ALPHA}.yaml", "/etc/hostname", "missing.yaml", ".."])
@pytest.mark.parametrize("name", [f"{BETA}.yaml", "2025", "README.md"])
def test_links_are_not_followed(folder: Path, name: str, target: str) -> None:
    put(folder, f"{ALPHA}.yaml")
    (folder / name).symlink_to(target)
    assert [f"{name}:0 unexpected-file"] == found(folder)
    assert [ALPHA] == ids(folder)


def test_a_folder_named_like_a_file_is_refused(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml/{BETA}.yaml")
    assert [f"{ALPHA}.yaml:0 unexpected-file"] == found(folder)


def test_a_pipe_is_refused_without_waiting_for_it(folder: Path) -> None:
    os.mkfifo(folder / f"{ALPHA}.yaml")
    assert [f"{ALPHA}.yaml:0 unexpected-file"] == found(folder)


def test_a_file_that_nobody_may_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    put(folder, f"{ALPHA}.yaml")
    monkeypatch.setattr(Path, "open", refuse)
    assert [f"{ALPHA}.yaml:0 unreadable"] == found(folder)


def test_a_file_is_not_read_beyond_its_limit(folder: Path) -> None:
    with (folder / f"{ALPHA}.yaml").open("wb") as file:
        file.truncate(1 << 40)  # a sparse file: a terabyte of nothing
    assert [f"{ALPHA}.yaml:0 file-size"] == found(folder)
    put(folder, f"{ALPHA}.yaml", GOOD + "#" * (MAX_BYTES - len(GOOD)))
    assert [] == found(folder)


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["2025-03-14-a", f"2025-03-14-{'b' * 60}", "2025-03-14-a-1-b-2", "2025-03-14-by-duration"]
)
def test_a_file_is_named_by_the_id(folder: Path, name: str) -> None:
    put(folder, f"{name}.yaml")
    assert [] == found(folder)
    assert [name] == ids(folder)


@pytest.mark.parametrize(
    "name",
    [
        *("2025-02-30-a", "20250314-a", "2025-3-14-a", "25-03-14-a", "a", "2025-03-14", "2025-03-14-", "-2025-03-14-a"),
        *("2025-03-14-A", "2025-03-14-a-", "2025-03-14--a", "2025-03-14-a--b", "2025-03-14-a_b", "2025-03-14-a b"),
        *("2025-03-14-a+b", "2025-03-14-a,b", "2025-03-14-a@b", "2025-03-14-$(id)", "2025-03-14-{{7x7}}"),
        *("2025-03-14-a;b", "2025-03-14-a:b", "2025-03-14-a?b", '2025-03-14-a"b', "2025-03-14-<svg onload=alert(1)>"),
        *("2025-03-14-a\nb", "2025-03-14-a\tb", "2025-03-14-\u212a8s", "2025-03-14-check\u202etuo", "2025-03-14-café"),
        *(f"2025-03-14-{'a' * 61}", f"2025-03-14-{'a' * 200}", "2025-03-14-a.yaml", "2025-03-14T0912-a"),
        "٢٠٢٥-03-14-a",
    ],
)
def test_any_other_name_is_refused(folder: Path, name: str) -> None:
    put(folder, f"{name}.yaml")
    assert ["id-form"] == [problem.code for problem in loaded(folder).problems]
    assert [] == ids(folder)


@pytest.mark.parametrize("name", ["2025-03-15-a", "2024-03-14-a", "2025-04-14-a"])
def test_the_day_in_the_name_is_that_of_the_start(folder: Path, name: str) -> None:
    put(folder, f"{name}.yaml")
    assert [f"{name}.yaml:0 id-day"] == found(folder)
    assert loaded(folder).problems[0].help.endswith(" 2025-03-14-a`, or correct `start`")


def test_a_name_that_is_not_utf_8_is_refused_and_can_be_printed(folder: Path) -> None:
    path = os.fsencode(folder) + b"/2025-03-14-\xff.yaml"
    with open(path, "wb") as file:  # noqa: PTH123  a Path cannot show what it is about
        file.write(GOOD.encode())
    (problem,) = loaded(folder).problems
    assert "id-form" == problem.code
    assert "incidents/2025-03-14-\N{REPLACEMENT CHARACTER}.yaml" == problem.path


def test_a_file_with_a_wrong_name_is_checked_all_the_same(folder: Path) -> None:
    put(folder, "Login outage.yaml", edited({2: "tags: []"}))
    assert ["Login outage.yaml:0 id-form", "Login outage.yaml:2 empty"] == found(folder)


@pytest.mark.parametrize("ending", [".yaml.yaml", ".yml.yaml"])
def test_a_name_with_two_endings_is_answered_with_the_right_one(folder: Path, ending: str) -> None:
    put(folder, f"{ALPHA}{ending}")
    (problem,) = loaded(folder).problems
    assert "id-form" == problem.code
    assert problem.help.endswith(f"write {ALPHA}, whose file is {ALPHA}.yaml")


@pytest.mark.parametrize("other", ["archive/", "a/b/c/"])
def test_an_id_is_that_of_one_file(folder: Path, other: str) -> None:
    put(folder, f"{ALPHA}.yaml")
    put(folder, f"{other}{ALPHA}.yaml")
    assert [f"{ALPHA}.yaml:0 id-taken", f"{other}{ALPHA}.yaml:0 id-taken"] == sorted(found(folder))
    for problem in loaded(folder).problems:
        assert {f"incidents/{ALPHA}.yaml", f"incidents/{other}{ALPHA}.yaml"} <= {problem.path, *problem.message.split()}


def test_one_name_with_both_endings_is_refused(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml")
    put(folder, f"{ALPHA}.yml")
    assert [f"{ALPHA}.yml:0 unexpected-file"] == found(folder)


# -- aliases, relatives and links -------------------------------------------------------------------------------------


def test_relatives_are_found_by_id_and_by_alias_in_both_directions(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", with_top("related: [2025-03-13-old-beta]"))
    put(folder, f"{BETA}.yaml", with_top("aliases: [2025-03-13-old-beta]"))
    assert [] == found(folder)
    related = loaded(folder).archive.related
    assert [BETA] == [incident.id for incident in related[ALPHA]]
    assert [ALPHA] == [incident.id for incident in related[BETA]]


def test_two_reports_may_name_each_other(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", with_top(f"related: [{BETA}]"))
    put(folder, f"{BETA}.yaml", with_top(f"related: [{ALPHA}]"))
    assert [] == found(folder)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (with_top("related: [2019-01-01-never]"), 3),
        (edited({11: '  impact: "As in [the outage before](2019-01-01-never)."'}), 11),
        (edited({20: '  - misleading: "As in [the outage before](2019-01-01-never)."'}), 20),
        (edited({29: 'root_cause: "See [it](2019-01-01-never)."', **dict.fromkeys(range(30, 33))}), 29),
        (edited({32: "  As in [the outage before](2019-01-01-never)."}), 32),
        (edited({38: '    - "See [it](2019-01-01-never)."'}), 38),
        (edited({40: '    - task: "See [it](2019-01-01-never)."'}), 40),
    ],
)
def test_an_unknown_id_is_an_error_where_it_stands(folder: Path, text: str, line: int) -> None:
    put(folder, f"{ALPHA}.yaml", text)
    assert [f"{ALPHA}.yaml:{line} unknown-id"] == found(folder)


def linking(place: str) -> str:
    """The good file with a link to a place on the page of another."""
    return edited({11: f'  impact: "As in [the outage before]({ALPHA}{place})."'})


@pytest.mark.parametrize(
    "place", ["#09-15-detected", "#diagram-09-15-detected", "#timeline", "#root-cause-and-resolution"]
)
def test_a_link_may_lead_to_an_entry_or_a_section_of_another_report(folder: Path, place: str) -> None:
    put(folder, f"{ALPHA}.yaml")
    put(folder, f"{BETA}.yaml", linking(place))
    assert [] == found(folder)


@pytest.mark.parametrize(
    ("place", "help_"),
    [
        ("#09-51-detected", "did you mean #09-15-detected?"),
        ("#09-15-Detected", "did you mean #09-15-detected?"),
        ("#", "copy the address of an entry from its page, or leave #… out"),
        ("#x:y", "copy the address of an entry from its page, or leave #… out"),
    ],
)
def test_a_link_to_a_place_that_is_not_there_is_an_error(folder: Path, place: str, help_: str) -> None:
    put(folder, f"{ALPHA}.yaml")
    put(folder, f"{BETA}.yaml", linking(place))
    assert [(f"incidents/{BETA}.yaml", 11, "unknown-id", f"the page of {ALPHA} has no place {place}", help_)] == [
        (p.path, p.line, p.code, p.message, p.help) for p in loaded(folder).problems
    ]


def test_a_place_is_looked_for_where_an_alias_leads(folder: Path) -> None:
    put(folder, "2025-03-14-new.yaml", with_top(f"aliases: [{ALPHA}]"))
    put(folder, f"{BETA}.yaml", linking("#09-15-resolved"))
    assert [f"{BETA}.yaml:11 unknown-id"] == found(folder)


def test_a_place_is_not_looked_for_while_its_report_has_problems(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", with_top("severity: bad"))
    put(folder, f"{BETA}.yaml", linking("#nowhere"))
    assert [f"{ALPHA}.yaml:3 unknown-word"] == found(folder)


def test_a_link_to_a_place_in_an_unknown_report_is_an_error(folder: Path) -> None:
    put(folder, f"{BETA}.yaml", linking("#09-15-detected"))
    assert [f"{BETA}.yaml:11 unknown-id"] == found(folder)


def test_an_unknown_id_is_answered_with_the_one_that_is_most_like_it(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", with_top("related: [2025-03-14-betta]"))
    put(folder, f"{BETA}.yaml")
    assert f"did you mean {BETA}?" == loaded(folder).problems[0].help


def test_a_link_may_name_an_alias(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", edited({11: '  impact: "As in [beta](2025-03-13-old-beta)."'}))
    put(folder, f"{BETA}.yaml", with_top("aliases: [2025-03-13-old-beta]"))
    assert [] == found(folder)


def test_a_report_that_is_wrong_itself_is_no_unknown_id(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", with_top(f"related: [{BETA}]"))
    put(folder, f"{BETA}.yaml", edited({12: "  users_affected: most"}))
    assert [f"{BETA}.yaml:12 share-form"] == found(folder)
    assert [ALPHA] == ids(folder)


def test_an_alias_is_nobodys_id(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", with_top(f"aliases: [{BETA}]"))
    put(folder, f"{BETA}.yaml", with_top("aliases: [2025-03-13-old-beta]"))
    assert [f"{ALPHA}.yaml:3 alias-taken"] == found(folder)


def test_two_reports_cannot_swap_their_ids(folder: Path) -> None:
    """Either address would have to lead to both."""
    put(folder, f"{ALPHA}.yaml", with_top(f"aliases: [{BETA}]"))
    put(folder, f"{BETA}.yaml", with_top(f"aliases: [{ALPHA}]"))
    assert [f"{ALPHA}.yaml:3 alias-taken", f"{BETA}.yaml:3 alias-taken"] == found(folder)


def test_an_alias_stands_in_one_file(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", with_top("aliases: [2025-03-13-old]"))
    put(folder, f"{BETA}.yaml", with_top("aliases: [2025-03-13-old]"))
    assert [f"{ALPHA}.yaml:3 alias-taken", f"{BETA}.yaml:3 alias-taken"] == found(folder)


def test_a_problem_in_one_file_hides_none_in_another(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", "title: {part 2} Database down\n")
    put(folder, f"{BETA}.yaml", edited({7: "  timezone: EAT"}))
    assert [f"{ALPHA}.yaml:1 yaml", f"{BETA}.yaml:7 time-zone"] == found(folder)


def test_two_reports_may_have_one_title_and_one_length(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml")
    put(folder, f"{BETA}.yaml")
    assert [] == found(folder)


# -- warnings ---------------------------------------------------------------------------------------------------------


def test_warnings_are_found_only_where_they_are_asked_for(folder: Path) -> None:
    put(folder, f"{ALPHA}.yaml", edited({40: "    - task: Improve it."}))
    project = Project(root=folder.parent)
    assert () == load(project).warnings
    assert ["report-length", "vague-task"] == [warning.code for warning in load(project, warn=True).warnings]
    assert [ALPHA] == ids(folder)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.root.name)
def test_warnings_of_real_reports_are_all_meant(project: Project) -> None:
    assert () == load(project, warn=True).warnings


def test_there_are_real_reports() -> None:
    assert len(ARCHIVE.incidents) >= 14
