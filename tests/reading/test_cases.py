"""What `check` finds in every file of `cases`, whichever of PyYAML's two parsers reads it."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from postmortems.model import Incident
from postmortems.reading.incident import read
from postmortems.reading.tree import FAST
from postmortems.settings import Settings
from tests.reading.cases import (
    GOOD,
    GOOD_ID,
    Case,
    addresses,
    characters,
    fields,
    ids,
    lengths,
    shares,
    texts,
    times,
    types,
    words,
    yaml_features,
    yaml_slips,
    zones,
)

MODULES = (
    *(addresses, characters, fields, ids, lengths, shares, texts, times, types, words),
    *(yaml_features, yaml_slips, zones),
)
CASES = [
    pytest.param(case, id=f"{module.__name__.rpartition('.')[2]}: {case.name}")
    for module in MODULES
    for case in module.CASES
]
PARSERS = [pytest.param(FAST, id="libyaml"), pytest.param(yaml.SafeLoader, id="pure")]
SETTINGS = Settings(severities=("critical", "minor"))

FIELDS: dict[str, Callable[[Incident], Any]] = {
    "title": lambda i: i.title,
    "tags": lambda i: i.tags,
    "service": lambda i: next(iter(i.summary.services)),
    "impact": lambda i: i.summary.impact,
    "cause": lambda i: i.summary.root_cause,
    "action": lambda i: i.timeline[1].text,
    "misleading": lambda i: i.timeline[2].text,
    "to": lambda i: i.timeline[3].to,
    "factor": lambda i: i.contributing_factors[0],
    "root_cause": lambda i: i.root_cause,
    "improvement": lambda i: i.improvements[0],
    "task": lambda i: i.tasks[0].task,
    "owner": lambda i: i.tasks[0].owner,
    "duration": lambda i: i.duration.seconds,
}
"""How a field is named in `accepted`."""


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", CASES)
def test_every_problem_is_found_on_its_line(case: Case, parser: type) -> None:
    data = case.text.encode("utf-8", "surrogatepass")
    reading = read(data, path="incident.yaml", id_=case.id, settings=SETTINGS, loader=parser)
    assert list(case.finds) == [f"{problem.line} {problem.code}" for problem in reading.problems]
    assert (reading.incident is None) == bool(case.finds)
    for name, value in case.reads.items():
        assert reading.incident is not None
        assert value == FIELDS[name](reading.incident)


@pytest.mark.parametrize("case", CASES)
def test_every_problem_says_what_to_write_and_shows_its_line(case: Case) -> None:
    lines = case.text.split("\n")
    data = case.text.encode("utf-8", "surrogatepass")
    for problem in read(data, path="incident.yaml", id_=case.id, settings=SETTINGS).problems:
        assert problem.message
        assert problem.help
        assert problem.source == (lines[problem.line - 1] if problem.line else "")
        assert 0 <= problem.column <= len(problem.source) + 1


def test_names_of_cases_are_unique() -> None:
    names = [param.id for param in CASES]
    assert len(set(names)) == len(names)


def test_the_good_file_has_no_problem() -> None:
    assert () == read(GOOD.encode(), path="incident.yaml", id_=GOOD_ID, settings=SETTINGS).problems
