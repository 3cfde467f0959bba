"""Trees: the tasks of a view with all that leads to them, read in one go."""

from __future__ import annotations

from functools import partial

from tme_tui.engine.looking import Looking
from tme_tui.model.grove import USUAL, Around, Grove, needed, ties_between
from tme_tui.model.outline import Forest, Ties
from tme_tui.model.query import Query
from tme_tui.store import tree_facts
from tme_tui.store.query import answer

_MANY = 1_000
"""From so many matches on, reading all tasks is quicker than asking for each."""


class Trees(Looking):
    """Use cases that look at subtasks and dependencies of many tasks."""

    def forest(self, query: str | Query = "", around: Around = USUAL) -> Forest:
        """The tasks that a query matches, with what is needed around them."""
        wanted = self.read_query(query)
        self._freshen()
        with self._store.read() as connection:
            matches = answer(connection, wanted, self.now(), self.person.id).ids()
            if len(matches) > _MANY:
                grove = Grove(tree_facts.all_nodes(connection), Ties(tree_facts.ties(connection)))
                return grove.forest(matches, around)
            ties = Ties(tree_facts.ties(connection))
            parents = tree_facts.parents(connection) if around.above or around.inside else {}
            closed = partial(tree_facts.closed_blockers, connection)
            numbers = needed(matches, around, parents, ties, closed)
            found = tree_facts.nodes(connection, numbers)
        return Forest(found, ties_between(found, ties), frozenset(matches))

    def top_of_forest(self, query: str | Query, around: Around, count: int) -> Forest:
        """The first so many matches without ties: what a person can look at while the rest is read."""
        wanted = self.read_query(query)
        self._freshen()
        with self._store.read() as connection:
            matches = answer(connection, wanted, self.now(), self.person.id).page(count).ids
            parents = tree_facts.parents(connection) if around.above or around.inside else {}
            numbers = needed(matches, around, parents, Ties(), set)
            return Forest(tree_facts.nodes(connection, numbers), Ties(), frozenset(matches))
