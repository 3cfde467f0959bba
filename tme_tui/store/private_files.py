"""Files and folders that only their owner may read, and that survive a power cut once they have their
name."""

from __future__ import annotations

import os
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, for the owner alone; what exists is left as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise


def passing_file(beside: Path, purpose: str) -> Path:
    """A new, empty, private file in the folder of `beside`, to be renamed or deleted soon."""
    name = f".{beside.name}.{purpose}-{os.getpid()}-{os.urandom(4).hex()}"
    passing = beside.with_name(name)
    os.close(os.open(passing, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
    return passing


def settle(file_or_folder: Path) -> None:
    """Wait until the disk has it."""
    descriptor = os.open(file_or_folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(passing: Path) -> None:
    """Delete a passing file with whatever SQLite left beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        passing.with_name(passing.name + suffix).unlink(missing_ok=True)
