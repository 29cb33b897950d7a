"""Characters nobody sees, and ordinary ones of many scripts."""

from tests.reading.cases import Case, accepted, refused

CASES: tuple[Case, ...] = (
    refused(
        "byte order mark in front of a key", {2: "\ufefftags: [capacity, configuration]"}, "unseen-character"
    ),
    refused("raw control character (nul)", {17: "    detected: \x00 The alert fires."}, "unseen-character"),
    refused(
        "raw control character (esc)", {17: "    detected: \x1b[31m The alert fires."}, "unseen-character"
    ),
    refused(
        "raw control character (backspace)", {17: "    detected: \x08 The alert fires."}, "unseen-character"
    ),
    refused(
        "raw control character (c1-csi)", {17: "    detected: \x9b The alert fires."}, "unseen-character"
    ),
    refused(
        "U+2028: a line break in YAML", {17: "    detected: \u2028 The alert fires."}, "unseen-character"
    ),
    refused("backspace, escaped", {19: '  - action: "Outage \\x08 report"'}, "unseen-character"),
    refused("C1, escaped in title", {1: 'title: "Outage \\x9b report"'}, "unseen-character"),
    refused("C1, escaped in text of action", {19: '  - action: "Outage \\x9b report"'}, "unseen-character"),
    refused("DEL, escaped in text of action", {19: '  - action: "Outage \\x7f report"'}, "unseen-character"),
    refused("BEL, escaped in text of action", {19: '  - action: "Outage \\x07 report"'}, "unseen-character"),
    refused(
        "lone high surrogate, escaped in title", {1: 'title: "Outage \\ud800 report"'}, "unseen-character"
    ),
    refused(
        "lone low surrogate, escaped in text of action",
        {19: '  - action: "Outage \\udc00 report"'},
        "unseen-character",
    ),
    refused("carriage return, escaped", {1: 'title: "Outage \\x0d report"'}, "unseen-character"),
    refused("a title of two lines, in a block", {1: "title: |\n  Outage\n  report"}, "one-line"),
    refused("noncharacter", {1: 'title: "Outage \\ufffe report"'}, "unseen-character"),
    refused(
        "bidirectional U+202D, escaped", {19: '  - action: "Outage \\u202ddetlos report"'}, "unseen-character"
    ),
    refused("bidirectional U+202B", {1: "title: Outage \u202bdetlos report"}, "unseen-character"),
    refused(
        "bidirectional U+202B, escaped", {19: '  - action: "Outage \\u202bdetlos report"'}, "unseen-character"
    ),
    refused("bidirectional U+2067", {1: "title: Outage \u2067detlos report"}, "unseen-character"),
    refused("bidirectional U+2066", {1: "title: Outage \u2066detlos report"}, "unseen-character"),
    refused("bidirectional U+2069", {1: "title: Outage \u2069detlos report"}, "unseen-character"),
    refused(
        "reads 'Not resolved' backwards",
        {19: "  - action: Status \u202edevloser toN\u202c"},
        "unseen-character",
    ),
    refused("left-to-right mark", {1: 'title: "Check\u200eout outage"'}, "unseen-character"),
    refused("right-to-left mark", {1: 'title: "Check\u200fout outage"'}, "unseen-character"),
    refused("zero-width space", {1: 'title: "Check\u200bout outage"'}, "unseen-character"),
    refused(
        "invisible tag characters", {1: 'title: "Check\U000e0041\U000e0042out outage"'}, "unseen-character"
    ),
    refused(
        "interlinear annotation", {1: 'title: "Check\ufff9x\ufffay\ufffbout outage"'}, "unseen-character"
    ),
    refused("replacement character", {1: 'title: "Check�out outage"'}, "unseen-character"),
    refused("private use", {1: 'title: "Check\ue000out outage"'}, "unseen-character"),
    refused("title of an ideographic space", {1: 'title: "\u3000"'}, "empty"),
    refused("title of zero-width spaces", {1: 'title: "\u200b\u200b"'}, "unseen-character"),
    refused("service with a Cyrillic letter that looks like c", {9: '    "сheckout": degraded'}, "slug"),
    refused("decomposed accent", {9: '    "café-api": degraded'}, "slug"),
    refused("indentation by no-break spaces", {6: "\xa0\xa0end: 2025-03-14 09:54"}, "yaml"),
    accepted("ordinary text: ellipsis", {1: "title: Checkout slow…"}, title="Checkout slow…"),
    accepted("ordinary text: arabic", {1: "title: انقطاع الخدمة API"}, title="انقطاع الخدمة API"),
    accepted("ordinary text: hebrew", {1: "title: השירות checkout"}, title="השירות checkout"),
    accepted("ordinary text: flag", {1: "title: Outage in 🇰🇪"}, title="Outage in 🇰🇪"),
    accepted("ordinary text: vs16", {1: "title: Checkout ⚠️ slow"}, title="Checkout ⚠️ slow"),
    # -- signs that nobody sees but that letters and emoji need
    accepted("an emoji of several people", {1: "title: Outage 👩\u200d💻"}, title="Outage 👩\u200d💻"),
    accepted("a non-joiner in a Persian word", {1: "title: می\u200cشود"}, title="می\u200cشود"),
    accepted("a joiner at the end of a Malayalam word", {1: "title: അവന\u0d4d\u200d checkout"}),
    accepted("a rare form of an ideograph", {1: "title: 葛\U000e0100城"}, title="葛\U000e0100城"),
    refused("a joiner between Latin letters", {1: "title: check\u200dout"}, "unseen-character"),
    refused("a joiner at the end", {1: "title: checkout\u200d"}, "unseen-character"),
    refused("a variation selector behind another", {1: "title: slow ⚠\ufe0f\ufe0f"}, "unseen-character"),
    refused("a message in variation selectors", {1: "title: slow ⚠\U000e0130\U000e0131"}, "unseen-character"),
    refused("a soft hyphen", {1: "title: check\xadout"}, "unseen-character"),
    refused("a blank Braille pattern", {1: "title: check\u2800out"}, "unseen-character"),
    refused("a Hangul filler", {1: "title: check\u3164out"}, "unseen-character"),
    accepted("a no-break space", {1: "title: 70\xa0% slower"}, title="70\xa0% slower"),
)
