"""Ordinary texts that only look dangerous: each is read as it was typed."""

from tests.reading.cases import Case, accepted

CASES: tuple[Case, ...] = (
    # -- improvements
    accepted(
        "generics stay visible",
        {38: '    - "List<String> overflowed; Map<K, V> did not."'},
        improvement="List<String> overflowed; Map<K, V> did not.",
    ),
    accepted(
        "script",
        {38: '    - "The deploy script <deploy.sh> failed."'},
        improvement="The deploy script <deploy.sh> failed.",
    ),
    accepted(
        "colon",
        {38: '    - "Two effects: slow pages, lost orders."'},
        improvement="Two effects: slow pages, lost orders.",
    ),
    # -- root_cause of the summary
    accepted("stars", {13: '  root_cause: "2 * 3 * 4 = 24 and a*b*c"'}, cause="2 * 3 * 4 = 24 and a*b*c"),
    accepted(
        "the word password",
        {13: '  root_cause: "The password= parameter was logged (redacted)."'},
        cause="The password= parameter was logged (redacted).",
    ),
    accepted(
        "times and versions",
        {13: '  root_cause: "At 20:00 the 9:12 job ran; 1.10 was released."'},
        cause="At 20:00 the 9:12 job ran; 1.10 was released.",
    ),
    # -- contributing_factors
    accepted(
        "code that looks like a link",
        {3: 'contributing_factors:\n  - "We ran `f[0](x)` in the shell."'},
        factor="We ran `f[0](x)` in the shell.",
    ),
    accepted(
        "shell",
        {3: 'contributing_factors:\n  - "rm -rf \\"$DIR\\"/* && echo $(date) `hostname`"'},
        factor='rm -rf "$DIR"/* && echo $(date) `hostname`',
    ),
    accepted("Japanese", {3: 'contributing_factors:\n  - "決済障害の報告"'}, factor="決済障害の報告"),
    # -- the text of an entry
    accepted("at sign", {19: '  - action: "user@host is the SSH target"'}, action="user@host is the SSH target"),
    # -- lessons
    accepted("JSON", {3: 'lessons:\n  went_well:\n    - "{\\"a\\": [1, 2, {\\"b\\": null}]}"'}),
    # -- the text of an entry
    accepted(
        "the word javascript:",
        {20: '  - misleading: "The javascript: scheme was blocked by policy."'},
        misleading="The javascript: scheme was blocked by policy.",
    ),
    # -- a task
    accepted(
        "Arabic with Latin words",
        {40: '    - task: "انقطعت الخدمة API v2 لمدة 42 دقيقة."'},
        task="انقطعت الخدمة API v2 لمدة 42 دقيقة.",
    ),
    # -- impact
    accepted(
        "an entity written by the author",
        {11: '  impact: "The log showed &lt;null&gt;."'},
        impact="The log showed &lt;null&gt;.",
    ),
    # -- root_cause
    accepted("a table in a block", {30: "  a | b", 31: "  --|--", 32: "  1 | 2"}, root_cause="a | b\n--|--\n1 | 2"),
    accepted(
        "a quotation in a block",
        {30: "  > Is it the network?", 32: "  It was not."},
        root_cause="> Is it the network?\n\nIt was not.",
    ),
    accepted(
        "a pasted stack trace in a block",
        {
            30: "  ```",
            31: "  ERROR [pool-1] timeout",
            32: "      at com.example.Pool.get(Pool.java:42)\n  ```",
        },
        root_cause="```\nERROR [pool-1] timeout\n    at com.example.Pool.get(Pool.java:42)\n```",
    ),
    accepted(
        "generics in a block",
        {30: "  `Map<String, List<Integer>>` and Map<String, List<Integer>> both stay.", 31: None, 32: None},
        root_cause="`Map<String, List<Integer>>` and Map<String, List<Integer>> both stay.",
    ),
    # -- title
    accepted("title: quotes", {1: 'title: "\\"Quoted\\" outage of \'auth\'"'}, title="\"Quoted\" outage of 'auth'"),
    accepted("title: umlaut", {1: 'title: "Störung der Kasse – Zürich"'}, title="Störung der Kasse – Zürich"),
    accepted("title: brackets", {1: 'title: "[Part 2] Outage (2/3)"'}, title="[Part 2] Outage (2/3)"),
    accepted(
        "title: markdown",
        {1: 'title: "The *second* outage of `auth`"'},
        title="The *second* outage of `auth`",
    ),
    accepted("title: mustache", {1: 'title: "Outage of {{ service }}"'}, title="Outage of {{ service }}"),
    accepted("title: emoji", {1: 'title: "🔥 Database on fire"'}, title="🔥 Database on fire"),
    # -- to
    accepted("to slash", {23: '    to: "Network / Security"'}, to="Network / Security"),
)
