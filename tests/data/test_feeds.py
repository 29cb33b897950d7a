"""The feeds, as a reader of feeds takes them: feedparser, an XML parser, and the fields JSON Feed asks for."""

from __future__ import annotations

import calendar
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from postmortems.collection import Archive
from postmortems.data.feeds import Feed
from postmortems.model import Incident, Task, Withdrawal
from postmortems.pages.report import said
from postmortems.rankings import newest_first
from postmortems.settings import Settings, Site
from postmortems.vocabulary import Kind
from tests.archives import ARCHIVES
from tests.building import entry, incident, zone

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://example.org/postmortems/"
TODAY = date(2025, 6, 1)
HOSTILE = [
    "</title><script>alert(1)</script>",
    "A & B &amp; C &#60; D",
    "]]> <![CDATA[ x ]]>",
    '"quoted" \'title\' = <b onclick="x">',
    "<?xml version='1.0'?> <!DOCTYPE x>",
    "{{ title }} %s {0}",
    "Störung – 決済 👩‍💻 انقطاع",
]


def feed(*incidents: Incident, site: str = SITE, today: date = TODAY, **settings: Any) -> Feed:
    archive = Archive(
        incidents=newest_first(incidents),
        today=today,
        settings=Settings(**settings),
        site=Site(url=site),
    )
    return Feed(title="Postmortem Archive", site=site, archive=archive, said=said)


def on(day: date, name: str = "x", **more: Any) -> Incident:
    """An incident of a day."""
    return incident(start=f"{day} 09:00", end=f"{day} 10:00", id=f"{day}-{name}", **more)


def parsed(text: str) -> Any:
    """The feed in the eyes of feedparser, which finds nothing wrong with it."""
    found = feedparser.parse(text.encode(), response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    assert not found.bozo, found.get("bozo_exception")
    return found


def ids(made: Feed) -> list[str]:
    """The ids of a feed, the same in both formats."""
    found = [str(item.id) for item in parsed(made.atom()).entries]
    assert found == [item["id"] for item in json.loads(made.json())["items"]]
    return found


def stamp(instant: datetime) -> int:
    return calendar.timegm(instant.utctimetuple())


# -- Atom -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("archive", ARCHIVES)
def test_the_feed_of_real_reports_is_read_without_a_complaint(archive: Archive) -> None:
    made = Feed(title="Postmortem Archive", site=SITE, archive=archive, said=said)
    found = parsed(made.atom())
    assert "atom10" == found.version
    assert [one.title for one in made.incidents] == [item.title for item in found.entries]
    assert [made.url(one) for one in made.incidents] == [item.link for item in found.entries]
    assert len(found.entries) == len({item.id for item in found.entries})


def test_the_feed_says_what_rfc_4287_asks_for() -> None:
    root = ET.fromstring(feed(incident()).atom())  # noqa: S314  our own
    assert f"{ATOM}feed" == root.tag
    assert SITE == root.findtext(f"{ATOM}id")
    assert "Postmortem Archive" == root.findtext(f"{ATOM}title")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.attrib["rel"]: (link.attrib["href"], link.attrib["type"]) for link in root.findall(f"{ATOM}link")}
    assert {
        "self": (f"{SITE}feed.xml", "application/atom+xml"),
        "alternate": (SITE, "text/html"),
    } == links
    (item,) = root.findall(f"{ATOM}entry")
    for name in ("id", "title", "published", "updated", "summary"):
        assert 1 == len(item.findall(f"{ATOM}{name}")), name
        assert item.findtext(f"{ATOM}{name}")


def test_an_entry_says_what_happened_with_its_numbers() -> None:
    one = incident(tags=("capacity", "login"))
    (item,) = parsed(feed(one).atom()).entries
    assert f"{SITE}incidents/{one.id}/" == item.link
    assert said(one) == item.summary
    assert "42 min" in item.summary
    assert "Nobody could pay." in item.summary
    assert ["capacity", "login"] == [tag.term for tag in item.tags]


def test_the_author_is_the_organisation_where_there_is_one() -> None:
    assert "Two Lakes School" == parsed(feed(incident(), organisation="Two Lakes School").atom()).feed.author
    assert "Postmortem Archive" == parsed(feed(incident()).atom()).feed.author


def test_it_is_utf_8_and_says_so() -> None:
    text = feed(incident(title="Störung 決済")).atom()
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">')
    assert "Störung 決済" in text


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_text_in_both_feeds(title: str) -> None:
    made = feed(incident(title=title, tags=("a",)))
    root = ET.fromstring(made.atom())  # noqa: S314  our own
    assert title == root.findtext(f"{ATOM}entry/{ATOM}title")
    assert {ATOM} == {element.tag[: len(ATOM)] for element in root.iter()}
    (item,) = parsed(made.atom()).entries
    # It is plain text, so a reader shows it as it is.
    assert ("text/plain", title) == (item.title_detail.type, item.title)
    assert title == json.loads(made.json())["items"][0]["title"]


def test_an_archive_without_incidents_has_a_feed_without_entries() -> None:
    found = parsed(feed().atom())
    assert [] == found.entries
    assert found.feed.updated
    assert [] == json.loads(feed().json())["items"]


# -- ids --------------------------------------------------------------------------------------------------------------


def test_an_id_is_a_tag_address_of_the_host_and_the_first_id() -> None:
    one = on(date(2025, 3, 14))
    assert ["tag:example.org,2025-03-14:incidents/2025-03-14-x"] == ids(feed(one))
    assert ids(feed(one)) == ids(feed(one, site="https://example.org/"))


def test_an_id_stays_through_one_renaming_and_the_next() -> None:
    """Aliases stand in the order of the names, the oldest first."""
    one = on(date(2025, 3, 14))
    renamed = replace(one, id="2025-03-14-better", aliases=(one.id,))
    again = replace(one, id="2025-03-13-best", aliases=(one.id, renamed.id))
    assert ids(feed(one)) == ids(feed(renamed)) == ids(feed(again))
    assert f"{SITE}incidents/2025-03-13-best/" == parsed(feed(again).atom()).entries[0].link


def test_ids_in_the_name_of_an_authority_stay_when_the_site_moves() -> None:
    one = on(date(2025, 3, 14))
    made, moved = (feed(one, site=site, authority="two-lakes.example,2026") for site in (SITE, "https://new.example/"))
    assert ["tag:two-lakes.example,2026:incidents/2025-03-14-x"] == ids(made) == ids(moved)
    assert "tag:two-lakes.example,2026:incidents" == parsed(made.atom()).feed.id == parsed(moved.atom()).feed.id


def test_a_site_that_moved_keeps_the_ids_of_its_former_host() -> None:
    one = on(date(2025, 3, 14))
    assert ids(feed(one)) == ids(feed(one, site="https://new.example/", authority="example.org"))


# -- which incidents --------------------------------------------------------------------------------------------------


def test_the_20_newest_are_in_it() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(25)]
    expected = [f"tag:example.org,{day}:incidents/{day}-x" for day in days[:4:-1]]
    assert 20 == len(expected)
    assert expected == ids(feed(*map(on, days)))


def test_all_of_the_last_30_days_are_in_it_where_they_are_more() -> None:
    first = TODAY - timedelta(days=30)
    recent = [on(first + timedelta(days=n)) for n in range(30)]
    old = [on(first - timedelta(days=n)) for n in range(1, 5)]
    assert 30 == len(ids(feed(*recent, *old)))
    assert 20 == len(ids(feed(*recent, *old, today=TODAY + timedelta(days=30))))


def test_a_withdrawn_report_stays_in_it_and_counts_as_changed() -> None:
    one = on(date(2025, 3, 14))
    back = replace(one, withdrawn=Withdrawal(on=date(2025, 5, 1), reason="Written twice."))
    assert ids(feed(one)) == ids(feed(back))
    assert stamp(datetime(2025, 5, 1, tzinfo=UTC)) == stamped(back)


# -- when it changed --------------------------------------------------------------------------------------------------


def stamped(one: Incident) -> int:
    """When the only entry of a feed, and so the feed, was changed."""
    found = parsed(feed(one).atom())
    assert found.feed.updated == found.entries[0].updated
    assert found.entries[0].updated == json.loads(feed(one).json())["items"][0]["date_modified"]
    return calendar.timegm(found.entries[0].updated_parsed)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (incident(), datetime(2025, 3, 14, 9, 54, tzinfo=UTC)),
        (incident(zone=zone("Africa/Nairobi")), datetime(2025, 3, 14, 9, 54, tzinfo=UTC)),
        (incident(entry(Kind.DETECTED, "09:20"), entry(Kind.NOTE, "11:00")), datetime(2025, 3, 14, 11, tzinfo=UTC)),
        (
            incident(entry(Kind.DETECTED, "09:20"), entry(Kind.MISLEADING, "09:30", until="12:00")),
            datetime(2025, 3, 14, 12, tzinfo=UTC),
        ),
        (incident(tasks=(Task(task="x", done=date(2025, 4, 1)),)), datetime(2025, 4, 1, tzinfo=UTC)),
        # What is planned has not happened, and a day that is not known is none.
        (incident(tasks=(Task(task="x", due=date(2025, 4, 1)),)), datetime(2025, 3, 14, 9, 54, tzinfo=UTC)),
        (incident(tasks=(Task(task="x", done=True),)), datetime(2025, 3, 14, 9, 54, tzinfo=UTC)),
    ],
)
def test_an_entry_was_updated_when_its_report_last_speaks_of_something(one: Incident, expected: datetime) -> None:
    assert stamp(expected) == stamped(one)


def test_a_feed_does_not_change_with_the_day_it_is_built() -> None:
    one = incident()
    assert feed(one).atom() == feed(one, today=TODAY + timedelta(days=400)).atom()


def test_the_feed_was_updated_when_the_latest_of_its_entries_was() -> None:
    new, old = on(date(2025, 3, 14)), on(date(2025, 3, 13), tasks=(Task(task="x", done=date(2025, 4, 1)),))
    found = parsed(feed(new, old).atom())
    assert "2025-04-01T00:00:00Z" == found.feed.updated
    assert ["2025-03-14T10:00:00Z", "2025-04-01T00:00:00Z"] == [item.updated for item in found.entries]


@pytest.mark.parametrize("done", [date(2025, 3, 1), date(2025, 4, 1)])
def test_an_entry_was_published_when_its_incident_was_over_and_never_updated_before(done: date) -> None:
    one = incident(entry(Kind.DETECTED, "09:20"), tasks=(Task(task="x", done=done),))
    (item,) = parsed(feed(one).atom()).entries
    assert "2025-03-14T09:54:00Z" == item.published
    assert item.published <= item.updated


# -- JSON Feed --------------------------------------------------------------------------------------------------------


def test_the_json_feed_says_what_its_specification_asks_for() -> None:
    one = replace(incident(tags=("a", "b")), summary=replace(incident().summary, impact="Nobody could *pay* `x`."))
    found = json.loads(feed(one).json())
    assert {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Postmortem Archive",
        "home_page_url": SITE,
        "feed_url": f"{SITE}feed.json",
    } == {name: found[name] for name in ("version", "title", "home_page_url", "feed_url")}
    (item,) = found["items"]
    assert item["summary"] == said(one)
    assert {
        "id": "tag:example.org,2025-03-14:incidents/2025-03-14-checkout-down",
        "url": f"{SITE}incidents/{one.id}/",
        "title": "Checkout down",
        "content_text": "Nobody could pay x.",
        "date_published": "2025-03-14T09:54:00Z",
        "date_modified": "2025-03-14T09:54:00Z",
        "tags": ["a", "b"],
    } == {name: item[name] for name in item if name != "summary"}
    for name in ("date_published", "date_modified"):
        assert datetime.fromisoformat(item[name]).tzinfo
