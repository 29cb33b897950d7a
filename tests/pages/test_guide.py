"""The pages of the guide that the program makes of itself."""

from __future__ import annotations

from postmortems.format import INCIDENT, SUMMARY, TASK
from postmortems.pages.guide import fields, rules
from postmortems.pages.page import Page
from postmortems.rules import RULES
from tests import html


def parsed(page: Page) -> html.Element:
    return html.parse(f"<main>{page.filled([section.html() for section in page.sections])}</main>")


def test_every_field_stands_on_the_page_with_what_it_holds() -> None:
    page = parsed(fields())
    rows = {row.attributes["id"]: row.text for row in page.all("div") if row.attributes.get("id")}
    expected = [f"field-{field.name}" for field in INCIDENT.fields]
    expected += [f"field-summary-{field.name}" for field in SUMMARY.fields]
    expected += [f"field-measures-tasks-{field.name}" for field in TASK.fields]
    assert [] == [anchor for anchor in expected if anchor not in rows]
    assert "title required What happened to users, not what broke. one line of plain text, 100 characters at most" == (
        " ".join(rows["field-title"].split())
    )


def test_a_kind_of_entry_is_one_of_several_and_who_noticed_is_not() -> None:
    rows = {row.attributes["id"]: row.text for row in parsed(fields()).all("div") if row.attributes.get("id")}
    assert "one of these" in rows["field-timeline-detected"]
    assert "optional" in rows["field-timeline-by"]


def test_a_field_with_fields_leads_to_their_part() -> None:
    page = fields()
    anchors = {anchor for anchor, _ in page.headings}
    links = [a.attributes["href"] for dd in parsed(page).all("dd") for a in dd.all("a")]
    assert links
    assert [] == [link for link in links if link.removeprefix("#") not in anchors]


def test_every_rule_stands_on_the_page_under_its_code_with_both_examples() -> None:
    page = parsed(rules())
    assert sorted(RULES) == sorted(h3.attributes["id"] for h3 in page.all("h3"))
    for rule in RULES.values():
        assert " ".join(rule.wrong.split()) in page.text
        assert " ".join(rule.right.split()) in page.text
        assert rule.mended.replace("`", "") in page.text


def test_the_codes_are_listed_by_name_under_the_headings_of_the_page() -> None:
    made = rules()
    page = parsed(made)
    parts = page.one("dl", class_="pm-codes").all("div")
    assert [f"#{anchor}" for anchor, _ in made.headings] == [
        part.one("dt").one("a").attributes["href"] for part in parts
    ]
    listed = [[a.attributes["href"].removeprefix("#") for a in part.one("dd").all("a")] for part in parts]
    assert listed == [sorted(codes) for codes in listed]
    shown = [[h3.attributes["id"] for h3 in page.all("h3") if h3.attributes["id"] in codes] for codes in listed]
    assert sorted(RULES) == sorted(code for codes in listed for code in codes)
    assert [h3.attributes["id"] for h3 in page.all("h3")] == [code for codes in shown for code in codes]


def test_a_line_of_an_example_stands_apart_from_its_indentation_and_a_tab_is_marked() -> None:
    examples = ["".join(pre.words()) for pre in parsed(rules()).all("pre")]
    written = [example.strip("\n") for rule in RULES.values() for example in (rule.wrong, rule.right)]
    assert sorted(written) == sorted(examples)
    (line,) = [line for line in parsed(rules()).all("span", class_="pm-line") if line.all("span", class_="pm-tab")]
    assert ["  ", "start:\t2023-10-20 20:00", "\t"] == ["".join(span.words()) for span in line.all("span")]
