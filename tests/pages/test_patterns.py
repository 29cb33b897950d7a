"""What the page of patterns counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from postmortems.collection import Archive
from postmortems.figures.charts import share_over_time
from postmortems.model import Incident, Withdrawal
from postmortems.pages.patterns import Patterns, patterns
from postmortems.settings import Settings
from postmortems.vocabulary import Detector, Effect, Kind, Word
from tests import html
from tests.building import entry, incident, share, window, zone

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
RATED = Settings(severities=("critical", "major", "minor", "trifle"))


def view(*incidents: Incident) -> Patterns:
    """Return what the templates read of an archive."""
    return Patterns(archive=Archive(incidents=incidents, settings=RATED))


def page(*incidents: Incident) -> html.Element:
    """Return the whole page of an archive."""
    sections = patterns(Archive(incidents=incidents, settings=RATED)).sections
    return html.parse("".join(section.html() for section in sections))


def hour(*entries: Any, name: str = "hour", **fields: Any) -> Incident:
    """Return an incident from 09:00 to 10:00."""
    fields = {"id": f"2025-03-14-{name}", "title": name.capitalize(), "start": "09:00", "end": "10:00"} | fields
    return incident(*entries, **fields)


def test_every_year_has_its_number_its_median_and_a_dot_for_each_incident() -> None:
    assert [("2025", 1, "1 h 0 min", 1), ("2023", 1, "2 h 0 min", 1)] == [
        (row.name, row.known, row.median, len(row.dots.dots)) for row in VIEW.years
    ]
    assert ["../incidents/by-duration/?year=2025", "../incidents/by-duration/?year=2023"] == [
        row.href for row in VIEW.years
    ]


def test_a_row_marks_its_median_among_its_dots_and_names_its_extremes() -> None:
    """On a logarithmic axis of ten days an hour is at 43 %, ten at 67."""
    (row,) = view(hour(), hour(end="19:00"), hour(end="12:00")).years
    assert ([43, 54, 67], 54) == ([dot.x for dot in row.dots.dots], row.median_x)
    assert "1 h 0 min to 10 h 0 min" == row.extremes
    assert "" == view(hour()).years[0].extremes


def test_the_90th_percentile_waits_for_twenty_incidents() -> None:
    many = [incident(id=f"2025-03-14-{i}", start="00:00", end=f"{i:02}:30") for i in range(20)]
    (row,) = view(*many).years
    assert ("17 h 30 min", 73) == (row.p90, row.p90_x)
    (row,) = view(*many[1:]).years
    assert ("", None) == (row.p90, row.p90_x)
    marks = [html.parse(patterns(Archive(incidents=tuple(found))).sections[2].html()) for found in (many, many[1:])]
    assert [["73%"], []] == [
        [svg.attributes["x"] for svg in tree.all("svg", overflow="visible") if svg.all("path", class_="pm-p90")]
        for tree in marks
    ]


def test_a_mark_tells_its_severity_by_its_shape_and_says_what_it_is() -> None:
    grave, light = hour(name="grave", severity="critical"), hour(name="light", severity="trifle")
    marks = view(grave, light, HALF).marks
    assert [1, 3, 0] == [mark.look for mark in marks]
    assert "Grave: 1 h 0 min, 50 %" == marks[0].said


def test_a_legend_names_the_shapes_that_occur() -> None:
    found = (hour(name=word, severity=word) for word in ("critical", "major", "trifle"))
    shown = page(*found, HALF)
    assert ["not rated", "critical", "major", "minor, trifle"] == [s.text for s in shown.all("span", class_="pm-look")]
    assert ["major"] == [s.text for s in page(hour(severity="major")).all("span", class_="pm-look")]


def test_years_of_several_organisations_make_no_series() -> None:
    two, one = hour(organisation="Two Lakes"), hour(organisation="One Hill")
    assert "covers 2 organisations" in page(two, one).one("p", class_="pm-caveat").text
    assert "organisations" not in page(two, two).one("p", class_="pm-caveat").text


def test_the_calendar_counts_months_and_keeps_years_without_incidents() -> None:
    assert [2025, 2024, 2023] == [year for year, _, _ in VIEW.calendar]
    assert [1, 0, 1] == [total for _, _, total in VIEW.calendar]
    assert (1, 1) == VIEW.calendar[0][1][2]
    assert (1, 1) == VIEW.calendar[2][1][4]


def test_a_year_is_that_of_the_reports_own_clock() -> None:
    """At the same instant it was still 2024 in Los Angeles."""
    start, end = "2025-01-01 05:00", "2025-01-01 06:00"
    found = view(
        incident(id="2025-01-01-utc", start=start, end=end),
        incident(id="2024-12-31-west", start=start, end=end, zone=zone("America/Los_Angeles")),
    )
    assert [(2025, 1, 1), (2024, 12, 1)] == [
        (year, [count for count, _ in months].index(1) + 1, total) for year, months, total in found.calendar
    ]
    assert [("2025", 1), ("2024", 1)] == [(row.name, row.count) for row in found.years]
    assert "2 incidents, 2024 to 2025." == found.said


@pytest.mark.parametrize(
    ("counts", "grounds"),
    [((1, 4, 0), (1, 4, 0)), ((1, 2, 0), (1, 2, 0)), ((5, 1, 0), (4, 1, 0)), ((8, 5, 4), (4, 3, 2))],
)
def test_the_month_with_the_most_is_the_darkest_of_a_large_archive(
    counts: tuple[int, ...], grounds: tuple[int, ...]
) -> None:
    found = view(
        *(
            incident(start=f"2025-{month:02}-01 09:00", end=f"2025-{month:02}-01 10:00")
            for month, count in enumerate(counts, 1)
            for _ in range(count)
        )
    )
    ((_, months, _),) = found.calendar
    assert list(zip(counts, grounds, strict=True)) == list(months[:3])


def test_who_noticed_is_counted_also_where_nobody_knows_when() -> None:
    assert [("monitoring", 1, 1, "15 min"), ("customers", 1, 0, "")] == [
        (row.name, row.count, row.known, row.median) for row in VIEW.detectors
    ]
    assert "../incidents/by-duration/?by=customer" == VIEW.detectors[1].href


def test_who_noticed_most_often_comes_first_then_in_the_order_of_the_vocabulary() -> None:
    by = [Detector.ENGINEER, Detector.CUSTOMER, Detector.MONITORING, Detector.CUSTOMER]
    found = view(*(hour(entry(Kind.DETECTED, "09:00", by=detector)) for detector in by))
    assert ["customers", "monitoring", "an engineer"] == [row.name for row in found.detectors]


def test_what_was_noticed_before_users_felt_it_is_never_said_as_a_length() -> None:
    early, late = hour(entry(Kind.DETECTED, "08:50")), hour(entry(Kind.DETECTED, "09:08"))
    (row,) = view(*[early] * 19, late).detectors
    before = "before users were affected"
    assert (before, before, f"{before} to 8 min") == (row.median, row.p90, row.extremes)
    assert (0, 0) == (row.median_x, row.p90_x)


def test_phases_are_shares_of_the_time_of_incidents_that_tell_them_all() -> None:
    assert [
        ("Undetected", 1, "25 %"), ("Responding", 1, "50 %"), ("Recovering", 1, "25 %"), ("On wrong paths", 1, "50 %"),
    ] == [(row.name, row.known, row.median) for row in VIEW.phases]  # fmt: skip


def test_a_row_of_shares_marks_its_median_and_names_its_extremes() -> None:
    undetected = view(*(hour(entry(Kind.DETECTED, at)) for at in ("09:15", "09:27", "09:45"))).phases[0]
    assert ("45 %", 45, "25 to 75 %") == (undetected.median, undetected.median_x, undetected.extremes)
    assert [25, 45, 75] == [dot.x for dot in undetected.dots.dots]


def test_half_a_percent_is_rounded_up() -> None:
    assert "13 %" == view(hour(entry(Kind.DETECTED, "09:07:30"))).phases[0].median


@pytest.mark.parametrize(
    ("paths", "shares", "together"),
    [
        ([("08:30", "10:30")], ["100 %"], "100 %"),
        ([("08:30", "09:30")], ["50 %"], "50 %"),
        ([("09:45", "10:30")], ["25 %"], "25 %"),
        ([("08:00", "08:30")], ["0 %"], "0 %"),
        ([("09:00", "09:30"), ("09:15", "09:36")], ["50 %", "35 %"], "60 %"),
        ([("09:00", "09:42"), ("09:06", "09:12"), ("09:30", "09:54")], ["70 %", "40 %", "10 %"], "90 %"),
    ],
)
def test_wrong_paths_count_within_their_incident_and_no_minute_twice(
    paths: list[tuple[str, str]], shares: list[str], together: str
) -> None:
    found = view(hour(entry(Kind.DETECTED, "09:00"), *(entry(Kind.MISLEADING, *path) for path in paths)))
    assert shares == [path.share for path in found.wrong_paths]
    assert together == found.phases[-1].median


def test_the_ten_longest_wrong_paths_are_listed_the_longest_first() -> None:
    lengths = (5, 11, 1, 8, 2, 10, 3, 9, 4, 7, 6)
    found = view(hour(*(entry(Kind.MISLEADING, "09:00", f"09:{length:02}") for length in lengths)))
    assert [f"{length} min" for length in range(11, 1, -1)] == [path.length for path in found.wrong_paths]
    assert 11 == found.timed_paths


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


def test_twelve_services_are_listed_and_the_others_counted() -> None:
    names = [f"service-{i:02}" for i in range(13)]
    found = view(hour(services=dict.fromkeys(names, Effect.DOWN)))
    assert (names[:12], 13) == ([hit.name for hit in found.services], found.all_services)


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
