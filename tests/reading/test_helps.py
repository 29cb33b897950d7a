"""What a person is told to write, word by word, for the slips that are made most."""

import pytest

from postmortems.reading.incident import read
from postmortems.settings import Settings
from tests.reading.cases import GOOD_ID, Edits, edited

SETTINGS = Settings(severities=("critical", "minor"))


def on(line: int, text: str) -> Edits:
    """What stands on a line instead."""
    return {line: text}


KINDS = "trigger, impact, detected, action, misleading, escalated, communicated, mitigated, resolved, note"

HELPS: list[tuple[Edits, str]] = [
    # -- a time of day
    ({16: "  - at: 9:15"}, "write 09:15"),
    ({16: "  - at: 8 pm"}, "write 20:00"),
    ({16: "  - at: 9:15 pm"}, "write 21:15"),
    ({16: "  - at: 12:30 am"}, "write 00:30"),
    ({16: "  - at: 09.15"}, "write 09:15"),
    ({16: "  - at: 14:5"}, "write 14:05 or 14:50"),
    ({16: "  - at: ~9:5 CET"}, "write ~09:05 or ~09:50; the zone goes into `timezone`"),
    ({16: "  - at: 14:7"}, "write 14:07"),
    ({5: "  start: 2025-03-14 9:5"}, "write 2025-03-14 09:05 or 2025-03-14 09:50"),
    ({16: "  - at: 0915"}, "write 09:15"),
    ({16: "  - at: noon"}, "write 12:00"),
    ({16: "  - at: around 9:15"}, "write ~09:15"),
    ({16: "  - at: ~ 09:15"}, "write ~09:15"),
    ({16: "  - at: 24:00"}, "the end of a day is 00:00 of the next: write 2025-03-15 00:00"),
    ({16: "  - at: 09:15 to 09:20"}, "write one time; the end of a stretch goes into `until`"),
    ({16: "  - at: 09:15 CET"}, "write 09:15; the zone goes into `timezone`"),
    ({16: "  - at: 2025-03-14"}, "add the time of day: 2025-03-14 HH:MM, with ~ in front where it is not exact"),
    (
        {16: "  - at: unknown"},
        "write HH:MM, with ~ in front where it is not exact; leave the key out where the time is not known",
    ),
    # -- a time with its day
    ({5: "  start: 2025-03-14T09:12"}, "write 2025-03-14 09:12"),
    ({5: "  start: 2025-03-14T09:12:00.000Z"}, "write 2025-03-14 09:12:00Z"),
    ({5: "  start: 20250314T0912"}, "write 2025-03-14 09:12"),
    ({5: "  start: 2025-03-14 8 pm"}, "write 2025-03-14 20:00"),
    ({5: "  start: 2025-3-14 9:12"}, "write 2025-03-14 09:12"),
    ({5: "  start: 2025-03-14, 09:12"}, "write 2025-03-14 09:12"),
    ({5: "  start: 2025-03-14 09:12:30.5"}, "write 2025-03-14 09:12:30"),
    ({5: "  start: 2025\u221203\u221214 09:12"}, "write 2025-03-14 09:12"),
    ({5: "  start: 14.03.2025 09:12"}, "write 2025-03-14 09:12"),
    ({5: "  start: 03/14/2025 9:12 AM"}, "write 2025-03-14 09:12"),
    ({5: "  start: 03/04/2025 9:12 AM"}, "write 2025-03-04 09:12 or 2025-04-03 09:12"),
    ({5: "  start: March 14, 2025 at 9:12am"}, "write 2025-03-14 09:12"),
    ({5: "  start: 14 Mar 2025 14:12 pm"}, "write 2025-03-14 14:12"),
    ({5: "  start: 2025-03-14 09:12 UTC"}, "write 2025-03-14 09:12Z"),
    ({5: "  start: 2025-03-14 09:12 EAT"}, "write 2025-03-14 09:12; the zone goes into `timezone`"),
    ({5: "  start: 2025-03-14 09:12+0100"}, "write 2025-03-14 09:12+01:00"),
    ({5: "  start: 1741939920"}, "write 2025-03-14 08:12:00Z, or the same in the zone of the report"),
    ({5: "  start: 9:12"}, "write 2025-03-14 09:12"),
    ({5: "  start: 09:12"}, "write the day too: 2025-03-14 09:12"),
    ({5: "  start: ~09:12"}, "write the day too: ~2025-03-14 09:12"),
    ({6: "  end: 21:50"}, "write the day too: 2025-03-14 21:50"),
    ({6: "  end: ~08:50"}, "write the day too: ~2025-03-15 08:50"),
    ({6: "  end: 9:50 pm"}, "write 2025-03-14 21:50"),
    ({6: "  end: 24:00"}, "the end of a day is 00:00 of the next: write 2025-03-15 00:00"),
    ({6: "  end: 21:50Z"}, "write the day too: 2025-03-14 21:50Z"),
    ({8: "  services: {checkout:degraded}", 9: None, 10: None}, "write checkout: degraded"),
    ({5: "  start: 2025-03-14 24:00"}, "the end of a day is 00:00 of the next: write 2025-03-15 00:00"),
    # -- times beside each other
    ({26: "  - at: 00:10"}, "if it is the next day write 2025-03-15 00:10; else put it in its order"),
    ({21: "    until: 00:10"}, "if it is the next day write 2025-03-15 00:10; else put it in its order"),
    ({6: "  end: 2025-03-14 09:12:40"}, "for less than a minute write seconds in both, such as 20:00:10 and 20:00:40"),
    ({6: "  end: 2025-03-14 09:10"}, "write the later time"),
    # -- clocks that change
    ({5: "  start: 2025-03-30 02:30"}, "perhaps 2025-03-30 01:30 or 2025-03-30 03:30"),
    (
        {5: "  start: 2025-10-26 02:30"},
        "write 2025-10-26 02:30+02:00 (the first) or 2025-10-26 02:30+01:00 (the second)",
    ),
    # -- days
    ({42: "      due: 27.10.2025"}, "write 2025-10-27"),
    ({42: "      due: 10/11/2025"}, "write 2025-11-10 or 2025-10-11"),
    ({42: "      due: 27 October 2025"}, "write 2025-10-27"),
    ({42: "      due: next week"}, "write it as YYYY-MM-DD, such as 2023-10-27"),
    # -- zones
    ({7: "  timezone: EAT"}, "an abbreviation may mean several zones: write Africa/Nairobi or Africa/Dar_es_Salaam"),
    (
        {7: "  timezone: CST"},
        "an abbreviation may mean several zones: write America/Chicago or Asia/Shanghai or America/Havana",
    ),
    ({7: "  timezone: GMT"}, "an abbreviation may mean several zones: write UTC or Europe/London or Africa/Accra"),
    ({7: "  timezone: utc"}, "write UTC"),
    (
        {7: "  timezone: MEZ"},
        "an abbreviation may mean several zones: write Europe/Berlin or Europe/Vienna or Europe/Zurich",
    ),
    (
        {7: "  timezone: CET"},
        "an abbreviation may mean several zones: write Europe/Berlin or Europe/Paris or Europe/Zurich",
    ),
    ({7: "  timezone: JST"}, "an abbreviation is not a zone: write Asia/Tokyo"),
    ({7: "  timezone: GMT+3"}, "write +03:00"),
    ({7: "  timezone: Etc/GMT-3"}, "the signs of Etc/ zones are turned round: write an offset such as +03:00"),
    ({7: "  timezone: Nairobi"}, "write Africa/Nairobi"),
    ({7: "  timezone: europe/berlin"}, "write Europe/Berlin"),
    ({7: "  timezone: Europe/Berln"}, "did you mean Europe/Berlin?"),
    # -- shares and counts
    ({12: "  users_affected: 70"}, "write 70%"),
    ({12: "  users_affected: <1%"}, "write under 1%"),
    ({12: "  users_affected: about 70 percent"}, "write ~70%"),
    ({12: "  users_affected: 12,5%"}, "write 12.5%"),
    ({12: "  users_affected: about 30 percent of customers"}, "write ~30% of customers"),
    (
        {12: "  users_affected: 4200 users"},
        "how many people that is goes into `users_count: 4200`; here write their share, or unknown",
    ),
    (
        {12: "  users_affected: about 4,200"},
        "how many people that is goes into `users_count: ~4200`; here write their share, or unknown",
    ),
    ({12: "  users_affected: 3 in 10"}, "write 70%, ~70%, over 70%, under 1%, ~50% of requests, or unknown"),
    ({12: "  users_affected: all"}, "write 100%"),
    ({12: "  users_affected: n/a"}, "write unknown where it is not known, 0% where nobody was affected"),
    ({12: "  users_affected: >95%"}, "write over 95%"),
    ({14: "  users_count: > 4 200"}, "write over 4200"),
    ({12: "  users_affected: 10-20%"}, "write one share: the largest, with under or ~ in front where it is not exact"),
    ({14: "  users_count: 4,200"}, "write 4200"),
    ({14: "  users_count: about 4200 users"}, "write ~4200"),
    (
        {14: "  users_count: 70%"},
        "write a whole number in plain digits, such as 4200 or ~4200; a share goes into `users_affected`",
    ),
    # -- words and keys
    ({3: "serverity: critical"}, "did you mean severity?"),
    ({3: "severity: Critical"}, "did you mean critical? Known: critical, minor"),
    (
        {18: "    by: customers"},
        "did you mean customer? Known: monitoring, engineer, customer, partner, unknown",
    ),
    ({9: "    checkout: Down"}, "did you mean down? Known: data-loss, down, degraded, slow"),
    ({3: "timezone: Europe/Berlin"}, "move it below `summary`"),
    ({2: "tags: [Log in]"}, "write log-in"),
    ({11: None}, "add `impact: …` after `services`: what users experienced, in words an executive follows"),
    (
        {5: "  begin: 2025-03-14 09:12"},
        (
            "is it start, which is missing? known here: "
            "start, end, timezone, services, impact, users_affected, root_cause, users_count, windows"
        ),
    ),
    # -- a text in place of fields
    ({40: "    - Add a check", 41: None, 42: None}, "write `- task: Add a check`"),
    ({40: "    - Add a check"}, "write `- task: Add a check`"),
    ({40: "    - 'Note: add a check'", 41: None, 42: None}, "write `- task: 'Note: add a check'`"),
    (
        {19: "  - Engineers compare"},
        (
            "write `- action: Engineers compare`; or instead of `action` one of "
            "trigger, impact, detected, misleading, escalated, communicated, mitigated, resolved, note"
        ),
    ),
    (
        {19: "  - 09:20 - Engineers compare"},
        (
            "write `- at: 09:20` and, on the line below it, `  action: Engineers compare`; "
            "or instead of `action` one of "
            "trigger, impact, detected, misleading, escalated, communicated, mitigated, resolved, note"
        ),
    ),
    *(
        ({8: services, 9: None, 10: None}, f"{help_}; the effects are data-loss, down, degraded, slow")
        for services, help_ in (
            ("  services: checkout", "write `checkout: down`, below it, indented"),
            (
                "  services: checkout, orders",
                "write one a line, below it, indented: `checkout: down` and `orders: down`",
            ),
            (
                "  services: Web shop and orders",
                "write one a line, below it, indented: `web-shop: down` and `orders: down`",
            ),
            ("  services: a, b, c, d, e", "write one a line, below it, indented: `a: down` and so on"),
            ("  services: '?'", "write `login: down`, below it, indented"),
            ("  services: [checkout, api]", "write one a line, without `- `: `checkout: down` and `api: down`"),
            ("  services:\n    - checkout", "write `checkout: down`, without `- `"),
            ("  services:\n    - checkout: slow", "write `checkout: slow`, without `- `"),
            (
                "  services:\n    - checkout: broken\n    - api:slow\n    - orders",
                "write one a line, without `- `: `checkout: down`, `api: slow` and `orders: down`",
            ),
            ("  services: []", "write `login: down`, without `- `"),
        )
    ),
    ({9: "    checkout:"}, "write `checkout: down`; the effects are data-loss, down, degraded, slow"),
    ({9: "    checkout"}, "write `checkout: …`"),
    ({2: "tags: capacity"}, "write each on a line of its own behind `- `, or all as [one, two]"),
    ({1: "title: TODO"}, "replace TODO by the text, or leave the field out where it is optional"),
    ({18: None}, "add by: who noticed, one of monitoring, engineer, customer, partner, unknown"),
    (
        {20: None, 21: None},
        (
            "add an entry `misleading: …`; "
            "where there truly was none write `timeline_without: [misleading]` at the top level"
        ),
    ),
    ({39: "  tasks: Alert on errors.", 40: None, 41: None, 42: None}, "below it write `- task: Alert on errors.`"),
    (
        {15: "timeline: 09:15 - The alert fires.", **dict.fromkeys(range(16, 28))},
        (
            "below it write `- at: 09:15` and, on the line below it, `  action: The alert fires.`; "
            "or instead of `action` one of "
            "trigger, impact, detected, misleading, escalated, communicated, mitigated, resolved, note"
        ),
    ),
    *(
        (on(38, f"    {mark}Plan."), "begin each item with a hyphen and a blank: `- Plan.`")
        for mark in ("-", "\u2013 ", "\u2022", "1. ", "2) ")
    ),
    *(
        (on(3, f"withdrawn: {text}"), f"write two lines below it: `  on: {day}` and `  reason: {reason}`")
        for text, day, reason in (
            ("yes", "YYYY-MM-DD", "…"),
            ("2026-11-26", "2026-11-26", "…"),
            ("26.11.2026, it was a drill", "2026-11-26", "'it was a drill'"),
            ("It wasn't one.", "YYYY-MM-DD", "'It wasn''t one.'"),
            ("[2026-11-26, A drill.]", "2026-11-26", "'A drill.'"),
        )
    ),
    # -- tags as other programs write them
    ({2: "tags: [#a, #B]"}, "write it without #: tags: [a, B]"),
    ({2: "tags: #a #B-c"}, "write it without #: tags: [a, b-c]"),
    ({2: "tags:\n  - #a"}, "write it without #: - a"),
    ({3: "sources: [#a]"}, "put what begins with # in quotes"),
    # -- a dash that is missing
    ({24: "    at: 09:41"}, "begin another entry: write `- at: …`"),
    ({19: "    action: Look."}, "begin another entry: write `- action: …`"),
    (
        {18: "    by: monitoring\n    at: 09:20\n    action: Look."},
        "begin another item with `- at: …`, or keep one of the two",
    ),
    (
        {42: "      due: 2025-04-01\n      task: More\n      owner: Search"},
        "begin another item with `- task: …`, or keep one of the two",
    ),
    # -- a comma in braces
    (
        {3: "withdrawn: {on: 2026-11-26, reason: It was a drill, not an outage.}"},
        "put it in quotes: reason: 'It was a drill, not an outage.'",
    ),
    (
        {19: "  - {action: Some look, and wait, for long., label: Wait}"},
        "put it in quotes: action: 'Some look, and wait, for long.'",
    ),
    ({19: "  - {at: 09:20, now, action: Look.}"}, f"known here: at, {KINDS}, by, to, label, until"),
    ({19: "  - {action: 'Some look', now}"}, f"known here: at, {KINDS}, by, to, label, until"),
    # -- other things in place of a text
    *(
        (on(11, f"  impact:{typed}"), help_)
        for typed, help_ in (
            (" [EU, US]", "put quotes round a text that begins with [ or {"),
            (
                "\n    - Pages failed.\n    - Others waited.",
                "write one text below it, without `- `: put `>-` behind the colon, and indent it",
            ),
            ("\n    pages: failed", "write one text below it: put `>-` behind the colon, and indent it"),
        )
    ),
    *(
        ({33: f"resolution:\n{typed}", 34: None}, f"put `|` behind the colon, and indent the lines below it{more}")
        for typed, more in (("- Pool set back.", "; a list is then part of the text"), ("  pool: set back", ""))
    ),
    ({38: "    - Alerts: add them."}, "put quotes round a text with a colon and a blank"),
    ({38: "    - - Add alerts."}, "write one text behind one `- `"),
    # -- YAML
    (
        {19: "  - action: Engineers see: HTTP 500"},
        "quote the text: - action: 'Engineers see: HTTP 500'; or write it below `action: >-`, indented",
    ),
    (
        {19: "  - action: Rolled back #1234"},
        'quote the text: "Rolled back #1234"; or put two blanks before a comment',
    ),
    ({9: "\tcheckout: degraded"}, "use blanks: two for each level"),
    ({9: "    checkout:\tdegraded"}, "write a blank instead"),
    (
        {32: "Requests queued until they timed out."},
        "indent it by 2 blanks, if it belongs to that text; behind the name of a field write a colon",
    ),
    (
        {11: "  impact: >-\n    One buyer in eight\n   saw an error page."},
        "indent it by 1 blank, if it belongs to that text; behind the name of a field write a colon",
    ),
    ({6: "\xa0\xa0end: 2025-03-14 09:54"}, "indent it with ordinary blanks"),
    ({1: 'title: "Path C:\\windows lost"'}, "use single quotes, or write \\\\ for one backslash"),
    ({1: 'title: "Checkout slow'}, "close it with the same sign"),
    ({1: "title: @home is down"}, "put the text in quotes"),
    (
        {1: "title: {part 2} Database down"},
        "quote the text: title: '{part 2} Database down'; or write it below `title: >-`, indented",
    ),
    (
        {1: 'title: "Checkout" is slow'},
        "quote the text: title: '\"Checkout\" is slow'; or write it below `title: >-`, indented",
    ),
    *(
        (on(1, f"title: {typed}"), f"quote the text: title: {quoted}; or write it below `title: >-`, indented")
        for typed, quoted in (
            ("'We don't know why.'", "'We don''t know why.'"),
            ("'We don't know why it isn''t.'", "'We don''t know why it isn''t.'"),
            ('"The "new" pool"', "'The \"new\" pool'"),
            ("'Pool' and 'queue'", "'''Pool'' and ''queue'''"),
        )
    ),
    ({43: "      link: https://me:secret@ok.example/"}, "delete everything between // and @"),
    ({43: "      link: PAY-123"}, "write an address such as https://tracker.example.org/tasks/118"),
    ({43: '      link: "https://tracker.example.org/118 "'}, "write https://tracker.example.org/118"),
    # -- ids
    ({3: "related: [2025-03-13_Log in.yml]"}, "write 2025-03-13-log-in, whose file is 2025-03-13-log-in.yaml"),
]


@pytest.mark.parametrize(("edits", "help_"), HELPS, ids=[str(next(iter(edits.values()))) for edits, _ in HELPS])
def test_a_slip_is_answered_with_what_to_write(edits: Edits, help_: str) -> None:
    reading = read(edited(edits).encode(), path="incident.yaml", id_=GOOD_ID, settings=SETTINGS)
    assert help_ == next(problem.help for problem in reading.problems if problem.code != "id-day")


NO_BREAK = "U+00A0 (no-break space)"
COLON = "behind the colon a blank is missing"
DASH = "behind the dash a blank is missing"

PLACES: list[tuple[Edits, str, str]] = [
    # -- unseen blanks
    (
        on(5, "\xa0\xa0start: 2025-03-14 09:12"),
        f"5:1 the line is indented with {NO_BREAK}",
        "indent it with ordinary blanks",
    ),
    (on(37, "\xa0\xa0improvements:"), f"37:1 the line is indented with {NO_BREAK}", "indent it with ordinary blanks"),
    (on(30, "\xa0\xa0The pool."), f"30:1 the line is indented with {NO_BREAK}", "indent it with ordinary blanks"),
    (
        on(9, "  \u2003 checkout: slow"),
        "9:3 the line is indented with U+2003 (em space)",
        "indent it with ordinary blanks",
    ),
    (on(1, "title:\xa0Slow"), f"1:7 {NO_BREAK} stands behind `title`", "write `title: Slow`"),
    (
        on(19, "  -\xa0action: Look."),
        f"19:3 {NO_BREAK} stands behind the dash",
        "write `- action: Look.`, with a hyphen and a blank",
    ),
    # -- the dash of an item
    *(
        (
            on(number, f"{lead}{mark} {text}"),
            f"{number}:{len(lead) + 1} {name} does not begin an item",
            f"write `- {text}`, with a hyphen and a blank",
        )
        for number, lead, text in ((16, "  ", "at: 09:15"), (19, "  ", "action: Look."), (40, "    ", "task: Add."))
        for mark, name in (
            ("\u2013", "U+2013 (en dash)"),
            ("\u2014", "U+2014 (em dash)"),
            ("\u2212", "U+2212 (minus sign)"),
            ("\u2022", "U+2022 (bullet)"),
            ("*", "*"),
            ("+", "+"),
        )
    ),
    (
        on(38, "    - Plan.\n    \u2013 Look."),
        "39:5 U+2013 (en dash) does not begin an item",
        "write `- Look.`, with a hyphen and a blank",
    ),
    (on(38, "    * Plan."), "38:5 * does not begin an item", "write `- Plan.`, with a hyphen and a blank"),
    (on(16, "  -at: 09:15"), f"16:3 {DASH}", "write `- at: 09:15`, with a hyphen and a blank"),
    (on(38, "    - Plan.\n    -Look."), f"39:5 {DASH}", "write `- Look.`, with a hyphen and a blank"),
    (
        on(24, "  at: 09:41"),
        "24:3 `at` stands where the items above it begin",
        "write `- at: 09:41` if it begins another; else indent it by 4 blanks",
    ),
    (
        on(11, "  impact: - Pages failed."),
        "11:11 an item cannot stand behind the name of a field",
        "delete the `- `, or begin the item on the next line",
    ),
    # -- what is read in another way than it is meant
    (
        on(2, "tags: [#a, #b]"),
        "2:8 the # begins a comment, so that [ is never closed",
        "write it without #: tags: [a, b]",
    ),
    (
        on(3, "withdrawn: {on: 2026-11-26, reason: A drill, no outage.}"),
        "3:44 a comma ends the text of `reason` here",
        "put it in quotes: reason: 'A drill, no outage.'",
    ),
    (
        on(24, "    at: 09:41"),
        "24:5 an entry has one kind; this has `escalated` and `mitigated`",
        "begin another entry: write `- at: …`",
    ),
    # -- the colon of a field
    (on(1, "title:Slow"), f"1:7 {COLON}", "write `title: Slow`"),
    (on(3, "severity:critical"), f"3:10 {COLON}", "write `severity: critical`"),
    (on(5, "  start:2025-03-14 09:12"), f"5:9 {COLON}", "write `start: 2025-03-14 09:12`"),
    (on(9, "    checkout:degraded"), f"9:14 {COLON}", "write `checkout: degraded`"),
    (
        on(3, "severity\uff1acritical"),
        "3:10 U+FF1A (fullwidth colon) stands behind `severity`",
        "write `severity: critical`",
    ),
    (on(3, "severity = critical"), "3:10 behind `severity` a colon is missing", "write `severity: critical`"),
    (on(1, "title = Slow"), "1:7 behind `title` a colon is missing", "write `title: Slow`"),
    (
        on(3, "severity critical"),
        "3:9 behind `severity` a colon is missing",
        "write `severity: critical`, if it is a field; a text that goes on is indented further than its own",
    ),
    (
        on(11, "  impact: One buyer\n    in eight: an error"),
        "12:13 a colon and a blank in a text begin a new key",
        "write the whole text below `>-`, indented",
    ),
    (
        on(11, "  impact: One buyer\nin eight."),
        "12:1 the text of `impact` ends above this line, which is not indented further",
        "indent it by 4 blanks, if it belongs to that text; behind the name of a field write a colon",
    ),
    # -- how far a line is indented
    *(
        (
            on(number, f"{' ' * blanks}{text}"),
            f"{number}:{blanks + 1} {blanks} {'blank' if blanks == 1 else 'blanks'} before this line, {above}",
            f"indent both alike, with {there}, if they belong together",
        )
        for number, blanks, text, above, there in (
            (6, 3, "end: 2025-03-14 09:54", "2 before `start` above it", "2 blanks"),
            (6, 1, "end: 2025-03-14 09:54", "2 before `start` above it", "2 blanks"),
            (10, 5, "payments-api: slow", "4 before `checkout` above it", "4 blanks"),
            (15, 1, "timeline:", "none before `summary` above it", "no blanks"),
            (18, 3, "by: monitoring", "4 before `detected` above it", "4 blanks"),
            (19, 1, "- action: Look.", "2 before the item above it", "2 blanks"),
            (19, 4, "- action: Look.", "2 before the item above it", "2 blanks"),
            (36, 1, "measures:", "none before `resolution` above it", "no blanks"),
            (39, 1, "tasks:", "2 before `improvements` above it", "2 blanks"),
            (41, 7, "owner: Payments", "6 before `task` above it", "6 blanks"),
        )
    ),
    (
        on(1, " title: Slow"),
        "1:1 1 blank before `title`, none before what goes on below it",
        "let `title` begin the line, without blanks before it",
    ),
    # -- what was pasted with it
    *(
        (
            {**on(1, f"{fence}yaml\ntitle: Slow"), 43: fence},
            "1:1 a code fence of Markdown is no part of the file",
            "delete the fence: this line, and the other one like it",
        )
        for fence in ("```", "~~~")
    ),
    (
        on(42, "      due: 2025-04-01\n```"),
        "43:1 a code fence of Markdown is no part of the file",
        "delete the fence: this line, and the other one like it",
    ),
    (
        {8: '  "services": {"checkout": "down"},', 9: None, 10: None},
        "8:35 a comma ends the line, as in JSON",
        "delete it, and the others like it",
    ),
]


@pytest.mark.parametrize(
    ("edits", "told", "help_"), PLACES, ids=[ascii(next(iter(edits.values()))) for edits, _, _ in PLACES]
)
def test_a_line_that_yaml_cannot_read_is_answered_where_the_slip_is(edits: Edits, told: str, help_: str) -> None:
    (problem,) = read(edited(edits).encode(), path="incident.yaml", id_=GOOD_ID, settings=SETTINGS).problems
    assert told == f"{problem.line}:{problem.column} {problem.message}"
    assert help_ == problem.help


@pytest.mark.parametrize("text", ["\xa0\u2013 at noon", "* note:this", "severity = critical", "```yaml", "-at: x"])
def test_signs_inside_a_text_are_no_slip(text: str) -> None:
    (problem,) = read(
        edited({32: f"  {text}", 33: "resolution: a: b", 34: None}).encode(),
        path="incident.yaml",
        id_=GOOD_ID,
        settings=SETTINGS,
    ).problems
    assert (33, "a colon and a blank in a text begin a new key") == (problem.line, problem.message)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-12", "2026-11-12 09:12 or 2026-12-11 09:12"), ("2026-12-11", "2026-12-11 09:12 or 2026-11-12 09:12")],
)
def test_of_two_days_that_of_the_file_is_told_first(day: str, expected: str) -> None:
    text = edited(on(5, "  start: 12/11/2026 09:12"))
    found = read(text.encode(), path="x.yaml", id_=f"{day}-x", settings=SETTINGS).problems
    assert [f"write {expected}"] == [problem.help for problem in found]


def test_another_day_than_that_of_the_file_is_answered_with_the_command() -> None:
    (problem,) = read(edited({}).encode(), path="x.yaml", id_="2025-03-15-pool", settings=SETTINGS).problems
    assert problem.help == "write `postmortems rename 2025-03-15-pool 2025-03-14-pool`, or correct `start`"


def test_an_end_before_the_start_is_told_with_both_times() -> None:
    (problem,) = read(
        edited({6: "  end: 2025-03-14 09:10"}).encode(), path="incident.yaml", id_=GOOD_ID, settings=SETTINGS
    ).problems
    assert problem.message == "`end` is not after `start`: it is 2025-03-14 09:10, and `start` 2025-03-14 09:12"


@pytest.mark.parametrize(
    "text",
    [
        *("Checkout was slow.\n", "- Checkout was slow.\n", "# Slow\n\n**Date:** Friday\n\n- One\n"),
        "---\ntitle: Slow\n---\n\nCheckout was slow.\n",
    ],
)
def test_a_text_that_is_no_incident_is_answered_with_how_to_begin(text: str) -> None:
    (problem,) = read(text.encode(), path="incident.yaml", id_=GOOD_ID, settings=SETTINGS).problems
    assert problem.help.startswith("an incident is a YAML file of fields: begin with `postmortems new`")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ({4: "sumary:"}, ["4 unknown-field"]),
        ({15: "events:"}, ["15 unknown-field"]),
        ({17: "    detcted: The alert on slow answers fires.", 18: None}, ["17 unknown-field"]),
        ({19: "  - Engineers compare the last two releases."}, ["19 shape"]),
        ({2: "tags: #a #b"}, ["2 comment"]),
        ({24: "    at: 09:41"}, ["24 entry-kind"]),
        ({18: "    at: 09:20\n    action: Look."}, ["18 duplicate-key"]),
        ({42: "      task: More\n      owner: Search"}, ["42 duplicate-key"]),
        ({3: "withdrawn: {on: 2026-11-26, reason: A drill, not, an outage.}"}, ["3 unknown-field"]),
    ],
)
def test_what_follows_from_a_slip_is_not_told_beside_it(edits: Edits, expected: list[str]) -> None:
    reading = read(edited(edits).encode(), path="incident.yaml", id_=GOOD_ID, settings=SETTINGS)
    assert expected == [f"{problem.line} {problem.code}" for problem in reading.problems]
