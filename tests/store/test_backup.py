"""Copies: made once a day, checked, thinned out, and of either database."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.disks import SmallDisk
from tests.support.stores import fill_every_table, rows_of_every_table
from tme_tui.model.errors import InvalidValue, StoreDamaged, StoreReadOnly
from tme_tui.store.backup import Backup, backup_if_due, backup_to, backups_in, stem_of, superfluous
from tme_tui.store.connections import Store
from tme_tui.store.opening import open_store

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def _rows(url: str) -> dict[str, list[dict[str, object]]]:
    store = open_store(url)
    with store.read() as connection:
        found = rows_of_every_table(connection)
    store.close()
    return found


def test_a_copy_holds_everything_and_opens_as_a_base(store: Store, store_url: str, tmp_path: Path) -> None:
    fill_every_table(store)
    copy = backup_to(store, tmp_path / "copies" / "mine.sqlite3")
    assert oct(copy.stat().st_mode & 0o777) == "0o600"
    assert [item.name for item in copy.parent.iterdir()] == ["mine.sqlite3"]
    kept = _rows(str(copy))
    assert all(kept.values())
    assert kept == _rows(store_url)
    opened = open_store(str(copy))
    with opened.read() as connection:
        found = connection.exec_driver_sql("SELECT rowid FROM search_index('елк')").scalars().all()
    assert found == [1]
    opened.close()


def test_a_copy_never_takes_the_place_of_a_file(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "thesis.txt"
    taken.write_text("forty pages")
    with pytest.raises(InvalidValue, match="exists already"):
        backup_to(store, taken)
    assert taken.read_text() == "forty pages"
    assert backup_to(store, tmp_path).name == f"{stem_of(store)}.sqlite3"


def test_one_copy_a_day(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = backup_if_due(store, folder, NOON)
    assert first is not None
    assert first.name == f"{stem_of(store)}-2026-03-04.sqlite3"
    assert backup_if_due(store, folder, NOON + timedelta(hours=3)) is None
    assert backup_if_due(store, folder, NOON + timedelta(days=1)) is not None
    assert [backup.day.day for backup in backups_in(folder, stem_of(store))] == [5, 4]
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_old_copies_go_and_other_files_stay(sqlite_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    others = {"notes.txt", "tme-before-0002.sqlite3", "other-2020-01-01.sqlite3", "tme-2020-13-01.sqlite3"}
    for name in others:
        (folder / name).write_text("mine")
    for day in range(40):  # what forty days would have left, had nobody ever thrown anything away
        (folder / f"tme-{(NOON + timedelta(days=day)).date()}.sqlite3").write_text("a copy")
    backup_if_due(sqlite_store, folder, NOON + timedelta(days=40), keep_daily=3, keep_weekly=4)
    kept = {item.name for item in folder.iterdir()}
    assert kept >= others
    # the newest three days, and the last copy of each of the newest four weeks, of which the day is one
    assert sorted(kept - others) == [
        f"tme-2026-{day}.sqlite3" for day in ("03-29", "04-05", "04-11", "04-12", "04-13")
    ]


def test_a_clock_set_back_makes_one_copy_and_not_one_at_each_start(
    sqlite_store: Store, tmp_path: Path
) -> None:
    for day in range(5):
        backup_if_due(sqlite_store, tmp_path, NOON + timedelta(days=day), keep_daily=2, keep_weekly=1)
    long_ago = datetime(1999, 1, 1, tzinfo=UTC)
    assert backup_if_due(sqlite_store, tmp_path, long_ago, keep_daily=2, keep_weekly=1)
    assert backup_if_due(sqlite_store, tmp_path, long_ago, keep_daily=2, keep_weekly=1) is None


@given(
    st.sets(st.dates(date(2020, 1, 1), date(2021, 12, 31)), max_size=60), st.integers(1, 9), st.integers(0, 9)
)
def test_what_is_kept_are_the_newest_days_and_one_of_each_newest_week(
    days: set[date], daily: int, weekly: int
) -> None:
    newest_first = [Backup(Path(str(day)), day) for day in sorted(days, reverse=True)]
    gone = {backup.day for backup in superfluous(newest_first, daily, weekly)}
    kept = days - gone
    assert set(sorted(days)[-daily:]) <= kept
    assert len(kept) <= daily + weekly
    weeks = sorted({day.isocalendar()[:2] for day in days}, reverse=True)[:weekly]
    assert set(weeks) <= {day.isocalendar()[:2] for day in kept}


def test_a_damaged_base_is_noticed_and_costs_no_old_copy(sqlite_path: Path, tmp_path: Path) -> None:
    store = open_store(str(sqlite_path))
    fill_every_table(store)
    good = backup_if_due(store, tmp_path, NOON, keep_daily=1, keep_weekly=0)
    store.close()
    assert good
    with sqlite3.connect(sqlite_path) as base:
        (page,) = base.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tasks'").fetchone()
    base.close()
    with sqlite_path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))
    store = open_store(str(sqlite_path))
    with pytest.raises(StoreDamaged, match="is damaged"):
        backup_if_due(store, tmp_path, NOON + timedelta(days=1), keep_daily=1, keep_weekly=0)
    store.close()
    assert [item.name for item in tmp_path.glob("*.sqlite3")] == [good.name]
    assert _rows(str(good))["tasks"]


@pytest.mark.parametrize("make", [backup_to, lambda store, path: backup_if_due(store, path.parent, NOON)])
def test_a_full_disk_leaves_no_half_copy(
    make: Callable[[Store, Path], object], sqlite_store: Store, small_disk: SmallDisk
) -> None:
    target = small_disk.folder / "copy.sqlite3"
    with small_disk.full(leave=100_000), pytest.raises(small_disk.fullness):
        make(sqlite_store, target)
    assert list(small_disk.folder.iterdir()) == []


def test_a_read_only_place_takes_no_copy(small_disk: SmallDisk, open_folder: Path) -> None:
    store = open_store(str(open_folder / "tme.sqlite3"))
    (open_folder / "tme.sqlite3").chmod(0o666)
    with small_disk.read_only(), pytest.raises(StoreReadOnly, match="may not be written"):
        backup_to(store, small_disk.folder / "copy.sqlite3")
    store.close()


def test_a_copy_is_made_while_others_write(sqlite_store: Store, sqlite_path: Path, tmp_path: Path) -> None:
    fill_every_table(sqlite_store)
    other = open_store(str(sqlite_path))
    with other.write() as connection:
        connection.exec_driver_sql("UPDATE tasks SET title = 'unfinished'")
        copy = backup_to(sqlite_store, tmp_path / "copy.sqlite3")
    other.close()
    assert {row["title"] for row in _rows(str(copy))["tasks"]} == {"Купить ёлку 🎄", "[/bold] <b>"}
