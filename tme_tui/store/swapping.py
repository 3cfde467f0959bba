"""Putting another file in the place of an SQLite base that nobody has open."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from tme_tui.model.errors import StoreDamaged, StoreLocked
from tme_tui.store.private_files import settle
from tme_tui.store.sqlite_setup import recognise

_LOCK_BYTES = (0x40000000, 512)
"""Where SQLite keeps its locks, whatever the size of the file: its "lock-byte page"."""

_UNREADABLE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def swap(ready: Path, path: Path, stamp: str, timeout: float) -> Path | None:
    """Give `ready` the name `path` in one move; where the file that had it is now, if there was one."""
    settle(ready)
    aside = path.with_name(f"{path.stem}-replaced-{stamp}{path.suffix}")
    with _alone(path, timeout):
        kept = _keep(path, aside)
        ready.replace(path)
        settle(path.parent)
    return kept


def _keep(path: Path, aside: Path) -> Path | None:
    """Give the old base a second name, and take away its log, which must not meet the new one."""
    for suffix in ("-wal", "-journal"):
        left = path.with_name(path.name + suffix)
        if left.exists():
            left.rename(aside.with_name(aside.name + suffix))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    if not path.exists():
        return None
    if path.is_dir() or not _link(path, aside):
        path.rename(aside)
    return aside


def _link(path: Path, aside: Path) -> bool:
    try:
        os.link(path, aside)
    except OSError:
        return False
    return True


@contextmanager
def _alone(path: Path, timeout: float) -> Iterator[None]:
    """Hold the base so that nobody else has it open or can open it; a damaged one too."""
    if not path.is_file() or path.stat().st_size == 0:
        yield
        return
    if _is_ours(path):
        uri = f"file:{quote(os.fspath(path))}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)) as base:
            if _lock(base, path):
                yield
                return
    with path.open("r+b") as file:  # SQLite will not lock what it cannot read; its locks are plain locks
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_BYTES[1], _LOCK_BYTES[0])
        except OSError as error:
            raise _in_use(path) from error
        yield


def _is_ours(path: Path) -> bool:
    try:
        recognise(path, str(path))
    except StoreDamaged:
        return False
    return True


def _lock(base: sqlite3.Connection, path: Path) -> bool:
    """Lock the file against everybody, and write its log into it; False when it is too damaged for that."""
    try:
        mode = base.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        base.execute("BEGIN EXCLUSIVE")
        if mode == base.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
            return True
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _UNREADABLE:
            return False
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    raise _in_use(path)


def _in_use(path: Path) -> StoreLocked:
    return StoreLocked(
        f"{path} is open in another program: close every screen and service that uses it, then try again"
    )
