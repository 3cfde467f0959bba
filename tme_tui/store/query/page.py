"""Answering queries: pages of ids, all ids, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection

from tme_tui.model.conditions import AttributeContains, leaves
from tme_tui.model.ids import PersonId, TaskId
from tme_tui.model.query import Query, Sort, order_of
from tme_tui.model.text import fold
from tme_tui.store.plain_rows import plain_portions
from tme_tui.store.query.cursor import Cursor
from tme_tui.store.query.names import Unknown, names_in
from tme_tui.store.query.order import Value
from tme_tui.store.query.plans import Planner

if TYPE_CHECKING:
    import sqlite3

PAGE = 50
_id = itemgetter(0)


class Page(NamedTuple):
    """Some ids in the order of the query; `next` asks for those that follow, None at the end."""

    ids: tuple[TaskId, ...]
    next: str | None


class Answer:
    """A query made ready for one connection at one moment."""

    def __init__(self, connection: Connection, query: Query, now: datetime, me: PersonId | None) -> None:
        names = names_in(connection, query.condition, me)
        self.query = query
        self.order: tuple[Sort, ...] = order_of(query)
        """The keys by which the answer is sorted, the last of them the id."""
        self.unknown: tuple[Unknown, ...] = names.unknown()
        """Names that the base does not have: nothing matches them."""
        self._connection = connection
        self._planner = Planner(connection, query, self.order, names, int(now.timestamp()))

    def page(self, size: int = PAGE, after: str | None = None) -> Page:
        """The first ids, or those after the place that an earlier page named."""
        cursor = None if after is None else Cursor.read(after, self.order)
        seen = 0 if cursor is None else cursor.seen
        left = size if self.query.limit is None else min(size, self.query.limit - seen)
        if left <= 0:
            return Page((), None)
        plan = self._planner.for_rows()
        rows: list[Sequence[Any]] = []
        for statement in plan.statements(None if cursor is None else cursor.values):
            rows += self._connection.execute(statement.limit(left + 1 - len(rows))).all()
            if len(rows) > left:
                break
        ids = tuple(TaskId(row[0]) for row in rows[:left])
        seen += len(ids)
        if len(rows) <= left or seen == self.query.limit:
            return Page(ids, None)
        return Page(ids, Cursor(self.order, self._values(rows[left - 1]), seen).token())

    def ids(self) -> tuple[TaskId, ...]:
        """Every id that the query finds, in its order: for changing all of them."""
        plan = self._planner.for_rows()
        found: list[TaskId] = []
        for statement in plan.statements(None):
            left = None if self.query.limit is None else self.query.limit - len(found)
            for portion in plain_portions(self._connection, statement.limit(left)):
                found += map(_id, portion)
        return tuple(found)

    def count(self) -> int:
        """How many tasks the query finds, its limit included."""
        statement = self._planner.for_count().count()
        found = int(self._connection.execute(statement).scalar_one())
        return found if self.query.limit is None else min(found, self.query.limit)

    def _values(self, row: Sequence[Any]) -> tuple[Value, ...]:
        """The key values of a row; a missing one is None, whatever stands in its column."""
        width = len(self.order)
        values, missing = row[1 : width + 1], row[width + 1 :]
        return tuple(None if lacks else value for value, lacks in zip(values, missing, strict=True))


def answer(connection: Connection, query: Query, now: datetime, me: PersonId | None = None) -> Answer:
    """Make a query ready to be answered over this connection; `me` is who asks."""
    if any(isinstance(leaf, AttributeContains) for leaf in leaves(query.condition)):
        _teach_folding(connection)
    return Answer(connection, query, now, me)


def _teach_folding(connection: Connection) -> None:
    """SQLite folds no letters but English ones by itself."""
    if connection.dialect.name == "sqlite":
        from tme_tui.store.query.attributes import FOLD

        driver: sqlite3.Connection | None = connection.connection.driver_connection
        if driver is not None:
            driver.create_function(FOLD, 1, fold, deterministic=True)
