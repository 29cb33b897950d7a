"""The timeline to embed elsewhere: one SVG file that an XML parser reads, and that asks nothing of its surroundings."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from postmortems import words
from postmortems.figures.text_width import text_width
from postmortems.model import Incident
from postmortems.pages.embed import WIDTH, embedded
from postmortems.vocabulary import Effect, Kind, Word
from tests.archives import INCIDENTS
from tests.building import entry, incident, share, zone

SVG = "{http://www.w3.org/2000/svg}"
MADE = (
    incident(),
    incident(users_affected=share(None), zone=zone("Asia/Kathmandu")),
    incident(users_affected=share("95", Word.OVER, "requests"), services={"on": Effect.DATA_LOSS}),
    incident(*(entry(kind, None) for kind in Kind)),
    incident(*(entry(kind, "09:12", label="m" * 40) for kind in Kind for _ in range(4))),
    incident(title="</title></svg><script>alert(1)</script> & ]]> \"'", end="2025-04-20 09:00"),
    incident(entry(Kind.DETECTED, "09:12", label="<script>x</script>", text="</style>"), entry(Kind.RESOLVED, "09:54")),
)
EVERY = [pytest.param(one, id=one.id) for one in INCIDENTS] + [
    pytest.param(one, id=f"made up {n}") for n, one in enumerate(MADE)
]
SHAPES = {
    *("svg", "title", "desc", "style", "defs", "pattern", "symbol", "use", "g", "path", "circle", "line", "rect"),
    *("text", "tspan", "polyline", "clipPath"),
}
"""All that is drawn with: nothing that runs, loads or leads away."""


def parsed(one: Incident) -> ET.Element:
    return ET.fromstring(embedded(one))  # noqa: S314  our own


def style(root: ET.Element) -> str:
    (found,) = root.iter(f"{SVG}style")
    return found.text or ""


@pytest.mark.parametrize("one", EVERY)
def test_it_is_a_drawing_and_nothing_else(one: Incident) -> None:
    root = parsed(one)
    assert f"{SVG}svg" == root.tag
    assert {element.tag for element in root.iter()} <= {f"{SVG}{name}" for name in SHAPES}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)


@pytest.mark.parametrize("one", EVERY)
def test_it_refers_to_nothing_but_its_own_parts(one: Incident) -> None:
    root = parsed(one)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    values = [(name, value) for element in root.iter() for name, value in element.attrib.items()]
    hrefs = [value for name, value in values if name.rpartition("}")[2] in {"href", "src"}]
    urls = re.findall(r"url\(\s*[\"']?([^\"')]*)", " ".join(value for _, value in values) + style(root))
    assert {*hrefs, *urls} <= {f"#{name}" for name in ids}
    assert "@import" not in style(root)
    assert "@font-face" not in style(root)
    assert not [value for _, value in values if "//" in value]


@pytest.mark.parametrize("one", EVERY)
def test_it_says_what_it_shows(one: Incident) -> None:
    root = parsed(one)
    title, description = list(root)[:2]
    assert (f"{SVG}title", f"{SVG}desc") == (title.tag, description.tag)
    assert f"Timeline: {one.title}" == title.text
    assert f"{one.summary.start.local.year}" in (description.text or "")
    assert f"{title.attrib['id']} {description.attrib['id']}" == root.attrib["aria-labelledby"]
    assert "img" == root.attrib["role"]


@pytest.mark.parametrize("one", EVERY)
def test_it_is_light_or_dark_as_the_system_of_its_reader(one: Incident) -> None:
    css = style(parsed(one))
    light, dark = re.findall(r"--pm-ground:(#\w+)", css)
    assert light != dark
    assert css.index(light) < css.index("@media screen and (prefers-color-scheme:dark)") < css.index(dark)
    assert "color-scheme:light dark" in css
    used = set(re.findall(r"var\((--pm-[a-z-]+)\)", css))
    assert used <= set(re.findall(r"(--pm-[a-z-]+):", css.replace(" :", ":")))


@pytest.mark.parametrize("one", EVERY)
def test_it_has_a_size_of_its_own_and_scales(one: Incident) -> None:
    root = parsed(one)
    assert f"0 0 {root.attrib['width']} {root.attrib['height']}" == root.attrib["viewBox"]
    assert float(root.attrib["width"]) > 0
    assert float(root.attrib["height"]) > 0


@pytest.mark.parametrize("one", EVERY)
def test_it_tells_the_marks_that_occur_and_no_others(one: Incident) -> None:
    root = parsed(one)
    told = [text.text for text in root if text.tag == f"{SVG}text"]
    drawn = {
        use.attrib["href"].removeprefix("#pm-")
        for svg in list(root.iter(f"{SVG}svg"))[1:]
        for use in svg.iter(f"{SVG}use")
    }
    assert {words.KINDS[kind] for kind in Kind if kind in drawn} == {*told} & {*words.KINDS.values()}
    looks = " ".join(element.attrib.get("class", "") for element in root.iter())
    assert ("pm-pill" in looks) == ("Several entries" in told)
    assert ("pm-inexact" in looks) == ("Time not exact" in told)


@pytest.mark.parametrize("one", EVERY)
def test_all_its_text_stays_within(one: Incident) -> None:
    root = parsed(one)
    for text in (element for element in root if element.tag == f"{SVG}text"):
        assert float(text.attrib["x"]) + float(text.attrib.get("textLength", 0)) <= WIDTH - 16 + 0.1, text.text
        assert float(text.attrib["y"]) < float(root.attrib["height"])


def test_opened_by_itself_it_is_no_wider_than_its_window() -> None:
    assert "svg:root{max-width:100%;height:auto}" in style(parsed(incident()))


def test_without_its_font_it_takes_one_of_the_system() -> None:
    assert "sans-serif" == re.findall(r"--pm-font:([^;]*);", style(parsed(incident())))[0].rpartition(",")[2]


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (incident(), "14 March 2025. Users affected: 50 %, for 42 min."),
        (incident(users_affected=share(None)), "14 March 2025. Users affected: unknown, for 42 min."),
        (
            incident(start="~09:12", users_affected=share("95", Word.OVER, "requests")),
            "14 March 2025. Users affected: over 95 % of requests, for about 42 min.",
        ),
    ],
)
def test_its_description_carries_the_numbers_and_their_words(one: Incident, told: str) -> None:
    description = parsed(one).findtext(f"{SVG}desc") or ""
    assert told == description.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("title", ["W" * 100, "決" * 100, "Login and checkout are down for everybody " * 2])
def test_a_title_too_long_for_a_line_is_cut_and_told_whole_beside(title: str) -> None:
    root = parsed(incident(title=title.strip(), users_affected=share("50", of="W" * 60)))
    heading, told = list(root.iter(f"{SVG}text"))[:2]
    assert text_width(heading.text or "", 17, 600) <= WIDTH - 32
    assert text_width(told.text or "", 11.5, 400) <= WIDTH - 32
    assert (heading.text or "").removesuffix("…") in title
    assert f"Timeline: {title.strip()}" == root.findtext(f"{SVG}title")


def test_the_same_incident_gives_the_same_drawing() -> None:
    assert embedded(INCIDENTS[0]) == embedded(INCIDENTS[0])
