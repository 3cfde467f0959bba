"""Order and keyset paging: which rows come after a row, in pieces that each read one range of one index.

A page may consist of several ranges: the rows equal in the first key, those beyond it, those that lack it.
Each is a statement of its own, run only while the page is not full. So no row is skipped or shown twice when
values are equal or missing, in either direction, and SQLite needs no sorting where there is an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from tme_tui.model.query import Sort, SortKey
from tme_tui.store import tables
from tme_tui.store.query import occasion
from tme_tui.store.query.text_search import title_key
from tme_tui.store.tables import NEVER

NO_PRIORITY = 5

Value = int | float | str | None

_tasks = tables.tasks


class Key(NamedTuple):
    """One key of an order; rows for which `missing` holds come last, `present` is its opposite."""

    value: ColumnElement[Any]
    descending: bool
    missing: ColumnElement[bool] | None = None
    present: ColumnElement[bool] = true()

    def order(self) -> ColumnElement[Any]:
        return self.value.desc() if self.descending else self.value.asc()

    def beyond(self, value: Value) -> ColumnElement[bool]:
        return self.value < value if self.descending else self.value > value


class Segment(NamedTuple):
    """One range of the result, and the order in which to read it."""

    condition: ColumnElement[bool]
    order: tuple[ColumnElement[Any], ...]


class Source(Protocol):
    """Where the columns of `tasks` are named, in the way that suits the plan."""

    sqlite: bool
    now: int

    def column(self, name: str) -> ColumnElement[Any]: ...


def keys_of(sorts: Sequence[Sort], source: Source, number: ColumnElement[int] | None = None) -> list[Key]:
    """The keys of an order; `number` is where the id stands, if not in `tasks`."""
    return [
        Key(number, sort.descending)
        if sort.key is SortKey.ID and number is not None
        else _key(sort.key, sort.descending, source)
        for sort in sorts
    ]


def _key(key: SortKey, descending: bool, source: Source) -> Key:
    match key:
        case SortKey.DUE | SortKey.STARTS:
            return _with_sentinel(source.column(f"{key.value}_key"), descending, NEVER)
        case SortKey.WHEN:
            return _with_sentinel(occasion.of(source), descending, NEVER)
        case SortKey.PRIORITY:
            return _with_sentinel(source.column("priority_key"), descending, NO_PRIORITY)
        case SortKey.COMPLETED | SortKey.ESTIMATE:
            column = source.column(key.value)
            return Key(column, descending, column.is_(None), column.is_not(None))
        case SortKey.CATEGORY:
            reference = source.column("category_id")
            name = tables.categories.c.key if source.sqlite else tables.categories.c.key.collate("C")
            named = select(name).where(tables.categories.c.id == _tasks.c.category_id).correlate(_tasks)
            return Key(named.scalar_subquery(), descending, reference.is_(None), reference.is_not(None))
        case SortKey.TITLE:
            return Key(title_key(sqlite=source.sqlite), descending)
        case _:
            return Key(source.column(key.value), descending)


def _with_sentinel(column: ColumnElement[int], descending: bool, nothing: int) -> Key:
    """A high number stands for nothing: ascending, nothing is last by itself."""
    if not descending:
        return Key(column, descending)
    return Key(column, descending, column == nothing, column < nothing)


def segments(keys: Sequence[Key], after: Sequence[Value] | None) -> list[Segment]:
    """The ranges to read one after the other; `after` holds the values of the last row seen."""
    first, rest = keys[0], keys[1:]
    inner = tuple(clause for key in rest for clause in _clauses(key))
    beyond = (first.order(), *inner)
    if after is None:
        if first.missing is None:
            return [Segment(true(), beyond)]
        return [Segment(first.present, beyond), Segment(first.missing, inner)]
    value, values = after[0], after[1:]
    if value is None:
        return [Segment(and_(_lacks(first), _after(rest, values)), inner)]
    found = [Segment(and_(first.value == value, _after(rest, values)), inner)] if rest else []
    found.append(Segment(and_(first.present, first.beyond(value)), beyond))
    if first.missing is not None:
        found.append(Segment(first.missing, inner))
    return found


def in_one(keys: Sequence[Key], after: Sequence[Value] | None) -> Segment:
    """The whole rest as one range, for rows that have to be sorted anyway."""
    order = tuple(clause for key in keys for clause in _clauses(key))
    return Segment(true() if after is None else _after(keys, after), order)


def _clauses(key: Key) -> tuple[ColumnElement[Any], ...]:
    return (key.order(),) if key.missing is None else (key.missing.asc(), key.order())


def _lacks(key: Key) -> ColumnElement[bool]:
    return false() if key.missing is None else key.missing


def _after(keys: Sequence[Key], values: Sequence[Value]) -> ColumnElement[bool]:
    """Whether a row comes after the values, all keys considered."""
    if not keys:
        return false()
    key, value = keys[0], values[0]
    later = _after(keys[1:], values[1:])
    if value is None:
        return and_(_lacks(key), later)
    return or_(
        and_(key.present, key.beyond(value)), _lacks(key), and_(key.present, key.value == value, later)
    )
