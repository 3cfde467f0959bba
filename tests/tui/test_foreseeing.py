"""A change is seen before the base has taken it, and taken back where the base refuses."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.screens import Driver, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.task import Status
from tme_tui.tui.working.work import Urgency

PLAIN, STARTED, BLOCKED, REPEATING = range(1, 5)


def some(engine: TaskManager) -> None:
    engine.add_task("Plain", priority=2)
    engine.add_task("Started", priority=2)
    engine.start((STARTED,))
    engine.add_task("Blocked")
    engine.depend(BLOCKED, PLAIN)
    engine.add_task("Repeating", due="2026-12-01", recurrence="FREQ=DAILY")


async def while_the_base_is_busy(driver: Driver, then: Callable[[], Awaitable[None]]) -> None:
    """Let something happen while nothing can be stored."""
    gate = threading.Event()

    def wait(_: TaskManager) -> None:
        gate.wait(120)

    driver.screen.work.ask(wait, Urgency.CHANGE)
    try:
        await then()
    finally:
        gate.set()
    await driver.settle()


def sign(driver: Driver, number: int) -> tuple[str, int]:
    rows = {row.number: row for row in driver.screen.tasks.rows_in_sight()}
    return rows[number].state, rows[number].priority


def states(driver: Driver, number: int) -> set[str]:
    """The sign of a task, if it is in the list."""
    return {row.state for row in driver.screen.tasks.rows_in_sight() if row.number == number}


@pytest.mark.parametrize(
    ("number", "key", "seen", "stored"),
    [
        (PLAIN, "space", ("●", 2), (Status.DONE, 2)),
        (PLAIN, "s", ("◐", 2), (Status.STARTED, 2)),
        (STARTED, "s", ("○", 2), (Status.OPEN, 2)),
        (PLAIN, "plus", ("○", 1), (Status.OPEN, 1)),
        (STARTED, "minus", ("◐", 3), (Status.STARTED, 3)),
        (REPEATING, "space", ("○", 0), (Status.OPEN, None)),
    ],
)
def test_a_change_is_seen_before_it_is_stored(
    home: Path, now: datetime, number: int, key: str, seen: tuple[str, int], stored: tuple[Status, int | None]
) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("9")
        driver.screen.find_task(number)
        await driver.settle()

        async def look() -> None:
            before = sign(driver, number)
            driver.send(key)
            await driver.until(lambda: sign(driver, number) == seen or before == seen)
            with engine_of(home, FixedClock(now)) as engine:
                task = engine.get_task(number)
                assert (task.status, task.priority) != stored or before == seen

        await while_the_base_is_busy(driver, look)
        with engine_of(home, FixedClock(now)) as engine:
            task = engine.get_task(number)
            assert (task.status, task.priority) == stored

    play(home, now, story, prepare=some)


def test_what_is_refused_is_taken_back(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("9")
        driver.screen.find_task(PLAIN)
        await driver.settle()

        async def look() -> None:
            driver.send("s")
            await driver.until(lambda: sign(driver, PLAIN)[0] == "◐")
            with engine_of(home, FixedClock(now)) as engine:
                engine.complete((PLAIN,))

        await while_the_base_is_busy(driver, look)
        with engine_of(home, FixedClock(now)) as engine:
            status = engine.get_task(PLAIN).status
        stored = {Status.DONE: {"●"}, Status.STARTED: {"◐"}}[status]
        left = status is Status.DONE  # the list has no place for it, as soon as it has heard of that
        await driver.until(lambda: states(driver, PLAIN) == stored or (left and not states(driver, PLAIN)))

    play(home, now, story, prepare=some)
