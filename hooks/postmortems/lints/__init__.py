"""What is a slip more often than not, in a file that can be read: the warnings of `check`.

==============  ==========================================================
`texts`         Which texts has the file, and what in them is prose?
`contacts`      E-mail addresses, telephone numbers.
`hosts`         Links that answer only inside.
`wording`       Blame (`names` knows those of persons), vague tasks,
                jargon (`jargon` has the words), length.
`allowances`    Comments that say why something is meant as it stands.
==============  ==========================================================

Secrets are found by `credentials`, over the file as it was typed. A lint is a small function from a text to what it
found there; it is quiet where it is in doubt, since whoever is warned for nothing stops reading. The site build asks
for none of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from postmortems import credentials
from postmortems.lints.allowances import Allowance, allowances
from postmortems.lints.contacts import email_address, telephone_number
from postmortems.lints.hosts import inside_link
from postmortems.lints.texts import Found, Text, texts
from postmortems.lints.wording import blame, jargon, report_length, vague_task
from postmortems.problems import Problem
from postmortems.reading.places import places
from postmortems.reading.sheet import Sheet
from postmortems.reading.tree import Node
from postmortems.reading.values import close
from postmortems.rules import RULES

LINTS: tuple[Callable[[Text], Iterator[Found]], ...] = (
    email_address,
    telephone_number,
    inside_link,
    blame,
    vague_task,
    jargon,
)


def warnings(path: str, text: str, root: Node | None, *, off: tuple[str, ...], is_whole: bool) -> tuple[Problem, ...]:
    """Return the warnings of a file, in its order.

    `root` is None where YAML could not read it: then only secrets are looked for. `off` holds codes that are not
    wanted. `is_whole` says that the file has no problem, so that its length means something.
    """
    sheet = Sheet(path, text)
    _secrets(sheet, text)
    if root is not None:
        found = list(texts(root))
        lines = text.split("\n")
        for one in found:
            slips = [slip for lint in LINTS for slip in lint(one)]
            at = places(lines, one.node, {slip.index for slip in slips})
            for slip in slips:
                _warn(sheet, slip.code, at[slip.index], slip.message, slip.help)
        if is_whole:
            for message, help_ in report_length(found):
                _warn(sheet, "report-length", (0, 0), message, help_)
        _allow(sheet, list(allowances(lines, root)), judged=is_whole)
    return tuple(sorted({problem for problem in sheet.problems if problem.code not in off}))


def _warn(sheet: Sheet, code: str, at: tuple[int, int], message: str, help_: str) -> None:
    where = "above it" if at[0] else "at the top of the file"
    sheet.report(code, *at, message, f"{help_}; or put `# allow {code}: <why>` {where}")


def _secrets(sheet: Sheet, text: str) -> None:
    for one in credentials.find(text):
        begin = text.rfind("\n", 0, one.start) + 1
        at = text.count("\n", 0, one.start) + 1, one.start - begin + 1
        message = f"this looks like {one.what}"
        _warn(sheet, "secret", at, message, "take it out, and revoke it: git keeps what was once committed")


def _allow(sheet: Sheet, given: list[Allowance], *, judged: bool) -> None:
    """Take away what is allowed, and say which allowances are not right. Files with problems are not `judged`.

    There some warnings cannot be found, and what is for them would seem to silence nothing.
    """
    reasoned = [one for one in given if one.reason and one.code in RULES and RULES[one.code].warns]
    used: set[int] = set()
    kept = []
    for problem in sheet.problems:
        hits = [one for one in reasoned if one.covers(problem.code, problem.line, problem.column)]
        used.update(one.line for one in hits)
        if not hits:
            kept.append(problem)
    sheet.problems = kept
    for one in given:
        if (flaw := _flaw(one, is_used=one.line in used or not judged)) is not None:
            sheet.report("allowance", one.line, one.column, *flaw)


def _flaw(one: Allowance, *, is_used: bool) -> tuple[str, str] | None:
    """What is wrong with an allowance, and what to do; None where it is right."""
    names = [code for code, rule in RULES.items() if rule.warns and code != "allowance"]
    if one.code not in RULES:
        meant = close(one.code, names)
        return f"there is no rule {one.code!r}", f"did you mean {meant}?" if meant else f"there are: {', '.join(names)}"
    if one.code not in names:
        return f"{one.code} cannot be allowed in a file", "delete the comment, and mend what it was for"
    if not one.reason:
        return "this allowance gives no reason", f"write `# allow {one.code}: ` and why it is meant so"
    if not is_used:
        return f"below this allowance nothing breaks {one.code}", "delete it, or put it right above what it is for"
    return None
