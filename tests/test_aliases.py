"""The line of a file that states former ids: changed with nothing else touched."""

from __future__ import annotations

import pytest

from postmortems.aliases import stated_aliases, tree, with_aliases
from tests.reading.cases import GOOD, edited

A, B, C = "2025-03-14-a", "2025-03-14-b", "2025-03-14-c"


def changed(text: str, *ids: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that came."""
    after = with_aliases(text.encode(), ids).decode()
    assert ids == stated_aliases(tree(after.encode()))
    before, now = text.split("\n"), after.split("\n")
    gone = [line for line in before if before.count(line) > now.count(line)]
    return gone, [line for line in now if now.count(line) > before.count(line)]


def test_a_new_line_stands_where_the_guide_has_it() -> None:
    after = with_aliases(GOOD.encode(), (A, B)).decode()
    assert f"tags: [capacity, configuration]\naliases: [{A}, {B}]\n\nsummary:\n" in after
    assert GOOD == after.replace(f"aliases: [{A}, {B}]\n", "")


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        (edited({3: f"related: [{C}]"}), "tags:", "related:"),
        (edited({2: None}), "title:", ""),
        (edited({3: "# On the summary.\n\n# More on it."}), "tags:", "# On the summary."),
        (edited({2: "tags:\n  - capacity\n  - configuration\n  # no more"}), "  # no more", ""),
        ("# schema\n\nsummary: {}\ntitle: x\n", "title: x", ""),
        ("summary: {}\ntitle: x", "title: x", None),
        ("# schema\nsummary: {}\n", "# schema", "summary"),
    ],
)
def test_it_stands_behind_the_fields_that_come_before_it(text: str, before: str, behind: str | None) -> None:
    lines = with_aliases(text.encode(), (A,)).decode().split("\n")
    place = lines.index(f"aliases: [{A}]")
    assert lines[place - 1].startswith(before)
    if behind is None:
        assert place == len(lines) - 1
    else:
        assert lines[place + 1].startswith(behind)


@pytest.mark.parametrize(
    ("text", "gone", "came"),
    [
        (f"aliases: [{A}]  # old", f"aliases: [{A}]  # old", f"aliases: [{A}, {B}]  # old"),
        (f'aliases: [ "{A}" ,]', f'aliases: [ "{A}" ,]', f'aliases: [ "{A}", {B} ,]'),
        (f"aliases: [\n  {A},\n]", f"  {A},", f"  {A}, {B},"),
        (f"aliases:\n- {A}  # old", None, f"- {B}"),
        (f"aliases:\n    -   '{A}'", None, f"    -   {B}"),
    ],
)
def test_a_list_keeps_its_form(text: str, gone: str | None, came: str) -> None:
    assert ([gone] if gone else [], [came]) == changed(edited({3: text}), A, B)


@pytest.mark.parametrize(
    ("text", "gone", "came"),
    [
        (f"aliases: [{A}, {B}]  # old", [f"aliases: [{A}, {B}]  # old"], [f"aliases: [{B}, {C}]  # old"]),
        (f"aliases:\n  - {A}\n  - {B}", [f"  - {A}"], [f"  - {C}"]),
    ],
)
def test_one_may_stand_in_the_place_of_another(text: str, gone: list[str], came: list[str]) -> None:
    assert (gone, came) == changed(edited({3: text}), B, C)


@pytest.mark.parametrize(
    ("text", "ids", "gone", "came"),
    [
        (f"aliases: [{A}, {B}]  # old", (A,), [f"aliases: [{A}, {B}]  # old"], [f"aliases: [{A}]  # old"]),
        (f"aliases: [{A}, {B}]  # old", (B,), [f"aliases: [{A}, {B}]  # old"], [f"aliases: [{B}]  # old"]),
        (f"aliases: [\n  {A},\n  {B},\n]", (A,), [f"  {B},"], []),
        (f"aliases: [\n  {A},\n  {B},\n]", (B,), [f"  {A},"], []),
        (f"aliases: [{A}, {B}, {C}]", (C,), [f"aliases: [{A}, {B}, {C}]"], [f"aliases: [{C}]"]),
        (f"aliases: [{A}, {B}, {C}]", (A, C), [f"aliases: [{A}, {B}, {C}]"], [f"aliases: [{A}, {C}]"]),
        (f"aliases:\n  - {A}  # a\n  - {B}  # b", (B,), [f"  - {A}  # a"], []),
        (f"aliases: [{A}]  # old", (), [f"aliases: [{A}]  # old"], []),
        (f"aliases: [ # a ]\n  '{A}' # ]\n  ,\n]", (), ["aliases: [ # a ]", f"  '{A}' # ]", "  ,", "]"], []),
        (f"aliases:\n  # old\n  - {A}", (), ["aliases:", "  # old", f"  - {A}"], []),
        (f"aliases: [{A}, {B}]", (), [f"aliases: [{A}, {B}]"], []),
    ],
)
def test_one_is_taken_out_and_with_the_last_the_field(
    text: str, ids: tuple[str, ...], gone: list[str], came: list[str]
) -> None:
    assert (gone, came) == changed(edited({3: text}), *ids)


def test_what_was_put_in_is_taken_out_without_a_trace() -> None:
    assert GOOD.encode() == with_aliases(with_aliases(GOOD.encode(), (A, B)), ())


def test_line_ends_and_the_mark_at_the_start_stay() -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    after = with_aliases(data, (A,))
    assert data == after.replace(f"aliases: [{A}]\r\n".encode(), b"")
    first = b"\xef\xbb\xbfaliases: [2025-03-14-a]\ntitle: x\n"
    assert b"\xef\xbb\xbfaliases: [2025-03-14-a, 2025-03-14-b]\ntitle: x\n" == with_aliases(first, (A, B))


@pytest.mark.parametrize("text", ["title: [", "- a", "title: x\naliases: x\n", "title: x\naliases: [[x]]\n", "\x00"])
def test_what_cannot_be_read_is_not_changed(text: str) -> None:
    with pytest.raises(ValueError, match="its "):
        with_aliases(text.encode(), (A,))
