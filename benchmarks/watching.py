"""The loop of a screen, watched: how long each of its callbacks takes, and how fast the machine is meanwhile.

Time is the processor time of the loop's thread. That too grows on a busy machine, whose caches and cores are
shared, so a small measure is taken between the keys and each callback is counted in the machine's own speed
at its best.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from asyncio import events
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

_MEASURES = 9
_FAST = 0.00008
"""What `_measure` takes on the machine for which times are promised, when nobody else uses it."""


class Callback(NamedTuple):
    """One turn of the loop."""

    ms: float
    name: str


class Watch:
    """All callbacks since the last look."""

    def __init__(self) -> None:
        self._taken: list[Callback] = []
        self._best = min(_measure() for _ in range(500))
        self._speeds = [self._best]

    def look(self) -> list[Callback]:
        """The callbacks since the last look, the longest first, in milliseconds of an idle machine."""
        taken, self._taken = self._taken, []
        speeds = [*self._speeds, *(_measure() for _ in range(_MEASURES))]
        self._speeds = speeds[-_MEASURES:]
        self._best = min(self._best, *speeds)
        slower = statistics.median(speeds) / self._best
        return sorted((Callback(each.ms / slower, each.name) for each in taken), reverse=True)

    @property
    def pace(self) -> float:
        """How many times as long as on that machine all takes on this one, even at its best."""
        return max(self._best / _FAST, 1)

    def add(self, handle: Any, ms: float) -> None:
        """A callback has run."""
        self._taken.append(Callback(ms, _name_of(handle) if ms > 1 else ""))


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch the running loop."""
    watch = Watch()
    handles: Any = events.Handle
    run = handles._run

    def timed(handle: Any) -> None:
        start = time.thread_time()
        run(handle)
        watch.add(handle, (time.thread_time() - start) * 1000)

    handles._run = timed
    try:
        yield watch
    finally:
        handles._run = run


def _measure() -> float:
    start = time.thread_time()
    made = [{number: str(number)} for number in range(500)]
    sum(len(each) for each in made)
    return time.thread_time() - start


def _name_of(handle: Any) -> str:
    owner = getattr(handle._callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return f"{owner.get_name()} in {getattr(owner.get_coro(), '__qualname__', '?')}"
    return str(getattr(handle._callback, "__qualname__", handle._callback))
