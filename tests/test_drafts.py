"""A draft holds what is known, and has no other problem than what is still to be written."""

from __future__ import annotations

import re
from datetime import date
from posixpath import dirname, normpath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postmortems import format as form
from postmortems.drafts import TODO, Draft, draft, slug_of
from postmortems.format import Field, Group, Many, Names, OneOf, Plain, Shape
from postmortems.problems import Problem
from postmortems.reading.incident import Reading, read
from postmortems.settings import Settings, Site
from postmortems.vocabulary import Kind
from tests.project import ROOT
from tests.reading.cases import GOOD
from tests.secrets_made_up import TOKENS

SETTINGS = Settings(severities=("critical", "minor"))
TODAY = date(2025, 3, 14)
HERE = {"settings": SETTINGS, "site": Site(), "names": dict[str, str](), "today": TODAY}


def drafted(known: dict[str, Any] | None = None, **more: Any) -> Draft:
    return draft(known or {}, **{**HERE, **more})


def reading(made: Draft, text: str | None = None) -> Reading:
    return read((text or made.text).encode(), path=made.path, id_=made.id, settings=SETTINGS)


def others(made: Draft, text: str | None = None) -> list[Problem]:
    """Return the problems of a draft beside what is still to be written."""
    return [problem for problem in reading(made, text).problems if problem.code != "todo"]


# -- whatever is known ------------------------------------------------------------------------------------------------

SLIPS = st.sampled_from(
    ["no", "404", "a: b", "a #b", "#", "- a", "{", "'", '"', "a\\b", "=", "~", "TODO x", "a\nb", "\n", "\ta", "ß: [x]",
     "[x](2020-01-01-q)", "2025-03-14 10:00", "2025-03-13 10:00", "10:00", "70%", "UTC", "Europe/Zurich", "login",
     "down", "critical", "customer", "misleading", "https://example.org/#a", "\u202e", "\u115f", "======= x"]
)  # fmt: skip
TEXTS = st.one_of(
    SLIPS, st.text(max_size=20), st.text(alphabet="aé 漢\n\t:#-'\"{}[]%@`|>&*!\\\r\x85\u2028\x00", max_size=12)
)


def known_of(shape: Shape) -> st.SearchStrategy[Any]:
    """Return anything that one might say of a field, of its form or not."""
    match shape:
        case Group(fields):
            return st.fixed_dictionaries({}, optional={one.name: known_of(one.shape) for one in fields})
        case Many(item):
            return st.lists(known_of(item), max_size=3)
        case Names(value):
            return st.dictionaries(TEXTS, known_of(value), max_size=2)
        case _:
            return TEXTS


@given(known=known_of(form.INCIDENT), site=st.sampled_from([Site(), Site(url="https://example.org/")]))
def test_no_draft_has_another_problem_than_what_is_still_to_be_written(known: dict[str, Any], site: Site) -> None:
    made = drafted(known, site=site)
    assert [] == others(made)


@given(known=known_of(form.INCIDENT))
def test_nothing_that_is_known_is_dropped(known: dict[str, Any]) -> None:
    """Letters and digits of every text are in the draft, in their order, as a value or in a comment."""
    said = re.sub(r"[\W_]", "", drafted(known).text)
    for text in texts(known):
        for line in re.split(r"[^a-z0-9é漢]+", text):
            assert line in said


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for one in (value.values() if isinstance(value, dict) else value) for text in texts(one)]


def test_what_a_good_file_says_is_the_same_incident_as_a_draft() -> None:
    loaded = yaml.load(GOOD, Loader=yaml.BaseLoader)  # noqa: S506  texts alone
    made = drafted(loaded, slug="pool-change")
    assert () == reading(made).problems
    good = read(GOOD.encode(), path=made.path, id_=made.id, settings=SETTINGS).incident
    assert good == reading(made).incident


# -- what stands in it ------------------------------------------------------------------------------------------------


def test_every_required_field_stands_there_in_the_order_of_the_format() -> None:
    written = yaml.load(drafted().text, Loader=yaml.BaseLoader)  # noqa: S506  texts alone
    assert list(form.INCIDENT.required) == list(written)
    assert list(form.SUMMARY.required) == list(written["summary"])
    assert list(form.MEASURES.required) == list(written["measures"])
    kinds = [next(key for key in entry if key not in {"at", "by", "to"}) for entry in written["timeline"]]
    assert ["detected", "action", "misleading", "escalated", "resolved"] == kinds


def test_the_comments_are_the_meanings_of_the_format() -> None:
    said = " ".join(drafted().text.replace("#", " ").split())
    for one in (*form.INCIDENT.fields, *form.SUMMARY.fields, *form.MEASURES.fields):
        if one.required:
            assert one.meaning in said


def optional_lines() -> list[str]:
    return [line for line in drafted().text.splitlines() if re.match(r" *#[a-z_]+: ", line)]


def test_there_are_optional_fields_behind_a_sign() -> None:
    names = {re.sub(r" *#([a-z_]+):.*", r"\1", line) for line in optional_lines()}
    assert {"severity", "tags", "sources", "users_count", "windows", "lessons", "owner", "due"} <= names
    assert not {"aliases", "withdrawn"} & names


@pytest.mark.parametrize("line", optional_lines(), ids=lambda line: line.split()[0])
def test_an_optional_line_without_its_sign_is_a_field_to_be_written(line: str) -> None:
    made = drafted()
    taken = made.text.replace(line, line.replace("#", "", 1))
    assert [] == others(made, taken)
    assert len(reading(made, taken).problems) > len(reading(made).problems)


def test_what_an_optional_field_means_stands_above_it_and_no_line_is_long() -> None:
    lines = drafted().text.splitlines()
    for line in optional_lines():
        assert lines[lines.index(line) - 1].strip().startswith("# ")
    assert [] == [line for line in lines if len(line) > 100]


def test_every_kind_of_entry_and_what_any_may_have_is_named() -> None:
    timeline = drafted().text.partition("timeline:")[2].partition("timeline_without:")[0]
    for name in (*Kind, "at", "by", "to", "label", "until"):
        assert re.search(rf"^ *(# |- )? *{name}: ", timeline, re.MULTILINE), name


def test_what_a_site_has_no_use_for_is_not_offered() -> None:
    plain = drafted(settings=Settings(organisation="Example School")).text
    assert not re.search(r"^#(severity|organisation)", plain, re.MULTILINE)


def test_a_value_that_is_refused_becomes_a_comment_at_its_field() -> None:
    made = drafted({"summary": {"end": "last Tuesday", "services": {"Login Page": "down"}, "users_affected": "70%"}})
    lines = made.text.splitlines()
    assert "  # | As reported: last Tuesday" == lines[lines.index("  end: TODO") - 1]
    assert "  # | As reported: Login Page: down" == lines[lines.index("  services:") - 1]
    assert "  users_affected: 70%" in lines


def test_an_entry_that_is_refused_stays_whole() -> None:
    made = drafted({"timeline": [{"at": "25:00", "action": "A restart."}, {"at": "10:00", "action": "Another."}]})
    assert "# | As reported: at: 25:00, action: A restart." in made.text
    assert "  - at: 10:00\n    action: Another.\n" in made.text


def test_remarks_stand_on_top_as_comments() -> None:
    made = drafted(remarks=["First.\nSecond: #3."])
    assert "# | First.\n# | Second: #3.\n" in made.text.partition("title:")[0]
    assert [] == others(made)


def test_texts_are_quoted_where_yaml_would_take_them_for_something_else() -> None:
    for title in ("a: b", "a #b", "404", "no", '"a" b', "[x", "back\\slash: x", "- a"):
        made = drafted({"title": title})
        assert [] == others(made)
        assert title == yaml.safe_load(made.text)["title"]


# -- where it goes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "names", "address"),
    [
        (Site(), {}, "../../schema/incident.json"),
        (Site(url="https://example.org/p/"), {}, "../../schema/incident.json"),
        (Site(), {"2025-01-01-a": "incidents/2025-01-01-a.yaml"}, "../schema/incident.json"),
    ],
)
def test_the_first_line_points_editors_at_the_schema_beside_it(site: Site, names: dict[str, str], address: str) -> None:
    """It is there before the site is published, and where nobody may fetch from it."""
    made = drafted(site=site, names=names)
    assert f"# yaml-language-server: $schema={address}" == made.text.splitlines()[0]
    assert "schema/incident.json" == normpath(f"{dirname(made.path)}/{address}")
    assert (ROOT / "schema" / "incident.json").is_file()


def test_files_outside_of_the_project_are_pointed_at_the_schema_of_the_site() -> None:
    made = drafted(site=Site(url="https://example.org/p/"), settings=Settings(incidents="/srv/incidents"))
    assert made.text.startswith("# yaml-language-server: $schema=https://example.org/p/schema/incident.json\n")


def test_the_id_is_the_day_of_the_start_and_the_slug_of_the_title() -> None:
    made = drafted({"title": "Results day: nobody can log in", "summary": {"start": "~2023-10-20 20:00"}})
    assert "2023-10-20-results-day-nobody-can-log-in" == made.id
    assert f"incidents/2023/{made.id}.yaml" == made.path


@pytest.mark.parametrize("token", TOKENS.values(), ids=list(TOKENS))
def test_no_secret_of_a_title_comes_into_the_name(token: str) -> None:
    assert "incidents/2025/2025-03-14-key-leaked.yaml" == drafted({"title": f"Key {token} leaked"}).path
    assert "2025-03-14-untitled" == drafted({"title": token}).id


def test_without_a_start_or_a_title_the_id_says_so() -> None:
    assert "2025-03-14-untitled" == drafted().id
    assert "2025-03-14-chosen" == drafted({"title": "決済"}, slug="chosen").id


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Störung im Café", "storung-im-cafe"),
        ("決済", ""),
        ("a" * 61, "a" * 60),
        (f"{'a' * 55} bcd efgh", f"{'a' * 55}-bcd"),
        (f"{'a' * 56} bcd efgh", f"{'a' * 56}-bcd"),
        (f"{'a' * 57} bcd efgh", "a" * 57),
    ],
)
def test_a_slug_is_cut_at_a_word(title: str, slug: str) -> None:
    assert slug == slug_of(title)


@pytest.mark.parametrize(
    ("paths", "folder"),
    [
        ([], "incidents/2025"),
        (["incidents/2020/2020-01-01-a.yaml"], "incidents/2025"),
        (["incidents/2020-01-01-a.yaml"], "incidents"),
        (["incidents/2020-01-01-a.yaml", "incidents/2021/2021-01-01-a.yaml"], "incidents/2025"),
    ],
)
def test_a_file_goes_where_the_others_are(paths: list[str], folder: str) -> None:
    made = drafted(names={path: path for path in paths})
    assert f"{folder}/{made.id}.yaml" == made.path


def test_lines_that_may_be_written_over_know_their_field() -> None:
    """The page fills these in."""
    places = {line.place: str(line).strip() for line in drafted().lines if line.place}
    assert "title: TODO" == places["title",]
    for name in ("start", "end", "timezone", "users_affected"):
        assert f"{name}: TODO" == places["summary", name]


def fields_of(shape: Shape) -> list[Field]:
    match shape:
        case Group(fields):
            return [found for one in fields for found in (one, *fields_of(one.shape))]
        case Many(item) | Names(item):
            return fields_of(item)
        case Plain() | OneOf():
            return []


def test_no_meaning_would_be_taken_for_something_else_in_a_comment() -> None:
    assert [] == [one.name for one in fields_of(form.INCIDENT) if "\n" in one.meaning or TODO in one.meaning.split()[0]]
