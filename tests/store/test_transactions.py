"""Reading, writing and their errors, on both databases."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from tme_tui.model.errors import StoreLocked, StoreReadOnly
from tme_tui.store.connections import Store
from tme_tui.store.faults import ConstraintBroken, StoreRetry
from tme_tui.store.opening import open_store
from tme_tui.store.sqlite_setup import begin_writing
from tme_tui.store.tables import meta, task_tags


def _remember(store: Store, key: str, value: str) -> None:
    with store.write() as connection:
        connection.execute(meta.insert().values(key=key, value=value))


def _recall(store: Store, key: str) -> str | None:
    with store.read() as connection:
        return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()


def _interrupted(result: object) -> None:
    raise KeyboardInterrupt


def test_what_is_written_is_read_again_and_after_reopening(store: Store, store_url: str) -> None:
    _remember(store, "colour", "зелёный")
    assert _recall(store, "colour") == "зелёный"
    store.close()
    again = open_store(store_url)
    assert _recall(again, "colour") == "зелёный"
    again.close()


def test_the_disk_is_waited_for_unless_it_is_said_to_be_needless(store: Store) -> None:
    ask, needless = ("SHOW synchronous_commit", "off") if store.path is None else ("PRAGMA synchronous", 1)
    found = []
    for durable in (True, False, True):
        with store.write(durable=durable) as connection:
            found.append(connection.exec_driver_sql(ask).scalar_one())
    assert found[1] == needless
    assert found[0] == found[2]
    assert store.path is None or found[0] == 2, "SQLite waits for the disk"


def test_a_failure_inside_takes_everything_back(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.write() as connection:
        _interrupted(connection.execute(meta.insert().values(key="half", value="done")))
    assert _recall(store, "half") is None
    _remember(store, "half", "whole")
    assert _recall(store, "half") == "whole"


def test_a_reader_sees_one_moment(store: Store, store_url: str) -> None:
    _remember(store, "moment", "first")
    other = open_store(store_url)
    value = select(meta.c.value).where(meta.c.key == "moment")
    with store.read() as connection:
        assert connection.execute(value).scalar_one() == "first"
        with other.write() as writing:
            writing.execute(update(meta).where(meta.c.key == "moment").values(value="second"))
        assert connection.execute(value).scalar_one() == "first"
    assert _recall(store, "moment") == "second"
    other.close()


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StoreReadOnly), store.read() as connection:
        connection.execute(meta.insert().values(key="sly", value="1"))
    assert _recall(store, "sly") is None
    _remember(store, "sly", "2")


def test_a_broken_rule_of_the_tables_is_told_apart(store: Store) -> None:
    _remember(store, "only", "once")
    with pytest.raises(ConstraintBroken):
        _remember(store, "only", "once")


def test_a_reference_to_nothing_is_refused_at_the_end(store: Store) -> None:
    with pytest.raises(ConstraintBroken), store.write() as connection:
        connection.execute(task_tags.insert().values(task_id=1, tag_id=1))
    with store.read() as connection:
        assert connection.execute(select(task_tags)).all() == []


def test_a_second_writer_gives_up_after_its_patience(store: Store, store_url: str) -> None:
    hasty = open_store(store_url, timeout=0.05)
    with store.write(), pytest.raises(StoreLocked, match="in use by another program"), hasty.write():
        pass
    with hasty.write():
        pass
    hasty.close()


@pytest.mark.parametrize(("before_us", "tries"), [(0, 1), (5, 6), (99, 12)])
def test_a_queue_that_moves_is_waited_for(before_us: int, tries: int, sqlite_path: Path) -> None:
    """Many who write one after the other may take longer than anybody's patience with one of them."""
    tried: list[str] = []

    def others_go_on(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE":
            tried.append(statement)
            others.execute("INSERT INTO meta (key, value) VALUES (?, '')", [str(len(tried))])
            others.execute("COMMIT")
            if len(tried) <= before_us:
                others.execute("BEGIN IMMEDIATE")

    with (
        closing(sqlite3.connect(sqlite_path, isolation_level=None)) as others,
        closing(sqlite3.connect(sqlite_path, isolation_level=None, timeout=0)) as ours,
    ):
        others.execute("BEGIN IMMEDIATE")
        ours.set_trace_callback(others_go_on)
        with nullcontext() if before_us < tries else pytest.raises(sqlite3.OperationalError, match="locked"):
            begin_writing(ours)
        assert len(tried) == tries
        assert ours.in_transaction is (before_us < tries)


def test_reading_goes_on_while_somebody_writes(store: Store, store_url: str) -> None:
    _remember(store, "open", "yes")
    other = open_store(store_url, timeout=0.05)
    with store.write() as connection:
        connection.execute(update(meta).values(value="no"))
        assert _recall(other, "open") == "yes"
    assert _recall(other, "open") == "no"
    other.close()


def test_a_commit_elsewhere_is_noticed(store_url: str) -> None:
    from tme_tui.store.tables import steps

    ours, theirs = open_store(store_url), open_store(store_url)
    seen = [ours.data_version()]
    assert ours.data_version() == seen[0]
    with theirs.write() as connection:
        connection.execute(steps.insert().values(id=1, at=0, action="add"))
    seen.append(ours.data_version())
    _remember(theirs, "no step", "is written")
    seen.append(ours.data_version())
    assert ours.data_version() == seen[-1]
    _remember(ours, "we", "count, too")
    seen.append(ours.data_version())
    with pytest.raises(ZeroDivisionError), theirs.write() as connection:
        connection.execute(meta.insert().values(key="nothing", value=str(1 / 0)))
    assert ours.data_version() == seen[-1]
    assert len(set(seen)) == 4
    ours.close()
    theirs.close()


def test_routine_on_a_server_wakes_nobody(postgresql_url: str) -> None:
    ours, theirs = open_store(postgresql_url), open_store(postgresql_url)
    before = ours.data_version()
    with theirs.write(routine=True) as connection:
        connection.execute(meta.insert().values(key="one of", value="thousands"))
    assert ours.data_version() == before
    ours.close()
    theirs.close()


def test_who_was_cut_off_from_the_server_takes_it_for_changed(postgresql_url: str) -> None:
    ours = open_store(postgresql_url)
    before = ours.data_version()
    with ours.read() as connection:
        listening = (
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE query LIKE '%FROM steps'"
        )
        mine = " AND datname = current_database() AND pid <> pg_backend_pid()"
        assert connection.exec_driver_sql((listening + mine).replace("%", "%%")).all()
    after = ours.data_version()
    assert after != before
    assert ours.data_version() == after
    ours.close()


def test_no_update_is_lost_among_many_writers(store_url: str) -> None:
    one, other = open_store(store_url, timeout=60), open_store(store_url, timeout=60)
    _remember(one, "sum", "0")
    value = select(meta.c.value).where(meta.c.key == "sum")

    def add_ones(where: Store) -> None:
        for _ in range(25):
            with where.write() as connection:
                found = int(connection.execute(value).scalar_one())
                connection.execute(update(meta).where(meta.c.key == "sum").values(value=str(found + 1)))

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(add_ones, where) for where in (one, other, one, other)]:
            done.result()
    assert _recall(one, "sum") == "100"
    one.close()
    other.close()


def test_readers_in_many_threads_see_whole_transactions(store: Store) -> None:
    keys = select(func.count()).select_from(meta)
    finished = threading.Event()

    def odd_counts() -> list[int]:
        found = []
        while not finished.is_set():
            with store.read() as connection:
                found.append(connection.execute(keys).scalar_one())
        return [count for count in found if count % 2]

    with ThreadPoolExecutor(4) as pool:
        watching = [pool.submit(odd_counts) for _ in range(4)]
        try:
            for number in range(50):
                with store.write() as connection:
                    connection.execute(meta.insert().values(key=f"{number}a"))
                    connection.execute(meta.insert().values(key=f"{number}b"))
        finally:
            finished.set()
        assert [watch.result() for watch in watching] == [[]] * 4


def test_a_writer_that_met_another_on_the_server_is_told_to_begin_again(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    _remember(store, "contested", "first")
    change = update(meta).where(meta.c.key == "contested")

    def met_by_a_stranger(connection: Connection) -> None:
        connection.execute(select(meta)).all()
        with psycopg.connect(postgresql_url) as stranger:
            stranger.execute("UPDATE people SET name = 'Anna'")
        connection.exec_driver_sql("UPDATE people SET name = 'Boris'")

    with store.write() as connection:
        connection.exec_driver_sql("INSERT INTO people (id, uid, login, key) VALUES (1, 'u', 'l', 'l')")
    with pytest.raises(StoreRetry), store.write() as connection:
        met_by_a_stranger(connection)
    with store.write() as connection:
        connection.execute(change.values(value="second"))
    assert _recall(store, "contested") == "second"
    store.close()


def test_a_write_inside_a_write_is_refused_and_not_a_deadlock(store_url: str) -> None:
    hasty = open_store(store_url, timeout=0.05)
    with pytest.raises(StoreLocked), hasty.write(), hasty.write():
        pass
    with hasty.write():
        pass
    hasty.close()
