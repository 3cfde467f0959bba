"""The longest time that the screen's loop is busy in one go, over a hundred thousand tasks.

The program runs in this process over a headless terminal; every callback of the loop is timed by the
processor time of its thread, so that other work on the machine does not count.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import tempfile
import time
from asyncio import events
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.sample import base_of
from benchmarks.screen import environment_of
from tme_tui.bootstrap import open_manager
from tme_tui.tui.app import TmeApp
from tme_tui.tui.setup import Setup

TASKS = 100_000
LIMIT = 16.0
KEYS = (
    *("9", "j", "down", "k", "pagedown", "pagedown", "pageup", "end", "home", "v", "v", "escape"),
    *("1", "2", "9", "f", "r", "e", "p", "o", "escape", "slash", "r", "escape", "ctrl+p", "escape"),
    *("a", "b", "u", "escape", "enter", "escape", "tab", "j", "tab", "tab", "question_mark", "escape"),
)


def measure() -> list[Figure]:
    """Build the base, press the keys, and take the longest callbacks."""
    folder = Path(tempfile.mkdtemp(prefix="tme-bench-"))
    try:
        home = base_of(folder, TASKS)[0]
        taken = asyncio.run(_pressed(home))
    finally:
        shutil.rmtree(folder)
    late = statistics.quantiles(taken, n=1000)[-1]
    return [
        Figure(f"a handler at {TASKS:,}, the longest", max(taken), limit=LIMIT),
        Figure(f"a handler at {TASKS:,}, 99.9th", late, limit=LIMIT),
    ]


async def _pressed(home: Path) -> list[float]:
    """The milliseconds of each callback while keys are pressed."""
    setup = Setup(lambda: open_manager(environment=environment_of(home)))
    app = TmeApp(setup)
    taken: list[float] = []
    handles: Any = events.Handle
    run = handles._run

    def timed(handle: Any) -> None:
        start = time.thread_time()
        run(handle)
        taken.append((time.thread_time() - start) * 1000)

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause(2.0)
        await pilot.press("9")
        await pilot.pause(2.0)
        handles._run = timed
        try:
            for key in KEYS:
                await pilot.press(key)
                await pilot.pause(0.3)
        finally:
            handles._run = run
    return taken


def main() -> int:
    """Print the figures."""
    for figure in measure():
        limit = "" if figure.limit is None else f" (limit {figure.limit:g})"
        print(f"{figure.name}: {figure.value:.1f} {figure.unit}{limit}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
