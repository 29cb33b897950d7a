"""The pages of the guide that are made from the program itself: the file field by field, and every rule of `check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from postmortems import markdown
from postmortems.format import INCIDENT, Field, Group, Many, Names, OneOf, Plain, Shape
from postmortems.pages.page import Page, Parent, Section
from postmortems.rules import RULES, Rule

FIELDS, RULES_PAGE = "contribute/fields", "contribute/rules"
GUIDE = Parent(path="contribute/index", title="Add an incident")


# -- fields -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A field, as a person who fills it in reads about it."""

    name: str
    anchor: str
    """On the page: the field's path, with hyphens."""
    need: str
    """Whether it must be there, in a word."""
    holds: str
    meaning: Markup
    below: str
    """The anchor of the part that tells the fields inside it; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What the template of a part reads: the fields of one place in the file."""

    rows: tuple[FieldRow, ...]
    note: str
    """What holds for these fields together; empty where nothing does."""


def fields() -> Page:
    """Return the page that tells every field of the incident file."""
    parts = list(_parts(INCIDENT, ()))
    every = [field for _, group in parts for field in group.fields]
    required = [field for field in every if field.required]
    return Page(
        path=FIELDS,
        under=GUIDE,
        title="The file, field by field",
        description=f"All {len(every)} fields of an incident file: "
        "which ones must be there, what each holds, and what it means.",
        facts=(("Fields", str(len(every)), ""), ("Required", str(len(required)), "")),
        searched=True,
        between_columns=True,
        sections=(
            Section(template="guide/fields_head.html.jinja", view=None),
            *(
                Section(
                    heading=" → ".join(path) or "The file",
                    anchor="-".join(path) or "the-file",
                    template="guide/fields.html.jinja",
                    view=Fields(rows=tuple(_row(field, group, path) for field in group.fields), note=_note(group)),
                )
                for path, group in parts
            ),
        ),
    )


def _parts(group: Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Group]]:
    yield path, group
    for field in group.fields:
        if (inside := _inside(field.shape)) is not None:
            yield from _parts(inside, (*path, field.name))


def _inside(shape: Shape) -> Group | None:
    shape = shape.item if isinstance(shape, Many) else shape
    return shape if isinstance(shape, Group) else None


def _row(field: Field, group: Group, path: tuple[str, ...]) -> FieldRow:
    anchor = "-".join((*path, field.name))
    most = f", {field.most} characters at most" if field.most else ""
    return FieldRow(
        name=field.name,
        # A part stands under the same name as the field that holds it.
        anchor=f"field-{anchor}",
        need="required" if field.required else "one of these" if field.name in group.exactly_one else "optional",
        holds=f"{_told(field.shape)}{most}",
        meaning=_inline(field.meaning),
        below=anchor if _inside(field.shape) else "",
    )


def _told(shape: Shape) -> str:
    match shape:
        case Plain():
            return str(shape)
        case OneOf(words):
            *others, last = map(str, words)
            return f"{', '.join(others)} or {last}"
        case Many(Group()):
            return "a list, each item with the fields described below"
        case Many(item):
            return f"a list; each item is {_told(item)}"
        case Names(value):
            return f"names of your own, lower-case words with hyphens, each with {_told(value)}"
        case Group():
            return "the fields described below"


def _note(group: Group) -> str:
    notes = []
    if group.exactly_one:
        notes.append(f"Each has exactly one of {', '.join(group.exactly_one)}.")
    notes += [f"`{one}` never comes without `{other}`, nor `{other}` without `{one}`." for one, other in group.pairs]
    if group.at_most_one:
        notes.append(f"Never both {' and '.join(group.at_most_one)}.")
    return _inline(" ".join(notes))


# -- rules ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of an example; where it is wrapped it goes on below its text, not below its indentation."""

    indent: str
    text: Markup
    """The rest, with a sign for every tab."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes of a part of the page, by name."""

    heading: str
    anchor: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule with its two examples, each of lines."""

    code: str
    statement: Markup
    why: Markup
    wrong: tuple[Line, ...]
    right: tuple[Line, ...]
    mended: Markup
    """What `check --fix` mends of it; empty where it is nothing."""


_PARTS: tuple[tuple[str, str, Callable[[Rule], bool]], ...] = (
    ("In a file", "in-a-file", lambda rule: not rule.about_files and not rule.warns),
    ("Files and their names", "files", lambda rule: rule.about_files and not rule.warns),
    ("Warnings", "warnings", lambda rule: rule.warns),
)


def rules() -> Page:
    """Return the page that tells every rule of `check`."""
    parts = [(heading, anchor, [r for r in RULES.values() if belongs(r)]) for heading, anchor, belongs in _PARTS]
    return Page(
        path=RULES_PAGE,
        under=GUIDE,
        title="Every rule of check",
        description=f"The {len(RULES)} rules that postmortems check applies to incident files: "
        "what each asks, why, and an example of wrong and of right.",
        facts=(("Rules", str(len(RULES)), ""),),
        searched=True,
        between_columns=True,
        sections=(
            Section(
                template="guide/rules_head.html.jinja",
                view=tuple(
                    Codes(heading=heading, anchor=anchor, codes=tuple(sorted(rule.code for rule in found)))
                    for heading, anchor, found in parts
                    if found
                ),
            ),
            *(
                Section(
                    heading=heading,
                    anchor=anchor,
                    template="guide/rules.html.jinja",
                    view=tuple(map(_rule_row, found)),
                )
                for heading, anchor, found in parts
                if found
            ),
        ),
    )


def _rule_row(rule: Rule) -> RuleRow:
    return RuleRow(
        code=rule.code,
        statement=_inline(rule.statement),
        why=_inline(rule.why),
        wrong=_lines(rule.wrong),
        right=_lines(rule.right),
        mended=_inline(rule.mended),
    )


def _lines(example: str) -> tuple[Line, ...]:
    lines = example.strip("\n").split("\n")
    return tuple(Line(indent=line[: -len(line.lstrip(" ")) or None], text=_tabs(line.lstrip(" "))) for line in lines)


def _tabs(text: str) -> Markup:
    return Markup('<span class="pm-tab">\t</span>').join(text.split("\t"))


def _inline(text: str) -> Markup:
    """Our own sentences name fields as code."""
    return markdown.inline(text, lambda _: None)
