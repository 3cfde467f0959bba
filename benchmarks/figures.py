"""A figure, how it is taken, and how a table of them is printed."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `limit` is what it promises to stay under, in the same unit."""

    name: str
    value: float
    unit: str = "ms"
    limit: float | None = None

    @property
    def kept(self) -> bool:
        return self.limit is None or self.value <= self.limit


def median_ms(action: Callable[[], object], rounds: int = 21) -> float:
    """The median wall time of one call in milliseconds, after one call that warms up."""
    action()
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def cpu_of(commands: Sequence[Sequence[str]], environment: dict[str, str], rounds: int = 11) -> list[float]:
    """The median CPU time in milliseconds of each command as a whole process, taken in turns."""
    taken: list[list[float]] = [[] for _ in commands]
    for turn in range(rounds + 1):
        for place, command in enumerate(commands):
            spent = _cpu_once(command, environment)
            if turn:
                taken[place].append(spent)
    return [statistics.median(spent) for spent in taken]


def _cpu_once(command: Sequence[str], environment: dict[str, str]) -> float:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def print_table(title: str, figures: Sequence[Figure]) -> None:
    """Aligned, with the promise beside each figure that has one."""
    print(f"\n{title}")
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        promise = "" if figure.limit is None else f"  (limit {figure.limit:g})"
        mark = "" if figure.kept else "  MISSED"
        print(f"  {figure.name:<{width}}  {figure.value:10.2f} {figure.unit}{promise}{mark}")
