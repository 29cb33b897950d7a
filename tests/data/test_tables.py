"""The API's JSON and CSV, read by the parsers of Python and by no code of ours."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from postmortems.collection import Archive
from postmortems.data.record import listed
from postmortems.data.tables import COLUMNS, as_csv, as_json
from postmortems.model import Incident, Withdrawal
from postmortems.rankings import newest_first
from postmortems.shares import Share
from postmortems.times import Zone
from postmortems.vocabulary import Effect, Kind
from tests.archives import ARCHIVES
from tests.building import entry, incident, share

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "＋1", "－1", "＠x"]


def url(one: Incident) -> str:
    return f"https://example.org/incidents/{one.id}/"


def archive(*incidents: Incident) -> Archive:
    return Archive(incidents=newest_first(incidents))


def rows(*incidents: Incident) -> list[dict[str, str]]:
    return read(as_csv(archive(*incidents), url))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def row(one: Incident) -> dict[str, str]:
    (found,) = rows(one)
    return found


def test_the_columns_of_before_stay_where_they_are() -> None:
    """Whoever reads by place finds in v1 what was there; new columns come behind."""
    assert ["withdrawn", "tasks_open", "tasks_done", "tasks_dropped"] == list(COLUMNS[30:])


# -- JSON -------------------------------------------------------------------------------------------------------------


def test_the_json_is_one_object_with_the_incidents_newest_first() -> None:
    old, new = (
        incident(id="2025-03-14-old"),
        incident(id="2025-03-15-new", start="2025-03-15 09:00", end="2025-03-16 09:00"),
    )
    text = as_json(archive(old, new), url)
    assert text.endswith("}\n")
    found = json.loads(text)
    assert ["incidents"] == list(found)
    assert ["2025-03-15-new", "2025-03-14-old"] == [item["id"] for item in found["incidents"]]
    assert [url(new), url(old)] == [item["url"] for item in found["incidents"]]


def test_an_archive_without_incidents_is_an_empty_list_and_a_table_with_a_head() -> None:
    assert {"incidents": []} == json.loads(as_json(archive(), url))
    assert f"{','.join(COLUMNS)}\r\n" == as_csv(archive(), url)


def test_json_keeps_letters_of_every_script_and_what_looks_like_markup() -> None:
    title = 'Störung der 決済 – "</script>" & \\u0041 🔥'
    text = as_json(archive(incident(title=title)), url)
    assert "Störung der 決済" in text
    assert title == json.loads(text)["incidents"][0]["title"]


@pytest.mark.parametrize("real", ARCHIVES)
def test_json_has_no_number_that_json_does_not_know(real: Archive) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    json.loads(as_json(real, url), parse_constant=refuse)


# -- CSV --------------------------------------------------------------------------------------------------------------


def test_the_columns_are_the_fields_of_the_json_in_their_order() -> None:
    one = incident()
    assert list(COLUMNS) == list(listed(one, archive(one), url(one)))
    assert list(COLUMNS) == list(row(one))


@pytest.mark.parametrize("real", ARCHIVES)
def test_the_table_of_real_reports_says_what_the_json_says(real: Archive) -> None:
    items = json.loads(as_json(real, url))["incidents"]
    table = read(as_csv(real, url))
    assert len(items) == len(table) == len(real.incidents)
    for item, line in zip(items, table, strict=True):
        for name in COLUMNS:
            assert told(name, item[name]) == line[name].removeprefix("'"), (item["id"], name)


def told(name: str, value: Any) -> str:
    """A value of the JSON as its cell should tell it, before it is made harmless."""
    match value:
        case None:
            return ""
        case list():
            return " ".join(value)
        case dict():
            return str(value["on"]) if name == "withdrawn" else " ".join(f"{k}:{v}" for k, v in value.items())
    return str(value)


def test_lines_end_as_rfc_4180_has_it() -> None:
    text = as_csv(archive(incident(), incident(id="2025-03-14-b")), url)
    assert 3 == text.count("\r\n") == text.count("\n")


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_is_run_by_a_spreadsheet(title: str) -> None:
    found = row(incident(title=title, organisation=title, users_affected=share("5", of=title)))
    assert [f"'{title}"] * 3 == [found["title"], found["organisation"], found["users_affected_of"]]


@pytest.mark.parametrize("real", ARCHIVES)
def test_no_cell_of_real_reports_is_run_by_a_spreadsheet(real: Archive) -> None:
    for line in read(as_csv(real, url)):
        for name, cell in line.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), (line["id"], name)
            assert not cell.startswith("-") or cell[1:].isdecimal(), (line["id"], name)


def test_a_semicolon_begins_no_formula_where_it_parts_cells() -> None:
    assert "a;'=1+1; b;' -1" == row(incident(title="a;=1+1; b; -1"))["title"]


def test_a_quote_behind_a_semicolon_begins_none_either() -> None:
    text = as_csv(archive(incident(title='Login down;"=HYPERLINK(1)+1;again')), url)
    cells = [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in line]
    assert [] == [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@"))]


@pytest.mark.parametrize("title", ["a=b", "5 > 3", "'quoted'", "a, b; c", 'He said "no"', "決済 🔥", "1-2"])
def test_a_harmless_text_is_left_as_it_is(title: str) -> None:
    assert title == row(incident(title=title))["title"]


def test_a_zone_that_is_an_offset_is_a_text() -> None:
    one = incident()
    summary = replace(one.summary, zone=Zone("+03:00", one.summary.zone.tzinfo))
    assert "'+03:00" == row(replace(one, summary=summary))["timezone"]


def test_a_negative_number_stays_a_number() -> None:
    found = row(incident(entry(Kind.DETECTED, "09:00"), entry(Kind.RESOLVED, "09:54")))
    assert "-720" == found["time_to_detect_s"]


def test_unknown_is_an_empty_cell_and_0_is_0() -> None:
    one = incident(users_affected=Share(None))
    assert ("", "", "0") == (
        row(one)["users_affected_percent"],
        row(one)["lost_user_time_s"],
        row(one)["time_to_detect_s"],
    )


def test_lists_stand_in_one_cell() -> None:
    found = row(incident(services={"on": Effect.DOWN, "no": Effect.SLOW}, tags=("a", "b-c")))
    assert ("on:down no:slow", "a b-c") == (found["services"], found["tags"])


def test_a_withdrawal_is_its_day_whatever_the_services_are_called() -> None:
    """A service may be named `on`, as the day of a withdrawal is."""
    found = row(incident(services={"on": Effect.DOWN}, withdrawn=Withdrawal(on=date(2026, 1, 31), reason="=1+1")))
    assert ("on:down", "2026-01-31", "", "") == (
        found["services"],
        found["withdrawn"],
        found["rank_by_duration"],
        found["rank_by_impact"],
    )
    assert "" == row(incident())["withdrawn"]
