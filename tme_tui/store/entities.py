"""The tables whose rows people change, and so the journal records: their names, keys and defaults."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Column, Table

from tme_tui.store import tables
from tme_tui.store.tables import BOOKKEEPING, DERIVED

Row = dict[str, Any]
Key = tuple[int | str, ...]

JOURNALED: dict[str, Table] = {
    table.name: table
    for table in (
        tables.people,
        tables.categories,
        tables.tags,
        tables.task_types,
        tables.tasks,
        tables.task_tags,
        tables.dependencies,
        tables.occurrences,
        tables.reminders,
        tables.participants,
        tables.views,
        tables.addresses,
    )
}


@cache
def key_columns(entity: str) -> tuple[Column[Any], ...]:
    """The columns that tell the rows of a table apart."""
    return tuple(JOURNALED[entity].primary_key.columns)


def key_of(entity: str, row: Row) -> Key:
    """What tells a row apart from others of its table."""
    return tuple(row[column.name] for column in key_columns(entity))


@cache
def defaults(entity: str) -> Row:
    """A row with nothing said: what the schema would fill in."""
    return {column.name: _default(column) for column in JOURNALED[entity].columns}


def _default(column: Column[Any]) -> Any:
    if column.server_default is None:
        return None
    text = str(column.server_default.arg)  # type: ignore[attr-defined]
    return column.type.python_type(text)


@cache
def recorded_columns(entity: str) -> tuple[str, ...]:
    """The columns that the journal keeps: what people decided, not what follows from it."""
    hidden = DERIVED | BOOKKEEPING if entity == "tasks" else BOOKKEEPING
    return tuple(c.name for c in JOURNALED[entity].columns if c.name not in hidden)
