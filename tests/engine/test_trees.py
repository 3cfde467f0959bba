"""A forest has what a query matches, and of the rest what it is asked for, however far away that is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from itertools import product

import pytest

from tme_tui.engine import trees
from tme_tui.engine.manager import TaskManager
from tme_tui.model.grove import Around

COUNT = 25


def grown(tasks: TaskManager, seed: int) -> tuple[dict[int, int], set[tuple[int, int]], set[int]]:
    """Some tasks in a wood of parents and ties, of which some are finished: parents, ties, the finished."""
    pick = random.Random(seed)
    parents: dict[int, int] = {}
    ties: set[tuple[int, int]] = set()
    for number in range(1, COUNT + 1):
        tasks.add_task(f"{'Match' if pick.random() < 0.2 else 'Other'} {number}")
        if number > 1 and pick.random() < 0.4:
            parents[number] = pick.randrange(1, number)
            tasks.nest((number,), parents[number])
    for number in range(2, COUNT + 1):
        for blocker in pick.sample(range(1, number), min(2, number - 1)):
            if pick.random() < 0.4:
                try:
                    tasks.depend(number, blocker)
                except ValueError:  # a task cannot wait for what holds it
                    continue
                ties.add((number, blocker))
    closed = {number for number in range(1, COUNT + 1) if number not in parents.values() and number % 5 == 0}
    if closed:
        tasks.complete(sorted(closed))
    return parents, ties, {n for n in range(1, COUNT + 1) if not tasks.get_task(n).status.is_open}


def reached(starts: Iterable[int], onward: Callable[[int], Iterable[int]]) -> set[int]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        for one in onward(waiting.pop()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


@pytest.mark.parametrize("many", [0, 1_000])
@pytest.mark.parametrize("seed", range(2))
def test_a_forest_holds_what_it_is_asked_for(
    tasks: TaskManager, seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "_MANY", many)  # both ways of reading
    parents, ties, closed = grown(tasks, seed)
    matches = {int(task.id) for task in tasks.get_tasks("match")}
    assert matches
    ahead = {(task, blocker) for task, blocker in ties if blocker not in closed}
    for above, inside, before, after in product((False, True), repeat=4):
        wanted = set(matches)
        if inside:
            wanted = reached(wanted, lambda one: [n for n, held in parents.items() if held == one])
        told = wanted
        if before:
            wanted = reached(wanted, lambda one: [blocker for task, blocker in ahead if task == one])
        if after:
            wanted |= reached(told, lambda one: [task for task, blocker in ahead if blocker == one])
        if above:
            wanted = reached(wanted, lambda one: [parents[one]] if one in parents else [])
        forest = tasks.forest("match", Around(above, inside, before, after))
        assert set(forest.nodes) == wanted
        assert {(tie.task, tie.blocker) for tie in forest.ties} == {
            (task, blocker) for task, blocker in ties if task in wanted and blocker in wanted
        }
        assert forest.matches == matches
        assert all(forest.nodes[one].number == one for one in wanted)
        assert {one: node.parent for one, node in forest.nodes.items() if node.parent} == {
            one: parents[one] for one in wanted if one in parents
        }
        if forest.grove is not None:
            again = forest.grove.again(tasks.forest("match"), Around(above, inside, before, after))
            assert list(again.nodes.items()) == list(forest.nodes.items())
            assert list(again.ties) == list(forest.ties)
            assert again.matches == matches
