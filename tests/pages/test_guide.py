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
    assert [f"#{code}" for code in RULES] == [a.attributes["href"] for a in page.one("p", class_="pm-codes").all("a")]
