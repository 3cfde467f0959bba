"""Tasks as an outline: every task on one line, inside what holds it or under what it waits for.

There are two readings of the same tasks. By subtasks, a task stands inside its parent. By dependencies, it
stands under the last of its blockers, so that all the others stand above it and each line is drawn once;
ties other than the one that is drawn are cross-links. The other way round, roots are what nothing waits for.

The whole outline is laid out once, in the order of drawing; folding only leaves lines out of it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tme_tui.model.value import value


class Node(NamedTuple):
    """What an outline knows of a task: flat, since there are many."""

    number: int
    title: str
    status: str = "open"
    kind: str = "task"
    priority: int | None = None
    due: str | None = None
    """The moment as it is kept; it is read when the line is drawn."""
    due_utc: int | None = None
    wait_utc: int | None = None
    estimate: int | None = None
    """In seconds."""
    parent: int | None = None
    open_blockers: int = 0
    blocking: int = 0
    subtasks: int = 0
    subtasks_done: int = 0

    @property
    def is_open(self) -> bool:
        """Whether something is left to be done."""
        return self.status in ("open", "started")


class Tie(NamedTuple):
    """`task` waits for `blocker`."""

    task: int
    blocker: int
    link: str = "FS"
    lag: int = 0
    """In seconds."""


@value
class Forest:
    """Tasks and ties of one view, in its order, with what is needed around them."""

    nodes: Mapping[int, Node]
    ties: tuple[Tie, ...]
    """Those between the nodes."""
    matches: frozenset[int]
    """What the view itself holds; the rest leads to it."""

    def blockers(self) -> dict[int, list[Tie]]:
        """What each task waits for."""
        return _grouped(self.ties, 0)

    def dependents(self) -> dict[int, list[Tie]]:
        """What waits for each task."""
        return _grouped(self.ties, 1)


def _grouped(ties: Iterable[Tie], end: int) -> dict[int, list[Tie]]:
    found: defaultdict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie[end]].append(tie)  # type: ignore[index]
    return dict(found)


@value
class Outline:
    """All lines in the order of drawing; a line is known by its place."""

    numbers: array[int]
    depths: array[int]
    holders: array[int]
    """The place of the line that each stands under; -1 at the top."""
    sizes: array[int]
    """How many lines each takes with all that stands under it."""
    places: Mapping[int, int]

    def is_branch(self, place: int) -> bool:
        """Whether something stands under it."""
        return self.sizes[place] > 1

    def is_last(self, place: int) -> bool:
        """Whether no other line of its holder comes after it."""
        holder, after = self.holders[place], place + self.sizes[place]
        end = len(self.numbers) if holder < 0 else holder + self.sizes[holder]
        return after >= end

    def visible(self, folded: Collection[int]) -> array[int]:
        """The places that are not inside a folded task, given by their numbers."""
        shut = {self.places[number] for number in folded if number in self.places}
        if not shut:
            return array("q", range(len(self.numbers)))
        found = array("q")
        start = 0
        for place in sorted(shut):
            if place < start:
                continue
            found.extend(range(start, place + 1))
            start = place + self.sizes[place]
        found.extend(range(start, len(self.numbers)))
        return found

    def holders_of(self, place: int) -> list[int]:
        """The places of all that it stands under, nearest first."""
        found = []
        while (place := self.holders[place]) >= 0:
            found.append(place)
        return found


def by_subtasks(forest: Forest) -> Outline:
    """Each task inside its parent, as far as that is here."""
    nodes = forest.nodes
    inside: dict[int, list[int]] = {}
    roots = []
    for number, node in nodes.items():
        if node.parent is not None and node.parent in nodes:
            inside.setdefault(node.parent, []).append(number)
        else:
            roots.append(number)
    return _outline(roots, nodes, lambda number: inside.get(number, ()))


Grouped = Mapping[int, Sequence[Tie]]
"""Ties by one of their ends."""


def by_dependencies(
    forest: Forest, *, backwards: bool = False, grouped: tuple[Grouped, Grouped] | None = None
) -> Outline:
    """Each task under the last of its blockers; `backwards`, under the last of what waits for it.

    `grouped` are the forest's `blockers()` and `dependents()`, if they are at hand.
    """
    nodes = forest.nodes
    blockers, dependents = grouped or (forest.blockers(), forest.dependents())
    leading, onward = (dependents, blockers) if backwards else (blockers, dependents)
    end = 1 if backwards else 0
    order = dict(zip(nodes, range(len(nodes)), strict=True))
    missing = {number: len(ties) for number, ties in leading.items()}
    tied = [number for number in nodes if number not in missing and number in onward]
    alone = [number for number in nodes if number not in missing and number not in onward]

    def under(number: int) -> Sequence[int]:
        found = []
        for tie in onward.get(number, ()):
            one: int = tie[end]  # type: ignore[assignment]
            left = missing[one] = missing[one] - 1
            if not left:
                found.append(one)
        if len(found) > 1:
            found.sort(key=order.__getitem__)
        return found

    return _outline([*tied, *alone], nodes, under)


def _outline(
    roots: Sequence[int], nodes: Mapping[int, Node], under: Callable[[int], Sequence[int]]
) -> Outline:
    """Lines below each other; `under` is asked once for each task, in the order of drawing."""
    numbers: list[int] = []
    depths: list[int] = []
    holders: list[int] = []
    places: dict[int, int] = {}
    waiting = [(root, 0, -1) for root in reversed(roots)]
    leftover = iter(nodes)
    while True:
        while waiting:
            number, depth, holder = waiting.pop()
            if number in places:
                continue
            place = places[number] = len(numbers)
            numbers.append(number)
            depths.append(depth)
            holders.append(holder)
            below = under(number)
            if len(below) > 1:
                waiting += [(one, depth + 1, place) for one in reversed(below)]
            elif below:
                waiting.append((below[0], depth + 1, place))
        if len(places) == len(nodes):
            break
        # a damaged base may hold a circle, whose tasks nothing leads to
        waiting.append((next(number for number in leftover if number not in places), 0, -1))
    sizes = [1] * len(numbers)
    for place in range(len(numbers) - 1, -1, -1):
        holder = holders[place]
        if holder >= 0:
            sizes[holder] += sizes[place]
    return Outline(array("q", numbers), array("q", depths), array("q", holders), array("q", sizes), places)


def chain(
    number: int, ties: Mapping[int, Iterable[Tie]], *, onward: bool, most: int = 2_000
) -> frozenset[int]:
    """What waits for a task, however far, but no more than `most`; not `onward`, what it waits for.

    `ties` are grouped by the task that they lead on from.
    """
    seen = {number}
    waiting = [number]
    while waiting and len(seen) < most:
        for tie in ties.get(waiting.pop(), ()):
            other = tie.task if onward else tie.blocker
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return frozenset(seen - {number})
