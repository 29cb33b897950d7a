"""Times and days: one way of writing, in order, on a clock that shows them once."""

from tests.reading.cases import Case, accepted, edited, refused

CASES: tuple[Case, ...] = (
    # -- start
    refused("end before start", {5: "  start: 2025-03-14 09:54"}, "6 end-order"),
    refused("year 9999 overflows when converted", {5: "  start: 9999-12-31 23:00"}, "time-form"),
    accepted(
        "before 1970",
        {
            5: "  start: 1969-07-20 20:17",
            6: "  end: 1969-07-20 21:00",
            7: "  timezone: UTC",
        },
    ),
    refused("a start the clock skips", {5: "  start: 2025-03-30 02:30"}, "time-skipped"),
    accepted(
        "shown twice, with its offset",
        {5: "  start: 2025-10-26 02:30+01:00", 6: "  end: 2025-10-26 04:00"},
        duration=90 * 60,
    ),
    accepted(
        "across the hour the clock skips",
        {5: "  start: 2025-03-30 01:30", 6: "  end: 2025-03-30 03:30"},
        duration=60 * 60,
    ),
    refused(
        "30 December 2011 does not exist in Samoa",
        {5: "  start: 2011-12-30 12:00", 7: "  timezone: Pacific/Apia"},
        "time-skipped",
    ),
    accepted(
        "two calendar days, 24 hours",
        {
            5: "  start: 2011-12-29 12:00",
            6: "  end: 2011-12-31 12:00",
            7: "  timezone: Pacific/Apia",
        },
        duration=1440 * 60,
    ),
    accepted(
        "+05:45 zone",
        {
            7: "  timezone: Asia/Kathmandu",
        },
        duration=42 * 60,
    ),
    accepted(
        "+13:45 zone",
        {
            7: "  timezone: Pacific/Chatham",
        },
        duration=42 * 60,
    ),
    accepted(
        "an offset that contradicts the zone",
        {5: "  start: 2025-03-14 09:12+05:00", 6: "  end: 2025-03-14 09:54+05:00"},
    ),
    accepted(
        "across New Year",
        {5: "  start: 2025-12-31 23:50", 6: "  end: 2026-01-01 00:10"},
        duration=20 * 60,
    ),
    accepted("with seconds", {5: "  start: 2025-03-14 09:12:30", 6: "  end: 2025-03-14 09:54:15"}, duration=2505),
    accepted("about, on the start", {5: "  start: ~2025-03-14 09:12"}),
    refused("start: 29 February in a common year", {5: "  start: 2025-02-29 10:00"}, "time-form"),
    refused("start: 31 April", {5: "  start: 2025-04-31 10:00"}, "time-form"),
    refused("start: month 13", {5: "  start: 2025-13-01 10:00"}, "time-form"),
    refused("start: 24:00", {5: "  start: 2025-03-14 24:00"}, "time-form"),
    refused("start: 25:61", {5: "  start: 2025-03-14 25:61"}, "time-form"),
    refused("start: minute 60", {5: "  start: 2025-03-14 10:60"}, "time-form"),
    refused("start: a time without a date", {5: "  start: 09:12"}, "time-form"),
    refused("start: 9:12 without a date is not 552", {5: "  start: 9:12"}, "time-form"),
    refused("start: Unix time", {5: "  start: 1741939920"}, "time-form"),
    refused("start: US notation", {5: "  start: 03/14/2025 9:12 AM"}, "time-form"),
    refused("start: German notation", {5: "  start: 14.03.2025 09:12"}, "time-form"),
    refused("start: question marks", {5: "  start: 2025-03-14 09:??"}, "time-form"),
    refused("start: unknown", {5: "  start: unknown"}, "time-form"),
    refused("start: a truth value", {5: "  start: true"}, "time-form"),
    refused("start: ISO basic notation", {5: "  start: 20250314T0912"}, "time-form"),
    refused("start: typographic minus signs", {5: "  start: 2025−03−14 09:12"}, "time-form"),
    refused("start: full-width digits", {5: "  start: \uff12\uff10\uff12\uff15-03-14 09:12"}, "time-form"),
    refused("start: text after the time", {5: "  start: 2025-03-14 09:12 <script>"}, "time-form"),
    refused("start: zone abbreviation after the time", {5: "  start: 2025-03-14 09:12 CET"}, "time-form"),
    refused("start: another zone abbreviation", {5: "  start: 2025-03-14 09:12 EAT"}, "time-form"),
    refused("start: comma between date and time", {5: "  start: 2025-03-14, 09:12"}, "time-form"),
    refused("start: dot in the time", {5: "  start: 2025-03-14 09.12"}, "time-form"),
    refused("start: h in the time", {5: "  start: 2025-03-14 09h12"}, "time-form"),
    refused("start: slashes", {5: "  start: 2025/03/14 09:12"}, "time-form"),
    refused("start: negative year", {5: "  start: -2025-03-14 09:12"}, "time-form"),
    refused("start: T between date and time", {5: "  start: 2025-03-14T09:12"}, "time-form"),
    refused("start: single digits", {5: "  start: 2025-3-14 9:12"}, "time-form"),
    refused("start: fraction of a second", {5: "  start: 2025-03-14 09:12:30.5"}, "time-form"),
    # -- end
    refused("an end the clock shows twice, without an offset", {6: "  end: 2025-10-26 02:30"}, "time-twice"),
    refused("end: a word", {6: "  end: ongoing"}, "time-form"),
    refused("end: zone abbreviation", {6: "  end: 2025-03-14 09:54 CET"}, "time-form"),
    # -- at, after another
    refused("a time before the one above it", {24: "  - at: 09:10"}, "time-order"),
    accepted("two entries at one minute", {24: "  - at: 09:15"}),
    refused("about, and before the one above it", {24: "  - at: ~09:10"}, "time-order"),
    refused(
        "a timeline entry at a time the clock skips",
        {5: "  start: 2025-03-30 01:30", 6: "  end: 2025-03-30 04:00", 24: "  - at: 02:30"},
        "24 time-skipped",
    ),
    # -- at, after another
    refused(
        "after midnight without the next day",
        {6: "  end: 2025-03-15 00:20", 24: "  - at: 23:55"},
        "26 time-order",
    ),
    accepted(
        "after midnight with the next day",
        {
            5: "  start: 2025-03-14 23:40",
            6: "  end: 2025-03-15 00:20",
            24: "  - at: 23:55",
            26: "  - at: 2025-03-15 00:10",
        },
    ),
    refused("the day before", {26: "  - at: 2025-03-13 09:54"}, "time-order"),
    refused("24:00", {26: "  - at: 24:00"}, "time-form"),
    refused("25:61", {26: "  - at: 25:61"}, "time-form"),
    # -- at
    accepted("detected before users were affected", {16: "  - at: 2025-03-14 08:50"}),
    accepted("about, with the day", {16: "  - at: ~2025-03-14 09:15"}),
    refused("~ twice", {16: "  - at: ~~09:15"}, "time-form"),
    refused("only ~", {16: "  - at: ~"}, "time-form"),
    refused("two times", {16: "  - at: 09:15-09:20"}, "time-form"),
    refused("minute 99", {16: "  - at: 09:99"}, "time-form"),
    refused("dot", {16: "  - at: 09.15"}, "time-form"),
    refused("pm", {16: "  - at: 9:15 pm"}, "time-form"),
    refused("one-digit hour is not 555", {16: "  - at: 9:15"}, "time-form"),
    refused("day without a time", {16: "  - at: 2025-03-14"}, "time-form"),
    refused("zone abbreviation", {16: "  - at: 09:15 CET"}, "time-form"),
    refused("at: words", {16: "  - at: shortly after"}, "time-form"),
    # -- until
    refused(
        "until before the entry above",
        {21: "    label: Network suspected\n    until: 09:00"},
        "22 until-order",
    ),
    refused("until: empty", {21: "    label: Network suspected\n    until: "}, "22 empty"),
    refused("until: list", {21: "    label: Network suspected\n    until: [09:35]"}, "22 shape"),
    # -- due
    refused("task due soon", {42: "      due: soon"}, "day-form"),
    refused("due: a German date", {42: "      due: 01.04.2025"}, "day-form"),
    refused("due: a quarter", {42: "      due: 2025-Q2"}, "day-form"),
    refused("due: a date with a time", {42: "      due: 2025-04-01 10:00"}, "day-form"),
    accepted("due: years before the incident", {42: "      due: 1999-01-01"}),
    # -- done
    refused("done: words", {43: "      done: last week"}, "day-form"),
    refused("done: a date with a time", {43: "      done: 2025-03-20 10:00"}, "day-form"),
    refused("done: a list", {43: "      done: [yes]"}, "shape"),
    # -- a task
    refused(
        "done and dropped at once",
        {43: "      done: 2025-03-20\n      dropped: Not needed."},
        "44 done-and-dropped",
    ),
    # -- withdrawn
    refused("withdrawn on 30 February", {3: "withdrawn: {on: 2025-02-30, reason: Written twice}"}, "day-form"),
    refused("withdrawn on a word", {3: "withdrawn: {on: today, reason: Written twice}"}, "day-form"),
    refused("withdrawn without a reason", {3: "withdrawn: {on: 2025-05-02}"}, "missing-field"),
    # -- what `end` is after
    refused("less than a minute, in minutes", {6: "  end: 2025-03-14 09:12"}, "end-order"),
    refused("less than a minute, seconds in one of the two", {6: "  end: 2025-03-14 09:12:40"}, "end-order"),
    accepted(
        "less than a minute",
        {5: "  start: 2025-03-14 09:12:10", 6: "  end: 2025-03-14 09:12:40"},
        duration=30,
    ),
    # -- precision
    accepted("a minute may follow its seconds", {16: "  - at: 09:41:30"}),
    refused("seconds must be in order", {16: "  - at: 09:41:30", 24: "  - at: 09:41:10"}, "24 time-order"),
    # -- offsets
    accepted("a time in UTC", {16: "  - at: 08:15Z", 24: "  - at: 09:41"}),
    accepted("a clock time with the offset of another zone", {16: "  - at: 12:15+04:00"}),
    refused("an offset that no place has", {16: "  - at: 2025-03-14 09:15+15:00"}, "time-form"),
    accepted(
        "a day before the incident in the zone, as written",
        {
            5: "  start: 2025-03-14 23:30Z",
            6: "  end: 2025-03-15 01:00Z",
            16: "  - at: 2025-03-15 00:31",
            24: "  - at: 00:40",
            26: "  - at: 02:00",
        },
    ),
    # -- until
    accepted("until after midnight", {21: "    until: 2025-03-15 00:10"}),
    refused("until after midnight without its day", {21: "    until: 00:10"}, "until-order"),
    accepted("until moves nothing", {21: "    until: 11:00"}),
    # -- years
    accepted("the first year", {5: "  start: 1900-01-01 10:00", 7: "  timezone: UTC"}),
    refused("the year before the first", {5: "  start: 1899-12-31 10:00"}, "time-form"),
    accepted("the last year", {5: "  start: 2199-12-31 09:00", 6: "  end: 2199-12-31 10:00"}),
    refused("the year after the last", {42: "      due: 2200-01-01"}, "day-form"),
    # -- the day in the file name is checked whatever else is wrong
    Case(name="two problems", id="2025-03-15-x", text=edited({2: "tags: []"}), finds=("0 id-day", "2 empty")),
)
