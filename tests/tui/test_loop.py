"""No handler keeps the loop for longer than a frame: watched through a session over a hundred thousand tasks.

Every callback of the loop is timed by the processor time of its thread, counted in the machine's own speed,
and where even that is slower, in that of the machine for which times are promised.
Each step is done in two rounds or more, and the round in which its longest callback was shortest counts:
what else happens on a machine is not in all of them. What is slow each time is named with its step.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual import events

from benchmarks.watching import Callback, watched
from tests.tui.screens import Driver, collecting_as_the_program_does, driving, engine_of, setup_of
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment

FEW, MANY = 500, 100_000
LIMIT = 16.0
ROUNDS, MOST_ROUNDS = 2, 4
STEPS = (
    *("2", "9", "j", "k", "pagedown", "pageup", "end", "home", "g", "g", "G", "home"),
    *("V", "j", "V", "escape", "asterisk", "escape", "tab", "j", "shift+tab"),
    *("f", *"report", "space", *"+work", "escape", "slash", "2", "escape", "colon", "1", "escape"),
    *("f", "a", "escape", "a", "b", "y", "space", "t", "escape", "d", "escape", "e", "escape"),
    *("ctrl+p", "u", "down", "escape", "full_stop", "escape", "question_mark", "u", "pagedown", "escape"),
    *("H", "down", "escape", "b", "1", "escape", "ctrl+t", "down", "down", "escape", "plus", "minus"),
    *("enter", "tab", "tab", "shift+tab", "x", "f4", "down", "escape", "up", "up", "n", "ctrl+o", "ctrl+o"),
    *("escape", "enter", "f12", "s", "down", "escape"),
    *("click 5,5", "click 5,10", "click 40,8", "wheel 40,10", "menu 40,12", "escape", "menu 100,8", "escape"),
    *("drag 21,20", "drag 25,20", "size 100,30", "size 60,20", "size 120,40"),
    *("colon", "7", "enter", "enter", "shift+tab", "x", "enter", "backspace", "pagedown", "ctrl+z"),
    *("shift+down", "y", "tab", "escape", "enter"),
    *("f7", "j", "pagedown", "h", "f6", "f8", "l", "j", "W", "j", "D", "A", "j", "M", "f6"),
)
"""Keys, and what the mouse does and where; `size` makes the terminal larger or smaller."""
MOUSE = {
    "click": (1, ((events.MouseDown, 0), (events.MouseUp, 0))),
    "menu": (3, ((events.MouseDown, 0), (events.MouseUp, 0))),
    "wheel": (0, ((events.MouseScrollDown, 0),)),
    "drag": (1, ((events.MouseDown, 0), (events.MouseMove, 2), (events.MouseMove, 4), (events.MouseUp, 4))),
}
"""The button, and what comes of it, each so many cells to the right."""


def fill(home: Path, now: datetime) -> None:
    """A base as the program makes it, many times over."""
    day = now.date()
    with engine_of(home, FixedClock(now)) as engine:
        engine.add(
            [
                Fields(
                    title=f"Task {number:03} about something",
                    category=("Home", "Work", "Work/Design")[number % 3],
                    add_tags=("shop",) if number % 4 == 0 else (),
                    priority=number % 5 or None,
                    due=Moment(day + timedelta(days=number % 90 - 20)) if number % 2 else None,
                )
                for number in range(FEW)
            ]
        )
        engine.page("", 1)  # what is derived of a task is found before it is copied
    (base,) = home.rglob("tme.db")
    with closing(sqlite3.connect(base)) as connection, connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(tasks)")]
        rest = ", ".join(f'"{name}"' for name in names if name not in ("id", "uid"))
        for turn in range(1, MANY // FEW):
            shift = turn * FEW
            connection.execute(
                f"INSERT INTO tasks (id, uid, {rest})"
                f" SELECT id + ?, uid || '-' || ?, {rest} FROM tasks WHERE id <= ?",
                (shift, turn, FEW),
            )
            for table, other in (("task_tags", "tag_id"), ("search", "body")):
                connection.execute(
                    f"INSERT INTO {table} (task_id, {other})"
                    f" SELECT task_id + ?, {other} FROM {table} WHERE task_id <= ?",
                    (shift, FEW),
                )
        connection.execute("UPDATE tallies SET count = count * ?", (MANY // FEW,))
        connection.execute("UPDATE counters SET next = next + ? WHERE next > ?", (MANY, FEW))
        long = "\n".join(
            ["A line of eighty letters, which is broken into rows where it does not fit at all."] * 2_000
        )
        connection.execute("UPDATE tasks SET notes = ? WHERE id = 7", (long,))
        connection.execute("ANALYZE")


async def do(driver: Driver, step: str) -> None:
    """One step of a person."""
    what, _, where = step.partition(" ")
    if not where:
        await driver.press(step)
        return
    x, y = map(int, where.split(","))
    if what == "size":
        await driver.pilot.resize_terminal(x, y)
    else:
        button, happens = MOUSE[what]
        for kind, by in happens:
            driver.app.post_message(kind(None, x + by, y, 0, 0, button, False, False, False, x + by, y))
    await driver.settle()


async def done(driver: Driver) -> dict[str, list[Callback]]:
    """By step, the longest callback of each round; while one is slow, there is another round."""
    found: dict[str, list[Callback]] = {}
    with watched() as watch:
        for turn in range(MOST_ROUNDS):
            if turn >= ROUNDS and not slow_in(found):
                break
            for place, step in enumerate(STEPS):
                watch.look()
                await do(driver, step)
                longest = watch.look()[0]
                found.setdefault(f"{place} {step}", []).append(longest._replace(ms=longest.ms / watch.pace))
    return found


def slow_in(found: Mapping[str, Sequence[Callback]]) -> dict[str, Callback]:
    """The steps that kept the loop too long in every round."""
    return {step: min(each) for step, each in found.items() if min(each).ms > LIMIT}


@pytest.mark.timeout(1_200)
def test_no_handler_keeps_the_loop_for_longer_than_a_frame(home: Path, now: datetime) -> None:
    fill(home, now)

    async def run() -> dict[str, list[Callback]]:
        async with driving(setup_of(home, now), (120, 40)) as driver:
            assert driver.screen.tasks.total > 0
            return await done(driver)

    with collecting_as_the_program_does():
        found = asyncio.run(run())
    assert sum(len(each) for each in found.values()) >= ROUNDS * len(STEPS)
    slow = slow_in(found)
    assert not slow, "\n".join(f"{step}: {ms:.1f} ms in {name}" for step, (ms, name) in slow.items())
