"""The engine's promises: whole processes beside their floor, and single use cases on a full base."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, cpu_of, median_ms
from benchmarks.sample import base_of
from benchmarks.taskwarrior import peer_figures
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields

SIZES = (100, 1_000, 10_000, 100_000)
USE_CASE_LIMIT = 10.0
BULK_LIMIT = 20.0
TME = (sys.executable, "-m", "tme_tui.cli")


def measure() -> list[Figure]:
    """Build the bases, then take every figure."""
    folder = Path(tempfile.mkdtemp(prefix="tme-bench-"))
    try:
        homes = {}
        figures = []
        for size in SIZES:
            homes[size], seconds = base_of(folder, size)
            if size == SIZES[-1]:
                figures.append(Figure(f"add {size:,} tasks in one step", seconds, "s", BULK_LIMIT))
        figures += _use_cases(homes[SIZES[-1]])
        figures += _memory(homes)
        return figures + _processes(homes) + peer_figures(folder)
    finally:
        shutil.rmtree(folder)


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "TME_HOME": str(home), "USER": "me", "TZ": "Europe/Riga", "PYTHONPATH": os.getcwd()}


def _use_cases(home: Path) -> list[Figure]:
    with open_manager(environment=_environment(home)) as manager:
        return [
            Figure(f"{name} at {SIZES[-1]:,}", median_ms(action), limit=USE_CASE_LIMIT)
            for name, action in _actions(manager).items()
        ]


def _actions(manager: TaskManager) -> dict[str, Callable[[], object]]:
    numbers = iter(range(1, SIZES[-1], 3))
    open_ones = (n for n in numbers if n % 7)
    still_open = (n for n in range(2, SIZES[-1], 3) if n % 7)
    return {
        "a page of 50 by urgency": lambda: manager.page("", 50),
        "a page of 50 by due": lambda: manager.page("sort:due", 50),
        "a page of 50 by a text": lambda: manager.page("отчет", 50),
        "a page of 50 by a rare text": lambda: manager.page('"roof with the team 77"', 50),
        "a page of 50 by category and tag": lambda: manager.page("+Work #phone", 50),
        "a page of 50 of Today": lambda: manager.page("due<=today or starts:today sort:due", 50),
        "counts of all views": manager.counts,
        "add one task": lambda: manager.add_task("Measure the roof", category="Home", add_tags=["next"]),
        "edit one task": lambda: manager.edit(next(open_ones), Fields(priority=2, add_tags=("idea",))),
        "complete one task": lambda: manager.complete(next(still_open)),
        "undo one step": manager.undo,
    }


def _memory(homes: dict[int, Path]) -> list[Figure]:
    """The peak of a process that pages through everything, against the same with few tasks."""
    small, large = (_peak(homes[size]) for size in (1_000, SIZES[-1]))
    return [
        Figure("memory to page through 1,000", small, "MB"),
        Figure(f"memory to page through {SIZES[-1]:,}", large, "MB", small * 1.3),
    ]


_PAGING = """
import tme_tui
with tme_tui.open_manager() as manager:
    after, seen = None, 0
    while True:
        page = manager.page("", 200, after)
        seen += len(page.tasks)
        after = page.next
        if after is None:
            break
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
"""


def _peak(home: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _PAGING], env=_environment(home), capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _processes(homes: dict[int, Path]) -> list[Figure]:
    """`tme add` and `tme list`, beside an empty interpreter and the import that nobody can avoid."""
    python = sys.executable
    environment = _environment(homes[100])
    floors = ([python, "-c", "pass"], [python, "-c", "import sqlalchemy"])
    figures: list[Figure] = []
    for name, arguments in (("tme add", ["add", "Call Anna"]), ("tme list", ["list", "limit:20"])):
        ours = [
            [python, "-c", _WITH_HOME.format(home=str(homes[size])), *arguments] for size in (100, SIZES[-1])
        ]
        bare, library, few, many = cpu_of([*floors, *ours], environment)
        figures += [
            Figure(f"{name}: an empty interpreter", bare),
            Figure(f"{name}: import sqlalchemy", library),
            Figure(f"{name} at 100 tasks", few, limit=library * 1.3),
            Figure(f"{name} at {SIZES[-1]:,} tasks", many, limit=min(library * 1.3, few * 1.15)),
        ]
    return figures


_WITH_HOME = "import os; os.environ['TME_HOME'] = {home!r}; from tme_tui.cli import main; main()"
