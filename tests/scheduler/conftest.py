"""A manager with a clock that the test moves; and bases with whole processes on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.scheduler.reminders import Desk, OpenManager, Wait
from tests.scheduler.world import World
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock


@pytest.fixture
def open_again(store_url: str, home: Path, clock: FixedClock) -> Iterator[OpenManager]:
    """Opens one more manager over the test's base, with other settings if need be."""
    opened: list[TaskManager] = []

    def open_one(login: str = "me", **settings: str) -> TaskManager:
        environment = {"TME_HOME": str(home), "USER": login, "TZ": "Europe/Riga", **settings}
        opened.append(open_manager(store_url, environment=environment, clock=clock))
        return opened[-1]

    yield open_one
    for manager in opened:
        manager.close()


@pytest.fixture
def tasks(open_again: OpenManager) -> TaskManager:
    """The manager of the test."""
    return open_again()


@pytest.fixture
def wait(clock: FixedClock) -> Wait:
    """Lets time pass: `wait(minutes=5)`."""

    def wait_for(**span: float) -> None:
        clock.moment += timedelta(**span)

    return wait_for


@pytest.fixture
def desk(tasks: TaskManager) -> Desk:
    """The dispatcher of the test."""
    return Desk(tasks)


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
