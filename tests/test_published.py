"""No address is lost: what `check --since` adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, report

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
    assert f"`git checkout main -- incidents/{OLD}.yaml`" in help_
    assert "`withdrawn: {on: 2027-01-15, reason: …}`" in help_


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


def test_two_reports_do_not_swap_their_ids(repository: Repository) -> None:
    repository.put(OLD, report("Two", f"aliases: [{FIRST}]"))
    repository.put(OTHER, report("One"))
    assert [f"incidents/{OLD}.yaml:0", f"incidents/{OTHER}.yaml:0"] == [x.split(" ")[0] for x in repository.lost()]


def test_a_swap_that_states_aliases_is_refused_by_the_rule_of_aliases_alone(repository: Repository) -> None:
    repository.put(OLD, report("Two", f"aliases: [{FIRST}, {OTHER}]"))
    repository.put(OTHER, report("One", f"aliases: [{OLD}]"))
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
