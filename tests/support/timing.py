"""Processor time as it would be on the machine for which times are promised: others are slower, or shared."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from typing import Self

LOOP = 0.007
"""What `_loop` takes on that machine."""


class Stopwatch:
    """Runs from when it is made; a machine that is slow before or behind the work is told by a plain loop."""

    def __init__(self) -> None:
        self._loop = _loop()
        self._begun = time.process_time()

    def seconds(self) -> float:
        """The time since, on the machine for which it is promised."""
        spent = time.process_time() - self._begun
        return spent / max((self._loop + _loop()) / 2 / LOOP, 1)


class Clocked:
    """Seconds by the clock on the wall, for what has to end in time: they last longer where everything does.

    While the block lasts, a thread tries again and again how long a plain loop takes here and now.
    """

    def __init__(self) -> None:
        self._over = threading.Event()
        self._slower: list[float] = []
        self._thread = threading.Thread(target=self._watch)
        self.seconds = 0.0
        """What it took, on the machine for which it is promised; known at the end of the block."""
        self.slower = 1.0
        """So many times as long as there everything takes here; known then, too."""

    def _watch(self) -> None:
        while not self._slower or not self._over.wait(0.1):
            begin = time.monotonic()
            _loop()
            self._slower.append((time.monotonic() - begin) / LOOP)

    def __enter__(self) -> Self:
        self._thread.start()
        self._begun = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        took = time.monotonic() - self._begun
        self._over.set()
        self._thread.join()
        self.slower = max(statistics.mean(self._slower), 1)
        self.seconds = took / self.slower


def cpu_of(job: Callable[[], object]) -> float:
    """What one piece of work takes."""
    watch = Stopwatch()
    job()
    return watch.seconds()


def _loop() -> float:
    begin = time.process_time()
    total = 0
    for number in range(200_000):
        total += number % 7
    return time.process_time() - begin
