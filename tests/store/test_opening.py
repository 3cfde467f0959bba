"""What happens to a base when it is opened: made, recognised, or refused and left as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection

from tests.support.disks import SmallDisk
from tme_tui.model.errors import (
    InvalidValue,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
    StoreUnreachable,
)
from tme_tui.store.connections import Store
from tme_tui.store.opening import open_store
from tme_tui.store.tables import meta


def remember(store: Store, key: str, value: str = "") -> None:
    with store.write() as connection:
        connection.execute(meta.insert().values(key=key, value=value))


def remembered(store: Store) -> set[str]:
    with store.read() as connection:
        return set(connection.execute(select(meta.c.key)).scalars())


def everything_in(folder: Path) -> dict[str, bytes | None]:
    return {item.name: item.read_bytes() if item.is_file() else None for item in folder.iterdir()}


def test_a_base_is_made_on_first_use_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deeper" / "tme.sqlite3"
    loose = os.umask(0)
    try:
        store = open_store(str(path))
        remember(store, "first")
    finally:
        os.umask(loose)
    modes = {item.name: oct(item.stat().st_mode & 0o777) for item in path.parent.iterdir()}
    assert modes == {"tme.sqlite3": "0o600", "tme.sqlite3-wal": "0o600", "tme.sqlite3-shm": "0o600"}
    assert [oct(folder.stat().st_mode & 0o777) for folder in (path.parent, path.parent.parent)] == [
        "0o700"
    ] * 2
    store.close()
    assert [item.name for item in path.parent.iterdir()] == ["tme.sqlite3"]


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}"])
def test_a_path_and_an_address_name_the_same_base(form: str, sqlite_path: Path) -> None:
    store = open_store(str(sqlite_path))
    remember(store, "here")
    store.close()
    store = open_store(form.format(sqlite_path))
    assert (remembered(store), store.dialect, store.path) == ({"here"}, "sqlite", sqlite_path)
    store.close()


def test_odd_letters_in_a_path_are_only_letters(tmp_path: Path) -> None:
    path = tmp_path / "ёлка 100% ?mode=ro&x#1" / "мои дела.db"
    store = open_store(str(path))
    remember(store, "odd")
    store.close()
    assert path.is_file()
    store = open_store(str(path))
    assert remembered(store) == {"odd"}
    store.close()


@pytest.mark.parametrize(
    "address",
    [
        "",
        ":memory:",
        "sqlite://",
        "sqlite:///a.db?mode=ro",
        "mysql://u@h/tme",
        "postgresql://u@h",
        "a\0b",
        "x://[",
    ],
)
def test_an_address_of_nothing_is_refused(address: str) -> None:
    with pytest.raises(InvalidValue, match="the address of the base is wrong") as refusal:
        open_store(address)
    assert refusal.value.field == "database"


def test_many_programs_may_start_at_once_on_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tme.sqlite3"
    program = f"""
import sys
from tme_tui.store.opening import open_store
from tme_tui.store.tables import meta
sys.stdin.readline()
store = open_store({str(path)!r})
with store.write() as connection:
    connection.execute(meta.insert().values(key=sys.argv[1], value=""))
store.close()
"""
    started = [
        subprocess.Popen([sys.executable, "-c", program, name], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in ("one", "two", "three")
    ]
    for process in started:
        assert process.stdin
        process.stdin.write(b"go\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in started] == [b"", b"", b""]
    store = open_store(str(path))
    assert remembered(store) == {"one", "two", "three"}
    store.close()
    assert [item.name for item in tmp_path.iterdir()] == ["tme.sqlite3"]


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _cut_short(path: Path) -> None:
    os.truncate(path, 50)


def _zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(4096))


def _zeroed_tables(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(4096 - 100))


def _random(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))


def _emptied(path: Path) -> None:
    os.truncate(path, 0)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE tasks (id INTEGER PRIMARY KEY)")
    other.close()


def _foreign_with_our_words(path: Path) -> None:
    _foreign(path)
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0001')")
    other.close()


def _without_tables(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("DROP TABLE alembic_version")
        base.execute("PRAGMA journal_mode=WAL")
    base.close()


def _text(path: Path) -> None:
    path.write_text("(A) call mum\n" * 1000)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _zeroed_with_a_log(path: Path) -> None:
    _zeroed(path)
    path.with_name(path.name + "-wal").write_bytes(os.urandom(5000))


def _only_a_log(path: Path) -> None:
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(os.urandom(5000))


@pytest.mark.parametrize(
    "harm",
    [
        _truncated,
        _cut_short,
        _zeroed,
        _zeroed_tables,
        _random,
        _emptied,
        _foreign,
        _foreign_with_our_words,
        _without_tables,
        _text,
        _folder,
        _pipe,
        _zeroed_with_a_log,
        _only_a_log,
    ],
)
def test_what_is_no_sound_base_of_ours_is_refused_and_left(
    harm: Callable[[Path], None], sqlite_path: Path
) -> None:
    harm(sqlite_path)
    before = everything_in(sqlite_path.parent)
    with pytest.raises(StoreDamaged) as refusal:
        open_store(str(sqlite_path))
    assert str(sqlite_path) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert everything_in(sqlite_path.parent) == before


def test_a_page_lost_in_the_middle_is_reported_when_it_is_met(sqlite_path: Path) -> None:
    with sqlite3.connect(sqlite_path) as base:
        pages = base.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'meta'").fetchall()
    base.close()
    with sqlite_path.open("r+b") as file:
        for (page,) in pages:
            file.seek((page - 1) * 4096)
            file.write(bytes(4096))
    store = open_store(str(sqlite_path))
    with pytest.raises(StoreDamaged, match="tme restore"):
        remembered(store)
    with pytest.raises(StoreDamaged, match="tme restore"):
        remember(store, "more")
    store.close()


def test_a_base_of_a_newer_program_is_refused_and_left(sqlite_path: Path) -> None:
    with sqlite3.connect(sqlite_path) as base:
        base.execute("UPDATE alembic_version SET version_num = '9876'")
    base.close()
    before = everything_in(sqlite_path.parent)
    with pytest.raises(StoreTooNew, match="update the program"):
        open_store(str(sqlite_path))
    assert everything_in(sqlite_path.parent) == before


def test_a_newer_base_on_a_server_is_refused(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9876'")
    with pytest.raises(StoreTooNew, match="start this one again"), store.write():
        pass
    store.close()
    with pytest.raises(StoreTooNew, match="update the program"):
        open_store(postgresql_url)


def test_a_program_that_runs_during_an_upgrade_stops_writing(sqlite_path: Path) -> None:
    store = open_store(str(sqlite_path))
    remember(store, "before")
    with sqlite3.connect(sqlite_path) as newer:
        newer.execute("CREATE TABLE novelty (id INTEGER)")
        newer.execute("UPDATE alembic_version SET version_num = '9876'")
    newer.close()
    with pytest.raises(StoreTooNew, match="start this one again"), store.write():
        pass
    assert remembered(store) == {"before"}
    store.close()


def test_a_change_of_indexes_stops_nobody(sqlite_path: Path) -> None:
    store = open_store(str(sqlite_path))
    with sqlite3.connect(sqlite_path) as other:
        other.execute("CREATE INDEX by_value ON meta (value)")
    other.close()
    remember(store, "still")
    remember(store, "writing")
    assert remembered(store) == {"still", "writing"}
    store.close()


@pytest.mark.parametrize("running", [False, True], ids=["closed", "killed"])
def test_a_read_only_place_can_be_read(running: bool, small_disk: SmallDisk) -> None:
    path = small_disk.folder / "data" / "tme.sqlite3"
    store = open_store(str(path))
    remember(store, "kept")
    if running:  # what a killed program leaves: a log with its index beside the base
        left = {name: data for name, data in everything_in(path.parent).items() if data is not None}
        store.close()
        for name, data in left.items():
            (path.parent / name).write_bytes(data)
    else:
        store.close()
    before = everything_in(path.parent)
    with small_disk.read_only():
        store = open_store(str(path))
        assert remembered(store) == {"kept"}
        with pytest.raises(StoreReadOnly, match="may not be written"):
            remember(store, "refused")
        assert remembered(store) == {"kept"}
        store.close()
        with pytest.raises(StoreReadOnly, match="may not be written"):
            open_store(str(path.with_name("another.sqlite3")))
        with pytest.raises(StoreReadOnly, match="may not be written"):
            open_store(str(small_disk.folder / "new folder" / "another.sqlite3"))
        assert {name for name in everything_in(path.parent) if not name.endswith("-shm")} == {
            name for name in before if not name.endswith("-shm")
        }
    store = open_store(str(path))
    remember(store, "accepted")
    assert remembered(store) == {"kept", "accepted"}
    store.close()


def test_a_full_disk_is_said_loses_nothing_and_passes(small_disk: SmallDisk) -> None:
    path = small_disk.folder / "tme.sqlite3"
    store = open_store(str(path))
    remember(store, "before")
    with store.read() as connection:  # where no disk can be mounted, the base itself is told to stop growing
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        if not small_disk.mounted:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
    if small_disk.mounted:
        small_disk.fill(leave=8192)
    acknowledged = {"before"}

    def write_on_and_on() -> None:
        for number in range(2000):
            remember(store, str(number), "x" * 20_000)
            acknowledged.add(str(number))

    with pytest.raises(StoreFull, match="no room on the disk"):
        write_on_and_on()
    assert remembered(store) == acknowledged
    with pytest.raises(StoreFull):
        remember(store, "still full", "x" * 100_000)

    if small_disk.mounted:
        small_disk.free()
    with store.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    remember(store, "after", "x" * 100_000)
    store.close()
    store = open_store(str(path))
    assert remembered(store) == {*acknowledged, "after"}
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    store.close()


def test_a_full_disk_makes_no_half_base(small_disk: SmallDisk) -> None:
    path = small_disk.folder / "tme.sqlite3"
    with small_disk.full(leave=65536), pytest.raises(small_disk.fullness):
        open_store(str(path))
    assert list(small_disk.folder.iterdir()) == []
    open_store(str(path)).close()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_base_that_goes_away_is_not_written_into_the_void(replaced: bool, sqlite_path: Path) -> None:
    store = open_store(str(sqlite_path))
    remember(store, "here")
    data = sqlite_path.read_bytes()
    sqlite_path.unlink()
    if replaced:
        sqlite_path.write_bytes(data)
    with pytest.raises(StoreError, match="deleted or replaced"):
        remember(store, "lost")
    with pytest.raises(StoreError, match="deleted or replaced"):
        remembered(store)
    store.close()


def test_a_locked_base_is_waited_for_and_then_said(sqlite_path: Path) -> None:
    holder = sqlite3.connect(sqlite_path, isolation_level=None, check_same_thread=False)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreLocked, match="in use by another program"):
        open_store(str(sqlite_path), timeout=0.05)
    release = threading.Timer(0.2, holder.close)
    release.start()
    store = open_store(str(sqlite_path), timeout=30)
    remember(store, "patient")
    release.join()
    assert remembered(store) == {"patient"}
    store.close()


def test_the_base_may_be_swapped_while_somebody_waits_to_open_it(sqlite_path: Path, tmp_path: Path) -> None:
    replacement = tmp_path / "other.sqlite3"
    store = open_store(str(replacement))
    remember(store, "from the new file")
    store.close()
    holder = sqlite3.connect(sqlite_path, isolation_level=None, check_same_thread=False)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")

    def swap() -> None:
        sqlite_path.rename(tmp_path / "aside.sqlite3")
        replacement.rename(sqlite_path)
        holder.close()

    swapping = threading.Timer(0.2, swap)
    swapping.start()
    store = open_store(str(sqlite_path), timeout=30)
    swapping.join()
    assert remembered(store) == {"from the new file"}
    store.close()


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
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    with pytest.raises(StoreUnreachable), store.write() as connection:
        cut_and_write(connection)
    cut()
    assert remembered(store) == {"before"}
    remember(store, "after")
    assert remembered(store) == {"before", "after"}
    store.close()


def test_opening_a_ready_base_loads_no_more_than_it_needs(sqlite_path: Path) -> None:
    program = f"""
import sys
import sqlalchemy
sqlalchemy.create_engine("sqlite://")
before = set(sys.modules)
from tme_tui.store.opening import open_store
store = open_store({str(sqlite_path)!r})
with store.write() as connection:
    pass
with store.read() as connection:
    connection.exec_driver_sql("SELECT 1")
store.close()
print(*sorted(set(sys.modules) - before))
"""
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout
    ours = {name for name in loaded.split() if not name.startswith("tme_tui")}
    assert {name for name in ours if not name.startswith("sqlalchemy")} <= {"urllib", "urllib.parse"}
    assert not {name for name in ours if name.startswith("sqlalchemy.orm")}
