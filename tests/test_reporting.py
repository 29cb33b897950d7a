"""Problems as people and programs read them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems import reporting
from postmortems.problems import Problem
from postmortems.reading.incident import read
from postmortems.settings import Settings


def problem(source: str = "  by: customers", column: int = 7, **fields: object) -> Problem:
    return Problem(
        **{
            "path": "incidents/2025-03-14-a.yaml",
            "line": 17,
            "column": column,
            "code": "unknown-word",
            "message": "'customers' is not a word for who noticed",
            "help": "did you mean customer?",
            "source": source,
        }
        | fields  # type: ignore[arg-type]
    )


FILE = problem(line=0, column=0, source="", code="id-day", message="the days differ", help="rename the file")


# -- text -------------------------------------------------------------------------------------------------------------


def test_text_shows_place_code_message_line_caret_and_help() -> None:
    assert (
        reporting.as_text([problem()])
        == """\
incidents/2025-03-14-a.yaml:17:7: error[unknown-word]: 'customers' is not a word for who noticed
  17 |   by: customers
     |       ^
  help: did you mean customer?"""
    )


def test_text_about_a_file_as_a_whole_has_no_place() -> None:
    assert (
        reporting.as_text([FILE])
        == "incidents/2025-03-14-a.yaml: error[id-day]: the days differ\n  help: rename the file"
    )


@pytest.mark.parametrize("code", sorted(reporting.STOPPING))
def test_where_a_problem_hides_the_rest_of_the_file_that_is_said(code: str) -> None:
    note = "note: the rest of the file is read once this is mended"
    stopping = problem(code=code)
    assert ["  help: did you mean customer?", f"  {note}"] == reporting.as_text([stopping]).split("\n")[-2:]
    assert f"customer?%0A{note}%0Arule: " in reporting.as_github([stopping])
    assert "note:" not in reporting.as_text([problem()]) + reporting.as_github([problem()])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"title: [\nnonsense: x\n", "yaml"),
        (b"title: \xff\nnonsense: x\n", "encoding"),
        (b"<<<<<<< HEAD\nnonsense: x\n", "merge-conflict"),
        (b"nonsense: " + b"[" * 30 + b"]" * 30, "nesting"),
    ],
)
def test_what_is_said_to_hide_the_rest_does(data: bytes, code: str) -> None:
    found = read(data, path="x", id_="2025-03-14-a", settings=Settings()).problems
    assert [code] == [one.code for one in found]
    assert code in reporting.STOPPING


def test_what_is_still_to_be_written_in_a_file_is_told_once_with_all_its_lines() -> None:
    def todo(line: int, **fields: Any) -> Problem:
        return problem("  by: TODO", line=line, code="todo", message="`by` is still to be written", help="x", **fields)

    other = problem(line=5)
    alone = todo(3, path="incidents/2025-03-15-b.yaml")
    told = reporting.as_text([todo(9), alone, other, todo(4), todo(9, column=1)], [])
    assert [
        "incidents/2025-03-14-a.yaml:4:7: error[todo]: 3 places still say TODO: lines 4, 9",
        "  4 |   by: TODO",
        "    |       ^",
        "  help: x",
    ] == told.split("\n")[:4]
    assert reporting.as_text([other]) == "\n".join(told.split("\n")[4:8])
    assert reporting.as_text([alone]) == "\n".join(told.split("\n")[8:])
    assert 3 == reporting.as_github([todo(9), todo(4), todo(5)]).count("::error ")


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("title: ", 7),
        ("title: 決済 ", 12),
        ("title: 🔥 ", 10),
        ("title: ü ", 9),
        ("title: u\N{COMBINING DIAERESIS} ", 9),
        ("title: ক্ষ ", 10),
        ("title: \x1b[31m", len(r"title: \x1b[31m")),
        ("title:\t", len(r"title:\x09")),
        ("title: \u202e", len(r"title: \u202e")),
        ("title: \U000e0041", len(r"title: \U000e0041")),
    ],
)
def test_the_caret_stands_under_its_character_in_a_terminal(before: str, columns: int) -> None:
    _, source, caret, _ = reporting.as_text([problem(f"{before}HERE", len(before) + 1)]).split("\n")
    assert "HERE" in source
    assert " " * columns + "^" == caret.removeprefix("     | ")


@pytest.mark.parametrize("place", [1, 50, 80, 81, 121, 300, 4_000, 9_990])
def test_a_long_line_is_cut_round_its_caret(place: int) -> None:
    source = "x" * (place - 1) + "HERE" + "x" * (10_000 - place)
    _, shown, caret, _ = reporting.as_text([problem(source, place)]).split("\n")
    assert len(shown) < reporting.MAX_WIDTH + 10
    assert shown.index("HERE") == caret.index("^")


def test_a_caret_may_stand_behind_the_line() -> None:
    _, source, caret, _ = reporting.as_text([problem("title:", 7)]).split("\n")
    assert len(source) == caret.index("^")


@given(st.text(max_size=200), st.text(max_size=50), st.integers(0, 250))
def test_text_holds_no_character_that_a_terminal_acts_on(source: str, message: str, column: int) -> None:
    text = reporting.as_text([problem(source, column, message=message, path=f"incidents/{message}")])
    assert all(line.isprintable() for line in text.split("\n"))


# -- GitHub -----------------------------------------------------------------------------------------------------------


def test_github_shows_a_problem_beside_its_line() -> None:
    assert (
        reporting.as_github([problem()]) == "::error file=incidents/2025-03-14-a.yaml,line=17,col=7,title=unknown-word"
        "::'customers' is not a word for who noticed%0Ahelp: did you mean customer?"
        "%0Arule: Where a field takes words of a list, it has one of them, in lower case."
    )


def test_github_shows_a_problem_of_the_whole_file_beside_its_first_line() -> None:
    assert reporting.as_github([FILE]).startswith("::error file=incidents/2025-03-14-a.yaml,line=1,col=1,")


def test_github_takes_nothing_in_a_problem_for_a_command() -> None:
    hostile = problem(path="a,line=1::b%\n::c", message="50%\r\n::set-output name=x::y", help="")
    assert (
        reporting.as_github([hostile])
        == r"::error file=a%2Cline=1%3A%3Ab%25%0A%3A%3Ac,line=17,col=7,title=unknown-word"
        r"::50%25\x0d%0A::set-output name=x::y"
        "%0Arule: Where a field takes words of a list, it has one of them, in lower case."
    )


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_problem_is_one_line_for_github(path: str, message: str) -> None:
    assert reporting.as_github([problem(path=path, message=message)]).isprintable()


# -- JSON -------------------------------------------------------------------------------------------------------------


def test_json_holds_every_problem_with_its_six_fields() -> None:
    assert json.loads(reporting.as_json([problem(), FILE])) == {
        "problems": [
            {
                "code": "unknown-word",
                "path": "incidents/2025-03-14-a.yaml",
                "line": 17,
                "column": 7,
                "message": "'customers' is not a word for who noticed",
                "help": "did you mean customer?",
            },
            {
                "code": "id-day",
                "path": "incidents/2025-03-14-a.yaml",
                "line": 0,
                "column": 0,
                "message": "the days differ",
                "help": "rename the file",
            },
        ],
        "warnings": [],
    }


def test_json_of_no_problem_is_an_empty_list() -> None:
    assert {"problems": [], "warnings": []} == json.loads(reporting.as_json([]))


@given(st.text(max_size=80))
def test_json_is_ascii_and_keeps_every_character(message: str) -> None:
    text = reporting.as_json([problem(message=message)])
    assert text.isascii()
    assert message == json.loads(text)["problems"][0]["message"]


# -- the closing line -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("problems", "incidents", "line"),
    [
        ([], 0, "0 incidents, no problem"),
        ([], 1, "1 incident, no problem"),
        ([problem()], 1, "1 problem in 1 file"),
        ([problem(), problem(line=18), problem(path="b")], 5, "3 problems in 2 files"),
    ],
)
def test_the_closing_line_counts_problems_and_files(problems: list[Problem], incidents: int, line: str) -> None:
    assert line == reporting.summary(problems, (), incidents)
