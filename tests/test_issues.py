"""An incident told in an issue becomes a draft: nothing is invented, and nothing is dropped."""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from postmortems import format as form
from postmortems import issues
from postmortems.cli import cli
from postmortems.drafts import Place
from postmortems.lints.allowances import allowances
from postmortems.loading import load
from postmortems.reading import tree
from postmortems.reading.places import last_line
from postmortems.settings import Settings, find_project
from postmortems.vocabulary import Kind
from tests.project import ROOT
from tests.secrets_made_up import TOKENS
from tools import issue_form

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
ISSUE = """\
### Title

Results day: students and parents cannot log in

### Organisation

_No response_

### Severity

critical

### Start

2023-10-20 20:00

### End

about ten in the evening

### Time zone

Africa/Nairobi

### Services

- login: down
- Results pages: slow
- the app

### Impact

Students and parents could not log in on the evening the results came out. \
Some tried for two hours; #support counted 300 calls.

### Share of users affected

70%

### Number of users affected

_No response_

### Cause in short

Two web servers were too few: everybody came at once.

### Timeline

20:00 - detected (customer): Customer service passes on complaints.
20:10 action: Engineers see HTTP 500 & take it for a server fault.
Somebody restarted the servers, nobody wrote down when.
misleading: The last code change is searched for a bug.
20:40 escalated (Software engineering): The developers are called.
19:30 note: The results went out by mail.
22:00 Resolved: More web servers behind a load balancer carry the traffic.

### Kinds of entry there were none of

_No response_

### Cause in detail

Two web servers shared the requests.

### On the servers

They queued, see `HTTP 500`.

### Resolution

Web servers were added.

### What went well

- Customer service passed the complaints on at once.

### Improvements

Plan for rises in traffic.

### Tasks

- Add two web servers to the login pool | Infrastructure | 2023-10-27
- Tell everybody when log-in is down
- a | b | c | d

### Tags

capacity, login

### Anything else

Ask Customer service for the log.
A first stretch from 20:00 to 20:30 hit 30%.
"""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty archive as the working folder."""
    (tmp_path / "mkdocs.yml").write_text("extra: {archive: {severities: [critical, minor]}}\n", "utf-8")
    (tmp_path / "incidents").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drafted(archive: Path, issue: str, *arguments: str) -> tuple[str, dict[str, Any]]:
    """Return the text of the draft of an issue, and what it says."""
    (archive / "issue.md").write_bytes(issue.encode())
    result = CliRunner().invoke(cli, ["new", "--issue", "issue.md", *arguments])
    assert 0 == result.exit_code, result.output
    text = (archive / result.stdout.splitlines()[0]).read_text("utf-8")
    assert {"todo"} == {problem.code for problem in load(find_project(archive)).problems}
    return text, yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  texts alone


def test_an_issue_becomes_a_draft(archive: Path) -> None:
    _, found = drafted(archive, ISSUE)
    assert "Results day: students and parents cannot log in" == found["title"]
    assert "critical" == found["severity"]
    assert ["capacity", "login"] == found["tags"]
    assert {"login": "down"} == found["summary"]["services"]
    assert found["summary"]["impact"].endswith("#support counted 300 calls.")
    assert "70%" == found["summary"]["users_affected"]
    assert {
        "at": "20:00", "detected": "Customer service passes on complaints.", "by": "customer",
    } == found["timeline"][0]  # fmt: skip
    assert {"misleading": "The last code change is searched for a bug."} == found["timeline"][2]
    assert "Software engineering" == found["timeline"][3]["to"]
    assert found["root_cause"].rstrip("\n").endswith("### On the servers\n\nThey queued, see `HTTP 500`.")
    assert ["Customer service passed the complaints on at once."] == found["lessons"]["went_well"]
    assert [
        {"task": "Add two web servers to the login pool", "owner": "Infrastructure", "due": "2023-10-27"},
        {"task": "Tell everybody when log-in is down"},
    ] == found["measures"]["tasks"]


def test_what_has_no_place_is_a_comment_where_it_belongs(archive: Path) -> None:
    lines = [line.strip() for line in drafted(archive, ISSUE)[0].splitlines()]
    for comment, below in (
        ("# | As reported: about ten in the evening", "end: TODO"),
        ("# | As reported: the app", "services:"),
        ("# | As reported: Somebody restarted the servers, nobody wrote down when.", "timeline:"),
        ("# | As reported: at: 19:30, note: The results went out by mail.", "timeline:"),
        ("# | As reported: a | b | c | d", "tasks:"),
        (
            "# | Anything else: Ask Customer service for the log.",
            "title: " + '"Results day: students and parents cannot log in"',
        ),
    ):
        assert lines.index(comment) < lines.index(below)
    assert "# | As reported: Results pages: slow" in lines
    assert "# | A first stretch from 20:00 to 20:30 hit 30%." in lines


def test_windows_line_ends_and_a_byte_order_mark_are_nothing_special(archive: Path) -> None:
    plain, _ = drafted(archive, ISSUE)
    other, _ = drafted(archive, "\ufeff" + ISSUE.replace("\n", "\r\n"), "--slug", "other")
    assert plain == other


def test_an_issue_of_another_kind_is_kept_as_a_remark(archive: Path) -> None:
    text, _ = drafted(archive, "Nobody can log in!\n### Steps\n1. try\n")
    assert "# | Nobody can log in!\n# | ### Steps\n# | 1. try\n" in text


HEADLESS = "no label"


@pytest.mark.parametrize("label", [HEADLESS, *(question.label for question in issues.QUESTIONS)])
@pytest.mark.parametrize("before", ["", "\r"], ids=["plain", "behind a hidden line end"])
def test_no_line_of_an_issue_silences_a_warning_or_names_a_schema(archive: Path, label: str, before: str) -> None:
    """Wherever it stands: above the first field it would cover the whole file, elsewhere what comes below it."""
    schemas = ("$schema: https://example.org/x.json", "yaml-language-server: $schema=https://example.org/x.json")
    asked = ["allow secret: it is meant so", "allow blame: it is meant so", *schemas]
    lines = [f"{before}{sign}{text}" for text in asked for sign in ("", "#", "# ", "  # ")]
    said = f"{TOKENS['a GitHub token']} came by human error."
    answer = "\n".join([*lines, said, *lines, "", *lines])
    issue = answer if label == HEADLESS else f"### {label}\n\n{answer}\n"
    text, _ = drafted(archive, f"{issue}\n### Impact\n\n{said}\n\n### Cause in short\n\n{said}\n")
    root, _ = tree.parse(text)
    assert root
    assert [] == list(allowances(text.split("\n"), root))
    first, *others = text.splitlines()
    texts = {n for one in tree.scalars(root) for n in range(one.line + 1, last_line(text.splitlines(), one) + 1)}
    comments = [line for n, line in enumerate(others, 2) if line.lstrip().startswith("#") and n not in texts]
    assert first.startswith("# yaml-language-server: $schema=")
    assert [] == [line for line in comments if re.match(r"\s*#\s*(\$schema|yaml-language-server)", line)]
    assert {"secret", "blame"} <= {problem.code for problem in load(find_project(archive), warn=True).warnings}


def test_nothing_else_is_said_beside_an_issue(archive: Path) -> None:
    (archive / "issue.md").write_text(ISSUE, "utf-8")
    result = CliRunner().invoke(cli, ["new", "--issue", "issue.md", "--title", "x"])
    assert 2 == result.exit_code
    assert "--issue says everything" in result.stderr


def test_an_issue_that_is_no_text_is_refused(archive: Path) -> None:
    (archive / "issue.md").write_bytes(b"\xff\xfe\x00")
    assert 2 == CliRunner().invoke(cli, ["new", "--issue", "issue.md"]).exit_code


@pytest.mark.parametrize("token", TOKENS.values(), ids=list(TOKENS))
def test_a_secret_in_an_issue_is_told_and_comes_into_no_name(archive: Path, token: str) -> None:
    (archive / "issue.md").write_text(ISSUE.replace("log in\n", f"log in with {token}\n", 1), "utf-8")
    result = CliRunner().invoke(cli, ["new", "--issue", "issue.md"])
    assert "2023-10-20-results-day-students-and-parents-cannot-log-in-with.yaml" in result.stdout
    assert "the issue holds what looks like a secret: take it out there too" in result.stderr
    assert token not in result.stdout + result.stderr


def test_an_issue_without_a_secret_gets_no_warning(archive: Path) -> None:
    (archive / "issue.md").write_text(ISSUE, "utf-8")
    assert "" == CliRunner().invoke(cli, ["new", "--issue", "issue.md"]).stderr


TIMELINE = {
    "20:00–20:40 action: x": {"at": "20:00", "until": "20:40", "action": "x"},
    "20:00-20:40 action: x": {"at": "20:00", "until": "20:40", "action": "x"},
    "20:00 - 20:40 - action: x": {"at": "20:00", "until": "20:40", "action": "x"},
    "~20:00 to 2023-10-21 00:40 impact: x": {"at": "~20:00", "until": "2023-10-21 00:40", "impact": "x"},
    "20:00 misleading: x (until ~20:40)": {"at": "20:00", "until": "~20:40", "misleading": "x"},
    "20:00 note: x. (until 20:40) (label: y z).": {"at": "20:00", "until": "20:40", "label": "y z", "note": "x."},
    "note: x (label: y)": {"label": "y", "note": "x"},
    "20:00+03:00 note: x (until the evening)": {"at": "20:00+03:00", "note": "x (until the evening)"},
    "20:00–20:40 note: x (until 20:50)": {"at": "20:00", "until": "20:40", "note": "x (until 20:50)"},
    "2023-10-20 04:00-05:00 action: x": None,  # a stretch, or how far from UTC it is?
    "20:00 action: (until 20:40)": None,
    "20.00 action: x": None,
}
TASKS = {
    "Add a pool (done 2023-10-26)": {"task": "Add a pool", "done": "2023-10-26"},
    "Add a pool (done on 2023-10-26).": {"task": "Add a pool", "done": "2023-10-26"},
    "Add a pool (done) | Web | 2023-10-27": {"task": "Add a pool", "done": "yes", "owner": "Web", "due": "2023-10-27"},
    "Add a pool | | 2023-10-27 (Done)": {"task": "Add a pool", "due": "2023-10-27", "done": "yes"},
    "Add a pool (dropped: too dear)": {"task": "Add a pool", "dropped": "too dear"},
    "Add a pool https://example.org/1": {"task": "Add a pool", "link": "https://example.org/1"},
    "Add a pool | Web (done) https://example.org/1": {
        "task": "Add a pool", "owner": "Web", "done": "yes", "link": "https://example.org/1",
    },
    "Add a pool | https://example.org/1 (done)": {
        "task": "Add a pool", "done": "yes", "link": "https://example.org/1",
    },
    "Add a pool (https://example.org/1)": {"task": "Add a pool", "link": "https://example.org/1"},
    "Add the pool of https://example.org/1": {"task": "Add the pool of https://example.org/1"},
    "Read https://example.org/1": {"task": "Read https://example.org/1"},
    "Tell what was done (by whom too)": {"task": "Tell what was done (by whom too)"},
    "Add a pool (done last week)": None,
    "Add a pool (dropped)": None,
    "(done)": None,
}  # fmt: skip
WINDOWS = {
    "20:00 to 20:40, 70%": {"start": "20:00", "end": "20:40", "users_affected": "70%"},
    "from 20:00–20:40: over 70% of requests": {
        "start": "20:00", "end": "20:40", "users_affected": "over 70% of requests",
    },
    "~20:00-20:40 unknown": {"start": "~20:00", "end": "20:40", "users_affected": "unknown"},
    "20:00 to 20:40": None,
    "20:00, 70%": None,
}  # fmt: skip


LISTS: dict[Place, Any] = {
    ("timeline",): TIMELINE, ("measures", "tasks"): TASKS, ("summary", "windows"): WINDOWS,
}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "line", "item"), [(place, *pair) for place, lines in LISTS.items() for pair in lines.items()]
)
def test_a_line_of_a_list_is_read_as_it_is_simply_written(place: Place, line: str, item: dict[str, str] | None) -> None:
    (question,) = (question for question in issues.QUESTIONS if question.place == place)
    assert issues.Read([item] if item else [], () if item else (line,)) == question.read(line)


def test_stretches_of_impact_that_do_not_fit_are_kept_as_they_were_told(archive: Path) -> None:
    issue = ISSUE.replace("about ten in the evening", "2023-10-20 22:00").replace("Web servers were added.", "")
    told = "### Stretches of impact\n\n20:00 to 20:40, 70%\n{}\nall night\n\n### Cause in short"
    good = issue.replace("### Cause in short", told.format("21:10 to 22:00, 30%"))
    bad = issue.replace("### Cause in short", told.format("19:00 to 22:00, 30%"))
    text, found = drafted(archive, good)
    assert [("20:00", "20:40"), ("21:10", "22:00")] == [(w["start"], w["end"]) for w in found["summary"]["windows"]]
    assert "  # | As reported: all night\n" in text
    text, _ = drafted(archive, bad, "--slug", "bad")
    assert "  # | As reported: start: 19:00, end: 22:00, users_affected: 30%\n" in text
    assert "  # | As reported: start: 20:00, end: 20:40, users_affected: 70%\n" in text


PARTS = (" ", "20:00 ", "(until 20:00) ", "(label: ", "(done ", "https://", "a|", "- ", "~1:00 to ")


@pytest.mark.parametrize("part", PARTS)
def test_a_line_takes_no_longer_than_its_length(part: str) -> None:
    answer = f"20:00{part * (60_000 // len(part))}!"
    began = perf_counter()
    for question in issues.QUESTIONS:
        question.read(answer)
    assert perf_counter() - began < 1


ANSWERS = st.one_of(
    st.text(alphabet="ab1 :|-#\n()%", max_size=40),
    st.sampled_from([*TIMELINE, *TASKS, *WINDOWS]),
    st.sampled_from(
        ["20:00 detected (customer): x", "detected: x", "20:00 action (x): y", "a | b | c", "### Title\n\nx"]
    ),
)
BETWEEN = frozenset({"title", "from", "to", "on"})
"""Words that part an answer, and say no more."""


@given(answers=st.lists(st.tuples(st.sampled_from([q.label for q in issues.QUESTIONS]), ANSWERS), max_size=8))
def test_every_word_of_every_answer_is_kept(answers: list[tuple[str, str]]) -> None:
    report = issues.read("".join(f"### {label}\n\n{answer}\n\n" for label, answer in answers))
    kept = f"{report.known} {report.asides} {report.remarks}".lower()
    for _, answer in answers:
        for word in re.findall(r"[a-z0-9]+", answer.lower()):
            assert word in kept or word in BETWEEN


# -- the forms --------------------------------------------------------------------------------------------------------


def test_the_form_is_made_from_the_questions() -> None:
    """If this fails: `make forms`."""
    assert (ROOT / issue_form.PATH).read_text("utf-8") == issue_form.text()


def test_the_form_asks_for_every_field_but_those_that_come_later() -> None:
    asked = {question.place for question in issues.QUESTIONS}
    fields: set[tuple[str, ...]] = {(one.name,) for one in form.INCIDENT.fields}
    for group in ("summary", "lessons", "measures"):
        inside = form.field_at([group]).shape
        assert isinstance(inside, form.Group)
        fields = fields - {(group,)} | {(group, one.name) for one in inside.fields}
    assert {("aliases",), ("withdrawn",)} == fields - asked


@pytest.mark.parametrize(
    ("place", "group", "left_out"),
    [
        (("timeline",), form.ENTRY, set(Kind)),
        (("measures", "tasks"), form.TASK, set()),
        (("summary", "windows"), form.WINDOW, set()),
    ],
)
def test_the_example_of_a_question_shows_how_each_part_of_its_field_is_written(
    place: tuple[str, ...], group: form.Group, left_out: set[str]
) -> None:
    (question,) = (question for question in issues.QUESTIONS if question.place == place)
    found = question.read(question.example)
    shown = {name for item in found.value for name in item}
    assert () == found.unplaced
    assert {one.name for one in group.fields} - left_out == shown - left_out


def test_the_form_offers_the_words_of_the_site_and_no_list_that_is_empty() -> None:
    def elements(settings: Settings) -> dict[str, Any]:
        body: Any = issues.form(settings)["body"]
        return {element["attributes"].get("label"): element for element in body}

    assert ["a", "b"] == elements(Settings(severities=("a", "b")))["Severity"]["attributes"]["options"]
    assert "Severity" not in elements(Settings())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*-*.yml")), ids=lambda path: path.name)
def test_a_form_is_one_that_github_takes(path: Path) -> None:
    found = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= found.keys()
    asked = [element for element in found["body"] if element["type"] != "markdown"]
    for element in asked:
        assert element["type"] in {"input", "textarea", "dropdown"}
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element["id"])
        assert element["attributes"]["label"]
    for key in ("id", "label"):
        words = [element["id"] if key == "id" else element["attributes"]["label"] for element in asked]
        assert len(words) == len(set(words))


def test_whoever_will_write_the_report_is_led_to_the_page_for_it() -> None:
    """If this fails: put the address of the site into .github/ISSUE_TEMPLATE/config.yml."""
    links = yaml.safe_load((FOLDER / "config.yml").read_text("utf-8"))["contact_links"]
    address = find_project(ROOT).site.url
    assert not address or f"{address}contribute/new/" in [link["url"] for link in links]


def test_there_is_something_to_test() -> None:
    assert {"report-incident.yml", "correct-report.yml", "config.yml"} <= {path.name for path in FOLDER.iterdir()}
