"""What a job on GitHub says at its end: every problem, and nothing in it acts."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postmortems import job_summary
from postmortems.cli import cli
from postmortems.problems import Problem
from tests.project import incident, project
from tests.repository import Repository

NAME = "2025-03-14-a.yaml"
GITHUB = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("html_inline")


def problem(path: str = "incidents/a.yaml", line: int = 7, message: str = "wrong", help_: str = "right") -> Problem:
    return Problem(path, line, 3, "unknown-word", message, help_)


def test_every_problem_stands_below_its_file_with_line_and_help() -> None:
    found = [problem(), problem(line=0, help_=""), problem("incidents/b.yaml", 9)]
    assert (
        job_summary.as_markdown(found, (), 2)
        == """\
## 3 problems in 2 files

` incidents/a.yaml `

* **error[unknown-word]** ` wrong `
* line 7, **error[unknown-word]** ` wrong `  
  help: ` right `

` incidents/b.yaml `

* line 9, **error[unknown-word]** ` wrong `  
  help: ` right `
"""  # noqa: W291  two blanks break a line in Markdown
    )


def test_a_problem_that_hides_the_rest_of_its_file_says_so() -> None:
    text = job_summary.as_markdown([replace(problem(), code="yaml")], (), 0)
    assert text.endswith("\n  help: ` right `  \n  note: ` the rest of the file is read once this is mended `\n")


def test_without_a_problem_it_says_so() -> None:
    assert "## 36 incidents, no problem\n" == job_summary.as_markdown((), (), 36)


@given(st.one_of(st.text(max_size=60), st.text("`*_<>[](){}\\!#@&|~:/.\n\r aw1-", max_size=60)))
@example("x\n\n# y")
@example("`` x ` <b>")
def test_nothing_a_contributor_typed_acts(text: str) -> None:
    """Not even what Markdown itself leaves alone: GitHub turns addresses, names and numbers into links."""
    tokens = GITHUB.parse(job_summary.as_markdown([problem(text, 7, text, text)], (), 1))
    _, path, item = (token.children or [] for token in tokens if token.type == "inline")
    assert ["code_inline"] == [child.type for child in path]
    marks = ["text", "strong_open", "text", "strong_close", "text", "code_inline"]
    assert [*marks, *([] if not text else ["hardbreak", "text", "code_inline"])] == [child.type for child in item]


def test_a_summary_that_would_be_too_long_is_cut_and_says_so() -> None:
    found = [problem(f"incidents/{number:05}.yaml", message="ü" * 200) for number in range(5_000)]
    text = job_summary.as_markdown(found, (), 5_000)
    assert job_summary.MAX_BYTES * 0.99 < len(text.encode()) < 2**20
    assert text.endswith(job_summary.MORE)
    assert text.startswith("## 5000 problems in 5000 files\n")


def test_what_another_command_of_the_step_wrote_counts(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("x" * (job_summary.MAX_BYTES - 10), "utf-8")
    job_summary.append(path, [problem()], (), 1)
    assert path.read_text("utf-8").endswith(f"x## 1 problem in 1 file\n{job_summary.MORE}")


# -- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file GitHub names, in a project with twelve problems."""
    path = tmp_path / "summary.md"
    wrong = incident().replace("severity", "serverity")
    monkeypatch.chdir(project(tmp_path / "archive", **{f"no-{number}": wrong for number in range(12)}))
    monkeypatch.setenv(job_summary.VARIABLE, str(path))
    return path


def test_the_check_tells_github_every_problem_twice(summary: Path) -> None:
    """Ten at most are shown beside the lines; the summary has them all."""
    result = CliRunner().invoke(cli, ["check", "--format", "github"])
    assert 1 == result.exit_code
    assert 12 == result.stdout.count("::error ")
    text = summary.read_text("utf-8")
    assert text.startswith("## 12 problems in 12 files\n")
    assert 12 == len(re.findall(r"^\* line 2, \*\*error\[", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("below", "incidents", "path"),
    [
        ("", "incidents", f"incidents/{NAME}"),
        ("docs/archive", "incidents", f"docs/archive/incidents/{NAME}"),
        ("docs/archive", "../incidents", f"docs/incidents/{NAME}"),
    ],
)
def test_github_is_given_paths_from_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str, incidents: str, path: str
) -> None:
    """It cannot know in which folder of it the project lies."""
    repository = Repository(tmp_path / "clone", below=below)
    repository.write("mkdocs.yml", f"extra: {{archive: {{incidents: {incidents}}}}}\n")
    repository.write(f"{incidents}/{NAME}", "title: [")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv(job_summary.VARIABLE, str(tmp_path / "summary.md"))
    result = CliRunner().invoke(cli, ["check", "--format", "github"])
    assert f"::error file={path},line=1," in result.stdout
    assert f"` {path} `" in (tmp_path / "summary.md").read_text("utf-8")
    assert f"{incidents}/{NAME}:1:" in CliRunner().invoke(cli, ["check"]).stdout


@pytest.mark.parametrize("format_", ["text", "json"])
def test_other_formats_leave_the_summary_alone(summary: Path, format_: str) -> None:
    CliRunner().invoke(cli, ["check", "--format", format_])
    assert not summary.exists()


def test_a_summary_that_cannot_be_written_is_a_failure_of_the_tool(
    summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(job_summary.VARIABLE, str(summary.parent / "missing" / "summary.md"))
    result = CliRunner().invoke(cli, ["check", "--format", "github"])
    assert 2 == result.exit_code
    assert "the job's summary cannot be written: " in result.stderr
