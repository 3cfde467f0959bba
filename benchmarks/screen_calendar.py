"""The calendar's promises: a month of ten thousand recurring items, shown, walked and leafed through."""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.screen import LIST, PROGRAM, environment_of, left_as
from benchmarks.terminal import Terminal
from tme_tui.bootstrap import open_manager
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind

SERIES = 10_000
OPENINGS, PRESSES = 3, 30
OPEN_LIMIT, KEY_LIMIT, LEAF_LIMIT = 300.0, 16.0, 100.0
F8 = "\x1b[19~"
RULES = {
    "FREQ=WEEKLY;BYDAY=MO": 3,
    "FREQ=WEEKLY": 3,
    "FREQ=MONTHLY": 4,
    "FREQ=YEARLY": 6,
    "FREQ=DAILY;INTERVAL=3": 1,
    "FREQ=WEEKLY;INTERVAL=2": 2,
    "FREQ=MONTHLY;BYDAY=-1FR": 2,
    "FREQ=DAILY": 0.2,
}
"""What people repeat, and how often in comparison."""


def measure() -> list[Figure]:
    """Build the base, then take every figure."""
    folder = Path(tempfile.mkdtemp(prefix="tme-bench-"))
    try:
        home = series_of(folder)
        return [*_reading(home), *_screen(home)]
    finally:
        shutil.rmtree(folder)


def series_of(folder: Path) -> Path:
    """A base in which everything recurs."""
    home = folder / "home-calendar"
    home.mkdir(mode=0o700)
    pick = random.Random(5)
    begin = datetime.now(UTC).replace(tzinfo=None, minute=0, second=0, microsecond=0) - timedelta(days=330)
    wanted = []
    for number in range(SERIES):
        day = begin.replace(hour=pick.randrange(7, 20)) + timedelta(days=pick.randrange(330))
        (rule,) = pick.choices(list(RULES), list(RULES.values()))
        starts = Moment(day, "Europe/Riga")
        ends = starts.moved(timedelta(hours=1))
        wanted.append(
            Fields(
                title=f"Item {number}",
                kind=Kind.EVENT,
                starts=starts,
                ends=ends,
                recurrence=Recurrence(rule),
            )
        )
    with open_manager(environment=environment_of(home)) as manager:
        manager.add(wanted)
    return home


def _reading(home: Path) -> list[Figure]:
    sorting, leafing = [], []
    with open_manager(environment=environment_of(home)) as manager:
        today = manager.now().date()
        for _ in range(OPENINGS):
            start = time.perf_counter()
            repeating = manager.repeating()
            sorting.append((time.perf_counter() - start) * 1000)
            start = time.perf_counter()
            manager.diary(today, today + timedelta(days=42), repeating)
            leafing.append((time.perf_counter() - start) * 1000)
    return [
        Figure(f"{SERIES:,} series read and sorted by their days", statistics.median(sorting)),
        Figure("six weeks of them looked up", statistics.median(leafing)),
    ]


def _screen(home: Path) -> list[Figure]:
    with Terminal(LIST, environment_of(Path.cwd())) as terminal:
        terminal.seconds_to("Line 1")
        terminal.rest(0.5)
        floor = statistics.median(terminal.press(key) for key in ["\x1b[B"] * PRESSES)
    opened, worked = [], []
    for _ in range(OPENINGS):
        with left_as(home), Terminal(PROGRAM, environment_of(home)) as terminal:
            terminal.until_loaded("Inbox")
            before = terminal.cpu()
            start = time.perf_counter()
            terminal.press_and_see(F8, "Item")
            opened.append((time.perf_counter() - start) * 1000 - floor)
            worked.append((terminal.cpu() - before) * 1000)
    found = [
        Figure("month first shown, over bare", statistics.median(opened), limit=OPEN_LIMIT),
        Figure("month first shown, of processor", statistics.median(worked)),
    ]
    with left_as(home), Terminal(PROGRAM, environment_of(home)) as terminal:
        terminal.until_loaded("Inbox")
        terminal.press_and_see(F8, "Item")
        terminal.rest(2.0)
        found += _steps(terminal, floor, "month, a day on", ("l", "h"))
        leaves = []
        for _ in range(8):
            leaves.append(terminal.press("]"))
            terminal.rest(1.0)  # a person looks at a month before turning the page
        found.append(_over(floor, "a month on", leaves, LEAF_LIMIT))
        terminal.press("W")
        terminal.rest(1.0)
        found += _steps(terminal, floor, "week, a slot on", ("j", "k"))
    return found


def _steps(terminal: Terminal, floor: float, name: str, keys: tuple[str, str]) -> list[Figure]:
    """There and back: until the picture is right, and what all that follows costs, the details with it."""
    before = terminal.cpu()
    taken = [terminal.press(key) for _ in range(PRESSES // 2) for key in keys]
    terminal.rest(1.0)
    worked = (terminal.cpu() - before) * 1000 / len(taken)
    return [_over(floor, name, taken, KEY_LIMIT), Figure(f"{name}, of processor", worked)]


def _over(floor: float, name: str, taken: list[float], limit: float) -> Figure:
    return Figure(f"{name}, median over bare", statistics.median(taken) - floor, limit=limit)


def main() -> int:
    """Print the figures."""
    for figure in measure():
        limit = "" if figure.limit is None else f" (limit {figure.limit:g})"
        print(f"{figure.name}: {figure.value:.1f} {figure.unit}{limit}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
