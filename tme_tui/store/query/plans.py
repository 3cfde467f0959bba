"""The way to the rows of a query: from a short set of ids, from the search texts, or from the order's index.

On PostgreSQL there is one way, since its planner knows the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    String,
    TableClause,
    and_,
    bindparam,
    column,
    func,
    literal_column,
    not_,
    or_,
    select,
)

from tme_tui.model.conditions import And, Condition, Is, Or, StatusIn, Text, conjuncts
from tme_tui.model.query import Default, Query, Sort, SortKey, hidden_by_default
from tme_tui.model.task import Kind, Status
from tme_tui.store import tables
from tme_tui.store.query import occasion, text_search
from tme_tui.store.query.conditions import Translator
from tme_tui.store.query.drivers import shortest
from tme_tui.store.query.names import KnownNames
from tme_tui.store.query.occasion import Merged
from tme_tui.store.query.order import Key, Segment, Value, in_one, keys_of, segments

_tasks = tables.tasks
_NEVER_MISSING: ColumnElement[bool] = literal_column("0")
_LIVE_ORDERS = frozenset({SortKey.URGENCY, SortKey.DUE, SortKey.STARTS})
_OPEN = ("open", "started")
_CLOSED = frozenset({Status.DONE, Status.CANCELLED})


class Plan:
    """The parts of the statements that read the rows.

    `ordered`: an index gives the order, so that reading one range of it after the other pays.
    """

    def __init__(
        self,
        source: FromClause,
        keys: list[Key],
        conditions: list[ColumnElement[bool]],
        *,
        ordered: bool = False,
    ) -> None:
        self.source = source
        self.keys = keys
        self.conditions = conditions
        self.ordered = ordered

    def statements(self, after: Sequence[Value] | None) -> list[Select[Any]]:
        """To be run one after the other, each while the page is not full."""
        ranges = segments(self.keys, after) if self.ordered else [in_one(self.keys, after)]
        return [self._statement(segment) for segment in ranges]

    def _statement(self, segment: Segment) -> Select[Any]:
        """The id, the values of the keys, and for each key whether it is missing."""
        flags = [_NEVER_MISSING if key.missing is None else key.missing for key in self.keys]
        return (
            select(self.keys[-1].value, *(key.value for key in self.keys), *flags)
            .select_from(self.source)
            .where(*self.conditions, segment.condition)
            .order_by(*segment.order)
        )

    def count(self) -> Select[Any]:
        return select(func.count()).select_from(self.source).where(*self.conditions)


class Planner:
    """Makes the plans of one query over one connection."""

    def __init__(
        self, connection: Connection, query: Query, order: Sequence[Sort], names: KnownNames, now: int
    ) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._order = order
        self._names = names
        self._now = now
        self._hidden = hidden_by_default(query)
        self._conjuncts = conjuncts(query.condition)
        self._live = Default.TEMPLATES in self._hidden and (
            Default.CLOSED in self._hidden or any(map(_only_live, self._conjuncts))
        )
        """Whether nothing but open tasks can be found, so that their indexes serve."""

    def for_rows(self) -> Plan | Merged:
        """The plan for reading rows in order."""
        if not self._sqlite:
            return self._natural()
        texts = [node for node in self._conjuncts if isinstance(node, Text)]
        by_id = self._order[0].key is SortKey.ID
        offered = self._indexed_order()
        ids = shortest(
            self._connection,
            self._conjuncts,
            self._translator(),
            live=self._live,
            order_is_indexed=offered is not None or self._by_occasion(),
            texts_give_order=by_id,
        )
        if ids is not None:
            return self._from_ids(ids)
        if texts and by_id:
            return self._from_texts(texts)
        return self.in_order()

    def in_order(self) -> Plan | Merged:
        """The plan that serves best when nothing is known of the base, and the first rows are wanted."""
        offered = self._indexed_order()
        if offered is not None:
            translator = self._translator(offered)
            keys = keys_of(self._order, self._translator())
            return Plan(_tasks, keys, self._conditions(translator), ordered=True)
        if self._by_occasion():
            return self._merged()
        return self._natural()

    def for_count(self) -> Plan:
        """The plan for counting, where no order matters."""
        if not self._sqlite:
            return self._natural()
        translator = self._translator()
        ids = shortest(self._connection, self._conjuncts, translator, live=self._live, order_is_indexed=True)
        return self._natural() if ids is None else self._from_ids(ids)

    def _natural(self) -> Plan:
        """All choices left to the database."""
        translator = self._translator()
        keys = keys_of(self._order, translator)
        return Plan(_tasks, keys, self._conditions(translator), ordered=self._indexed_order() is not None)

    def _by_occasion(self) -> bool:
        """Whether the order is that of two indexes, read side by side."""
        return self._live and self._order[0].key is SortKey.WHEN

    def _merged(self) -> Merged:
        """What is placed by its start, and what is placed by its due date."""
        offered, hidden = self._translator(frozenset({"live"})), self._translator(frozenset())
        starting, first, *rest = occasion.by_start(hidden.column, hidden.now), *self._order
        there_is = _tasks.c.starts_key < tables.NEVER  # ends the walk of the index where starts end
        return Merged(
            *(
                Plan(
                    _tasks,
                    keys_of((Sort(key, first.reverse), *rest), self._translator()),
                    [*self._conditions(offered), placed],
                    ordered=True,
                )
                for key, placed in ((SortKey.STARTS, and_(there_is, starting)), (SortKey.DUE, not_(starting)))
            )
        )

    def _from_ids(self, ids: str) -> Plan:
        """A short set, each task of which is fetched by its id."""
        translator = self._translator(frozenset())
        members = func.json_each(bindparam(None, ids, String())).table_valued(
            column("value", Integer), name="driver"
        )
        wanted = select(members.c.value)
        conditions = [_tasks.c.id.in_(wanted), *self._conditions(translator)]
        return Plan(_tasks, keys_of(self._order, translator), conditions)

    def _from_texts(self, texts: list[Text]) -> Plan:
        """Found texts in the order of their ids, as the search index or the table of texts holds them."""
        indexed = [text for text in texts if text_search.indexed(text)]
        others = [node for node in self._conjuncts if node not in texts]
        conditions = self._conditions(self._translator(frozenset()), others)
        if not indexed:
            found: TableClause = tables.search
            number: ColumnElement[int] = tables.search.c.task_id
            conditions += [text_search.placed_on_sqlite(text) for text in texts]
        else:
            found = text_search.search_index
            number = text_search.search_index.c.rowid
            look = self._translator(frozenset())
            rest = [text for text in texts if not text_search.exact(text)]
            conditions += [text_search.matches(indexed), *map(look.where, rest)]
        joined = found.join(_tasks, _tasks.c.id == literal_column(f"+{found.name}.{number.name}"))
        keys = keys_of(self._order, self._translator(frozenset()), number)
        return Plan(joined, keys, conditions, ordered=True)

    def _indexed_order(self) -> frozenset[str] | None:
        """The columns to offer so that an index gives the order; None when there is no such index."""
        first = self._order[0].key
        if first is SortKey.ID:
            return frozenset({"id"})
        if self._live:
            return frozenset({"live"}) if first in _LIVE_ORDERS else None
        if first is SortKey.COMPLETED:
            named = [node for node in self._conjuncts if isinstance(node, StatusIn)]
            return frozenset({"status"}) if any(len(node.statuses) == 1 for node in named) else None
        return None

    def _translator(self, offered: frozenset[str] | None = None) -> Translator:
        return Translator(self._names, self._now, sqlite=self._sqlite, offered=offered)

    def _conditions(
        self, translator: Translator, nodes: Sequence[Condition] | None = None
    ) -> list[ColumnElement[bool]]:
        nodes = self._conjuncts if nodes is None else nodes
        return [*self._defaults(translator), *(translator.where(node) for node in nodes)]

    def _defaults(self, translator: Translator) -> list[ColumnElement[bool]]:
        """What the query hides without being asked."""
        found: list[ColumnElement[bool]] = []
        closed_only = any(map(_only_closed, self._conjuncts))
        if self._live:
            found.append(translator.column("live") == 1)
        elif Default.CLOSED in self._hidden:
            found.append(translator.column("status").in_(_OPEN))
        elif Default.DELETED in self._hidden and not closed_only:
            found.append(translator.column("status") != "deleted")
        if Default.TEMPLATES in self._hidden and not self._live:
            found.append(translator.column("kind") != Kind.TEMPLATE.value)
        if Default.WAITING in self._hidden and not closed_only:
            waits = translator.column("wait_utc")
            seen = or_(waits.is_(None), waits <= self._now)
            if not self._live and Default.CLOSED not in self._hidden:
                seen = or_(translator.column("status").not_in(_OPEN), seen)
            found.append(seen)
        return found


def _only_live(condition: Condition) -> bool:
    """Whether it finds open tasks only."""
    match condition:
        case StatusIn(statuses):
            return all(status.is_open for status in statuses)
        case Is():
            return True
        case And(parts):
            return any(map(_only_live, parts))
        case Or(parts):
            return all(map(_only_live, parts))
        case _:
            return False


def _only_closed(condition: Condition) -> bool:
    """Whether it finds done and cancelled tasks only."""
    return isinstance(condition, StatusIn) and condition.statuses <= _CLOSED
