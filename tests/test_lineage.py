"""Which file of today continues which of then."""

from __future__ import annotations

import pytest

from postmortems import lineage
from postmortems.lineage import heirs
from postmortems.loading import Source
from postmortems.problems import Problem
from tests.repository import report

A, B, C = "2025-03-14-a", "2025-03-14-b", "2025-03-14-c"
UNREAD = Problem("x", 0, 0, "unreadable", "", "")


def found(then: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """The ids that continue those of then."""
    then_files, now_files = ([_source(*one) for one in files.items()] for files in (then, now))
    return {_id(path): heir.id for path, heir in heirs(then_files, now_files).items()}


def _source(id_: str, text: str) -> Source:
    return Source(path=f"incidents/{id_}.yaml", id=id_, data=text.encode() if text else UNREAD)


def _id(path: str) -> str:
    return path.removeprefix("incidents/").removesuffix(".yaml")


def test_a_file_continues_itself_whatever_was_changed_in_it() -> None:
    assert {A: A} == found({A: report("One")}, {A: report("One", "aliases: [2025-03-14-x]")})
    assert {A: A} == found({A: report("One")}, {A: "all: new"})
    assert {A: A} == found({A: "title: ["}, {A: report("One")})


def test_a_file_that_cannot_be_read_continues_itself() -> None:
    assert {A: A} == found({A: ""}, {A: ""})
    assert {A: A, B: B} == found({A: "", B: report("Two")}, {A: report("One"), B: ""})


def test_a_file_that_moves_to_another_folder_continues_itself() -> None:
    now = Source(path=f"incidents/2025/{A}.yaml", id=A, data=report("One").encode())
    assert {f"incidents/{A}.yaml": now} == heirs([_source(A, report("Other"))], [now])


def test_a_renamed_file_is_known_by_its_content() -> None:
    assert {A: C, B: B} == found({A: report("One"), B: report("Two")}, {B: report("Two"), C: report("One")})


def test_a_renamed_file_is_known_by_its_title_and_start() -> None:
    rewritten = report("One", _11="  impact: New.", _12="  users_affected: 1%")
    assert {A: C} == found({A: report("One")}, {C: rewritten, B: report("Two")})


def test_a_renamed_file_is_known_by_the_alias_that_says_so() -> None:
    now = {B: report("One"), C: f"title: Rewritten\naliases: [{A}]\n"}
    assert {A: C} == found({A: report("One", _11="  impact: x")}, now)


def test_a_renamed_file_is_known_by_half_of_its_lines() -> None:
    lines = [f"line {number}: x" for number in range(10)]
    then = "\n".join(lines)
    assert {A: C} == found({A: then}, {C: "\n".join([*lines[:5], *"abcde"])})
    assert {} == found({A: then}, {C: "\n".join([*lines[:4], *"abcdef"])})


def test_of_several_that_are_alike_the_most_similar_continues_it() -> None:
    lines = [f"line {number}: x" for number in range(10)]
    now = {B: "\n".join([*lines[:6], *"abcd"]), C: "\n".join([*lines[:8], "a", "b"])}
    assert {A: C} == found({A: "\n".join(lines)}, now)


def test_where_very_many_are_left_none_is_taken_for_another_that_is_merely_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alike = {A: "x: 1\ny: 2"}, {C: "x: 1\ny: 3"}
    assert {A: C} == found(*alike)
    monkeypatch.setattr(lineage, "_MOST", 0)
    assert {} == found(*alike)


def test_what_was_there_under_its_name_is_no_renamed_file() -> None:
    assert {B: B} == found({A: report("One"), B: report("Two")}, {B: report("Two")})


def test_files_that_tell_the_same_keep_their_names() -> None:
    """Two reports may have one title and one start."""
    both = {A: report("One"), B: report("One")}
    changed = {name: report("One", _11="  impact: x") for name in both}
    assert {A: A, B: B} == found(both, both)
    assert {A: A, B: B} == found(both, changed)


def test_two_that_swap_their_names_are_told_apart() -> None:
    assert {A: B, B: A} == found({A: report("One"), B: report("Two")}, {A: report("Two"), B: report("One")})


def test_nothing_is_continued_twice() -> None:
    assert {A: C} == found({A: report("One"), B: report("One")}, {C: report("One")})


def test_an_alias_says_more_than_likeness() -> None:
    """A report was taken into another, and a new one is begun from its text."""
    old, like = report("One"), report("Three", _5="  start: 2025-03-14 09:00")
    assert {A: C, B: B} == found({A: old, B: report("Two")}, {B: report("Two"), C: like})
    assert {B: B} == found({A: old, B: report("Two")}, {B: report("Two", f"aliases: [{A}]"), C: like})
