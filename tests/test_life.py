"""The life of one record, step by step: every address it ever had leads to it, or the step is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from postmortems.pages import files, pages
from postmortems.renaming import RenamingError, carry_out, renaming, report_of
from tests.repository import Repository, report

FIRST, SECOND, NEXT_DAY = "2025-03-14-pool", "2025-03-14-checkout", "2025-03-15-checkout"
OTHER = "2025-03-14-payments"


class Life:
    """A repository in which each step is checked against the one before, and then committed."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder)
        self.repository.commit()
        self.addresses: dict[str, None] = {}
        """Every id the record ever had."""

    def path(self) -> Path:
        """The record's file."""
        reports = self.repository.root.rglob("*.yaml")
        (path,) = (path for path in reports if "title: Checkout" in path.read_text("utf-8"))
        return path

    def edit(self, pattern: str, text: str) -> None:
        """Replace one place of the record's file."""
        changed, count = re.subn(pattern, text, self.path().read_text("utf-8"))
        assert 1 == count
        self.path().write_text(changed, "utf-8")

    def rename(self, old: str, new: str) -> None:
        """Rename as the command does."""
        project, found = self.repository.project, self.repository.files
        carry_out(renaming(report_of(old, found, project, project.root), new, found, project), project)

    def accept(self, at: str) -> None:
        """The step loses nothing; the record is at an address, and every former one leads there."""
        assert () == self.repository.loaded.problems
        assert [] == self.repository.lost()
        self.repository.commit()
        self.addresses[at] = None
        archive = self.repository.loaded.archive
        built = {file.path: file.make for file in files(archive)}
        assert f"incidents/{at}" in {page.path for page in pages(archive)}
        for address in self.addresses:
            for name in ("brief/index.html", "timeline.svg", "incident.json"):
                assert f"incidents/{address}/{name}" in built
            if address != at:
                assert f'href="../{at}/"' in built[f"incidents/{address}/index.html"]()

    def refuse(self, *codes: str) -> None:
        """The step is refused, and taken back."""
        found = {problem.code for problem in self.repository.loaded.problems}
        found |= {"lost-id"} if self.repository.lost() else set()
        assert set(codes) == found
        self.repository.git("checkout", "--quiet", "--", ".")
        self.repository.git("clean", "--quiet", "-d", "--force")


def test_a_record_answers_at_every_address_it_ever_had(tmp_path: Path) -> None:  # noqa: PLR0915  twenty-one steps
    life = Life(tmp_path)
    put, drop = life.repository.put, life.repository.drop
    text = report("Checkout slow")

    put(f"2025/{FIRST}", text)  # 1 added
    life.accept(FIRST)
    life.edit("users_affected: 12.5%", "users_affected: 15%")  # 2 corrected
    life.accept(FIRST)
    drop(f"2025/{FIRST}")
    put(f"2025/{SECOND}", text)  # 3 renamed by hand, without an alias
    life.refuse("lost-id")
    drop(f"2025/{FIRST}")  # 4 deleted
    life.refuse("lost-id")
    life.rename(FIRST, SECOND)  # 5 renamed
    life.accept(SECOND)
    put(FIRST, report("Another"))  # 6 another takes its old id
    life.refuse("alias-taken")
    life.edit(r"aliases: .*\n", "")  # 7 its alias is dropped
    life.refuse("lost-id")
    life.edit(r"aliases: .*\n", "")
    put(FIRST, report("Another"))  # 8 both at once
    life.refuse("lost-id")
    put(OTHER, report("Another"))  # 9 another is added
    life.accept(SECOND)
    with pytest.raises(RenamingError, match="is an alias of"):
        life.rename(OTHER, FIRST)  # 10 the command gives the old id to no other either
    with pytest.raises(RenamingError, match="is the id of"):
        life.rename(SECOND, OTHER)  # 11 nor one that another has
    path = life.path()
    (path.parent / "other").mkdir()
    path.rename(path.parent / "other" / path.name)  # 12 moved to another folder
    life.accept(SECOND)
    life.edit(r"aliases: .*\n", "")
    put(OTHER, report("Another", f"aliases: [{FIRST}]"))  # 13 its alias moves to another
    life.refuse("lost-id")
    put(OTHER, report("Another", f"related: [{FIRST}]"))  # 14 named by an id it had
    life.accept(SECOND)
    life.edit("start: 2025-03-14", "start: 2025-03-15")
    life.edit("end: 2025-03-14", "end: 2025-03-15")  # 15 its day corrected, and its name not
    life.refuse("id-day")
    life.edit("start: 2025-03-14", "start: 2025-03-15")
    life.edit("end: 2025-03-14", "end: 2025-03-15")
    life.rename(SECOND, NEXT_DAY)  # 16 renamed with it
    life.accept(NEXT_DAY)
    life.edit("start: 2025-03-15", "start: 2025-03-14")
    life.edit("end: 2025-03-15", "end: 2025-03-14")
    life.rename(SECOND, FIRST)  # 17 corrected back, named by a former id, to the one it had first
    life.accept(FIRST)
    life.edit("title: Checkout", "title: Checkout pages")  # 18 given another title
    life.accept(FIRST)
    life.edit(r"\nsummary:", "\nwithdrawn: {on: 2025-04-01, reason: It was a test.}\nsummary:")  # 19 withdrawn
    life.accept(FIRST)
    life.path().unlink()  # 20 deleted all the same
    life.refuse("lost-id", "unknown-id")
    life.edit(r"withdrawn: .*\n", "")  # 21 restored
    life.accept(FIRST)
    assert [FIRST, SECOND, NEXT_DAY] == list(life.addresses)
