"""One connection to an SQLite base, set up the same way every time.

The driver's own transactions are switched off: `connections.py` says BEGIN and COMMIT, so that a writer takes
its place at the start and not in the middle. The file is never made here: an absent or empty one is an error.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tme_tui.store.faults import damaged

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

APPLICATION_ID = 0x746D6531
"""`tme1` in the header of every base of ours, so that `file` and we ourselves can tell it from others."""

_SETTINGS = """
PRAGMA foreign_keys=ON;
PRAGMA synchronous=FULL;
PRAGMA temp_store=MEMORY;
PRAGMA cache_size=-2048;
PRAGMA journal_size_limit=16777216;
PRAGMA recursive_triggers=ON;
"""
"""FULL: a commit that was acknowledged survives a power cut. The cache is small, since each thread of a
screen has one, and the system keeps the file in memory anyway: twice as much made a screen over 100,000 tasks
hold 5 to 8 MB more, and answered nothing sooner that could be measured. A log that one big import made long
is cut again. Replacing a row fires the triggers that keep the search index."""

_TURNS = 12
"""How often others may get their turn before us and we still wait: as long as twelve that do not move."""

_MOVED_AT_MOST = 5
"""How often a base may be swapped under us while we open it before we give up."""


def connect(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection that waits `timeout` seconds for others.

    The base is read once, which waits for a restore that is just swapping the file; afterwards we look
    whether the file that was opened is the one that `path` names now.
    """
    for _ in range(_MOVED_AT_MOST):
        before = identity_of(path)
        connection = _connect(path, timeout)
        if before == identity_of(path):
            return connection
        connection.close()
    raise damaged(str(path), "keeps being replaced")


def begin_writing(connection: sqlite3.Connection) -> None:
    """Begin as the only writer.

    SQLite keeps no queue: of twenty who write at once on a busy machine, one may find others before it for
    longer than it waits for a base that is stuck. So patience begins anew whenever somebody has committed.
    """
    for turn in range(1, _TURNS + 1):
        seen = data_version(connection)
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or turn == _TURNS or data_version(connection) == seen:
                raise
        else:
            return


def data_version(connection: sqlite3.Connection) -> int:
    """A number that is another one after others have committed."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def identity_of(path: Path) -> tuple[int, int]:
    """What tells a file from another of the same name."""
    found = os.stat(path)
    return found.st_dev, found.st_ino


def recognise(path: Path, base: str) -> None:
    """StoreDamaged for what is no database, or one of another program.

    The header is read as if nobody ever wrote: SQLite then neither looks at a log, which it throws away when
    it does not fit the file, nor takes a lock. It has to be SQLite that reads, since closing a file drops
    every lock that this process has on it.
    """
    connection = sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True)
    try:
        found = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise damaged(base, "is not a database") from error
        return  # an opening for use says more about whatever this is
    finally:
        connection.close()
    if found != APPLICATION_ID:
        raise damaged(base, "is not a base of this program")


def revision_of(connection: sqlite3.Connection, base: str) -> str:
    """The revision of the tables; StoreDamaged when the base does not say."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        row = None
    if row is None:
        raise damaged(base, "has lost its tables")
    return str(row[0])


@contextmanager
def sqlalchemy_connection(driver: sqlite3.Connection) -> Iterator[Connection]:
    """The same connection as SQLAlchemy sees it, for alembic; it stays open afterwards."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)
    with engine.connect() as connection:
        try:
            yield connection
        finally:
            connection.rollback()


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    try:
        return _configured(path, "mode=rw", timeout)
    except sqlite3.OperationalError as error:
        place_is_closed = error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
        if not (place_is_closed and _only_readable(path)):
            raise
    return _configured(path, "mode=ro&immutable=1", timeout)


def _configured(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        _uri(path, mode),
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        connection.executescript(_SETTINGS)
        if "immutable" not in mode:
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(os.fspath(path))}?{mode}"


def _only_readable(path: Path) -> bool:
    """Whether the base lies whole in a place where nothing can be written, not even the index of its log."""
    log = path.with_name(path.name + "-wal")
    try:
        return not os.access(path.parent, os.W_OK) and (not log.exists() or log.stat().st_size == 0)
    except OSError:
        return False
