"""What went wrong with a base, in the words of `model/errors.py`.

Both databases report failures by numbers: SQLite by result codes (https://sqlite.org/rescode.html),
PostgreSQL by SQLSTATE. Numbers are looked up here and nowhere else, and each ends in one line that names the
base and says what to do. What has no entry is a mistake of ours, and stays the exception that it was.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tme_tui.model.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
)


class ConstraintBroken(StoreError):
    """A rule of the tables (unique, not null, foreign key) refused a row; for the engine, not for people."""


class StoreRetry(StoreLocked):
    """Two writers met on the server and this one has to begin again; for the engine, not for people."""


_PRIMARY = 0xFF
"""SQLite's extended result codes keep the primary code in the lowest byte."""
_READONLY_DBMOVED = 1032

_LACKS = r"(?:no such (?:table|column): |no column named |(?:relation|column) )\"?(?:\w+\.)*(\w+)"
"""How both databases say that a table or a column is not there."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_SMALLEST_ROOM = 64 * 1024
"""With less than this free, an input/output error while writing means that the disk is full."""


@contextmanager
def translated(base: str, path: Path | None = None, *, files: bool = False) -> Iterator[None]:
    """Let every failure of the database inside leave as one of our errors; `base` names it to people.

    With `files`, failures of the operating system as well: only where all that is inside is work on the base.
    """
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        fault = of_the_system(error, base) if files and isinstance(error, OSError) else None
        fault = fault or translate(error, base, path)
        if fault is None:
            raise
        raise fault from error


def translate(error: Exception, base: str, path: Path | None = None) -> StoreError | None:
    """Our error for one of the database's; None when it is none."""
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _of_sqlite(code, str(original), base, path)
    if hasattr(original, "sqlstate"):
        return _of_postgresql(original, base)
    return None


def locked(base: str) -> StoreLocked:
    """The base is in use for longer than we wait."""
    return StoreLocked(f"{base} is in use by another program: try again in a moment")


def full(base: str) -> StoreFull:
    """There is no room for the base to grow."""
    return StoreFull(f"no room on the disk for {base}: nothing was changed; free some space and try again")


def read_only(base: str) -> StoreReadOnly:
    """The base can be read and not written."""
    return StoreReadOnly(f"{base} may not be written: check the permissions of the file and its folder")


def damaged(base: str, what: str) -> StoreDamaged:
    """The base is not sound; `what` says how we know."""
    return StoreDamaged(f"{base} {what}: it was left as it is; `tme restore` brings back a backup")


def _of_sqlite(code: int, text: str, base: str, path: Path | None) -> StoreError | None:
    primary = code & _PRIMARY
    if code == _READONLY_DBMOVED:
        return StoreReadOnly(f"{base} was moved or replaced while it was open: start the program again")
    match primary:
        case 1:  # ERROR
            return _lacking(text, base)
        case 5 | 6 | 15:  # BUSY, LOCKED, PROTOCOL
            return locked(base)
        case 8:  # READONLY
            return read_only(base)
        case 13:  # FULL
            return full(base)
        case 11:  # CORRUPT
            return damaged(base, "is damaged")
        case 26:  # NOTADB
            return damaged(base, "is not a database")
        case 19:  # CONSTRAINT
            return ConstraintBroken(text)
        case 3 | 14:  # PERM, CANTOPEN
            return _cannot_open(base, path)
        case 10:  # IOERR
            if path is not None and _room_beside(path) < _SMALLEST_ROOM:
                return full(base)
            return StoreError(f"the disk failed {base} ({text}): look for room, quota and its health")
        case _:
            return None


def _lacking(text: str, base: str) -> StoreError | None:
    """Somebody took away a table or a column of ours; any other name is a mistake in our own statement."""
    from tme_tui.store import tables

    found = re.search(_LACKS, text)
    ours = {name for table in tables.metadata.sorted_tables for name in (table.name, *table.c.keys())}
    if found is None or found[1] not in ours:
        return None
    return damaged(base, f"lacks {found[1]!r}, which belongs to it")


def _cannot_open(base: str, path: Path | None) -> StoreError:
    if path is not None and not path.exists():
        return StoreError(f"{base} has gone: was its folder moved or unmounted?")
    return StoreReadOnly(f"{base} cannot be opened: check the permissions of the file and its folder")


def _room_beside(path: Path) -> int:
    try:
        room = os.statvfs(path.parent)
    except OSError:
        return _SMALLEST_ROOM
    return room.f_bavail * room.f_frsize


def _of_postgresql(error: BaseException, base: str) -> StoreError | None:
    state = getattr(error, "sqlstate", None)
    if state is None:
        return _without_state(error, base)
    if state in {"40001", "40P01"}:
        return StoreRetry(f"{base} is busy with other writers: try again in a moment")
    if state in {"55P03", "57014"}:
        return locked(base)
    if state in {"25006", "42501"}:
        return StoreReadOnly(f"{base} may not be written by this user: ask whoever runs the server")
    if state == "53100":
        return full(base)
    if state.startswith("XX"):
        return damaged(base, "is damaged")
    if state.startswith("23"):
        return ConstraintBroken(str(error))
    if state in {"42P01", "42703"}:
        return _lacking(str(error), base)
    return _refused_by_the_server(state, base)


def _without_state(error: BaseException, base: str) -> StoreError | None:
    """Failures before there is a session: the driver has words for them and no number."""
    lines = str(error).strip().splitlines() or [""]
    reason = lines[0].rpartition("failed: ")[2].replace("FATAL: ", "").strip()
    if "connection option" in reason or type(error).__name__ in {
        "OperationalError",
        "ConnectionTimeout",
        "InterfaceError",
    }:
        return StoreUnreachable(f"{base} cannot be reached: {reason}; check the server and the address")
    return None


def _refused_by_the_server(state: str, base: str) -> StoreError | None:
    if state.startswith("28"):
        return StoreUnreachable(f"{base} refuses the user or the password: check the address of the base")
    if state == "3D000":
        return StoreUnreachable(f"{base} does not exist on the server: create the database, then try again")
    if state == "53300":
        return StoreUnreachable(f"{base} has too many connections already: try again in a moment")
    if state.startswith(("08", "57P", "53", "58")):
        return StoreUnreachable(f"{base} broke off: the server is stopping or overloaded; try again")
    return None


def of_the_system(error: OSError, base: str) -> StoreError:
    """Our error for what the operating system said about the file of a base."""
    if error.errno in _NO_ROOM:
        return full(base)
    if error.errno in _NOT_WRITABLE:
        return read_only(base)
    return StoreError(f"{base} cannot be used: {error.strerror or error}")
