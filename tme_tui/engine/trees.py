"""Trees: the tasks of a view with all that leads to them, read in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tme_tui.engine.looking import Looking
from tme_tui.model.outline import Forest
from tme_tui.model.query import Query
from tme_tui.store import list_facts, tree_facts
from tme_tui.store.query import answer


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
    ) -> Forest:
        """The tasks that a query matches, with what is needed around them, however far.

        With `above`, what they are inside of; with `inside`, what they hold, whatever its state; with
        `before`, the open tasks that they wait for; with `after`, what waits for them.
        """
        wanted = self.read_query(query)
        self._freshen()
        with self._store.read() as connection:
            matches = list(answer(connection, wanted, self.now(), self.person.id).ids())
            parents = list_facts.nesting(connection)
            ties, closed = tree_facts.ties(connection)
            blockers: dict[int, list[int]] = {}
            waiting: dict[int, list[int]] = {}
            for tie in ties:
                if tie.blocker not in closed:
                    blockers.setdefault(tie.task, []).append(tie.blocker)
                    waiting.setdefault(tie.blocker, []).append(tie.task)
            numbers = dict.fromkeys(int(number) for number in matches)
            if inside:
                held: dict[int, list[int]] = {}
                for number, parent in parents.items():
                    held.setdefault(parent, []).append(number)
                _spread(numbers, held)
            told = dict(numbers)
            if before:
                _spread(numbers, blockers)
            if after:
                _spread(told, waiting)
                numbers |= told
            if above:
                _spread(numbers, {number: [parent] for number, parent in parents.items()})
            found = tree_facts.nodes(connection, numbers)
        kept = tuple(tie for tie in ties if tie.task in found and tie.blocker in found)
        return Forest(found, kept, frozenset(int(number) for number in matches))


def _spread(numbers: dict[int, None], onward: Mapping[int, Iterable[int]]) -> None:
    """Add everything that can be reached."""
    waiting = list(numbers)
    while waiting:
        for number in onward.get(waiting.pop(), ()):
            if number not in numbers:
                numbers[number] = None
                waiting.append(number)
