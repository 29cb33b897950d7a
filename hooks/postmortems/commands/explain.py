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
    if code not in RULES:
        meant = close(code, list(RULES))
        cure = f"did you mean {meant}?" if meant else f"there are: {', '.join(RULES)}"
        raise Failure(f"there is no rule {code!r}; {cure}")
    click.echo(reporting.explained(RULES[code]))
