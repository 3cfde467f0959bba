"""What a list knows of a long answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.tui.tasks.rows import Row
from tme_tui.tui.tasks.window import AHEAD, KEPT, Window


def rows(numbers: list[int]) -> list[Row]:
    return [Row(number, title=f"task {number}") for number in numbers]


def test_it_asks_for_what_is_in_sight_and_a_little_more() -> None:
    window = Window()
    window.reorder(range(1, 1001))
    wanted = window.wanted(500, 20)
    assert set(range(501, 521)) <= set(wanted)
    assert len(wanted) == 20 + 2 * AHEAD


def test_it_asks_once() -> None:
    window = Window()
    window.reorder(range(1, 1001))
    window.wanted(0, 20)
    assert window.wanted(0, 20) == []
    window.forget_questions()
    assert window.wanted(0, 20)


def test_it_asks_before_the_unread_comes_into_sight() -> None:
    window = Window()
    window.reorder(range(1, 1001))
    window.put(rows(window.wanted(0, 20)))
    assert window.wanted(1, 20) == []
    assert window.wanted(AHEAD - 10, 20) != []


def test_it_keeps_few_rows_of_many() -> None:
    window = Window()
    window.reorder(range(1, 100_001))
    for top in range(0, 100_000, 500):
        window.put(rows(window.wanted(top, 50)))
    assert len(window.known_numbers()) <= KEPT
    assert window.row(99_510) is not None
    assert window.row(1) is None


def test_it_names_the_rows_that_changed() -> None:
    window = Window()
    window.reorder([1, 2])
    window.put(rows([1, 2]))
    assert window.put(rows([1, 2])) == []
    assert window.put([Row(2, title="other")]) == [2]


@given(st.lists(st.integers(1, 50), unique=True), st.integers(-5, 60))
def test_places_and_numbers_belong_together(order: list[int], place: int) -> None:
    window = Window()
    window.reorder(order)
    number = window.number_at(place)
    if 0 <= place < len(order):
        assert number == order[place]
        assert window.place_of(number) == place
    else:
        assert number is None
    assert window.numbers(place, place + 5) == order[max(place, 0) : max(place + 5, 0)]
