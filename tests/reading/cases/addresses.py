"""Addresses, and links in texts."""

from tests.reading.cases import Case, accepted, refused

CASES: tuple[Case, ...] = (
    # -- link
    refused("javascript: in mixed case", {43: "      link: JaVaScRiPt:alert(1)"}, "address"),
    refused("ftp:", {43: "      link: ftp://ok.example/"}, "address"),
    refused("blob:", {43: "      link: blob:https://ok.example/x"}, "address"),
    refused("application scheme", {43: "      link: slack://channel"}, "address"),
    refused("relative", {43: "      link: ../x"}, "address"),
    refused("a ticket number", {43: "      link: PAY-123"}, "address"),
    refused("blank", {43: "      link: https://ok.example/a b"}, "address"),
    refused("line end", {43: '      link: "https://ok.example/\\nx"'}, "address"),
    refused("unclosed bracket", {43: '      link: "https://[::1/"'}, "address"),
    refused("port above 65535", {43: "      link: https://ok.example:99999/"}, "address"),
    refused("backslashes", {43: "      link: https:\\\\evil.invalid"}, "address"),
    refused("tab in the scheme", {43: '      link: "java\\tscript:alert(1)"'}, "address", "tab"),
    refused("leading blank", {43: '      link: " javascript:alert(1)"'}, "address"),
    refused(
        "attribute break-out",
        {43: '      link: "https://ok.example/\\" onmouseover=alert(1) x=\\""'},
        "address",
    ),
    refused("no value", {43: "      link: "}, "empty"),
    refused("done: a list", {43: "      link: [https://ok.example/]"}, "shape"),
    refused("mailto:", {43: "      link: mailto:ops@ok.example"}, "address"),
    refused("fragment", {43: '      link: "#timeline"'}, "address"),
    accepted("upper-case scheme", {43: "      link: HTTPS://ok.example/"}),
    refused("password in the address", {43: "      link: https://user:secret@ok.example/"}, "address"),
    accepted("task link with https", {43: "      link: https://issues.ok.example/PAY-123"}),
    # -- sources
    refused("sources: file", {3: 'sources: ["file:///etc/passwd"]'}, "address"),
    refused("sources: map", {3: "sources: {url: https://ok.example/}"}, "shape"),
    # -- links in texts
    accepted("https link in improvement", {38: '    - "See [the dashboard](https://ok.example/d/1?a=1&b=2)."'}),
    accepted("Markdown link: link to a file", {11: '  impact: "See [the file](2019-01-01-never-happened.yaml)."'}),
    accepted("Markdown link: path upwards", {11: '  impact: "See [the secret](../../.git/config)."'}),
    refused("Markdown link: malformed id", {11: '  impact: "See [it](2019-01-01-Never_happened)."'}, "id-form"),
    accepted("Markdown link: ftp:", {11: '  impact: "See [it](ftp://ok.example/)."'}),
    accepted("Markdown link: file:", {11: '  impact: "See [it](file:///etc/passwd)."'}),
    accepted("Markdown link: tel:", {11: '  impact: "Call [us](tel:+254700000000)."'}),
    accepted(
        "a link in a code span is no link",
        {11: '  impact: "The text `[x](2019-01-01-never-happened)` is code."'},
    ),
)
