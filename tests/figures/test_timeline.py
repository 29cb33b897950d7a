"""The figure and the list as HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from postmortems.figures import timeline
from postmortems.figures.timeline import entries
from postmortems.model import Incident
from postmortems.vocabulary import Detector, Kind
from tests.building import entry, incident, share, window


def figure(told: Incident) -> Markup:
    return timeline.figure(told, "numbers/#{}".format)


def listed(*told: object, **fields: object) -> str:
    return str(entries(incident(*told, **fields), lambda text: Markup(escape(text))))  # type: ignore[arg-type]


def test_the_drawing_links_every_entry_to_its_row() -> None:
    found = incident(entry(Kind.DETECTED, "09:15", anchor="09-15-detected"), entry(Kind.NOTE, anchor="note-x"))
    drawn = figure(found)
    # The wide, the mid and the narrow drawing; one of them is displayed.
    assert 3 == drawn.count('href="#09-15-detected"') == drawn.count('href="#note-x"')
    rows = entries(found, lambda text: Markup(escape(text)))
    assert ["09-15-detected", "note-x"] == re.findall(r'<li class="pm-entry[^"]*" id="([^"]+)"', rows)


def test_the_number_of_a_row_leads_back_to_its_pin() -> None:
    found = incident(entry(Kind.DETECTED, "09:15", anchor="09-15-detected"))
    assert 'href="#diagram-09-15-detected"' in entries(found, lambda text: Markup(escape(text)))
    assert 'id="diagram-09-15-detected"' in figure(found)


def test_the_numbers_of_the_key_lead_to_what_they_mean() -> None:
    drawn = figure(incident(entry(Kind.DETECTED, "09:15"), entry(Kind.MISLEADING, "09:20", "09:30")))
    assert {"numbers/#phases", "numbers/#wrong-paths", "numbers/#duration"} <= set(
        re.findall(r'href="(n[^"]+)"', drawn)
    )


def test_a_pin_says_its_number_time_kind_and_name() -> None:
    drawn = figure(incident(entry(Kind.MISLEADING, "~09:20", label="CDN blamed")))
    assert 'aria-label="Event 1, about 09:20, Wrong path: CDN blamed"' in drawn
    assert 'aria-label="Event 1, time unknown, Note: Something was note"' in figure(incident(entry(Kind.NOTE)))


def test_what_people_typed_is_shown_and_does_nothing() -> None:
    drawn = figure(incident(entry(Kind.DETECTED, "09:15", label="<b>{{ x }}</b>")))
    assert "<b>" not in drawn
    assert "&lt;b&gt;{{ x }}&lt;/b&gt;" in drawn


def test_nothing_needs_a_style_attribute_or_a_script() -> None:
    drawn = figure(incident()) + listed()
    assert "style=" not in drawn
    assert "<script" not in drawn


def test_the_legend_names_only_what_occurs() -> None:
    drawn = figure(incident(entry(Kind.DETECTED, "09:15"), entry(Kind.RESOLVED, "09:54")))
    assert ["Detection", "Resolution"] == re.findall(r"</svg>(\w+)</li>", drawn)
    assert "Time not exact</li>" in figure(incident(entry(Kind.DETECTED, "~09:15")))


def test_the_key_names_the_phases_the_wrong_paths_and_the_total() -> None:
    drawn = figure(
        incident(
            entry(Kind.DETECTED, "09:20"), entry(Kind.MISLEADING, "09:25", "09:35"), entry(Kind.MITIGATED, "09:40")
        )
    )
    keys = re.findall(r">([\w ]+)</a></dt><dd>([^<]+)</dd>", drawn)
    assert [
        ("Undetected", "8 min"),
        ("Responding", "20 min"),
        ("Recovering", "14 min"),
        ("On wrong paths", "10 min"),
        ("Users affected for", "42 min"),
    ] == keys


def test_windows_are_drawn_as_a_profile_with_its_peak() -> None:
    drawn = figure(incident(windows=(window("09:12", "09:30", "10"), window("09:30", "09:54", "50"))))
    assert "Users affected: 50 % at the peak<" in drawn


def test_one_share_from_start_to_end_is_one_step() -> None:
    drawn = figure(incident(users_affected=share("50")))
    assert "Users affected: 50 %<" in drawn
    assert 2 == len(re.findall(r'class="pm-step"', drawn))


def test_an_unknown_share_has_no_profile() -> None:
    assert "pm-step" not in figure(incident(users_affected=share(None)))


def test_a_pause_is_named_where_it_is_long() -> None:
    told = listed(entry(Kind.DETECTED, "09:12"), entry(Kind.ACTION, "09:13"), entry(Kind.RESOLVED, "09:54"))
    assert ["41 min"] == re.findall(r"↓ ([^<]+)<", told)


def test_no_pause_is_claimed_across_an_unknown_time() -> None:
    assert "↓" not in listed(entry(Kind.DETECTED, "09:12"), entry(Kind.ACTION), entry(Kind.RESOLVED, "09:54"))


def test_rows_say_who_noticed_to_whom_it_went_and_how_long_it_took() -> None:
    told = listed(
        entry(Kind.DETECTED, "09:00", by=Detector.CUSTOMER),
        entry(Kind.ESCALATED, "09:12", to="Database team"),
        entry(Kind.MISLEADING, "09:20", "09:30"),
    )
    assert "Noticed by customers" in told
    assert "To Database team" in told
    assert "until 09:30" in told
    assert ["T−12 min", "T+0", "T+8 min"] == re.findall(r"T[+−][^<]+", told)


def test_a_new_day_is_named_once() -> None:
    told = listed(
        entry(Kind.DETECTED, "09:12"), entry(Kind.NOTE, "2025-03-15 10:00"), entry(Kind.NOTE, "2025-03-15 11:00")
    )
    assert ["Fri 14 Mar 2025", "Sat 15 Mar 2025"] == re.findall(r"\w{3} \d+ Mar 2025", told)
