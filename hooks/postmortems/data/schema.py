"""The JSON Schema of the incident file, for editors: it completes and explains while one types.

It knows forms, not sense: that a time is before the one above it, `postmortems check` says.
"""

from __future__ import annotations

from postmortems.data.record import Record, Value
from postmortems.format import INCIDENT, Field, Group, Many, Names, OneOf, Plain, Shape
from postmortems.settings import Settings
from postmortems.vocabulary import REQUIRED_KINDS

_CLOCK = r"\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?"
_DAY = r"(19|2[01])\d{2}-\d{2}-\d{2}"
_WORD = r"(~ ?|(over|under) )?"
_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

_PATTERNS = {
    Plain.LINE: r"^\S(.*\S)?$",
    Plain.INLINE: r"\S",
    Plain.BLOCK: r"\S",
    Plain.TIME: rf"^~?{_DAY} {_CLOCK}$",
    Plain.CLOCK: rf"^~?({_DAY} )?{_CLOCK}$",
    Plain.ZONE: r"^(UTC|[+-]\d{2}:\d{2}|[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)+)$",
    Plain.SHARE: rf"^(unknown|{_WORD}(100|\d{{1,2}})(\.\d{{1,4}})? ?%( of \S.*)?)$",
    Plain.COUNT: rf"^{_WORD}(0|[1-9]\d{{0,14}})$",
    Plain.DAY: rf"^{_DAY}$",
    Plain.DONE: rf"^(yes|{_DAY})$",
    Plain.SLUG: rf"^{_SLUG}$",
    Plain.ID: rf"^{_DAY}-{_SLUG}$",
    Plain.ADDRESS: r"^[Hh][Tt][Tt][Pp][Ss]?://\S+$",
}


def schema(settings: Settings, url: str | None = None) -> Record:
    """Return the JSON Schema (2020-12) of the incident file of a site; `url` is where it is published."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": url} if url else {}),
        "title": "Incident",
        "description": "One incident of a postmortem archive.",
        **_group(INCIDENT, settings),
    }


def _group(group: Group, settings: Settings) -> Record:
    described: Record = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _field(field, settings) for field in group.fields},
    }
    if group.required:
        described["required"] = list(group.required)
    if group.exactly_one:
        described["oneOf"] = [{"required": [name]} for name in group.exactly_one]
    if not group.required and not group.exactly_one:
        described["minProperties"] = 1
    return described


def _field(field: Field, settings: Settings) -> Record:
    described: Record = {"description": field.meaning, **_shape(field.shape, settings)}
    if field.most:
        described["maxLength"] = field.most
    if field.name == "timeline":
        described["description"] = f"{field.meaning} At least one each of {', '.join(REQUIRED_KINDS)}."
    return described


def _shape(shape: Shape, settings: Settings) -> Record:
    match shape:
        case Plain.SEVERITY:
            return {"enum": list(settings.severities)} if settings.severities else {"type": "string"}
        case Plain.COUNT:
            # Editors read plain digits as a number.
            return {"type": ["string", "integer"], "pattern": _PATTERNS[Plain.COUNT], "minimum": 0}
        case Plain():
            return {"type": "string", "pattern": _PATTERNS[shape]}
        case OneOf(words):
            return {"enum": [str(word) for word in words]}
        case Many(item):
            # Two entries of a timeline may be alike, such as two of unknown time.
            once = {} if isinstance(item, Group) else {"uniqueItems": True}
            return {"type": "array", "minItems": 1, **once, "items": _shape(item, settings)}
        case Names(value):
            names: Value = {"pattern": rf"^{_SLUG}$", "maxLength": 60}
            return {
                "type": "object",
                "minProperties": 1,
                "propertyNames": names,
                "additionalProperties": _shape(value, settings),
            }
        case Group():
            return _group(shape, settings)
