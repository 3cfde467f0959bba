"""All rows of a base, moved from one database to the other through our own tables.

Both sides are at the same revision; the search index is not moved, it follows from the rows.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from tme_tui.store.connections import Store
from tme_tui.store.creation import build
from tme_tui.store.migration import shipped_schema
from tme_tui.store.sqlite_setup import sqlalchemy_connection

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_ROWS_AT_ONCE = 1000


def write_portable(store: Store, empty: Path) -> None:
    """Make the empty file a base with everything that `store` remembers at one moment."""
    build(empty, shipped_schema())
    driver = sqlite3.connect(empty, isolation_level=None)
    try:
        with sqlalchemy_connection(driver) as target, store.read() as source:
            target.begin()
            driver.execute("BEGIN IMMEDIATE")
            move_rows(source, target)
            target.commit()
    finally:
        driver.close()


def replace_rows(source: Connection, target: Connection) -> None:
    """Put everything from `source` in the place of everything in `target`, inside its transaction."""
    from tme_tui.store.tables import metadata

    for table in reversed(metadata.sorted_tables):
        target.execute(table.delete())
    move_rows(source, target)


def move_rows(source: Connection, target: Connection) -> None:
    """Add all rows of `source` to the empty tables of `target`; references are checked at its commit."""
    from tme_tui.store.tables import metadata

    for table in metadata.sorted_tables:
        rows = source.execute(table.select().execution_options(yield_per=_ROWS_AT_ONCE))
        for part in rows.mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in part])
