"""The rows that one transaction has in its hands: read once, changed in memory, written together.

Writing together keeps the number of statements small, and what a row was at the start of the transaction
is at hand for the journal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Update, bindparam, delete, select, tuple_, update

from tme_tui.store.bulk import insert_rows
from tme_tui.store.entities import JOURNALED, Key, Row, defaults, key_columns, key_of
from tme_tui.store.plain_rows import plain_dicts

BATCH = 400
"""Keys in one `IN (…)`: well under every database's limit of parameters."""


def in_batches(items: Iterable[Any], size: int = BATCH) -> Iterable[Sequence[Any]]:
    """The same items in portions that a statement can name."""
    sequence = list(items)
    for start in range(0, len(sequence), size):
        yield sequence[start : start + size]


@cache
def _by_key(entity: str) -> Select[Any]:
    """The statement for rows by their keys; made once, since making it costs as much as running it."""
    columns = key_columns(entity)
    key: Any = columns[0] if len(columns) == 1 else tuple_(*columns)
    return select(JOURNALED[entity]).where(key.in_(bindparam("wanted", expanding=True)))


@cache
def _by_column(entity: str, column: str) -> Select[Any]:
    table = JOURNALED[entity]
    return select(table).where(table.c[column].in_(bindparam("wanted", expanding=True)))


@cache
def _change(entity: str) -> Update:
    return update(JOURNALED[entity]).where(*_own(entity))


def _own(entity: str) -> list[ColumnElement[bool]]:
    return [column == bindparam(f"key_{column.name}") for column in key_columns(entity)]


class WorkingSet:
    """Reads and writes whole rows of the journaled tables, by key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._first: dict[str, dict[Key, Row | None]] = defaultdict(dict)
        self._stored: dict[str, dict[Key, Row | None]] = defaultdict(dict)
        self._now: dict[str, dict[Key, Row | None]] = defaultdict(dict)
        self._dirty: dict[str, dict[Key, None]] = defaultdict(dict)
        self._indexes: dict[tuple[str, str], dict[object, dict[Key, None]]] = {}
        self._complete: set[tuple[str, str, object]] = set()

    # reading

    def get(self, entity: str, key: Key) -> Row | None:
        """The row as this transaction sees it; change it only through `change`."""
        if key not in self._now[entity]:
            self.load(entity, (key,))
        return self._now[entity][key]

    def load(self, entity: str, keys: Iterable[Key]) -> None:
        """Fetch many rows at once, those not yet at hand; what does not exist is remembered as None."""
        known = self._now[entity]
        missing = [key for key in dict.fromkeys(keys) if key not in known]
        columns = key_columns(entity)
        first = columns[0].name
        unseen = [key for key in missing if (entity, first, key[0]) not in self._complete]
        for batch in in_batches(unseen):
            keys_wanted = [key[0] for key in batch] if len(columns) == 1 else [tuple(key) for key in batch]
            for found in plain_dicts(self._connection, _by_key(entity), {"wanted": keys_wanted}):
                self._adopt(entity, found)
        for key in missing:
            if key not in known:
                self._first[entity].setdefault(key, None)
                self._stored[entity][key] = known[key] = None

    def load_by(self, entity: str, column: str, values: Iterable[int]) -> None:
        """Fetch all rows whose `column` is one of `values`, beside what was changed here already."""
        missing = [value for value in dict.fromkeys(values) if (entity, column, value) not in self._complete]
        for batch in in_batches(missing):
            for found in plain_dicts(self._connection, _by_column(entity, column), {"wanted": batch}):
                self._adopt(entity, found)
        self.know_all(entity, column, missing)

    def know_all(self, entity: str, column: str, values: Iterable[int]) -> None:
        """Say that the rows with these values are all at hand: those of a task that is just being made."""
        self._complete.update((entity, column, value) for value in values)

    def rows_by(self, entity: str, column: str, values: Iterable[int]) -> list[Row]:
        """The rows with `column` in `values`, changes of this transaction included."""
        wanted = dict.fromkeys(values)
        self.load_by(entity, column, wanted)
        index, now = self._index(entity, column), self._now[entity]
        found = (now[key] for value in wanted for key in index.get(value, ()))
        return [row for row in found if row is not None and row[column] in wanted]

    def _index(self, entity: str, column: str) -> dict[object, dict[Key, None]]:
        """The keys of rows that have, or once had here, a value in a column."""
        index = self._indexes.get((entity, column))
        if index is None:
            index = self._indexes[entity, column] = {}
            for key, row in self._now[entity].items():
                if row is not None:
                    index.setdefault(row[column], {})[key] = None
        return index

    def _hold(self, entity: str, key: Key, row: Row) -> None:
        """Make this the row as it is now."""
        self._now[entity][key] = row
        for (indexed, column), index in self._indexes.items():
            if indexed == entity:
                index.setdefault(row[column], {})[key] = None

    def _adopt(self, entity: str, row: Row) -> None:
        key = key_of(entity, row)
        if key not in self._now[entity]:
            self._first[entity].setdefault(key, row)
            self._stored[entity][key] = row
            self._hold(entity, key, row)

    # changing

    def insert(self, entity: str, row: Row) -> Row:
        """Add a row (missing columns take the schema's defaults); its key must be new."""
        whole = {**defaults(entity), **row}
        key = key_of(entity, whole)
        self._first[entity].setdefault(key, None)
        self._stored[entity].setdefault(key, None)
        self._hold(entity, key, whole)
        self._dirty[entity][key] = None
        return whole

    def change(self, entity: str, key: Key, values: Row) -> Row:
        """Set columns of an existing row; the same values change nothing."""
        row = self.get(entity, key)
        if row is None:
            raise KeyError(f"{entity} {key}")
        if any(row[name] != value for name, value in values.items()):
            row = {**row, **values}
            self._hold(entity, key, row)
            self._dirty[entity][key] = None
        return row

    def remove(self, entity: str, key: Key) -> None:
        if self.get(entity, key) is not None:
            self._now[entity][key] = None
            self._dirty[entity][key] = None

    def dirty(self, entity: str) -> list[tuple[Key, Row | None, Row | None]]:
        """(key, as it was when the transaction began, as it is) of each row touched so far."""
        first, now = self._first[entity], self._now[entity]
        return [(key, first[key], now[key]) for key in self._dirty[entity]]

    def first(self, entity: str, key: Key) -> Row | None:
        """The row as it was when the transaction first met it."""
        return self._first[entity][key]

    def known(self, entity: str) -> Iterable[tuple[Key, Row | None, Row | None]]:
        """Like `dirty`, for every row at hand, changed or not."""
        first, now = self._first[entity], self._now[entity]
        return [(key, first[key], row) for key, row in now.items()]

    def touched(self) -> Iterable[str]:
        return [entity for entity, keys in self._dirty.items() if keys]

    # writing

    def write(self) -> None:
        """Bring the database in step with what was changed; rows stay at hand."""
        for entity in list(self._dirty):
            self._write_entity(entity)

    def _write_entity(self, entity: str) -> None:
        columns = key_columns(entity)
        removed: list[Row] = []
        added: list[Row] = []
        changed: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        stored, now = self._stored[entity], self._now[entity]
        for key in self._dirty[entity]:
            was, row = stored[key], now[key]
            if was is row:
                continue
            names = {f"key_{column.name}": value for column, value in zip(columns, key, strict=True)}
            if row is None:
                removed.append(names)
            elif was is None:
                added.append(row)
            else:
                different = {name: value for name, value in row.items() if was[name] != value}
                if different:
                    changed[tuple(different)].append({**names, **different})
            stored[key] = row
        if removed:
            self._connection.execute(delete(JOURNALED[entity]).where(*_own(entity)), removed)
        if added:
            insert_rows(self._connection, JOURNALED[entity], added)
        for rows in changed.values():
            self._connection.execute(_change(entity), rows)

    def forget(self) -> None:
        """Let go of all rows, once written and journaled: a bulk change stays small in memory."""
        for part in (self._first, self._stored, self._now, self._dirty, self._indexes, self._complete):
            part.clear()
