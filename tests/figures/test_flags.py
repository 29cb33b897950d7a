"""Pins and labels: no two in each other's way, and as many labels as fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postmortems.figures.axis import Place
from postmortems.figures.flags import PIN, STEM_GAP, TEXT_GAP, Flag, solve, stacked

LENGTH, SIDE = 828.0, 16.0

FLAGS = st.lists(
    st.builds(
        lambda fraction, width, weight: Flag(place=Place(fraction), text_width=width, weight=weight),
        st.floats(0, 1),
        st.floats(20, 300),
        st.integers(1, 200),
    ),
    min_size=1,
    max_size=24,
).map(lambda flags: sorted(flags, key=lambda flag: flag.place.fraction))


def box(flag: Flag, length: float) -> tuple[float, float]:
    x = flag.place.at(length)
    text = TEXT_GAP + flag.text_width if flag.text_width else 0
    return (x - PIN / 2 - text, x + PIN / 2) if flag.to_left else (x - PIN / 2, x + PIN / 2 + text)


def text(flag: Flag, length: float) -> tuple[float, float]:
    low, high = box(flag, length)
    return (low, high - PIN) if flag.to_left else (low + PIN, high)


@given(FLAGS, st.sampled_from([1, 1.3, 2]))
def test_no_box_overlaps_another_and_no_stem_crosses_a_text_at_any_width(flags: list[Flag], wider: float) -> None:
    solved = solve(flags, LENGTH, SIDE, SIDE, 12)
    length = LENGTH * wider
    for i, one in enumerate(solved):
        low, high = box(one, length)
        assert low >= -SIDE
        assert high <= length + SIDE
        for other in solved[:i]:
            other_low, other_high = box(other, length)
            if one.lane == other.lane:
                assert high <= other_low or other_high <= low
            for upper, lower in ((one, other), (other, one)):
                if upper.lane > lower.lane and lower.text_width:
                    begin, end = text(lower, length)
                    assert not begin - STEM_GAP < upper.place.at(length) < end + STEM_GAP


def flag(fraction: float, weight: int = 50, width: float = 100) -> Flag:
    return Flag(place=Place(fraction), text_width=width, weight=weight)


def test_labels_that_do_not_touch_share_the_lowest_lane() -> None:
    assert [0, 0] == [f.lane for f in solve([flag(0.1), flag(0.6)], LENGTH, SIDE, SIDE, 12)]


def test_the_earlier_of_two_near_ones_stands_above() -> None:
    assert [1, 0] == [f.lane for f in solve([flag(0.1), flag(0.12)], LENGTH, SIDE, SIDE, 12)]


def test_a_label_at_the_end_turns_to_the_left() -> None:
    assert [False, True] == [f.to_left for f in solve([flag(0.1), flag(0.99)], LENGTH, SIDE, SIDE, 12)]


def test_where_lanes_run_out_the_label_worth_least_is_left_out() -> None:
    solved = solve([flag(0.1, 60, 300), flag(0.3, 10, 300), flag(0.5, 70, 300)], LENGTH, SIDE, SIDE, 2)
    assert [300, 0, 300] == [f.text_width for f in solved]


def test_a_label_wider_than_the_frame_is_left_out() -> None:
    assert [0] == [f.text_width for f in solve([flag(0.5, width=900)], LENGTH, SIDE, SIDE, 12)]


def test_a_label_without_room_is_cut_before_it_is_left_out() -> None:
    cut = Flag(place=Place(0.3), text_width=300, cuts=(250, 120), weight=10)
    solved = solve([flag(0.1, 60, 300), cut, flag(0.5, 70, 300)], LENGTH, SIDE, SIDE, 2)
    assert [300, 120, 300] == [f.text_width for f in solved]


def test_a_label_is_cut_no_shorter_than_it_must() -> None:
    cut = Flag(place=Place(0.3), text_width=900, cuts=(850, 250, 120), weight=10)
    assert [250] == [f.text_width for f in solve([cut], LENGTH, SIDE, SIDE, 2)]


def test_filling_the_lanes_from_the_right_is_tried_too() -> None:
    """From the left these would take three."""
    told = [flag(0.2, width=80), flag(0.65, width=300), flag(0.675, width=120), flag(0.725, width=120)]
    assert [1, 0, 1, 0] == [f.lane for f in solve(told, 800, SIDE, SIDE, 12)]


def test_of_two_texts_on_one_side_that_touch_the_earlier_stands_above() -> None:
    """The later pin stands behind the earlier text, so either order would do; the first is read first."""
    assert [1, 0] == [f.lane for f in solve([flag(0.1), flag(0.1 + 130 / LENGTH)], LENGTH, SIDE, SIDE, 12)]


def test_bare_flags_are_stacked_as_high_as_they_stand_in_one_place() -> None:
    assert 3 == stacked([flag(0.5), flag(0.5), flag(0.5), flag(0.6)], LENGTH)
    assert 1 == stacked([flag(0.5), flag(0.5 + (PIN + 2) / LENGTH)], LENGTH)
    assert 2 == stacked([flag(0.5), flag(0.5 + (PIN + 1) / LENGTH)], LENGTH)
