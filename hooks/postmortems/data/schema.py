"""The JSON Schema of the incident file, for editors: it completes and explains while one types.

It knows forms, not sense: that a time is before the one above it, `postmortems check` says. What `check` accepts it
accepts too, as text and as editors read YAML (version 1.2, where `404` is a number), but for plain `true` and `null`.
"""

from __future__ import annotations

from postmortems.data.record import Record, Value
from postmortems.format import INCIDENT, Field, Group, Many, Names, OneOf, Plain, Shape
from postmortems.reading.values import MAX_OF, MAX_SLUG, MAX_URL
from postmortems.settings import Settings, Site
from postmortems.vocabulary import ABSENT_KINDS, REQUIRED_KINDS

# Regular expressions that Python and ECMA-262 (with the flag u) read alike: no \d, which is wider in Python.
_SIXTY = "[0-5][0-9]"
_OFFSET = f"[+-](0[0-9]|1[0-4]):{_SIXTY}"
_CLOCK = f"([01][0-9]|2[0-3]):{_SIXTY}(:{_SIXTY})?(Z|{_OFFSET})?"
_MONTH_DAY = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DAY = f"(19|2[01])[0-9]{{2}}-{_MONTH_DAY}"
_WORD = "(~ ?|(over|under) )?"
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_PERCENT = r"((0|[1-9][0-9]?)(\.[0-9]{1,4})?|100(\.0{1,4})?)"
_WRITTEN = r"^(?!\s*TODO\b)"
_OTHER = r'\s\\"<>^`{|}'
"""No address has these in it."""

# A block of one line ends in a line feed, which the reader takes off.
_ONE_LINE = rf"{_WRITTEN}(?=[^\n]*\S)[^\n]*\n?$"
_TEXT = rf"{_WRITTEN}\s*\S"

_PATTERNS = {
    Plain.LINE: _ONE_LINE,
    Plain.INLINE: _TEXT,
    Plain.INLINE_LINE: _ONE_LINE,
    Plain.BLOCK: _TEXT,
    Plain.TIME: f"^~?{_DAY} {_CLOCK}$",
    Plain.CLOCK: f"^~?({_DAY} )?{_CLOCK}$",
    Plain.ZONE: f"^(UTC|{_OFFSET}|(?!Etc/)[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)+)$",
    Plain.SHARE: rf"^(unknown|{_WORD}{_PERCENT} ?%( of \S.{{0,{MAX_OF - 1}}})?)$",
    Plain.COUNT: f"^{_WORD}(0|[1-9][0-9]{{0,14}})$",
    Plain.DAY: f"^{_DAY}$",
    Plain.DONE: f"^(yes|{_DAY})$",
    Plain.SLUG: f"^{_SLUG}$",
    Plain.ID: f"^[0-9]{{4}}-{_MONTH_DAY}-{_SLUG}$",
    # Before the first slash stands a host, and no password.
    Plain.ADDRESS: f"^[Hh][Tt][Tt][Pp][Ss]?://[^@/?#{_OTHER}]+([/?#][^{_OTHER}]*)?$",
}
_LIMITS = {Plain.ID: len("YYYY-MM-DD-") + MAX_SLUG, Plain.ADDRESS: MAX_URL}


def schema(settings: Settings, url: str | None = None) -> Record:
    """Return the JSON Schema (2020-12) of the incident file of a site; `url` is where it is published."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": url} if url else {}),
        "title": "Incident",
        "description": "One incident of a postmortem archive.",
        **_group(INCIDENT, settings),
        "allOf": [_told_or_absent(kind) for kind in ABSENT_KINDS],
    }


def pattern(shape: Plain) -> str:
    """Return the regular expression of a value; read alike by Python and by ECMA-262 with the flag u."""
    return _PATTERNS[shape]


def address(site: Site) -> str | None:
    """Return where a site publishes its schema; None where its address is not known."""
    return f"{site.url}schema/incident.json" if site.url else None


def _told_or_absent(kind: str) -> Record:
    """The timeline has an entry of the kind, or the report says that there was none, and never both."""
    told: Value = {"properties": {"timeline": {"contains": {"required": [kind]}}}}
    absent: Value = {
        "required": ["timeline_without"],
        "properties": {"timeline_without": {"contains": {"const": kind}}},
    }
    return {"oneOf": [told, absent]}


def _group(group: Group, settings: Settings) -> Record:
    # Without a list of severities no word is one.
    fields = [f for f in group.fields if f.shape is not Plain.SEVERITY or settings.severities]
    described: Record = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _field(field, settings) for field in fields},
    }
    if group.required:
        described["required"] = list(group.required)
    if group.exactly_one:
        described["oneOf"] = [{"required": [name]} for name in group.exactly_one]
    if group.at_most_one:
        described["not"] = {"required": list(group.at_most_one)}
    if group.pairs:
        described["dependentRequired"] = {one: [other] for pair in group.pairs for one, other in (pair, pair[::-1])}
    if not group.required and not group.exactly_one:
        described["minProperties"] = 1
    return described


def _field(field: Field, settings: Settings) -> Record:
    described: Record = {"description": field.meaning, **_shape(field.shape, settings)}
    if field.most:
        described["maxLength"] = field.most
    if field.name == "timeline":
        described["description"] = f"{field.meaning} At least one each of {', '.join(REQUIRED_KINDS)}."
        always = [kind for kind in REQUIRED_KINDS if kind not in ABSENT_KINDS]
        described["allOf"] = [{"contains": {"required": [kind]}} for kind in always]
    return described


def _shape(shape: Shape, settings: Settings) -> Record:
    match shape:
        case Plain.SEVERITY:
            words = settings.severities
            return {"enum": [*words, *(int(word) for word in words if word.isdecimal())]}
        case Plain.COUNT:
            return {"type": ["string", "integer"], "pattern": _PATTERNS[shape], "minimum": 0, "maximum": 10**15 - 1}
        case Plain.SLUG:
            return {"type": ["string", "integer"], "pattern": _PATTERNS[shape], "maxLength": MAX_SLUG, "minimum": 0}
        case Plain.LINE | Plain.INLINE | Plain.INLINE_LINE | Plain.BLOCK:
            return {"type": ["string", "number"], "pattern": _PATTERNS[shape]}
        case Plain():
            limit = _LIMITS.get(shape)
            return {"type": "string", "pattern": _PATTERNS[shape], **({"maxLength": limit} if limit else {})}
        case OneOf(words):
            return {"enum": [str(word) for word in words]}
        case Many(item, once):
            return {
                "type": "array",
                "minItems": 1,
                **({"uniqueItems": True} if once else {}),
                "items": _shape(item, settings),
            }
        case Names(value):
            names: Value = {"pattern": _PATTERNS[Plain.SLUG], "maxLength": MAX_SLUG}
            return {
                "type": "object",
                "minProperties": 1,
                "propertyNames": names,
                "additionalProperties": _shape(value, settings),
            }
        case Group():
            return _group(shape, settings)
