"""Waiting for what other threads and processes do, however long they take on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep


def eventually(holds: Callable[[], object], seconds: float = 60) -> None:
    """Wait until a condition holds."""
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end, "it never came about"
        sleep(0.02)
