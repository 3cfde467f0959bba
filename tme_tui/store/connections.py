"""An open base: consistent reading, one writer at a time, and errors in our own words.

Each of the two databases has its own way to begin. On SQLite a reader begins DEFERRED and a writer IMMEDIATE,
behind a lock of this process, since threads that meet in SQLite's own lock sleep and poll. On PostgreSQL a
writer first locks the table `meta` against other writers, before its snapshot is taken, so that what it reads
is what it changes: the rules of the engine need no second thought about what others are doing, on either.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tme_tui.model.errors import StoreError, StoreReadOnly, StoreTooNew
from tme_tui.store.address import Address, Dialect
from tme_tui.store.faults import locked, read_only, translated
from tme_tui.store.sqlite_setup import begin_writing, connect, data_version, identity_of, revision_of

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy.engine import Connection, Engine


class Store:
    """One open base; any thread may use it, each use has a connection of its own."""

    def __init__(self, address: Address, way: Way, timeout: float) -> None:
        self.address = address
        self._way = way
        self._timeout = timeout
        self._writing = threading.Lock()

    @property
    def dialect(self) -> Dialect:
        """Which of the two databases holds the base."""
        return self.address.dialect

    @property
    def path(self) -> Path | None:
        """The file of the base; None on a server."""
        return self.address.path

    @property
    def name(self) -> str:
        """What messages call the base; never holds a password."""
        return self.address.name

    def closed_to_writers(self) -> StoreReadOnly | None:
        """What every change would be refused with; None as far as the file and its folder say."""
        path = self.path
        if path is None or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            return None
        return read_only(self.name)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the base; an attempt to write through it fails."""
        with translated(self.name, self.path), self._way.engine.connect() as connection:
            self._way.begin_reading(connection)
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def write(self, *, durable: bool = True, routine: bool = False) -> Iterator[Connection]:
        """The one writer's connection: committed at the end, rolled back when anything is raised.

        What is not `durable` outlives this process, and a power cut only from the next durable commit on:
        for notes that come so many in a row that the disk would be waited for longer than for all else.
        What is `routine`, such as the work of a dispatcher, is nothing that others have to hear of.
        StoreRetry says that nothing was written and that the whole must be done again.
        """
        if not self._writing.acquire(timeout=self._timeout):
            raise locked(self.name)
        try:
            with translated(self.name, self.path), self._way.engine.connect() as connection:
                try:
                    self._way.begin_writing(connection, durable=durable, routine=routine)
                    yield connection
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise
        except StoreReadOnly:
            self._way.open_again()
            raise
        finally:
            self._writing.release()

    def data_version(self) -> int:
        """A number that is another one after any commit, ours included, though not always a routine one."""
        with translated(self.name, self.path):
            return self._way.data_version()

    def close(self) -> None:
        """Let go of the base; what is written stays written."""
        with translated(self.name, self.path):
            self._way.close()


class Way(Protocol):
    """How one of the two databases does what a store needs."""

    engine: Engine

    def begin_reading(self, connection: Connection) -> None:
        """Begin a transaction that sees one moment and writes nothing."""

    def begin_writing(self, connection: Connection, *, durable: bool, routine: bool) -> None:
        """Begin a transaction that is the only one to write until its end; StoreTooNew after an upgrade."""

    def open_again(self) -> None:
        """A connection stays as it was opened: when the place can be written again, new ones can write."""

    def data_version(self) -> int:
        """See `Store.data_version`."""

    def close(self) -> None:
        """Close every connection."""


class SqliteWay:
    """Transactions of an SQLite base; `first` is a connection to it, set up and found to be at `head`."""

    def __init__(self, path: Path, timeout: float, head: str, first: sqlite3.Connection) -> None:
        from sqlalchemy import create_engine
        from sqlalchemy.pool import QueuePool

        from tme_tui.store.compiled import share_compiled

        self._path = path
        self._timeout = timeout
        self._head = head
        self._ready = [first]
        self._shape = int(first.execute("PRAGMA schema_version").fetchone()[0])
        self._identity = identity_of(path)
        self._watch: sqlite3.Connection | None = None
        self._watching = threading.Lock()
        self.engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            pool_use_lifo=True,
            pool_size=8,
            max_overflow=-1,
            hide_parameters=True,
        )
        share_compiled(self.engine)

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._ready.pop()
        except IndexError:
            pass
        try:
            return connect(self._path, self._timeout)
        except OSError as error:
            raise self._gone() from error

    def _stay(self) -> None:
        """SQLite would go on with a file that was deleted or replaced, and lose what it is given."""
        try:
            if identity_of(self._path) == self._identity:
                return
        except OSError as error:
            raise self._gone() from error
        raise self._gone()

    def _gone(self) -> StoreError:
        return StoreError(f"{self._path} was deleted or replaced while it was open: start the program again")

    def begin_reading(self, connection: Connection) -> None:
        self._stay()
        driver = _driver(connection)
        if connection.info.get("writable", True):
            driver.execute("PRAGMA query_only=ON")
            connection.info["writable"] = False
        connection.begin()
        driver.execute("BEGIN")

    def begin_writing(self, connection: Connection, *, durable: bool, routine: bool) -> None:
        self._stay()
        driver = _driver(connection)
        if not connection.info.get("writable", True):
            driver.execute("PRAGMA query_only=OFF")
            connection.info["writable"] = True
        if connection.info.get("durable", True) is not durable:
            driver.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            connection.info["durable"] = durable
        connection.begin()
        begin_writing(driver)
        found = driver.execute("PRAGMA schema_version").fetchone()[0]
        if found != self._shape:
            if revision_of(driver, str(self._path)) != self._head:
                raise upgraded_meanwhile()
            self._shape = found

    def open_again(self) -> None:
        self._drop_connections()

    def data_version(self) -> int:
        with self._watching:
            if self._watch is None:
                self._watch = self._connect()
            return data_version(self._watch)

    def close(self) -> None:
        self._drop_connections()
        for unused in self._ready:
            unused.close()

    def _drop_connections(self) -> None:
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self.engine.dispose()


def upgraded_meanwhile() -> StoreTooNew:
    """A newer program changed the tables while this one was running."""
    return StoreTooNew("a newer version of the program has upgraded the base meanwhile: start this one again")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: sqlite3.Connection | None = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 a connection in use has one
    return driver
