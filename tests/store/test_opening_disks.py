"""Opening and using a base on a disk that is full, read-only, locked, or changes under us."""

from __future__ import annotations

import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.disks import SmallDisk
from tests.support.notes import everything_in, remember, remembered
from tests.support.waiting import eventually
from tme_tui.model.errors import (
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
)
from tme_tui.store.opening import open_store


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
        assert isinstance(store.closed_to_writers(), StoreReadOnly)
        with pytest.raises(StoreReadOnly, match="may not be written"):
            open_store(str(path.with_name("another.sqlite3")))
        with pytest.raises(StoreReadOnly, match="may not be written"):
            open_store(str(small_disk.folder / "new folder" / "another.sqlite3"))
        assert {name for name in everything_in(path.parent) if not name.endswith("-shm")} == {
            name for name in before if not name.endswith("-shm")
        }
    assert store.closed_to_writers() is None
    with suppress(StoreReadOnly):  # what was opened to be read finds out now that it can be written
        remember(store, "a first attempt")
    remember(store, "at last")
    store.close()
    store = open_store(str(path))
    remember(store, "accepted")
    assert remembered(store) >= {"kept", "at last", "accepted"}
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


def times_open(path: Path) -> int:
    """How often this process has a file open."""
    found = path.stat()
    number = 0
    for each in os.listdir("/dev/fd"):
        with suppress(OSError):
            number += os.path.samestat(os.fstat(int(each)), found)
    return number


def test_the_base_may_be_swapped_while_somebody_waits_to_open_it(sqlite_path: Path, tmp_path: Path) -> None:
    replacement = tmp_path / "other.sqlite3"
    store = open_store(str(replacement))
    remember(store, "from the new file")
    store.close()
    holder = sqlite3.connect(sqlite_path, isolation_level=None, check_same_thread=False)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")

    def swap() -> None:
        # by its holder, by a look at its head that is let go of with the locks, and by the one who waits
        eventually(lambda: times_open(sqlite_path) == 3)
        replacement.replace(sqlite_path)
        holder.close()

    with ThreadPoolExecutor(1) as pool:
        swapping = pool.submit(swap)
        store = open_store(str(sqlite_path), timeout=60)
        swapping.result()
    assert remembered(store) == {"from the new file"}
    store.close()
