"""The tree's promises: ten thousand tasks with twenty thousand dependencies, opened, folded and walked."""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, median_ms
from benchmarks.screen import (
    DOWN,
    END,
    HOME,
    LIST,
    PAGE_DOWN,
    PAGE_UP,
    PROGRAM,
    UP,
    environment_of,
    left_as,
)
from benchmarks.terminal import Terminal
from tme_tui.bootstrap import open_manager
from tme_tui.model.draft import Fields
from tme_tui.model.grove import Around
from tme_tui.model.ids import TaskId
from tme_tui.model.outline import by_dependencies
from tme_tui.model.task import Dependency

TASKS, TIES = 10_000, 2
"""So many tasks, of which each waits for so many earlier ones."""
OPENINGS, PRESSES = 3, 30
OPEN_LIMIT, KEY_LIMIT = 150.0, 16.0
F7 = "\x1b[18~"
NEXT_READING, FOLD, UNFOLD = "L", "h", "l"


def measure() -> list[Figure]:
    """Build the base, then take every figure."""
    folder = Path(tempfile.mkdtemp(prefix="tme-bench-"))
    try:
        home = forest_of(folder)
        return [*_reading(home), *_screen(home)]
    finally:
        shutil.rmtree(folder)


def forest_of(folder: Path) -> Path:
    """A base in which everything hangs together."""
    home = folder / "home-tree"
    home.mkdir(mode=0o700)
    pick = random.Random(3)
    wanted = []
    for number in range(1, TASKS + 1):
        before = range(max(1, number - 200), number)
        ties = pick.sample(before, min(TIES, len(before)))
        tied = tuple(Dependency(TaskId(0), TaskId(one)) for one in ties)
        wanted.append(Fields(title=f"Task {number}", depends_on=tied))
    with open_manager(environment=environment_of(home)) as manager:
        manager.add(wanted)
    return home


def _reading(home: Path) -> list[Figure]:
    taken = []
    with open_manager(environment=environment_of(home)) as manager:
        for _ in range(OPENINGS):
            start = time.perf_counter()
            forest = manager.forest("", Around(above=False, inside=False, after=True))
            taken.append((time.perf_counter() - start) * 1000)
    outline = by_dependencies(forest)
    largest = outline.numbers[max(range(len(outline.sizes)), key=outline.sizes.__getitem__)]
    folding = median_ms(lambda: (outline.visible({largest}), outline.visible(())))
    name = f"{len(forest.nodes):,} tasks and {len(forest.ties):,} dependencies read"
    return [
        Figure(name, statistics.median(taken), limit=100.0),
        Figure("the largest branch folded and unfolded", folding, limit=KEY_LIMIT),
    ]


def _bare() -> float:
    """The median key of a bare list, in the same run."""
    with Terminal(LIST, environment_of(Path.cwd())) as terminal:
        terminal.seconds_to("Line 1")
        terminal.rest(0.5)
        return statistics.median(terminal.press(key) for key in ["\x1b[B"] * PRESSES)


def _screen(home: Path) -> list[Figure]:
    floor = _bare()
    found, opened, first = [], [], []
    for _ in range(OPENINGS):
        with left_as(home), Terminal(PROGRAM, environment_of(home)) as terminal:
            terminal.until_loaded("Inbox")
            terminal.press_and_see("9", "All")
            terminal.rest(0.5)
            start = time.perf_counter()
            terminal.press_and_see(F7, "Subtasks")
            first.append((time.perf_counter() - start) * 1000 - floor)
            terminal.rest(0.5)
            start = time.perf_counter()
            terminal.press_and_see(NEXT_READING, "What waits for what")
            opened.append((time.perf_counter() - start) * 1000 - floor)
    found += [
        Figure("tree of 10,000 opened the first time, over bare", statistics.median(first), limit=OPEN_LIMIT),
        Figure("its dependencies first shown, over bare", statistics.median(opened), limit=OPEN_LIMIT),
    ]
    with left_as(home), Terminal(PROGRAM, environment_of(home)) as terminal:
        terminal.until_loaded("Inbox")
        terminal.press_and_see("9", "All")
        terminal.rest(0.5)
        terminal.press(F7)
        terminal.rest(1.0)
        for name, keys in {
            "tree, down": (DOWN, UP),
            "tree, page": (PAGE_DOWN, PAGE_UP),
        }.items():
            terminal.press(END)
            terminal.press(HOME)
            terminal.rest(0.3)
            taken = [terminal.press(key) for _ in range(PRESSES // 2) for key in keys]
            found += _over_bare(name, taken, floor)
        terminal.press_and_see(NEXT_READING, "What waits for what")
        terminal.rest(0.5)
        terminal.press(HOME)
        terminal.rest(0.3)
        taken = [terminal.press(key) for _ in range(PRESSES // 2) for key in (FOLD, UNFOLD)]
        found += _over_bare("tree, fold and unfold", taken, floor)
    return found


def _over_bare(name: str, taken: list[float], floor: float) -> list[Figure]:
    """The usual key, and the one in twenty that takes longest."""
    slow = statistics.quantiles(taken, n=20)[-1]
    return [
        Figure(f"{name}, median over bare", statistics.median(taken) - floor, limit=KEY_LIMIT),
        Figure(f"{name}, 95th percentile over bare", slow - floor),
    ]


def main() -> int:
    """Print the figures."""
    for figure in measure():
        limit = "" if figure.limit is None else f" (limit {figure.limit:g})"
        print(f"{figure.name}: {figure.value:.1f} {figure.unit}{limit}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
