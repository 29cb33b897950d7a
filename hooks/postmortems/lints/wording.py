"""How a report is worded: without blame, vague promises, or jargon where executives read, neither bare nor endless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postmortems.lints.jargon import technical
from postmortems.lints.names import MARK, marked
from postmortems.lints.texts import FOR_EXECUTIVES, PROSE, TASK, Found, Text

# -- blame ------------------------------------------------------------------------------------------------------------

_ROLES = (
    r"(?:engineers?|developers?|programmers?|operators?|admins?|administrators?|technicians?|dbas?|sres?|employees?|"
    r"staff|colleagues?|contractors?|interns?|juniors?|managers?|authors?|reviewers?|testers?|analysts?|teams?|person|"
    r"people|persons|humans?|on-call|vendors?|suppliers?)"
)
_NAMED = f"{MARK}+"
_PERSON = rf"(?:{_ROLES}|{_NAMED}|who|we|they|he|she|i|you|somebody|someone|nobody|no one|everybody|everyone)"
# Somebody by themselves. An operator, an author or a manager may be a program or a company, a team or people may not.
_ONE = (
    r"(?:engineer|developer|programmer|admin|administrator|technician|dba|sre|employee|colleague|contractor|intern|"
    r"junior|tester|analyst|reviewer)"
)
# What was done by somebody, or with their command, is not what they did: the sentence is about them alone.
_SOMEBODY = (
    r"(?<!\bby )(?<!\bof )(?<!\bfrom )(?<!\bwith )(?<!\bfor )(?<!\bto )"
    rf"(?:(?:an?|the|our|one|some|this|that) (?:(?!on\b|and\b)\w{{1,15}} )?{_ONE}|{_NAMED}|he|she|somebody|someone)"
)
_AGAINST = r"(?:fault|mistake|blunder|carelessness|oversight|negligence|incompetence)"
# Behind a word that may be the first of two, as in fault tolerance.
_NO_MORE = r"(?=\s*(?:[.,;:!?)]|$)|\s+(?:that|because|since|when|and|but|in|at|on|by|for|who|alone)\b)"
# A few words may stand between the person and what is said of them, but no other clause.
_GAP = r"(?:[ ]+(?!(?:and|but|that|which|the|a|an|so|because|while|when)\b)[\w'-]{1,20}){0,3}[ ]+"
_BLAME = {
    "manner": (
        r"careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|tly|ce)|reckless(?:ly|ness)?|"
        rf"slopp(?:y(?! quorum)|ily|iness)|stupid(?:ly|ity)?|laziness|lazy {_ROLES}|thoughtless(?:ly)?|foolish(?:ly)?|"
        r"irresponsibl[ey]"
    ),
    "human": r"human (?:error|failure|mistake)s?",
    "duty": (
        rf"{_PERSON}{_GAP}(?:should|ought to) have (?:(?!been )\w{{1,15}} )?(?:known|noticed|checked|tested|seen|"
        r"realised|realized|verified|thought|read(?! access)|asked|paid attention|been more careful|double-checked)"
    ),
    "omission": (
        rf"{_PERSON}{_GAP}(?:forgot|forgotten|neglected|did not bother|didn't bother) to|"
        rf"{_PERSON}{_GAP}neglected (?:the|his|her|their|our|all|any)|{_NAMED}{_GAP}forgot|"
        rf"{_PERSON}{_GAP}failed to (?:follow|notice|check|test|read|verify|ask|understand|realise|realize|act|respond|"
        r"document|communicate|escalate|tell|inform|review|recognise|recognize|anticipate|foresee)|"
        r"nobody (?:had )?bothered to"
    ),
    "rules": (
        rf"{_PERSON}{_GAP}(?:ignored|violated|disregarded|broke) (?:the |our |all |every )?"
        r"(?:procedures?|process|rules?|polic(?:y|ies)|instructions?|warnings?|guidelines?|runbook|checklist)"
    ),
    "fault": (
        r"(?:fault|mistake|blunder|carelessness|oversight|incompetence) (?:of|by) (?:an?|the|our|one|some) "
        rf"(?:\w{{1,20}} ){{0,2}}{_ROLES}|"
        rf"{_ROLES}(?:'s|’s|'|’)(?: own)? (?:fault|mistake|blunder|error|carelessness|oversight|incompetence)"
        r"(?! (?:budget|page|message|rate|log|report|handling|code)s?)|"
        rf"{_PERSON}{_GAP}(?:was|were|is|are) (?:solely |entirely |partly |mainly )?"
        r"(?:to blame|at fault|responsible for (?:the|this) (?:outage|incident|failure|mistake|error))|"
        rf"{_AGAINST} (?:of|by) {_NAMED}|(?:{_NAMED}(?:'s|’s|'|’)|his|her|my|your)(?: own)? {_AGAINST}{_NO_MORE}|"
        rf"(?:was|is|were) (?:\w{{1,10}} )?(?:their|our)(?: own)? fault{_NO_MORE}|"
        rf"{_PERSON}{_GAP}made (?:an?|another|the same|one) (?:\w{{1,15}} )?(?:mistake|blunder|error){_NO_MORE}|"
        rf"(?<![-\w])(?:{_ONE}|operator) (?:mistake|blunder)|operator error{_NO_MORE}|"
        rf"blam(?:ed?|es|ing)(?: \w{{1,15}}){{0,3}} on (?:(?:an?|the|our|one) (?:\w{{1,15}} )?{_ONE}|him|her|{_NAMED})"
        rf"{_NO_MORE}"
    ),
    "act": (
        rf"{_PERSON}{_GAP}(?:messed up|screwed up|botched|slipped up)|"
        rf"{_SOMEBODY} (?:\w{{1,12}}ly )?"
        r"(?:caused (?:the|this|an|our) (?:\w{1,15} )?(?:outage|incident|failure|disruption)|"
        r"(?:broke|crashed|wrecked) (?:production|prod|the (?:site|website|system|service|database|build|network)))"
        r"(?! (?:into|down|up|out|of)\b)"
    ),
}
_BLAMING = re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{one})" for name, one in _BLAME.items()) + r")\b", re.IGNORECASE)
_INSTEAD = {
    "manner": "write what the person saw and did, and what made it reasonable at the time",
    "human": "write what the system let happen: which step had no check, which two things looked the same",
    "duty": "write what was known at the time, and where the missing fact could have been shown",
    "omission": "write which step nothing reminded of, or that it was not part of the routine",
    "rules": "write what the procedure asks, and why it did not fit the moment",
    "fault": "write what happened, and what in the system let it reach users",
    "act": "write what was done, what it was meant to do, and what held nothing back",
}


def blame(text: Text) -> Iterator[Found]:
    """Words that blame a person. A program may fail to follow, a check should have stopped it: that blames nobody."""
    prose = text.prose.replace("\n", " ")
    for found in _BLAMING.finditer(marked(prose)):
        instead = _INSTEAD[found.lastgroup or ""]
        said = _short(prose[found.start() : found.end()])
        yield Found("blame", found.start(), f"{said!r} blames a person", instead)


def _short(text: str) -> str:
    return " ".join(text.split())


# -- tasks ------------------------------------------------------------------------------------------------------------

_VAGUE = re.compile(
    r"[\W_]*(?:(?:please|we (?:should|will|must|need to|have to|want to)|should|to|need to|also|further|generally|"
    r"continue to|continuously|better|and) ){0,3}(?P<verb>"
    r"look (?:into|at|for ways)|improv(?:e|ing)|enhanc(?:e|ing)|strengthen(?:ing)?|consider(?:ing)?|reconsider|"
    r"investigat(?:e|ing)|explor(?:e|ing)|think (?:about|of|through|over)|try (?:to|and|harder)|"
    r"be (?:more|better|careful|aware|mindful)|ensur(?:e|ing)|mak(?:e|ing) sure|see (?:if|whether|about)|"
    r"find (?:a way|ways)|work (?:on|towards|with)|pay (?:more |better |closer )?attention|"
    r"take (?:more |better |greater )?care|keep (?:in mind|an eye)|raise awareness|remind|remember|"
    r"aim (?:to|for|at)|strive|do better)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)


def vague_task(text: Text) -> Iterator[Found]:
    """A task of which nobody can tell when it is done. To review, audit or find out ends with a finding: it may."""
    if text.field == TASK and (found := _VAGUE.match(text.value)):
        verb = _short(found["verb"].lower())
        yield Found(
            "vague-task",
            found.start("verb"),
            f"{verb!r} does not say when the task is done",
            "begin with what will be there afterwards: add, remove, set, write, test, alert",
        )


# -- executives -------------------------------------------------------------------------------------------------------

MANY_TERMS = 3
"""Technical words of a sentence that make it full of them; one or two are learned in passing."""
WORDS_A_TERM = 10
"""In a longer sentence there may be one technical word in so many."""
NAMED = 6
"""Of them so many are named."""
_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.!?;](?!\s|$)|\n(?!\n))+", re.DOTALL)


def jargon(text: Text) -> Iterator[Found]:
    """A sentence of the title or the summary with several technical words."""
    if (what := FOR_EXECUTIVES.get(text.field)) is None:
        return
    for sentence in _SENTENCE.finditer(text.value):
        found = technical(sentence[0])
        if len(found) >= MANY_TERMS and len(found) * WORDS_A_TERM >= len(sentence[0].split()):
            words = ", ".join([*(word for _, word in found[:NAMED]), *(["…"] if len(found) > NAMED else [])])
            yield Found(
                "jargon",
                sentence.start() + found[0][0],
                f"a sentence of {what} is full of jargon: {words}",
                "say what it does for users, and keep the terms for the root cause in detail",
            )


# -- length -----------------------------------------------------------------------------------------------------------

FEWEST, MOST = 200, 1_000
"""Words of a report, between which nothing is said."""


def report_length(found: Iterable[Text]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the length of a whole report, and what to do."""
    words = sum(len(text.value.split()) for text in found if text.shape in PROSE)
    if words < FEWEST:
        yield (
            f"the report has {words} words; most have 400 to 700",
            "tell what was believed at the time, why it happened and how it was fixed",
        )
    if words > MOST:
        yield (
            f"the report has {words:,} words; most have 400 to 700".replace(",", " "),
            "move details behind a link in `sources`, and keep what the next reader needs",
        )
