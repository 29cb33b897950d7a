"""The page about the data is right: it names every field and no other, and its examples are what the site publishes."""

from __future__ import annotations

import io
import json
import re
import urllib.request
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from postmortems.data import tables
from postmortems.data.feeds import Feed
from postmortems.data.record import listed, whole
from postmortems.pages.files import address_of, files
from postmortems.pages.report import said
from postmortems.vocabulary import ABSENT_KINDS, Detector, Effect, Kind, Phase
from tests.archives import ARCHIVE, ARCHIVES
from tests.project import ROOT

PAGE = (ROOT / "docs" / "data.md").read_text("utf-8")
SITE = "https://example.org/postmortems/"
EXAMPLE = ARCHIVE.by_name["2023-10-20-results-day-login"]
ITEM: dict[str, Any] = listed(EXAMPLE, ARCHIVE, address_of(EXAMPLE, ARCHIVE))
RECORD: dict[str, Any] = whole(EXAMPLE, ARCHIVE, address_of(EXAMPLE, ARCHIVE))
RANKS = {"rank_by_duration": 0, "rank_by_impact": 0}
"""They change with every incident that is added."""
NESTED = {"entry": "timeline", "window": "windows", "phase": "phases", "task": "tasks"}
"""By their sections the lists of objects in a record."""


def sections() -> dict[str, str]:
    """Each section of the page by its anchor."""
    heads = [*re.finditer(r"^##+ .*\{ #([\w-]+) \}$", PAGE, re.MULTILINE)]
    ends = [head.start() for head in heads[1:]] + [len(PAGE)]
    return {head[1]: PAGE[head.end() : end] for head, end in zip(heads, ends, strict=True)}


SECTIONS = sections()


def rows(section: str) -> Iterator[tuple[list[str], str, str]]:
    """The rows of a section's first table of fields: the names, what they hold, what they mean."""
    _, _, table = SECTIONS[section].partition("| field | holds | meaning |\n")
    for line in table.splitlines()[1:]:
        if not line.startswith("|"):
            return
        names, holds, meaning = (cell.strip() for cell in line.strip("|").split("|"))
        yield re.findall(r"`(\w+)`", names), holds, meaning


def blocks(section: str, language: str) -> list[str]:
    """The blocks of a section in a language; none with a button to copy, each of which would be an unnamed landmark."""
    return re.findall(rf"^``` {{ \.{language} \.no-copy }}\n(.*?)^```$", SECTIONS[section], re.MULTILINE | re.DOTALL)


def test_the_page_says_what_it_is() -> None:
    """Where the head cannot be read, it is printed instead."""
    head = yaml.safe_load(PAGE.split("---\n")[1])
    assert head["title"] in PAGE.partition("\n# ")[2]
    assert head["description"]


# -- fields -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("api", list(ITEM)),
        ("record", [name for name in RECORD if name not in ITEM]),
        *((section, list(RECORD[name][0])) for section, name in NESTED.items()),
    ],
)
def test_a_table_names_every_field_in_its_order_and_no_other(section: str, fields: list[str]) -> None:
    assert fields == [name for names, _, _ in rows(section) for name in names]


@pytest.mark.parametrize("section", ["api", "record", *NESTED])
def test_a_row_says_what_each_of_its_fields_holds_and_means(section: str) -> None:
    for names, holds, meaning in rows(section):
        assert len(names) == len(holds.split(", ")) or "Markdown, inline" in holds, names
        assert meaning.endswith("."), names


def test_the_tables_say_what_can_be_null() -> None:
    """Of all incidents there are; what is null there, the page says may be."""
    may = {s: nullable(s) for s in ("api", "record", *NESTED)}
    records: list[dict[str, Any]] = [whole(one, archive, "") for archive in ARCHIVES for one in archive.incidents]
    for record in records:
        assert {name for name in record if record[name] is None} <= may["api"] | may["record"]
        for section, name in NESTED.items():
            assert {key for item in record[name] for key in item if item[key] is None} <= may[section]


def nullable(section: str) -> set[str]:
    found = set()
    for names, holds, _ in rows(section):
        kinds = [holds] if "Markdown, inline" in holds else holds.split(", ")
        found |= {name for name, kind in zip(names, kinds, strict=True) if kind.endswith(" or null")}
    return found


def test_the_page_names_what_is_inside_an_object_and_every_word_of_a_closed_list() -> None:
    meanings = {name: meaning for s in ("api", "record", *NESTED) for names, _, meaning in rows(s) for name in names}
    expected: dict[str, list[str]] = {
        "services": list(Effect),
        "detected_by": list(Detector),
        "withdrawn": ["on", "reason"],
        "lessons": list(RECORD["lessons"]),
        "timeline_without": list(ABSENT_KINDS),
        "kind": list(Kind),
        "phase": list(Phase),
        "state": ["open", "done", "dropped"],
    }
    for name, words in expected.items():
        assert [str(word) for word in words] == re.findall(r"`([\w-]+)`", meanings[name]), name


# -- examples ---------------------------------------------------------------------------------------------------------


def test_the_example_of_an_incident_is_what_the_site_publishes() -> None:
    (example,) = blocks("api", "json")
    shown = json.loads(example)
    assert tables.dumped(ITEM | RANKS) == tables.dumped(shown | RANKS)
    assert all(shown[name] > 0 for name in RANKS)


@pytest.mark.parametrize(("section", "name"), NESTED.items())
def test_the_example_of_a_part_is_part_of_the_record(section: str, name: str) -> None:
    (example,) = blocks(section, "json")
    assert json.loads(example) in RECORD[name]


def test_the_example_of_a_feed_is_part_of_one() -> None:
    alone = replace(ARCHIVE, incidents=(EXAMPLE,))
    feed = Feed(title=ARCHIVE.site.name, site=SITE, archive=alone, said=said).atom()
    (example,) = blocks("feeds", "xml")
    assert squeezed(example) in squeezed(feed)


def squeezed(xml: str) -> str:
    return " ".join(xml.split())


@pytest.mark.parametrize("section", ["fetch", "csv"])
def test_the_programs_of_the_page_print_what_it_says(section: str) -> None:
    address = partial(address_of, archive=ARCHIVE)
    published = {
        f"{SITE}api/v1/incidents.json": tables.as_json(ARCHIVE, address),
        f"{SITE}api/v1/incidents.csv": tables.as_csv(ARCHIVE, address),
    }
    (program,), (printed,) = blocks(section, "python"), blocks(section, "text")
    out = io.StringIO()
    with (
        patch.object(urllib.request, "urlopen", lambda url: io.BytesIO(published[url].encode())),
        redirect_stdout(out),
    ):
        exec(compile(program, "docs/data.md", "exec"), {})  # noqa: S102  our own page
    assert printed == out.getvalue()


def test_every_address_of_the_page_is_one_of_the_site() -> None:
    paths = {file.path for file in files(ARCHIVE)}
    pages = {f"incidents/{incident.id}/" for incident in ARCHIVE.incidents}
    named = {address.partition("#")[0] for address in re.findall(rf"{SITE}([^\s\"`]*)", PAGE)}
    named |= {path.replace("<id>", EXAMPLE.id) for path in re.findall(r"`/([^`]*)`", PAGE)}
    assert {"api/v1/incidents.json", "api/v1/incidents.csv", "feed.xml", "feed.json"} <= named
    assert {"schema/incident.json", f"incidents/{EXAMPLE.id}/incident.json"} <= named
    assert named <= paths | pages | {""}
