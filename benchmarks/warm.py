"""`tme` done by a running program, beside an interpreter that does nothing: whole processes, by the clock.

The base is held open meanwhile, as it is by the screen or the service that the engine runs beside.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.sample import base_of
from tme_tui.bootstrap import open_manager
from tme_tui.settings import load_settings
from tme_tui.warm.server import serve

SIZES = (100, 100_000)
ROUNDS = 41
LIMIT = 2.5
_COMMANDS = {"tme add": ["add", "Call Anna tomorrow"], "tme list": ["list", "limit:20"]}
_BREATH = 0.1
"""Seconds between two commands of a person with a shell's history under their fingers."""


def measure() -> list[Figure]:
    """Every figure, for a small base and a large one."""
    folder = Path(tempfile.mkdtemp(prefix="tme-bench-"))
    try:
        return [figure for size in SIZES for figure in _figures(base_of(folder, size)[0], size)]
    finally:
        shutil.rmtree(folder)


def _figures(home: Path, size: int) -> list[Figure]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TME_", "XDG_"))
    }
    environment |= {"TME_HOME": str(home), "USER": "me", "TZ": "Europe/Riga"}
    settings = load_settings(environment)
    server = serve(settings, environment)
    program = Path(sys.executable).with_name("tme")
    bare = [sys.executable, "-c", "pass"]
    ours = [[str(program), *words] for words in _COMMANDS.values()]
    try:
        if not server.wait_until_ready(60):
            sys.exit("the warm engine does not start")
        with open_manager(settings=settings) as held:
            held.page("", 1)
            empty, *taken = _in_turns([bare, *ours], environment)
            start = time.perf_counter()
            _once(ours[1], {**environment, "TME_CLI__WARM": "off"})
            cold = (time.perf_counter() - start) * 1000
    finally:
        server.stop()
    figures = [Figure(f"an empty interpreter, beside {size:,} tasks", empty)]
    for name, spent in zip(_COMMANDS, taken, strict=True):
        figures.append(Figure(f"{name} at {size:,} tasks", spent))
        figures.append(Figure(f"{name} at {size:,} tasks, in empty interpreters", spent / empty, "x", LIMIT))
    return [*figures, Figure(f"tme list at {size:,} tasks, once without the engine", cold)]


def _in_turns(commands: Sequence[Sequence[str]], environment: dict[str, str]) -> list[float]:
    """The median milliseconds of each command."""
    taken: list[list[float]] = [[] for _ in commands]
    for turn in range(ROUNDS + 2):
        for place, command in enumerate(commands):
            time.sleep(_BREATH)
            start = time.perf_counter()
            _once(command, environment)
            if turn > 1:
                taken[place].append((time.perf_counter() - start) * 1000)
    return [statistics.median(spent) for spent in taken]


def _once(command: Sequence[str], environment: dict[str, str]) -> None:
    nothing = subprocess.DEVNULL
    subprocess.run(command, env=environment, check=True, stdin=nothing, stdout=nothing)
