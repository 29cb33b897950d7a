"""No address is lost: what `check --since` adds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from postmortems.published import lost
from tests.repository import Repository, report
from tests.secrets_made_up import TOKENS

OLD, NEW, OTHER = "2025-03-14-old", "2025-03-14-new", "2025-03-14-other"
FIRST = "2025-03-14-first"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two reports, one of which has an alias."""
    repository = Repository(tmp_path)
    repository.put(OLD, report("One", f"aliases: [{FIRST}]"))
    repository.put(OTHER, report("Two"))
    repository.commit()
    return repository


def test_nothing_is_lost_while_everything_stays(repository: Repository) -> None:
    assert [] == repository.lost()
    repository.put(OLD, report("Rewritten", f"aliases: [{FIRST}]", _5="  start: 2025-03-14 09:00"))
    repository.put(f"2025/{NEW}", report("Three"))
    assert [] == repository.lost()


def test_a_file_may_move_to_another_folder(repository: Repository) -> None:
    repository.drop(OTHER)
    repository.put(f"2025/{OTHER}", report("Two"))
    assert [] == repository.lost()


def test_an_alias_carries_an_id(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(NEW, report("One", f"aliases: [{FIRST}, {OLD}]"))
    assert [] == repository.lost()


def test_a_report_may_carry_the_addresses_of_another_that_it_takes_in(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(OTHER, report("Two", f"aliases: [{FIRST}, {OLD}]"))
    assert [] == repository.lost()


def test_a_renamed_file_without_the_alias_is_told_the_line(repository: Repository) -> None:
    repository.drop(OTHER)
    repository.put(NEW, report("Two"))
    assert [
        f"incidents/{NEW}.yaml:1 the report {OTHER} is now {NEW}, and no alias carries {OTHER}"
    ] == repository.lost()
    assert [f"add, as line 3: aliases: [{OTHER}]"] == repository.help()


@pytest.mark.parametrize(
    ("aliases", "help_"),
    [
        (f"aliases: [{FIRST}]", f"let line 3 be: aliases: [{FIRST}, {OLD}]"),
        (f"aliases:\n  - {FIRST}", f"add, as line 5:   - {OLD}"),
        (None, f"add, as line 3: aliases: [{FIRST}, {OLD}]"),
        ("aliases: x", f"write `aliases: [{FIRST}, {OLD}]` in it"),
    ],
)
def test_the_line_keeps_what_the_file_has(repository: Repository, aliases: str | None, help_: str) -> None:
    repository.drop(OLD)
    repository.put(NEW, report("One", aliases))
    assert [help_] == repository.help()


def test_the_line_it_tells_is_right(repository: Repository) -> None:
    repository.drop(OTHER)
    repository.put(NEW, report("Two"))
    _, _, line = repository.help()[0].partition("line 3: ")
    repository.put(NEW, report("Two", line))
    assert [] == repository.lost()
    assert () == repository.loaded.problems


def test_an_alias_that_is_dropped_is_asked_back(repository: Repository) -> None:
    repository.put(OLD, report("One"))
    assert [f"incidents/{OLD}.yaml:1 {FIRST} led to this report, and no alias carries it now"] == repository.lost()
    assert [f"add, as line 3: aliases: [{FIRST}]"] == repository.help()


def test_a_deleted_file_is_asked_back_or_withdrawn(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    repository.drop(OLD)
    assert [f"incidents/{OLD}.yaml:0 {FIRST} and {OLD} led to a report at main, and now lead nowhere"] == (
        repository.lost("main")
    )
    (help_,) = repository.help("main")
    assert help_.startswith(f"if the report has another name now, write `aliases: [{FIRST}, {OLD}]` in its file; ")
    assert f"`git checkout main -- :/incidents/{OLD}.yaml`" in help_
    assert '`withdrawn: {on: 2027-01-15, reason: "…"}`' in help_


@pytest.mark.skipif(sys.platform == "win32", reason="the command is written for a Unix shell")
@pytest.mark.parametrize("below", ["", "an archive"])
@pytest.mark.parametrize("stands", [".", "incidents", "elsewhere"])
def test_the_command_that_gets_a_file_back_works_in_any_folder(tmp_path: Path, below: str, stands: str) -> None:
    repository = Repository(tmp_path, below=below)
    repository.put(f"a 'b'/{OLD}", report("One"))
    repository.commit()
    repository.drop(f"a 'b'/{OLD}")
    (repository.root / "elsewhere").mkdir()
    _, command, _ = repository.help("HEAD^{}")[0].split("`")[2:5]
    subprocess.run(command, shell=True, cwd=repository.root / stands, check=True, capture_output=True)  # noqa: S602  as it would be pasted
    assert [] == repository.lost()


def test_a_branch_that_began_before_is_told_to_merge(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.git("checkout", "--quiet", "main")
    repository.put(NEW, report("Three"))
    repository.commit()
    repository.git("checkout", "--quiet", "topic")
    (help_,) = repository.help("main")
    assert help_.startswith("what is checked out lacks commits of main: merge it first; else, if the report")


def test_another_report_does_not_take_an_id(repository: Repository) -> None:
    """The address would still answer, with another incident."""
    repository.put(OTHER, report("Three"))
    repository.put(NEW, report("Two"))
    (line,) = repository.lost()
    assert f"incidents/{OTHER}.yaml:0 {OTHER} led to the report that is now incidents/{NEW}.yaml; here another" in line
    assert [f"give this report another id, and write `aliases: [{OTHER}]` in incidents/{NEW}.yaml"] == repository.help()


def test_another_report_does_not_take_an_id_that_one_had_before(repository: Repository) -> None:
    repository.put(OLD, report("One"))
    repository.put(FIRST, report("Three"))
    assert [f"give this report another id, and write `aliases: [{FIRST}]` in incidents/{OLD}.yaml"] == repository.help()


# -- an alias that moves to another report ----------------------------------------------------------------------------


def test_an_alias_does_not_move_to_another_report(repository: Repository) -> None:
    """The address would still answer, with another incident."""
    repository.put(OLD, report("One"))
    repository.put(OTHER, report("Two", f"aliases: [{FIRST}]"))
    message = f"{FIRST} led to the report that is now incidents/{OLD}.yaml; here another has taken it for an alias"
    assert [f"incidents/{OTHER}.yaml:3 {message}"] == repository.lost()
    assert [f"delete it here, and in incidents/{OLD}.yaml add, as line 3: aliases: [{FIRST}]"] == repository.help()


def test_nor_does_it_move_while_its_report_is_renamed(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(NEW, report("One", f"aliases: [{OLD}]"))
    repository.put(OTHER, report("Two", f"aliases: [{FIRST}]"))
    (help_,) = repository.help()
    assert f"delete it here, and in incidents/{NEW}.yaml let line 3 be: aliases: [{OLD}, {FIRST}]" == help_


def test_the_id_of_a_renamed_report_is_no_alias_of_another(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(NEW, report("One", f"aliases: [{FIRST}]"))
    repository.put(OTHER, report("Two", f"aliases: [{OLD}]"))
    assert [f"incidents/{OTHER}.yaml:3"] == [line.split(" ")[0] for line in repository.lost()]


def test_what_is_lost_and_what_moved_are_mended_by_one_line(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(NEW, report("One"))
    repository.put(OTHER, report("Two", f"aliases:\n  - {OLD}"))
    line = f"add, as line 3: aliases: [{FIRST}, {OLD}]"
    assert [line, f"delete it here, and in incidents/{NEW}.yaml {line}"] == repository.help()
    repository.put(NEW, report("One", f"aliases: [{FIRST}, {OLD}]"))
    repository.put(OTHER, report("Two"))
    assert [] == repository.lost()


def test_a_report_that_takes_another_in_answers_for_all_its_addresses(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(OTHER, report("Two", f"aliases: [{OLD}]"))
    repository.put(NEW, report("Three", f"aliases: [{FIRST}]"))
    assert [f"incidents/{NEW}.yaml:3"] == [line.split(" ")[0] for line in repository.lost()]
    repository.put(OTHER, report("Two", f"aliases: [{FIRST}, {OLD}]"))
    repository.put(NEW, report("Three"))
    assert [] == repository.lost()


def test_a_secret_beside_an_alias_that_moved_is_covered(repository: Repository) -> None:
    secret = next(iter(TOKENS.values()))
    repository.put(OLD, report("One"))
    repository.put(OTHER, report("Two", f"aliases: [{FIRST}]  # {secret}"))
    (problem,) = lost(repository.at(), repository.loaded, repository.files)
    assert problem.source.startswith(f"aliases: [{FIRST}]  # ")
    assert secret not in problem.source


def test_two_reports_do_not_swap_their_ids(repository: Repository) -> None:
    repository.put(OLD, report("Two"))
    repository.put(OTHER, report("One", f"aliases: [{FIRST}]"))
    assert [f"incidents/{OLD}.yaml:0", f"incidents/{OTHER}.yaml:0"] == [x.split(" ")[0] for x in repository.lost()]


def test_a_swap_that_states_aliases_is_refused_by_the_rule_of_aliases_alone(repository: Repository) -> None:
    repository.put(OLD, report("Two", f"aliases: [{OTHER}]"))
    repository.put(OTHER, report("One", f"aliases: [{FIRST}, {OLD}]"))
    assert [] == repository.lost()
    assert ["alias-taken", "alias-taken"] == [problem.code for problem in repository.loaded.problems]


def test_a_file_with_problems_loses_nothing_by_them(repository: Repository) -> None:
    for text in (report("One", f"aliases: [{FIRST}]", _12="  users_affected: most"), "title: [", "", "\x00"):
        repository.put(OLD, text)
        assert [] == repository.lost()
        assert [f"incidents/{OLD}.yaml"] == sorted({problem.path for problem in repository.loaded.problems})


@pytest.mark.parametrize("text", ["title: [", "", "of: another version\n", "\ufeff\x00"])
def test_ids_are_those_of_the_names_whatever_the_files_held(repository: Repository, text: str) -> None:
    repository.put(NEW, text)
    repository.commit()
    repository.drop(NEW)
    assert [f"incidents/{NEW}.yaml:0"] == [line.split(" ")[0] for line in repository.lost()]


@pytest.mark.parametrize("name", ["Login outage", "2025-03-14-Login", "2025-02-30-x", "README"])
def test_a_name_that_is_no_id_was_no_address(repository: Repository, name: str) -> None:
    repository.put(name, report("Three"))
    repository.commit()
    repository.drop(name)
    assert [] == repository.lost()
