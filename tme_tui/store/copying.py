"""A copy of an SQLite base that is sound or does not exist, made while others read and write."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from tme_tui.store.faults import damaged
from tme_tui.store.private_files import discard, make_folder, passing_file, settle


def copy_base(path: Path, target: Path) -> None:
    """Copy the base at `path` to `target`, which is replaced; StoreDamaged when the copy is not sound."""
    make_folder(target.parent)
    passing = passing_file(target, "copy")
    try:
        _copy(path, passing)
        settle(passing)
        passing.replace(target)
        settle(target.parent)
    finally:
        discard(passing)


def _copy(path: Path, passing: Path) -> None:
    source = sqlite3.connect(f"file:{quote(os.fspath(path))}?mode=ro", uri=True)
    try:
        copy = sqlite3.connect(passing, isolation_level=None)
        try:
            source.backup(copy)
            copy.execute("PRAGMA synchronous=OFF")  # settled by the caller, once
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            copy.close()
    finally:
        source.close()
    if found != "ok":
        raise damaged(str(path), f"is damaged ({found})")
