"""What the scheduler promises: 100,000 reminders planned, on time at fifty a second, quiet when idle."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from threading import Event

from benchmarks.figures import Figure
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder

PLANNED = 100_000
SECONDS, PER_SECOND = 10, 50
PEOPLE = 50
SETTLING = 30
WATCHED = 60
ROOT = Path(__file__).parents[1]


def measure() -> list[Figure]:
    """Planning, memory, lateness, idling."""
    with tempfile.TemporaryDirectory(prefix="tme-bench-") as folder:
        environment = {
            **os.environ,
            "TME_HOME": folder,
            "TME_REMINDERS__CHANNELS": "notebook",
            "TME_CLI__WARM": "off",
            "EXTERNAL_PLUGINS": "tests.scheduler.notebook",
            "PYTHONPATH": str(ROOT),
            "NOTEBOOK": f"{folder}/notebook",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        with open_manager(environment=environment) as engine:
            engine.link_address("notebook", "me")
            _make_people(environment)
            figures = [*_planning(engine), *_edits(engine)]
        run = subprocess.Popen(
            [Path(sys.executable).with_name("tme"), "run"], env=environment, stdout=subprocess.DEVNULL
        )
        try:
            Event().wait(SETTLING)
            with open_manager(environment=environment) as engine:
                notebook = Path(folder, "notebook")
                figures += _lateness(engine, notebook, "of one person", [None])
                people = [_login(number) for number in range(PEOPLE)]
                figures += _lateness(engine, notebook, f"of {PEOPLE} people", people)
            figures += _idle(run.pid)
        finally:
            run.terminate()
            run.wait()
    return figures


def _planning(engine: TaskManager) -> list[Figure]:
    """Reminders of the days ahead, forgotten and planned anew."""
    from tme_tui.store.outbox.extending import forget_plan

    start = engine.now() + timedelta(days=1)
    for portion in range(PLANNED // 10_000):
        wanted = []
        for number in range(10_000):
            at = start + timedelta(seconds=(portion * 10_000 + number) * 5)
            moment = Moment.at(at.replace(microsecond=0), "UTC")
            wanted.append(Fields(title="Task", reminders=(Reminder(at=moment),)))
        engine.add(wanted)
    before = _memory()
    with engine._store.write() as connection:
        forget_plan(connection, int(engine.now().timestamp()))
    began = time.process_time()
    engine.plan_ahead()
    return [
        Figure(f"plan {PLANNED:,} reminders anew, seconds of CPU", time.process_time() - began, unit="s"),
        Figure("memory that planning adds, MB", _memory() - before, unit="MB"),
    ]


def _edits(engine: TaskManager) -> list[Figure]:
    """What planning costs a change."""
    plain = [int(engine.add_task("No reminder").id) for _ in range(40)]
    at = Moment.at(engine.now() + timedelta(days=2), "UTC")
    told = [int(engine.add([Fields(title="One", due=at, reminders=(Reminder(timedelta(hours=1)),))]).task.id)
            for _ in range(40)]  # fmt: skip
    later = Moment.at(engine.now() + timedelta(days=3), "UTC")
    return [
        Figure("set the due date of a task without reminders", _each(engine, plain, later), limit=10.0),
        Figure("the same with one", _each(engine, told, later), limit=10.0),
    ]


def _each(engine: TaskManager, numbers: list[int], due: Moment) -> float:
    times = []
    for number in numbers:
        began = time.perf_counter()
        engine.edit(number, Fields(due=due))
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _login(number: int) -> str:
    return f"p{number}"


def _make_people(environment: dict[str, str]) -> None:
    for number in range(PEOPLE):
        with open_manager(environment={**environment, "USER": _login(number)}) as engine:
            engine.link_address("notebook", f"a{number}")


def _lateness(engine: TaskManager, notebook: Path, whose: str, people: Sequence[str | None]) -> list[Figure]:
    """Fifty in each second, with a channel that takes no time; by the clock of the base."""
    notebook.unlink(missing_ok=True)
    first = (engine.now() + timedelta(seconds=8)).replace(microsecond=0)
    wanted = []
    for second in range(SECONDS):
        at = Moment.at(first + timedelta(seconds=second), "UTC")
        title = f"due {at.utc('UTC').timestamp():.0f}"
        for number in range(PER_SECOND):
            someone = people[number % len(people)]
            wanted.append(Fields(title=title, reminders=(Reminder(at=at),), assignee=someone))
    engine.add(wanted)
    end = first + timedelta(seconds=SECONDS + 20)
    pause = Event()
    while engine.now() < end and _lines(notebook) < SECONDS * PER_SECOND:
        pause.wait(0.5)
    late = sorted(_late(notebook))
    missing = SECONDS * PER_SECOND - len(late)
    return [
        Figure(f"lateness at 50 a second {whose}, median", statistics.median(late), limit=100.0),
        Figure(f"lateness {whose}, 99th percentile", late[int(len(late) * 0.99)], limit=100.0),
        Figure(f"not sent {whose}", float(missing), limit=0.0, unit=""),
    ]


def _lines(notebook: Path) -> int:
    return notebook.read_text().count("\n") if notebook.exists() else 0


def _late(notebook: Path) -> list[float]:
    """Milliseconds between the time meant and the line written."""
    found = []
    for line in notebook.read_text().splitlines():
        _, _, title, written = line.split("\t")
        found.append((float(written) - float(title.removeprefix("due "))) * 1000)
    return found


def _idle(process: int) -> list[Figure]:
    before = _cpu(process)
    Event().wait(WATCHED)
    share = (_cpu(process) - before) / WATCHED * 100
    return [Figure("idle `tme run`, % of a core", share, limit=0.2, unit="%")]


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
