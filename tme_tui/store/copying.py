"""A copy of a base that is sound or does not exist, made while others read and write.

A copy is always an SQLite base, of whichever database: the copy of a server's base can be opened, searched
and restored without a server.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from tme_tui.store.connections import Store
from tme_tui.store.faults import damaged
from tme_tui.store.private_files import discard, make_folder, passing_file, settle


def copy_store(store: Store, target: Path) -> None:
    """Copy an open base to the file `target`, which is replaced."""
    path = store.path
    if path is not None:
        copy_base(path, target)
        return

    def fill(passing: Path) -> None:
        from tme_tui.store.portable import write_portable

        write_portable(store, passing)

    _whole(target, fill, store.name)


def copy_base(path: Path, target: Path, *, at_rest: bool = False) -> None:
    """Copy the base at `path` to `target`, which is replaced; StoreDamaged when the copy is not sound.

    A file `at_rest` is one that nobody writes, in a place that may be read-only: nothing is left beside it.
    """
    untouched = at_rest and not any(_beside(path, suffix).exists() for suffix in ("-wal", "-journal"))

    def fill(passing: Path) -> None:
        source = sqlite3.connect(
            f"file:{quote(os.fspath(path))}?mode=ro{'&immutable=1' if untouched else ''}", uri=True
        )
        copy = sqlite3.connect(passing)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()

    _whole(target, fill, str(path))


def problem_of(path: Path, *, thorough: bool = False) -> str | None:
    """The first thing that is wrong with a file that nobody else uses; None when it is sound.

    Thorough also compares the indexes with their tables and looks for references to nothing.
    """
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.execute("PRAGMA journal_mode=DELETE").fetchone()  # a single file, readable from anywhere
        found = base.execute(f"PRAGMA {'integrity_check' if thorough else 'quick_check'}(1)").fetchone()[0]
        if found != "ok":
            return str(found)
        if thorough and (lost := base.execute("PRAGMA foreign_key_check").fetchone()):
            return f"a row of {lost[0]} refers to nothing"
    except sqlite3.DatabaseError as error:
        return str(error)
    else:
        return None
    finally:
        base.close()


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _whole(target: Path, fill: Callable[[Path], None], base: str) -> None:
    make_folder(target.parent)
    passing = passing_file(target, "copy")
    try:
        fill(passing)
        if problem := problem_of(passing):
            raise damaged(base, f"is damaged ({problem})")
        settle(passing)
        passing.replace(target)
        settle(target.parent)
    finally:
        discard(passing)
