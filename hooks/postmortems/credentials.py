"""What looks like a password or a key in a text, and the text without it.

Over the file as it was typed, comments too: whatever is published with a repository is found, and what `check` prints
of a line can be covered whether or not YAML can read it. Every pattern is bounded or begins at a rare word, so that
no text takes longer than its length.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

COVER = "•"
"""In place of every character of a secret, so that columns stay."""

_INK = re.compile(r"[^\n]")

RUN = 6
"""Characters in a row that give a secret away in a message, however it was cut, quoted or turned into a slug."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A stretch of a text that looks like a secret."""

    start: int
    end: int
    what: str
    """What it looks like, as people call it."""


def find(text: str) -> list[Credential]:
    """Return every secret of a text, in order; what overlaps is one."""
    kept: list[Credential] = []
    # The patterns come in order of how much they tell; sorting keeps it where two begin at one place.
    for one in sorted(_all(text), key=lambda one: one.start):
        if kept and one.start < kept[-1].end:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, one.end))
        else:
            kept.append(one)
    return kept


def covered(text: str, found: Iterable[Credential] | None = None) -> str:
    """Return a text of the same length with its secrets covered; line ends stay."""
    parts = []
    behind = 0
    for one in find(text) if found is None else found:
        parts += [text[behind : one.start], _INK.sub(COVER, text[one.start : one.end])]
        behind = one.end
    return "".join([*parts, text[behind:]])


class Cover:
    """Covers what one file's secrets have in common with what is said about the file."""

    def __init__(self, text: str) -> None:
        found = find(text)
        self.lines = covered(text, found).split("\n")
        """The lines of the file, fit to be shown."""
        self._runs: dict[int, set[str]] = {}
        for one in found:
            # What frames a private key is no secret, and stands in messages.
            secret = _letters(_KEY_END.sub("", _PRIVATE_KEY.sub("", text[one.start : one.end])))[0]
            length = min(RUN, len(secret))
            # One or two characters are in every sentence; a message that quotes them with their word is covered below.
            if length > 2:  # noqa: PLR2004
                runs = self._runs.setdefault(length, set())
                runs.update(secret[i : i + length] for i in range(len(secret) - length + 1))

    def message(self, text: str) -> str:
        """Return a message without what gives a secret away."""
        text = covered(text)
        if not self._runs:
            return text
        letters, places = _letters(text)
        shown = list(text)
        for length, runs in self._runs.items():
            for i in range(len(letters) - length + 1):
                if letters[i : i + length] in runs:
                    first, last = places[i], places[i + length - 1]
                    shown[first : last + 1] = COVER * (last + 1 - first)
        return "".join(shown)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text in lower case, and the place of each: what all its spellings share."""
    kept = [(c.lower()[0], place) for place, c in enumerate(text) if c.isalnum()]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


# -- tokens that are known by how they begin --------------------------------------------------------------------------

_TOKENS = {
    "a GitHub token": r"gh[oprsu]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9]{20,}\w*",
    "a GitLab token": r"gl(?:pat|dt|rt|cbt|ptt|ft|oas|agent|soat|imt)-[\w-]{16,}",
    "an AWS access key": r"A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}(?![A-Za-z0-9])",
    "a Google key": r"AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}",
    "a Slack token": r"xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{16,}",
    "a Stripe key": r"[prs]k_(?:live|test)_(?=[A-Za-z]{0,60}\d)[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,}",
    "an API key": r"sk-(?=[\w-]{0,60}\d)(?=[\w-]{0,60}[A-Za-z])[\w-]{20,}",
    "an npm token": r"npm_[A-Za-z0-9]{30,}",
    "a PyPI token": r"pypi-[\w-]{40,}",
    "a Hugging Face token": r"hf_[A-Za-z0-9]{30,}",
    "a SendGrid key": r"SG\.[\w-]{16,}\.[\w-]{16,}",
    "a DigitalOcean token": r"do[opr]_v1_[a-f0-9]{40,}",
    "a Twilio key": r"SK[0-9a-f]{32}(?![A-Za-z0-9])",
    "a Telegram token": r"[0-9]{8,10}:AA[\w-]{30,}",
    "a Shopify token": r"shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}",
    "a Vault token": r"hv[bsr]\.[\w-]{20,}",
    "an Atlassian token": r"ATATT3[\w=-]{20,}",
    "a Databricks token": r"dapi[a-f0-9]{32}",
    "a Grafana token": r"glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,}={0,3}",
    "a Groq key": r"gsk_(?=[A-Za-z]{0,60}\d)[A-Za-z0-9]{20,}",
    "an NVIDIA key": r"nvapi-(?=[A-Za-z_-]{0,60}\d)[\w-]{30,}",
    "a Figma token": r"figd_(?=[A-Za-z_-]{0,60}\d)[\w-]{20,}",
    "a Linear key": r"lin_(?:api|oauth)_(?=[A-Za-z]{0,60}\d)[A-Za-z0-9]{20,}",
    "a Postman key": r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}",
    "an age key": r"AGE-SECRET-KEY-1[A-Z0-9]{50,}",
    "a JSON Web Token": r"eyJ[\w-]{8,1000}\.eyJ[\w-]{8,}(?:\.[\w-]*)?",
}
# In a text as it was typed a token may stand right behind a written line end or blank, or the code of a sign.
_ESCAPED = r"(?<=\\[nrt])|(?<=%[0-9A-Fa-f]{2})"
_TOKEN = re.compile(
    rf"(?:(?<![A-Za-z0-9])|{_ESCAPED})(?:"
    + "|".join(f"(?P<t{i}>{one})" for i, one in enumerate(_TOKENS.values()))
    + ")",
    re.ASCII,
)
_NAMES = tuple(_TOKENS)
_HOOKS = {
    "the address of a Slack webhook": r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<secret>[\w/-]{20,})",
    "the address of a Discord webhook": r"discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/"
    r"\d{15,21}/(?P<secret>[\w-]{30,})",
}
_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----")
_KEY_END = re.compile(r"-----END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----")
MAX_KEY = 12_000
"""Characters of a private key that are looked at for its end."""

# -- words with a value behind them -----------------------------------------------------------------------------------

# A password may hold a slash or another @; a port with a path behind it is none.
_URL_PASSWORD = re.compile(r"://[^\s/:@?#\"'`<>]{0,100}:(?!\d{1,5}/)(?P<secret>[^\s\"'`<>]{1,200})@(?=[\w\[])")
_QUOTES = r"(?:\\?[\"'`*]){0,3}"
_ASSIGNED = rf"{_QUOTES}[ \t]?(?P<sign>:=|=>?|:|%3D)(?P<gap>[ \t]{{0,2}})"
_VALUE = r"\\?[\"'`](?P<quoted>[^\"'`\n\\]{1,200})(?=\\?[\"'`])|\\?[\"'`]?(?P<bare>[^\s\"'`]{1,200})"
_PASSWORD = re.compile(
    r"(?:pass(?:word|wort|wd|phrase|code)|kennwort|mot de passe|contrase[ñn]a|wachtwoord|"
    r"(?<![a-z])(?:[a-z]{1,20}_)?pwd|[?&]pass(?==)"
    # In small letters it may be a test that did pass.
    r"|(?-i:(?<![A-Z0-9])(?:[A-Z0-9]{1,20}_){1,3}PASS)"
    r"|(?<![a-z0-9])(?:admin|app|auth|db|ftp|ldap|login|mail|mysql|pg|postgres|proxy|redis|root|smtp|ssh|user)_pass)"
    rf"(?:{_ASSIGNED}|(?P<is>[ ](?:is|was)[ ]))(?:{_VALUE})"
    rf"|--pass(?:word|wd)?(?P<option>[ =])(?P<argument>[^\s\"'`]{{1,200}})",
    re.IGNORECASE | re.ASCII,
)
# By itself it is also what a test does, "PASS: x86_64", and one of several rounds, "on the second pass: node3 is down".
_PASS = re.compile(
    r"(?<![\w-])(?:(?<![a-z0-9] )|(?<= and )|(?<= with )|(?<=user )|(?<=admin )|(?<=root )|(?<=login ))"
    rf"(?-i:[Pp]ass){_ASSIGNED}(?:{_VALUE})",
    re.IGNORECASE | re.ASCII,
)
_START = rf"(?:(?<![a-z])|{_ESCAPED})"
_CURL = re.compile(
    r"(?<![a-z])curl[ \t][^\n]{0,200}?(?<=[ \t])(?:-u|--user)[ =]?"
    r"\\?[\"'`]?[^\s:\"'`]{0,100}:(?P<secret>[^\s\"'`\\]{1,200})",
    re.IGNORECASE | re.ASCII,
)
_MYSQL = re.compile(
    r"(?<![a-z])(?:mysql|mariadb)[a-z-]{0,10}[ \t](?P<before>[^\n|;&]{0,200}?[ \t])??"
    r"-p\\?[\"'`]?(?P<secret>[^\s\"'`\\]{4,200})",
    re.ASCII,
)
_USER = re.compile(r"(?<![\w-])(?:-u|--user)")
_SIGNED = re.compile(r"(?:[?&;]|%3F|%26)sig(?:=|%3D)(?P<secret>[A-Za-z0-9%+/=_.~-]{16,500})", re.IGNORECASE | re.ASCII)
_KEY_WORD = re.compile(
    r"(?:(?P<strong>secret|token|(?:api|access|private|auth|account|signing|encryption|secret|client|service|storage)"
    rf"[-_ ]?(?:key|secret)(?:_base)?|credentials?|signature|{_START}sig)|{_START}key)"
    rf"{_QUOTES}[ \t]?(?::=|=>?|:|%3D|[ ](?:is|was)[ ])[ \t]{{0,2}}{_QUOTES}(?P<secret>[A-Za-z0-9+/=_.~-]{{16,500}})"
    rf"|{_START}(?:bearer|basic)[ ](?P<header>[A-Za-z0-9+/=_.~-]{{16,2000}})",
    re.IGNORECASE | re.ASCII,
)
_HARMLESS = re.compile(
    r"(?:cache|partition|primary|foreign|row|sort|shard|idempotency|public|registry|redis|object|routing|s3|hash|"
    r"next|page|pagination|continuation|client|cancellation)[-_ ]?$",
    re.IGNORECASE,
)
"""Words before "key" or "token" that make it the name of something, no secret."""
_PLACEHOLDER = re.compile(
    r"[*•x.…_#?-]+|[<${%\[(].*|\d+(?:-[a-z]+)?|[a-z_]+\.[\w.]*|[a-z_][\w.]*[(\[].*|"
    r"(?:(?:your|my|the|new|old|user|users|db|root|some|a|an)[-_ ]?)?"
    r"(?:pass(?:word|wort|wd|phrase|code)?|pwd|secret|token|key|hidden|removed|redacted|masked|none|null|nil|true|false|"
    r"empty|blank|required|optional|changed|unknown|missing|invalid|wrong|expired|incorrect|reset|string|str|value)",
    re.IGNORECASE | re.ASCII,
)
_ENDS = ".,;:!?\\"
"""Signs of the sentence behind a value."""
_SYMBOL = re.compile(r"[!@#$%^&*+=?_~]")
_PORT = re.compile(r"[\d.:,/]+(?:tcp|udp)?", re.ASCII)
MIXED, MIN_DOUBTFUL = 3, 8
"""Kinds of characters, and characters, of a password that has only a doubtful word before it."""
MIN_ASSIGNED, MIN_TOLD = 4, 6
"""Characters of a password right behind `=` or in quotes; and of one that stands where a clause may follow."""


def _all(text: str) -> Iterator[Credential]:
    yield from _known(text)
    yield from _assigned(text)


def _known(text: str) -> Iterator[Credential]:
    """What is a secret wherever it stands."""
    for found in _TOKEN.finditer(text):
        yield Credential(*found.span(), _NAMES[int((found.lastgroup or "t0")[1:])])
    for what, hook in _HOOKS.items():
        for found in re.finditer(hook, text, re.ASCII):
            yield Credential(*found.span("secret"), what)
    for found in _PRIVATE_KEY.finditer(text):
        limit = min(found.end() + MAX_KEY, len(text))
        end = _KEY_END.search(text, found.end(), limit)
        yield Credential(found.start(), end.end() if end else _without_end(text, found.end(), limit), "a private key")


def _assigned(text: str) -> Iterator[Credential]:
    """What is one because of the word before it."""
    for found in _URL_PASSWORD.finditer(text):
        if not _is_placeholder(found["secret"]):
            yield Credential(*found.span("secret"), "an address with a password in it")
    for found in _SIGNED.finditer(text):
        letters = re.sub(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9]", "", found["secret"])
        if "example" not in letters.lower() and _is_random(letters, strong=True):
            yield Credential(*found.span("secret"), "a signed address")
    for start, end in _passwords(text):
        yield Credential(start, end, "a password")
    for found in _KEY_WORD.finditer(text):
        name = "header" if found["header"] else "secret"
        harmless = _HARMLESS.search(text, max(found.start() - 20, 0), found.start())
        if (
            not harmless
            and "example" not in found[name].lower()
            and _is_random(found[name], strong=bool(found["strong"] or found["header"]))
        ):
            yield Credential(*found.span(name), "a key or token")


def _passwords(text: str) -> Iterator[tuple[int, int]]:
    """Where the passwords of sentences, settings and commands are."""
    for found in _PASSWORD.finditer(text):
        if (name := _password(found)) is not None:
            yield found.span(name)
    for found in _PASS.finditer(text):
        name = "quoted" if found["quoted"] else "bare"
        value = found[name].rstrip(_ENDS)
        if len(found[name]) >= MIN_DOUBTFUL and _kinds(found[name]) >= MIXED and not _is_placeholder(value):
            yield found.span(name)
    for found in _CURL.finditer(text):
        if len(found["secret"]) >= MIN_ASSIGNED and not _is_placeholder(found["secret"].rstrip(_ENDS)):
            yield found.span("secret")
    for found in _MYSQL.finditer(text):
        value = found["secret"].rstrip(_ENDS)
        # A container's port is written alike, and other commands have longer options.
        told = _is_mixed(value) or (found["before"] and _USER.search(found["before"]))
        if told and not _is_placeholder(value) and not _PORT.fullmatch(value):
            yield found.span("secret")


_KEY_LINE = re.compile(r"\s*(?:\\n)?[A-Za-z0-9+/=\\]{20,}")


def _without_end(text: str, start: int, limit: int) -> int:
    """Where a private key ends that was cut off: behind the last line that looks like one of its own."""
    while found := _KEY_LINE.match(text, start, limit):
        start = found.end()
    return start


def _password(found: re.Match[str]) -> str | None:
    """The group that holds a password; None where the value is none."""
    if found["argument"]:
        # "--password was" may stand in a sentence; behind a blank a plain word is no password.
        told = found["option"] == "=" or _is_mixed(found["argument"])
        return "argument" if told and not _is_placeholder(found["argument"]) else None
    if found["quoted"]:
        good = len(found["quoted"]) >= MIN_ASSIGNED and not _is_placeholder(found["quoted"])
        return "quoted" if good else None
    # The sentence, or what else stands in an address, goes on behind it; all is covered, only this is judged.
    value = re.split(r"[&<>|)\]}]", found["bare"], maxsplit=1)[0].rstrip(_ENDS)
    if _is_placeholder(value) or found["is"]:
        return None
    # "The password= parameter" is no assignment, nor is "password: they forgot it".
    if found["sign"] in {"=", "%3D", "%3d"} and not found["gap"]:
        return "bare" if len(value) >= MIN_ASSIGNED else None
    return "bare" if len(value) >= MIN_TOLD and _is_mixed(value) else None


def _is_placeholder(value: str) -> bool:
    return bool(_PLACEHOLDER.fullmatch(value.strip()))


def _kinds(value: str) -> int:
    """How many of capitals, small letters, digits and signs a word has."""
    return sum(bool(re.search(kind, value)) for kind in (r"[A-Z]", r"[a-z]", r"\d", r"[!@#$%^&*?]"))


def _is_mixed(value: str) -> bool:
    """Whether a word is none of a language: digits beside letters, or signs in it."""
    letters, digits = re.search(r"[A-Za-z]", value), re.search(r"\d", value)
    return bool(letters and digits) or bool(_SYMBOL.search(value))


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_AWS_SECRET = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9+/]{40}", re.ASCII)
"""Slashes are among its letters, so that it may look like a path."""
MIN_BITS, MIN_AWS_BITS = 3.0, 4.3
"""Bits a character, by how often each occurs: words repeat letters, keys hardly do."""


def _is_random(value: str, *, strong: bool) -> bool:
    """Whether a word looks drawn by lot. Behind a plain "key" it must be longer, since names stand there too."""
    if _UUID.fullmatch(value):
        return strong
    if strong and _AWS_SECRET.fullmatch(value) and _bits(value) >= MIN_AWS_BITS:
        return True
    run = max(re.split(r"[-_./~=]+", value), key=len)
    if len(run) < (12 if strong else 20):
        return False
    if sum(c.isdigit() for c in run) < 2 or sum(c.isalpha() for c in run) < 2:  # noqa: PLR2004  one each is a name
        return False
    return _bits(run) >= MIN_BITS


def _bits(run: str) -> float:
    return -sum(n / len(run) * math.log2(n / len(run)) for n in Counter(run).values())
