"""What the script makes of a table: filters, an order by any column, and both in the address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from postmortems.model import Incident
from postmortems.pages.tasks import OpenTask, Tasks
from tests.archives import ARCHIVE


def titles(page: Page) -> list[str]:
    return page.locator(".pm-index tbody tr:not([hidden]) td > a").all_text_contents()


def address(page: Page) -> str:
    """Return what the page itself holds for its address; the browser tells others later."""
    return str(page.evaluate("location.href"))


def query(page: Page) -> str:
    return urlsplit(address(page)).query


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f".pm-filter [name={name}]").select_option(value)


def shown(page: Page) -> str:
    return page.locator(".pm-filter output").inner_text()


def options(page: Page, name: str) -> list[str]:
    return page.locator(f".pm-filter [name={name}] option").all_text_contents()


def changed(page: Page, there: str, change: Callable[[str], str]) -> None:
    """Open a page after a change of its HTML, where the archive has no such incidents."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.text()))

    page.route(there, answer)
    page.goto(there)


def ordered(rows: Iterable[Any], value: Callable[[Any], Any], *, falls: bool) -> list[Any]:
    """Return rows by a value: equals keep their order, and what is not known comes last, whichever way it runs."""
    known = [row for row in rows if value(row) is not None]
    return [*sorted(known, key=value, reverse=falls), *(row for row in rows if value(row) is None)]


def noticed(incident: Incident) -> int | None:
    """Return the time to detect; before users were affected is before, however long."""
    seconds = incident.time_to_detect.seconds
    return None if seconds is None else max(seconds, -1)


def folded(text: str) -> str:
    """Return what words are ordered by, as far as the archive needs it."""
    return text.casefold()


RISING = {"rank", "title", "due", "owner", "incident"}
"""Columns that a reader wants to rise."""


def orders(page: Page, key: str) -> Iterator[bool]:
    """Press the head of a column twice; each time yield whether it falls, as it says of itself."""
    head = page.locator(f"th[data-sort={key}]")
    rises_first = key in RISING or head.get_attribute("aria-sort") == "descending"
    for falls in (not rises_first, rises_first):
        head.get_by_role("button").press("Enter")
        assert (key, "descending" if falls else "ascending") == (key, head.get_attribute("aria-sort"))
        yield falls


FILTERS: dict[str, tuple[str, Callable[[Incident], bool]]] = {
    "service": ("ec2", lambda i: "ec2" in i.summary.services),
    "tag": ("regex", lambda i: "regex" in i.tags),
    "severity": ("critical", lambda i: i.severity == "critical"),
    "organisation": ("Cloudflare", lambda i: i.organisation == "Cloudflare"),
    "year": ("2021", lambda i: i.id.startswith("2021")),
    "by": ("customer", lambda i: i.noticed_by == "customer"),
}


def test_a_filter_shows_what_it_says_and_nothing_else(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    for name, (value, fits) in FILTERS.items():
        expected = [i.title for i in ARCHIVE.incidents if fits(i)]
        choose(page, name, value)
        assert (name, expected) == (name, titles(page))
        assert f"{len(expected)} of {len(ARCHIVE.incidents)} shown" == shown(page)
        assert not page.locator(".pm-what").is_visible()
        assert f"{name}={value}" == query(page)
        choose(page, name, "")


def test_two_filters_show_what_both_do(page: Page, root: str) -> None:
    page.goto(root + "incidents/?tag=regex")
    choose(page, "organisation", "Cloudflare")
    assert [i.title for i in ARCHIVE.by_tag["regex"] if i.organisation == "Cloudflare"] == titles(page)
    assert "tag=regex&organisation=Cloudflare" == query(page)


def test_choices_are_counted_years_from_the_newest_and_others_by_name(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    years = Counter(i.id[:4] for i in ARCHIVE.incidents)
    tags = {tag: len(incidents) for tag, incidents in ARCHIVE.by_tag.items()}
    assert ["any", *(f"{year} ({years[year]})" for year in sorted(years, reverse=True))] == options(page, "year")
    assert ["any", *(f"{tag} ({tags[tag]})" for tag in sorted(tags))] == options(page, "tag")


def test_a_filter_that_would_leave_every_row_is_not_offered(page: Page, root: str) -> None:
    def alike(html: str) -> str:
        html = html.replace(">major</b>", ">critical</b>")
        html = re.sub("<span>[^<]*</span> <i>", "<i>", html)
        return re.sub("<i>#[^<]*</i>", "", html).replace("</a><p>", "</a><p><i>#regex</i>", 1)

    changed(page, root + "incidents/", alike)
    assert ["any", f"critical ({len(ARCHIVE.incidents)})"] == options(page, "severity")
    assert ["any"] == options(page, "organisation")
    assert ["any", "regex (1)"] == options(page, "tag")
    offered = {name: page.locator(f".pm-filter [name={name}]").is_visible() for name in FILTERS}
    assert {
        "service": True, "tag": True, "severity": False, "organisation": False, "year": True, "by": True,
    } == offered  # fmt: skip


def test_words_are_found_in_any_order_and_whatever_their_case_and_accents(page: Page, root: str) -> None:
    changed(page, root + "incidents/", lambda html: html.replace("One post takes", "Ein Beiträg stört", 1))
    for words, expected in (
        ("REGEX cloud", "Websites behind Cloudflare show error pages worldwide for 27 minutes"),
        ("régex Clöud", "Websites behind Cloudflare show error pages worldwide for 27 minutes"),
        ("stort beitrag", "Ein Beiträg stört Stack Overflow offline for 34 minutes"),
    ):
        page.locator("[name=words]").fill(words)
        assert [expected] == titles(page)
    page.locator("[name=words]").fill("REGEX cloud")
    assert "words=REGEX+cloud" == query(page)


def test_words_are_looked_for_in_ids_and_services_too(page: Page, root: str) -> None:
    """None of which a row shows."""
    page.goto(root + "incidents/")
    page.locator("[name=words]").fill("2019-07-02-cloudflare")
    assert [ARCHIVE.by_name["2019-07-02-cloudflare-regex"].title] == titles(page)
    page.locator("[name=words]").fill("wikidata-site-links")
    assert [i.title for i in ARCHIVE.by_service["wikidata-site-links"]] == titles(page)


def test_an_address_brings_a_view_back(page: Page, root: str) -> None:
    page.goto(root + "incidents/?organisation=Cloudflare&sort=-duration")
    expected = [i.title for i in ARCHIVE.by_duration if i.organisation == "Cloudflare"]
    assert expected == titles(page)
    assert "Cloudflare" == page.locator("[name=organisation]").input_value()


def test_what_an_address_names_and_is_not_there_is_passed_over(page: Page, root: str) -> None:
    page.goto(root + "incidents/?organisation=Nobody&sort=colour&what=ever&words=&__proto__=x#title")
    assert len(ARCHIVE.incidents) == len(titles(page))
    assert "what=ever&__proto__=x" == query(page)
    assert page.evaluate("({}).value === undefined")
    choose(page, "tag", "regex")
    assert address(page).endswith("?what=ever&__proto__=x&tag=regex#title")


def test_a_press_on_a_head_orders_by_it_and_another_turns_it_round(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    head = page.locator("th[data-sort=duration]")
    head.get_by_role("button").press("Enter")
    assert [i.title for i in ARCHIVE.by_duration] == titles(page)
    assert "descending" == head.get_attribute("aria-sort")
    number = len(ARCHIVE.incidents)
    assert f"{number} of {number} shown, duration, longest first" == shown(page)
    assert "#duration" in (head.get_by_role("link", name="What duration means").get_attribute("href") or "")
    head.get_by_role("button").press("Enter")
    assert [i.title for i in sorted(ARCHIVE.incidents, key=lambda i: i.duration.seconds or 0)] == titles(page)
    assert "ascending" == head.get_attribute("aria-sort")
    assert None is page.locator("th[data-sort=date]").get_attribute("aria-sort")
    assert "sort=duration" == query(page)


COLUMNS: dict[str, Callable[[Incident], Any]] = {
    "title": lambda i: folded(i.title),
    "lost": lambda i: i.lost_user_time.seconds,
    "duration": lambda i: i.duration.seconds,
    "noticed": noticed,
    "share": lambda i: i.users_affected.percent,
}


NEWEST: dict[str, Callable[[Incident], Any]] = {
    "date": lambda i: i.summary.start.instant,
    **{key: COLUMNS[key] for key in ("title", "duration", "noticed", "share")},
}
WORST: dict[str, Callable[[Incident], Any]] = {
    "rank": lambda i: ARCHIVE.rank_by_impact[i.id],
    "date": lambda i: i.id[:10],
    **{key: COLUMNS[key] for key in ("title", "lost", "duration", "share")},
}


@pytest.mark.parametrize(
    ("path", "listed", "columns"),
    [("incidents/", ARCHIVE.incidents, NEWEST), ("incidents/by-impact/", ARCHIVE.by_impact, WORST)],
    ids=["newest first", "by impact"],
)
def test_every_column_orders_every_row_both_ways(
    page: Page, root: str, path: str, listed: tuple[Incident, ...], columns: dict[str, Callable[[Incident], Any]]
) -> None:
    """First the way a reader looks for, or, where the table falls by it already, turned round."""
    page.goto(root + path)
    assert list(columns) == [th.get_attribute("data-sort") for th in page.locator(".pm-index th").all()]
    for key, value in columns.items():
        for falls in orders(page, key):
            assert (key, [i.title for i in ordered(listed, value, falls=falls)]) == (key, titles(page))
            assert f"sort={'-' if falls else ''}{key}" == query(page)


def test_incidents_of_one_day_are_ordered_by_their_instants(page: Page, root: str) -> None:
    changed(page, root + "incidents/?sort=date", lambda html: html.replace("2019-07-10-stripe", "2019-07-02-stripe"))
    assert [i.title for i in reversed(ARCHIVE.incidents)] == titles(page)


def test_a_share_is_read_with_what_stands_behind_its_point(page: Page, root: str) -> None:
    """Less than the one percent that is the least there is."""
    changed(page, root + "incidents/?sort=share", lambda html: html.replace("about 13 %", "0.9 %", 1))
    assert ARCHIVE.by_name["2011-04-21-aws-ebs-us-east"].title == titles(page)[0]


def test_nothing_found_says_so_and_offers_the_way_back(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    page.locator("[name=words]").fill("no such word anywhere")
    assert [] == titles(page)
    assert not page.locator(".pm-index").is_visible()
    page.locator(".pm-none button").click()
    expect(page.locator(".pm-none")).to_be_hidden()
    assert len(ARCHIVE.incidents) == len(titles(page))
    assert "" == query(page)
    expect(page.locator("[name=words]")).to_be_focused()


def test_a_press_on_clear_takes_everything_back(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    clear = page.locator(".pm-filter [type=reset]")
    expect(clear).to_be_disabled()
    choose(page, "tag", "regex")
    page.locator("th[data-sort=title]").get_by_role("button").click()
    clear.click()
    expect(clear).to_be_disabled()
    assert [i.title for i in ARCHIVE.incidents] == titles(page)
    assert "" == query(page)


def test_enter_among_the_words_loads_nothing(page: Page, root: str) -> None:
    page.goto(root + "incidents/")
    page.evaluate("addEventListener('submit', event => { document.title = event.defaultPrevented })")
    page.locator("[name=words]").press("Enter")
    expect(page).to_have_title("true")


def test_the_other_orders_take_the_filters_along(page: Page, root: str) -> None:
    page.goto(root + "incidents/?tag=regex&sort=title")
    page.locator(".pm-others").get_by_role("link", name="by duration").click()
    page.wait_for_url("**/by-duration/**")
    assert "tag=regex" == query(page)
    assert [i.title for i in ARCHIVE.by_duration if "regex" in i.tags] == titles(page)


TASKS = Tasks(archive=ARCHIVE, incidents=ARCHIVE.standing).rows
ROWS = ".pm-listing tbody tr:not([hidden])"


def test_tasks_are_filtered_by_the_service_of_their_incident_by_owner_and_by_day(page: Page, root: str) -> None:
    page.goto(root + "tasks/")
    fits: dict[tuple[str, str], Callable[[OpenTask], bool]] = {
        ("service", "ec2"): lambda task: "ec2" in task.services.split(),
        ("owner", "AWS"): lambda task: task.owner == "AWS",
        ("owner", "no owner"): lambda task: not task.owner,
        ("due", "overdue"): lambda task: bool(task.late),
        ("due", "no due date"): lambda task: not task.due,
    }
    for (name, value), is_shown in fits.items():
        number = sum(is_shown(task) for task in TASKS)
        choose(page, name, value)
        assert (name, value, number) == (name, value, page.locator(ROWS).count())
        assert f"{value} ({number})" in options(page, name)
        choose(page, name, "")


def test_a_task_whose_day_is_to_come_is_due_later(page: Page, root: str) -> None:
    changed(page, root + "tasks/", lambda html: re.sub(" <b>[^<]* late</b>", "", html, count=1))
    late = sum(bool(task.late) for task in TASKS)
    rest = sum(not task.due for task in TASKS)
    assert ["any", "later (1)", f"no due date ({rest})", f"overdue ({late - 1})"] == options(page, "due")


def test_tasks_are_ordered_by_every_column_both_ways(page: Page, root: str) -> None:
    columns: dict[str, Callable[[tuple[OpenTask, str]], Any]] = {
        "due": lambda row: row[0].due_day or None,
        "title": lambda row: folded(row[1]),
        "owner": lambda row: folded(row[0].owner) or None,
        "incident": lambda row: folded(row[0].title),
        "age": lambda row: row[0].days,
    }
    page.goto(root + "tasks/")
    assert list(columns) == [th.get_attribute("data-sort") for th in page.locator(".pm-listing th").all()]
    texts = page.locator(".pm-listing td:nth-child(2)")
    listed = list(zip(TASKS, texts.all_text_contents(), strict=True))
    for key, value in columns.items():
        for falls in orders(page, key):
            expected = [text for _, text in ordered(listed, value, falls=falls)]
            assert (key, expected) == (key, texts.all_text_contents())


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_table_is_complete_and_nothing_offers_what_it_cannot_do(plain: Page, root: str) -> None:
    plain.goto(root + "incidents/by-duration/")
    assert [i.title for i in ARCHIVE.by_duration] == titles(plain)
    assert not plain.locator(".pm-filter").is_visible()
    assert 0 == plain.locator(".pm-order").count()


def test_on_a_phone_the_filters_fold_away_and_the_order_is_a_choice(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(root + "incidents/?words=regex")
    assert not page.locator("[name=sort]").is_visible()
    page.get_by_role("button", name="Filter and sort").click()
    choose(page, "sort", "-duration")
    assert [i.title for i in ARCHIVE.by_duration if "regex" in i.tags] == titles(page)
    choose(page, "sort", "")
    assert [i.title for i in ARCHIVE.by_tag["regex"]] == titles(page)
    assert "descending" == page.locator("th[data-sort=date]").get_attribute("aria-sort")


def test_on_a_phone_a_link_that_sets_a_filter_or_an_order_shows_it(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    for link in ("tag=regex", "sort=title"):
        page.goto(root + f"incidents/?{link}")
        assert page.locator("[name=tag]").is_visible(), link
    page.get_by_role("button", name="Filter and sort").click()
    assert not page.locator("[name=tag]").is_visible()
