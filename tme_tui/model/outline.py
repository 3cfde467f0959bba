"""Tasks as an outline: every task on one line, inside what holds it or under what it waits for.

There are two readings of the same tasks. By subtasks, a task stands inside its parent. By dependencies, it
stands under the last of its blockers, so that all the others stand above it and each line is drawn once;
ties other than the one that is drawn are cross-links. The other way round, roots are what nothing waits for.

The whole outline is laid out once, in the order of drawing; folding only leaves lines out of it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import starmap
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from tme_tui.model.value import value

if TYPE_CHECKING:
    from tme_tui.model.grove import Grove


class Node(NamedTuple):
    """What an outline knows of a task: flat, since there are many."""

    number: int
    title: str
    status: str = "open"
    kind: str = "task"
    priority: int | None = None
    due: str | None = None
    """The moment as it is kept, of an event that of its start; it is read when the line is drawn."""
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


class Grouped(Mapping[int, Sequence[Tie]]):
    """Ties by one of their ends; kept as plain rows, of which values are made where somebody looks."""

    __slots__ = ("rows",)

    def __init__(self, ties: Iterable[Sequence[Any]], end: int) -> None:
        rows: defaultdict[int, list[Any]] = defaultdict(list)
        for row in ties:
            rows[row[end]].append(row)
        self.rows: Mapping[int, Sequence[Any]] = dict(rows)

    def __getitem__(self, number: int) -> Sequence[Tie]:
        return list(starmap(Tie, self.rows[number]))

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, number: object) -> bool:
        return number in self.rows


class Ties(Sequence[Tie]):
    """Many ties, as rows: the two tasks and, where they are not the usual ones, link and lag."""

    __slots__ = ("_ends", "rows")

    def __init__(self, rows: Sequence[Any] = ()) -> None:
        self.rows = rows
        self._ends: Set[int] | None = None

    @property
    def ends(self) -> Set[int]:
        """The tasks that have a tie."""
        if self._ends is None:
            self._ends = {*map(itemgetter(0), self.rows), *map(itemgetter(1), self.rows)}
        return self._ends

    @overload
    def __getitem__(self, place: int) -> Tie: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Tie]: ...
    def __getitem__(self, place: int | slice) -> Tie | Sequence[Tie]:
        return Ties(self.rows[place]) if isinstance(place, slice) else Tie(*self.rows[place])

    def __iter__(self) -> Iterator[Tie]:
        return starmap(Tie, self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@value
class Forest:
    """Tasks and ties of one view, in its order, with what is needed around them."""

    nodes: Mapping[int, Node]
    ties: Sequence[Tie]
    """Those between the nodes."""
    matches: frozenset[int]
    """What the view itself holds; the rest leads to it."""
    grove: Grove | None = None
    """All tasks of the base, if they were read for it."""

    def blockers(self) -> Grouped:
        """What each task waits for."""
        return Grouped(self._rows, 0)

    def dependents(self) -> Grouped:
        """What waits for each task."""
        return Grouped(self._rows, 1)

    def edges(self) -> Iterator[tuple[int, int]]:
        """From what is waited for to what waits."""
        return ((row[1], row[0]) for row in self._rows)

    def neighbours(self) -> dict[int, list[int]]:
        """What each task is tied to, either way."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for blocker, task in self.edges():
            found[task].append(blocker)
            found[blocker].append(task)
        return dict(found)

    @property
    def _rows(self) -> Sequence[Any]:
        return self.ties.rows if isinstance(self.ties, Ties) else self.ties


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

    def visible(self, folded: Collection[int]) -> Sequence[int]:
        """The places that are not inside a folded task, given by their numbers."""
        shut = {self.places[number] for number in folded if number in self.places}
        if not shut:
            return range(len(self.numbers))
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


def by_dependencies(
    forest: Forest, *, backwards: bool = False, grouped: tuple[Grouped, Grouped] | None = None
) -> Outline:
    """Each task under the last of its blockers; `backwards`, under the last of what waits for it.

    `grouped` are the forest's `blockers()` and `dependents()`, if they are at hand.
    """
    nodes = forest.nodes
    blockers, dependents = grouped or (forest.blockers(), forest.dependents())
    leading, onward = (dependents.rows, blockers.rows) if backwards else (blockers.rows, dependents.rows)
    end = 1 if backwards else 0
    order = dict(zip(nodes, range(len(nodes)), strict=True))
    missing = {number: len(ties) for number, ties in leading.items()}
    tied = [number for number in nodes if number not in missing and number in onward]
    alone = [number for number in nodes if number not in missing and number not in onward]

    def under(number: int) -> Sequence[int]:
        found = []
        for row in onward.get(number, ()):
            one = row[end]
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


def chain(number: int, ties: Grouped, *, onward: bool, most: int = 2_000) -> frozenset[int]:
    """What waits for a task, however far, but no more than `most`; not `onward`, what it waits for.

    `ties` are grouped by the task that they lead on from.
    """
    other = 0 if onward else 1
    rows = ties.rows
    seen = {number}
    waiting = [number]
    while waiting and len(seen) < most:
        for row in rows.get(waiting.pop(), ()):
            one = row[other]
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return frozenset(seen - {number})
