"""The updates of the stand-in Bot API: kept until an offset confirms them, given to the newest poller."""

from __future__ import annotations

import threading
import time
from typing import Any

Json = dict[str, Any]


class Conflict(Exception):
    """Another poller came."""


class Updates:
    """A queue with the documented meaning of `offset`."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[Json] = []
        self._last = 100_000_000
        self._poller = 0
        self._wanted: list[str] | None = None

    @property
    def polls(self) -> int:
        """How many have begun to wait so far."""
        return self._poller

    def add(self, update: Json) -> int:
        """One more thing that happened; its number."""
        with self._changed:
            kind = next(name for name in update if name != "update_id")
            self._last += 1
            if self._wanted is None or kind in self._wanted:
                self._waiting.append({"update_id": self._last, **update})
                self._changed.notify_all()
            return self._last

    def get(self, *, offset: int, limit: int, timeout: float, wanted: list[str] | None) -> list[Json]:
        """What was not confirmed yet, waiting for it if need be."""
        end = time.monotonic() + timeout
        with self._changed:
            self._poller += 1
            mine = self._poller
            self._changed.notify_all()
            if wanted is not None:
                self._wanted = wanted
            if offset > 0:
                self._waiting = [each for each in self._waiting if each["update_id"] >= offset]
            elif offset < 0:
                self._waiting = self._waiting[offset:]
            while not self._waiting and time.monotonic() < end:
                self._changed.wait(end - time.monotonic())
                if self._poller != mine:
                    raise Conflict(
                        "Conflict: terminated by other getUpdates request; "
                        "make sure that only one bot instance is running"
                    )
            return self._waiting[: max(1, min(100, limit))]
