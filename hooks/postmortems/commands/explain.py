"""`postmortems explain`."""

from __future__ import annotations

import re

import click

from postmortems import reporting
from postmortems.commands import Failure
from postmortems.reading.values import close
from postmortems.rules import RULES


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell the rule that CODE stands for: what it asks, why, and a wrong and a right example.

    CODE is the word in brackets of a problem, as in error[time-form]; with the brackets it is understood too. Without
    CODE every rule is named, with what it asks.
    """
    if code is None:
        click.echo("\n".join(reporting.listed(RULES.values())))
        return
    # As it was copied: `error[yaml]`, `[yaml]:`.
    if bracketed := re.fullmatch(r"\w*\[(.*)\]:?", code.strip()):
        code = bracketed[1]
    typed = re.sub(r"[\s_-]+", "-", code.strip().lower())
    if typed not in RULES:
        raise Failure(f"there is no rule {code!r}; {_cure(typed)}")
    click.echo(reporting.explained(RULES[typed]))


def _cure(typed: str) -> str:
    words = set(typed.split("-"))
    meant = [code for code in RULES if words <= set(code.split("-"))]
    if not meant and (near := close(typed, list(RULES))):
        meant = [near]
    if not meant:
        return f"there are: {', '.join(RULES)}"
    *others, last = meant
    return f"did you mean {', '.join(others)} or {last}?" if others else f"did you mean {last}?"
