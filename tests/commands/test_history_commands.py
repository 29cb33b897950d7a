"""`check --since`, `rename`, `explain` and `diff` as people call them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from postmortems.cli import cli
from postmortems.rules import RULES
from tests.repository import Repository, report
from tests.secrets_made_up import TOKENS

OLD, NEW, BAD = "2025-03-14-old", "2025-03-14-new", "2025-03-14-bad"

KEPT = (
    f"{OLD} is an alias of it: the old address leads to the new one (never published? take it out of "
    "`aliases` again; --no-alias leaves it out from the beginning)"
)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one report, whose project is the working folder."""
    repository = Repository(tmp_path, below="archive")
    repository.put(OLD, report("Störung | one"))
    repository.commit()
    monkeypatch.chdir(repository.root)
    return repository


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


# -- check --since ----------------------------------------------------------------------------------------------------


def test_a_lost_id_is_named_in_one_run_with_every_other_problem(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(NEW, report("Störung | one"))
    repository.put(BAD, report("Bad", _12="  users_affected: most"))
    assert 1 == run("check").exit_code
    result = run("check", "--since", "HEAD")
    assert 1 == result.exit_code
    assert f"incidents/{NEW}.yaml:1:1: error[lost-id]: the report {OLD} is now {NEW}" in result.stdout
    assert f"  1 | title: Störung | one\n    | ^\n  help: add, as line 3: aliases: [{OLD}]\n" in result.stdout
    assert "error[share-form]" in result.stdout
    assert "2 problems and 1 warning in 2 files\n" == result.stderr


def test_without_a_lost_id_the_check_passes(repository: Repository) -> None:
    assert 0 == run("check", "--since", "HEAD").exit_code


def test_a_path_narrows_it_too(repository: Repository) -> None:
    repository.drop(OLD)
    repository.put(f"2025/{NEW}", report("Störung | one"))
    repository.put(BAD, report("Bad", _12="  users_affected: most"))
    result = run("check", "--since", "HEAD", "--format", "json", "incidents/2025")
    assert ["lost-id"] == [problem["code"] for problem in json.loads(result.stdout)["problems"]]


@pytest.mark.parametrize("command", [["check", "--since"], ["diff"]])
def test_a_revision_that_cannot_be_read_fails_the_tool(repository: Repository, command: list[str]) -> None:
    result = run(*command, "origin/main")
    assert 2 == result.exit_code
    assert "" == result.stdout
    assert "there is no revision 'origin/main'" in result.stderr
    assert "git fetch origin main" in result.stderr


# -- rename -----------------------------------------------------------------------------------------------------------


def test_a_rename_says_what_it_did_and_what_comes_next(repository: Repository) -> None:
    repository.put(BAD, report("Other", f"related: [{OLD}]"))
    result = run("rename", OLD, NEW)
    assert 0 == result.exit_code
    assert [
        f"incidents/{OLD}.yaml is now incidents/{NEW}.yaml",
        KEPT,
        f"incidents/{BAD}.yaml names the new id",
        "next: git add -A incidents",
    ] == result.stdout.splitlines()
    assert 0 == run("check", "--since", "HEAD").exit_code


def test_a_rename_works_in_any_folder_of_the_project_and_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (tmp_path / "incidents").mkdir()
    (tmp_path / f"incidents/{OLD}.yaml").write_text(report("x"), "utf-8")
    monkeypatch.chdir(tmp_path / "incidents")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert 0 == run("rename", f"{OLD}.yaml", NEW).exit_code
    assert (tmp_path / f"incidents/{NEW}.yaml").exists()


def test_what_comes_next_is_said_from_where_one_is(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository.root / "a b").mkdir()
    repository.write("mkdocs.yml", "extra: {archive: {incidents: a b}}\n")
    repository.write(f"a b/{OLD}.yaml", report("x"))
    monkeypatch.chdir(repository.root / "incidents")
    assert "next: git add -A '../a b'" == run("rename", OLD, NEW).stdout.splitlines()[-1]


def test_an_id_that_was_never_published_needs_no_alias(repository: Repository) -> None:
    repository.put(BAD, report("Other", f"related: [{OLD}]"))
    result = run("rename", "--no-alias", OLD, NEW)
    assert 0 == result.exit_code
    assert "alias" not in result.stdout
    assert (repository.root / f"incidents/{NEW}.yaml").read_text("utf-8") == report("Störung | one")
    assert f"related: [{NEW}]" in (repository.root / f"incidents/{BAD}.yaml").read_text("utf-8")


@pytest.mark.parametrize("is_committed", [False, True])
@pytest.mark.parametrize("name", [OLD, f"incidents/{OLD}.yaml"])
def test_what_was_moved_by_hand_is_put_right(repository: Repository, is_committed: bool, name: str) -> None:
    repository.put(BAD, report("Other", f"related: [{OLD}]"))
    repository.commit()
    repository.git("mv", f"archive/incidents/{OLD}.yaml", f"archive/incidents/{NEW}.yaml")
    if is_committed:
        repository.commit()
        repository.commit()
    result = run("rename", name, NEW)
    assert 0 == result.exit_code, result.stderr
    assert [
        f"incidents/{NEW}.yaml was moved already",
        KEPT,
        f"incidents/{BAD}.yaml names the new id",
        "next: git add -A incidents",
    ] == result.stdout.splitlines()
    text = (repository.root / f"incidents/{NEW}.yaml").read_text("utf-8")
    assert report("Störung | one", f"aliases: [{OLD}]") == text
    assert 0 == run("check").exit_code
    again = run("rename", name, NEW)
    told = f"incidents/{NEW}.yaml has the id {NEW} already, and its alias {OLD} leads to it: there is nothing to do"
    assert (2, f"Error: {told}\n") == (again.exit_code, again.stderr)


def test_what_was_moved_by_hand_and_never_published_needs_no_alias(repository: Repository) -> None:
    repository.put(BAD, report("Other", f"related: [{OLD}]"))
    repository.commit()
    repository.git("mv", f"archive/incidents/{OLD}.yaml", f"archive/incidents/{NEW}.yaml")
    result = run("rename", "--no-alias", OLD, NEW)
    assert 0 == result.exit_code, result.stderr
    assert [
        f"incidents/{NEW}.yaml was moved already",
        f"incidents/{BAD}.yaml names the new id",
        "next: git add -A incidents",
    ] == result.stdout.splitlines()
    assert report("Störung | one") == (repository.root / f"incidents/{NEW}.yaml").read_text("utf-8")
    assert f"related: [{NEW}]" in (repository.root / f"incidents/{BAD}.yaml").read_text("utf-8")


def test_links_of_the_report_to_itself_are_put_right_too(repository: Repository) -> None:
    repository.put(OLD, report("Störung", _11=f'  impact: "See [above]({OLD})."'))
    repository.commit()
    repository.git("mv", f"archive/incidents/{OLD}.yaml", f"archive/incidents/{NEW}.yaml")
    assert 0 == run("rename", OLD, NEW).exit_code
    assert f"[above]({NEW})" in (repository.root / f"incidents/{NEW}.yaml").read_text("utf-8")
    assert () == repository.loaded.problems


def test_where_nothing_names_the_old_id_there_is_nothing_to_do(repository: Repository) -> None:
    repository.git("mv", f"archive/incidents/{OLD}.yaml", f"archive/incidents/{NEW}.yaml")
    result = run("rename", "--no-alias", OLD, NEW)
    told = f"incidents/{NEW}.yaml has the id {NEW} already, and no report names {OLD}: there is nothing to do"
    assert (2, f"Error: {told}\n") == (result.exit_code, result.stderr)


FIRST, SECOND, THIRD = "2025-03-14-first", "2025-03-14-second", "2025-03-14-third"


def aliases(repository: Repository, name: str) -> list[str]:
    """The ids that the file of an id says its report had before."""
    text = (repository.root / f"incidents/{name}.yaml").read_text("utf-8")
    found = re.search(r"^aliases: \[(.*)\]$", text, re.MULTILINE)
    return found[1].split(", ") if found else []


def test_what_was_never_on_the_main_branch_needs_no_alias(repository: Repository) -> None:
    """Nor where it was committed on another branch, which was pushed."""
    repository.git("checkout", "--quiet", "-b", "mine")
    repository.put(FIRST, report("New"))
    result = run("rename", FIRST, SECOND)
    assert f"{FIRST} was never on main: no alias is needed; --alias keeps it" == result.stdout.splitlines()[1]
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/mine", "HEAD")
    repository.git("update-ref", "refs/remotes/origin/trunk", "main")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    told = run("rename", SECOND, THIRD).stdout.splitlines()[1]
    assert f"{SECOND} was never on main or origin/trunk: no alias is needed; --alias keeps it" == told
    assert [] == aliases(repository, THIRD)


def test_renamed_back_to_what_was_published_it_has_no_alias(repository: Repository) -> None:
    for old, new in ((OLD, FIRST), (FIRST, SECOND), (SECOND, OLD)):
        assert 0 == run("rename", old, new).exit_code
        assert ([] if new == OLD else [OLD]) == aliases(repository, new)


def test_an_alias_that_nobody_needs_is_kept_where_it_is_asked_for(repository: Repository) -> None:
    repository.put(FIRST, report("New"))
    assert 0 == run("rename", "--alias", FIRST, SECOND).exit_code
    assert [FIRST] == aliases(repository, SECOND)
    assert f"its alias {FIRST} leads to it" in run("rename", FIRST, SECOND).stderr


def test_what_was_moved_by_hand_and_never_published_needs_no_alias_either(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "mine")
    repository.put(FIRST, report("New", _11=f'  impact: "See [above]({FIRST})."'))
    repository.commit()
    repository.git("mv", f"archive/incidents/{FIRST}.yaml", f"archive/incidents/{SECOND}.yaml")
    result = run("rename", FIRST, SECOND)
    assert f"{FIRST} was never on main: no alias is needed; --alias keeps it" == result.stdout.splitlines()[1]
    assert [] == aliases(repository, SECOND)


@pytest.mark.parametrize("where", ["name", "alias", "gone", "merged", "remote"])
def test_what_was_ever_on_a_main_branch_keeps_its_address(repository: Repository, where: str) -> None:
    """As the name of a file or an alias in one, although it is gone again, or came from a side branch."""
    text = report("New")
    if where == "alias":
        repository.put(SECOND, report("New", f"aliases: [{FIRST}]"))
        repository.commit()
        repository.drop(SECOND)
    elif where == "merged":
        repository.git("checkout", "--quiet", "-b", "side")
        repository.put(FIRST, text)
        repository.commit()
        repository.git("checkout", "--quiet", "main")
        repository.commit()
        repository.git("merge", "--quiet", "--no-ff", "--message", "x", "side")
        repository.git("branch", "--delete", "--quiet", "side")
    elif where == "remote":
        repository.put(FIRST, text)
        repository.commit()
        repository.git("update-ref", "refs/remotes/upstream/main", "HEAD")
        repository.git("reset", "--quiet", "--hard", "HEAD~1")
    else:
        repository.put(f"2025/{FIRST}", text)
        repository.commit()
        repository.drop(f"2025/{FIRST}")
        if where == "gone":
            repository.commit()
    repository.git("checkout", "--quiet", "-b", "mine")
    repository.put(FIRST, text)
    assert 0 == run("rename", FIRST, THIRD).exit_code
    assert [FIRST] == aliases(repository, THIRD)


def test_another_id_that_only_begins_so_is_another(repository: Repository) -> None:
    repository.put(f"{FIRST}-again", report("Another", f"aliases: [{FIRST}-before]"))
    repository.commit()
    repository.put(FIRST, report("New"))
    run("rename", FIRST, SECOND)
    assert [] == aliases(repository, SECOND)


def test_where_git_cannot_tell_the_alias_is_kept(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a clone of the latest commits only, without any main branch, and without git."""
    repository.commit()
    shallow = tmp_path_factory.mktemp("clone")
    repository.git("clone", "--quiet", "--depth", "1", f"file://{repository.folder}", str(shallow))
    monkeypatch.chdir(shallow / "archive")
    (shallow / f"archive/incidents/{FIRST}.yaml").write_text(report("New"), "utf-8")
    assert f"{FIRST} is an alias of it" in run("rename", FIRST, SECOND).stdout
    monkeypatch.chdir(repository.root)
    repository.git("branch", "--quiet", "--move", "trunk")
    repository.put(FIRST, report("New"))
    assert f"{FIRST} is an alias of it" in run("rename", FIRST, SECOND).stdout
    monkeypatch.setenv("PATH", str(repository.root))
    assert f"{SECOND} is an alias of it" in run("rename", SECOND, THIRD).stdout


def test_another_report_is_not_given_the_id_of_one_that_is_gone(repository: Repository) -> None:
    """However alike the two are, they were there at once; and what is unlike is another."""
    alike, unlike = report("Another"), f"title: Another\n{report('x').replace('e', 'ë').replace(' ', '  ')}"
    for text, is_there_before in ((alike, True), (unlike, False)):
        if is_there_before:
            repository.put(NEW, text)
        repository.commit()
        repository.put(NEW, text)
        repository.drop(OLD)
        result = run("rename", OLD, NEW)
        assert 2 == result.exit_code
        assert f"there is no report {OLD}" in result.stderr
        assert text == (repository.root / f"incidents/{NEW}.yaml").read_text("utf-8")
        repository.drop(NEW)
        repository.put(OLD, report("Störung | one"))


@pytest.mark.parametrize("arguments", [("2025-03-14-none", NEW), (OLD, "x"), (OLD, OLD)])
def test_a_rename_that_cannot_be_fails(repository: Repository, arguments: tuple[str, str]) -> None:
    result = run("rename", *arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("Error: ")


# -- explain ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["yaml", "error[yaml]", "[yaml]", "error[yaml]:", " warning[yaml] "])
def test_a_rule_is_explained_as_its_code_was_copied(code: str) -> None:
    assert run("explain", "yaml").stdout == run("explain", code).stdout
    assert run("explain", code).stdout.startswith("error[yaml]\n")


def test_without_a_code_every_rule_is_named_with_what_it_asks() -> None:
    result = run("explain")
    assert 0 == result.exit_code
    lines = result.stdout.splitlines()
    assert list(RULES) == [line.split()[1] for line in lines]
    assert [rule.statement for rule in RULES.values()] == [line.split(maxsplit=2)[2] for line in lines]


@pytest.mark.parametrize("code", ["yamml", "error[yamml]"])
def test_a_code_there_is_not_is_told_the_nearest(code: str) -> None:
    result = run("explain", code)
    assert (2, "Error: there is no rule 'yamml'; did you mean yaml?\n") == (result.exit_code, result.stderr)


@pytest.mark.parametrize("code", ["Time-Form", "TIME_FORM", "time form", "error[Time-Form]"])
def test_a_code_is_understood_however_it_is_typed(code: str) -> None:
    assert run("explain", "time-form").stdout == run("explain", code).stdout != ""


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("TIME", "time-form, time-zone, time-skipped, time-twice or time-order"),
        ("jargn", "jargon"),
        ("link inside", "inside-link"),
    ],
)
def test_a_word_of_codes_is_told_those_that_have_it(code: str, meant: str) -> None:
    assert f"Error: there is no rule {code!r}; did you mean {meant}?\n" == run("explain", code).stderr


# -- diff -------------------------------------------------------------------------------------------------------------


def test_a_diff_tells_what_changed(repository: Repository) -> None:
    run("rename", OLD, NEW)
    assert f"  {OLD}  {NEW}  leads to it\n" in run("diff", "HEAD").stdout
    assert f"| {OLD} | {NEW} | leads to it |\n" in run("diff", "HEAD", "--format", "markdown").stdout


def test_a_diff_of_nothing_says_so_and_problems_do_not_fail_it(repository: Repository) -> None:
    assert "Nothing changed against HEAD.\n" == run("diff", "HEAD").stdout
    repository.put(BAD, "title: [")
    result = run("diff", "HEAD")
    assert 0 == result.exit_code
    assert [
        "Against HEAD. 1 file cannot be compared. No other report came, went or changed.",
        "",
        "Not compared: files with problems",
        "  File",
        f"  incidents/{BAD}.yaml",
    ] == result.stdout.splitlines()[:5]


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("secret", [token for token in TOKENS.values() if len(token) < 80])  # a title has a limit
def test_neither_the_changes_nor_a_lost_id_show_a_secret(repository: Repository, secret: str, form: str) -> None:
    repository.drop(OLD)
    for name in (NEW, BAD):
        repository.put(name, report(f"Key {secret} leaked", _12="  users_affected: 50%"))
    changes, lost = run("diff", "HEAD", "--format", form), run("check", "--since", "HEAD")
    assert "leaked" in changes.stdout
    assert "lost-id" in lost.stdout
    for shown in (changes.output, lost.output):
        assert secret not in shown
        assert secret[:12] not in shown.replace("&#45;", "-").replace("&#95;", "_").replace("\N{WORD JOINER}", "")
