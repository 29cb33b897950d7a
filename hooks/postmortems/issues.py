"""An incident told in an issue, by people who do not write YAML: the questions of its form, and how answers are read.

The form itself, `.github/ISSUE_TEMPLATE/report-incident.yml`, is made from the table here. GitHub turns a filled form
into Markdown: `### label`, then the answer, or `_No response_`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from postmortems.drafts import TODO, Place, Value
from postmortems.format import field_at
from postmortems.settings import Settings
from postmortems.vocabulary import ABSENT_KINDS, Detector, Effect, Kind

NOTHING = frozenset({"", "_No response_", "None"})
"""Answers that say nothing: what GitHub writes where a field or a choice was left alone."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of an answer."""

    value: Value = ""
    unplaced: tuple[str, ...] = ()
    """Lines in which nothing of the expected form was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A field of the form."""

    label: str
    place: Place
    """The field of the file; empty: what is said is no field's."""
    read: Callable[[str], Read]
    kind: str = "textarea"
    """`input`, `textarea` or `dropdown`, as GitHub has it."""
    help: str = ""
    """How to write it, behind what the format says of the field."""
    example: str = ""
    required: bool = False


def _text(answer: str) -> Read:
    return Read(answer)


def _lines(answer: str) -> list[str]:
    return [text for line in answer.split("\n") if (text := re.sub(r"^\s*[-*] ", "", line).strip())]


def _list(answer: str) -> Read:
    return Read(_lines(answer))


def _words(answer: str) -> Read:
    return Read([word.strip() for line in _lines(answer) for word in line.split(",")])


def _services(answer: str) -> Read:
    found: dict[str, Value] = {}
    unplaced = []
    for line in _lines(answer):
        name, _, effect = (part.strip() for part in line.partition(":"))
        if name and effect and name not in found:
            found[name] = effect
        else:
            unplaced.append(line)
    return Read(found, tuple(unplaced))


_TIME = r"~?(?:\d{4}-\d{2}-\d{2} )?\d{1,2}:\d{2}(?::\d{2})?(?:Z|\+\d{2}:\d{2})?"
_UP_TO = rf"(?P<sign>\s{{0,3}}(?:[-–—]|to|until)\s{{0,3}})(?P<until>{_TIME})"
# Blanks are counted, so that no line takes longer than its length.
_ENTRY = re.compile(
    rf"(?:(?P<at>{_TIME})(?:{_UP_TO})?(?:\s{{0,3}}[-–—])?\s+)?(?P<kind>{'|'.join(Kind)})\s{{0,3}}"
    r"(?:\((?P<who>[^)]+)\)\s{0,3})?:\s+(?P<text>\S.*)",
    re.IGNORECASE | re.ASCII,
)
_WINDOW = re.compile(
    rf"(?:from )?(?P<at>{_TIME}){_UP_TO}(?:\s{{0,3}}[-–—,:;])?\s+(?P<share>\S.*)", re.IGNORECASE | re.ASCII
)
_WHO = {Kind.DETECTED: "by", Kind.ESCALATED: "to"}
_OF_ENTRIES = re.compile(
    rf"\((?:until:? (?P<until>{_TIME})|label: ?(?P<label>[^()]+))\)\.?\Z", re.IGNORECASE | re.ASCII
)


def _in_doubt(found: re.Match[str]) -> bool:
    """Whether what looks like a second time may be how far the first is from UTC: 2023-10-20 04:00-05:00."""
    return found["sign"] == "-" and " " in found["at"]


def _timeline(answer: str) -> Read:
    """Entries; a line that does not say its kind is none: whoever goes on writing decides."""
    entries: list[Value] = []
    unplaced = []
    for line in _lines(answer):
        found = _ENTRY.fullmatch(line)
        kind = Kind(found["kind"].lower()) if found else Kind.NOTE
        if found is None or (found["who"] and kind not in _WHO) or _in_doubt(found):
            unplaced.append(line)
            continue
        entry: dict[str, Value] = {name: found[name] for name in ("at", "until") if found[name]}
        entry[kind] = _without_marks(found["text"], _OF_ENTRIES, entry)
        if kind in _WHO:
            entry[_WHO[kind]] = found["who"] or TODO
        if entry[kind]:
            entries.append(entry)
        else:
            unplaced.append(line)
    return Read(entries, tuple(unplaced))


def _without_marks(text: str, marks: re.Pattern[str], into: dict[str, Value]) -> str:
    """A text without the brackets at its end that say more; that goes `into` a mapping, each thing once."""
    while (found := marks.search(text)) and (name := found.lastgroup) and name not in into:
        into[name] = found[name]
        text = text[: found.start()].rstrip()
    return text


def _windows(answer: str) -> Read:
    windows: list[Value] = []
    unplaced = []
    for line in _lines(answer):
        found = _WINDOW.fullmatch(line)
        if found is None or _in_doubt(found):
            unplaced.append(line)
        else:
            windows.append({"start": found["at"], "end": found["until"], "users_affected": found["share"]})
    return Read(windows, tuple(unplaced))


_TASK = ("task", "owner", "due")
_OF_TASKS = re.compile(
    r"\((?:(?P<done>done(?:(?: on|:)? \d{4}-\d{2}-\d{2})?)|dropped:? (?P<dropped>[^()]+)|(?P<link>https?://[^\s()]+))\)"
    r"\.?\Z",
    re.IGNORECASE | re.ASCII,
)
_UNREAD = re.compile(r"\((?:done|dropped)\b[^()]*\)\.?\Z", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(r"https?://\S*[^\s.,;:!?)]", re.IGNORECASE | re.ASCII)
_NEEDS_MORE = re.compile(
    r"\S*|.*\s(?:a|an|and|as|at|by|for|from|in|like|of|on|or|per|see|the|to|under|via|with)", re.IGNORECASE | re.ASCII
)
"""The beginning of a task that is none without the address behind it."""


def _tasks(answer: str) -> Read:
    tasks: list[Value] = []
    unplaced = []
    for line in _lines(answer):
        task = _task(line)
        if task:
            tasks.append(task)
        else:
            unplaced.append(line)
    return Read(tasks, tuple(unplaced))


def _task(line: str) -> dict[str, Value]:
    """A task with what is told behind it; empty where the line is none."""
    marks: dict[str, Value] = {}
    parts = []
    for number, part in enumerate(part.strip() for part in line.split("|")):
        left = _without_link(part, marks, inside=number == 0)
        # An address may stand behind the brackets, or before them.
        left = _without_link(_without_marks(left, _OF_TASKS, marks), marks, inside=number == 0)
        if _UNREAD.search(left):
            return {}
        if left or not part:
            parts.append(left)
    if not parts or not parts[0] or len(parts) > len(_TASK):
        return {}
    if marks.get("done"):
        marks["done"] = str(marks["done"])[-len("YYYY-MM-DD") :] if " " in str(marks["done"]) else "yes"
    return {**{name: part for name, part in zip(_TASK, parts, strict=False) if part}, **marks}


def _without_link(text: str, into: dict[str, Value], *, inside: bool) -> str:
    """A part of a task without an address at its end, unless a sentence needs it there."""
    before, _, last = text.rpartition(" ")
    if "link" in into or not _ADDRESS.fullmatch(last) or (inside and _NEEDS_MORE.fullmatch(before)):
        return text
    into["link"] = last
    return before.rstrip()


_EACH = "One a line."

QUESTIONS: tuple[Question, ...] = (
    Question(
        label="Title", place=("title",), kind="input", read=_text, required=True,
        example="Results day locks students and parents out",
    ),
    Question(label="Organisation", place=("organisation",), kind="input", read=_text),
    Question(label="Severity", place=("severity",), kind="dropdown", read=_text),
    Question(
        label="Start", place=("summary", "start"), kind="input", read=_text, required=True,
        help="With ~ in front where it is not exact.", example="2023-10-20 20:00",
    ),
    Question(label="End", place=("summary", "end"), kind="input", read=_text, example="2023-10-20 22:00"),
    Question(
        label="Time zone", place=("summary", "timezone"), kind="input", read=_text,
        help="Area/City, UTC, or an offset such as +03:00.", example="Africa/Nairobi",
    ),
    Question(
        label="Services", place=("summary", "services"), read=_services,
        help=f"{_EACH} Behind a colon what happened to it: {', '.join(Effect)}.",
        example="login: down\nresults-pages: slow",
    ),
    Question(label="Impact", place=("summary", "impact"), read=_text),
    Question(
        label="Share of users affected", place=("summary", "users_affected"), kind="input", read=_text,
        help="Write unknown where nobody knows.", example="70%, ~70%, over 70%, under 1%, ~50% of requests",
    ),
    Question(
        label="Number of users affected", place=("summary", "users_count"), kind="input", read=_text, example="4200",
    ),
    Question(
        label="Stretches of impact", place=("summary", "windows"), read=_windows,
        help=f"{_EACH} Its two times, and its share.", example="20:00 to 20:40, 70%\n21:10 to 22:00, 30%",
    ),
    Question(label="Cause in short", place=("summary", "root_cause"), read=_text),
    Question(
        label="Timeline", place=("timeline",), read=_timeline,
        help=f"One entry a line: the time if known, its kind, a colon, what happened. Kinds: {', '.join(Kind)}. "
        f"Behind `detected` in brackets who noticed ({', '.join(Detector)}), behind `escalated` the team. "
        "What lasted has two times with a dash between them, or (until 20:40) at its end; "
        "(label: …) there is its name in the diagram. "
        "Lines without a kind are kept for whoever writes the report.",
        example="20:00 detected (customer): Customer service passes on complaints.\n"
        "20:10–20:40 misleading: The last change is searched for a bug. (label: Bug hunt)\n"
        "20:20 action: The servers are restarted. (until 20:25)\n"
        "20:40 escalated (Software engineering): The developers are called.",
    ),
    Question(
        label="Kinds of entry there were none of", place=("timeline_without",), kind="dropdown", read=_words,
    ),
    Question(label="Cause in detail", place=("root_cause",), read=_text, help="Markdown."),
    Question(label="Resolution", place=("resolution",), read=_text, help="Markdown."),
    Question(label="Contributing factors", place=("contributing_factors",), read=_list, help=_EACH),
    Question(label="What went well", place=("lessons", "went_well"), read=_list, help=_EACH),
    Question(label="What went wrong", place=("lessons", "went_wrong"), read=_list, help=_EACH),
    Question(label="Where we got lucky", place=("lessons", "got_lucky"), read=_list, help=_EACH),
    Question(label="Improvements", place=("measures", "improvements"), read=_list, help=_EACH),
    Question(
        label="Tasks", place=("measures", "tasks"), read=_tasks,
        help=f"{_EACH} If known, behind a | who owns it, and behind another the day it is due. "
        "At its end, where it is so: (done 2023-10-26) or (dropped: why), and the address where it is tracked.",
        example="Add two web servers to the login pool | Infrastructure | 2023-10-27 (done 2023-10-26)\n"
        "Show a page that says when to come back | Web https://example.org/tasks/12\n"
        "Send results by mail (dropped: addresses are out of date)",
    ),
    Question(label="Tags", place=("tags",), kind="input", read=_words, help="With commas between them."),
    Question(label="Related incidents", place=("related",), read=_list, help=f"Their ids. {_EACH}"),
    Question(label="Sources", place=("sources",), read=_list, help=_EACH),
    Question(label="Anything else", place=(), read=_text, help="Links, whom to ask."),
)  # fmt: skip


@dataclass(slots=True)
class Report:
    """What an issue tells."""

    known: dict[str, Value] = field(default_factory=dict)
    asides: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    """What was said of a field and cannot be its value."""
    remarks: list[str] = field(default_factory=list)
    """What was said of no field."""


def read(issue: str) -> Report:
    """Return what the text of an issue tells. Nothing is invented, and nothing is dropped."""
    report = Report()
    by_label = {question.label: question for question in QUESTIONS}
    seen: set[str] = set()
    for label, answer in _answers(issue, by_label):
        question = by_label.get(label)
        if answer in NOTHING:
            continue
        if question is None or not question.place or label in seen:
            report.remarks.append(f"{label}: {answer}" if label else answer)
            continue
        seen.add(label)
        found = question.read(answer)
        _put(report.known, question.place, found.value)
        if found.unplaced:
            report.asides[question.place] = found.unplaced
    return report


def _answers(issue: str, labels: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each label with its answer. A heading that is no label belongs to the answer it stands in."""
    label, lines = "", list[str]()
    for line in issue.replace("\r\n", "\n").split("\n"):
        heading = line[4:].strip() if line.startswith("### ") else ""
        if heading in labels:
            yield label, "\n".join(lines).strip()
            label, lines = heading, []
        else:
            lines.append(line)
    yield label, "\n".join(lines).strip()


def _put(known: dict[str, Value], place: Place, value: Value) -> None:
    *above, name = map(str, place)
    for group in above:
        inner = known.setdefault(group, {})
        assert isinstance(inner, dict)  # noqa: S101  made on the line above
        known = inner
    known[name] = value


def form(settings: Settings) -> dict[str, object]:
    """Return the issue form of a site, as GitHub reads it.

    Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
    """
    choices = {"severity": settings.severities, "timeline_without": ABSENT_KINDS}
    body: list[object] = [{"type": "markdown", "attributes": {"value": _INTRODUCTION}}]
    for question in QUESTIONS:
        name = str(question.place[-1]) if question.place else ""
        if question.kind == "dropdown" and not choices[name]:
            continue
        body.append(_element(question, choices.get(name, ())))
    return {
        "name": "Report an incident",
        "description": "Tell what happened, in plain words; somebody turns it into a report.",
        "title": "Incident: ",
        "labels": ["incident"],
        "body": body,
    }


_INTRODUCTION = (
    "Write what you know and leave the rest empty: nothing is guessed in your place. "
    "Name roles and teams, not persons, and paste no passwords, keys or addresses of users: everybody reads this."
)


def _element(question: Question, choices: Sequence[str]) -> dict[str, object]:
    meaning = field_at(question.place).meaning if question.place else ""
    attributes: dict[str, object] = {"label": question.label}
    if said := " ".join(filter(None, (meaning, question.help))):
        attributes["description"] = said
    if question.kind == "dropdown":
        attributes["options"] = [str(choice) for choice in choices]
        attributes["multiple"] = question.read is _words
    elif question.example:
        attributes["placeholder"] = question.example
    return {
        "type": question.kind,
        "id": re.sub(r"[^a-z]+", "-", question.label.lower()),
        "attributes": attributes,
        **({"validations": {"required": True}} if question.required else {}),
    }
