"""What the page of a year or a quarter tells whoever answers for it, and how periods are found."""

from __future__ import annotations

from datetime import date

from postmortems.collection import Archive
from postmortems.model import Incident, Task, Withdrawal
from postmortems.pages.page import Page
from postmortems.pages.period import MOST_BEFORE, Review, overview, review, reviews
from postmortems.periods import Period
from postmortems.settings import Settings, Site
from postmortems.vocabulary import Detector, Kind, Word
from tests import html
from tests.building import entry, incident, share, window

TODAY = date(2026, 2, 10)
SETTINGS = Settings(severities=("critical", "major"))
GONE = Withdrawal(on=date(2026, 1, 31), reason="Told twice.")
TASKS = (
    Task(task="Some day."),
    Task(task="Soon.", due=date(2026, 3, 1)),
    Task(task="Late.", due=date(2026, 2, 9), owner="Database"),
    Task(task="Done.", done=True),
    Task(task="Dropped.", dropped="No use."),
)
LONG = incident(
    id="2025-02-01-long", title="Long", start="2025-02-01 08:00", end="2025-02-01 18:00", severity="major",
    users_affected=share("10", Word.ABOUT), tasks=TASKS,
)  # fmt: skip
WIDE = incident(
    entry(Kind.DETECTED, by=Detector.CUSTOMER),
    id="2025-03-14-wide", title="Wide", start="09:00", end="11:00", severity="critical", users_affected=share("100"),
    tasks=(Task(task="Halve it.", done=date(2025, 4, 1)),),
)  # fmt: skip
DARK = incident(
    id="2025-05-02-dark", title="Dark", start="2025-05-02 07:00", end="2025-05-05 07:00", severity="major",
    users_affected=share(None), tasks=(Task(task="Count users.", done=True),),
)  # fmt: skip
OLD = incident(id="2023-05-02-old", title="Old", start="2023-05-02 07:00", end="2023-05-02 09:00")
WITHDRAWN = incident(
    id="2025-06-01-gone", title="Gone", start="2025-06-01 05:00", end="2025-06-01 15:00", withdrawn=GONE
)


def archive(*incidents: Incident, today: date = TODAY, settings: Settings = SETTINGS) -> Archive:
    return Archive(incidents=incidents, today=today, settings=settings)


ARCHIVE = archive(WITHDRAWN, DARK, WIDE, LONG, OLD)


def shown(page: Page) -> html.Element:
    return html.parse("".join(section.html() for section in page.sections))


def page(year: int, quarter: int = 0, of: Archive = ARCHIVE) -> html.Element:
    return shown(review(Period(year, quarter), of))


def terms(tree: html.Element) -> dict[str, str]:
    return {div.one("dt").text: div.one("dd").text for dl in tree.all("dl") for div in dl.all("div")}


def test_a_period_says_what_it_is_and_how_many_incidents_began_in_it() -> None:
    assert "Incidents of 2025" == page(2025).one("h1").text
    assert "Incidents of the second quarter of 2025" == page(2025, 2).one("h1").text
    assert "3 incidents began in 2025. 1 withdrawn report is not counted." == page(2025).one("p", class_="pm-said").text
    assert "1 incident began in the second quarter of 2023." == page(2023, 2).one("p", class_="pm-said").text


def test_a_period_without_incidents_has_a_page_that_says_so() -> None:
    tree = page(2024, 3)
    assert "Incidents of the third quarter of 2024" == tree.one("h1").text
    assert "No incident began in the third quarter of 2024." == tree.one("p", class_="pm-said").text
    assert [] == tree.all("dl", "table", "h2")


def test_a_period_that_is_not_over_says_until_when_it_is_told() -> None:
    def said(year: int, quarter: int = 0) -> str:
        return page(year, quarter, archive(WIDE, today=date(2025, 5, 6))).one("p", class_="pm-said").text

    assert "1 incident began in 2025 up to 6 May 2025; the year is not over." == said(2025)
    assert "1 incident began in the first quarter of 2025." == said(2025, 1)
    assert "No incident began in the second quarter of 2025 up to 6 May 2025; the quarter is not over." == said(2025, 2)
    assert "The third quarter of 2025 has not begun." == said(2025, 3)


def test_incidents_fall_by_lost_user_time_and_those_without_a_known_share_come_last_and_are_counted() -> None:
    tree = page(2025)
    rows = tree.one("table", class_="pm-index").one("tbody").all("tr")
    assert [("1", "Wide"), ("2", "Long"), ("3", "Dark")] == [(r.all("td")[0].text, r.all("a")[0].text) for r in rows]
    (caveat,) = [p.text for p in tree.all("p", class_="pm-caveat") if "lost user time" in p.text]
    assert caveat.startswith("For 1 of them the share of users")
    assert caveat not in page(2025, 1).text


def test_the_list_is_called_by_what_it_truly_is_ordered_by() -> None:
    def called(*told: Incident) -> tuple[str, str]:
        tree = page(2025, of=archive(*told))
        (head,) = (th for th in tree.one("table", class_="pm-index").all("th") if "aria-sort" in th.attributes)
        return tree.one("h2", id="incidents").text, head.one("a").text

    parts = (window("09:00", "10:00", "40"), window("10:00", "11:00", None))
    partly = incident(start="09:00", end="11:00", users_affected=share("40"), windows=parts)
    assert ("Incidents by lost user time", "Lost user time") == called(WIDE, DARK)
    assert ("Incidents by users affected", "Users affected") == called(partly, DARK)
    assert ("Incidents by duration", "Duration") == called(DARK, DARK)
    assert "The incident" == called(DARK)[0]


def test_where_all_lost_user_time_is_unknown_the_order_is_told_instead() -> None:
    told = page(2025, of=archive(DARK, DARK)).text
    assert "lost user time is unknown: they stand by users affected at most, then by duration." in told
    assert "they come last" not in told


def test_paper_cuts_what_one_sheet_has_no_room_for_and_counts_it() -> None:
    many = tuple(incident(id=f"2025-03-14-{i}", tasks=TASKS) for i in range(30))
    view = Review(period=Period(2025), archive=archive(*many))
    tree = shown(review(Period(2025), archive(*many)))
    rows = tree.one("table", class_="pm-index").all("tr", class_="pm-off-paper")
    assert 0 < len(rows) < 30
    notes = [p.text for p in tree.all("p", class_="pm-on-paper")]
    assert f"…and {len(rows)} more in the archive." == notes[0]
    open_, late = 3 * 30 - view.sheet.tasks, 30 - view.sheet.tasks
    assert f"…and {open_} more open tasks, {late} of them overdue, in the archive." == notes[1]


def test_what_fits_a_sheet_is_printed_whole() -> None:
    tree = page(2025, 1)
    assert [] == tree.all("tr", class_="pm-off-paper")
    assert ["Postmortems"] == [p.text for p in tree.all("p", class_="pm-on-paper")]


def test_paper_names_the_archive_and_the_address_where_it_is_known() -> None:
    there = Archive(incidents=(OLD,), site=Site(name="Our outages", url="https://example.org/"))
    for told, path in ((review(Period(2023), there), "reports/2023/"), (overview(there), "reports/")):
        (foot,) = (p.text for p in shown(told).all("p", class_="pm-origin"))
        assert f"Our outages · https://example.org/{path}" == foot


def test_times_are_added_with_their_words_and_lost_user_time_says_of_how_many() -> None:
    found = terms(page(2025))
    assert "3 0 in 2024" == found["Incidents"]
    assert "3 d 12 h added up over incidents" == found["Users affected for"]
    assert "about 3 h 0 min of 2 whose share of users is known" == found["Lost user time"]
    assert "unknown" == terms(page(2025, 2))["Lost user time"]
    assert "about 3 h 0 min" == terms(page(2025, 1))["Lost user time"]


def test_shares_of_users_are_not_added() -> None:
    assert "110 %" not in page(2025).text
    assert "Shares of users are never added." in page(2025).text
    assert "added" not in page(2025, 2).text


def test_times_added_between_organisations_say_so() -> None:
    one, other = (incident(id=f"2025-03-14-{name}", organisation=name) for name in ("a", "b"))
    assert "also between the 2 organisations" in page(2025, of=archive(one, other)).text
    assert "organisations" not in page(2025).text


def test_time_is_told_by_severity_the_gravest_first_and_what_is_not_rated_last() -> None:
    unrated = incident(id="2025-01-01-unrated", start="2025-01-01 08:00", end="2025-01-01 09:00")
    tree = page(2025, of=archive(WIDE, LONG, unrated))
    dd = next(dd for dd in tree.all("dd") if dd.all("b", class_="pm-severity"))
    assert ["critical 2 h 0 min 1 incident", "major 10 h 0 min 1 incident", "not rated 1 h 0 min 1 incident"] == [
        li.text for li in dd.all("li")
    ]
    assert not any("severity" in name for name in terms(page(2023)))


def test_who_noticed_first_is_counted() -> None:
    assert "2 × monitoring, 1 × customers" == terms(page(2025))["Noticed first by"]


def spreads(tree: html.Element) -> list[tuple[str, str, str, int]]:
    rows = tree.one("table", class_="pm-across").one("tbody").all("tr")
    return [
        (r.one("th").text, r.all("td")[0].text, r.all("td")[1].text, len(r.all("circle"))) for r in rows
    ]  # fmt: skip


def test_durations_stand_beside_those_of_earlier_periods_of_the_same_kind() -> None:
    assert [("2025", "3", "10 h 0 min", 3), ("2023", "1", "2 h 0 min", 1)] == spreads(page(2025))
    assert [("Q2 2025", "1"), ("Q1 2025", "2"), ("Q2 2023", "1")] == [row[:2] for row in spreads(page(2025, 2))]
    assert "A year without an incident has no row." in page(2025).text


def test_the_first_period_says_that_nothing_lies_before_it() -> None:
    assert [("2023", "1", "2 h 0 min", 1)] == spreads(page(2023))
    assert "The archive holds no incident of an earlier year." in page(2023).text


def test_rows_of_earlier_periods_lead_to_them_and_later_ones_are_not_told() -> None:
    years = tuple(incident(start=f"{year}-03-14 09:00", end=f"{year}-03-14 10:00") for year in (2025, 2024, 2023))
    rows = page(2024, of=archive(*years)).one("table", class_="pm-across").one("tbody").all("tr")
    assert [("2024", []), ("2023", ["../2023/"])] == [
        (row.one("th").text, [a.attributes["href"] for a in row.all("a")]) for row in rows
    ]


def test_what_lies_far_back_shares_a_row() -> None:
    years = range(2025, 2025 - MOST_BEFORE - 3, -1)
    many = tuple(incident(start=f"{year}-03-14 09:00", end=f"{year}-03-14 10:00") for year in years)
    rows = spreads(page(2025, of=archive(*many)))
    assert 1 + MOST_BEFORE + 1 == len(rows)
    assert ("Before 2013", "2", "1 h 0 min", 2) == rows[-1]
    assert len(many) == sum(int(row[1]) for row in rows)


def test_the_90th_percentile_waits_for_twenty_incidents() -> None:
    many = tuple(incident(id=f"2025-03-14-{i}", start="00:00", end=f"{i:02}:30") for i in range(20))
    assert "△ the 90th percentile from 20 incidents on" in page(2025, of=archive(*many)).text
    assert "△" not in page(2025, of=archive(*many[1:])).text


def test_what_was_promised_is_counted_and_open_tasks_are_listed_the_overdue_first() -> None:
    tree = page(2025)
    assert "3 of 7 3 open, 1 overdue" == terms(tree)["Tasks done"]
    said = "7 tasks. As of 10 February 2026: 3 done, 3 open (1 overdue, 1 without a day), 1 dropped."
    assert said in tree.text
    rows = tree.one("table", class_="pm-listing").one("tbody").all("tr")
    assert ["Late.", "Soon.", "Some day."] == [row.all("td")[1].text for row in rows]
    assert "9 Feb 2026 1 day late" == rows[0].all("td")[0].text
    assert "../../incidents/2025-02-01-long/" == rows[0].one("a").attributes["href"]


def test_a_period_whose_tasks_are_all_done_lists_none() -> None:
    tree = page(2025, 2)
    assert "1 task. As of 10 February 2026: 1 done, 0 open." in tree.text
    assert [] == tree.all("table", class_="pm-listing")


def test_neighbours_are_linked_where_they_have_a_page() -> None:
    def around(tree: html.Element) -> list[tuple[str, str]]:
        return [(span.text, span.one("a").attributes["href"]) for nav in tree.all("nav") for span in nav.all("span")]

    assert [("Previous year: 2023", "../2023/"), ("Next year: 2025", "../2025/")] == around(page(2024))
    assert [("Previous year: 2025", "../2025/")] == around(page(2026))
    assert [("Previous quarter: Q4 2023", "../2023-q4/"), ("Next quarter: Q2 2024", "../2024-q2/")] == around(
        page(2024, 1)
    )
    assert [] == page(2025, of=archive(WIDE, today=date(2025, 12, 31))).all("nav")


def test_a_year_leads_to_its_quarters_and_a_quarter_up_to_its_year() -> None:
    assert "Q1 2025 2 Q2 2025 1 Q3 2025 0 Q4 2025 0" == terms(page(2025))["By quarter"]
    assert "By quarter" not in terms(page(2025, 1))
    above = review(Period(2025, 1), ARCHIVE).parent
    assert above is not None
    assert ("reports/2025", "Incidents of 2025") == (above.path, above.title)


def test_every_year_and_quarter_has_a_page_years_first_so_that_quarters_find_theirs() -> None:
    paths = [found.path for found in reviews(ARCHIVE)]
    years = [f"reports/{year}" for year in (2023, 2024, 2025, 2026)]
    assert [*years, "reports/2023-q1"] == paths[:5]
    assert 4 + 16 == len(set(paths))


def test_descriptions_carry_the_numbers() -> None:
    assert (
        "2 incidents began in the first quarter of 2025. Users were affected for 12 h 0 min. Tasks: 2 of 6 done."
        == review(Period(2025, 1), ARCHIVE).description
    )
    assert "No incident began in 2024." == review(Period(2024), ARCHIVE).description


def test_there_is_no_mean() -> None:
    """Of 2, 10 and 72 hours it would be 1 d 4 h."""
    assert "10 h 0 min" == Review(period=Period(2025), archive=ARCHIVE).durations[0].median
    assert "mean" not in page(2025).text
    assert "1 d 4 h" not in page(2025).text


def test_what_a_contributor_typed_is_shown_and_not_run() -> None:
    wild = incident(title="<b>Bold</b>", tasks=(Task(task="Drop <i>it</i>.", owner="<script>"),))
    raw = "".join(section.html() for section in review(Period(2025), archive(wild)).sections)
    assert "&lt;b&gt;Bold" in raw
    assert "<script" not in raw


def test_the_overview_lists_every_year_the_newest_first_with_its_quarters() -> None:
    rows = shown(overview(ARCHIVE)).one("tbody").all("tr")
    assert ["2026 0", "2025 3", "2024 0", "2023 1"] == [f"{row.one('th').text} {row.all('td')[0].text}" for row in rows]
    assert ["Q1 2025 2", "Q2 2025 1", "Q3 2025 0", "Q4 2025 0"] == [cell.text for cell in rows[1].all("td")[1:]]
    assert ["2025/", "2025-q1/", "2025-q2/", "2025-q3/", "2025-q4/"] == [a.attributes["href"] for a in rows[1].all("a")]


def test_the_overview_does_not_call_a_quarter_empty_that_has_not_begun() -> None:
    (row,) = shown(overview(archive(WIDE, today=date(2025, 5, 6)))).one("tbody").all("tr")
    assert ["Q1 2025 1", "Q2 2025 0", "Q3 2025 not yet", "Q4 2025 not yet"] == [td.text for td in row.all("td")[1:]]


def test_the_overview_of_an_empty_archive_says_what_to_do() -> None:
    empty = Archive(incidents=())
    tree = shown(overview(empty))
    assert "Reports for a period" == tree.one("h1").text
    assert "../contribute/" == tree.one("a").attributes["href"]
    assert [] == tree.all("table")
    assert [] == list(reviews(empty))
