"""Files of the program's own that are nobody else's business: titles, and what was typed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Put a text in the place of the last one; that it cannot be kept is no reason to complain.

    It is written whole, beside the old one, so a program that is killed leaves one of the two.
    """
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.{os.getpid()}")
        with open(new, "w", encoding="utf-8", opener=_private) as file:
            file.write(text)
        new.replace(path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
