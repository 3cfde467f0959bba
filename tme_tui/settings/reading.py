"""The one way in which settings read a small file: text of at most a megabyte, or a clear refusal."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tme_tui.settings.errors import SettingsError

LARGEST = 1_000_000


def read_small(path: Path, *, key: str = "", largest: int = LARGEST) -> str:
    """The text of a small file."""
    content = read_bytes(path, key=key, largest=largest)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}:{line}", key, "expected text in UTF-8") from None


def read_bytes(path: Path, *, key: str = "", largest: int = LARGEST) -> bytes:
    """The content of a plain file that is not larger than `largest`."""
    try:
        # Without O_NONBLOCK, a named pipe in the file's place would stop the program before it is looked at.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise SettingsError(str(path), key, "expected a plain file")
            content = file.read(largest + 1)
    except OSError as error:
        raise SettingsError(str(path), key, f"cannot be read: {error.strerror}") from error
    if len(content) > largest:
        raise SettingsError(str(path), key, f"is larger than {largest:,} bytes")
    return content
