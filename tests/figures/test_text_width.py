"""Texts that are cut to a size before any browser has seen them."""

from __future__ import annotations

import pytest

from postmortems.figures.text_width import flowed


@pytest.mark.parametrize(
    "text",
    [
        "one two  three four\nfive",
        "決済サービスが利用できない状態が続いた",
        "東京 決済サービスが利用できない状態が続いた 大阪",
        "a…b c… d…",
        "إعادة تشغيل خادم قاعدة البيانات",
    ],
)
def test_a_text_that_flows_has_blanks_where_it_had_them(text: str) -> None:
    flat = " ".join(text.split())
    assert flat == flowed(text, 100, 16, 400, 9)
    kept = flowed(text, 60, 16, 400, 2)
    assert kept.endswith("…")
    assert flat.startswith(kept.removesuffix("…"))
    assert len(kept) > 3
