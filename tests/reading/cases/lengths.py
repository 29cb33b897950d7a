"""Limits count characters of the value as read; what is far too large is refused, and soon."""

from tests.reading.cases import Case, accepted, edited, refused, whole

_DEEP = "".join(f"{'  ' * level}k{level}:\n" for level in range(400))

CASES: tuple[Case, ...] = (
    # -- title
    accepted("title of 100 characters", {1: f"title: {'x' * 100}"}, title="x" * 100),
    refused("title of 101 characters", {1: f"title: {'x' * 101}"}, "text-length"),
    accepted("title of 100 emoji", {1: f"title: {'🔥' * 100}"}, title="🔥" * 100),
    refused("title of 101 emoji", {1: f"title: {'🔥' * 101}"}, "text-length"),
    accepted("title of 100 characters as read, 101 as typed", {1: f"title: '{'x' * 99}'''"}, title="x" * 99 + "'"),
    # -- the text of an entry
    accepted("entry of 280 characters", {19: f"  - action: {'x' * 280}"}, action="x" * 280),
    refused("entry of 281 characters", {19: f"  - action: {'x' * 281}"}, "text-length"),
    accepted("entry of 280 characters of three bytes each", {19: f"  - action: {'決' * 280}"}, action="決" * 280),
    refused(
        "entry of 281 characters over two lines",
        {19: f"  - action: >-\n      {'x' * 140}\n      {'y' * 140}"},
        "text-length",
    ),
    # -- label
    accepted("label of 40 characters", {21: f"    label: {'x' * 40}"}),
    refused("label of 41 characters", {21: f"    label: {'x' * 41}"}, "text-length"),
    # -- link
    accepted("link of 2,000 characters", {43: f"      link: https://ok.example/{'x' * 1981}"}),
    refused("link of 2,001 characters", {43: f"      link: https://ok.example/{'x' * 1982}"}, "address"),
    # -- no limit but the file's
    accepted("3,700 characters of prose in a block", {30: "  " + "The pool was small. " * 185}),
    accepted("a word of 5,000 characters", {11: f"  impact: {'x' * 5000}"}, impact="x" * 5000),
    accepted(
        "40 entries in one minute",
        {24: "".join(f"  - at: 09:40\n    note: Step {n}.\n" for n in range(40)) + "  - at: 09:41"},
    ),
    # -- attacks
    refused("a start of 5,000 digits", {5: f"  start: {'1' * 5000}"}, "time-form"),
    refused("a zone of 3,000 characters", {7: f"  timezone: {'x' * 3000}"}, "time-zone"),
    refused(
        "a number of 5,000 parts to the base of 60",
        {12: f"  users_affected: {':'.join(['59'] * 5000)}"},
        "share-form",
    ),
    whole("400 nested mappings", _DEEP, "13 nesting"),
    whole("10,000 nested lists", "[" * 10_000 + "]" * 10_000, "1 nesting"),
    whole("10,000 brackets that are not closed", "[" * 10_000, "1 nesting"),
    whole(
        "500 problems",
        edited({38: "\n".join(["    - [a, b]"] * 500)}),
        *(f"{n} shape" for n in range(38, 538)),
    ),
)
