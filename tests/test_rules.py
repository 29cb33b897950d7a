"""Every rule's example is one: the wrong text breaks that rule alone, the right one none."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

import postmortems
from postmortems.aliases import tree
from postmortems.lints.texts import PROSE, texts
from postmortems.loading import load
from postmortems.published import lost
from postmortems.rules import EXAMPLE, EXAMPLE_ID, RULES, Rule
from postmortems.settings import Project, Settings
from tests.reading.cases import edited
from tests.repository import Repository

BEFORE = edited({5: "  start: 2022-11-02 09:12", 6: "  end: 2022-11-02 09:54"})
"""The incident that the example links to."""
IN_FILE = [rule for rule in RULES.values() if not rule.about_files]
OF_FILES = [rule for rule in RULES.values() if rule.about_files]
PUBLISHED = "# as it was published"


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


def of_files(repository: Repository, example: str) -> set[str]:
    """The codes of problems and warnings, lost ids too, of the files of an example beside the incident it links to."""
    repository.put("2022-11-02-login-slow", good(words=500).replace("2023-10-20", "2022-11-02"))
    listed = [part.split("\n  ") for part in re.split(r"\n(?! )", example)]
    then = [put(repository, path, lines) for path, *lines in listed if PUBLISHED in lines]
    repository.commit()
    for file in then:
        file.unlink()
    for path, *lines in listed:
        if PUBLISHED not in lines:
            put(repository, path, lines)
    loaded = load(repository.project, warn=True)
    lost_ids = lost(repository.at(), loaded, repository.files)
    return {problem.code for problem in (*loaded.problems, *loaded.warnings, *lost_ids)}


def put(repository: Repository, path: str, lines: list[str]) -> Path:
    """Write a file of an example: the good one, with these lines in the place of those with the same key."""
    words, size, encoding, mode = 500, 0, "utf-8", 0o644
    above, start = "", "  start: 2023-10-20 20:00"
    for line in lines:
        match line.split():
            case ["#", number, "words"]:
                words = int(number)
            case ["#", number, "KiB"]:
                size = int(number) * 1024
            case ["#", "saved", "as", name]:
                encoding = name
            case ["#", "mode", number]:
                mode = int(number, 8)
            case ["#", "as", "it", "was" | "is", _]:
                pass
            case ["start:", *_]:
                start = f"  {line}"
            case ["aliases:", *_]:
                above = f"{line}\n"
            case _:
                pytest.fail(f"nobody knows what to make of {line!r}")
    file = repository.write(path, "")
    data = (above + good(words).replace("  start: 2023-10-20 20:00", start)).encode(encoding)
    file.write_bytes(data + b"#" * (size - len(data)))
    file.chmod(mode)
    return file


def good(words: int) -> str:
    """The example without its alias, and with so many words: its resolution is the longer."""
    text = EXAMPLE.replace("aliases: [2023-10-20-login-outage]\n", "")
    top = tree(text.encode())
    assert top
    said = sum(len(one.value.split()) for one in texts(top) if one.shape in PROSE)
    return text.replace("were added.\n", f"were added.{' x' * (words - said)}\n")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty archive, whose files are read with the rights that everybody has: an administrator may read all."""
    opened = Path.open

    def with_rights(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.exists() and not path.stat().st_mode & stat.S_IROTH:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", with_rights)
    return Repository(tmp_path)


@pytest.mark.parametrize("rule", OF_FILES, ids=lambda rule: rule.code)
def test_the_files_of_the_wrong_example_break_its_rule_alone(rule: Rule, repository: Repository) -> None:
    assert {rule.code} == of_files(repository, rule.wrong)


@pytest.mark.parametrize("rule", OF_FILES, ids=lambda rule: rule.code)
def test_the_files_of_the_right_example_break_none(rule: Rule, repository: Repository) -> None:
    assert set() == of_files(repository, rule.right)


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
