"""The figure and the list as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

from markupsafe import Markup, escape

from postmortems.figures import timeline
from postmortems.figures.timeline import entries
from postmortems.model import Incident
from postmortems.vocabulary import Detector, Kind
from tests.building import entry, incident, share, window, zone


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


def test_a_row_answers_to_its_other_address_too() -> None:
    told = listed(entry(Kind.NOTE, "09:15", anchor="09-15-note-cold", also="09-15-note"))
    assert '<span class="pm-also pm-t-1" id="09-15-note"></span>' in told
    assert "pm-also" not in listed()


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


def test_the_diagram_can_be_skipped() -> None:
    assert '<a class="pm-skip" href="#timeline-list">' in figure(incident())
    assert 'id="timeline-list"' in listed()


def test_what_has_no_row_on_a_phone_is_counted_with_a_link_to_the_list() -> None:
    drawn = figure(incident(*[entry(Kind.NOTE, f"09:{minute}") for minute in range(12, 40)]))
    assert '<a href="#timeline-list">+ 12 more in the list</a>' in drawn
    assert "more in the list" not in figure(incident())


def caption(told: Incident) -> str:
    [found] = re.findall(r"<figcaption>(.*)</figcaption>", figure(told))
    return re.sub("<[^>]+>", "", found)


def in_zone(told: Incident, name: str) -> Incident:
    there = zone(name)
    start, end = (replace(m, zone=there) for m in (told.summary.start, told.summary.end))
    return replace(told, summary=replace(told.summary, zone=there, start=start, end=end))


def test_the_caption_says_which_days_which_zone_and_that_the_axis_is_to_scale() -> None:
    assert "Fri 14 Mar 2025, times in UTC. Axis to scale. Numbers link to the list." == caption(incident())


def test_the_caption_names_the_zone_with_its_offset() -> None:
    days = incident(start="2025-10-19 12:00", end="2025-10-21 12:00")
    assert caption(in_zone(days, "America/Los_Angeles")).startswith(
        "Sun 19 Oct to Tue 21 Oct 2025, times in America/Los_Angeles (PDT, UTC-07:00)."
    )
    change = incident(start="2025-10-25 20:00", end="2025-10-26 12:00")
    assert "times in Europe/Berlin (CEST, UTC+02:00, then CET, UTC+01:00)." in caption(in_zone(change, "Europe/Berlin"))


def test_the_caption_says_both_years_where_there_are_two() -> None:
    told = incident(start="2025-12-31 20:00", end="2026-01-01 04:00")
    assert caption(told).startswith("Wed 31 Dec 2025 to Thu 1 Jan 2026, times in UTC.")


def test_the_caption_says_what_is_shaded() -> None:
    assert caption(incident(start="20:00", end="2025-03-15 12:00")).endswith("list. Shaded: night, 22 to 6.")
    assert caption(incident(start="2025-03-14 00:00", end="2025-03-28 00:00")).endswith("list. Shaded: weekends.")


def test_a_pin_on_another_day_than_the_start_says_its_day() -> None:
    drawn = figure(incident(entry(Kind.NOTE, "2025-03-15 02:00", label="Told"), start="20:00", end="2025-03-15 04:00"))
    assert 3 == drawn.count('aria-label="Event 1, 15 Mar 2025, 02:00, Note: Told"')


def test_a_pill_says_which_entries_it_stands_for() -> None:
    crowd = [entry(Kind.ACTION, "2025-03-15 02:00") for _ in range(20)]
    drawn = figure(incident(*crowd, start="20:00", end="2025-03-15 04:00"))
    assert re.search(r'aria-label="Events 1 to \d+, from 15 Mar 2025, 02:00"', drawn)


def tooltips(told: Incident) -> list[str]:
    return re.findall("<title>([^<]+)</title>", figure(told))


def test_a_bare_pin_tells_a_mouse_its_number_time_and_name() -> None:
    long = "A name that is as long as they come"
    bare = incident(*[entry(Kind.ACTION, f"09:{minute}", label=long) for minute in range(30, 45)])
    assert "15 · 09:44 · A name that is as long as they come" in tooltips(bare)
    assert [] == tooltips(incident())


def test_a_label_that_is_cut_is_told_whole_by_its_tooltip() -> None:
    text = "The on-call engineer restarts the load balancer of the first zone of all."
    told = [entry(Kind.ACTION, f"09:{minute}", text=text) for minute in range(30, 45)]
    assert ">The on-call engineer restarts…</text>" in figure(incident(*told))
    assert "6 · 09:35 · The on-call engineer restarts the load…" in tooltips(incident(*told))


def test_the_ends_of_the_ribbon_are_named_and_are_no_phase() -> None:
    drawn = figure(incident(entry(Kind.TRIGGER, "09:00"), entry(Kind.NOTE, "10:05")))
    assert {"before", "after"} == set(re.findall(r">(before|after)</text>", drawn))
    assert 'class="pm-tint pm-outside"' in drawn
    assert "pm-outside-edge" in drawn
    assert "pm-outside" not in figure(incident())


def test_a_gap_has_a_whisker_and_an_end_on_either_side_in_the_wide_and_the_mid_drawing() -> None:
    drawn = figure(incident(entry(Kind.DETECTED, "09:15"), entry(Kind.NOTE), entry(Kind.ACTION, "09:30")))
    assert (2, 4) == (drawn.count("pm-whisker"), drawn.count("pm-cap"))
    assert (0, 0) == (figure(incident()).count("pm-whisker"), figure(incident()).count("pm-cap"))


def test_a_wrong_path_is_drawn_in_every_layout() -> None:
    drawn = figure(incident(entry(Kind.MISLEADING, "09:20", "09:30")))
    assert 3 == drawn.count('<rect class="pm-wrong-path"')


def test_the_distance_behind_a_break_is_written_in_every_layout() -> None:
    drawn = figure(incident(entry(Kind.TRIGGER, "08:00"), entry(Kind.DETECTED, "09:12")))
    assert 2 == drawn.count(">1 h 12 min earlier</text>")
    assert 1 == drawn.count(">12 min</text>")
