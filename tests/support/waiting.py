"""Waiting for what other threads and processes do, however long they take on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep


def eventually(holds: Callable[[], object], seconds: float = 60, what: str = "it never came about") -> None:
    """Wait until a condition holds."""
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end, what
        sleep(0.02)
