"""E-mail addresses and telephone numbers: what leads to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortems.lints.hosts import is_inside
from postmortems.lints.texts import PROSE, Found, Text, without_code

_EMAIL = re.compile(
    r"(?<![\w.+%/@-])(?P<name>[\w.+%-]{1,64})@(?P<host>(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24})(?![\w@-])(?!:[\w~/])"
)
_RESERVED = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)", re.IGNORECASE)
"""Hosts set aside for examples: nobody reads mail there (RFC 2606)."""


def email_address(text: Text) -> Iterator[Found]:
    """An address of a person, in prose. `git@host:path`, log-ins of machines and addresses of examples are none."""
    for found in _EMAIL.finditer(without_code(text.value) if text.shape in PROSE else ""):
        host = found["host"]
        if found["name"] != "git" and not _RESERVED.fullmatch(host) and not is_inside(host):
            yield Found(
                "email-address",
                found.start(),
                "an e-mail address",
                "name the team or the role instead: the page is public, and addresses are collected",
            )


# Numbers in digits alone are counts, ids and times; a telephone number shows itself by a plus, by brackets,
# by how North America groups it, by a leading 0 before several groups, or by a word in front.
_NUMBER = re.compile(
    r"(?<![\w.,:/#+@=-])(?:"
    r"(?P<international>\+[1-9]\d{0,14}(?:(?:[ .-]?\(\d{1,4}\)[ .-]?|[ .-])\d{1,12}){0,6})"
    r"|(?P<bracketed>\(0?[1-9]\d{1,4}\)[ ]?\d{3,4}[- .]\d{3,4})"
    r"|(?P<american>[2-9]\d{2}(?P<sep>[-.])\d{3}(?P=sep)\d{4})"
    r"|(?P<national>0[1-9]\d{0,4}(?:[ ]\d{2,4}){2,4})"
    r")(?![\w%]|[.,:/-]\d|[ ]\d)",
    re.ASCII,
)
_TOLD = re.compile(
    r"\b(?:telephone|phone|tel|mobile|fax|hotline|whatsapp|call us|dial)\b\.?"
    r"(?: (?:number|no\.?))?(?: (?:is|was|on|at))?[ :]{1,3}"
    r"(?P<number>[+(]{0,2}\d{1,6}(?:[ .()/-]{1,2}\d{1,8}){0,6})(?![\w%]|[.,:/-]\d)",
    re.ASCII | re.IGNORECASE,
)
_DATE = re.compile(r".*\d{4}-\d{2}-\d{2}.*|\d{1,2}(?P<s>[./-])\d{1,2}(?P=s)(?:\d{4}|\d{2})(?: .*)?")
_ID_BEFORE = re.compile(
    r"\b(?:case|ticket|incident|issue|id|ids|ref|reference|order|request|serial|account|invoice|part|job|build|error|"
    r"number|no\.?|version|code|sku|nr\.?)[ :#]{0,3}$",
    re.IGNORECASE,
)
GROUPED = 3
"""Groups of digits that nothing but a telephone number has behind a plus."""
MIN_DIGITS, MAX_DIGITS = 8, 15
"""Digits of a number with its country; 15 is the most there are (E.164)."""
MIN_TOLD = 7
"""Digits of one behind a word such as "phone"."""
MIN_UNGROUPED = 10
"""Digits of one behind a plus with little grouping or none: less may be a rise in a count."""
MIN_NATIONAL, MAX_NATIONAL = 9, 11


def telephone_number(text: Text) -> Iterator[Found]:
    """A number to call, in prose. When in doubt it is a time, a count or an id, and nothing is said."""
    prose = text.prose
    places = {found.start() for found in _NUMBER.finditer(prose) if _is_number(found, prose)}
    places |= {found.start("number") for found in _TOLD.finditer(prose) if _is_told(found["number"])}
    for place in sorted(places):
        yield Found(
            "telephone-number",
            place,
            "a telephone number",
            "name the team or the role instead: the page is public, and numbers change hands",
        )


def _is_number(found: re.Match[str], prose: str) -> bool:
    number, digits = found[0], _digits(found[0])
    if (
        number.endswith("000")
        or _DATE.fullmatch(number)
        or _ID_BEFORE.search(prose, max(found.start() - 20, 0), found.start())
    ):
        return False
    if found["international"]:
        groups = len(re.findall(r"\d+", number))
        if groups < GROUPED and "." in number:
            return False  # a degree of latitude
        return (MIN_DIGITS if groups >= GROUPED else MIN_UNGROUPED) <= digits <= MAX_DIGITS
    if found["national"]:
        return MIN_NATIONAL <= digits <= MAX_NATIONAL
    return True


def _is_told(number: str) -> bool:
    return MIN_TOLD <= _digits(number) <= MAX_DIGITS and not number.endswith("000") and not _DATE.fullmatch(number)


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)
