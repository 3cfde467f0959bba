"""Outlines draw every task once, under what it is inside of or under the last of its blockers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.outline import Forest, Node, Outline, Tie, by_dependencies, by_subtasks, chain


def forest(count: int, ties: list[tuple[int, int]], parents: dict[int, int] | None = None) -> Forest:
    held = parents or {}
    nodes = {n: Node(n, f"Task {n}", parent=held.get(n)) for n in range(1, count + 1)}
    return Forest(nodes, tuple(Tie(task, blocker) for task, blocker in ties), frozenset(nodes))


def drawn(outline: Outline) -> list[tuple[int, int]]:
    return list(zip(outline.depths, outline.numbers, strict=True))


@st.composite
def dags(draw: st.DrawFn) -> Forest:
    count = draw(st.integers(1, 25))
    pairs = st.tuples(st.integers(1, count), st.integers(1, count)).filter(lambda pair: pair[0] > pair[1])
    ties = draw(st.lists(pairs, max_size=60, unique=True)) if count > 1 else []
    names = draw(st.permutations(range(1, count + 1)))
    return forest(count, [(names[task - 1], names[blocker - 1]) for task, blocker in ties])


def test_subtasks_stand_inside_their_parents() -> None:
    outline = by_subtasks(forest(4, [], {2: 1, 3: 2, 4: 1}))
    assert drawn(outline) == [(0, 1), (1, 2), (2, 3), (1, 4)]
    assert [outline.is_last(place) for place in range(4)] == [True, False, True, True]


def test_a_task_stands_under_the_last_of_its_blockers() -> None:
    outline = by_dependencies(forest(4, [(4, 1), (4, 3), (3, 2)]))
    assert drawn(outline) == [(0, 1), (0, 2), (1, 3), (2, 4)]


def test_the_other_way_round_roots_are_what_nothing_waits_for() -> None:
    outline = by_dependencies(forest(3, [(2, 1), (3, 2)]), backwards=True)
    assert drawn(outline) == [(0, 3), (1, 2), (2, 1)]


def test_what_is_tied_to_nothing_comes_last() -> None:
    assert drawn(by_dependencies(forest(3, [(3, 2)]))) == [(0, 2), (1, 3), (0, 1)]


def test_folding_leaves_out_what_is_under_a_task() -> None:
    outline = by_subtasks(forest(4, [], {2: 1, 3: 2}))
    assert [outline.numbers[place] for place in outline.visible({2})] == [1, 2, 4]
    assert [outline.numbers[place] for place in outline.visible({1, 2})] == [1, 4]


def test_a_circle_in_a_damaged_base_is_drawn_all_the_same() -> None:
    circle = forest(3, [(1, 2), (2, 1), (3, 1)], {2: 3, 3: 2})
    assert sorted(by_dependencies(circle).numbers) == [1, 2, 3]
    assert sorted(by_subtasks(circle).numbers) == [1, 2, 3]


def test_a_chain_of_any_length_is_drawn() -> None:
    long = forest(5_000, [(n + 1, n) for n in range(1, 5_000)])
    assert by_dependencies(long).depths[-1] == 4_999


@given(dags(), st.booleans())
def test_every_task_stands_once_below_all_that_lead_to_it(tasks: Forest, backwards: bool) -> None:
    outline = by_dependencies(tasks, backwards=backwards)
    assert sorted(outline.numbers) == sorted(tasks.nodes)
    for tie in tasks.ties:
        first, last = (tie.task, tie.blocker) if backwards else (tie.blocker, tie.task)
        assert outline.places[first] < outline.places[last]
    for place, holder in enumerate(outline.holders):
        if holder >= 0:
            number, above = outline.numbers[place], outline.numbers[holder]
            leads = [
                (tie.task if backwards else tie.blocker)
                for tie in tasks.ties
                if (tie.blocker if backwards else tie.task) == number
            ]
            assert above == max(leads, key=outline.places.__getitem__)


@given(dags(), st.sets(st.integers(1, 25)))
def test_folding_hides_what_is_below_and_nothing_else(tasks: Forest, folded: set[int]) -> None:
    outline = by_dependencies(tasks)
    shown = set(outline.visible(folded))
    for place in range(len(outline.numbers)):
        hidden = any(outline.numbers[holder] in folded for holder in outline.holders_of(place))
        assert (place in shown) is not hidden


@given(dags())
def test_chains_are_whole_and_turn_round(tasks: Forest) -> None:
    blockers, dependents = tasks.blockers(), tasks.dependents()
    after = {number: chain(number, dependents, onward=True) for number in tasks.nodes}
    for number, found in after.items():
        assert number not in found
        assert all(tie.task in found for one in (number, *found) for tie in dependents.get(one, ()))
        assert chain(number, blockers, onward=False) == {one for one in after if number in after[one]}
