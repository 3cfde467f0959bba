"""The picture of a circle comes back to where it began, however long the circle is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.circle_text import circle_lines


def test_a_circle() -> None:
    assert circle_lines([3, 5, 9, 3]) == [
        "#3 → #5 → #9",
        " ▲         │",
        " ╰─────────╯",
    ]
    assert circle_lines([7, 7]) == circle_lines([]) == []


def test_of_a_long_one_the_middle_is_left_out() -> None:
    assert circle_lines([*range(1, 100), 1])[0] == "#1 → #2 → #3 → … → #98 → #99"


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=40, unique=True))
def test_the_way_back_begins_under_the_last_and_ends_under_the_first(numbers: list[int]) -> None:
    row, rise, bottom = circle_lines([*numbers, numbers[0]])
    assert rise.index("▲") == bottom.index("╰") == 1
    assert rise.index("│") == bottom.index("╯") == len(rise) - 1
    assert row[rise.index("│") - 1] == "#"
    assert len(row) <= 90
