"""What YAML can do and a report may not: anchors, tags, keys that are no words, comments in the text."""

from tests.reading.cases import GOOD, Case, accepted, refused, whole

CASES: tuple[Case, ...] = (
    refused(
        "one service twice, once in quotes",
        {10: '    payments-api: slow\n    "checkout": down'},
        "11 duplicate-key",
    ),
    accepted("a line of comments with a second sign", {3: "# see ticket #1234 and #1235"}),
    refused("' #' cuts a timeline text", {19: "  - action: Rolled back ticket #1234, no change."}, "comment"),
    accepted("# in a folded block is text", {11: "  impact: >-\n    Issue #42 came back\n    after the release."}),
    refused("anchor", {23: "    to: &team Database team"}, "anchor"),
    refused(
        "anchor and alias",
        {23: "    to: &team Database team", 41: "      owner: *team"},
        "anchor",
        "41 alias",
    ),
    refused("anchor on a mapping", {4: "summary: &s"}, "anchor"),
    refused("merge key", {8: "  services:\n    <<: {search: down}"}, "9 slug"),
    refused("Python object tag", {1: "title: !!python/object/apply:builtins.print [pwned]"}, "shape", "tag"),
    refused("Python name tag", {1: "title: !!python/name:os.getcwd"}, "empty", "tag"),
    refused("harmless-looking explicit tag", {1: "title: !!str Checkout slow"}, "tag"),
    refused("non-specific tag", {1: "title: ! Checkout slow"}, "tag"),
    refused("tag does not fit the value", {1: "title: !!map x"}, "tag"),
    refused("set tag", {2: "tags: !!set {capacity, x}"}, "shape", "tag"),
    refused("ordered-map tag", {2: "tags: !!omap [a: 1]"}, "tag", "shape"),
    refused("%TAG directive", {1: "%TAG ! tag:evil.invalid,2025:\n---\ntitle: Checkout slow"}, "directive"),
    accepted("explicit key syntax", {2: "? tags\n: [capacity, configuration]"}),
    refused("a number as a key", {1: "1: x\ntitle: Checkout slow"}, "unknown-field"),
    refused("null as a key", {1: "~: x\ntitle: Checkout slow"}, "unknown-field"),
    refused("a date as a key", {1: "2025-03-14: x\ntitle: Checkout slow"}, "unknown-field"),
    accepted("folded block", {11: "  impact: >-\n    One buyer in eight\n    saw an error page."}),
    accepted("a share in quotes", {12: '  users_affected: "12.5%"'}),
    refused(
        "services without a state",
        {8: "  services: {checkout, payments-api}", 9: None, 10: None},
        "empty",
        "empty",
    ),
    refused(
        "no blank after the colon in braces",
        {8: "  services: {checkout:degraded}", 9: None, 10: None},
        "slug",
    ),
    # -- aliases that would grow when followed
    refused(
        "nested aliases in a list",
        {2: "tags: [&a [x, x], &b [*a, *a], &c [*b, *b]]"},
        *("anchor", "shape", "anchor", "shape", "alias", "alias", "anchor", "shape", "alias", "alias"),
    ),
    refused(
        "nested merge keys",
        {3: "a: &a {k: 1}\nb: &b {<<: [*a, *a]}"},
        *("unknown-field", "anchor", "4 unknown-field", "4 anchor", "4 alias", "4 alias"),
    ),
    # -- no incident at all
    whole("empty file", "", "0 empty"),
    whole("blank lines and a comment", "\n\n  # nothing yet\n", "0 empty"),
    whole("only a document mark", "---\n", "0 empty"),
    whole("the whole file is a list", "- title: Checkout slow\n", "1 shape"),
    whole("the whole file is a sentence", "Checkout was slow.\n", "1 shape"),
    whole("a Markdown report", "# Checkout slow\n\nOn Friday the checkout was slow.\n", "3 shape"),
    whole("a Markdown report below front matter", "---\ntitle: Slow\n---\n\nIt was: slow.\n", "3 several-documents"),
    whole("fields below an empty document", f"---\n---\n{GOOD}", "2 several-documents", "2 shape"),
    whole("JSON with required fields missing", '{"title": "JSON is YAML"}', *["1 missing-field"] * 5),
    whole(
        "a document below another",
        "a: b\n---\nc: d\n",
        *["1 missing-field"] * 6,
        "1 unknown-field",
        "2 several-documents",
    ),
)
