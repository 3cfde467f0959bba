"""Lines of a list: every task once, subtasks below what holds them, groups whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.tui.tasks.arranging import arrange
from tme_tui.tui.tasks.window import Window

NUMBERS = st.lists(st.integers(1, 30), unique=True, max_size=25)
PARENTS = st.dictionaries(st.integers(1, 30), st.integers(1, 30), max_size=20).map(
    lambda tree: {child: parent for child, parent in tree.items() if parent < child}
)
GROUPS = st.none() | st.dictionaries(st.integers(1, 30), st.sampled_from(["a", "b", "c"]))


@given(numbers=NUMBERS, parents=PARENTS, groups=GROUPS)
def test_every_task_stands_once(
    numbers: list[int], parents: dict[int, int], groups: dict[int, str] | None
) -> None:
    arranged = arrange(numbers, parents, groups)
    tasks = [line for line in arranged.lines if line >= 0]
    assert sorted(tasks) == sorted(numbers)
    assert sum(head.size or 0 for head in arranged.heads) == (0 if groups is None else len(numbers))


@given(numbers=NUMBERS, parents=PARENTS)
def test_a_subtask_stands_below_its_parent_and_deeper(numbers: list[int], parents: dict[int, int]) -> None:
    arranged = arrange(numbers, parents)
    place = {number: at for at, number in enumerate(arranged.lines)}
    for child, parent in parents.items():
        if child in place and parent in place:
            assert place[parent] < place[child]
            assert arranged.depths[child] == arranged.depths.get(parent, 0) + 1


def test_groups_come_by_name_and_what_has_none_last() -> None:
    arranged = arrange([1, 2, 3, 4], {}, {1: "b", 2: "a", 4: "b"}, str.upper)
    assert list(arranged.lines) == [-1, 2, -2, 1, 4, -3, 3]
    assert [(head.label, head.size) for head in arranged.heads] == [("A", 1), ("B", 2), ("", 1)]


@given(numbers=NUMBERS, parents=PARENTS, folds=st.lists(st.integers(1, 30), max_size=8))
def test_unfolding_brings_everything_back(
    numbers: list[int], parents: dict[int, int], folds: list[int]
) -> None:
    window = Window()
    window.reorder(arrange(numbers, parents))
    whole = window.numbers(0, len(window))
    for number in folds:
        if window.fold(number):
            assert window.is_folded(number)
    window.reorder(arrange(numbers, parents))
    while any(window.unfold(number) for number in window.hiding):
        pass
    assert window.numbers(0, len(window)) == whole
