"""The screen's promises, taken through a pseudo-terminal beside bare Textual programs of the same run.

How long the loop is busy at a time, the test `tests/tui/test_loop.py` watches through a whole session.
"""

from __future__ import annotations

import operator
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sample import base_of
from benchmarks.terminal import Terminal
from tme_tui.bootstrap import open_manager
from tme_tui.model.builtin_views import QUERIES, View

SIZES = (100, 10_000, 100_000)
STARTS = 7
PRESSES = 40
IDLE = 20.0
_LEFT_OUT = frozenset({"NO_COLOR", "TMUX", "PYTHONDONTWRITEBYTECODE"})
"""What a person's terminal has not; modules are compiled once, as after any installation."""
START_LIMIT, MEDIAN_LIMIT, LATE_LIMIT, IDLE_LIMIT, MEMORY_LIMIT = 1.5, 16.0, 33.0, 0.3, 1.25
DOWN, UP, PAGE_DOWN, PAGE_UP, HOME, END = "j", "k", "\x1b[6~", "\x1b[5~", "\x1b[H", "\x1b[F"
KEYS = {
    "down": (DOWN, DOWN),
    "up": (UP, UP),
    "page": (PAGE_DOWN, PAGE_UP),
    "end": (END, HOME),
}
"""A key and the one that makes room for it to be pressed again."""
KINDS: Mapping[str, tuple[str, ...]] = {
    "as it was left": (),
    "on another day or in another size": ("cache/*last-frame",),
    "never opened before": ("cache/*last-frame", "cache/*first-page.json", "screen.json"),
}
"""The kinds of starts, by what is missing of what the screen keeps."""
_COUNTED = " today ·"
"""Stands in the top line once everything is counted."""
PROGRAM, HELLO, LIST = (
    ("-m", "tme_tui"),
    ("-m", "benchmarks.bare", "hello"),
    ("-m", "benchmarks.bare", "list"),
)


def measure() -> list[Figure]:
    """Build the bases, then take every figure."""
    folder = Path(tempfile.mkdtemp(prefix="tme-bench-"))
    try:
        homes = {size: base_of(folder, size)[0] for size in SIZES}
        figures = _starts(homes)
        figures += _keys(homes)
        figures += _resting(homes)
        for part in ("screen_tree", "screen_calendar"):
            if find_spec(f"benchmarks.{part}") is not None:
                figures += __import__(f"benchmarks.{part}", fromlist=["measure"]).measure()
        return figures
    finally:
        shutil.rmtree(folder)


def environment_of(home: Path) -> dict[str, str]:
    """What a program of the measurement is started with."""
    return {
        **{name: one for name, one in os.environ.items() if name not in _LEFT_OUT},
        "TME_HOME": str(home),
        "HOME": str(home),
        "USER": "me",
        "TZ": "Europe/Riga",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.getcwd(),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def first_title(home: Path) -> str:
    """The beginning of what stands first in the view that the program opens with."""
    with open_manager(environment=environment_of(home)) as manager:
        return manager.page(QUERIES[View.TODAY], 1).tasks[0].title[:14]


def _starts(homes: dict[int, Path]) -> list[Figure]:
    titles = {size: first_title(home) for size, home in homes.items()}
    cases = [(kind, size) for kind in KINDS for size in SIZES]
    taken: dict[tuple[str, int], list[float]] = {case: [] for case in cases}
    answered: dict[str, list[float]] = {kind: [] for kind in KINDS}
    floor: list[float] = []
    for home in homes.values():
        with Terminal(PROGRAM, environment_of(home)) as terminal:  # what a person has after the first time
            terminal.seconds_to(_COUNTED)
            terminal.rest(2.0)
            terminal.leave("q")
    for _ in range(STARTS):
        with Terminal(HELLO, environment_of(homes[SIZES[0]])) as terminal:
            floor.append(terminal.seconds_to("Hello, world"))
        for kind, size in cases:
            with (
                left_as(homes[size], KINDS[kind]),
                Terminal(PROGRAM, environment_of(homes[size])) as terminal,
            ):
                taken[kind, size].append(terminal.seconds_to(titles[size]))
        for kind, hidden in KINDS.items():
            with left_as(homes[SIZES[-1]], hidden):
                answered[kind].append(_first_answer(homes[SIZES[-1]], titles[SIZES[-1]]))
    median = statistics.median
    found = [Figure("a bare program's first paint", median(floor) * 1000)]
    for kind, size in cases:
        own = taken[kind, size]
        found.append(Figure(f"first task at {size:,}, {kind}", median(own) * 1000))
        name = f"the same over the bare program at {size:,}, {kind}"
        found.append(Figure(name, median(map(operator.truediv, own, floor)), "x", START_LIMIT))
    return found + [
        Figure(f"first key answered at {SIZES[-1]:,}, {kind}", median(own) * 1000)
        for kind, own in answered.items()
    ]


@contextmanager
def left_as(home: Path, hidden: Sequence[str] = ()) -> Iterator[None]:
    """A home without some of what the screen keeps, all of which is as it was at the end."""
    kept = {path: path.read_bytes() for path in _kept(home)}
    for name in hidden:
        for path in home.glob(name):
            path.unlink()
    try:
        yield
    finally:
        for path in _kept(home):
            path.unlink()
        for path, content in kept.items():
            path.write_bytes(content)


def _kept(home: Path) -> list[Path]:
    return [path for name in ("cache/*", "screen.json") for path in home.glob(name) if path.is_file()]


def _first_answer(home: Path, title: str) -> float:
    """How long until a key shows, pressed as soon as there is a task to be seen."""
    with Terminal(PROGRAM, environment_of(home)) as terminal:
        terminal.seconds_to(title)
        terminal.press_and_see(":", "goes to task")
        return terminal.seconds_to("")


def _presses(terminal: Terminal, key: str, back: str) -> list[float]:
    taken = []
    for turn in range(PRESSES):
        taken.append(terminal.press(key))
        if key not in (DOWN, UP):
            terminal.press(back)
        elif turn == PRESSES // 2:
            terminal.rest(0.1)
    terminal.rest(0.2)
    return taken


def _late(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _keys(homes: dict[int, Path]) -> list[Figure]:
    with Terminal(LIST, environment_of(homes[SIZES[0]])) as terminal:
        terminal.seconds_to("Line 1")
        terminal.rest(1.0)
        bare = _presses(terminal, "\x1b[B", "\x1b[A")
    floor, floor_late = statistics.median(bare), _late(bare)
    found = [Figure("a bare list's key, median", floor), Figure("a bare list's key, 95th", floor_late)]
    for size, home in homes.items():
        with Terminal(PROGRAM, environment_of(home)) as terminal:
            terminal.until_loaded("Inbox")
            terminal.press_and_see("9", "All")
            terminal.rest(2.0)
            for name, (key, back) in KEYS.items():
                if name == "up":
                    terminal.press(END)
                    terminal.rest(0.3)
                found += _figures(f"{name} at {size:,}", _presses(terminal, key, back), floor, floor_late)
            terminal.press(HOME)
            found += _figures(f"filter letter at {size:,}", _filter_letters(terminal), floor, floor_late)
    return found


def _filter_letters(terminal: Terminal) -> list[float]:
    taken = []
    for _ in range(3):
        terminal.press("f")
        terminal.rest(0.3)
        for letter in "report +work":
            taken.append(terminal.press(letter))
            terminal.rest(0.1)  # fingers are slower than what follows from a letter
        terminal.press("\x1b")
        terminal.rest(0.5)
    return taken


def _figures(name: str, taken: list[float], floor: float, floor_late: float) -> list[Figure]:
    return [
        Figure(f"{name}, median over bare", statistics.median(taken) - floor, limit=MEDIAN_LIMIT),
        Figure(f"{name}, 95th over bare", _late(taken) - floor_late, limit=LATE_LIMIT),
    ]


def _resting(homes: dict[int, Path]) -> list[Figure]:
    used = {}
    found = []
    for size, home in homes.items():
        with Terminal(PROGRAM, environment_of(home)) as terminal:
            terminal.until_loaded("Inbox")
            terminal.press_and_see("9", "All")
            for key in (PAGE_DOWN, END, HOME):
                terminal.press(key)
                terminal.rest(0.5)
            terminal.rest(3.0)
            before, start = terminal.cpu(), time.perf_counter()
            time.sleep(IDLE)
            share = 100 * (terminal.cpu() - before) / (time.perf_counter() - start)
            used[size] = terminal.memory()
        found.append(Figure(f"idle at {size:,}", share, "% of a core", IDLE_LIMIT))
        found.append(Figure(f"memory at {size:,}", used[size], "MB"))
    ratio = used[SIZES[-1]] / used[SIZES[0]]
    return [*found, Figure("memory at 100,000 over 100", ratio, "x", MEMORY_LIMIT)]
