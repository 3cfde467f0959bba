"""The order made by hand has room for ever."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tme_tui.engine.manager import TaskManager


def order(tasks: TaskManager) -> list[str]:
    return [task.title for task in tasks.get_tasks("sort:position")]


def test_a_gap_can_be_halved_for_ever(tasks: TaskManager) -> None:
    for title in ("a", "b", "c", "d", "e"):
        tasks.add_task(title)
    for _ in range(25):
        tasks.place(3, after=1, before=2)
        tasks.place(4, after=1, before=3)
        tasks.place(2, after=1, before=4)
    assert order(tasks) == ["a", "b", "d", "c", "e"]


def test_both_ends_can_be_reached(tasks: TaskManager) -> None:
    for title in ("a", "b", "c"):
        tasks.add_task(title)
    tasks.place(3, before=1)
    assert order(tasks) == ["c", "a", "b"]
    tasks.place(3, after=2)
    assert order(tasks) == ["a", "b", "c"]
    assert tasks.undo()[0].step is not None
    assert order(tasks) == ["c", "a", "b"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=40))
def test_every_move_lands_where_it_was_meant(tasks: TaskManager, moves: list[tuple[int, int]]) -> None:
    wanted = [int(task.id) for task in tasks.get_tasks("sort:position")]
    while len(wanted) < 6:
        wanted.append(int(tasks.add_task(f"task {len(wanted)}").id))
    for source, target in moves:
        number = wanted.pop(source)
        wanted.insert(target, number)
        place = wanted.index(number)
        after = wanted[place - 1] if place else None
        before = wanted[place + 1] if place + 1 < len(wanted) else None
        tasks.place(number, after=after, before=before)
    assert [int(task.id) for task in tasks.get_tasks("sort:position")] == wanted
