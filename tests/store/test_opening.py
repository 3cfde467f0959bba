"""What happens to a base when it is opened: made, recognised, or refused and left as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.notes import everything_in, remember, remembered
from tme_tui.model.errors import (
    InvalidValue,
    StoreDamaged,
    StoreTooNew,
)
from tme_tui.store.creation import create
from tme_tui.store.migration import shipped_schema
from tme_tui.store.opening import open_store


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
store = open_store({str(path)!r}, timeout=60)
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


def test_who_finds_nothing_keeps_what_another_has_made_and_written_meanwhile(sqlite_path: Path) -> None:
    """From the look whether a base is there to the next one, a program loads for a while."""
    store = open_store(str(sqlite_path))
    remember(store, "theirs")
    assert sqlite_path.with_name("tme.sqlite3-wal").stat().st_size > 0
    create(sqlite_path, shipped_schema())
    assert remembered(store) == {"theirs"}
    store.close()


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
