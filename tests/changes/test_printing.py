"""What changed, as people read it; nothing of it acts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt

from postmortems.changes.addresses import Address
from postmortems.changes.compare import Changed, Changes, Removed, Renamed
from postmortems.changes.figures import Figure
from postmortems.changes.printing import MAX_ROWS, as_markdown, as_text, inert
from postmortems.changes.ranks import Move, Moves
from postmortems.changes.terms import Term
from postmortems.model import Withdrawal
from tests.building import incident

NOTHING = Changes(
    revision="origin/main",
    added=(),
    changed=(),
    renamed=(),
    withdrawn=(),
    restored=(),
    removed=(),
    addresses=(),
    unread=(),
    unread_then=(),
    by_duration=Moves(size=2, moves=(), shifts={}),
    by_impact=Moves(size=2, moves=(), shifts={}),
    terms=(),
)
ONE = incident(title="Checkout | down")
ALL = replace(
    NOTHING,
    added=(ONE,),
    changed=(Changed(incident=ONE, figures=(Figure("Duration", "1 h", "2 h"),), texts=("title", "timeline")),),
    renamed=(Renamed(before="2025-03-14-old", incident=ONE, leads_to=None),),
    withdrawn=(replace(ONE, withdrawn=Withdrawal(on=date(2025, 4, 1), reason="A test.")),),
    restored=(ONE,),
    removed=(Removed(path="incidents/a.yaml", leads_to=None), Removed(path="incidents/b.yaml", leads_to="c.yaml")),
    addresses=(
        Address(name="2025-03-14-a", before=None, after=ONE.id),
        Address(name="2025-03-14-b", before=ONE.id, after="2025-03-14-x"),
        Address(name="2025-03-14-c", before=ONE.id, after=None),
    ),
    unread=("incidents/bad.yaml",),
    unread_then=("incidents/older.yaml",),
    by_duration=Moves(size=37, moves=(Move(incident=ONE, before=None, after=3),), shifts={-1: 1, 1: 12}),
    by_impact=Moves(size=37, moves=(Move(incident=ONE, before=4, after=None),), shifts={}),
    terms=(Term(kind="service", name="login-page", is_new=True, used_by=(ONE.id, "x"), meant="login"),),
)
TEXT = """\
Against origin/main. 2 files cannot be compared. Reports: 1 added, 1 changed, 1 renamed, 1 withdrawn, \
1 no longer withdrawn, 2 removed. Aliases: 1 added, 1 moved, 1 removed.

Not compared: files with problems
  File
  incidents/bad.yaml

Not compared: files that cannot be read at origin/main by the rules of today
  File
  incidents/older.yaml

Added
  Report                    Title            Duration  Users affected  Lost user time
  2025-03-14-checkout-down  Checkout | down  42 min    50 %            21 min

Changed
  Report                    What      Before  Now
  2025-03-14-checkout-down  Duration  1 h     2 h
  2025-03-14-checkout-down  Texts             title, timeline

Renamed
  Before          Now                       The old address
  2025-03-14-old  2025-03-14-checkout-down  is lost: no alias carries it

Withdrawn
  Report                    Title            Why
  2025-03-14-checkout-down  Checkout | down  A test.

No longer withdrawn
  Report                    Title
  2025-03-14-checkout-down  Checkout | down

Removed
  File              Its address
  incidents/a.yaml  is lost: `check --since` says what keeps it
  incidents/b.yaml  leads to c.yaml

Aliases
  Address       What     Led to                    Leads to
  2025-03-14-a  added    nowhere                   2025-03-14-checkout-down
  2025-03-14-b  moved    2025-03-14-checkout-down  2025-03-14-x
  2025-03-14-c  removed  2025-03-14-checkout-down  nowhere

Places by duration, of 37 incidents
  Report                    Before  Now
  2025-03-14-checkout-down  none    3rd
  So the others move: 1 incident up by 1, 12 incidents down by 1.

Places by impact, of 37 incidents
  Report                    Before  Now
  2025-03-14-checkout-down  4th     none

Services, tags and owners
  What         Name        Used by                              Question
  new service  login-page  2025-03-14-checkout-down and 1 more  did you mean login?"""


def shown(markdown: str) -> str:
    """The HTML of a Markdown text whose parser lets everything through."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def test_everything_is_told() -> None:
    assert TEXT == as_text(ALL)


def test_markdown_tells_the_same() -> None:
    html = shown(as_markdown(ALL)).replace("\N{WORD JOINER}", "")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
    _, _, rest = TEXT.partition(". ")
    assert f"Changes against origin/main {' '.join(rest.split())}" == words
    assert ["Added", "Changed", "Renamed", "Withdrawn", "No longer withdrawn", "Removed"] == re.findall(
        r"<h3>(.*?)</h3>", html
    )[2:8]


def test_where_files_cannot_be_compared_it_is_not_said_that_nothing_changed() -> None:
    told = as_text(replace(NOTHING, unread=("incidents/bad.yaml",)))
    assert (
        "Against origin/main. 1 file cannot be compared. No other report came, went or changed." == told.split("\n")[0]
    )


def test_nothing_changed_is_said() -> None:
    assert "Nothing changed against origin/main." == as_text(NOTHING)
    assert "<p>Nothing changed against origin/main.</p>\n" == shown(as_markdown(NOTHING))


def test_an_alias_alone_is_news() -> None:
    one = replace(NOTHING, addresses=(Address(name="2025-03-14-a", before=None, after=ONE.id),))
    assert "No report came, went or changed. Aliases: 1 added." in as_text(one)


@pytest.mark.parametrize(
    ("leads_to", "told"),
    [(ONE.path, "leads to it"), ("b.yaml", "leads to b.yaml"), (None, "is lost: no alias carries it")],
)
def test_it_is_told_where_the_address_of_a_renamed_report_leads(leads_to: str | None, told: str) -> None:
    renamed = replace(NOTHING, renamed=(Renamed(before="2025-03-14-old", incident=ONE, leads_to=leads_to),))
    assert as_text(renamed).endswith(f"  2025-03-14-old  {ONE.id}  {told}")


def test_a_table_in_markdown_has_an_end() -> None:
    many = replace(NOTHING, unread=tuple(f"{number}" for number in range(MAX_ROWS + 5)))
    assert MAX_ROWS == shown(as_markdown(many)).count("<td>")
    assert "And 5 more." in as_markdown(many)
    assert f"  {MAX_ROWS + 4}" in as_text(many)


def test_a_terminal_is_shown_nothing_that_it_would_act_on() -> None:
    text = as_text(replace(ALL, revision="\x1b[2J", added=(incident(title="\x1b]0;x\x07 \u202e"),)))
    assert [] == [character for character in text if character != "\n" and not character.isprintable()]
    assert "4 200" in as_text(
        replace(ALL, changed=(Changed(incident=ONE, figures=(Figure("x", "4\N{NO-BREAK SPACE}200", ""),), texts=()),))
    )


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "a \\| b",
        "a \\",
        "<b>x</b> <script>alert(1)</script> <!-- x",
        "[x](https://example.org) ![x](y.png) [x]: y",
        "https://example.org <https://example.org> www.example.org",
        "*a* _b_ ~~c~~ `d` ``e",
        "# a\n## b\n---\n- c\n1. d\n> e\n    f",
        "&lt;b&gt; &#60;",
        "$x$ :tada: ^a^ ==b== {{ c }} {#d}",
    ],
)
def test_no_text_acts_as_markdown(text: str) -> None:
    html = shown(f"| {inert(text)} | z |\n| --- | --- |\n| {inert(text)} | z |")
    escaped = text.replace("\n", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = escaped.replace('"', "&quot;")
    cells = re.findall(r"<t[hd]>(.*?)</t[hd]>", html.replace("\N{WORD JOINER}", ""))
    assert [escaped, "z", escaped, "z"] == cells
    assert f"<p>{escaped}</p>\n" == shown(inert(text)).replace("\N{WORD JOINER}", "")


@pytest.mark.parametrize(
    "text",
    [
        *("@octocat", "a@example.org", "org/team@x", "#1", "org/repo#12", "GH-12", "gh-3", "!7", "~bug", "@org/team"),
        *("deadbeef", "0123456789abcdef0123456789abcdef01234567", "see deadbeef1 there"),
    ],
)
def test_no_text_calls_anybody_or_refers_to_anything(text: str) -> None:
    """Such links are made of the words, after Markdown is done."""
    words = shown(inert(text))
    assert not re.search(r"[@#!~]\w|\bgh-\d|\b[0-9a-f]{7,40}\b|\w@\w", words, re.IGNORECASE)
    assert f"<p>{text}</p>\n" == words.replace("\N{WORD JOINER}", "")


@pytest.mark.parametrize("text", ["https://example.org", "http://x.y", "www.example.org", "mailto:a@b.co"])
def test_no_address_becomes_a_link(text: str) -> None:
    """GitHub finds them in what was typed, before entities are read."""
    assert not re.search(r"://|www\.|\w@\w|:\w", inert(text))


def test_ordinary_words_stay_as_they_are() -> None:
    text = "2023-10-20-results-day-login, 12 % of (some), it's 5 min; Störung 決済"
    assert text.replace(";", "&#59;") == inert(text)
