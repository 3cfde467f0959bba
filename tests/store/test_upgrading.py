"""The base of an older program: copied, upgraded in one piece, or left as it was."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.disks import SmallDisk
from tests.support.schemas import next_schema
from tests.support.stores import rows_of_every_table
from tme_tui.model.errors import StoreDamaged, StoreLocked, StoreReadOnly, StoreTooNew
from tme_tui.store.migration import HEAD
from tme_tui.store.opening import open_store
from tme_tui.store.tables import meta


@pytest.fixture
def old(sqlite_path: Path) -> Path:
    """A base of ours with some rows; ours is old to the schemas here."""
    store = open_store(str(sqlite_path))
    with store.write() as connection:
        connection.execute(meta.insert(), [{"key": str(n), "value": "ё" * n} for n in range(100)])
        connection.exec_driver_sql("INSERT INTO tags (id, name, \"key\") VALUES (1, 'a', 'a')")
        connection.exec_driver_sql(
            "INSERT INTO tasks (id, uid, title, created, modified) VALUES (1, 'u', 't', 0, 0)"
        )
        connection.exec_driver_sql("INSERT INTO task_tags (task_id, tag_id) VALUES (1, 1)")
        connection.exec_driver_sql("INSERT INTO search (task_id, body) VALUES (1, 'words')")
    store.close()
    return sqlite_path


def _rows(path: Path) -> dict[str, list[dict[str, object]]]:
    store = open_store(str(path))
    with store.read() as connection:
        found = rows_of_every_table(connection)
    store.close()
    return found


def _revision(path: Path) -> str:
    with sqlite3.connect(path) as base:
        (revision,) = base.execute("SELECT version_num FROM alembic_version").fetchone()
    base.close()
    return str(revision)


def test_an_old_base_is_copied_and_upgraded(old: Path, tmp_path: Path) -> None:
    before = _rows(old)
    store = open_store(str(old), backups=tmp_path / "copies", schema=next_schema(tmp_path / "next"))
    with store.read() as connection:
        sizes = connection.exec_driver_sql("SELECT size FROM meta WHERE key = '42'").scalars().all()
        tags = connection.exec_driver_sql("SELECT name, colour FROM tags").all()
        found = connection.exec_driver_sql("SELECT rowid FROM search_index('words')").scalars().all()
        assert (sizes, tags, found) == ([42], [("a", "")], [1])
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    with store.write() as connection:
        connection.exec_driver_sql("INSERT INTO tags (id, name, \"key\") VALUES (2, 'b', 'b')")
    store.close()

    (copy,) = (tmp_path / "copies").iterdir()
    assert copy.name == "tme-before-next.sqlite3"
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert _rows(copy) == before


def test_the_copy_lies_beside_the_base_unless_told_otherwise(old: Path, tmp_path: Path) -> None:
    open_store(str(old), schema=next_schema(tmp_path / "next")).close()
    assert (old.parent / "backups" / "tme-before-next.sqlite3").is_file()


def test_our_program_refuses_the_upgraded_base(old: Path, tmp_path: Path) -> None:
    open_store(str(old), schema=next_schema(tmp_path / "next")).close()
    with pytest.raises(StoreTooNew, match="revision next"):
        open_store(str(old))


@pytest.mark.parametrize(
    "then",
    [
        "raise RuntimeError('half-way')",
        "op.execute('SELECT nonsense')",
        'op.execute("INSERT INTO task_tags (task_id, tag_id) VALUES (77, 88)")',
    ],
)
def test_an_upgrade_that_fails_leaves_the_old_base(then: str, old: Path, tmp_path: Path) -> None:
    before = _rows(old)
    with pytest.raises(Exception, match=r"half-way|nonsense|refer to nothing"):
        open_store(str(old), schema=next_schema(tmp_path / "next", then))
    assert _revision(old) == HEAD
    assert _rows(old) == before
    assert _rows(old.parent / "backups" / "tme-before-next.sqlite3") == before


def test_an_upgrade_killed_before_its_end_leaves_the_old_base(old: Path, tmp_path: Path) -> None:
    before = _rows(old)
    stuck = next_schema(tmp_path / "stuck", "print('half-way', flush=True); input()")
    program = f"""
from pathlib import Path
from tme_tui.store.migration import Schema
from tme_tui.store.opening import open_store
open_store({str(old)!r}, schema=Schema(Path({str(stuck.folder)!r}), "next"))
"""
    upgrading = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert upgrading.stdin
    assert upgrading.stdout
    assert upgrading.stdout.readline() == "half-way\n"

    with pytest.raises(StoreLocked):
        open_store(str(old), timeout=0.05, schema=stuck)
    running = open_store(str(old), timeout=0.05)
    with running.read() as connection:
        assert len(connection.execute(select(meta)).all()) == 100
    running.close()

    upgrading.send_signal(signal.SIGKILL)
    upgrading.communicate()
    assert _revision(old) == HEAD
    assert _rows(old) == before
    store = open_store(str(old), schema=next_schema(tmp_path / "next"))
    store.close()
    assert _revision(old) == "next"


def test_two_programs_may_upgrade_at_once(old: Path, tmp_path: Path) -> None:
    schema = next_schema(tmp_path / "next")
    program = f"""
import sys
from pathlib import Path
from tme_tui.store.migration import Schema
from tme_tui.store.opening import open_store
sys.stdin.readline()
open_store({str(old)!r}, timeout=60, schema=Schema(Path({str(schema.folder)!r}), "next")).close()
"""
    started = [
        subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write(b"go\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in started] == [b"", b""]
    assert _revision(old) == "next"


@pytest.mark.parametrize("where", ["copying", "upgrading"])
def test_a_full_disk_stops_the_upgrade_and_nothing_else(
    where: str, old: Path, tmp_path: Path, small_disk: SmallDisk
) -> None:
    path = small_disk.folder / "tme.sqlite3"
    shutil.copy(old, path)
    before = _rows(old)
    room, backups = (150_000, None) if where == "copying" else (600_000, tmp_path / "elsewhere")
    schema = next_schema(
        tmp_path / "next", "op.execute('CREATE TABLE ballast AS SELECT randomblob(3000000)')"
    )
    with small_disk.full(leave=room), pytest.raises(small_disk.fullness):
        open_store(str(path), backups=backups, schema=schema)
    assert _rows(path) == before
    open_store(str(path), schema=next_schema(tmp_path / "again")).close()
    assert _revision(path) == "next"


def test_an_old_base_that_cannot_be_written_is_not_upgraded(old: Path, small_disk: SmallDisk) -> None:
    path = small_disk.folder / "tme.sqlite3"
    shutil.copy(old, path)
    schema = next_schema(small_disk.folder / "next")
    with small_disk.read_only(), pytest.raises(StoreReadOnly):
        open_store(str(path), schema=schema)
    assert _revision(path) == HEAD


def test_a_damaged_old_base_is_not_upgraded(old: Path, tmp_path: Path) -> None:
    with sqlite3.connect(old) as base:
        (page,) = base.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tasks'").fetchone()
    base.close()
    with old.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    before = old.read_bytes()
    with pytest.raises(StoreDamaged):
        open_store(str(old), schema=next_schema(tmp_path / "next"))
    assert old.read_bytes() == before
    assert list((old.parent / "backups").iterdir()) == []


def test_a_base_on_a_server_is_upgraded_in_one_piece(postgresql_url: str, tmp_path: Path) -> None:
    store = open_store(postgresql_url)
    with store.write() as connection:
        connection.execute(meta.insert(), [{"key": str(n), "value": "ё" * n} for n in range(100)])
    store.close()
    with pytest.raises(RuntimeError, match="half-way"):
        open_store(postgresql_url, schema=next_schema(tmp_path / "bad", "raise RuntimeError('half-way')"))
    open_store(postgresql_url).close()
    store = open_store(postgresql_url, schema=next_schema(tmp_path / "next"))
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT size FROM meta WHERE key = '42'").scalars().all() == [42]
    store.close()
