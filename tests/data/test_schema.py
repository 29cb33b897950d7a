"""The schema of the incident file, in the hands of a validator not ours: it refuses what is wrong in form, no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
import yaml
from jsonschema import Draft202012Validator

from postmortems.data.schema import schema
from postmortems.data.tables import dumped
from postmortems.model import Entry, Incident, Lessons, Summary, Task, Window, Withdrawal
from postmortems.reading import values
from postmortems.reading.incident import read
from postmortems.settings import Settings
from postmortems.vocabulary import Detector, Effect, Kind
from tests.archives import FILES, OWN, PROJECT
from tests.data.yamls import as_editors, as_text
from tests.reading.cases import GOOD_ID, Case, Edits, edited
from tests.reading.test_cases import MODULES, SETTINGS

SCHEMA: dict[str, Any] = schema(SETTINGS)
# In ECMA-262 `$` is the end; in Python it is also before a line feed there.
VALIDATOR = Draft202012Validator(json.loads(dumped(SCHEMA).replace('$"', r'\\Z"')))

BEYOND = {
    # Two places of a file, or two files, that do not agree.
    *("end-order", "time-order", "until-order", "windows-order", "windows-ends", "id-day", "related-self"),
    # A clock that a zone has, or has not.
    *("time-skipped", "time-twice"),
    # What YAML has made of the text before a schema sees it.
    *("anchor", "alias", "tag", "directive", "comment", "duplicate-key"),
    # Characters: a schema in editors would have to list Unicode.
    "unseen-character",
}
"""Codes of problems that a schema does not know of."""
TOO_FINE = {
    "unclosed bracket",
    "port above 65535",
    "Markdown link: malformed id",
    "start: 29 February in a common year",
    "start: 31 April",
    "two times",
    "typing error",
    "withdrawn on 30 February",
}
"""Files wrong in form, but more finely than a schema looks: calendars, lists of zones, links inside a text."""
SEEN_AS_ANOTHER_TYPE = {
    "title `true` is a word",
    "title `null` is a word",
    "title `NULL` is a word",
    "title `~` is a word",
    "tag `null` is a word",
}
"""Good files that editors take for wrong: a text of this kind goes in quotes."""
SEEN_AS_NUMBERS = {"count: 0x10", "count: 010"}
"""Wrong files in which editors see a number and not how it was typed."""
SEEN_BY_CHANCE = {"byte order mark in front of a key"}
"""It makes another key."""


def readable() -> Iterator[Case]:
    """Every case of the reader that YAML itself can read."""
    for case in (case for module in MODULES for case in module.CASES):
        if any(find.endswith(" nesting") for find in case.finds):
            continue
        try:
            as_text(case.text)
        except yaml.YAMLError:
            continue
        yield case


CASES = list(readable())
GOOD = [pytest.param(case, id=case.name) for case in CASES if not case.finds]
WRONG = [pytest.param(case, id=case.name) for case in CASES if case.finds]


def is_valid(instance: Any) -> bool:
    return bool(VALIDATOR.is_valid(instance))


def described(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a schema by its path."""
    for name, field in part.get("properties", {}).items():
        if "type" in field or "enum" in field:
            yield f"{path}{name}", field
            yield from described(field.get("items", field), f"{path}{name}.")


# -- the schema itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settings", [SETTINGS, Settings(), OWN.settings], ids=["words", "no words", "the site's"])
def test_it_is_a_schema_of_the_edition_it_names(settings: Settings) -> None:
    made = schema(settings, "https://example.org/schema/incident.json")
    assert "https://json-schema.org/draft/2020-12/schema" == made["$schema"]
    assert "https://example.org/schema/incident.json" == made["$id"]
    Draft202012Validator.check_schema(made)


def test_its_patterns_mean_the_same_in_python_and_in_editors() -> None:
    """ECMA-262 with the flag u refuses escapes it does not know; digits and letters of Python are of all scripts."""
    patterns = set(re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', dumped(SCHEMA)))
    assert len(patterns) > 10
    for pattern in map(json.loads, (f'"{text}"' for text in patterns)):
        assert set(re.findall(r"\\(.)", pattern)) <= set("sSbn.\\"), pattern
        assert pattern.isascii()
        re.compile(pattern)


def test_without_an_address_it_names_none() -> None:
    assert "$id" not in SCHEMA


def test_it_explains_every_field() -> None:
    for path, field in described(SCHEMA):
        assert field["description"].endswith("."), path
        assert field["description"].strip(" ."), path


def test_it_knows_every_field_of_the_model() -> None:
    computed = {"id", "path", "number", "anchor", "also", "kind", "text", "zone"}
    models = (Incident, Summary, Window, Entry, Lessons, Task, Withdrawal)
    stated = {field.name for model in models for field in fields(model)} - computed
    grouping = {"timezone", "measures"}
    assert stated | grouping | set(Kind) == {path.rpartition(".")[2] for path, _ in described(SCHEMA)}


def test_it_completes_every_word_of_a_closed_list() -> None:
    found = dict(described(SCHEMA))
    assert list(Detector) == found["timeline.by"]["enum"]
    assert list(Effect) == found["summary.services"]["additionalProperties"]["enum"]
    assert list(SETTINGS.severities) == found["severity"]["enum"]


def test_without_a_list_of_severities_none_may_be_stated() -> None:
    text = edited({3: "severity: critical"})
    assert is_valid(as_text(text))
    assert not Draft202012Validator(schema(Settings())).is_valid(as_text(text))


def test_a_severity_may_be_a_number() -> None:
    validator = Draft202012Validator(schema(Settings(severities=("1", "2"))))
    for load in (as_text, as_editors):
        assert validator.is_valid(load(edited({3: "severity: 1"})))
        assert not validator.is_valid(load(edited({3: "severity: 3"})))


# -- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_report_is_valid_as_text_and_in_an_editor(path: Path) -> None:
    validator = Draft202012Validator(schema(PROJECT.settings))
    for load in (as_text, as_editors):
        assert [] == [error.message for error in validator.iter_errors(load(path.read_text("utf-8")))]


@pytest.mark.parametrize("case", GOOD)
def test_it_accepts_whatever_check_accepts(case: Case) -> None:
    assert [] == [error.message for error in VALIDATOR.iter_errors(as_text(case.text))]
    assert (case.name not in SEEN_AS_ANOTHER_TYPE) == is_valid(as_editors(case.text))


@pytest.mark.parametrize("case", WRONG)
def test_it_refuses_what_is_wrong_in_form_and_claims_no_more(case: Case) -> None:
    codes = {find.partition(" ")[2] for find in case.finds}
    seen = case.name in SEEN_BY_CHANCE or (bool(codes - BEYOND) and case.name not in TOO_FINE)
    assert seen == (not is_valid(as_text(case.text)))
    if case.name not in SEEN_AS_NUMBERS:
        assert seen == (not is_valid(as_editors(case.text)))


def test_it_takes_every_zone_that_check_takes() -> None:
    pattern = Draft202012Validator(SCHEMA["properties"]["summary"]["properties"]["timezone"])
    for name in available_timezones() | {"UTC", "+05:45", "-12:00", "+14:00"}:
        try:
            values.zone(name)
        except values.Wrong:
            continue
        assert pattern.is_valid(name), name


LIMITS = [
    ({3: f"organisation: {'x' * 100}"}, {3: f"organisation: {'x' * 101}"}),
    ({23: f"    to: {'x' * 100}"}, {23: f"    to: {'x' * 101}"}),
    ({41: f"      owner: {'x' * 100}"}, {41: f"      owner: {'x' * 101}"}),
    ({2: f"tags: [{'x' * 60}]"}, {2: f"tags: [{'x' * 61}]"}),
    ({9: f"    {'x' * 60}: down"}, {9: f"    {'x' * 61}: down"}),
    ({12: f"  users_affected: 5% of {'x' * 60}"}, {12: f"  users_affected: 5% of {'x' * 61}"}),
    ({3: f"aliases: [2025-03-14-{'x' * 60}]"}, {3: f"aliases: [2025-03-14-{'x' * 61}]"}),
    ({14: f"  users_count: {'9' * 15}"}, {14: f"  users_count: 1{'0' * 15}"}),
    ({7: "  timezone: Africa/Nairobi"}, {7: "  timezone: Etc/GMT+3"}),
    ({12: "  users_affected: 12.1234%"}, {12: "  users_affected: 12.12345%"}),
    ({12: "  users_affected: 100.0000%"}, {12: "  users_affected: 100.0001%"}),
    ({5: "  start: 2025-03-14 00:12+14:00"}, {5: "  start: 2025-03-14 00:12+15:00"}),
]
"""Each with the last value that is allowed, and the first that is not."""


@pytest.mark.parametrize(("within", "beyond"), LIMITS)
def test_it_draws_each_limit_where_check_draws_it(within: Edits, beyond: Edits) -> None:
    for edits, good in ((within, True), (beyond, False)):
        problems = read(edited(edits).encode(), path="x.yaml", id_=GOOD_ID, settings=SETTINGS).problems
        assert good == (not [problem for problem in problems if problem.code not in BEYOND])
        assert good == is_valid(as_text(edited(edits)))


@pytest.mark.parametrize(
    "edits",
    [
        {2: "tags: [404]"},
        {41: "      owner: 007"},
        {9: "    3: down"},
        {14: "  users_count: 4200"},
        {43: "      done: yes"},
        {19: "  - action: 1.10"},
        {3: "withdrawn:\n  on: 2026-01-31\n  reason: >\n    It was written\n    twice."},
    ],
)
def test_it_does_not_alarm_editors_at_values_that_look_like_numbers(edits: Edits) -> None:
    text = edited(edits)
    assert not read(text.encode(), path="x.yaml", id_=GOOD_ID, settings=SETTINGS).problems
    assert is_valid(as_text(text))
    assert is_valid(as_editors(text))
