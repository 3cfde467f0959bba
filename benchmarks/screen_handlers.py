"""The longest time that the screen's loop is busy in one go, over a hundred thousand tasks.

The program runs in this process over a headless terminal, and every callback of the loop is timed.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import statistics
import tempfile
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sample import base_of
from benchmarks.screen import environment_of
from benchmarks.watching import watched
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
    gc.disable()  # as the program itself does until its base is open
    app = TmeApp(setup)
    taken: list[float] = []
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause(2.0)
        await pilot.press("9")
        await pilot.pause(2.0)
        with watched() as watch:
            for key in KEYS:
                await pilot.press(key)
                await pilot.pause(0.3)
                taken += (each.ms for each in watch.look())
    app.main.work.stop()
    return taken


def main() -> int:
    """Print the figures."""
    for figure in measure():
        limit = "" if figure.limit is None else f" (limit {figure.limit:g})"
        print(f"{figure.name}: {figure.value:.1f} {figure.unit}{limit}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
