"""What a comment allows, and which comments are no allowances."""

import pytest

from postmortems.reading.incident import read
from postmortems.rules import EXAMPLE, EXAMPLE_ID
from postmortems.settings import Settings
from tests.lints.warned import changed, only, reading, warned

TASKS = """\
  tasks:
    - task: Add two web servers to the log-in pool.
      due: 2023-10-27
      done: 2023-10-25
      link: https://tracker.example.org/tasks/118
"""


def judged(text: str) -> list[str]:
    """Return line, column and code of each warning, those about the length too."""
    settings = Settings(severities=("critical",))
    found = read(text.encode(), path="a.yaml", id_=EXAMPLE_ID, settings=settings, warn=True).warnings
    return [f"{p.line}:{p.column} {p.code}" for p in found]


def tasks(text: str) -> str:
    return changed(TASKS, text)


def test_an_allowance_above_an_item_covers_the_whole_item_alone() -> None:
    text = tasks("""\
  tasks:
    # allow vague-task: the source says no more
    - owner: Infrastructure
      task: Improve the pool.
    - task: Improve the rest.
""")
    assert ["43:13 vague-task"] == warned(text)


def test_an_allowance_above_a_field_covers_its_whole_value() -> None:
    text = tasks("""\
  # allow vague-task: the source says no more

  # and says it twice
  tasks:
    - task: Improve the pool.
    - task: >-
        Improve the rest.
""")
    assert [] == warned(text)


def test_allowances_of_several_codes_stand_above_each_other() -> None:
    text = tasks("""\
  tasks:
    # allow vague-task: the source says no more
    # allow inside-link: every reader is inside
    - task: Improve the pool, see http://wiki/pool.
""")
    assert [] == warned(text)


def test_an_allowance_reaches_to_the_end_of_a_block_and_no_further() -> None:
    text = changed(
        "root_cause: |\n  Two web servers shared all requests.\nresolution: |\n  Web servers were added.\n",
        "# allow blame: from the press\nroot_cause: |\n  Human error.\n\n  Human error.\n"
        "resolution: |\n  Human error.\n",
    )
    assert ["38:3 blame"] == warned(text)


def test_an_allowance_above_the_first_field_covers_what_is_about_the_whole_report() -> None:
    allowance = "# allow report-length: all that is known\n"
    assert ["0:0 report-length"] == judged(EXAMPLE)
    assert [] == judged(f"{allowance}{EXAMPLE}")
    lower = changed("severity: critical", f"{allowance}severity: critical")
    assert ["0:0 report-length", "2:9 allowance"] == judged(lower)


def test_an_allowance_does_not_cover_what_stands_above_it() -> None:
    text = tasks("""\
  tasks:
    - task: Improve the rest.
    # allow vague-task: the source says no more
    - task: Improve the pool.
""")
    assert ["40:13 vague-task"] == warned(text)


def test_an_allowance_that_is_text_allows_nothing() -> None:
    text = changed(
        "  Two web servers shared all requests.\n",
        "  Two web servers.\n\n  # allow blame: this is a heading\n  Human error.\n",
    )
    assert ["36:3 blame"] == warned(text)


def test_a_comment_below_a_block_is_none_of_its_text() -> None:
    text = changed(
        "  Two web servers shared all requests.\nresolution: |\n  Web servers were added.\n",
        "  Two web servers shared all requests.\n# allow blame: quoted\nresolution: |\n  Human error.\n",
    )
    assert [] == warned(text)


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        ("# allow blame", "this allowance gives no reason", "write `# allow blame: ` and why it is meant so"),
        ("# allow blame:", "this allowance gives no reason", "write `# allow blame: ` and why it is meant so"),
        ("# allow blam: quoted", "there is no rule 'blam'", "did you mean blame?"),
        (
            "# allow time-form: so",
            "time-form cannot be allowed in a file",
            "delete the comment, and mend what it was for",
        ),
        (
            "# allow allowance: so",
            "allowance cannot be allowed in a file",
            "delete the comment, and mend what it was for",
        ),
        (
            "# allow blame: quoted",
            "below this allowance nothing breaks blame",
            "delete it, or put it right above what it is for",
        ),
    ],
)
def test_an_allowance_that_is_not_right_is_a_warning(comment: str, message: str, help_: str) -> None:
    problem = only(changed("severity: critical", f"{comment}\nseverity: critical"))
    assert ("allowance", 2, 9, message, help_) == (
        problem.code, problem.line, problem.column, problem.message, problem.help
    )  # fmt: skip


def test_without_a_reason_nothing_is_allowed() -> None:
    text = tasks("  tasks:\n    # allow vague-task\n    - task: Improve the pool.\n")
    assert ["40:13 allowance", "41:13 vague-task"] == warned(text)


def test_an_ordinary_comment_is_none() -> None:
    assert [] == warned(changed("severity: critical", "# allow a minute for the first build\nseverity: critical"))


def test_in_a_file_with_problems_no_allowance_is_said_to_silence_nothing() -> None:
    text = f"# allow report-length: all that is known\n{EXAMPLE.replace('severity: critical', 'severity: TODO')}"
    assert [] == judged(text)


def test_an_allowance_of_what_the_site_switches_off_is_still_right() -> None:
    text = tasks("  tasks:\n    # allow vague-task: no more is known\n    - task: Improve the pool.\n")
    assert [] == warned(text, "vague-task")
    assert reading(text).incident is not None
