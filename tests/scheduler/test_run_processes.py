"""`tme run` as processes: they share the work, may be killed, and lose and double nothing."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from tests.channels.servers.bot_api import TOKEN
from tests.channels.servers.standin import StandIn, running
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder

ROOT = Path(__file__).parents[2]
TME = Path(sys.executable).with_name("tme")
PATIENCE = 60.0
STOP_WITHIN = 5.0


class World:
    """A base, its people, and the processes that send for them."""

    def __init__(self, url: str, home: Path) -> None:
        self.url, self.home = url, home
        self.notebook = home / "notebook"
        self.processes: list[subprocess.Popen[bytes]] = []
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

    def fill(self, people: int, tasks: int, seconds: float) -> int:
        """Tasks of many people that remind so many seconds from now; six for one would be summed up."""
        for number in range(people):
            with self.engine(f"p{number}") as engine:
                engine.link_address("notebook", f"a{number}")
                at = Moment.at((engine.now() + timedelta(seconds=seconds)).replace(microsecond=0), "UTC")
                wanted = [Fields(title=f"T{n}", reminders=(Reminder(at=at),)) for n in range(tasks)]
                engine.add(wanted)
        return people * tasks

    def keys(self) -> Counter[str]:
        """How often each delivery was sent."""
        if not self.notebook.exists():
            return Counter()
        return Counter(line.split("\t")[0] for line in self.notebook.read_text().splitlines())

    def states(self) -> Counter[str]:
        with self.engine() as engine:
            return Counter(one.state for one in engine.deliveries(limit=10_000))

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something to become true."""
    end, pause = monotonic() + PATIENCE, Event()
    while not holds():
        assert monotonic() < end, what
        pause.wait(0.1)


@pytest.fixture
def world(store_url: str, home: Path) -> Iterator[World]:
    """An empty world; once on each database."""
    made = World(store_url, home)
    yield made
    made.end()


@pytest.fixture
def local_world(home: Path) -> Iterator[World]:
    """An empty world on SQLite."""
    made = World(str(home / "tme.db"), home)
    yield made
    made.end()


def test_two_processes_send_everything_once(world: World) -> None:
    count = world.fill(people=50, tasks=5, seconds=4)
    for _ in range(2):
        world.start()
    until(lambda: sum(world.keys().values()) >= count, "not everything was sent")
    until(lambda: world.states()["sent"] == count, "not everything was written down")
    assert len(world.keys()) == count
    assert set(world.keys().values()) == {1}
    alive = json.loads(world.tme("status", "--json"))["services"]
    assert len({one["process"] for one in alive if one["alive"] and one["name"] == "dispatcher"}) == 2


def test_what_a_killed_process_had_in_hand_is_sent_by_another(world: World) -> None:
    count = world.fill(people=24, tasks=5, seconds=4)
    first = world.start(NOTEBOOK_DELAY="0.1")
    world.start(NOTEBOOK_DELAY="0.1")
    until(lambda: sum(world.keys().values()) >= count // 4, "nothing was sent")
    first.kill()
    first.wait()
    until(lambda: len(world.keys()) == count, "something was lost")
    until(lambda: world.states()["sent"] + world.states()["unknown"] == count, "something is not settled")
    doubled = [key for key, times in world.keys().items() if times > 1]
    assert len(doubled) <= 1, "more than what was in flight"
    assert max(world.keys().values()) <= 2


def test_a_base_that_is_locked_for_seconds_costs_nothing(local_world: World) -> None:
    count = local_world.fill(people=2, tasks=3, seconds=5)
    local_world.start()
    until(lambda: bool(json.loads(local_world.tme("status", "--json"))["services"]), "it does not run")
    other = sqlite3.connect(local_world.home / "tme.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    Event().wait(6)
    other.execute("ROLLBACK")
    other.close()
    until(lambda: local_world.states()["sent"] == count, "not everything was sent")
    assert set(local_world.keys().values()) == {1}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_time_and_leaves_nothing_behind(local_world: World, number: signal.Signals) -> None:
    process = local_world.start()
    until(lambda: bool(json.loads(local_world.tme("status", "--json"))["services"]), "it does not run")
    began = monotonic()
    process.send_signal(number)
    assert process.wait(PATIENCE) == 0
    assert monotonic() - began < STOP_WITHIN
    assert json.loads(local_world.tme("status", "--json"))["services"] == []


@pytest.fixture
def bot() -> Iterator[StandIn]:
    """A server of the Bot API."""
    with running("telegram") as server:
        yield server


def _buttons(message: dict[str, object]) -> dict[str, str]:
    rows = message["buttons"]
    assert isinstance(rows, list)
    return {button["label"]: button["data"] for row in rows for button in row}


def test_a_code_links_a_reminder_comes_and_its_button_completes_the_task(
    local_world: World, bot: StandIn
) -> None:
    world = local_world
    world.environment |= {"TME_TELEGRAM__TOKEN": TOKEN, "TME_TELEGRAM__API_URL": bot.url, "NO_PROXY": "*"}
    world.environment["TME_REMINDERS__CHANNELS"] = "telegram"
    world.start()
    code = json.loads(world.tme("link", "telegram", "--json"))["code"]
    bot.person(chat=42, write=f"/start {code}", name="Anna")
    with world.engine() as engine:
        until(lambda: bool(engine.links()), "nobody was linked")
        at = Moment.at((engine.now() + timedelta(seconds=3)).replace(microsecond=0), "UTC")
        task = engine.add([Fields(title="Call <b>Anna</b>", reminders=(Reminder(at=at),))]).task
        until(lambda: any("Call <b>Anna</b>" in one["text"] for one in bot.sent()), "no reminder came")
        (message,) = [one for one in bot.sent() if one["buttons"]]
        bot.person(chat=42, press=_buttons(message)["Done"], message=int(message["id"]))
        until(lambda: not engine.get_task(task).status.is_open, "the button did nothing")
        until(lambda: any("✓ Done" in one["text"] for one in bot.sent()), "the message was not edited")
    assert TOKEN not in (world.home / "logs" / "service.log").read_text()


def test_who_is_linked_just_now_is_told_there(local_world: World) -> None:
    """The address is new, the reminder was planned before, and both are somebody else's writing."""
    world = local_world
    with world.engine() as engine:
        at = Moment.at((engine.now() + timedelta(seconds=9)).replace(microsecond=0), "UTC")
        engine.add([Fields(title="Planned before", reminders=(Reminder(at=at),))])
        world.start()
        until(lambda: bool(engine.services()), "it does not run")
        engine.link_address("notebook", "a0")
    until(lambda: sum(world.keys().values()) == 1, "the new address was not heard of in time")
    (row,) = (one for one in world.notebook.read_text().splitlines())
    assert float(row.split("\t")[3]) - at.utc("UTC").timestamp() < 3
