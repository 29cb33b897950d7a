"""Ask every address that the incidents and the guides name whether it still answers.

Run every night, as `make links`, and never by a test against the network. What is dead is named with file, line and
column, as a person or GitHub reads it. A host that turns programs away is only warned of, since a person may well get
in; those of `flaky-hosts.txt` fail nothing at all.
"""

from __future__ import annotations

import http.client
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import Request, urlopen

import click

from postmortems.cli import end_with
from postmortems.commands import Failure
from postmortems.credentials import Cover, covered
from postmortems.loading import SUFFIX, has_folder
from postmortems.settings import SettingsError, project_of

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ("docs/**/*.md", "*.md")
FLAKY = ROOT / "tools" / "flaky-hosts.txt"

ADDRESS = re.compile(r"""https?://[^\s<>"'`\\|{}^]+""")
NOT_ASKED = re.compile(r"(127\.0\.0\.1|localhost|[^.]*|(.*\.)?example(\.(com|net|org))?|.*\.(invalid|localhost|test))")
"""Hosts that nobody can reach, or that stand for others in examples."""
EXAMPLE = re.compile(r"https://github\.com/example(/.*)?")
"""The repository that stands for an archive's own until it has one."""

AGENT = "Mozilla/5.0 (compatible; postmortems-links/1)"
HOSTS_AT_ONCE = 8
PAUSE = 1.0
"""Seconds between two addresses of one host."""
WAITS = (3.0, 20.0)
"""Seconds before a second and a third try."""
TIMEOUT = 30
"""Seconds without a word after which a host is taken to be silent."""

TURNED_AWAY = (401, 403, 429, 999)
"""What hosts answer to programs while people get in; the last is one host's own invention."""
PASSING = (408, 425, 429, 500, 502, 503, 504)
"""What may be over in a moment."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """One place in a file that names an address."""

    path: str
    """With forward slashes, relative to the project's folder."""
    line: int
    column: int
    address: str

    @property
    def host(self) -> str:
        """The host that is asked, in lower case; empty where the address names none."""
        try:
            return urlsplit(self.address).hostname or ""
        except ValueError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why an address is no good."""

    what: str
    """As the end of a sentence that begins with the address."""
    status: int = 0
    """The HTTP status; 0: there was no answer."""


def mentions(root: Path) -> Iterator[Mention]:
    """Yield every address to ask, wherever the files of the project in a folder name it.

    Raises `SettingsError`, `OSError` where the folder of the incidents cannot be meant, and `ValueError` where a file
    cannot be read.
    """
    project = project_of(root)
    incidents = project.incidents.rglob(f"*{SUFFIX}") if has_folder(project) else ()
    guides = (path for place in GUIDES for path in root.glob(place))
    for path in sorted({*incidents, *guides}):
        name = project.shown(path)
        for number, line in enumerate(_lines(path, name), 1):
            for found in ADDRESS.finditer(line):
                mention = Mention(path=name, line=number, column=found.start() + 1, address=_trimmed(found[0]))
                if not (NOT_ASKED.fullmatch(mention.host) or EXAMPLE.fullmatch(mention.address)):
                    yield mention


def _lines(path: Path, name: str) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ValueError(f"{name}:{line}: a character is not in UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise ValueError(f"{name}: the file cannot be read: {error.strerror}; make it readable") from None


def _trimmed(address: str) -> str:
    """An address without what belongs to the sentence, the list or the link round it."""
    while True:
        shorter = address.rstrip(".,;:!?*_…")
        if shorter.endswith((")", "]")) and any(shorter.count(a) < shorter.count(b) for a, b in ("()", "[]")):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def flaky(path: Path) -> dict[str, str]:
    """Return the reason for each host of a list; raises `ValueError` for one without, or a list that is unreadable."""
    reasons = {}
    for number, line in enumerate(_lines(path, path.name), 1):
        host, _, reason = line.partition("#" if line.startswith("#") else " ")
        if host and not reason.strip():
            raise ValueError(f"{path.name}:{number}: {host} needs a reason behind it")
        if host:
            reasons[host.lower()] = reason.strip()
    return reasons


def ask(address: str) -> Fault | None:
    """Return what is wrong with an address, after trying again what may pass; None: it answers."""
    fault = _asked(address)
    for wait in WAITS:
        if fault is None or (fault.status and fault.status not in PASSING):
            break
        time.sleep(wait)
        fault = _asked(address)
    return fault


def _asked(address: str) -> Fault | None:
    """Ask once: for the head alone, and for the page where a host dislikes that."""
    return _answer(address, "HEAD") and _answer(address, "GET")


def _answer(address: str, method: str) -> Fault | None:
    try:
        plain = quote(urldefrag(address).url, safe="%/:=&?~#+!$,;'@()*[]")
        request = Request(plain, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310  see ADDRESS
        with urlopen(request, timeout=TIMEOUT):  # noqa: S310
            return None
    except HTTPError as error:
        error.close()
        return Fault(what=f"answers {error.code} {error.reason}".strip(), status=error.code)
    except TimeoutError:
        return Fault(what=f"is silent for {TIMEOUT} seconds")
    except URLError as error:
        return Fault(what=f"cannot be reached: {error.reason}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Fault(what=f"cannot be reached: {error or type(error).__name__}")


def faults(addresses: Iterable[tuple[str, str]]) -> dict[str, Fault]:
    """Return what is wrong with the addresses that do not answer, given as pairs of host and address.

    Several hosts are asked at once, but of each only one address at a time.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for host, address in dict.fromkeys(addresses):
        by_host[host].append(address)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        found = pool.map(_one_host, by_host.values())
    return {address: fault for of_host in found for address, fault in of_host.items()}


def _one_host(addresses: Sequence[str]) -> dict[str, Fault]:
    found = {}
    for number, address in enumerate(addresses):
        time.sleep(PAUSE if number else 0)
        if fault := ask(address):
            found[address] = fault
    return found


def main(root: Path = ROOT, list_: Path = FLAKY) -> int:
    """Print what does not answer; return 1 where any of it is dead. Raises `Failure` where nothing can be asked."""
    try:
        reasons, named = flaky(list_), sorted(mentions(root))
    except (SettingsError, OSError, ValueError) as error:
        raise Failure(str(error)) from None
    found = faults((mention.host, mention.address) for mention in named)
    dead = set()
    for mention in named:
        if fault := found.get(mention.address):
            level = "error"
            if mention.host in reasons:
                level, fault = "notice", Fault(what=f"{fault.what}; {list_.name}: it {reasons[mention.host]}")
            elif fault.status in TURNED_AWAY:
                level = "warning"
            else:
                dead.add(mention.address)
            click.echo(_said(level, mention, fault))
    for host in sorted(reasons.keys() - {mention.host for mention in named}):
        click.echo(_fit(f"{list_.name}: nothing names {host} any more; delete its line"))
    click.echo(
        f"{len({mention.address for mention in named})} addresses asked, {len(found)} without a page, {len(dead)} dead"
    )
    return 1 if dead else 0


def _said(level: str, mention: Mention, fault: Fault) -> str:
    # The answer of a host may name the address, or a part of it.
    text = _fit(Cover(mention.address).message(f"{mention.address} {fault.what}"))
    path = _fit(mention.path)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        place = f"file={path},line={mention.line},col={mention.column},title=link"
        return f"::{level} {place}::{text.replace('%', '%25')}"
    return f"{path}:{mention.line}:{mention.column}: {level}[link]: {text}"


def _fit(text: str) -> str:
    """A text as it may be shown: without secrets, and without what a terminal would act on."""
    return "".join(character if character.isprintable() else "?" for character in covered(text))


if __name__ == "__main__":
    end_with(main)
