"""Trees: the tasks of a view with all that leads to them, read in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from tme_tui.engine.looking import Looking
from tme_tui.model.outline import Forest, Ties
from tme_tui.model.query import Query
from tme_tui.store import tree_facts
from tme_tui.store.query import answer

_MANY = 1_000
"""From so many matches on, reading all tasks is quicker than asking for each."""
_task, _blocker = itemgetter(0), itemgetter(1)


class Trees(Looking):
    """Use cases that look at subtasks and dependencies of many tasks."""

    def forest(
        self,
        query: str | Query = "",
        *,
        above: bool = True,
        inside: bool = True,
        before: bool = True,
        after: bool = False,
        first: int | None = None,
    ) -> Forest:
        """The tasks that a query matches, with what is needed around them, however far.

        With `above`, what they are inside of; with `inside`, what they hold, whatever its state; with
        `before`, the open tasks that they wait for; with `after`, what waits for them. With `first`, only
        so many of the matches, and no ties: what a person can look at while the rest is read.
        """
        wanted = self.read_query(query)
        self._freshen()
        with self._store.read() as connection:
            matches = answer(connection, wanted, self.now(), self.person.id).ids()
            if first is not None:
                matches = matches[:first]
            ties = [] if first is not None else tree_facts.ties(connection)
            known = tree_facts.all_nodes(connection) if len(matches) > _MANY else None
            numbers: dict[int, None] = dict.fromkeys(matches)
            parents = {} if not (above or inside) else tree_facts.parents(connection, known)
            if inside and parents:
                _spread(numbers, _turned(parents))
            tied = {*map(_task, ties), *map(_blocker, ties)}
            if (before or after) and not numbers.keys() >= tied:
                closed = tree_facts.closed_blockers(connection)
                _spread_by_ties(numbers, [tie for tie in ties if tie[1] not in closed], before, after)
            if above and parents:
                _spread(numbers, {number: (parent,) for number, parent in parents.items()})
            if known is None:
                found = tree_facts.nodes(connection, numbers)
            else:
                found = {number: known[number] for number in numbers if number in known}
        if not found.keys() >= tied:
            ties = [tie for tie in ties if tie[0] in found and tie[1] in found]
        return Forest(found, Ties(ties), frozenset(matches))


def _turned(parents: Mapping[int, int]) -> dict[int, list[int]]:
    """What each task holds."""
    held: dict[int, list[int]] = defaultdict(list)
    for number, parent in parents.items():
        held[parent].append(number)
    return held


def _spread_by_ties(
    numbers: dict[int, None], ties: Iterable[Sequence[Any]], before: bool, after: bool
) -> None:
    """Add what is waited for and, from where it began, what waits."""
    told = dict(numbers)
    if before:
        blockers: dict[int, list[int]] = defaultdict(list)
        for task, blocker, *_ in ties:
            blockers[task].append(blocker)
        _spread(numbers, blockers)
    if after:
        waiting: dict[int, list[int]] = defaultdict(list)
        for task, blocker, *_ in ties:
            waiting[blocker].append(task)
        _spread(told, waiting)
        numbers |= told


def _spread(numbers: dict[int, None], onward: Mapping[int, Iterable[int]]) -> None:
    """Add everything that can be reached."""
    waiting = list(numbers)
    while waiting:
        for number in onward.get(waiting.pop(), ()):
            if number not in numbers:
                numbers[number] = None
                waiting.append(number)
