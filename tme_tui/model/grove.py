"""All tasks of a base with their ties, as they were at one moment, and the part of them that a view needs.

What is read once serves every reading of the same tasks, until one of them changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tme_tui.model.outline import Forest, Node, Ties
from tme_tui.model.value import value

if TYPE_CHECKING:
    from tme_tui.model.ids import TaskId


@value
class Around:
    """What is needed around what a view holds, however far."""

    above: bool = True
    """What it is inside of."""
    inside: bool = True
    """What it holds, whatever its state."""
    before: bool = True
    """The open tasks that it waits for."""
    after: bool = False
    """What waits for it."""


USUAL = Around()


@value
class Grove:
    """A whole base."""

    nodes: Mapping[int, Node]
    ties: Ties

    def forest(self, matches: Sequence[TaskId | int], around: Around) -> Forest:
        """The tasks that a view holds, in its order, with what is needed around them."""
        parents: dict[int, int] = {}
        if around.above or around.inside:
            parents = {node[0]: node.parent for node in self.nodes.values() if node.parent is not None}
        numbers = needed(matches, around, parents, self.ties, self._closed)
        found = {number: self.nodes[number] for number in numbers if number in self.nodes}
        return Forest(found, ties_between(found, self.ties), frozenset(matches), self)

    def again(self, forest: Forest, around: Around) -> Forest:
        """What another reading needs of the same matches as a forest of this grove."""
        return self.forest([number for number in forest.nodes if number in forest.matches], around)

    def _closed(self) -> set[int]:
        """What is waited for though it is closed."""
        nodes = self.nodes
        return {row[1] for row in self.ties.rows if row[1] not in nodes or not nodes[row[1]].is_open}


def needed(
    matches: Iterable[TaskId | int],
    around: Around,
    parents: Mapping[int, int],
    ties: Ties,
    closed: Callable[[], Collection[int]],
) -> dict[int, None]:
    """The numbers of what a view holds, in its order, then of what is needed around that.

    `closed` is called for what is waited for though it is closed, where that counts.
    """
    numbers: dict[int, None] = dict.fromkeys(map(int, matches))
    if around.inside and parents:
        _spread(numbers, _turned(parents))
    if (around.before or around.after) and not numbers.keys() >= ties.ends:
        shut = closed()
        _spread_by_ties(numbers, [row for row in ties.rows if row[1] not in shut], around)
    if around.above and parents:
        _spread(numbers, {number: (parent,) for number, parent in parents.items()})
    return numbers


def ties_between(found: Mapping[int, Node], ties: Ties) -> Ties:
    """The ties that have both ends there."""
    if found.keys() >= ties.ends:
        return ties
    return Ties([row for row in ties.rows if row[0] in found and row[1] in found])


def _turned(parents: Mapping[int, int]) -> dict[int, list[int]]:
    """What each task holds."""
    held: dict[int, list[int]] = defaultdict(list)
    for number, parent in parents.items():
        held[parent].append(number)
    return held


def _spread_by_ties(numbers: dict[int, None], rows: Iterable[Sequence[Any]], around: Around) -> None:
    """Add what is waited for and, from where it began, what waits."""
    told = dict(numbers)
    if around.before:
        blockers: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            blockers[row[0]].append(row[1])
        _spread(numbers, blockers)
    if around.after:
        waiting: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            waiting[row[1]].append(row[0])
        _spread(told, waiting)
        numbers |= told


def _spread(numbers: dict[int, None], onward: Mapping[int, Collection[int]]) -> None:
    """Add everything that can be reached."""
    waiting = list(numbers)
    while waiting:
        for number in onward.get(waiting.pop(), ()):
            if number not in numbers:
                numbers[number] = None
                waiting.append(number)
