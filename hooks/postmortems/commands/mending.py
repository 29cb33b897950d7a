"""`postmortems check --fix`: mending files where they stand, and telling how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from postmortems import reporting
from postmortems.commands import Failure
from postmortems.fixes import fixed
from postmortems.loading import Source
from postmortems.problems import Problem
from postmortems.reading import text as characters
from postmortems.reading.incident import read
from postmortems.rewriting import rewriting
from postmortems.settings import Project


def mend(sources: Iterable[Source], project: Project) -> str:
    """Mend some files, all of them or none, and return what changed; raises `Failure` where they cannot be written."""
    mended = [(source, before, after) for source, before, after in _tried(sources, project) if before != after]
    try:
        with rewriting({project.root / source.path: after for source, _, after in mended}):
            pass
    except OSError as error:
        raise Failure(f"nothing was mended: {error}") from None
    told = [reporting.difference(source.path, _text(before), _text(after)) for source, before, after in mended]
    return "\n".join([*told, f"mended {len(told)} {'file' if len(told) == 1 else 'files'}", ""] if told else [])


def mendable(problems: Iterable[Problem], sources: Iterable[Source], project: Project) -> int:
    """Return how many of some problems `--fix` would mend."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for problem in problems:
        found.setdefault(problem.path, Counter())[problem.code, problem.message] += 1
    count = 0
    for source, before, after in _tried((source for source in sources if source.path in found), project):
        if before != after:
            count += (found[source.path] & (_told(source, before, project) - _told(source, after, project))).total()
    return count


def _tried(sources: Iterable[Source], project: Project) -> Iterable[tuple[Source, bytes, bytes]]:
    """Each file that can be read, as it is and as it would be."""
    for source in sources:
        if isinstance(source.data, bytes):
            yield source, source.data, fixed(source.data, project.settings)


def _told(source: Source, data: bytes, project: Project) -> Counter[tuple[str, str]]:
    found = read(data, path=source.path, id_=source.id, settings=project.settings).problems
    return Counter((problem.code, problem.message) for problem in found)


def _text(data: bytes) -> str:
    found = characters.decode(data)
    return found if isinstance(found, str) else ""
