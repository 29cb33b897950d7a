"""How many were affected: shares, counts, windows."""

from tests.reading.cases import Case, accepted, refused


def windows(*each: str) -> str:
    """The field with windows such as `09:12 09:30 5%`."""
    parts = (window.split(" ", 2) for window in each)
    return "\n".join(["  windows:", *(f"    - {{start: {a}, end: {b}, users_affected: {c}}}" for a, b, c in parts)])


CASES: tuple[Case, ...] = (
    # -- users_affected
    refused("NaN", {12: "  users_affected: .nan"}, "share-form"),
    refused("range", {12: "  users_affected: 10-20%"}, "share-form"),
    refused("a range in words", {12: "  users_affected: 10% to 20%"}, "share-form"),
    refused("a < sign", {12: "  users_affected: <1%"}, "share-form"),
    refused("the word about", {12: "  users_affected: about 70%"}, "share-form"),
    refused("at: words", {12: "  users_affected: around half"}, "share-form"),
    refused("a word", {12: "  users_affected: none"}, "share-form"),
    refused("most", {12: "  users_affected: most users"}, "share-form"),
    refused("a count", {12: "  users_affected: 4200 users"}, "share-form"),
    refused("a ratio", {12: "  users_affected: 7/10"}, "share-form"),
    refused("sign first", {12: '  users_affected: "%70"'}, "share-form"),
    refused("exponent", {12: "  users_affected: 7e1%"}, "share-form"),
    refused("a date", {12: "  users_affected: 2025-01-01"}, "share-form"),
    refused("a time", {12: "  users_affected: 1:30"}, "share-form"),
    refused("yes", {12: "  users_affected: yes"}, "share-form"),
    refused("over twice", {12: "  users_affected: over over 70%"}, "share-form"),
    refused("question mark", {12: "  users_affected: 70%?"}, "share-form"),
    refused("a list", {12: "  users_affected: [70%]"}, "shape"),
    refused("a mapping", {12: "  users_affected: {min: 10%, max: 20%}"}, "shape"),
    refused("unknown with a sign", {12: "  users_affected: unknown%"}, "share-form"),
    refused("a placeholder", {12: "  users_affected: tbd"}, "share-form"),
    accepted("0 %", {12: "  users_affected: 0%"}),
    accepted("over", {12: "  users_affected: over 95%"}),
    accepted("under", {12: "  users_affected: under 1%"}),
    accepted("over, of something else", {12: "  users_affected: over 99% of API calls"}),
    accepted("blank before the sign, as the pages show it", {12: "  users_affected: 70 %"}),
    refused("upper case", {12: "  users_affected: Unknown"}, "share-form"),
    refused("plus sign", {12: "  users_affected: +70%"}, "share-form"),
    refused("no digit after the dot", {12: "  users_affected: 70.%"}, "share-form"),
    refused("leading zero", {12: "  users_affected: 070%"}, "share-form"),
    accepted("blank after ~", {12: "  users_affected: ~ 70%"}),
    refused("minus zero", {12: "  users_affected: -0%"}, "share-form"),
    # -- users_count
    accepted("count: 0", {14: "  users_count: 0"}),
    refused("count: 70%", {14: "  users_count: 70%"}, "count-form"),
    refused("count: 4_200", {14: "  users_count: 4_200"}, "count-form"),
    refused("count: 0x10", {14: "  users_count: 0x10"}, "count-form"),
    accepted("count: ~4200", {14: "  users_count: ~4200"}),
    refused("count: 010", {14: "  users_count: 010"}, "count-form"),
    refused("count: [4200]", {14: "  users_count: [4200]"}, "shape"),
    refused("count: without a value", {14: "  users_count: "}, "empty"),
    refused("count: .nan", {14: "  users_count: .nan"}, "count-form"),
    # -- windows
    refused("overlapping", {14: windows("09:12 09:35 5%", "09:30 09:54 12.5%")}, "16 windows-order"),
    refused("the same window twice", {14: windows("09:12 09:54 5%", "09:12 09:54 12.5%")}, "16 windows-order"),
    refused(
        "one inside the other",
        {14: windows("09:12 09:54 5%", "09:20 09:30 12.5%")},
        "16 windows-ends",
        "16 windows-order",
    ),
    refused("begins before the incident", {14: windows("09:00 09:30 5%", "09:30 09:54 12.5%")}, "15 windows-ends"),
    refused("ends after the incident", {14: windows("09:12 09:30 5%", "09:30 10:30 12.5%")}, "16 windows-ends"),
    refused(
        "in the wrong order",
        {14: windows("09:30 09:54 12.5%", "09:12 09:30 5%")},
        "15 windows-ends",
        "16 windows-ends",
        "16 windows-order",
    ),
    refused(
        "a window that ends before it begins",
        {14: windows("09:30 09:12 5%", "09:40 09:54 12.5%")},
        "15 windows-ends",
        "15 windows-order",
    ),
    refused(
        "a share above 100 %",
        {14: windows("09:12 09:30 101%", "09:30 09:54 12.5%")},
        "15 share-form",
        "16 windows-ends",
    ),
    refused(
        "a share without %",
        {14: windows("09:12 09:30 5", "09:30 09:54 12.5%")},
        "15 share-form",
        "16 windows-ends",
    ),
    accepted("a share that is unknown", {14: windows("09:12 09:30 unknown", "09:30 09:54 12.5%")}),
    refused("unknown key", {14: windows("09:12 09:54 5%, note: x")}, "15 unknown-field"),
    refused(
        "a mapping instead of a list",
        {14: "  windows: {start: 09:12, end: 09:54, users_affected: 5%}"},
        "shape",
    ),
    refused("a window without length", {14: windows("09:12 09:12 5%", "09:30 09:54 12.5%")}, "15 windows-order"),
)
