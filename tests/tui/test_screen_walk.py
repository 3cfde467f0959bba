"""Two thousand steps of somebody who presses anything: nothing is raised, and no task is lost.

`TME_WALK=10000 TME_SEED=7 python -m pytest tests/tui/test_screen_walk.py` goes further and elsewhere.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from textual import events

from tests.conftest import ORIGINAL_ENVIRONMENT
from tests.tui.screens import Driver, driving, engine_of, setup_of
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.journal import Origin
from tme_tui.model.moment import Moment
from tme_tui.model.task import Status

STEPS = int(ORIGINAL_ENVIRONMENT.get("TME_WALK", "2000"))
SEED = int(ORIGINAL_ENVIRONMENT.get("TME_SEED", "20261121"))
KEYS = (
    *"jkgGvVxXsudUwptTaAefFcY+-=!/:?*[]1234567890oOCiIhlzZ.,@#~<>{}",
    *(
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
        "enter",
        "escape",
        "tab",
        "shift+tab",
    ),
    *(
        "space",
        "backspace",
        "delete",
        "ctrl+d",
        "ctrl+u",
        "ctrl+a",
        "ctrl+r",
        "ctrl+z",
        "ctrl+s",
        "ctrl+l",
        "ctrl+v",
    ),
    *(
        "shift+down",
        "shift+up",
        "f1",
        "f2",
        "f3",
        "f4",
        "f5",
        "f6",
        "f7",
        "f8",
        "shift+left",
        "shift+right",
        "f9",
        "ctrl+p",
        "ctrl+t",
        "D",
        "N",
        "H",
        "W",
        "J",
        "K",
    ),
    *"фывапролджэцукенгшщзхъячсмитьбюё",  # not й, which lies where q lies
)
WORDS = (
    "tomorrow",
    "fri 18:00",
    "+Home",
    "#shop",
    "!1",
    "every monday",
    "none",
    "[/]",
    "日本",
    "due<",
    "is:open",
    "42",
)
SIZES = ((120, 36), (80, 24), (60, 20), (39, 11), (200, 50), (100, 30), (70, 12), (45, 12))


def fill(engine: TaskManager, pick: random.Random) -> None:
    first = engine.now().date()
    engine.add(
        [
            Fields(
                title=f"Task {number} {pick.choice(WORDS)}",
                category=pick.choice((None, "Home", "Work/Design")),
                add_tags=tuple(pick.sample(("shop", "next", "дом"), pick.randrange(3))),
                priority=pick.choice((None, 1, 2, 3, 4)),
                due=Moment(first + timedelta(days=pick.randrange(-9, 30))),
            )
            for number in range(200)
        ]
    )


def filled_by_another(home: Path, now: datetime) -> TaskManager:
    """The engine for somebody whose steps the walker cannot undo, however far back the history is taken."""
    environment = {"TME_HOME": str(home), "HOME": str(home), "USER": "another", "TZ": "UTC"}
    return open_manager(environment=environment, origin=Origin.TUI, clock=FixedClock(now))


def steps(pick: random.Random) -> Iterator[str]:
    for _ in range(STEPS):
        kind = pick.random()
        if kind < 0.02:
            yield "resize"
        elif kind < 0.06:
            yield "click"
        elif kind < 0.08:
            yield "wheel"
        elif kind < 0.14:
            yield "word"
        else:
            yield pick.choice(KEYS)


async def walk(driver: Driver, pick: random.Random) -> None:
    """Do every step; wait for the screen now and then, as a person who looks up."""
    app = driver.app
    for number, step in enumerate(steps(pick)):
        if step == "resize":
            await driver.pilot.resize_terminal(*pick.choice(SIZES))
        elif step in ("click", "wheel"):
            x, y = pick.randrange(app.size.width), pick.randrange(app.size.height)
            kinds = (events.MouseDown, events.MouseUp) if step == "click" else (events.MouseScrollDown,)
            for kind in kinds:
                app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        elif step == "word":
            for letter in pick.choice(WORDS):
                driver.send("space" if letter == " " else letter)
        else:
            driver.send(step)
        if number % 7 == 0:
            await driver.settle()
        assert app._exception is None
        assert not app._exit, f"step {number} left the program"
    await driver.settle()


def test_a_random_walk_raises_nothing_and_loses_no_task(home: Path, now: datetime) -> None:
    pick = random.Random(SEED)
    with filled_by_another(home, now) as engine:
        fill(engine, pick)

    async def run() -> None:
        setup = replace(setup_of(home, now), keys={"language": "none"})  # it leaves the screen for another
        async with driving(setup) as driver:
            await walk(driver, pick)

    asyncio.run(run())
    with engine_of(home, FixedClock(now)) as engine:
        found = engine.tasks_numbered(range(1, 201))
        assert len(found) == 200, "deleted tasks are marked so, never gone"
        while any(task.status is Status.DELETED for task in engine.tasks_numbered(range(1, 201)).values()):
            gone = [
                n for n, task in engine.tasks_numbered(range(1, 201)).items() if task.status is Status.DELETED
            ]
            engine.reopen(gone)
        assert engine.count("id:1-200") == 200
