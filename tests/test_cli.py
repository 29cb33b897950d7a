"""The command as people and pipelines call it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from postmortems.cli import cli, main
from postmortems.commands import check as module
from postmortems.program import started
from postmortems.rules import RULES
from tests.reading.cases import GOOD, edited
from tests.secrets_made_up import TOKENS

GOOD_PATH = "incidents/2025-03-14-good.yaml"
BAD_PATH = "incidents/2025/2025-03-14-bad.yaml"
CONFIG = "site_name: x\nextra: {archive: {severities: [critical, minor], warnings_off: [report-length]}}\n"
"""Files of tests are short; their length is not what is tested."""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one good report and one with two problems, as the working folder."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "docs").mkdir()
    for path, text in ((GOOD_PATH, GOOD), (BAD_PATH, edited({7: "  timezone: EAT", 18: "    by: customers"}))):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


def paths(result: Result) -> list[str]:
    return sorted({problem["path"] for problem in json.loads(result.stdout)["problems"]})


def test_problems_are_printed_and_the_status_is_1(archive: Path) -> None:
    result = check()
    assert 1 == result.exit_code
    assert result.stdout.startswith(f"{BAD_PATH}:7:13: error[time-zone]: 'EAT' is not a time zone\n")
    assert f"{BAD_PATH}:18:9: error[unknown-word]" in result.stdout
    assert "2 problems in 1 file\n" == result.stderr


def test_without_problems_the_status_is_0(archive: Path) -> None:
    (archive / BAD_PATH).unlink()
    result = check()
    assert 0 == result.exit_code
    assert "1 incident, no problem\n" == result.stdout
    assert "" == result.stderr


@pytest.mark.parametrize("folder", ["incidents", "incidents/2025", "docs"])
def test_the_project_is_found_from_a_folder_in_it(archive: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.chdir(archive / folder)
    assert [BAD_PATH] == paths(check("--format", "json"))


def test_json_is_json_also_without_problems(archive: Path) -> None:
    (archive / BAD_PATH).unlink()
    result = check("--format", "json")
    assert 0 == result.exit_code
    assert {"problems": [], "warnings": []} == json.loads(result.stdout)
    assert "" == result.stderr


def test_github_gets_a_command_for_each_problem(archive: Path) -> None:
    result = check("--format", "github")
    assert 1 == result.exit_code
    assert ["::error"] * 2 == [line.partition(" ")[0] for line in result.stdout.splitlines()]


# -- warnings ---------------------------------------------------------------------------------------------------------

VAGUE = edited({40: "    - task: Improve the release pipeline."})


def test_warnings_are_printed_and_the_status_is_0(archive: Path) -> None:
    (archive / BAD_PATH).write_text(VAGUE, "utf-8")
    result = check()
    assert 0 == result.exit_code
    assert result.stdout.startswith(f"{BAD_PATH}:40:13: warning[vague-task]: 'improve' does not say when")
    assert result.stdout.endswith("2 incidents, 1 warning\n")


def test_strict_takes_warnings_for_problems(archive: Path) -> None:
    (archive / BAD_PATH).write_text(VAGUE, "utf-8")
    result = check("--strict", "--format", "json")
    assert 1 == result.exit_code
    told = json.loads(result.stdout)
    assert ["vague-task"] == [problem["code"] for problem in told["problems"]]
    assert [] == told["warnings"]


def test_json_holds_warnings_beside_problems(archive: Path) -> None:
    (archive / BAD_PATH).write_text(f"{VAGUE}tags: [a]\n", "utf-8")
    told = json.loads(check("--format", "json").stdout)
    assert ["duplicate-key"] == [problem["code"] for problem in told["problems"]]
    assert ["vague-task"] == [warning["code"] for warning in told["warnings"]]


def test_a_path_names_the_warnings_below_it(archive: Path) -> None:
    (archive / BAD_PATH).write_text(VAGUE, "utf-8")
    assert "1 warning" not in check(GOOD_PATH).stdout


def test_a_warning_is_switched_off_by_its_code(archive: Path) -> None:
    (archive / BAD_PATH).write_text(VAGUE, "utf-8")
    (archive / "mkdocs.yml").write_text(CONFIG.replace("report-length", "report-length, vague-task"), "utf-8")
    assert "2 incidents, no problem\n" == check().stdout


# -- mending ----------------------------------------------------------------------------------------------------------

SLIPS = edited({5: "  start: 2025-03-14T9:12", 12: "  users_affected: 12,5 %", 18: "    by: customers"})
MENDED = edited({18: "    by: customers"})


def test_what_is_certain_is_mended_shown_and_the_rest_is_named(archive: Path) -> None:
    (archive / BAD_PATH).write_text(SLIPS, "utf-8")
    result = check("--fix")
    assert 1 == result.exit_code
    assert MENDED == (archive / BAD_PATH).read_text("utf-8")
    difference, _, rest = result.stdout.partition("\nmended 1 file\n\n")
    assert difference.startswith(f"--- {BAD_PATH}\n+++ {BAD_PATH}\n@@ ")
    assert "-  start: 2025-03-14T9:12\n+  start: 2025-03-14 09:12\n" in difference
    assert rest.startswith(f"{BAD_PATH}:18:9: error[unknown-word]")
    assert "1 problem in 1 file\n" == result.stderr
    assert result.stdout.endswith(check("--fix").stdout)


def test_nothing_to_mend_says_nothing(archive: Path) -> None:
    (archive / BAD_PATH).unlink()
    before = (archive / GOOD_PATH).stat()
    result = check("--fix")
    assert (0, "1 incident, no problem\n") == (result.exit_code, result.stdout)
    assert before == (archive / GOOD_PATH).stat()


def test_the_check_says_how_many_problems_it_would_mend(archive: Path) -> None:
    (archive / BAD_PATH).write_text(SLIPS, "utf-8")
    result = check()
    assert f"3 problems in 1 file; `{started()} check --fix` mends 2\n" == result.stderr
    assert SLIPS == (archive / BAD_PATH).read_text("utf-8")


def test_only_files_that_were_asked_for_are_mended(archive: Path) -> None:
    (archive / BAD_PATH).write_text(SLIPS, "utf-8")
    check("--fix", GOOD_PATH)
    assert SLIPS == (archive / BAD_PATH).read_text("utf-8")
    check("--fix", "incidents/2025")
    assert MENDED == (archive / BAD_PATH).read_text("utf-8")


@pytest.mark.parametrize("form", ["json", "github"])
def test_what_a_program_reads_is_not_mixed_with_the_difference(archive: Path, form: str) -> None:
    (archive / BAD_PATH).write_text(SLIPS, "utf-8")
    result = check("--fix", "--format", form)
    assert "mended 1 file" in result.stderr
    assert "@@" not in result.stdout
    assert "unknown-word" in result.stdout
    assert "time-form" not in result.stdout


@pytest.mark.parametrize("secret", TOKENS.values(), ids=TOKENS)
def test_the_difference_shows_no_secret(archive: Path, secret: str) -> None:
    text = edited({11: f"  impact: The key: {secret} was used.", 12: "  users_affected: 50 %"})
    (archive / BAD_PATH).write_text(text, "utf-8")
    result = check("--fix")
    assert "+  impact: 'The key: " in result.stdout
    assert secret not in result.output
    assert secret in (archive / BAD_PATH).read_text("utf-8")


def test_the_difference_acts_on_no_terminal(archive: Path) -> None:
    (archive / BAD_PATH).write_text(SLIPS.replace("Payments", "Pay\x9bments"), "utf-8")
    assert "\x9b" not in check("--fix").output


def test_where_writing_fails_nothing_is_mended(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = GOOD.replace("12.5%", "12.5 %")
    for path, text in ((GOOD_PATH, good), (BAD_PATH, SLIPS)):
        (archive / path).write_text(text, "utf-8")
    ordinary, calls = Path.replace, []

    def full(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == 2:
            raise OSError(28, os.strerror(28))
        return ordinary(path, target)

    monkeypatch.setattr(Path, "replace", full)
    result = check("--fix")
    assert 2 == result.exit_code
    assert "Error: nothing was mended: [Errno 28] No space left on device\n" == result.stderr
    assert [good, SLIPS] == [(archive / path).read_text("utf-8") for path in (GOOD_PATH, BAD_PATH)]
    assert [] == [*(archive / "incidents").rglob("*.new")]


# -- secrets ----------------------------------------------------------------------------------------------------------

SECRETS = [*TOKENS.values(), "pass" + "word=Tr0ub4dor&3,x", "postgres://app:Tr0ub4dor@db.example.org/app"]


@pytest.mark.parametrize("format_", ["text", "github", "json"])
@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "edit",
    [
        pytest.param({15: "timeline: # {}"}, id="a comment that is taken for a text"),
        pytest.param({18: "    by: {}"}, id="an unknown word"),
        pytest.param({2: "tags: ['{}']"}, id="a slug"),
        pytest.param(
            {1: "title: '{} and so on, until the title is much too long: " + "word " * 12 + "'"}, id="a length"
        ),
        pytest.param({43: "      link: {}\n      key: {}"}, id="an address"),
        pytest.param({5: "  start: '{}'"}, id="a time"),
        pytest.param({11: "  impact: see [it](2022-11-02-nowhere), {}"}, id="a link to nothing"),
        pytest.param({19: "  - action: {}: and more"}, id="what is no YAML"),
        pytest.param({19: "  - {}: x"}, id="a key"),
    ],
)
def test_a_secret_is_never_printed(archive: Path, edit: dict[int, str], secret: str, format_: str) -> None:
    """Nor six characters of it, whatever else is wrong with its line."""
    text = edited({line: new.replace("{}", secret) for line, new in edit.items()})
    (archive / BAD_PATH).write_text(text, "utf-8")
    result = check("--format", format_)
    assert 1 == result.exit_code
    hidden = secret.partition("=")[2] or secret.partition("app:")[2].partition("@")[0] or secret
    folded = re.sub("[^a-z0-9]", "", result.output.lower())
    plain = re.sub("[^a-z0-9]", "", hidden.lower())
    assert [] == [plain[i : i + 6] for i in range(len(plain) - 5) if plain[i : i + 6] in folded]


def test_a_secret_is_covered_and_the_caret_stays(archive: Path) -> None:
    secret = TOKENS["a GitHub token"]
    (archive / BAD_PATH).write_text(edited({19: f'  - action: "{secret} is tried, [here](2022-11-02-no)."'}), "utf-8")
    error, warning = (block.split("\n") for block in re.split(r"\n(?=incidents)", check().stdout)[:2])
    assert [f'  19 |   - action: "{"•" * len(secret)} is tried, [here](2022-11-02-no)."'] * 2 == [error[1], warning[1]]
    assert "     |             ^" == error[2]
    assert "     |              ^" == warning[2]
    assert warning[0].endswith(":19:14: warning[secret]: this looks like a GitHub token")


@pytest.mark.parametrize("secret", TOKENS.values(), ids=TOKENS)
@pytest.mark.parametrize(
    "arguments",
    [
        "{}",
        "--{}",
        "check {}",
        "check ./{}/..",
        "check --since {}",
        "check --format {}",
        "check --strict={}",
        "check --{}=x",
        "diff {}",
        "diff HEAD --format {}",
        "diff HEAD {}",
        "explain {}",
        "rename {} x",
        "rename 2025-03-14-good {}",
        "rename 2025-03-14-good 2025-03-14-{}",
        "build --site-dir incidents/2025-03-14-good.yaml/{}",
        "build {}",
        "schema {}",
        "new {}",
        "new --slug {}",
        "new --timezone {}",
        "new --service {}",
        "new --service x={}",
        "new --issue {}",
    ],
)
def test_a_secret_among_the_arguments_is_never_printed(archive: Path, arguments: str, secret: str) -> None:
    (archive / BAD_PATH).unlink()
    result = CliRunner().invoke(cli, [part.replace("{}", secret) for part in arguments.split(" ")])
    assert 2 == result.exit_code
    plain = re.sub("[^a-z0-9]", "", secret.lower())
    folded = re.sub("[^a-z0-9]", "", result.output.lower())
    assert [] == [plain[i : i + 6] for i in range(len(plain) - 5) if plain[i : i + 6] in folded]
    assert "Error: " in result.stderr


@pytest.mark.parametrize("format_", ["text", "github", "json"])
@pytest.mark.parametrize("secret", [token for token in TOKENS.values() if len(token) < 200])
def test_a_secret_in_the_name_of_a_file_is_never_printed(
    archive: Path, monkeypatch: pytest.MonkeyPatch, secret: str, format_: str
) -> None:
    summary = archive / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    (archive / f"incidents/2025-03-14-{secret}.yaml").write_text(SLIPS, "utf-8")
    result = check("--format", format_, "--fix")
    told = (result.output + (summary.read_text("utf-8") if format_ == "github" else "")).lower()
    assert "id-form" in told
    assert secret[:12].lower() not in told
    assert secret[:12].lower().replace("_", "-") not in told


# -- paths ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [BAD_PATH, "incidents/2025", "incidents/2025/", "incidents", ".", "./incidents/../incidents"]
)
def test_a_path_names_the_problems_below_it(archive: Path, path: str) -> None:
    result = check("--format", "json", path)
    assert 1 == result.exit_code
    assert [BAD_PATH] == paths(result)


def test_an_absolute_path_names_the_same(archive: Path) -> None:
    assert [BAD_PATH] == paths(check("--format", "json", str(archive / BAD_PATH)))


def test_problems_elsewhere_are_not_named(archive: Path) -> None:
    result = check(GOOD_PATH)
    assert 0 == result.exit_code


def test_paths_add_up(archive: Path) -> None:
    (archive / "incidents" / "notes.txt").touch()
    assert [BAD_PATH, "incidents/notes.txt"] == paths(check("--format", "json", BAD_PATH, "incidents/notes.txt"))


def test_what_a_file_refers_to_is_looked_up_in_the_whole_archive(archive: Path) -> None:
    (archive / GOOD_PATH).write_text(edited({3: "related: [2025-03-14-bad]"}), "utf-8")
    assert 0 == check(GOOD_PATH).exit_code


def test_a_path_may_be_a_link_that_is_refused(archive: Path) -> None:
    link = archive / "incidents" / "2025-03-14-link.yaml"
    link.symlink_to("2025-03-14-good.yaml")
    assert ["incidents/2025-03-14-link.yaml"] == paths(check("--format", "json", str(link)))
    link.unlink()
    link.symlink_to("missing.yaml")
    assert ["incidents/2025-03-14-link.yaml"] == paths(check("--format", "json", str(link)))


def test_a_path_through_a_link_to_the_project_is_understood(
    archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "link"
    other.symlink_to(archive)
    assert [BAD_PATH] == paths(check("--format", "json", str(other / BAD_PATH)))


# -- the tool cannot do its work --------------------------------------------------------------------------------------


def refuse(result: Result, message: str) -> None:
    assert 2 == result.exit_code
    assert "" == result.stdout
    assert message in result.stderr


@pytest.mark.parametrize("path", ["missing.yaml", "incidents/2025-03-14-missing.yaml"])
def test_a_path_that_is_not_there_fails(archive: Path, path: str) -> None:
    refuse(check(path), f"there is no {path}")


@pytest.mark.parametrize("path", ["docs", "mkdocs.yml"])
def test_a_path_where_no_incident_can_be_fails(archive: Path, path: str) -> None:
    """It would pass without having been looked at."""
    refuse(check(path), f"{path} is not below incidents, where the incident files are")


def test_without_a_folder_of_incidents_the_check_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refuse(check(), "there is no folder incidents")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: [", "cannot be read"),
        ("extra: {archive: {severity: [a]}}", "extra.archive has no setting 'severity'"),
    ],
)
def test_a_configuration_that_cannot_be_used_fails(archive: Path, text: str, message: str) -> None:
    (archive / "mkdocs.yml").write_text(text, "utf-8")
    refuse(check(), message)


@pytest.mark.skipif(os.name == "nt", reason="there a working folder cannot be deleted")
def test_a_working_folder_that_is_gone_fails(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "gone").mkdir()
    monkeypatch.chdir(archive / "gone")
    (archive / "gone").rmdir()
    refuse(check(), "Error: the working folder is gone; change into one that is there")


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--nonsense"]])
def test_an_unknown_option_fails(archive: Path, arguments: list[str]) -> None:
    assert 2 == check(*arguments).exit_code


def test_a_failure_of_the_tool_itself_is_not_taken_for_problems(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object, **_options: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(module, "load", fail)
    monkeypatch.setattr(sys, "argv", ["postmortems", "check"])
    with pytest.raises(SystemExit) as left:
        main()
    assert 2 == left.value.code
    told = capsys.readouterr().err
    assert re.fullmatch(r"Error: a mistake of this program, [^\n]*RuntimeError at postmortems/\S+\.py:\d+; .*\n", told)
    monkeypatch.setenv("POSTMORTEMS_TRACEBACK", "1")
    with pytest.raises(SystemExit):
        main()
    assert re.search(r"Traceback .*RuntimeError: a bug\n$", capsys.readouterr().err, re.DOTALL)


# -- the schema -------------------------------------------------------------------------------------------------------


def test_the_schema_is_printed_with_the_words_of_the_site(archive: Path) -> None:
    (archive / "mkdocs.yml").write_text(f"{CONFIG}site_url: https://example.org/p\n", "utf-8")
    result = CliRunner().invoke(cli, ["schema"])
    assert 0 == result.exit_code
    printed = json.loads(result.stdout)
    assert "https://example.org/p/schema/incident.json" == printed["$id"]
    assert ["critical", "minor"] == printed["properties"]["severity"]["enum"]


def test_the_schema_needs_no_incidents_and_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["schema"])
    assert 0 == result.exit_code
    assert "$id" not in json.loads(result.stdout)


def test_a_schema_of_a_configuration_that_cannot_be_used_fails(archive: Path) -> None:
    (archive / "mkdocs.yml").write_text("site_name: [", "utf-8")
    refuse(CliRunner().invoke(cli, ["schema"]), "cannot be read")


# -- as a process -----------------------------------------------------------------------------------------------------


@pytest.fixture
def process(archive: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `python -m postmortems` in the project."""
    hooks = str(Path(module.__file__).parents[2])

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603  this Python, these arguments
            [sys.executable, "-m", "postmortems", *arguments],
            cwd=archive,
            env={**os.environ, "PYTHONPATH": hooks, **environment},
            capture_output=True,
            check=False,
        )

    return run


def test_the_module_runs_as_the_command(process: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    assert 1 == process("check").returncode


def test_a_terminal_that_cannot_show_a_character_gets_it_spelled_out(
    archive: Path, process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    (archive / BAD_PATH).write_text(edited({1: "title: TODO Störung 決済"}), "utf-8")
    done = process("check", PYTHONIOENCODING="cp1252")
    assert 1 == done.returncode
    assert b"title: TODO St\xf6rung \\u6c7a\\u6e08" in done.stdout
    assert b"Traceback" not in done.stderr


def test_the_schema_is_utf_8_whatever_the_terminal(
    archive: Path, process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    (archive / "mkdocs.yml").write_text("extra: {archive: {severities: [Störung, 決済]}}", "utf-8")
    printed = process("schema", PYTHONIOENCODING="cp1252").stdout
    assert ["Störung", "決済"] == json.loads(printed.decode("utf-8"))["properties"]["severity"]["enum"]
    assert b"\r" not in printed


# -- rules at length --------------------------------------------------------------------------------------------------


def test_a_rule_is_explained_with_why_and_both_examples() -> None:
    result = CliRunner().invoke(cli, ["explain", "slug"])
    rule = RULES["slug"]
    assert 0 == result.exit_code
    parts = ("error[slug]", rule.statement, f"Why: {rule.why}", "Wrong:", f"    {rule.wrong}", "Right:")
    assert "\n\n".join((*parts, f"    {rule.right}\n")) == result.stdout


@pytest.mark.parametrize(("code", "cure"), [("slugs", "did you mean slug?"), ("qqqqq", "there are: unexpected-file, ")])
def test_an_unknown_rule_fails_and_names_those_there_are(code: str, cure: str) -> None:
    refuse(CliRunner().invoke(cli, ["explain", code]), f"there is no rule {code!r}; {cure}")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["check >/dev/full", "--help >/dev/full", "schema >/dev/full"])
def test_output_that_cannot_be_written_is_a_failure(archive: Path, command: str, unbuffered: str) -> None:
    done = in_shell(archive, f"$P {command}", PYTHONUNBUFFERED=unbuffered)
    assert (2, "Error: the output cannot be written: No space left on device\n") == (done.returncode, done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
def test_a_closed_output_is_named_on_the_one_that_is_left(archive: Path) -> None:
    message = "Error: standard output and standard error must both be open; to hide one, send it to a file\n"
    without_out, without_err = in_shell(archive, "$P check >&-"), in_shell(archive, "$P check 2>&-")
    assert (2, "", message) == (without_out.returncode, without_out.stdout, without_out.stderr)
    assert (2, message, "") == (without_err.returncode, without_err.stdout, without_err.stderr)
    assert 2 == in_shell(archive, "$P check >&- 2>&-").returncode


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
def test_a_closed_input_is_nobody_who_answers(archive: Path) -> None:
    done = in_shell(archive, "$P new --title Title <&-")
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("incidents/")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_whoever_reads_no_further_is_told_nothing_and_nothing_is_taken_for_problems(
    archive: Path, unbuffered: str
) -> None:
    done = in_shell(archive, "{ sleep 0.1; $P schema; echo $? >&2; } | true", PYTHONUNBUFFERED=unbuffered)
    assert "2\n" == done.stderr


def test_ctrl_c_is_not_taken_for_problems(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "load", stop)
    result = check()
    assert (130, "", "\nStopped.\n") == (result.exit_code, result.stdout, result.stderr)


def in_shell(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell, in which $P stands for the command."""
    hooks = str(Path(module.__file__).parents[2])
    return subprocess.run(  # noqa: S603  a line of our own
        ["/bin/sh", "-c", f'P="$PYTHON -m postmortems"; {command}'],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": hooks, "PYTHON": sys.executable, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
