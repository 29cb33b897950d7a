"""What the page of patterns counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from postmortems.collection import Archive
from postmortems.figures.charts import share_over_time
from postmortems.model import Withdrawal
from postmortems.pages.patterns import Patterns, patterns
from postmortems.vocabulary import Detector, Effect, Kind, Word
from tests import html
from tests.building import entry, incident, share, window

GONE = Withdrawal(on=date(2026, 1, 31), reason="Told twice.")
HALF = incident(
    entry(Kind.DETECTED, "09:15"), entry(Kind.MISLEADING, "09:20", "09:50", label="Release suspected"),
    entry(Kind.MITIGATED, "09:45"), entry(Kind.RESOLVED, "10:00"),
    id="2025-03-14-half", title="Half", start="09:00", end="10:00", users_affected=share("50"),
)  # fmt: skip
DARK = incident(
    entry(Kind.DETECTED, by=Detector.CUSTOMER), entry(Kind.MISLEADING), entry(Kind.RESOLVED, "2023-05-02 09:00"),
    id="2023-05-02-dark", title="Dark", start="2023-05-02 07:00", end="2023-05-02 09:00", users_affected=share(None),
    services={"search": Effect.DOWN, "checkout": Effect.DOWN},
)  # fmt: skip
WITHDRAWN = incident(
    id="2025-03-15-gone", title="Gone", start="2025-03-15 05:00", end="2025-03-15 15:00", withdrawn=GONE
)
VIEW = Patterns(archive=Archive(incidents=(WITHDRAWN, HALF, DARK)))


def test_every_year_has_its_number_its_median_and_a_dot_for_each_incident() -> None:
    assert [("2025", 1, "1 h 0 min", 1), ("2023", 1, "2 h 0 min", 1)] == [
        (row.name, row.known, row.median, len(row.dots.dots)) for row in VIEW.years
    ]
    assert ["../incidents/by-duration/?year=2025", "../incidents/by-duration/?year=2023"] == [
        row.href for row in VIEW.years
    ]


def test_the_90th_percentile_waits_for_twenty_incidents() -> None:
    many = [incident(id=f"2025-03-14-{i}", start="00:00", end=f"{i:02}:30") for i in range(20)]
    assert "17 h 30 min" == Patterns(archive=Archive(incidents=tuple(many))).years[0].p90
    assert "" == Patterns(archive=Archive(incidents=tuple(many[1:]))).years[0].p90


def test_the_calendar_counts_months_and_keeps_years_without_incidents() -> None:
    assert [2025, 2024, 2023] == [year for year, _, _ in VIEW.calendar]
    assert [1, 0, 1] == [total for _, _, total in VIEW.calendar]
    assert (1, 1) == VIEW.calendar[0][1][2]
    assert (1, 1) == VIEW.calendar[2][1][4]


def test_who_noticed_is_counted_also_where_nobody_knows_when() -> None:
    assert [("monitoring", 1, 1, "15 min"), ("customers", 1, 0, "")] == [
        (row.name, row.count, row.known, row.median) for row in VIEW.detectors
    ]
    assert "../incidents/by-duration/?by=customer" == VIEW.detectors[1].href


def test_phases_are_shares_of_the_time_of_incidents_that_tell_them_all() -> None:
    assert [
        ("Undetected", 1, "25 %"), ("Responding", 1, "50 %"), ("Recovering", 1, "25 %"), ("On wrong paths", 1, "50 %"),
    ] == [(row.name, row.known, row.median) for row in VIEW.phases]  # fmt: skip


def test_wrong_paths_fall_by_what_they_took_and_those_without_times_are_counted() -> None:
    (path,) = VIEW.wrong_paths
    assert ("Release suspected", "30 min", "50 %") == (path.name, path.length, path.share)
    assert "../incidents/2025-03-14-half/#09-20-misleading" == path.href
    assert 1 == VIEW.timeless_paths


def test_the_table_below_the_chart_counts_every_incident_once() -> None:
    table = dict(VIEW.reach_table)
    assert 2 == sum(sum(counts) for counts in table.values())
    assert (0, 0, 1, 0, 0, 0) == table["≥ 50 %"]
    assert (0, 0, 1, 0, 0, 0) == table["unknown"]


def test_services_fall_by_the_number_of_their_incidents() -> None:
    assert [("checkout", 2, 100), ("search", 1, 50)] == [(hit.name, hit.count, hit.width) for hit in VIEW.services]


def test_every_drawing_is_hidden_from_those_who_listen_and_every_number_stands_in_a_table() -> None:
    page = patterns(VIEW.archive)
    shown = html.parse("".join(section.html() for section in page.sections))
    drawn = [svg for svg in shown.all("svg") if svg.attributes.get("overflow") != "visible"]
    assert drawn
    assert all(svg.attributes["aria-hidden"] == "true" for svg in drawn)
    for section in page.sections[1:-1]:
        assert html.parse(section.html()).all("table"), section.heading


def test_an_empty_archive_says_what_to_do() -> None:
    (only,) = patterns(Archive(incidents=())).sections
    assert html.parse(only.html()).one("a", href="../contribute/").text


def test_a_share_under_a_limit_is_counted_below_it() -> None:
    told = incident(users_affected=share("1", Word.UNDER))
    table = dict(Patterns(archive=Archive(incidents=(told,))).reach_table)
    assert 1 == sum(table["< 1 %"])
    assert 0 == sum(table["≥ 1 %"])


def test_reach_is_the_share_over_the_whole_duration() -> None:
    """An hour of which half was for everybody cost as much as an hour for half of them."""
    windows = (window("09:00", "09:30", "100"), window("09:30", "10:00", "0"))
    told = incident(start="09:00", end="10:00", windows=windows, users_affected=share("100"))
    assert Decimal(50) == share_over_time(told)
