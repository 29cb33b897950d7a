"""The timeline of an incident: its diagram in three layouts, and the list beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from postmortems import words
from postmortems.figures.axis import Place, axis_of
from postmortems.figures.labels import name_of
from postmortems.figures.overview import Form, Overview, overview_of
from postmortems.figures.panel import Pin
from postmortems.figures.places import Placed, placed_entries
from postmortems.figures.rail import Rail, rail_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a phase, or a mark, is called and how long it was."""

    mark: str
    """The name of its style."""
    name: str
    length: str
    number: str
    """The name under which the number is explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of the list."""

    entry: Entry
    kind: str
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
    text: Markup
    """Of the entry, as HTML."""
    who: str
    """Who noticed, or to whom it went; else empty."""


def layout(incident: Incident) -> Timeline:
    """Return the numbers of all layouts."""
    placed = placed_entries(incident)
    axis = axis_of(incident, placed)
    wide, mid = (overview_of(incident, axis, placed, form) for form in FORMS)
    return Timeline(wide=wide, mid=mid, narrow=rail_of(incident, axis, placed))


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
        inexact=_inexact(incident),
        entries=incident.timeline,
        caption=_caption(incident),
        shaded=_shaded(timeline.wide),
        name=_name,
        pill=_pill,
        offset=_offset,
        pinned=_pinned,
    )


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


def _caption(incident: Incident) -> str:
    start, end = incident.summary.start, incident.summary.end
    zones = [words.zone(start)]
    if words.zone(end) not in zones:
        zones.append(words.zone(end))
    name, stated = incident.summary.zone.name, ", then ".join(zones)
    times = f"Times in {name} ({stated})." if name != stated else f"Times in {name}."
    return f"{times} Axis to scale. Numbers link to the list."


def _shaded(drawn: Overview) -> str:
    """What is shaded in the drawings with flags; the rail shades nothing."""
    if not drawn.panel.shades:
        return ""
    return "Shaded: weekends." if drawn.panel.axis.length > timedelta(days=6) else "Shaded: night, 22 to 6."


def _inexact(incident: Incident) -> str:
    """What the dashed shape means in this diagram; empty where every time is exact."""
    about = any(entry.at is not None and entry.at.about for entry in incident.timeline)
    unknown = any(entry.at is None for entry in incident.timeline)
    said = " or ".join(word for word, told in (("about", about), ("unknown, only the order is known", unknown)) if told)
    return f"Time {said}" if said else ""


def _offset(place: Place) -> Markup:
    """The attribute that moves a mark by the pixels of its place."""
    # A number needs no escaping, and there are hundreds.
    return Markup(f' transform="translate({place.offset})"') if place.offset else Markup("")  # noqa: S704


def _pinned(text: str, width: float) -> Markup:
    """The attribute that sets a text in the width it was measured at, whatever font the reader has.

    Scripts whose widths are guesses, and whose letters join, are left as they come: the guess is on the wide side.
    """
    return Markup(f' textLength="{width}"') if is_measured(text) else Markup("")  # noqa: S704  a number


def _name(entry: Entry) -> str:
    """What a screen reader says for a pin."""
    time = words.clock(entry.at) if entry.at else "time unknown"
    return f"Event {entry.number}, {time}, {words.KINDS[entry.kind]}: {name_of(entry)}"


def _pill(pin: Pin) -> str:
    """What a screen reader says for a pill."""
    first = pin.entry
    time = words.clock(first.at) if first.at else "time unknown"
    return f"Events {first.number} to {pin.entries[-1].number}, from {time}"


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
