"""What the working folder changes against a revision, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from postmortems.changes.compare import Changes, changes
from tests.repository import Repository, report

A, B, C, D = (f"2025-03-14-{letter}" for letter in "abcd")
WITHDRAWN = "withdrawn: {on: 2025-04-01, reason: x}"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two reports."""
    repository = Repository(tmp_path)
    repository.put(A, report("One"))
    repository.put(B, report("Two", _12="  users_affected: 5%"))
    repository.commit()
    return repository


def against(repository: Repository) -> Changes:
    return changes(repository.at(), repository.loaded, repository.files)


def test_nothing_changed_leaves_nothing_to_tell(repository: Repository) -> None:
    found = against(repository)
    assert ((), (), (), (), (), (), (), ()) == (
        *(found.added, found.changed, found.renamed, found.withdrawn, found.restored, found.removed),
        *(found.unread, found.terms),
    )
    assert ((), {}) == (found.by_duration.moves, dict(found.by_duration.shifts))


def test_a_new_report_is_added_and_takes_its_places(repository: Repository) -> None:
    repository.put(C, "\n".join(f"{line} " for line in report("Three", _6="  end: 2025-03-14 10:54").splitlines()))
    repository.put(C, report("Three", _6="  end: 2025-03-14 10:54"))
    found = against(repository)
    assert [C] == [incident.id for incident in found.added]
    assert [(C, None, 1)] == [(m.incident.id, m.before, m.after) for m in found.by_duration.moves]
    assert {1: 2} == dict(found.by_impact.shifts)


def test_a_corrected_report_is_changed(repository: Repository) -> None:
    repository.put(B, report("Two", _12="  users_affected: 50%", _13="  root_cause: x"))
    (changed,) = against(repository).changed
    assert [("Users affected", "5 %", "50 %"), ("Lost user time", "2 min 6 s", "21 min")] == [
        (figure.name, figure.before, figure.after) for figure in changed.figures
    ]
    assert ("summary.root_cause",) == changed.texts
    assert [(B, 2, 1)] == [(m.incident.id, m.before, m.after) for m in against(repository).by_impact.moves]
    assert () == against(repository).by_duration.moves


def test_layout_and_folder_are_no_change(repository: Repository) -> None:
    repository.drop(A)
    repository.put(f"2025/{A}", f"# moved\n{report('One')}")
    assert ((), (), ()) == (against(repository).added, against(repository).changed, against(repository).removed)


@pytest.mark.parametrize(("aliases", "is_carried"), [(f"aliases: [{A}]", True), (None, False)])
def test_a_renamed_report_is_neither_added_nor_removed(
    repository: Repository, aliases: str | None, is_carried: bool
) -> None:
    repository.drop(A)
    repository.put(C, report("One", aliases))
    found = against(repository)
    assert ((), (), ()) == (found.added, found.changed, found.removed)
    assert [(A, C, is_carried)] == [(one.before, one.incident.id, one.is_carried) for one in found.renamed]


def test_a_withdrawn_report_leaves_its_places(repository: Repository) -> None:
    repository.put(A, report("One", WITHDRAWN))
    found = against(repository)
    assert [A] == [incident.id for incident in found.withdrawn]
    assert ((), ()) == (found.changed, found.removed)
    assert [(A, 1, None)] == [(m.incident.id, m.before, m.after) for m in found.by_impact.moves]
    repository.commit()
    repository.put(A, report("One"))
    assert [A] == [incident.id for incident in against(repository).restored]


def test_a_removed_report_is_told_with_what_has_its_address(repository: Repository) -> None:
    repository.drop(A)
    assert [(f"incidents/{A}.yaml", None)] == [(one.path, one.leads_to) for one in against(repository).removed]
    repository.put(B, report("Two", f"aliases: [{A}]", _12="  users_affected: 5%"))
    assert [f"incidents/{B}.yaml"] == [one.leads_to for one in against(repository).removed]


def test_what_cannot_be_read_now_is_named_and_the_rest_compared(repository: Repository) -> None:
    repository.put(A, report("One", _12="  users_affected: most", _9="    checkouts: down"))
    repository.put(B, report("Two", _12="  users_affected: 6%"))
    found = against(repository)
    assert (f"incidents/{A}.yaml",) == found.unread
    assert [B] == [one.incident.id for one in found.changed]
    assert ((), (), ()) == (found.removed, found.terms, found.by_duration.moves)


def test_what_could_not_be_read_then_is_named_and_the_rest_compared(repository: Repository) -> None:
    repository.put(A, "of: another version\n")
    repository.commit()
    repository.put(A, report("One", _9="    checkouts: down"))
    found = against(repository)
    assert (f"incidents/{A}.yaml",) == found.unread_then
    assert ((), (), (), ()) == (found.added, found.changed, found.terms, found.by_duration.moves)


def test_a_revision_is_read_by_its_own_settings(repository: Repository) -> None:
    repository.write("mkdocs.yml", "extra: {archive: {severities: [grave]}}\n")
    repository.put(A, report("One", "severity: grave"))
    repository.commit()
    repository.write("mkdocs.yml", "extra: {archive: {severities: [severe]}}\n")
    repository.put(A, report("One", "severity: severe"))
    (changed,) = against(repository).changed
    assert [("Severity", "grave", "severe")] == [(f.name, f.before, f.after) for f in changed.figures]


# -- aliases ----------------------------------------------------------------------------------------------------------


def led(repository: Repository) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.before, one.after) for one in against(repository).addresses]


def test_an_alias_that_comes_moves_or_goes_is_told(repository: Repository) -> None:
    repository.put(A, report("One", f"aliases: [{C}]"))
    assert [(C, None, A)] == led(repository)
    repository.commit()
    assert [] == led(repository)
    repository.put(A, report("One"))
    assert [(C, A, None)] == led(repository)
    repository.put(B, report("Two", f"aliases: [{C}]", _12="  users_affected: 5%"))
    assert [(C, A, B)] == led(repository)
    assert () == against(repository).changed


def test_an_alias_that_stays_with_a_renamed_report_is_no_news(repository: Repository) -> None:
    repository.put(A, report("One", f"aliases: [{D}]"))
    repository.commit()
    repository.drop(A)
    repository.put(C, report("One", f"aliases: [{D}, {A}]"))
    assert [] == led(repository)
    repository.drop(C)
    repository.put(D, report("One", f"aliases: [{A}]"))
    assert [] == led(repository)


def test_an_address_that_another_takes_is_told_beside_the_renaming(repository: Repository) -> None:
    repository.drop(A)
    repository.put(C, report("One"))
    repository.put(B, report("Two", f"aliases: [{A}]", _12="  users_affected: 5%"))
    assert [(A, C, B)] == led(repository)
    assert [f"incidents/{B}.yaml"] == [one.leads_to for one in against(repository).renamed]


def test_an_alias_in_a_file_with_problems_has_not_gone(repository: Repository) -> None:
    repository.put(A, report("One", f"aliases: [{C}]"))
    repository.commit()
    repository.put(A, report("One", f"aliases: [{C}]", _12="  users_affected: most"))
    assert [] == led(repository)
