"""Many rows at once, as the driver's own tuples.

SQLAlchemy makes an object of each row, which takes longer than reading it: ten thousand tasks with their
ties wait for that most of all. What is read so are numbers and texts, which need no conversion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Executable, Select

Plain = tuple[Any, ...]
_PORTION = 4_000
"""So many rows are taken at once, where a hundred thousand would stay in memory for good."""


def plain_rows(connection: Connection, statement: Select[Any]) -> list[Plain]:
    """All rows of a statement."""
    with connection.execute(statement) as result:
        return [] if result.cursor is None else list(result.cursor.fetchall())


def plain_dicts(
    connection: Connection, statement: Select[Any], values: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """All rows of a statement, each with the names of its columns."""
    with connection.execute(statement, values) as result:
        names = tuple(result.keys())
        rows = [] if result.cursor is None else result.cursor.fetchall()
        return [dict(zip(names, row, strict=True)) for row in rows]


def plain_portions(connection: Connection, statement: Executable) -> Iterator[list[Plain]]:
    """All rows of a statement, some thousands at a time."""
    with connection.execute(statement) as result:
        while result.cursor is not None and (portion := result.cursor.fetchmany(_PORTION)):
            yield list(portion)
