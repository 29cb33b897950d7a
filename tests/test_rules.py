"""Every rule's example is one: the wrong text breaks that rule alone, the right one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import postmortems
from postmortems.loading import load
from postmortems.rules import EXAMPLE, EXAMPLE_ID, RULES, Rule
from postmortems.settings import Project, Settings
from tests.reading.cases import edited

BEFORE = edited({5: "  start: 2022-11-02 09:12", 6: "  end: 2022-11-02 09:54"})
"""The incident that the example links to."""
IN_FILE = [rule for rule in RULES.values() if not rule.about_files]


def codes(folder: Path, text: str) -> set[str]:
    """The codes of problems and warnings; examples are short, so their length is not judged."""
    (folder / "incidents").mkdir()
    (folder / "incidents" / f"{EXAMPLE_ID}.yaml").write_text(text, "utf-8")
    (folder / "incidents" / "2022-11-02-login-slow.yaml").write_text(BEFORE, "utf-8")
    settings = Settings(severities=("critical", "minor"), warnings_off=("report-length",))
    loaded = load(Project(root=folder, settings=settings), warn=True)
    return {problem.code for problem in (*loaded.problems, *loaded.warnings)}


def test_the_example_breaks_no_rule(tmp_path: Path) -> None:
    assert set() == codes(tmp_path, EXAMPLE)


@pytest.mark.parametrize("rule", IN_FILE, ids=lambda rule: rule.code)
def test_the_wrong_example_breaks_its_rule_alone(rule: Rule, tmp_path: Path) -> None:
    assert EXAMPLE.count(rule.right) == 1
    assert {rule.code} == codes(tmp_path, EXAMPLE.replace(rule.right, rule.wrong))


def test_every_code_that_is_reported_has_a_rule() -> None:
    """Codes are written where they are reported; the table must know each, and hold no other."""
    package = Path(postmortems.__file__).parent
    others = package / "loading.py", package / "published.py"
    paths = [*package.glob("reading/*.py"), *package.glob("lints/*.py"), *others]
    sources = "\n".join(path.read_text("utf-8") for path in paths)
    quoted = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', sources))
    assert set(RULES) <= quoted
    reported = set(
        re.findall(
            r"(?:Wrong\(|Flaw\(|self\.report\(|sheet\.report\(|_flaw\(|_warn\(sheet,|Found\(|"
            r'\.at\([\w.\[\]"]+,)\s*"([a-z-]+)"',
            sources,
        )
    )
    assert reported <= set(RULES)
