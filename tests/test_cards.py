"""The pictures that links show."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from postmortems import cards
from postmortems.cards import HEIGHT, WIDTH, Card, Cards, Columns, Strip, draw
from postmortems.style import palette
from postmortems.vocabulary import Phase

Image = pytest.importorskip("PIL.Image")

CARD = Card(
    title="Results day locks students and parents out",
    plain="Incident of 20 October 2023",
    kicker="Two Lakes School · 20 October 2023",
    day="20 October 2023",
    severity="critical",
    facts=(("Duration", "2 h 0 min", "5th longest"), ("Noticed after", "0 min", ""), ("Users affected", "70 %", "")),
    phases=((Phase.UNDETECTED, 0.25), (Phase.RESPONDING, 0.5), (Phase.RECOVERING, 0.25)),
    site="Postmortem Archive",
)
MOST = 60_000
"""Bytes of a picture."""


def opened(png: bytes) -> Any:
    return Image.open(io.BytesIO(png)).convert("RGB")


def inked(png: bytes) -> tuple[int, int]:
    """Return the first and the last column below the bar at the top in which something is drawn."""
    image = opened(png).crop((0, 12, WIDTH, HEIGHT)).convert("L")
    box = image.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert box is not None
    return int(box[0]), int(box[2])


def test_the_same_card_gives_the_same_bytes() -> None:
    assert draw(CARD) == draw(CARD)


@pytest.mark.parametrize(
    "title",
    [
        CARD.title,
        "W" * 100,
        "Wide " * 20,
        "Überlastung bei Zürcher Velos – nichts fährt mehr, Çağrı merkezi de yok",
        "監視システムが異常を検知しました",
        "إعادة تشغيل خادم قاعدة البيانات",
        "🔥 everything",
    ],
)
def test_whatever_the_title_the_picture_has_its_size_and_nothing_leaves_it(title: str) -> None:
    png = draw(replace(CARD, title=title))
    assert (WIDTH, HEIGHT) == opened(png).size
    assert len(png) <= MOST
    left, right = inked(png)
    assert left >= 60
    assert right <= WIDTH - 60


@pytest.mark.parametrize(
    "title", ["監視システムが異常を検知", "Login 障害", "إعادة تشغيل خادم", "התחברות", "🔥", "ไทย"]
)
def test_letters_the_font_lacks_are_replaced_as_a_whole(title: str) -> None:
    plain = draw(replace(CARD, title=CARD.plain))
    assert plain == draw(replace(CARD, title=title))
    assert draw(replace(CARD, kicker=CARD.day)) == draw(replace(CARD, kicker=title))
    assert plain != draw(CARD)


@pytest.mark.parametrize("title", ["🔥 Login was down", "Login was ⛔\ufe0f down 👩🏽\u200d🚒"])
def test_a_picture_among_the_letters_is_left_out(title: str) -> None:
    assert draw(replace(CARD, title="Login was down")) == draw(replace(CARD, title=title))


def test_phases_are_to_scale() -> None:
    image = opened(draw(CARD))
    row = [image.getpixel((x, 398)) for x in range(WIDTH)]
    edge = {phase: tuple(int(palette().light[phase][i : i + 2], 16) for i in (1, 3, 5)) for phase, _ in CARD.phases}

    def length(colour: tuple[int, ...]) -> int:
        return sum(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 24 for pixel in row)

    whole = WIDTH - 128
    for phase, share in CARD.phases:
        assert abs(length(edge[phase]) - share * whole) < 8


def test_a_picture_is_drawn_again_only_when_what_it_shows_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Card] = []

    def count(card: Card) -> bytes:
        drawn.append(card)
        return b"picture of " + card.title.encode()

    monkeypatch.setattr(cards, "draw", count)
    kept = Cards(tmp_path / "cache")
    other = replace(CARD, title="Another")
    assert [b"picture of " + c.title.encode() for c in (CARD, CARD, other)] == [
        kept.png(c) for c in (CARD, CARD, other)
    ]
    assert [CARD, other] == drawn
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    kept.png(CARD)
    assert [CARD, other, CARD] == drawn


def test_a_picture_has_another_key_when_anything_it_depends_on_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cards.key(CARD)
    assert before == cards.key(replace(CARD))
    found = {before, cards.key(replace(CARD, site="Another"))}
    with monkeypatch.context() as patch:
        patch.setattr(cards, "palette", lambda: replace(palette(), light=palette().light | {"ink": "#000000"}))
        found.add(cards.key(CARD))
    with monkeypatch.context() as patch:
        patch.setattr(cards, "shape", lambda: "another font")
        found.add(cards.key(CARD))
    with monkeypatch.context() as patch:
        patch.setattr("PIL.__version__", "1.0")
        found.add(cards.key(CARD))
    assert 5 == len(found)
    assert before == cards.key(CARD)


@pytest.mark.parametrize(
    "chart",
    [
        Strip(places=(0, 0.5, 1), median=0.5, ticks=((0, "1 min"), (1, "10 d"))),
        Columns(counts=(("2025", 0), ("2026", 3))),
        Columns(counts=tuple((str(year), 1) for year in range(1901, 2026))),
        Columns(counts=(("a-service-with-a-name-as-long-as-may-be" * 3, 100_000),)),
        Columns(counts=(("2025", 0),)),
    ],
)
def test_a_chart_stays_between_the_margins(chart: Strip | Columns) -> None:
    png = draw(replace(CARD, title="W " * 50, phases=(), chart=chart, caption="Every incident"))
    assert len(png) <= MOST
    left, right = inked(png)
    assert left >= 60
    assert right <= WIDTH - 60


def test_a_letter_and_its_accent_are_one_sign() -> None:
    assert draw(replace(CARD, title="Z\u00fcrich")) == draw(replace(CARD, title="Zu\u0308rich"))


def test_every_colour_of_the_style_sheet_is_known() -> None:
    assert "#1b1f27" == palette().light["ink"]
    assert "#e9ebf1" == palette().dark["ink"]
    assert {*palette().dark} <= {*palette().light}
