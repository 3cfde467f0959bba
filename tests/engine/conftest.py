"""A manager over a fresh base, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock

OpenManager = Callable[[], TaskManager]


@pytest.fixture
def open_again(store_url: str, home: Path, clock: FixedClock) -> Iterator[OpenManager]:
    """Opens one more manager over the test's base, as another process would; once on each database."""
    opened: list[TaskManager] = []

    def open_one() -> TaskManager:
        environment = {"TME_HOME": str(home), "USER": "me", "TZ": "Europe/Riga"}
        opened.append(open_manager(store_url, environment=environment, clock=clock))
        return opened[-1]

    yield open_one
    for manager in opened:
        manager.close()


@pytest.fixture
def tasks(open_again: OpenManager) -> TaskManager:
    """The manager of the test."""
    return open_again()
