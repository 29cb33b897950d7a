"""Every value is the text that was typed, of one shape, and never empty or still to do."""

from tests.reading.cases import Case, accepted, refused

CASES: tuple[Case, ...] = (
    # -- title
    accepted("title `NO` is a word", {1: "title: NO"}, title="NO"),
    accepted("title `true` is a word", {1: "title: true"}, title="true"),
    accepted("title `0o17` is a word", {1: "title: 0o17"}, title="0o17"),
    accepted("title `0b101` is a word", {1: "title: 0b101"}, title="0b101"),
    accepted("title `1.10` is a word", {1: "title: 1.10"}, title="1.10"),
    accepted("title `22:22` is a word", {1: "title: 22:22"}, title="22:22"),
    accepted(
        "title `2025-03-14 09:12:00` is a word",
        {1: "title: 2025-03-14 09:12:00"},
        title="2025-03-14 09:12:00",
    ),
    accepted("title `<<` is a word", {1: "title: <<"}, title="<<"),
    accepted("title `null` is a word", {1: "title: null"}, title="null"),
    accepted("title `NULL` is a word", {1: "title: NULL"}, title="NULL"),
    accepted("title `~` is a word", {1: "title: ~"}, title="~"),
    refused("title is an empty text", {1: 'title: ""'}, "empty"),
    refused("title is only spaces", {1: 'title: "   "'}, "empty"),
    refused("title is still to do", {1: "title: TODO"}, "todo"),
    refused("title begins with the mark of what is still to do", {1: "title: TODO fill in"}, "todo"),
    accepted("lower-case placeholder", {1: "title: todo"}, title="todo"),
    # -- owner
    accepted("owner `017` is a word", {41: "      owner: 017"}, owner="017"),
    accepted("owner `22:22` is a word", {41: "      owner: 22:22"}, owner="22:22"),
    accepted("owner `2025-03-14` is a word", {41: "      owner: 2025-03-14"}, owner="2025-03-14"),
    refused("owner is a list", {41: "      owner: [a, b]"}, "shape"),
    refused("owner is a mapping", {41: "      owner: {a: b}"}, "shape"),
    refused("owner is still to do", {41: "      owner: TODO"}, "todo"),
    # -- the text of an entry
    accepted("timeline text `017` is a word", {19: "  - action: 017"}, action="017"),
    refused("text of action is still to do", {19: "  - action: TODO"}, "todo"),
    refused(
        "text of action is still to do (todo-colon-t1_text)",
        {19: '  - action: "TODO: describe what happened"'},
        "todo",
    ),
    accepted(
        "the word todo in a sentence is no placeholder",
        {19: "  - action: The queue of the todo-list service is drained."},
        action="The queue of the todo-list service is drained.",
    ),
    accepted(
        "the upper-case word in a finished sentence",
        {19: "  - action: A TODO comment in the code pointed at the limit."},
        action="A TODO comment in the code pointed at the limit.",
    ),
    # -- services
    accepted("service `no` is a word", {9: "    no: degraded"}, service="no"),
    accepted("service `on` is a word", {9: "    on: degraded"}, service="on"),
    accepted("service `017` is a word", {9: "    017: degraded"}, service="017"),
    # -- tags
    accepted("tag `on` is a word", {2: "tags: [on]"}, tags=("on",)),
    accepted("tag `null` is a word", {2: "tags: [null]"}, tags=("null",)),
    # -- impact
    refused("impact is an empty text", {11: '  impact: ""'}, "empty"),
    refused("impact is only spaces", {11: '  impact: "   "'}, "empty"),
    refused("impact is a mapping", {11: "  impact: {a: b}"}, "shape"),
    refused("impact is still to do", {11: '  impact: "TODO: describe what happened"'}, "todo"),
    # -- the text of an entry
    refused("text of detected is an empty text", {17: '    detected: ""'}, "empty"),
    # -- the text of an entry
    refused("text of misleading without a value", {20: "  - misleading: "}, "empty"),
    refused("text of misleading is an empty text", {20: '  - misleading: ""'}, "empty"),
    # -- improvements
    refused("improvement without a value", {38: "    - "}, "empty"),
    refused("improvement is an empty text", {38: '    - ""'}, "empty"),
    refused("improvement is a list", {38: "    - [a, b]"}, "shape"),
    refused("improvement is still to do", {38: "    - TODO"}, "todo"),
    # -- a task
    refused("task is an empty text", {40: '    - task: ""'}, "empty"),
    refused("task is still to do", {40: '    - task: "TODO: describe what happened"'}, "todo"),
    refused("task begins with the mark of what is still to do", {40: "    - task: TODO fill in"}, "todo"),
    # -- to
    refused("to without a value", {23: "    to: "}, "empty"),
    refused("to is still to do", {23: "    to: TODO"}, "todo"),
    # -- end
    refused("end without a value", {6: "  end: "}, "empty"),
    refused("end is an empty text", {6: '  end: ""'}, "empty"),
    # -- timezone
    refused("timezone without a value", {7: "  timezone: "}, "empty"),
    refused("timezone is a list", {7: "  timezone: [a, b]"}, "shape"),
    refused("timezone is a mapping", {7: "  timezone: {a: b}"}, "shape"),
    # -- users_affected
    refused("share is an empty text", {12: '  users_affected: ""'}, "empty"),
    refused("share is a list", {12: "  users_affected: [a, b]"}, "shape"),
    # -- what happened to a service
    refused("state is an empty text", {9: '    checkout: ""'}, "empty"),
    refused("state is a list", {9: "    checkout: [a, b]"}, "shape"),
    refused("state is a mapping", {9: "    checkout: {a: b}"}, "shape"),
    # -- root_cause
    refused("root_cause is a mapping", {29: "root_cause: {a: b}", 30: None, 31: None, 32: None}, "shape"),
    # -- start
    refused("start is a list", {5: "  start: [a, b]"}, "shape"),
    refused("start is a mapping", {5: "  start: {a: b}"}, "shape"),
    # -- by
    refused("by is a list", {18: "    by: [a, b]"}, "shape"),
    refused("by is a mapping", {18: "    by: {a: b}"}, "shape"),
    # -- at
    refused("at is still to do", {16: "  - at: TODO"}, "todo"),
)
