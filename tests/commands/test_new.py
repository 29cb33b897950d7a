"""Beginning an incident: by options, by answers on a terminal, and never waiting where nobody can answer."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from postmortems.cli import cli
from postmortems.commands import asking
from postmortems.commands import new as module
from postmortems.loading import load
from postmortems.settings import find_project
from tests.reading.cases import GOOD, edited
from tests.secrets_made_up import TOKENS

CONFIG = "site_name: x\nextra: {archive: {severities: [critical, minor]}}\n"
OPTIONS = (
    "--title", "Nobody can log in", "--start", "2023-10-20 20:00", "--end", "2023-10-20 22:00",
    "--timezone", "Africa/Nairobi", "--service", "login=down", "--service", "results=slow", "--users-affected", "~70%",
)  # fmt: skip
PATH = "incidents/2023/2023-10-20-nobody-can-log-in.yaml"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty archive as the working folder, on a machine in Zurich."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "incidents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Europe/Zurich")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return tmp_path


def new(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["new", *arguments])


def put(archive: Path, path: str, text: str) -> None:
    (archive / path).parent.mkdir(parents=True, exist_ok=True)
    (archive / path).write_text(text, "utf-8")


def written(archive: Path, path: str = PATH) -> dict[str, object]:
    found = yaml.load((archive / path).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  texts alone
    assert isinstance(found, dict)
    return found


def refuse(result: Result, *messages: str) -> None:
    assert 2 == result.exit_code
    assert "" == result.stdout
    for message in messages:
        assert message in result.stderr


# -- options ----------------------------------------------------------------------------------------------------------


def test_options_become_fields_and_what_is_missing_is_left_to_do(archive: Path) -> None:
    result = new(*OPTIONS, "--severity", "minor")
    assert 0 == result.exit_code, result.stderr
    found = written(archive)
    assert "Nobody can log in" == found["title"]
    assert "minor" == found["severity"]
    assert {
        "start": "2023-10-20 20:00", "end": "2023-10-20 22:00", "timezone": "Africa/Nairobi",
        "services": {"login": "down", "results": "slow"}, "impact": "TODO", "users_affected": "~70%",
        "root_cause": "TODO",
    } == found["summary"]  # fmt: skip
    assert {"todo"} == {problem.code for problem in load(find_project(archive)).problems}


@pytest.mark.parametrize(
    ("program", "folder", "shown"),
    [
        ("on path/postmortems", ".", "postmortems"),
        (".venv/bin/postmortems", ".", ".venv/bin/postmortems"),
        ("a b/postmortems", ".", "'a b/postmortems'"),
        ("postmortems", ".", "./postmortems"),
        (".venv/bin/postmortems", "docs", "{archive}/.venv/bin/postmortems"),
    ],
)
def test_the_path_and_the_next_command_are_printed(
    archive: Path, monkeypatch: pytest.MonkeyPatch, program: str, folder: str, shown: str
) -> None:
    """The command as it works in the working folder."""
    put(archive, program, "")
    (archive / program).chmod(0o755)
    (archive / folder).mkdir(exist_ok=True)
    monkeypatch.setenv("PATH", f"{archive}/on path")
    monkeypatch.setattr(sys, "argv", [str(archive / program)])
    monkeypatch.chdir(archive / folder)
    path, following = new(*OPTIONS).stdout.splitlines()
    assert os.path.relpath(archive / PATH) == path
    assert following.endswith(f"run: {shown.format(archive=archive)} check {path}")


def test_the_next_command_works_when_it_is_copied(archive: Path) -> None:
    begun = subprocess.run(  # noqa: S603  this Python
        COMMAND, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, env=environment()
    )
    following = begun.stdout.splitlines()[1].partition(" run: ")[2]
    checked = subprocess.run(following, shell=True, capture_output=True, text=True, check=False, env=environment())  # noqa: S602
    assert 1 == checked.returncode, checked.stderr
    assert "places still say TODO" in checked.stdout


def test_the_path_is_that_from_where_one_is(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "docs").mkdir()
    monkeypatch.chdir(archive / "docs")
    assert f"../{PATH}" == new(*OPTIONS).stdout.splitlines()[0]


def test_without_any_option_the_whole_file_is_left_to_do(archive: Path) -> None:
    result = new()
    assert 0 == result.exit_code
    assert "TODO" == written(archive, "incidents/2023/2023-11-14-untitled.yaml")["title"]


def test_every_wrong_option_is_named_with_what_to_write_and_nothing_is_written(archive: Path) -> None:
    refuse(
        new("--title", "x" * 101, "--start", "the evening", "--timezone", "EAT", "--slug", "決済"),
        "--title: `title` has 101 characters",
        "--start: 'the evening' is not a time; write the nearest time that is known",
        "--timezone: 'EAT' is not a time zone; an abbreviation may mean several zones: write Africa/Nairobi",
        "--slug: '決済' is not a slug",
    )
    assert [] == [*(archive / "incidents").iterdir()]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--service", "mail"], "--service: 'mail' does not say what happened to which service; write mail=down; the"),
        (["--service", "Check Out="], "write check-out=down"),
        (["--service", "search was unreachable"], "write search=down"),
        (["--service", "="], "write login=down"),
        (["--service", "login=dwn"], "--service: 'dwn' is not a word for what happened to login; did you mean down?"),
        (["--service", "決済=down"], "--service: '決済' is not a slug"),
        (["--users-affected", "all"], "--users-affected: 'all' is not a share of users; write 100%"),
        (["--severity", "bad"], "--severity: 'bad' is not a severity of this site"),
        (["--start", "2023-10-20 20:00", "--end", "2023-10-20 19:00"], "--end: `end` is not after `start`"),
        (["--timezone", "Europe/Zurich", "--start", "2025-03-30 02:30"], "--start: 2025-03-30 02:30 does not exist"),
        (["--title", "a\u200bb"], "--title: U+200B"),
        (["--title", "\x1b[31m"], "cannot be seen"),
    ],
)
def test_a_wrong_option_is_refused(archive: Path, arguments: list[str], message: str) -> None:
    refuse(new(*arguments), message)


def test_unknown_is_an_answer_where_the_format_allows_it(archive: Path) -> None:
    assert 0 == new("--title", "x", "--users-affected", "unknown").exit_code


@pytest.mark.parametrize(
    ("arguments", "said", "name", "value"),
    [
        (["--start", "Tuesday, 17 November 2026 at 14:05"], "2026-11-17 14:05", "start", "2026-11-17 14:05"),
        (["--start", "17.11.2026 14:05"], "2026-11-17 14:05", "start", "2026-11-17 14:05"),
        (["--start", "~2026-11-17 14:05", "--end", "14:50"], "2026-11-17 14:50", "end", "2026-11-17 14:50"),
        (["--start", "2026-11-17 14:05", "--end", "ca. 14.50"], "~2026-11-17 14:50", "end", "~2026-11-17 14:50"),
        (["--timezone", "nairobi"], "Africa/Nairobi", "timezone", "Africa/Nairobi"),
        (["--users-affected", "about 30 % of customers"], "~30% of customers", "users_affected", "~30% of customers"),
        (["--service", "login: Down"], "login=down", "services", {"login": "down"}),
        (["--service", "login was data-loss"], "login=data-loss", "services", {"login": "data-loss"}),
        (["--service", "search - slow"], "search=slow", "services", {"search": "slow"}),
        (["--service", "search – data loss"], "search=data-loss", "services", {"search": "data-loss"}),
        (["--service", "Check Out=down"], "check-out=down", "services", {"check-out": "down"}),
        (["--service", "Überlast-Schutz: slow"], "uberlast-schutz=slow", "services", {"uberlast-schutz": "slow"}),
    ],
)
def test_what_can_mean_one_thing_only_is_taken_and_said(
    archive: Path, arguments: list[str], said: str, name: str, value: object
) -> None:
    result = new("--slug", "x", *arguments)
    assert 0 == result.exit_code, result.stderr
    assert f"{arguments[-2]}: taken as {said}\n" == result.stderr
    (path,) = archive.glob("incidents/*/*.yaml")
    assert value == written(archive, str(path))["summary"][name]  # type: ignore[index]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--start", "3/10/2023 20:00"], "write 2023-10-03 20:00 or 2023-03-10 20:00"),
        (["--start", "Monday 17 November 2026 14:05"], "--start: 2026-11-17 is a Tuesday"),
        (["--start", "14:05"], "--start: '14:05' says no day; write the day too: YYYY-MM-DD 14:05"),
        (["--end", "14:05"], "--end: '14:05' says no day; write the day too: YYYY-MM-DD 14:05"),
        (["--start", "2026-12-31 23:05", "--end", "~01:30"], "write the day too: ~2027-01-01 01:30"),
        (["--start", "2026-11-17 23:05Z", "--end", "23:30"], "'23:30' says no day"),
        (["--timezone", "17 November 2026 14:05"], "is a time; the zone comes first, then start and end"),
        (["--timezone", "8 pm"], "'8 pm' is a time"),
        (["--timezone", "+3:00"], "write +03:00"),
        (["--service", "login=slow, then down"], "are several effects; write login=down, the gravest; the order goes"),
        (["--service", "login=down", "--service", "login=slow"], "login is named twice: login=down stands already"),
    ],
)
def test_what_may_mean_several_things_is_refused(archive: Path, arguments: list[str], message: str) -> None:
    refuse(new("--title", "x", *arguments), message)


# -- what is no text, and what is secret ------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--title", "--start", "--timezone", "--service", "--organisation", "--slug"])
def test_an_option_that_is_no_utf_8_is_refused(archive: Path, option: str) -> None:
    refuse(new(option, "caf\udce9=down"), f"{option}: this is not UTF-8")


@pytest.mark.parametrize("token", TOKENS.values(), ids=list(TOKENS))
def test_no_secret_is_printed_back(archive: Path, token: str) -> None:
    secret = re.sub(r"\W|_", "", token).lower()
    for arguments in (
        ["--title", f"x {token}"], ["--service", token], ["--service", f"{token}=down"], ["--start", token],
        ["--service", f"login={token}"], ["--timezone", token], ["--users-affected", token], ["--severity", token],
        ["--slug", token],
    ):  # fmt: skip
        result = new(*arguments)
        said = re.sub(r"\W|_", "", f"{result.output}{result.stderr}").lower()
        assert not any(secret[i : i + 8] in said for i in range(len(secret) - 7)), said
    assert ["2023-11-14-x.yaml"] == [path.name for path in archive.glob("incidents/*/*")]


def test_a_secret_in_the_file_is_told_at_once(archive: Path) -> None:
    result = new("--title", f"Key {TOKENS['a GitHub token']} leaked")
    assert "it holds what looks like a secret; take it out before you commit the file" in result.stderr


# -- names ------------------------------------------------------------------------------------------------------------


def test_nothing_is_written_over(archive: Path) -> None:
    new(*OPTIONS)
    before = (archive / PATH).read_bytes()
    refuse(new(*OPTIONS), f"2023-10-20-nobody-can-log-in is the name of {PATH}; give other words with --slug")
    assert before == (archive / PATH).read_bytes()


def test_a_name_that_a_report_had_before_is_taken(archive: Path) -> None:
    put(archive, "incidents/2025-03-14-pool-change.yaml", edited({3: "aliases: [2023-10-20-nobody-can-log-in]"}))
    refuse(new(*OPTIONS), "is the name of incidents/2025-03-14-pool-change.yaml")


def test_problems_of_other_files_are_no_hindrance(archive: Path) -> None:
    put(archive, "incidents/2025/2025-03-14-bad.yaml", edited({7: "  timezone: EAT"}))
    put(archive, "incidents/2025/notes.txt", "")
    put(archive, "incidents/2025/2025-03-15-worse.yaml", "\x00")
    assert 0 == new(*OPTIONS).exit_code
    refuse(new("--title", "bad", "--start", "2025-03-14 10:00"), "2025-03-14-bad is the name of")


def test_a_link_that_leads_nowhere_is_not_written_through(archive: Path) -> None:
    (archive / PATH).parent.mkdir()
    (archive / PATH).symlink_to(archive / "elsewhere.yaml")
    refuse(new(*OPTIONS), "is there already")
    assert not (archive / "elsewhere.yaml").exists()


def test_a_flat_archive_stays_flat(archive: Path) -> None:
    put(archive, "incidents/2025-03-14-good.yaml", GOOD)
    assert "incidents/2023-10-20-nobody-can-log-in.yaml" == new(*OPTIONS).stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("payment overload", "payment-overload"), ("Überlast Payment!", "uberlast-payment"), ("a" * 61, "a" * 60)],
)
def test_words_of_the_name_are_taken_as_a_slug(archive: Path, typed: str, slug: str) -> None:
    result = new("--slug", typed)
    assert f"--slug: taken as {slug}\n" == result.stderr
    assert f"incidents/2023/2023-11-14-{slug}.yaml" == result.stdout.splitlines()[0]


def test_an_option_may_be_one_letter(archive: Path) -> None:
    """Nobody takes it for a question to say yes or no to."""
    assert 0 == new("--slug", "y").exit_code


@pytest.mark.parametrize("answer", ["y", "Yes", "YES", ""])
def test_yes_takes_the_words_in_brackets(archive: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    assert 0 == answered(monkeypatch, "", answer, arguments=OPTIONS).exit_code
    assert (archive / PATH).is_file()


@pytest.mark.parametrize("answer", ["n", "no", "x", "N!"])
def test_what_is_too_short_for_an_address_is_asked_again(
    archive: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    result = answered(monkeypatch, "", answer, "Log in fails", arguments=OPTIONS)
    said = " ".join(result.stderr.split())
    assert "is too short for an address that is to last: 3 characters at least" in said
    assert "Enter takes those in brackets" in said
    assert "taken as log-in-fails" in said
    assert (archive / "incidents/2023/2023-10-20-log-in-fails.yaml").is_file()


def test_a_title_of_one_letter_is_taken_with_enter(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 == answered(monkeypatch, "x", *[""] * 7).exit_code
    assert (archive / "incidents/2023/2023-11-14-x.yaml").is_file()


def test_yes_is_no_answer_where_nothing_is_proposed(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new(*OPTIONS)
    result = answered(monkeypatch, "", "y", "login-again", arguments=OPTIONS)
    assert "Enter takes" not in " ".join(result.stderr.split()).partition("too short")[2]
    assert (archive / "incidents/2023/2023-10-20-login-again.yaml").is_file()


def test_a_title_without_letters_needs_other_words(archive: Path) -> None:
    refuse(new("--title", "決済障害"), "give other words with --slug")
    assert 0 == new("--title", "決済障害", "--slug", "payments-down").exit_code
    assert "決済障害" == written(archive, "incidents/2023/2023-11-14-payments-down.yaml")["title"]


def test_the_first_incident_makes_the_folder(archive: Path) -> None:
    (archive / "incidents").rmdir()
    assert 0 == new(*OPTIONS).exit_code
    assert (archive / PATH).is_file()


def test_outside_of_a_project_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refuse(new(*OPTIONS), "there is no folder incidents")
    assert [] == [*tmp_path.iterdir()]


# -- answers ----------------------------------------------------------------------------------------------------------


def answered(monkeypatch: pytest.MonkeyPatch, *answers: str, arguments: tuple[str, ...] = ()) -> Result:
    monkeypatch.setattr(module, "on_terminal", lambda: True)
    return CliRunner().invoke(cli, ["new", *arguments], input="".join(f"{answer}\n" for answer in answers))


def test_answers_become_fields(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = answered(
        monkeypatch,
        "Nobody can log in", "nairobi", "2023-10-20 20:00", "2023-10-20 22:00",
        "login=down", "results=slow", "", "~70%", "", "",
    )  # fmt: skip
    assert 0 == result.exit_code, result.output
    by_answers = (archive / PATH).read_text("utf-8")
    (archive / PATH).unlink()
    answered(monkeypatch, "", "", arguments=OPTIONS)
    assert (archive / PATH).read_text("utf-8") == by_answers
    assert PATH == result.stdout.splitlines()[0]


def test_a_wrong_answer_is_explained_and_asked_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = answered(
        monkeypatch,
        "x" * 101, "Nobody can log in", "EAT", "San", "Africa/Nairobi", "3/10/2023 8pm", "2023-10-20 20:00",
        "2023-10-20 19:00", "2023-10-20 22:00", "login", "login=dwn", "login=down", "", "most", "unknown", "bad", "",
        "A b",
    )  # fmt: skip
    assert 0 == result.exit_code, result.output
    for message in (
        "help: take 1 away",
        "write Africa/Nairobi or Africa/Dar_es_Salaam",
        "'San' may be several zones",
        "help: write 2023-10-03 20:00 or 2023-03-10 20:00",
        "`end` is not after `start`",
        "help: write login=down",
        "did you mean down?",
        "write 70%, ~70%",
        "'bad' is not a severity of this site",
        "taken as a-b",
    ):
        assert message in " ".join(result.stderr.split())
    assert "unknown" == written(archive, "incidents/2023/2023-10-20-a-b.yaml")["summary"]["users_affected"]  # type: ignore[index]


def test_enter_leaves_it_to_do_and_takes_the_zone_of_the_machine(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = answered(monkeypatch, "", "", "", "", "", "", "", "")
    assert 0 == result.exit_code, result.output
    found = written(archive, "incidents/2023/2023-11-14-untitled.yaml")
    assert "Europe/Zurich" == found["summary"]["timezone"]  # type: ignore[index]
    assert "TODO" == found["title"] == found["summary"]["start"]  # type: ignore[index]


def test_only_what_no_option_says_is_asked(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = answered(monkeypatch, "unknown", arguments=(*OPTIONS[:-2], "--severity", "minor", "--slug", "x"))
    assert 0 == result.exit_code, result.output
    assert ["Share of users: unknown"] == [line for line in result.stderr.splitlines() if line.startswith("S")]
    assert "unknown" == written(archive, "incidents/2023/2023-10-20-x.yaml")["summary"]["users_affected"]  # type: ignore[index]


def test_a_name_that_is_taken_is_asked_for_and_no_answer_is_lost(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new(*OPTIONS)
    result = answered(monkeypatch, "minor", "Log in", "log-in", arguments=OPTIONS)
    assert 0 == result.exit_code, result.output
    assert "is the name of" in result.stderr
    assert "Nobody can log in" == written(archive, "incidents/2023/2023-10-20-log-in.yaml")["title"]


def test_leaving_early_leaves_no_file(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = answered(monkeypatch, "Nobody can log in")
    assert 0 != result.exit_code
    assert "No file is written." in result.stderr
    assert [] == [*(archive / "incidents").iterdir()]


def test_no_secret_of_an_answer_is_said_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = TOKENS["a GitHub token"]
    result = answered(
        monkeypatch, f"{secret} leaked", secret, "", secret, "", "", secret, "", secret, "", secret, "", ""
    )
    assert 0 == result.exit_code, result.output
    # What is typed is shown as it is typed.
    assert 6 == result.stderr.count(secret[4:]), result.stderr
    assert "Words for the address [leaked]" in result.stderr


def test_an_answer_that_is_no_utf_8_is_asked_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "on_terminal", lambda: True)
    result = CliRunner().invoke(cli, ["new"], input=b"caf\xe9\nNobody\n" + 7 * b"\n")
    assert 0 == result.exit_code, result.output
    assert "this is not UTF-8" in result.stderr
    assert "Nobody" == written(archive, "incidents/2023/2023-11-14-nobody.yaml")["title"]


def test_what_an_answer_is_taken_for_is_said(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = answered(
        monkeypatch, "x", "14:05", "Berlin", "17 November 2026 14:05", "14:50", "login down", "login=slow", "",
        "about 30 % of customers", "Minor", "",
    )  # fmt: skip
    assert 0 == result.exit_code, result.output
    for message in (
        "is a time; the zone comes first, then start and end", "taken as Europe/Berlin", "taken as 2026-11-17 14:05",
        "taken as 2026-11-17 14:50", "taken as login=down", "login is named twice", "taken as ~30% of customers",
        "taken as minor",
    ):  # fmt: skip
        assert message in " ".join(result.stderr.split())
    assert {"login": "down"} == written(archive, "incidents/2026/2026-11-17-x.yaml")["summary"]["services"]  # type: ignore[index]


def test_where_a_site_has_no_severities_none_is_asked_for(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    result = answered(monkeypatch, *[""] * 7)
    assert 0 == result.exit_code, result.output
    assert "Severity" not in result.stderr


@pytest.mark.parametrize(
    ("name", "zone"), [("Europe/Zurich", "Europe/Zurich"), (":America/Lima", "America/Lima"), ("Etc/UTC", "UTC")]
)
def test_the_zone_of_the_machine_is_a_name_the_format_knows(
    monkeypatch: pytest.MonkeyPatch, name: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", name)
    assert zone == asking.zone_of_machine()


# -- as a process -----------------------------------------------------------------------------------------------------

HOOKS = str(Path(module.__file__).parents[2])
COMMAND = [sys.executable, "-m", "postmortems", "new"]
PATIENCE = 60
"""Seconds after which the command is taken to be stuck."""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": HOOKS}


def test_without_a_terminal_it_does_not_wait(archive: Path) -> None:
    """The pipe stays open and nobody writes to it."""
    reading, writing = os.pipe()
    done = subprocess.run(  # noqa: S603  this Python
        COMMAND, stdin=reading, capture_output=True, timeout=PATIENCE, check=False, cwd=archive,
        env=environment(),
    )  # fmt: skip
    os.close(writing)
    os.close(reading)
    assert 0 == done.returncode, done.stderr


def test_with_a_closed_input_it_does_not_wait_and_does_not_fail(archive: Path) -> None:
    for arguments, status, said in (("", 0, "Write over every TODO"), ("--issue -", 2, "standard input is empty")):
        done = subprocess.run(  # noqa: S602  this Python
            f"{shlex.join(COMMAND)} {arguments} <&-", shell=True, capture_output=True, text=True, timeout=PATIENCE,
            check=False, cwd=archive, env=environment(),
        )  # fmt: skip
        assert (status, True) == (done.returncode, said in done.stdout + done.stderr), done.stderr
        assert "Traceback" not in done.stderr


def test_on_a_real_terminal_it_asks(archive: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S603  this Python
        COMMAND, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, cwd=archive, text=True,
        env=environment(),
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = ""
        for prompt, answer in (
            ("Title: ", "Nobody can log in"), ("Time zone [Europe/Zurich]: ", "EAT"), ("]: ", "Nairobi"),
            ("Start: ", "2023-10-20 20:00"), ("End: ", "2023-10-20 22:00"), ("Service: ", "login=down"),
            ("Service: ", "results=slow"), ("Service: ", ""), ("Share of users: ", "~70%"), ("Severity: ", ""),
            ("Words for the address [nobody-can-log-in]: ", ""),
        ):  # fmt: skip
            asked = until(ours, prompt)
            shown += asked
            os.write(ours, f"{answer}\n".encode())
        assert process.stdout is not None
        printed = process.stdout.read()
        assert 0 == process.wait(PATIENCE)
    os.close(ours)
    assert PATH == printed.splitlines()[0]
    assert "write Africa/Nairobi or" in " ".join(shown.split())
    assert [] == [line for line in shown.splitlines() if len(line) > 80]
    by_answers = (archive / PATH).read_text("utf-8")
    (archive / PATH).unlink()
    new(*OPTIONS)
    assert (archive / PATH).read_text("utf-8") == by_answers


def until(terminal: int, prompt: str) -> str:
    """Return what a terminal shows up to a prompt that waits at its end."""
    shown = ""
    while not re.sub(r"\x1b\[[0-9;]*m", "", shown).endswith(prompt):
        if not select.select([terminal], [], [], PATIENCE)[0]:
            os.close(terminal)  # so that the command ends, too
            raise AssertionError(shown)
        shown += os.read(terminal, 4096).decode()
    return shown
