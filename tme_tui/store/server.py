"""A base on a PostgreSQL server: opening it, its transactions, and how its tables come into being."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine
from sqlalchemy.engine import URL

from tme_tui.store.address import Address
from tme_tui.store.connections import Store, upgraded_meanwhile
from tme_tui.store.faults import damaged
from tme_tui.store.listening import SAY, Listener
from tme_tui.store.migration import Schema, upgrade
from tme_tui.store.upgrading import refuse_newer

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

_UPGRADE_LOCK = 0x746D6531
"""The number under which those who would upgrade the same base wait for each other."""

_LOCK = "LOCK TABLE meta IN SHARE ROW EXCLUSIVE MODE"
_CHECK = "SELECT version_num FROM alembic_version"
_BEGIN_WRITING = f"{_LOCK}; {SAY}; {_CHECK}"
_BEGIN_ROUTINE = f"{_LOCK}; {_CHECK}"
"""To announce each of thousands of deliveries would cost as much as sending them."""

_FIND = """
SELECT
    to_regclass('alembic_version') IS NOT NULL,
    to_regclass('meta') IS NOT NULL OR to_regclass('tasks') IS NOT NULL
"""


def open_server(address: Address, timeout: float, schema: Schema) -> Store:
    """The base in that database, made or upgraded when due."""
    assert address.url is not None  # noqa: S101 an address of a server has one
    way = PostgresqlWay(address.url, timeout, schema.head)
    try:
        with way.engine.connect() as connection:
            if _revision(connection, address.name) != schema.head:
                connection.rollback()
                _upgrade(connection, address.name, schema)
    except BaseException:
        way.close()
        raise
    return Store(address, way, timeout)


def _revision(connection: Connection, base: str) -> str | None:
    """The revision of the tables; None when the database holds nothing of ours."""
    made, taken = connection.exec_driver_sql(_FIND).one()
    if not made:
        if taken:
            raise damaged(base, "holds tables of another program")
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _upgrade(connection: Connection, base: str, schema: Schema) -> None:
    with connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
        revision = _revision(connection, base)
        if revision == schema.head:
            return
        if revision is not None:
            refuse_newer(revision, base, schema)
        upgrade(connection, schema)


class PostgresqlWay:
    """Transactions of a base on a server."""

    def __init__(self, url: URL, timeout: float, head: str) -> None:
        self._head = head
        wait = int(timeout * 1000)
        self.engine: Engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_use_lifo=True,
            max_overflow=-1,
            hide_parameters=True,
            isolation_level="REPEATABLE READ",
            connect_args={
                "connect_timeout": max(2, round(timeout)),
                "options": f"-c lock_timeout={wait} -c timezone=UTC",
                "application_name": "tme",
            },
        )
        self._listener = Listener(self.engine)

    def begin_reading(self, connection: Connection) -> None:
        connection.execution_options(postgresql_readonly=True)
        connection.begin()

    def begin_writing(self, connection: Connection, *, durable: bool, routine: bool) -> None:
        connection.begin()
        driver: Any = connection.connection.driver_connection
        # LOCK takes no snapshot, so everything that is read afterwards is what the writer before us left
        found = driver.execute(_BEGIN_ROUTINE if routine else _BEGIN_WRITING)
        while found.nextset():
            pass
        if found.fetchone()[0] != self._head:
            raise upgraded_meanwhile()
        if not durable:
            driver.execute("SET LOCAL synchronous_commit TO off")

    def data_version(self) -> int:
        return self._listener.version()

    def open_again(self) -> None:
        self.engine.dispose()

    def close(self) -> None:
        self._listener.close()
        self.engine.dispose()
