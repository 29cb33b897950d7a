"""Which fields there are, where they stand, and what they hold."""

from tests.reading.cases import Case, accepted, refused

CASES: tuple[Case, ...] = (
    # -- title
    refused("required `title` is missing", {1: None}, "missing-field"),
    # -- resolution
    refused("required `resolution` is missing", {33: None, 34: None}, "29 missing-field"),
    # -- start
    refused("required `summary.start` is missing", {5: None}, "missing-field"),
    # -- timeline
    refused("a timeline without `detected`", {16: None, 17: None, 18: None}, "missing-kind"),
    refused("a timeline without `escalated`", {22: None, 23: None}, "16 missing-kind"),
    accepted("a timeline without `mitigated` is complete", {24: None, 25: None}),
    # -- timeline_without
    accepted(
        "`timeline_without: [escalated]` and no such entry",
        {2: "timeline_without: [escalated]", 22: None, 23: None},
    ),
    refused(
        "`timeline_without: [escalated]` although there is one",
        {3: "timeline_without: [escalated]"},
        "timeline-without",
    ),
    refused("timeline_without: detected may not be left out", {3: "timeline_without: [detected]"}, "unknown-word"),
    refused("timeline_without: resolved may not be left out", {3: "timeline_without: [resolved]"}, "unknown-word"),
    refused("timeline_without: a mapping", {3: "timeline_without: {misleading: yes}"}, "shape"),
    refused("timeline_without: an empty list", {3: "timeline_without: []"}, "empty"),
    refused(
        "an entry of two kinds",
        {19: "  - action: Releases are compared.\n    note: And one more thing."},
        "20 entry-kind",
    ),
    refused(
        "unknown kind",
        {19: "  - action: Releases are compared.\n  - exploded: It went wrong."},
        "20 entry-kind",
        "20 unknown-field",
    ),
    refused(
        "kind in upper case",
        {19: "  - action: Releases are compared.\n  - Action: Rolled back."},
        "20 unknown-field",
    ),
    accepted(
        "kind trigger",
        {19: "  - action: Releases are compared.\n  - trigger: One sentence of the kind trigger."},
    ),
    refused(
        "`by` on another kind",
        {19: "  - action: Releases are compared.\n    by: engineer"},
        "20 misplaced-field",
    ),
    refused(
        "`to` on another kind",
        {19: "  - action: Releases are compared.\n    to: Network team"},
        "20 misplaced-field",
    ),
    refused("key in upper case", {1: "Title: Checkout slow"}, "unknown-field"),
    refused("unknown key in the summary", {10: "    payments-api: slow\n  duration: 42 min"}, "11 unknown-field"),
    refused("typing error in a summary key", {12: "  user_affected: 12.5%"}, "unknown-field"),
    refused("hyphen instead of underscore", {12: "  users-affected: 12.5%"}, "unknown-field"),
    refused("unknown key in the measures", {36: "measures:\n  ideas: [x]"}, "37 unknown-field"),
    refused("unknown key in a task", {41: "      owner: Payments\n      priority: high"}, "42 unknown-field"),
    refused(
        "time zone at the wrong level",
        {3: "timezone: Europe/Berlin", 7: None},
        "unknown-field",
        "6 missing-field",
    ),
    refused("services: a list", {8: "  services: [checkout, payments-api]", 9: None, 10: None}, "shape"),
    refused("services: a list of mappings", {9: "    - checkout: degraded", 10: None}, "shape"),
    refused("services: a mapping as a state", {9: "    checkout: {state: degraded}", 10: None}, "shape"),
    refused("a slash in a service", {8: '  services: {"a/b": down}', 9: None, 10: None}, "slug"),
    refused(
        "names with a meaning in JavaScript",
        {8: "  services: {__proto__: down, constructor: down}", 9: None, 10: None},
        "slug",
    ),
    refused("a blank in a service", {8: "  services: {results pages: down}", 9: None, 10: None}, "slug"),
    refused("summary is a sentence", {4: "summary: Checkout was slow\nx:"}, "shape", "5 unknown-field"),
    refused("tasks directly under measures", {37: None, 38: None, 39: None}, "shape"),
    refused("a task that is a sentence", {40: "    - Add a check", 41: None, 42: None}, "shape"),
    refused("improvements as a sentence", {37: "  improvements: Validate pool sizes", 38: None}, "shape"),
    refused("no tasks", {39: "  tasks: []", 40: None, 41: None, 42: None}, "empty"),
    refused(
        "a timeline that is a sentence",
        {15: "timeline: 09:12 detected", **dict.fromkeys(range(16, 28))},
        "shape",
    ),
    # -- lessons
    accepted(
        "all three lessons",
        {3: "lessons: {went_well: [Alert fired], went_wrong: [No owner], got_lucky: [Low traffic]}"},
    ),
    refused("a lesson that is not in a list", {3: "lessons: {went_well: Alert fired}"}, "shape"),
    # -- contributing_factors
    refused("an empty factor", {3: 'contributing_factors: ["", Low limit]'}, "empty"),
    # -- tags
    refused("tags: underscore", {2: "tags: [connection_pool]"}, "slug"),
    refused("tags: slash", {2: "tags: [a/b]"}, "slug"),
    refused("tags: dots", {2: "tags: [..]"}, "slug"),
    refused("tags: nested list", {2: "tags: [[a]]"}, "shape"),
    refused("tags: none", {2: "tags: []"}, "empty"),
    # -- lists hold nothing twice
    refused("a tag twice", {2: "tags: [capacity, capacity]"}, "twice"),
    refused("an improvement twice", {38: "    - Validate.\n    - Validate."}, "39 twice"),
    refused("a task twice", {43: "    - task: Test it.\n    - task: Test it."}, "44 twice"),
    accepted("a task of two owners", {43: "    - {task: Test it., owner: A}\n    - {task: Test it., owner: B}"}),
    # Two steps may be told in the same words, even in the same minute.
    accepted(
        "an entry in the words of another", {25: "    mitigated: Set back.\n  - at: 09:41\n    mitigated: Set back."}
    ),
    # -- one line
    refused("a factor of two lines", {3: "contributing_factors:\n  - |\n    One.\n    Two."}, "4 one-line"),
    refused("an owner of two lines", {41: "      owner: |\n        One\n        Two"}, "one-line"),
    accepted("an entry folded over two lines", {19: "  - action: >-\n      One\n      two."}, action="One two."),
    # -- required fields that have no value
    *(
        refused(f"{field} is empty", {line: f"{field}:", **dict.fromkeys(range(line + 1, end))}, "empty")
        for field, line, end in (("summary", 4, 14), ("timeline", 15, 28), ("measures", 36, 43))
    ),
    refused("lessons without any", {3: "lessons: {}"}, "empty"),
    refused("an entry without anything", {19: "  - {}\n  - action: Releases are compared."}, "entry-kind"),
    refused("an entry of a time alone", {24: "  - at: 09:40\n  - at: 09:41"}, "entry-kind"),
    refused("`detected` without `by`", {18: None}, "17 missing-field"),
    refused("`escalated` without `to`", {23: None}, "22 missing-field"),
    refused(
        "an alias of one's own is no relative",
        {3: "aliases: [2025-03-13-a]\nrelated: [2025-03-13-a]"},
        "4 related-self",
    ),
)
