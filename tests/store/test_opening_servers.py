"""Opening a base on a server: absent, foreign, newer, stopped."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Connection

from tests.support.notes import remember, remembered
from tme_tui.model.errors import (
    StoreDamaged,
    StoreTooNew,
    StoreUnreachable,
)
from tme_tui.store.opening import open_store
from tme_tui.store.tables import meta


def test_a_newer_base_on_a_server_is_refused(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9876'")
    with pytest.raises(StoreTooNew, match="start this one again"), store.write():
        pass
    store.close()
    with pytest.raises(StoreTooNew, match="update the program"):
        open_store(postgresql_url)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "postgresql://anna:SECRET@127.0.0.1:1/tme",
            "tme on 127.0.0.1 cannot be reached: Connection refused",
        ),
        (
            "postgres://anna:SECRET@/tme?host=/nonexistent",
            "tme on /nonexistent cannot be reached: No such file",
        ),
        ("postgres://anna:SECRET@127.0.0.1/tme?colour=SECRET", 'invalid connection option "colour"'),
    ],
)
def test_a_server_that_is_not_there(address: str, words: str) -> None:
    with pytest.raises(StoreUnreachable, match=words) as refusal:
        open_store(address, timeout=1)
    told: BaseException | None = refusal.value
    while told:
        assert "SECRET" not in str(told)
        told = told.__cause__
    assert "\n" not in str(refusal.value)


def test_a_database_that_is_not_there(postgresql_url: str) -> None:
    with pytest.raises(StoreUnreachable, match=r"absent_.* does not exist"):
        open_store(postgresql_url.replace("/test_", "/absent_"))


def test_a_database_with_tables_of_others_is_refused(empty_database: str) -> None:
    import psycopg

    with psycopg.connect(empty_database) as connection:
        connection.execute("CREATE TABLE tasks (id integer)")
    with pytest.raises(StoreDamaged, match="another program"):
        open_store(empty_database)


def test_a_server_that_stops_is_said_and_comes_back(postgresql_url: str) -> None:
    import psycopg

    store = open_store(postgresql_url)
    remember(store, "before")

    def cut_and_write(connection: Connection) -> None:
        cut()
        connection.execute(meta.insert().values(key="lost", value=""))

    def cut() -> None:
        with psycopg.connect(postgresql_url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    with pytest.raises(StoreUnreachable), store.write() as connection:
        cut_and_write(connection)
    cut()
    assert remembered(store) == {"before"}
    remember(store, "after")
    assert remembered(store) == {"before", "after"}
    store.close()
