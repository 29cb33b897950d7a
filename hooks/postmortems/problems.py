"""What is wrong with a file, as data. Printing it is the business of `reporting`."""

from __future__ import annotations

from dataclasses import dataclass

from postmortems.rules import RULES, Rule


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong at one place, and how to mend it."""

    path: str
    """The file, with forward slashes, relative to the project's folder."""
    line: int
    """From 1; 0: the file as a whole."""
    column: int
    """From 1, in characters; 0: no particular column."""
    code: str
    """The stable word of its rule; see `rules`."""
    message: str
    """What is wrong, showing what was found."""
    help: str
    """What to write instead; may be empty where the message says all."""
    source: str = ""
    """The line of the file, as it stands there; empty where there is none."""

    @property
    def rule(self) -> Rule:
        """The rule that was broken."""
        return RULES[self.code]
