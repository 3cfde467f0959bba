"""Making a new SQLite base: whole, or not at all.

It is built under a passing name and gets its own by a link, which fails when the name is taken: of two
processes that start at once one makes the base and the other uses it, and one killed half-way leaves a
passing file only.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from tme_tui.store.faults import damaged
from tme_tui.store.migration import Schema, upgrade
from tme_tui.store.private_files import discard, make_folder, passing_file, settle
from tme_tui.store.sqlite_setup import APPLICATION_ID, sqlalchemy_connection

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})


def create(path: Path, schema: Schema) -> None:
    """Put an empty base of `schema` at `path`, unless there is one by the time it is ready."""
    make_folder(path.parent)
    refuse_leftovers(path)
    passing = passing_file(path, "new")
    try:
        build(passing, schema)
        settle(passing)
        with suppress(FileExistsError):
            _give_name(passing, path)
        settle(path.parent)
    finally:
        discard(passing)


def build(empty: Path, schema: Schema) -> None:
    """Write the tables of `schema` into an empty file that nobody else knows of."""
    driver = sqlite3.connect(empty, isolation_level=None)
    try:
        driver.executescript(f"PRAGMA journal_mode=OFF; PRAGMA application_id={APPLICATION_ID};")
        with sqlalchemy_connection(driver) as connection:
            connection.begin()
            driver.execute("BEGIN IMMEDIATE")
            upgrade(connection, schema)
            connection.commit()
        driver.execute("PRAGMA journal_mode=WAL").fetchone()
    finally:
        driver.close()


def refuse_leftovers(path: Path) -> None:
    """A log without its base: SQLite would write it into whatever takes the name, so nothing may.

    Where the base is there now, another program has made it meanwhile, and the log is that of its work.
    """
    for suffix in ("-wal", "-journal"):
        left = path.with_name(path.name + suffix)
        if _has_content(left) and not path.exists():
            raise damaged(str(path), f"is missing, but {left.name} is still there")


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _give_name(passing: Path, path: Path) -> None:
    try:
        os.link(passing, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if not path.exists():  # a file system without links: two first starts at once are improbable enough
            passing.rename(path)
