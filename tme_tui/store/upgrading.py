"""Bringing the base of an older program to the tables of this one.

One transaction holds the whole: killed, or out of disk, the base is what it was. A copy is made first, when
nobody else can write any more.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tme_tui.model.errors import StoreTooNew
from tme_tui.store.copying import copy_base
from tme_tui.store.faults import damaged
from tme_tui.store.migration import Schema, knows, upgrade
from tme_tui.store.sqlite_setup import revision_of, sqlalchemy_connection


def upgrade_file(driver: sqlite3.Connection, path: Path, backups: Path, schema: Schema) -> None:
    """Upgrade the base at `path`; `driver` is a connection to it that nobody else uses."""
    driver.execute(
        "PRAGMA foreign_keys=OFF"
    )  # tables are rebuilt by copying; checked below, before the commit
    try:
        with sqlalchemy_connection(driver) as connection:
            connection.begin()
            driver.execute("BEGIN IMMEDIATE")
            revision = revision_of(driver, str(path))
            if revision == schema.head:
                return  # another process has done it while we waited
            refuse_newer(revision, str(path), schema)
            copy_base(path, backups / f"{path.stem}-before-{schema.head}{path.suffix}")
            upgrade(connection, schema)
            if driver.execute("PRAGMA foreign_key_check").fetchone():
                raise damaged(str(path), "has rows that refer to nothing and cannot be upgraded")
            connection.commit()
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def refuse_newer(revision: str, base: str, schema: Schema) -> None:
    """StoreTooNew unless `revision` is one that this program comes from."""
    if not knows(schema, revision):
        raise StoreTooNew(
            f"{base} was made by a newer version of this program (revision {revision}): update the program; "
            "the base was left as it is"
        )
