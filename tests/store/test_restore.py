"""Bringing a copy back: checked, in one move, with what was there kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.disks import SmallDisk
from tests.support.stores import fill_every_table, rows_of_every_table
from tme_tui.model.errors import (
    InvalidValue,
    NotFound,
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreTooNew,
)
from tme_tui.store.backup import backup_to
from tme_tui.store.opening import open_store
from tme_tui.store.restore import restore
from tme_tui.store.tables import meta

NOW = datetime(2026, 3, 4, 12, 30, 15, tzinfo=UTC)


def remember(url: str, key: str) -> None:
    store = open_store(url)
    with store.write() as connection:
        connection.execute(meta.insert().values(key=key))
    store.close()


def remembered(url: str) -> set[str]:
    store = open_store(url)
    with store.read() as connection:
        found = set(connection.execute(select(meta.c.key)).scalars())
    store.close()
    return found


@pytest.fixture
def copy(store_url: str, tmp_path: Path) -> Path:
    """A copy of the base, which has gone on since."""
    remember(store_url, "early")
    store = open_store(store_url)
    fill_every_table(store)
    made = backup_to(store, tmp_path / "copy.sqlite3")
    store.close()
    remember(store_url, "late")
    return made


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_the_copy_takes_the_place_and_the_base_is_kept(copy: Path, store_url: str) -> None:
    before = copy.read_bytes()
    kept = restore(copy, store_url, now=NOW)
    assert kept == Path(store_url).with_name("tme-replaced-2026-03-04T12-30-15.sqlite3")
    assert "late" not in remembered(store_url)
    assert "early" in remembered(store_url)
    assert {"early", "late"} <= remembered(str(kept))
    assert copy.read_bytes() == before
    assert sorted(item.name for item in Path(store_url).parent.iterdir()) == [kept.name, "tme.sqlite3"]
    assert {oct(item.stat().st_mode & 0o777) for item in Path(store_url).parent.iterdir()} == {"0o600"}
    assert {item.stat().st_nlink for item in Path(store_url).parent.iterdir()} == {1}


def test_every_row_comes_back(copy: Path, store_url: str, tmp_path: Path) -> None:
    kept = restore(copy, store_url, now=NOW, keep_in=tmp_path)
    assert kept
    assert {"early", "late"} <= remembered(str(kept))
    restored, original = open_store(store_url), open_store(str(copy))
    with restored.read() as ours, original.read() as theirs:
        assert rows_of_every_table(ours) == rows_of_every_table(theirs)
    restored.close()
    original.close()
    assert {item.name for item in tmp_path.iterdir() if item.is_file()} <= {copy.name, kept.name}


def test_a_copy_of_one_database_is_restored_into_the_other(
    sqlite_path: Path, postgresql_url: str, tmp_path: Path
) -> None:
    remember(str(sqlite_path), "from the file")
    restore(sqlite_path, postgresql_url, now=NOW, keep_in=tmp_path)
    assert remembered(postgresql_url) == {"from the file"}


def test_a_base_that_has_gone_is_brought_back(tmp_path: Path, sqlite_path: Path) -> None:
    remember(str(sqlite_path), "here")
    gone = tmp_path / "new folder" / "tme.sqlite3"
    assert restore(sqlite_path, str(gone), now=NOW) is None
    assert remembered(str(gone)) == {"here"}


def _zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _emptied(path: Path) -> None:
    os.truncate(path, 0)


def _zeroed_with_a_log(path: Path) -> None:
    _zeroed(path)
    path.with_name(path.name + "-wal").write_bytes(os.urandom(9000))


def _only_a_log(path: Path) -> None:
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(os.urandom(9000))


@pytest.mark.parametrize("harm", [_zeroed, _truncated, _emptied, _zeroed_with_a_log, _only_a_log])
@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_a_damaged_base_is_replaced_and_kept(
    harm: Callable[[Path], None], copy: Path, store_url: str
) -> None:
    path = Path(store_url)
    harm(path)
    damaged = {item.name: item.read_bytes() for item in path.parent.iterdir()}
    restore(copy, store_url, now=NOW)
    assert "early" in remembered(store_url)
    for name, data in damaged.items():
        kept = path.with_name(name.replace("tme.sqlite3", "tme-replaced-2026-03-04T12-30-15.sqlite3"))
        assert kept.read_bytes() == data


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE tasks (id INTEGER PRIMARY KEY)")
    other.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = '9876'")
    other.close()


def _dangling(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("INSERT INTO task_tags (task_id, tag_id) VALUES (77, 88)")
    other.close()


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (_zeroed, StoreDamaged),
        (_truncated, StoreDamaged),
        (_emptied, StoreDamaged),
        (_foreign, StoreDamaged),
        (_dangling, StoreDamaged),
        (_newer, StoreTooNew),
        (Path.unlink, NotFound),
    ],
)
def test_a_copy_that_is_no_good_changes_nothing(
    harm: Callable[[Path], None], error: type[Exception], copy: Path, store_url: str, tmp_path: Path
) -> None:
    harm(copy)
    with pytest.raises(error) as refusal:
        restore(copy, store_url, now=NOW, keep_in=tmp_path)
    assert "copy.sqlite3" in str(refusal.value)
    assert {"early", "late"} <= remembered(store_url)
    assert not [item for item in tmp_path.rglob("*") if "restor" in item.name or "replaced" in item.name]


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_nothing_is_swapped_under_an_open_base(copy: Path, store_url: str) -> None:
    other = open_store(store_url)
    with pytest.raises(StoreLocked, match="close every screen"):
        restore(copy, store_url, now=NOW, timeout=0.05)
    with other.write() as connection:
        connection.execute(meta.insert().values(key="still the base"))
    other.close()
    assert {"late", "still the base"} <= remembered(store_url)
    restore(copy, store_url, now=NOW)
    assert "late" not in remembered(store_url)


@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_nothing_is_swapped_under_another_process(damaged: bool, copy: Path, store_url: str) -> None:
    program = f"""
from tme_tui.store.opening import open_store
store = open_store({store_url!r})
with store.read() as connection:
    connection.exec_driver_sql("SELECT * FROM meta").all()
print("open", flush=True)
input()
store.close()
"""
    other = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    assert other.stdout.readline() == "open\n"
    if damaged:
        with Path(store_url).open("r+b") as file:
            file.write(bytes(4096))
    with pytest.raises(StoreLocked, match="close every screen"):
        restore(copy, store_url, now=NOW, timeout=0.05)
    other.communicate("\n")
    restore(copy, store_url, now=NOW)
    assert "late" not in remembered(store_url)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_the_base_is_no_copy_of_itself(store_url: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(store_url)
    with pytest.raises(InvalidValue, match="is the base itself"):
        restore(tmp_path / "link", store_url, now=NOW)


def test_a_copy_in_a_read_only_place_is_good_enough(
    sqlite_path: Path, small_disk: SmallDisk, open_folder: Path
) -> None:
    remember(str(sqlite_path), "archived")
    shutil.copy(sqlite_path, small_disk.folder / "copy.sqlite3")
    with small_disk.read_only():
        restore(small_disk.folder / "copy.sqlite3", str(open_folder / "back.sqlite3"), now=NOW)
        assert [item.name for item in small_disk.folder.iterdir()] == ["copy.sqlite3"]
        assert remembered(str(open_folder / "back.sqlite3")) == {"archived"}


def test_a_full_disk_changes_nothing(sqlite_path: Path, small_disk: SmallDisk) -> None:
    path = small_disk.folder / "tme.sqlite3"
    remember(str(path), "precious")
    with small_disk.full(leave=100_000), pytest.raises(small_disk.fullness):
        restore(sqlite_path, str(path), now=NOW)
    assert [item.name for item in small_disk.folder.iterdir()] == ["tme.sqlite3"]
    assert remembered(str(path)) == {"precious"}


def test_an_unusable_place_is_said(sqlite_path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        restore(sqlite_path, str(tmp_path / "file" / "tme.sqlite3"), now=NOW)
