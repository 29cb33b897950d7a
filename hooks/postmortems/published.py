"""Whether every address that was published still leads to its report: what `check --since` adds."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterable, Iterator
from datetime import date

from postmortems.aliases import alias_nodes, stated_aliases, tree, with_aliases
from postmortems.credentials import covered
from postmortems.history import Revision
from postmortems.lineage import heirs
from postmortems.loading import Loaded, Source
from postmortems.problems import Problem
from postmortems.reading.tree import Mapping
from postmortems.reading.values import Wrong, incident_id

CODE = "lost-id"


def lost(then: Revision, loaded: Loaded, now: Iterable[Source]) -> Iterator[Problem]:
    """Yield a problem for each report that lost an address it had at a revision.

    Its addresses are the name of its file, whatever could be read in it, and the aliases stated there. `loaded` is
    what came of reading `now`, the files of today.
    """
    files = {source.path: source for source in now}
    found = heirs(then.sources, files.values())
    answered = loaded.ids.keys() | loaded.aliases.keys()
    for old in then.sources:
        # Where another report took it in, what carries its id answers for its other addresses too.
        heir = found.get(old.path) or files.get(loaded.aliases.get(old.id, ""))
        names = list(_addresses(old))
        if heir is None:
            if gone := [name for name in names if name not in answered]:
                yield _deleted(old, gone, then, loaded.archive.today)
            continue
        top = _fields(heir)
        own = {heir.id, *stated_aliases(top)}
        if top is None:
            # Its aliases cannot be known before its YAML is mended.
            names = [name for name in names if name == old.id]
        elsewhere = [name for name in names if name not in own]
        gone = [name for name in elsewhere if name not in answered]
        taken = [name for name in elsewhere if name in loaded.ids]
        moved = [name for name in elsewhere if top and name in loaded.aliases and name not in taken]
        missing = [name for name in elsewhere if name in {*gone, *moved}]
        cure = _to_write(heir, missing) if missing else ""
        if gone:
            yield _renamed(old, heir, gone, top, cure)
        yield from (_taken(name, heir, loaded.ids[name]) for name in taken)
        yield from (_moved(name, heir, files[loaded.aliases[name]], cure) for name in moved)


def _addresses(source: Source) -> Iterator[str]:
    stated = stated_aliases(_fields(source))
    # The oldest first, as the guide has them. What is no id was never an address.
    for name in dict.fromkeys((*stated, source.id)):
        try:
            incident_id(name)
        except Wrong:
            continue
        yield name


def _deleted(old: Source, gone: list[str], then: Revision, today: date) -> Problem:
    message = f"{_listed(gone)} led to a report at {then.name}, and now {'leads' if len(gone) == 1 else 'lead'} nowhere"
    # From the root of the repository: whoever reads this may stand in any folder of it.
    path = posixpath.normpath(posixpath.join(then.prefix, old.path))
    checkout = shlex.join(("git", "checkout", then.name, "--", f":/{path}"))
    restore = (
        f"if the report has another name now, write `aliases: [{', '.join(gone)}]` in its file; if it is to be taken "
        f"back, get the file with `{checkout}` and add "
        f'`withdrawn: {{on: {today}, reason: "…"}}` to it'
    )
    if not then.is_behind:
        restore = f"what is checked out lacks commits of {then.name}: merge it first; else, {restore}"
    return Problem(old.path, 0, 0, CODE, message, restore)


def _taken(name: str, heir: Source, taken: str) -> Problem:
    message = f"{name} led to the report that is now {heir.path}; here another has taken it"
    help_ = f"give this report another id, and write `aliases: [{name}]` in {heir.path}"
    return Problem(taken, 0, 0, CODE, message, help_)


def _moved(name: str, heir: Source, taker: Source, cure: str) -> Problem:
    message = f"{name} led to the report that is now {heir.path}; here another has taken it for an alias"
    help_ = f"delete it here, and in {heir.path} {cure}"
    node = next((node for node in alias_nodes(_fields(taker)) if node.value.strip() == name), None)
    if node is None:
        return Problem(taker.path, 0, 0, CODE, message, help_)
    return Problem(taker.path, node.line, node.column, CODE, message, help_, _line(taker, node.line))


def _renamed(old: Source, heir: Source, gone: list[str], top: Mapping | None, cure: str) -> Problem:
    if old.id in gone:
        message = f"the report {old.id} is now {heir.id}, and no alias carries {_listed(gone)}"
    else:
        message = f"{_listed(gone)} led to this report, and no alias carries {'it' if len(gone) == 1 else 'them'} now"
    title = top.keys.get("title") if top else None
    if title is None:
        return Problem(heir.path, 0, 0, CODE, message, cure)
    return Problem(heir.path, title.line, title.column, CODE, message, cure, _line(heir, title.line))


def _to_write(heir: Source, missing: list[str]) -> str:
    """Exactly what to change in a file so that it carries more aliases."""
    data = heir.data if isinstance(heir.data, bytes) else b""
    try:
        mended = with_aliases(data, tuple(dict.fromkeys((*stated_aliases(tree(data)), *missing))))
    except ValueError:
        return f"write `aliases: [{', '.join(missing)}]` in it"
    before, after = ([line.rstrip("\r") for line in text.decode("utf-8-sig").split("\n")] for text in (data, mended))
    first = next(number for number, line in enumerate(after) if line != before[number])
    added = after[first : first + max(len(after) - len(before), 1)]
    where = f"add, as line {first + 1}" if len(after) > len(before) else f"let line {first + 1} be"
    return f"{where}: {covered(' / '.join(line.rstrip() for line in added))}"


def _fields(source: Source) -> Mapping | None:
    return tree(source.data) if isinstance(source.data, bytes) else None


def _line(source: Source, number: int) -> str:
    """A line of a file whose YAML could be read, without its secrets."""
    data = source.data if isinstance(source.data, bytes) else b""
    return covered(data.decode("utf-8-sig").split("\n")[number - 1].rstrip("\r"))


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
