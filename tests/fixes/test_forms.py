"""One value that can mean one thing only."""

from __future__ import annotations

import re

import pytest

from postmortems.fixes.forms import certain
from postmortems.format import OneOf, Plain, Shape
from postmortems.reading.incident import read
from postmortems.settings import Settings
from postmortems.vocabulary import Detector, Effect
from tests.reading.cases import GOOD_ID, edited

SEVERITIES = ("critical", "minor")


CERTAIN: list[tuple[Shape, str, str]] = [
    (Plain.CLOCK, "9:15", "09:15"),
    (Plain.CLOCK, "T20:00", "20:00"),
    (Plain.CLOCK, "20.15", "20:15"),
    (Plain.CLOCK, "20h15", "20:15"),
    (Plain.CLOCK, "8 pm", "20:00"),
    (Plain.CLOCK, "12:05 a.m.", "00:05"),
    (Plain.CLOCK, "ca. 20:10", "~20:10"),
    (Plain.CLOCK, "~ 9:10", "~09:10"),
    (Plain.CLOCK, " 20:15 ", "20:15"),
    (Plain.CLOCK, "20:15 UTC", "20:15Z"),
    (Plain.TIME, "2023-10-20T20:00", "2023-10-20 20:00"),
    (Plain.TIME, "2023-10-20T20:00:30+0300", "2023-10-20 20:00:30+03:00"),
    (Plain.TIME, "2023-10-20T20:00-05:00", "2023-10-20 20:00-05:00"),
    (Plain.TIME, "20231020T2000", "2023-10-20 20:00"),
    (Plain.TIME, "2023-10-20 9:00", "2023-10-20 09:00"),
    (Plain.TIME, "2023/10/20 20:00", "2023-10-20 20:00"),
    (Plain.TIME, "20.10.2023 20:00", "2023-10-20 20:00"),
    (Plain.TIME, "10/20/2023, 8:15 PM", "2023-10-20 20:15"),
    (Plain.TIME, "20 October 2023 20:00", "2023-10-20 20:00"),
    (Plain.DAY, "2023-10-7", "2023-10-07"),
    (Plain.DAY, "27.10.2023", "2023-10-27"),
    (Plain.DAY, "27 October 2023", "2023-10-27"),
    (Plain.DONE, "True", "yes"),
    (Plain.DONE, "Yes", "yes"),
    (Plain.DONE, "2023/10/25", "2023-10-25"),
    (Plain.ZONE, "africa/nairobi", "Africa/Nairobi"),
    (Plain.ZONE, "america/new york", "America/New_York"),
    (Plain.ZONE, "utc", "UTC"),
    (Plain.SHARE, "70 %", "70%"),
    (Plain.SHARE, "70 percent", "70%"),
    (Plain.SHARE, "~ 70%", "~70%"),
    (Plain.SHARE, "about 70%", "~70%"),
    (Plain.SHARE, ">95%", "over 95%"),
    (Plain.SHARE, "less than 1 %", "under 1%"),
    (Plain.SHARE, "12,5%", "12.5%"),
    (Plain.SHARE, ".5%", "0.5%"),
    (Plain.SHARE, "07%", "7%"),
    (Plain.SHARE, "50 %  of requests", "50% of requests"),
    (Plain.SHARE, "Unknown", "unknown"),
    (Plain.COUNT, "4 200", "4200"),
    (Plain.COUNT, "4_200", "4200"),
    (Plain.COUNT, "about 4'200", "~4200"),
    (Plain.COUNT, "more than 4200", "over 4200"),
    (Plain.SEVERITY, "Critical", "critical"),
    (Plain.ADDRESS, "https://example.org/ ", "https://example.org/"),
    (OneOf(Effect), "Data loss", "data-loss"),
    (OneOf(Detector), "CUSTOMER ", "customer"),
]
"""What is typed where, and what it can only mean."""


LINES: dict[Shape, tuple[int, str]] = {
    Plain.TIME: (5, "  start"),
    Plain.CLOCK: (16, "  - at"),
    Plain.DAY: (42, "      due"),
    Plain.DONE: (43, "      done"),
    Plain.ZONE: (7, "  timezone"),
    Plain.SHARE: (12, "  users_affected"),
    Plain.COUNT: (14, "  users_count"),
    Plain.SEVERITY: (3, "severity"),
    Plain.ADDRESS: (43, "      link"),
    OneOf(Effect): (9, "    checkout"),
    OneOf(Detector): (18, "    by"),
}
"""A field of the good file for each shape, and its line."""


@pytest.mark.parametrize(("shape", "typed", "mended"), CERTAIN)
def test_what_can_mean_one_thing_only_is_written_so(shape: Shape, typed: str, mended: str) -> None:
    assert mended == certain(typed, shape, SEVERITIES)
    # Only a minus is not read a second time: it may part two times as well.
    assert certain(mended, shape, SEVERITIES) in {mended, None}


@pytest.mark.parametrize(("shape", "typed", "mended"), CERTAIN)
def test_what_can_mean_one_thing_only_is_what_people_are_told_to_write(shape: Shape, typed: str, mended: str) -> None:
    number, key = LINES[shape]
    text = edited({number: f'{key}: "{typed}"'})
    settings = Settings(severities=SEVERITIES)
    for problem in read(text.encode(), path="incident.yaml", id_=GOOD_ID, settings=settings).problems:
        if problem.line == number:
            assert re.search(rf"(?<!\S){re.escape(mended)}(?![^\s;?])", problem.help)
            return
    # A blank beside the sign is in the form of the file already.
    assert typed.replace(" ", "") == mended


@pytest.mark.parametrize(
    ("shape", "typed"),
    [
        (Plain.CLOCK, "24:00"),  # of which day?
        (Plain.CLOCK, "25:00"),
        (Plain.CLOCK, "8"),  # in the morning?
        (Plain.CLOCK, "0930"),  # a year?
        (Plain.CLOCK, "20:15 EST"),  # three zones
        (Plain.CLOCK, "20:15 GMT"),  # or the summer time of London?
        (Plain.CLOCK, "20:15 Uhr"),
        (Plain.CLOCK, "20:00-21:30"),  # a stretch
        (Plain.CLOCK, "9:00–11:30"),
        (Plain.CLOCK, "9:00 or 10:00"),
        (Plain.CLOCK, "20:15:10.5"),  # would lose half a second
        (Plain.CLOCK, "noon"),
        (Plain.CLOCK, "later"),
        (Plain.CLOCK, "9" * 300),
        (Plain.TIME, "9:15"),  # of which day?
        (Plain.TIME, "2023-10-20"),  # when?
        (Plain.TIME, "5/6/2023 20:00"),  # which month?
        (Plain.TIME, "2023-10-20 9:00-11:30"),  # a stretch?
        (Plain.TIME, "2023-02-30 9:00"),
        (Plain.TIME, "1697824800"),
        (Plain.DAY, "03/04/2023"),
        (Plain.DAY, "October 2023"),
        (Plain.DAY, "next week"),
        (Plain.DONE, "no"),
        (Plain.DONE, "in part"),
        (Plain.ZONE, "EAT"),
        (Plain.ZONE, "CST"),
        (Plain.ZONE, "nairobi"),  # there may be another
        (Plain.ZONE, "GMT+3"),
        (Plain.SHARE, "70"),  # people?
        (Plain.SHARE, "0.7"),
        (Plain.SHARE, "most"),
        (Plain.SHARE, "170 %"),
        (Plain.SHARE, "up to 70%"),
        (Plain.SHARE, "30-70%"),
        (Plain.SHARE, "1,000 %"),
        (Plain.SHARE, "%"),
        (Plain.COUNT, "4,200"),
        (Plain.COUNT, "4.200"),
        (Plain.COUNT, "4k"),
        (Plain.COUNT, "0100"),
        (Plain.SLUG, "Login Page"),  # perhaps another service than login-page
        (Plain.SEVERITY, "sev1"),
        (Plain.LINE, " a title "),
        (OneOf(Effect), "broken"),
        (OneOf(Detector), "customers"),
        (OneOf(Detector), ""),
    ],
)
def test_where_there_is_doubt_nothing_is_written(shape: Shape, typed: str) -> None:
    assert certain(typed, shape, SEVERITIES) is None
