"""`postmortems explain`."""

from __future__ import annotations

import click

from postmortems import reporting
from postmortems.commands import Failure
from postmortems.reading.values import close
from postmortems.rules import RULES


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Tell the rule that CODE stands for: what it asks, why, and a wrong and a right example.

    CODE is the word in brackets of a problem, as in error[time-form].
    """
    if code not in RULES:
        meant = close(code, list(RULES))
        cure = f"did you mean {meant}?" if meant else f"there are: {', '.join(RULES)}"
        raise Failure(f"there is no rule {code!r}; {cure}")
    click.echo(reporting.explained(RULES[code]))
