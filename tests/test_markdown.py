"""Contributors' Markdown: shown as typed, inert, and its links found."""

from __future__ import annotations

import pytest

from postmortems import markdown
from postmortems.markdown import Link

KNOWN = "2022-11-02-login-slow"


def resolve(name: str) -> str | None:
    return f"../{name}/" if name == KNOWN else None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*slow* and **down**", "<em>slow</em> and <strong>down</strong>"),
        ("`List<String>`", "<code>List&lt;String&gt;</code>"),
        ("List<String>", "List&lt;String&gt;"),
        ("{{ name }} {% raw %}", "{{ name }} {% raw %}"),
        ("&lt; stays &lt;", "&amp;lt; stays &amp;lt;"),
        ("text {: #id onclick=x}", "text {: #id onclick=x}"),
        ("[docs](https://a.example/?a=1&b=2)", '<a href="https://a.example/?a=1&amp;b=2">docs</a>'),
        (f"[before]({KNOWN})", f'<a href="../{KNOWN}/">before</a>'),
        (f"[then]({KNOWN}#09-12-detected)", f'<a href="../{KNOWN}/#09-12-detected">then</a>'),
        ("[then](2022-11-02-other#09-12-detected)", "<a>then</a>"),
        ("[row](#20-00-detected)", '<a href="#20-00-detected">row</a>'),
        ("<b onclick=x>bold</b>", "&lt;b onclick=x&gt;bold&lt;/b&gt;"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_inline_shows_what_was_typed(typed: str, shown: str) -> None:
    assert shown == markdown.inline(typed, resolve)


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", "JaVaScRiPt:x", "java&#115;cript:x", "vbscript:x", "data:text/html,x"),
        *("ftp://a", "//a.example", "../up", "file:///etc/passwd", "tel:1"),
        *(f"{KNOWN}#{place}" for place in ("", "A", "a:b", "a/../b", "a?b", "%22onclick=x", "a#b", "ä")),
    ],
)
def test_other_targets_stay_text(href: str) -> None:
    """A link that may not be followed is no link, and its text and target can be read."""
    html = markdown.inline(f"[x]({href})", resolve)
    assert "<a" not in html
    assert "[x](" in html


def test_an_image_is_not_loaded() -> None:
    assert "<img" not in markdown.block("![x](https://a.example/x.png)", resolve)


def test_a_block_may_hold_tables_lists_code_and_quotations_but_no_attributes() -> None:
    html = markdown.block("|a|\n|-:|\n|1|\n\n3. x\n\n> q\n\n```sh\ny\n```\n", resolve)
    for element in ("<table>", '<ol start="3">', "<blockquote>", "<pre><code>"):
        assert element in html
    for attribute in ("style=", "class=", "id="):
        assert attribute not in html


def test_headings_of_a_block_come_below_those_of_the_page() -> None:
    assert "<h4>One</h4>\n<h5>Two</h5>\n<h6>Three</h6>" in markdown.block("# One\n## Two\n### Three\n", resolve)


def test_a_script_block_becomes_text() -> None:
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in markdown.block("<script>alert(1)</script>", resolve)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("plain", "plain"), ("a `b` *c*\n[d](https://e.example)", "a b c d"), ("a<b", "a<b")],
)
def test_plain_keeps_the_words(typed: str, words: str) -> None:
    assert words == markdown.plain(typed)


def test_links_finds_all_with_their_lines() -> None:
    text = "one\n\ntwo\n[a](2022-1-1-x)\n\n- [b](ftp://c) `[not](a-link)`\n"
    assert (Link("2022-1-1-x", 3), Link("ftp://c", 5)) == markdown.links(text, inline=False)


def test_a_link_in_code_is_none() -> None:
    assert markdown.links("`[a](2022-11-02-nowhere)`", inline=True) == ()
