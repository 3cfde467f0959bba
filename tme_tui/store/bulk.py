"""Inserting many rows: the statement is compiled once and the rows go to the driver as they are.

SQLAlchemy prepares the parameters of each row of an `executemany` anew, which for a hundred thousand rows of
forty columns is a good part of the whole; our columns hold only what the drivers take as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert

FEW = 20
"""Up to so many rows the usual way is as quick."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns."""
    if len(rows) <= FEW:
        connection.execute(insert(table), rows)
        return
    compiled: Any = insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    if compiled.positional:
        pick = itemgetter(*compiled.positiontup)
        connection.exec_driver_sql(str(compiled), [pick(row) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), [dict(row) for row in rows])
