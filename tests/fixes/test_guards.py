"""What `check --fix` would write is read anew: a file that then says something else is left as it was."""

from __future__ import annotations

import pytest

from postmortems.fixes import forms, quotes
from tests.reading.cases import edited

SPACED = edited({12: "  users_affected: 50 %"}).split("\n")
SENTENCE = edited({37: "  improvements:\n    - Alerts: add them"}).split("\n")


@pytest.mark.parametrize("form", ["50% # of all", "50%: of all", "[50%]", "!share 50%", '"50%'])
def test_a_form_that_yaml_reads_as_something_else_is_not_written(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setattr(forms, "certain", lambda text, *_: form if text == "50 %" else None)
    assert SPACED == forms.with_forms(SPACED, ())


def test_a_form_that_yaml_reads_as_it_is_meant_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "certain", lambda text, *_: "half" if text == "50 %" else None)
    assert edited({12: "  users_affected: half"}).split("\n") == forms.with_forms(SPACED, ())


@pytest.mark.parametrize("quoted", ["'Alerts: drop them'", "'Alerts': add them", "'Alerts", "Alerts"])
def test_quotes_that_change_a_sentence_are_not_written(monkeypatch: pytest.MonkeyPatch, quoted: str) -> None:
    monkeypatch.setattr(quotes, "single_quoted", lambda _: quoted)
    assert SENTENCE == quotes.with_quotes(SENTENCE)


def test_quotes_that_change_nothing_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "single_quoted", lambda text: f'"{text}"')
    assert [line.replace("Alerts: add them", '"Alerts: add them"') for line in SENTENCE] == quotes.with_quotes(SENTENCE)
