"""Slips after which the file is no YAML any more."""

from tests.reading.cases import Case, refused, whole

CASES: tuple[Case, ...] = (
    refused("tab used for indentation", {10: "\tpayments-api: slow"}, "tab"),
    refused("tab after spaces in the indentation", {18: "  \tby: monitoring"}, "tab"),
    refused(
        "colon and space in an unquoted sentence",
        {11: "  impact: Two effects: slow pages and errors"},
        "yaml",
    ),
    refused("colon and space in an unquoted timeline text", {19: "  - action: Error seen: HTTP 500"}, "yaml"),
    refused("a brace at the start begins a mapping", {1: "title: {part 2} Database down"}, "yaml"),
    refused("block indicator followed by text", {1: "title: | grep broke the deploy"}, "yaml"),
    refused("backslash escape that YAML does not know", {1: 'title: "Path C:\\windows lost"'}, "yaml"),
    refused("one space too few", {18: "   by: monitoring"}, "yaml"),
    refused(
        "committed merge-conflict markers",
        {1: "title: Checkout slow\n<<<<<<< HEAD\ntags: [database]\n=======", 3: ">>>>>>> fork"},
        "2 merge-conflict",
    ),
    refused(
        "a paragraph of a block that lost its indentation",
        {32: "Requests queued until they timed out."},
        "32 yaml",
    ),
    refused(
        "the first paragraph of a block without indentation",
        {30: "The pool size was read from a new variable.", 31: None, 32: None},
        "30 yaml",
    ),
    refused("a folded text that is indented like its key", {11: "  impact: >-\n  One buyer in eight."}, "12 yaml"),
    refused("a list in a block that lost its indentation", {32: "- Requests queued."}, "32 yaml"),
    refused("a text that goes on without indentation", {11: "  impact: One buyer in eight\nsaw an error."}, "12 yaml"),
    refused("a task without its key, and with an owner", {40: "    - Add a check for pool settings."}, "40 yaml"),
    refused("a service without what happened to it, above another", {9: "    checkout"}, "9 yaml"),
    refused("no-break spaces as indentation", {37: "\xa0\xa0improvements:"}, "yaml"),
    refused("an en dash in front of the first item", {16: "  \u2013 at: 09:15"}, "yaml"),
    refused("an item behind a star", {19: "  * action: Engineers look."}, "yaml"),
    refused("a dash without a blank", {16: "  -at: 09:15"}, "yaml"),
    refused("a colon without a blank", {1: "title:Slow"}, "yaml"),
    refused("a sign of equality for a colon", {3: "severity = critical"}, "yaml"),
    refused("a code fence round the file", {1: "```yaml\ntitle: Slow", 42: "      due: 2025-04-01\n```"}, "yaml"),
    refused("one blank too many", {6: "   end: 2025-03-14 09:54"}, "yaml"),
    refused("a first line that is indented", {1: " title: Slow"}, "yaml"),
    whole("a report in Markdown with headings and a list", "# Slow\n\n**Date:** Friday\n\n- One\n- Two\n", "1 yaml"),
)
