"""An incident as plain values: every number of the contract, with its word, and null where it is unknown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from postmortems.collection import Archive
from postmortems.data.record import Record, listed, whole
from postmortems.model import Incident, Lessons, Task, Withdrawal
from postmortems.shares import Count
from postmortems.vocabulary import Detector, Effect, Kind, Phase, Word
from tests.archives import ARCHIVES
from tests.building import entry, incident, share, window, zone

URL = "https://example.org/p/incidents/x/"
NAIROBI = zone("Africa/Nairobi")
TODAY = date(2025, 6, 1)
CONTRACT = {
    *("id", "url", "title", "severity", "services", "tags", "start", "end", "duration_s"),
    *("time_to_detect_s", "time_to_mitigate_s", "time_to_resolve_s", "users_affected_percent", "lost_user_time_s"),
    *("rank_by_duration", "rank_by_impact", "withdrawn"),
}


def archive(*incidents: Incident) -> Archive:
    return Archive(incidents=incidents, today=TODAY)


def api(one: Incident, *others: Incident) -> Record:
    return listed(one, archive(one, *others), URL)


def record(one: Incident, *others: Incident) -> dict[str, Any]:
    return whole(one, archive(one, *others), URL)


def some(found: Record, *names: str) -> dict[str, Any]:
    return {name: found[name] for name in names}


# -- what the API lists -----------------------------------------------------------------------------------------------


def test_the_api_lists_every_field_of_the_contract() -> None:
    assert api(incident()).keys() >= CONTRACT


def test_facts_are_told_as_the_file_states_them() -> None:
    found = api(
        incident(
            title='Checkout "down"',
            severity="critical",
            organisation="Two Lakes School",
            tags=("capacity", "login"),
            services={"login": Effect.DOWN, "results-pages": Effect.SLOW},
        )
    )
    assert {
        "id": "2025-03-14-checkout-down",
        "url": URL,
        "title": 'Checkout "down"',
        "severity": "critical",
        "organisation": "Two Lakes School",
        "tags": ["capacity", "login"],
        "services": {"login": "down", "results-pages": "slow"},
    } == some(found, "id", "url", "title", "severity", "organisation", "tags", "services")


def test_what_is_not_stated_is_null_and_an_empty_list_is_a_list() -> None:
    assert {"severity": None, "organisation": None, "withdrawn": None, "tags": []} == some(
        api(incident()), "severity", "organisation", "withdrawn", "tags"
    )


def test_a_time_is_told_in_the_zone_of_the_incident_and_in_utc() -> None:
    found = api(incident(start="17:00:30", end="2025-03-14 21:10", zone=NAIROBI))
    assert {
        "start": "2025-03-14T20:00:30+03:00",
        "start_utc": "2025-03-14T17:00:30Z",
        "start_word": "",
        "end": "2025-03-15T00:10:00+03:00",
        "end_utc": "2025-03-14T21:10:00Z",
        "end_word": "",
        "timezone": "Africa/Nairobi",
    } == some(found, "start", "start_utc", "start_word", "end", "end_utc", "end_word", "timezone")


def test_the_hour_that_comes_twice_is_told_with_two_offsets() -> None:
    found = api(incident(start="2025-10-26 00:30", end="2025-10-26 01:30", zone=zone("Europe/Berlin")))
    assert ("2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00") == (found["start"], found["end"])
    assert 3600 == found["duration_s"]


def test_lengths_are_whole_seconds_and_shares_percent() -> None:
    found = api(
        incident(
            entry(Kind.DETECTED, "09:20", by=Detector.CUSTOMER),
            entry(Kind.MITIGATED, "09:40"),
            entry(Kind.RESOLVED, "09:54"),
            users_affected=share("12.5"),
        )
    )
    assert {
        "duration_s": 42 * 60,
        "time_to_detect_s": 8 * 60,
        "detected_by": "customer",
        "time_to_mitigate_s": 28 * 60,
        "time_to_resolve_s": 34 * 60,
        "users_affected_percent": 12.5,
        "users_affected_of": None,
        "lost_user_time_s": 315,
    } == some(
        found,
        *("duration_s", "time_to_detect_s", "detected_by", "time_to_mitigate_s", "time_to_resolve_s"),
        *("users_affected_percent", "users_affected_of", "lost_user_time_s"),
    )
    assert isinstance(found["lost_user_time_s"], int)


@pytest.mark.parametrize(
    ("percent", "expected"), [("70", "70"), ("70.0", "70"), ("12.5", "12.5"), ("0.0001", "0.0001"), ("0", "0")]
)
def test_a_share_is_as_short_as_it_can_be(percent: str, expected: str) -> None:
    found = api(incident(users_affected=share(percent)))["users_affected_percent"]
    assert expected == json.dumps(found)


def test_lengths_that_run_backwards_are_negative() -> None:
    """Noticed before users were affected; over before it was noticed."""
    early = api(incident(entry(Kind.DETECTED, "09:00"), entry(Kind.RESOLVED, "09:54")))
    late = api(incident(entry(Kind.DETECTED, "10:54"), entry(Kind.RESOLVED, "10:55")))
    assert (-12 * 60, 54 * 60) == (early["time_to_detect_s"], early["time_to_resolve_s"])
    assert (102 * 60, -60 * 60) == (late["time_to_detect_s"], late["time_to_resolve_s"])


def test_what_is_unknown_is_null_and_never_0() -> None:
    found = api(
        incident(
            entry(Kind.DETECTED, None, by=Detector.UNKNOWN),
            entry(Kind.MITIGATED, None),
            entry(Kind.RESOLVED, "09:54"),
            users_affected=share(None),
        )
    )
    for name in ("time_to_detect", "time_to_mitigate", "time_to_resolve", "lost_user_time"):
        assert (None, "") == (found[f"{name}_s"], found[f"{name}_word"]), name
    assert (None, "") == (found["users_affected_percent"], found["users_affected_word"])
    assert "unknown" == found["detected_by"]
    assert 42 * 60 == found["duration_s"]


def test_without_a_mitigation_its_time_is_null() -> None:
    assert api(incident())["time_to_mitigate_s"] is None


def test_words_stand_beside_the_numbers_they_belong_to() -> None:
    found = api(incident(start="~09:12", users_affected=share("95", Word.OVER, "requests")))
    assert ("2025-03-14T09:12:00+00:00", "about") == (found["start"], found["start_word"])
    assert "" == found["end_word"]
    assert ("about", "about", "") == (
        found["duration_word"],
        found["time_to_detect_word"],
        found["time_to_mitigate_word"],
    )
    assert (95, "over", "requests") == (
        found["users_affected_percent"],
        found["users_affected_word"],
        found["users_affected_of"],
    )
    # About and over together.
    assert "about" == found["lost_user_time_word"]
    assert "under" == api(incident(users_affected=share("1", Word.UNDER)))["lost_user_time_word"]


def test_tasks_are_counted_by_what_became_of_them() -> None:
    tasks = (
        Task(task="a"),
        Task(task="b", due=date(2025, 4, 1)),
        Task(task="c", done=True),
        Task(task="d", dropped="Not worth it."),
        Task(task="e", done=date(2025, 4, 1)),
    )
    counts = ("tasks_open", "tasks_done", "tasks_dropped")
    assert dict(zip(counts, (2, 2, 1), strict=True)) == some(api(incident(tasks=tasks)), *counts)
    assert dict.fromkeys(counts, 0) == some(api(incident(tasks=())), *counts)


def test_ranks_count_from_1_and_a_withdrawn_report_has_none() -> None:
    short = incident(id="2025-03-14-short", end="09:20")
    long = incident(id="2025-03-14-long", end="12:00", users_affected=share("1"))
    taken_back = incident(
        id="2025-03-14-back", end="15:00", withdrawn=Withdrawal(on=date(2026, 1, 31), reason="Written twice.")
    )
    found = {one.id: api(one, *(o for o in (short, long, taken_back) if o != one)) for one in (short, long, taken_back)}
    ranks = {name: (item["rank_by_duration"], item["rank_by_impact"]) for name, item in found.items()}
    assert {"2025-03-14-short": (2, 1), "2025-03-14-long": (1, 2), "2025-03-14-back": (None, None)} == ranks
    assert {"on": "2026-01-31", "reason": "Written twice."} == found["2025-03-14-back"]["withdrawn"]


# -- the whole record -------------------------------------------------------------------------------------------------


def test_the_record_says_all_that_the_api_says_and_says_it_alike() -> None:
    one = incident()
    assert api(one).items() <= record(one).items()


def test_the_record_holds_the_texts_as_they_were_typed() -> None:
    found = record(
        incident(
            root_cause="`List<String>`\n\n{{ x }}",
            contributing_factors=("One.",),
            lessons=Lessons(went_well=("Alert",), got_lucky=("Night",)),
            sources=("https://status.example.org/1",),
            aliases=("2025-03-13-old",),
            timeline_without=(Kind.MISLEADING,),
        )
    )
    assert "Nobody could pay." == found["impact"]
    assert "The connection pool was too small." == found["root_cause_summary"]
    assert "`List<String>`\n\n{{ x }}" == found["root_cause"]
    assert "It holds 50 again." == found["resolution"]
    assert ["One."] == found["contributing_factors"]
    assert {"went_well": ["Alert"], "went_wrong": [], "got_lucky": ["Night"]} == found["lessons"]
    assert ["Pool sizes are checked before a release."] == found["improvements"]
    assert ["https://status.example.org/1"] == found["sources"]
    assert ["2025-03-13-old"] == found["aliases"]
    assert ["misleading"] == found["timeline_without"]


def test_people_are_counted_with_their_word() -> None:
    one = incident()
    counted = replace(one, summary=replace(one.summary, users_count=Count(4200, Word.ABOUT)))
    assert {"users_count": 4200, "users_count_word": "about"} == some(
        record(counted), "users_count", "users_count_word"
    )
    assert {"users_count": None, "users_count_word": ""} == some(record(one), "users_count", "users_count_word")


def test_relatives_are_named_by_their_ids_on_both_sides() -> None:
    one = incident(related=("2025-03-13-former",))
    other = incident(id="2025-03-15-other", aliases=("2025-03-13-former",))
    assert (["2025-03-15-other"], [one.id]) == (record(one, other)["related"], record(other, one)["related"])


def test_each_stretch_of_impact_has_its_times_and_its_share() -> None:
    found = record(incident(windows=(window("09:12", "09:30", "30"), window("09:40", "09:54", None))))
    first, second = found["windows"]
    assert ("2025-03-14T09:12:00Z", "2025-03-14T09:30:00Z", 30) == (
        first["start_utc"],
        first["end_utc"],
        first["users_affected_percent"],
    )
    assert second["users_affected_percent"] is None
    assert (32 * 60, None) == (found["duration_s"], found["lost_user_time_s"])


def test_without_windows_there_is_one_from_start_to_end() -> None:
    found = record(incident(users_affected=share("50", Word.ABOUT)))
    assert [("2025-03-14T09:12:00+00:00", "2025-03-14T09:54:00+00:00", 50, "about")] == [
        (w["start"], w["end"], w["users_affected_percent"], w["users_affected_word"]) for w in found["windows"]
    ]


def test_an_entry_has_its_address_its_time_and_who() -> None:
    found = record(
        incident(
            entry(
                Kind.DETECTED,
                "~09:12",
                by=Detector.CUSTOMER,
                label="Complaints",
                until="09:15",
                anchor="12-12-detected",
            ),
            entry(Kind.ESCALATED, None),
            zone=NAIROBI,
        )
    )
    first, second = found["timeline"]
    assert {
        "number": 1,
        "url": f"{URL}#12-12-detected",
        "kind": "detected",
        "text": "Something was detected.",
        "label": "Complaints",
        "at": "2025-03-14T12:12:00+03:00",
        "at_utc": "2025-03-14T09:12:00Z",
        "at_word": "about",
        "until": "2025-03-14T12:15:00+03:00",
        "until_utc": "2025-03-14T09:15:00Z",
        "until_word": "",
        "by": "customer",
        "to": None,
    } == first
    assert {"at": None, "at_utc": None, "at_word": "", "by": None, "to": "Database team"} == some(
        second, "at", "at_utc", "at_word", "by", "to"
    )


def test_phases_touch_from_start_to_end() -> None:
    found = record(
        incident(entry(Kind.DETECTED, "09:20"), entry(Kind.MITIGATED, "09:40"), entry(Kind.RESOLVED, "09:54"))
    )
    assert [(Phase.UNDETECTED, 480), (Phase.RESPONDING, 1200), (Phase.RECOVERING, 840)] == [
        (part["phase"], part["length_s"]) for part in found["phases"]
    ]
    assert found["phases"][0]["end"] == found["phases"][1]["start"]


def test_time_on_wrong_paths_is_null_where_none_is_timed() -> None:
    timed = entry(Kind.MISLEADING, "09:20", until="~09:30")
    assert (600, "about") == tuple(
        some(record(incident(timed)), "time_on_wrong_paths_s", "time_on_wrong_paths_word").values()
    )
    assert record(incident())["time_on_wrong_paths_s"] is None


def test_a_task_is_open_done_or_dropped() -> None:
    tasks = (
        Task(task="Open.", owner="Payments", due=date(2025, 6, 1), link="https://ok.example/1"),
        Task(task="Late.", due=date(2025, 5, 31)),
        Task(task="Done.", due=date(2025, 5, 1), done=date(2025, 5, 20)),
        Task(task="Done some day.", done=True),
        Task(task="Dropped.", due=date(2025, 5, 1), dropped="Too dear."),
    )
    found = record(incident(tasks=tasks))["tasks"]
    assert [("open", False), ("open", True), ("done", False), ("done", False), ("dropped", False)] == [
        (task["state"], task["overdue"]) for task in found
    ]
    assert ["2025-06-01", None, None, "https://ok.example/1"] == [
        found[0]["due"],
        found[0]["done"],
        found[0]["dropped"],
        found[0]["link"],
    ]
    assert [None, None, "2025-05-20", None, None] == [task["done"] for task in found]
    assert "Too dear." == found[4]["dropped"]


# -- real reports -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "real"), [pytest.param(one, real, id=one.id) for real in ARCHIVES for one in real.incidents]
)
def test_a_program_can_count_on_what_a_record_says(one: Incident, real: Archive) -> None:
    """Read back by others' parsers, the two times of each moment are one, and lengths follow from them."""
    found = json.loads(json.dumps(whole(one, real, URL)))
    for item in (found, *found["windows"], *found["phases"], *found["timeline"]):
        for name in ("start", "end", "at", "until"):
            if item.get(name):
                assert datetime.fromisoformat(item[name]) == datetime.fromisoformat(item[f"{name}_utc"])
                assert datetime.fromisoformat(item[f"{name}_utc"]).tzinfo in {UTC, timezone(timedelta(0))}
    lengths = [datetime.fromisoformat(w["end_utc"]) - datetime.fromisoformat(w["start_utc"]) for w in found["windows"]]
    assert found["duration_s"] == sum(lengths, timedelta(0)).total_seconds()
    assert all(item["length_s"] >= 0 for item in found["phases"])


@pytest.mark.parametrize("real", ARCHIVES)
def test_ranks_of_an_archive_are_1_to_n(real: Archive) -> None:
    found: list[dict[str, Any]] = [listed(one, real, URL) for one in real.incidents]
    for name in ("rank_by_duration", "rank_by_impact"):
        ranks = sorted(item[name] for item in found if item["withdrawn"] is None)
        assert list(range(1, len(ranks) + 1)) == ranks
