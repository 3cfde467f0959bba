"""A base with people on it, and `tme run` processes that send for them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from tests.support.timing import Clocked
from tests.support.waiting import eventually
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.journal import Origin
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder

ROOT = Path(__file__).parents[2]
TME = Path(sys.executable).with_name("tme")
PATIENCE = 120.0
LONG = 600.0
CHANNELS = ("notebook", "telegram", "vk")


class World:
    """A base, its people, and the processes that send for them."""

    def __init__(self, url: str, home: Path) -> None:
        self.url, self.home = url, home
        self.notebook = home / "notebook"
        self._looking: TaskManager | None = None
        self.processes: list[subprocess.Popen[bytes]] = []
        self.logins: list[str] = []
        self.environment = {
            **os.environ,
            "TME_HOME": str(home),
            "DATABASE_URL": url,
            "PYTHONPATH": str(ROOT),
            "EXTERNAL_PLUGINS": "tests.scheduler.notebook",
            "NOTEBOOK": str(self.notebook),
            "TME_REMINDERS__CHANNELS": "notebook",
            "TME_CLI__WARM": "off",
            "TME_LOG__LEVEL": "warning",
        }

    def engine(self, login: str = "me") -> TaskManager:
        return open_manager(self.url, environment={**self.environment, "USER": login})

    @property
    def looking(self) -> TaskManager:
        """The engine of those who only look, opened once."""
        if self._looking is None:
            self._looking = self.engine()
        return self._looking

    def start(self, **more: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [TME, "run"], env={**self.environment, "USER": "me", **more}, stdout=subprocess.DEVNULL
        )
        self.processes.append(process)
        return process

    def tme(self, *arguments: str) -> str:
        done = subprocess.run(
            [TME, *arguments], env={**self.environment, "USER": "me"}, capture_output=True, check=True
        )
        return done.stdout.decode()

    def crowd(self, people: int, channel: str = "notebook", first_address: int = 1) -> list[str]:
        """Logins of new people who are reached on one channel, at addresses that are numbers."""
        logins = [f"c{first_address + number}" for number in range(people)]
        with self.engine() as engine:
            for number, login in enumerate(logins):
                person = engine.add_person(login)
                link = engine.acting_as(int(person.id), Origin.LIBRARY).link_address
                link(channel, str(first_address + number))
        return logins

    def remind(
        self, logins: Sequence[str], tasks: int, *, seconds: float = 0, channel: str = "notebook"
    ) -> int:
        """So many reminders for each, in one step, due so many seconds from now; T1 before T2 for each."""
        with self.engine() as engine:
            start = (engine.now() + timedelta(seconds=seconds)).replace(microsecond=0)
            once = (Reminder(at=Moment.at(start, "UTC"), channel=channel),)
            engine.add(
                [
                    Fields(title=f"T{number} for {login}", assignee=login, reminders=once)
                    for number in range(1, tasks + 1)
                    for login in logins
                ]
            )
        return len(logins) * tasks

    def wait_for_services(self, processes: int) -> None:
        """Until so many processes say that they send."""

        def senders() -> int:
            return sum(one.alive and one.name == "dispatcher" for one in self.looking.services())

        until(lambda: senders() == processes, "they do not run")

    def keys(self) -> Counter[str]:
        """How often each delivery was sent."""
        if not self.notebook.exists():
            return Counter()
        return Counter(line.split("\t")[0] for line in self.notebook.read_text().splitlines())

    def in_order(self) -> bool:
        """Whether the notebook has each person's first reminder before the second, and so on."""
        seen: defaultdict[str, int] = defaultdict(int)
        for line in self.notebook.read_text().splitlines():
            _, address, title, _ = line.split("\t")
            number = int(title.split()[0].removeprefix("T"))
            if number < seen[address]:
                return False
            seen[address] = number
        return True

    def states(self) -> Counter[str]:
        return Counter(one.state for one in self.looking.deliveries(limit=10_000))

    def come_to_rest(self) -> None:
        """Wait until nothing is left to be sent."""
        until(lambda: self.looking.next_delivery(CHANNELS) is None, "not everything was sent", LONG)

    @staticmethod
    def ended_within(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGTERM) -> float:
        """How many seconds it takes a process to end that is asked to."""
        with Clocked() as clocked:
            process.send_signal(number)
            assert process.wait(PATIENCE) == 0
        return clocked.seconds

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        if self._looking is not None:
            self._looking.close()


def until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait for something to become true."""
    eventually(holds, patience, what)
