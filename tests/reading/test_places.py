"""The very place of a character, in every style of YAML."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postmortems.reading.places import places
from postmortems.reading.tree import Mapping, Scalar, parse


def scalar(text: str) -> Scalar:
    root, _ = parse(text)
    assert isinstance(root, Mapping)
    node = root.values["a"]
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: one HERE", (1, 8)),
        ("a: one\n  two HERE", (2, 7)),
        ("a: |\n  one\n\n    two\n  HERE", (5, 3)),
        ("a: |2-  # a comment HERE\n    one HERE\n", (2, 9)),
        ("a: >-\n  one\n  two\n\n  HERE\n# HERE\nb: c", (5, 3)),
        ("a: >\n\n\n  one\n  HERE\n", (5, 3)),
        ("a: 'it''s ''HERE'", (1, 13)),
        ("a: 'it''s\n\n  HERE'", (3, 3)),
        (r'a: "\"\x41\u0042\U00000043\n\t\ HERE"', (1, 33)),
        ('a: "one\\\n  \\  two\n  HERE"', (3, 3)),
        ("x: [1, {q: r}]\na: {b: c}".replace("a: {b: c}", "a: 決済 HERE"), (2, 7)),
        ("# HERE\na: HERE", (2, 4)),
    ],
)
def test_the_place_of_a_word_is_where_it_stands(text: str, place: tuple[int, int]) -> None:
    node = scalar(text)
    index = node.value.index("HERE")
    assert {index: place} == places(text.split("\n"), node, {index})


@pytest.mark.parametrize("text", ["a: &b one HERE", "a: !!str 'HERE'"])
def test_behind_an_anchor_or_a_tag_the_place_is_that_of_the_value(text: str) -> None:
    node = scalar(text)
    assert {1: (node.line, node.column)} == places([text], node, {1})


WORDS = st.text(alphabet="ab'\"\\ \n#:-é決", max_size=40).filter(lambda text: bool(text.strip()))


@given(WORDS, st.sampled_from(["'", '"', "|", ">", ""]), st.integers(8, 30))
def test_every_character_is_found_where_it_was_written(value: str, style: str, width: int) -> None:
    text = yaml.dump({"a": value}, default_style=style or None, width=width, allow_unicode=True)
    node, lines = scalar(text), text.split("\n")
    found = places(lines, node, range(len(node.value)))
    for index, character in enumerate(node.value):
        line, column = found[index]
        written = lines[line - 1][column - 1]
        if character not in " \n":
            assert character == written or (written == "\\" and lines[line - 1][column] in '"\\')
