"""Processor time as it would be on the machine for which times are promised: others are slower, or shared."""

from __future__ import annotations

import time
from collections.abc import Callable

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
