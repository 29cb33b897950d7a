"""The timeline of an incident: its diagram in three layouts, and the list beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from markupsafe import Markup

from postmortems import words
from postmortems.figures.axis import Place, axis_of
from postmortems.figures.labels import name_of
from postmortems.figures.overview import Form, Overview, overview_of
from postmortems.figures.pins import Pin
from postmortems.figures.places import Placed, placed_entries
from postmortems.figures.rail import Rail, rail_of
from postmortems.figures.shades import Shading, shading_of
from postmortems.figures.text_width import is_measured
from postmortems.model import Entry, Incident
from postmortems.templating import render
from postmortems.times import Moment
from postmortems.vocabulary import Detector, Kind, Phase

FORMS = (Form(name="wide", width=860, max_lanes=12), Form(name="mid", width=560, max_lanes=13))
"""Below the narrower of the two it is the rail."""
NOTABLE_GAP = 0.12
"""A pause in the list is named when it is longer than this share of the incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The three layouts; exactly one is displayed, by the width of the figure."""

    wide: Overview
    mid: Overview
    narrow: Rail
    shading: Shading
    """Of the wide and the mid one; the narrow one shades nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a phase, or a mark, is called and how long it was."""

    mark: str
    """The name of its style."""
    name: str
    """`Undetected`, `On wrong paths`."""
    length: str
    """`about 14 min`, or `unknown`."""
    number: str
    """The name under which the number is explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of the list."""

    entry: Entry
    kind: str
    """Its kind as readers see it: `Wrong path`."""
    day: str
    """The day, where it is another than that of the row above; else empty."""
    clock: str
    """Empty where the time is unknown."""
    since: str
    """Since the start: `T+14 min`; empty where the time is unknown."""
    until: str
    """When it ended; empty where it was a point, or that is unknown."""
    gap: str
    """How long nothing happened before it, where that is worth a row; else empty."""
    gap_phase: str
    """The phase that time lies in: that of the entry above."""
    phase: str
    """The phase it lies in, `before` or `after`."""
    is_exact: bool
    """Whether the time is stated, and not as "about"."""
    text: Markup
    """Of the entry, as HTML."""
    who: str
    """Who noticed, or to whom it went; else empty."""


def layout(incident: Incident) -> Timeline:
    """Return the numbers of all layouts."""
    placed = placed_entries(incident)
    axis = axis_of(incident, placed)
    wide, mid = (overview_of(incident, axis, placed, form) for form in FORMS)
    shading = shading_of(axis, incident.summary.zone)
    return Timeline(wide=wide, mid=mid, narrow=rail_of(incident, axis, placed), shading=shading)


def figure(incident: Incident, numbers: Callable[[str], str]) -> Markup:
    """Return the diagram as HTML: key, drawing, legend and caption.

    `numbers` returns the address at which a number is explained, by its name: `phases`, `wrong-paths`, `duration`.
    """
    timeline = layout(incident)
    kinds = [kind for kind in Kind if incident.first(kind)]
    return render(
        "timeline/figure.html.jinja",
        timeline=timeline,
        keys=_keys(incident),
        numbers=numbers,
        total=words.span(incident.duration),
        kinds=[(kind, words.KINDS[kind]) for kind in kinds],
        has_inexact=any(entry.at is None or entry.at.about for entry in incident.timeline),
        entries=incident.timeline,
        caption=f"{caption(incident)} Numbers link to the list.",
        shaded=timeline.shading,
        **spoken(incident),
    )


def spoken(incident: Incident) -> dict[str, object]:
    """Return what a drawing's template asks for names, tooltips, and attributes that seldom have a value."""
    start = incident.summary.start
    return {
        "name": partial(_name, start=start),
        "pill": partial(_pill, start=start),
        "tooltip": partial(_tooltip, start=start),
        "offset": _offset,
        "pinned": _pinned,
    }


def entries(incident: Incident, inline: Callable[[str], Markup]) -> Markup:
    """Return the list of entries as HTML; `inline` renders the inline Markdown of an entry's text."""
    return render("timeline/entries.html.jinja", items=_items(incident, inline))


def _keys(incident: Incident) -> list[Key]:
    keys = [
        Key(mark=stretch.phase, name=words.PHASES[stretch.phase], length=words.span(stretch.span), number="phases")
        for stretch in incident.stretches
    ]
    if (lost := incident.time_on_wrong_paths) is not None:
        keys.append(Key(mark="wrong-path", name="On wrong paths", length=words.span(lost), number="wrong-paths"))
    return keys


def caption(incident: Incident) -> str:
    """Return what is said below a drawing: the days, the zone, and that the axis is to scale."""
    start, end = incident.summary.start, incident.summary.end
    zones = [words.zone(start)]
    if words.zone(end) not in zones:
        zones.append(words.zone(end))
    name, stated = incident.summary.zone.name, ", then ".join(zones)
    zone = f"{name} ({stated})" if name != stated else name
    return f"{_days(start, end)}, times in {zone}. Axis to scale."


def _days(start: Moment, end: Moment) -> str:
    """From which day to which: `Thu 2 Nov 2023`, `Sun 19 Oct to Tue 21 Oct 2025`."""
    first, last = start.local.date(), end.local.date()
    until = f"{last:%a} {words.short_day(last)}"
    if first == last:
        return until
    return f"{first:%a} {first.day} {first:%b}{f' {first.year}' if first.year != last.year else ''} to {until}"


def _offset(place: Place) -> Markup:
    """The attribute that moves a mark by the pixels of its place."""
    # A number needs no escaping, and there are hundreds.
    return Markup(f' transform="translate({place.offset})"') if place.offset else Markup("")  # noqa: S704


def _pinned(text: str, width: float) -> Markup:
    """The attribute that sets a text in the width it was measured at, whatever font the reader has.

    Scripts whose widths are guesses, and whose letters join, are left as they come: the guess is on the wide side.
    """
    return Markup(f' textLength="{width}"') if is_measured(text) else Markup("")  # noqa: S704  a number


def _name(entry: Entry, start: Moment) -> str:
    """What a screen reader says for a pin."""
    return f"Event {entry.number}, {_when(entry, start)}, {words.KINDS[entry.kind]}: {name_of(entry)}"


def _pill(pin: Pin, start: Moment) -> str:
    """What a screen reader says for a pill."""
    return f"Events {pin.entry.number} to {pin.entries[-1].number}, from {_when(pin.entry, start)}"


def _tooltip(pin: Pin, start: Moment) -> str:
    """What a mouse is told where the drawing has no room for a label, or not for all of it; else empty."""
    if pin.label and pin.label.is_whole:
        return ""
    return f"{pin.entry.number} · {_when(pin.entry, start)} · {name_of(pin.entry)}"


def _when(entry: Entry, start: Moment) -> str:
    """The time of an entry, with its day where that is another than that of the start."""
    if entry.at is None:
        return "time unknown"
    day = entry.at.local.date()
    clock = words.clock(entry.at)
    return clock if day == start.local.date() else f"{words.short_day(day)}, {clock}"


def _items(incident: Incident, inline: Callable[[str], Markup]) -> list[Item]:
    start, end = incident.summary.start, incident.summary.end
    notable = end.since(start) * NOTABLE_GAP
    several_days = len({e.at.local.date() for e in incident.timeline if e.at} | {start.local.date()}) > 1
    items: list[Item] = []
    last: Moment | None = None
    day = None
    for placed in placed_entries(incident):
        entry, at = placed.entry, placed.entry.at
        gap = at.since(last) if at and last else timedelta(0)
        new_day = at.local.date() if at and at.local.date() != day else None
        items.append(
            Item(
                entry=entry,
                kind=words.KINDS[entry.kind],
                day=f"{new_day:%a} {words.short_day(new_day)}" if new_day and several_days else "",
                clock=words.clock(at) if at else "",
                since=_since(at.since(start)) if at else "",
                until=_until(entry),
                gap=words.length(gap) if gap > notable else "",
                gap_phase=items[-1].phase if items else "",
                phase=_phase(incident, placed),
                is_exact=placed.is_exact,
                text=inline(entry.text),
                who=_who(entry),
            )
        )
        # Across entries of unknown time nobody can say that nothing happened.
        last, day = at, new_day or day
    return items


def _since(elapsed: timedelta) -> str:
    if not elapsed:
        return "T+0"
    return f"T{'+' if elapsed > timedelta(0) else '−'}{words.length(elapsed)}"


def _until(entry: Entry) -> str:
    if entry.until is None:
        return ""
    same_day = entry.at is None or entry.at.local.date() == entry.until.local.date()
    return (
        words.clock(entry.until)
        if same_day
        else f"{words.short_day(entry.until.local.date())}, {words.clock(entry.until)}"
    )


def _who(entry: Entry) -> str:
    if entry.by is not None:
        return "Who noticed is not known" if entry.by is Detector.UNKNOWN else f"Noticed by {words.DETECTORS[entry.by]}"
    return f"To {entry.to}" if entry.to else ""


def _phase(incident: Incident, placed: Placed) -> str:
    """The phase that begins with an entry counts as its own."""
    if placed.instant < incident.summary.start.instant:
        return "before"
    for stretch in incident.stretches:
        if placed.instant < stretch.end.instant:
            return str(stretch.phase)
    return "after" if placed.instant >= incident.summary.end.instant else str(Phase.UNKNOWN)
