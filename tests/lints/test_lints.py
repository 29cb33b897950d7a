"""Files that are right give no false alarm, and files that are wrong do not stop the warnings."""

import pytest
import yaml

from postmortems.reading.incident import read
from postmortems.reading.tree import FAST
from postmortems.settings import Settings
from tests.lints.warned import changed, warned
from tests.reading.cases import Case
from tests.reading.test_cases import CASES

SETTINGS = Settings(severities=("critical", "minor"), warnings_off=("report-length",))


@pytest.mark.parametrize("parser", [FAST, yaml.SafeLoader], ids=["libyaml", "pure"])
@pytest.mark.parametrize("case", CASES)
def test_a_file_that_is_right_gives_no_false_alarm(case: Case, parser: type) -> None:
    """Those with problems are read too: whatever stands in a file, looking for slips must not fail."""
    data = case.text.encode("utf-8", "surrogatepass")
    reading = read(data, path="a.yaml", id_=case.id, settings=SETTINGS, loader=parser, warn=True)
    assert not reading.warnings or case.finds


VAGUE = "- task: Improve the pool."


def test_a_file_with_problems_is_warned_of_where_its_tree_can_be_read() -> None:
    text = changed("- task: Add two web servers to the log-in pool.", VAGUE)
    assert ["40:13 vague-task"] == warned(text.replace("Africa/Nairobi", "EAT").replace("critical", "TODO"))


def test_where_yaml_cannot_be_read_secrets_are_found_all_the_same() -> None:
    text = changed("- task: Add two web servers to the log-in pool.", f"{VAGUE}\n    # password=swordfish")
    assert ["41:16 secret"] == warned(text.replace("title: ", "title: x: "))


def test_several_slips_of_one_line_are_each_at_their_word() -> None:
    text = changed(
        "  Two web servers shared all requests.\n",
        "  See http://wiki/a,\n  > http://wiki/b and http://wiki/c;\n  by human error.\n",
    )
    assert ["33:7 inside-link", "34:5 inside-link", "34:23 inside-link", "35:6 blame"] == warned(text)
