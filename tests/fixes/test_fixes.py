"""Whole files: what is mended, what stays, and that nothing else changes."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from postmortems.fixes import fixed
from postmortems.fixes.forms import certain
from postmortems.fixes.quotes import MAX_ROUNDS
from postmortems.format import OneOf, Plain, Shape
from postmortems.reading import tree
from postmortems.reading.incident import Reading, read
from postmortems.rules import EXAMPLE, EXAMPLE_ID, RULES
from postmortems.settings import Settings
from postmortems.vocabulary import Detector, Effect
from tests.archives import FILES
from tests.reading.cases import GOOD, GOOD_ID, Case, edited
from tests.reading.test_cases import CASES as PARAMS

SETTINGS = Settings(severities=("critical", "major", "minor"))
CASES = [case for param in PARAMS for case in param.values if isinstance(case, Case)]


def mended(text: str) -> str:
    return fixed(text.encode(), SETTINGS).decode()


def reading(text: str, id_: str = GOOD_ID) -> Reading:
    return read(text.encode(), path="x.yaml", id_=id_, settings=SETTINGS)


def lines(*edits: tuple[int, str | None]) -> str:
    return edited(dict(edits))


# -- what is left alone -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_report_in_order_stays_byte_for_byte(path: Path) -> None:
    assert path.read_bytes() == fixed(path.read_bytes(), SETTINGS)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"\x00\x01\x02",
        b"title: caf\xe9 9:15",
        b"a: [",
        b"<<<<<<< HEAD\ntitle: x \n=======\ntitle: y\n>>>>>>> other\n",
        b"[" * 5_000,
        b"x" * 300_000,
        b"- a\n- b\n",
        b"just text: here: there",
        b"summary: 70 %\ntimeline: none\nmeasures: [a]\n",
    ],
)
def test_what_is_no_incident_stays_as_it_is(data: bytes) -> None:
    assert data == fixed(data, SETTINGS)


@pytest.mark.parametrize("case", [case for case in CASES if not case.finds], ids=lambda case: case.name)
def test_a_good_file_means_the_same_afterwards(case: Case) -> None:
    before, after = (reading(text, case.id).incident for text in (case.text, mended(case.text)))
    assert before
    assert after
    assert replace(before, root_cause=re.sub(r" +$", "", before.root_cause, flags=re.MULTILINE)) == after


# -- forms ------------------------------------------------------------------------------------------------------------


def test_values_are_mended_in_quotes_in_flow_and_before_comments() -> None:
    text = lines(
        (5, '  start: "2025-03-14T9:12"'),
        (6, "  end: 14.03.2025 9:54  # about"),
        (8, "  services: {checkout: Down}"),
        (9, None),
        (10, None),
        (12, "  users_affected: '50 %'"),
    )
    expected = lines(
        (5, '  start: "2025-03-14 09:12"'),
        (6, "  end: 2025-03-14 09:54  # about"),
        (8, "  services: {checkout: down}"),
        (9, None),
        (10, None),
        (12, "  users_affected: '50%'"),
    )
    assert expected == mended(text)
    assert () == reading(expected).problems


def test_a_mended_file_may_have_its_next_problem() -> None:
    text = lines((16, "  - at: 8:00"), (24, "  - at: 7:00"))
    assert {"time-form"} == {problem.code for problem in reading(text).problems}
    assert {"time-order"} == {problem.code for problem in reading(mended(text)).problems}


def test_a_text_that_looks_like_a_time_stays() -> None:
    text = lines((1, "title: 9:15"), (11, "  impact: 70 %"))
    assert text == mended(text)


# -- quotes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("Engineers see: HTTP 500", "'Engineers see: HTTP 500'"),
        ("It's: late", "'It''s: late'"),
        ("@oncall looks", "'@oncall looks'"),
        ("`nginx` is restarted", "'`nginx` is restarted'"),
        ("%5 of disks are full", "'%5 of disks are full'"),
        ('"Pool" is full', "'\"Pool\" is full'"),
        ("[EU] is down", "'[EU] is down'"),
        ("a: b: c  ", "'a: b: c'"),
    ],
)
def test_a_text_that_yaml_cannot_read_gets_quotes(typed: str, quoted: str) -> None:
    assert lines((11, f"  impact: {quoted}")) == mended(lines((11, f"  impact: {typed}")))


def test_every_text_of_a_file_gets_its_quotes_in_one_run() -> None:
    text = lines((1, "title: a: b"), (11, "  impact: c: d"), (19, "  - action: e: f"))
    assert lines((1, "title: 'a: b'"), (11, "  impact: 'c: d'"), (19, "  - action: 'e: f'")) == mended(text)


@pytest.mark.parametrize(
    "typed",
    [
        '"Pool',  # where does it end?
        '"a" and "b"',  # which quotes are part of the text?
        "'It's late'",
        "a: b # c",  # a comment, or text?
        "a: b\n    goes on",  # where does it end?
        *("| The team: late", ">- The team waits", "|2 The team waits"),  # the sign of a block is no part of the text
        *("- The team waits", "* The team waits"),  # nor is that of an item
    ],
)
def test_a_text_whose_end_is_not_certain_stays(typed: str) -> None:
    text = lines((11, f"  impact: {typed}"))
    assert text == mended(text)


def test_only_fields_that_take_a_text_get_quotes() -> None:
    text = lines((8, "  services: checkout: down"), (9, None), (10, None))
    assert text == mended(text)


def test_a_sentence_in_a_list_that_became_a_mapping_gets_quotes() -> None:
    text = lines((37, "  improvements:\n    - Alerts: add them  # soon\n    - Plan ahead."))
    assert text.replace("Alerts: add them", "'Alerts: add them'") == mended(text)


@pytest.mark.parametrize("item", ["action: Add alerts", "{Alerts: add}", "Alerts: add\n      Pools: too", "Alerts:"])
def test_a_mapping_in_a_list_that_may_be_meant_stays(item: str) -> None:
    text = lines((37, f"  improvements:\n    - {item}"))
    assert text == mended(text)


def test_more_texts_without_quotes_than_are_looked_at_leave_the_file_alone() -> None:
    text = lines((19, "\n".join(["  - action: a: b"] * (MAX_ROUNDS + 1))))
    assert text == mended(text)
    fewer = text.replace("  - action: a: b\n", "", 1)
    assert MAX_ROUNDS == mended(fewer).count("'a: b'")


# -- blanks -----------------------------------------------------------------------------------------------------------


def test_blanks_at_the_ends_of_lines_go_but_for_breaks_in_markdown() -> None:
    text = lines((1, f"{GOOD.splitlines()[0]} \t"), (29, "root_cause: |  "), (30, "  One \n  two  \n  \n  three   "))
    expected = lines((30, "  One\n  two  \n\n  three   "))
    assert expected == mended(text)


def test_a_long_row_of_blanks_inside_a_line_is_passed_over_at_once() -> None:
    text = lines((1, f"title: A{' ' * 100_000}B"))
    begun = time.monotonic()
    assert text == mended(text)
    assert time.monotonic() - begun < 5


def test_a_blank_that_is_part_of_a_text_stays() -> None:
    text = lines((11, '  impact: "One\\ \n    two"'))
    assert text == mended(text)


# -- order ------------------------------------------------------------------------------------------------------------


def test_keys_stand_in_the_order_of_the_format_with_their_comments() -> None:
    text = """\
# yaml-language-server: $schema=x
# the sums
severity: minor  # for now
# allow jargon: it is in the name
title: A
summary:
  # zone
  timezone: UTC
    # indented further: belongs to the zone
  start: 2025-03-14 09:12

# below
resolution: |
  # no comment
  Text.

root_cause: Text.
# end
"""
    expected = """\
# yaml-language-server: $schema=x
# allow jargon: it is in the name
title: A
# the sums
severity: minor  # for now
summary:
  start: 2025-03-14 09:12
  # zone
  timezone: UTC
    # indented further: belongs to the zone

root_cause: Text.

# below
resolution: |
  # no comment
  Text.
# end
"""
    assert expected == mended(text)


WITHDRAWN = "withdrawn:\n  on: 2026-11-26\n  reason: A drill.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"title: A\nsources: [x]\n\nsummary:\n  end: x\n\nroot_cause: x\n\nmeasures:\n  tasks: []\n{WITHDRAWN}",
            f"title: A\n{WITHDRAWN}sources: [x]\n\nsummary:\n  end: x\n\nroot_cause: x\n\nmeasures:\n  tasks: []\n",
        ),
        (
            "title: A\n\nsummary: x\nresolution: x\n\n\ntags: [x]\n",
            "title: A\n\n\ntags: [x]\n\nsummary: x\nresolution: x\n",
        ),
        # Nothing stands above the first key, whichever it is.
        ("severity: x\ntags: [x]\n\ntitle: A\n", "title: A\n\nseverity: x\ntags: [x]\n"),
        ("# all\n\nsummary: x\ntitle: A\n", "# all\n\ntitle: A\nsummary: x\n"),
    ],
)
def test_a_key_keeps_the_blank_lines_above_it(text: str, expected: str) -> None:
    assert expected == mended(text)


def test_the_dash_of_an_item_stays_in_its_place() -> None:
    text = "timeline:\n  - by: customer\n    detected: x\n    # about\n    until: 10:00\n    at: 09:00\n  - action: y\n"
    expected = (
        "timeline:\n  - at: 09:00\n    detected: x\n    by: customer\n    # about\n    until: 10:00\n  - action: y\n"
    )
    assert expected == mended(text)


@pytest.mark.parametrize(
    "text",
    [
        "timeline:\n  - {action: x, at: 09:00}\n",  # one line, as somebody laid it out
        "timeline:\n  - action: x\n    # when\n    at: 09:00\n",  # a comment cannot stand behind the dash
        "timeline:\n  - action: x\n    att: 09:00\n    at: 09:00\n",  # misspelt: where does it belong?
        "timeline:\n  - action: x\n    impact: y\n    at: 09:00\n",  # a dash is missing: above which?
        "timeline:\n  - label: x\n    at: 09:00\n",  # no kind: is it an entry of its own?
        "# allow report-length: short\nseverity: minor\ntitle: A\n",  # the comment covers what it stands above
        "summary:\n  services: {b: down, a: down}\n",  # in the order they were named
    ],
)
def test_an_order_that_cannot_be_mended_safely_stays(text: str) -> None:
    assert text == mended(text)


def test_a_file_without_a_last_line_end_keeps_its_lines_apart() -> None:
    assert "title: A\nseverity: minor" == mended("severity: minor\ntitle: A")
    assert "title: A\r\nseverity: minor" == mended("severity: minor\r\ntitle: A")


# -- how a file is written --------------------------------------------------------------------------------------------


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = lines((5, "  start: 2025-03-14T09:12"), (12, "  users_affected: 50 %"))
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert b"\xef\xbb\xbf" + mended(text).replace("\n", "\r\n").encode() == fixed(windows, SETTINGS)


# -- properties -------------------------------------------------------------------------------------------------------

Slip = Callable[[str, random.Random], str]
SLIPS: tuple[Slip, ...] = (
    lambda text, _: re.sub(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)", r"\1T\2", text),
    lambda text, _: re.sub(r"(?<=at: )0", "", text),
    lambda text, _: re.sub(r"(?<=\d)%", " %", text),
    lambda text, rolls: re.sub(r"(?m)$", lambda _: " " * rolls.choice([0, 0, 0, 1, 3]), text),
    lambda text, _: text.replace("\n", "\r\n"),
    lambda text, _: re.sub(r"(?m)^(\s*(?:- )?(?:action|task|note|misleading): )(\w+)", r"\1\2: now", text),
    lambda text, rolls: "".join(rolls.sample(parts := re.split(r"(?m)^(?=[a-z])", text), len(parts))),
    lambda text, _: re.sub(r"(?m)^((  +)\w+: [^|>\n{\[]*\n)((?:\2)\w+: [^|>\n{\[]*\n)", r"\3\1", text),
)
"""What people do to a file without meaning to."""


@pytest.mark.parametrize("seed", range(120))
def test_mended_once_is_mended_for_good_and_says_the_same(seed: int) -> None:
    rolls = random.Random(seed)
    path = rolls.choice(FILES)
    text = path.read_text("utf-8")
    for slip in rolls.sample(SLIPS, rolls.randint(1, 4)):
        text = slip(text, rolls)
    once = mended(text)
    assert once == mended(once)
    assert comments(text) == comments(once)
    before, after = (tree.parse(one.replace("\r\n", "\n"))[0] for one in (text, once))
    if before is not None:
        assert after is not None
        assert len([*tree.scalars(before)]) == len([*tree.scalars(after)])


def comments(text: str) -> list[str]:
    return sorted(line.strip() for line in text.split("\n") if line.lstrip().startswith("#"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mending_never_raises_and_never_has_to_be_repeated(case: Case) -> None:
    once = fixed(case.text.encode("utf-8", "surrogatepass"), SETTINGS)
    assert once == fixed(once, SETTINGS)


# -- the rules say so -------------------------------------------------------------------------------------------------

EXAMPLES = {
    "time-form": "  start: 2023-10-20T20:00",
    "day-form": "      due: 27.10.2023",
    "share-form": "  users_affected: about 70%",
    "count-form": "  users_count: 4 200",
    "time-zone": "  timezone: africa/nairobi",
    "unknown-word": "    by: Customer",
    "yaml": "  - action: Engineers see: HTTP 500, a server fault.",
}


def test_a_rule_says_that_it_is_mended_where_it_is() -> None:
    assert sorted(EXAMPLES) == sorted(code for code, rule in RULES.items() if rule.mended)


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_a_rule_says_of_its_breaches_is_so(code: str) -> None:
    key = re.match(r"[ -]*\w+:", EXAMPLES[code])
    assert key
    text = re.sub(rf"(?m)^{re.escape(key[0])}.*$", EXAMPLES[code], EXAMPLE, count=1)
    assert {code} == {problem.code for problem in reading(text, EXAMPLE_ID).problems}
    assert () == reading(mended(text), EXAMPLE_ID).problems


SHAPES: dict[str, Shape] = {
    "time-form": Plain.CLOCK,
    "day-form": Plain.DAY,
    "share-form": Plain.SHARE,
    "count-form": Plain.COUNT,
    "time-zone": Plain.ZONE,
    "unknown-word": OneOf((*Detector, *Effect)),
}


@pytest.mark.parametrize(
    ("code", "typed"),
    [(code, typed) for code in SHAPES for typed in re.findall("`(.+?)`", RULES[code].mended)],
)
def test_each_form_that_a_rule_names_is_mended(code: str, typed: str) -> None:
    assert certain(typed, SHAPES[code], ()) not in {None, typed}


def test_a_number_that_begins_with_a_sign_of_yaml_gets_its_word() -> None:
    text = mended(lines((12, "  users_affected: >95 % of requests"), (14, "  users_count: >4 200")))
    assert "  users_affected: over 95% of requests\n" in text
    assert "  users_count: over 4200\n" in text
    assert not reading(text).problems
