"""The form that fills the commented file in."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from postmortems.drafts import Known, Value, refused
from postmortems.reading.incident import read
from postmortems.repositories import MAX_ADDRESS
from postmortems.vocabulary import Effect
from tests.archives import ARCHIVE, PROJECT
from tests.browser.test_accessibility import violations

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TITLE = 'Results day: "nobody" can log in # at \\ all'


@pytest.fixture
def form(page: Page, root: str) -> Page:
    page.goto(f"{root}contribute/new/")
    return page


def fill(page: Page) -> None:
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Start").fill("2023-10-20 20:00")
    page.get_by_label("End").fill("~2023-10-20 22:00")
    page.get_by_label("Time zone").fill("Africa/Nairobi")
    page.get_by_label("Share of users").fill("~50% of requests")
    page.get_by_label("Service 1", exact=True).fill("login")
    page.get_by_label("What happened to service 1").select_option("down")
    page.get_by_role("button", name="Another service").click()
    page.get_by_label("Service 2", exact=True).fill("results-pages")
    page.get_by_label("What happened to service 2").select_option("slow")
    page.get_by_label("Severity").select_option("major")


def text(page: Page) -> str:
    return page.locator(".pm-new-file code").text_content() or ""


def href(page: Page) -> str:
    return page.locator(".pm-new-open").get_attribute("href") or ""


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(href(page)).query)


def test_what_is_typed_stands_in_the_file_and_the_rest_is_left_to_do(form: Page) -> None:
    before = text(form)
    fill(form)
    path = form.locator(".pm-new-name").text_content() or ""
    assert "incidents/2023/2023-10-20-results-day-nobody-can-log-in-at-all.yaml" == path
    reading = read(text(form).encode(), path=path, id_=Path(path).stem, settings=PROJECT.settings)
    assert {"todo"} == {problem.code for problem in reading.problems}
    for line in (
        "start: 2023-10-20 20:00",
        "timezone: Africa/Nairobi",
        "results-pages: slow",
        "login: down",
        "severity: major\n",
    ):
        assert line in text(form)
    assert len(before.splitlines()) + 1 == len(text(form).splitlines())


def test_the_link_holds_the_file_as_it_is_shown(form: Page) -> None:
    fill(form)
    assert [text(form)] == asked(form)["value"]
    assert [form.locator(".pm-new-name").text_content()] == asked(form)["filename"]
    assert href(form).startswith("https://github.com/example/postmortems/new/main?")


def test_an_address_that_would_be_too_long_leaves_the_comments_out_then_the_file(form: Page) -> None:
    form.evaluate("document.querySelector('.pm-new-open').dataset.most = 3000")
    fill(form)
    (short,) = asked(form)["value"]
    assert len(href(form)) <= 3000 < MAX_ADDRESS
    assert short.startswith("# yaml-language-server")
    assert "measures:" in short
    assert "# What" not in short
    form.evaluate("document.querySelector('.pm-new-open').dataset.most = 500")
    form.get_by_label("Title").press("End")
    form.get_by_label("Title").type("x")
    assert {"filename"} == asked(form).keys()


def answer(page: Page, name: str, text: str) -> str:
    """Give an answer as a person does who goes on to the next field, and return what is said of it."""
    control = page.locator(f".pm-new [name={name}]").first
    control.fill(text)
    control.blur()
    said = page.locator(f"#{(control.get_attribute('aria-describedby') or '').split()[1]}").text_content() or ""
    assert bool(said) == (control.get_attribute("aria-invalid") == "true")
    return said


ANSWERS: dict[str, tuple[str, ...]] = {
    "start": (
        *(
            "2026-11-17 14:05",
            "~2026-11-17 14:05",
            "2026-11-17 14:05:30",
            "2026-11-17 14:05Z",
            "2026-11-17 14:05+01:00",
        ),
        *("17.11.2026 14:05", "2026-11-17 9:05", "2026-11-17T14:05", "about 2026-11-17 14:05", "03/04/2026 14:05"),
        *("13/04/2026 2 pm", "17 Nov 2026 14:05 CET", "November 17th, 2026 2:05pm", "20261117 1405", "1741939920"),
        *("2026-02-30 10:00", "2025-02-29 10:00", "2024-02-29 10:00", "2026-11-17 24:00", "2026-11-17 25:00", "20:00"),
        *("2026-11-17", "yesterday", "9:05", "2026-11-17 14:05+15:00", "2026-11-17 noon", "1899-12-31 10:00"),
        *("2026-11-17 14:5", "2026-11-17 9:5", "2026-11-17 14:7", "17.11.2026 14:5 CET", "03/04/2026 14:5", "14:5"),
        *("2026-03-29 02:30", "2026-10-25 02:30", "~2026-10-25 02:30", "2026-10-25 02:30+01:00", "2026-10-25 01:59"),
        *(
            "2026-11-17 14:05-14:30",
            "2026-11-17 14:05 to 15:00",
            "2026\u201311\u201317 14:05",
            'it\'s "here"',
            "x" * 70,
        ),
    ),
    "timezone": (
        *(
            "Europe/Berlin",
            "Asia/Kolkata",
            "Asia/Calcutta",
            "UTC",
            "+03:00",
            "-12:00",
            "Berlin",
            "europe/berlin",
            "CET",
        ),
        *("CET", "cst", "GMT", "utc", "UTC+2", "+3", "+15:00", "Etc/GMT-3", "Etc/UTC", "Europe/Berln", "Nairobbi"),
        *("new york", "Mars/Olympus", "Summer time", "+03:75", "EST5EDT", "constructor", "z" * 70),
    ),
    "share": (
        *("70%", "~70%", "over 70%", "under 1 %", "~50% of customers", "unknown", "0%", "100%", "12.5%", "about 30%"),
        *("30 percent", "30", "<1%", "12,5%", "0.3", "0,25", "all", "n/a", "10-20%", "110%", "over 100%", "under 0%"),
        *("Unknown", "half", "070%", "up to 5%", "~50% of " + "x" * 61, "1.23456%", "30% of", "nearly all", "7" * 70),
        *("nearly 30%", "almost 5%", ">95%", "over 95 percent", "approx. 40 %", "circa 40%", "≈ 40%"),
        *(
            "4200 users",
            "about 4200",
            "4,200 customers",
            "3 in 10",
            "30 percent of customers",
            "7,5 %",
            "more than 1.000",
        ),
        *("12345", "over 300 of them", "less than 1 per cent", "0.3", "12 people", "1 000 000"),
    ),
    "service": ("login", "login-page", "Login Page", "login_page", "Straße", "…", "a" * 60, "a" * 61, "404", "-login"),
    "title": ("Nobody can log in", "x" * 100, "x" * 101, "🦊" * 100, "🦊" * 101, "a\u200bb", "a\u00adb", "Log-in: off"),
}


def judged(name: str, text: str) -> str:
    """Return what the reader of incident files says of an answer; empty where it takes it."""
    summary: dict[str, Value] = {"timezone": "Europe/Berlin"}
    known: dict[str, Value] = {"summary": summary}
    match name:
        case "title":
            known["title"] = text
        case "service":
            summary["services"] = {text: "down"}
        case _:
            summary["users_affected" if name == "share" else name] = text
    return next((f"{problem.message}; {problem.help}" for problem in refused(known, PROJECT.settings).values()), "")


@pytest.mark.parametrize("name", ANSWERS)
def test_the_page_and_the_command_take_and_refuse_the_same_and_say_the_same(form: Page, name: str) -> None:
    form.get_by_label("Time zone").fill("Europe/Berlin")
    said = {text: answer(form, name, text) for text in ANSWERS[name]}
    told = {text: judged(name, text) for text in ANSWERS[name]}
    assert {text for text in told if told[text]} == {text for text in said if said[text]}
    if name == "title":
        return  # at its field a title has no need to be named as in a file
    assert told == said


def test_an_end_is_after_its_start_also_where_the_clock_changes(form: Page) -> None:
    ends = {
        "2026-10-25 02:40+02:00": "write the later time",
        "2026-10-25 02:50+02:00": "for less than a minute write seconds in both",
        "2026-10-25 02:10+01:00": "",
        "2026-10-25 02:50:30+02:00": "for less than a minute",
    }
    form.get_by_label("Time zone").fill("Europe/Berlin")
    start = "2026-10-25 02:50+02:00"
    form.get_by_label("Start").fill(start)
    for end, help_ in ends.items():
        said = answer(form, "end", end)
        known: Known = {"summary": {"timezone": "Europe/Berlin", "start": start, "end": end}}
        assert bool(refused(known, PROJECT.settings)) == bool(said), end
        assert help_ in said
        assert (f"end: {end}" in text(form)) is not bool(said)
    assert answer(form, "end", "2026-10-25 03:00") == ""
    # What is wrong with a time another field may have brought about.
    form.get_by_label("Start").fill("2026-10-25 03:30")
    expect(form.get_by_label("End")).to_have_attribute("aria-invalid", "true")


def test_an_end_without_a_day_is_offered_with_that_of_the_start_or_the_next(form: Page) -> None:
    assert "'21:50' says no day; write the day too: YYYY-MM-DD 21:50" == answer(form, "end", "21:50")
    assert [] == form.locator(".pm-new-end button").all_text_contents()
    form.get_by_label("Start").fill("2023-12-31 20:00")
    for end, choices in {
        "21:50": ["2023-12-31 21:50"],
        "~21:50": ["~2023-12-31 21:50"],
        "0:40": ["2024-01-01 00:40"],
        "9 pm": ["2023-12-31 21:00"],
        "21:5": ["2023-12-31 21:05", "2023-12-31 21:50"],
        "midnight": ["2024-01-01 00:00"],
        "later": [],
    }.items():
        answer(form, "end", end)
        assert choices == form.locator(".pm-new-end button").all_text_contents(), end
    answer(form, "end", "21:50")
    form.get_by_role("button", name="2023-12-31 21:50").click()
    assert "end: 2023-12-31 21:50" in text(form)


def test_a_service_of_which_nothing_is_said_is_asked_about_when_its_row_is_left(form: Page) -> None:
    effect = form.get_by_label("What happened to service 1")
    form.get_by_label("Service 1", exact=True).fill("orders")
    effect.focus()
    expect(effect).not_to_have_attribute("aria-invalid", "true")
    form.get_by_label("Title").focus()
    expect(effect).to_have_attribute("aria-invalid", "true")
    expect(effect).to_have_accessible_description(re.compile("orders: what happened to it\\?"))
    assert "    orders: TODO" in text(form)
    expect(form.locator(".pm-new-left")).not_to_contain_text("Not in the file")
    form.reload()
    expect(effect).to_have_attribute("aria-invalid", "true")
    effect.select_option("slow")
    expect(effect).not_to_have_attribute("aria-invalid", "true")
    form.get_by_role("button", name="Another service").click()
    form.get_by_label("Service 2", exact=True).type("login")
    form.get_by_role("button", name="Another service").click()
    expect(form.get_by_label("Service 3", exact=True)).to_be_focused()
    expect(form.get_by_label("What happened to service 2")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Service 3", exact=True).type("search")
    third = form.get_by_label("What happened to service 3")
    third.click()
    expect(third).not_to_have_attribute("aria-invalid", "true")
    form.get_by_role("button", name="Copy the file").click()
    expect(third).to_have_attribute("aria-invalid", "true")
    expect(form.locator(".pm-new-ways output")).to_have_text(re.compile("copy|copied"))


def test_a_service_is_removed_and_the_others_are_numbered_anew(form: Page) -> None:
    assert not form.get_by_role("button", name="Remove service 1").is_visible()
    fill(form)
    remove = form.get_by_role("button", name="Remove service 1")
    assert 24 <= remove.evaluate("one => one.getBoundingClientRect().height")
    remove.press("Enter")
    first = form.get_by_label("Service 1", exact=True)
    expect(first).to_have_value("results-pages")
    expect(first).to_be_focused()
    assert "login: down" not in text(form)
    assert not remove.is_visible()
    form.get_by_role("button", name="Another service").click()
    form.get_by_label("Service 2", exact=True).fill("results-pages")
    form.get_by_label("What happened to service 2").select_option("down")
    expect(form.get_by_label("Service 2", exact=True)).to_have_accessible_description(re.compile("named twice"))
    form.reload()
    form.get_by_role("button", name="Remove service 2").click()
    assert "    results-pages: slow" in text(form)
    assert 1 == form.locator(".pm-new-service").count()


def test_on_a_narrow_screen_the_help_makes_room_for_what_is_wrong(form: Page) -> None:
    form.set_viewport_size({"width": 360, "height": 740})
    expect(form.locator("#new-start-help")).to_be_visible()
    answer(form, "start", "yesterday")
    expect(form.locator("#new-start-help")).to_be_hidden()
    expect(form.get_by_label("Start")).to_have_accessible_description(re.compile("the first moment users were"))


def test_a_choice_of_the_help_is_taken_with_a_press(form: Page) -> None:
    said = answer(form, "start", "03/04/2026 14:05")
    assert "'03/04/2026 14:05' is not a time; write 2026-04-03 14:05 or 2026-03-04 14:05" == said
    assert "start: TODO" in text(form)
    assert 24 <= form.locator(".pm-new-start button").first.evaluate("one => one.getBoundingClientRect().height")
    form.get_by_role("button", name="2026-03-04 14:05").press("Enter")
    expect(form.get_by_label("Start")).to_have_value("2026-03-04 14:05")
    expect(form.get_by_label("Start")).to_be_focused()
    expect(form.get_by_label("Start")).not_to_have_attribute("aria-invalid", "true")
    assert "start: 2026-03-04 14:05" in text(form)


def test_every_choice_is_an_answer_that_is_taken(form: Page) -> None:
    form.get_by_label("Time zone").fill("Europe/Berlin")
    count = 0
    for name in ("start", "timezone", "share", "service"):
        for given in ANSWERS[name]:
            answer(form, name, given)
            buttons = form.locator(".pm-new-wrong:not(:empty) button")
            for choice in buttons.all_text_contents():
                count += 1
                # An offset that no place has is shown in its form all the same, by the command too.
                assert choice == "+03:75" or "" == judged(name, choice), (given, choice)
        form.locator(f".pm-new [name={name}]").first.fill("Europe/Berlin" if name == "timezone" else "")
    assert count > 30


def test_a_value_of_another_form_is_named_when_it_is_finished_and_stays_out_of_the_file(form: Page) -> None:
    start = form.get_by_label("Start")
    start.fill("2023-10-20T20:00")
    expect(start).not_to_have_attribute("aria-invalid", "true")
    start.blur()
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(start).to_have_accessible_description(re.compile("'2023-10-20T20:00' is not a time; write 2023-10-20 20:00"))
    assert "start: TODO" in text(form)
    start.fill("2023-10-20 20:00")
    expect(start).not_to_have_attribute("aria-invalid", "true")
    assert "start: 2023-10-20 20:00" in text(form)


def test_a_service_is_named_once_and_what_happened_is_never_guessed(form: Page) -> None:
    form.get_by_label("Service 1", exact=True).fill("login")
    assert "    login: TODO" in text(form)
    form.get_by_label("What happened to service 1").select_option("slow")
    form.get_by_role("button", name="Another service").click()
    second = form.get_by_label("Service 2", exact=True)
    expect(second).to_be_focused()
    second.fill("login")
    form.get_by_label("What happened to service 2").select_option("down")
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(second).to_have_accessible_description(re.compile("login is named twice; keep one of the two"))
    assert "    login: slow" in text(form)
    assert "login: down" not in text(form)
    second.fill("")
    expect(second).to_have_accessible_description(re.compile("something was down; write the name of the service"))


def test_what_other_reports_say_of_a_service_is_told_and_a_name_close_to_theirs_is_questioned(form: Page) -> None:
    service = form.get_by_label("Service 1", exact=True)
    service.fill("cloudflare-dashbord")
    service.blur()
    expect(form.locator(".pm-new-known")).to_have_text("no report names it yet; did you mean cloudflare-dashboard?")
    form.get_by_role("button", name="cloudflare-dashboard").click()
    expect(service).to_have_value("cloudflare-dashboard")
    hit = Counter(one.summary.services["cloudflare-dashboard"] for one in ARCHIVE.by_service["cloudflare-dashboard"])
    said = ", ".join(f"{effect} in {hit[effect]}" for effect in Effect if hit[effect])
    expect(form.locator(".pm-new-known")).to_have_text(f"in other reports: {said}")


def test_without_a_name_of_its_own_no_file_is_added_and_the_page_says_what_the_name_lacks(form: Page) -> None:
    link, left = form.locator(".pm-new-open"), form.locator(".pm-new-left")
    expect(left).to_have_text("The file has no name yet: it needs Start and Title.")
    expect(link).to_have_attribute("aria-disabled", "true")
    link.focus()
    link.press("Enter")
    expect(form.get_by_label("Start")).to_be_focused()
    assert 1 == len(form.context.pages)
    form.get_by_label("Start").fill("2023-10-20 20:00")
    form.get_by_label("Title").fill("明日")
    expect(left).to_have_text("The file has no name yet: it needs Words of the address.")
    form.get_by_label("Words of the address").fill("asu")
    expect(link).not_to_have_attribute("aria-disabled", "true")
    expect(left).to_have_text(re.compile(r"^\d+ TODOs are left to write\.$"))
    expect(link).to_have_accessible_description(re.compile("TODOs are left"))
    answer(form, "end", "later")
    expect(left).to_contain_text("Not in the file, because it cannot be read as it is: End.")
    for name in ("share", "service", "timezone"):
        answer(form, name, "-")
    expect(left).to_contain_text(": End, Time zone, Service 1 and Share of users affected.")


def test_the_editor_opens_in_another_tab_and_the_link_says_so(form: Page) -> None:
    fill(form)
    form.context.route("https://github.com/**", lambda route: route.fulfill(body="the editor"))
    link = form.get_by_role("link", name="Add the incident on GitHub (opens a new tab)")
    with form.context.expect_page() as opened:
        link.click()
    assert opened.value.url.startswith("https://github.com/example/postmortems/new/main?")
    assert form.url.endswith("contribute/new/")


def test_a_reload_keeps_what_was_typed_and_start_over_does_not(form: Page) -> None:
    fill(form)
    answer(form, "end", "later")
    before = text(form)
    form.reload()
    assert before == text(form)
    expect(form.get_by_label("Service 2", exact=True)).to_have_value("results-pages")
    expect(form.get_by_label("End")).to_have_attribute("aria-invalid", "true")
    form.once("dialog", lambda dialog: dialog.dismiss())
    form.get_by_role("button", name="Start over").click()
    assert before == text(form)
    form.once("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="Start over").click()
    expect(form.get_by_label("Title")).to_be_focused()
    form.reload()
    expect(form.get_by_label("Title")).to_have_value("")
    assert 1 == form.locator(".pm-new-service").count()
    assert "title: TODO" in text(form)


def test_long_lines_of_the_file_wrap(form: Page) -> None:
    form.set_viewport_size({"width": 360, "height": 740})
    code = form.locator(".pm-new-file code")
    assert code.evaluate("one => one.scrollWidth") <= code.evaluate("one => one.clientWidth")


def test_axe_finds_nothing_in_a_form_with_refused_answers_and_it_never_scrolls_sideways(form: Page) -> None:
    for name in ANSWERS:
        answer(form, name, {"timezone": "CST", "start": "03/04/2026 14:05"}.get(name, f"{'x' * 50}\u200b {'B' * 60}"))
    assert len(ANSWERS) == form.locator("[aria-invalid]").count()
    for width in (1440, 360):
        form.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            form.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert [] == violations(form), (width, scheme)
        assert width == form.evaluate("document.documentElement.scrollWidth")


def test_the_file_is_copied_and_saved_under_its_name(browser: Browser, root: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{root}contribute/new/")
    fill(page)
    page.get_by_role("button", name="Copy the file").press("Enter")
    path = page.locator(".pm-new-name").text_content() or ""
    expect(page.locator(".pm-new-ways output")).to_have_text(f"copied; save it as {path}")
    assert text(page) == page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download it").click()
    assert "2023-10-20-results-day-nobody-can-log-in-at-all.yaml" == saved.value.suggested_filename
    assert text(page) == saved.value.path().read_text("utf-8")
    said = f"downloaded as {saved.value.suggested_filename}; put it at {path}"
    expect(page.locator(".pm-new-ways output")).to_have_text(said)
    page.get_by_label("Start").fill("")
    expect(page.locator(".pm-new-ways output")).to_have_text("")
    with page.expect_download():
        page.get_by_role("button", name="Download it").click()
    expect(page.locator(".pm-new-ways output")).to_have_text(re.compile("; it has no name yet: it needs Start$"))
    context.close()


def test_without_scripts_the_file_is_there_and_the_link_holds_it(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}contribute/new/")
    assert not page.locator(".pm-new").is_visible()
    assert page.locator("article noscript p").is_visible()
    assert not page.get_by_role("button", name="Copy the file").is_visible()
    assert [text(page)] == asked(page)["value"]
    context.close()


def test_services_that_other_reports_name_are_offered(form: Page) -> None:
    offered = form.locator("#new-services option").all_text_contents()
    assert list(ARCHIVE.by_service) == offered
