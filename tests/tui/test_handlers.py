"""No key costs more on the loop because there are more tasks: what is done is counted, not timed.

A list is drawn from what is in sight and asks threads for the rest, so a key makes as many calls on the loop
among thousands of tasks as among a hundred. `python -m benchmarks screen` times the handlers.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from tests.tui.screens import driving, engine_of, setup_of
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields

FEW, MANY = 150, 3_000
KEYS = (
    "j",
    "k",
    "pagedown",
    "pageup",
    "G",
    "g,g",
    "v",
    "V",
    "escape",
    "plus",
    "s",
    "f7",
    "j",
    "G",
    "h",
    "f6",
)
_LOOKS = {"is_settled", "is_idle", "is_busy", "on_event", "_dispatch_message"}
"""What the test itself does again and again while threads work: the busier the machine, the more often.

It asks, and sends messages without meaning through the program; what others mean is done by other functions.
"""
_OURS = str(Path(__file__).parents[2] / "tme_tui")


class Count:
    """Calls of our own functions on this thread."""

    calls = 0

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(_OURS) and code.co_name not in _LOOKS:
            self.calls += 1


@contextmanager
def counted() -> Iterator[Count]:
    assert threading.current_thread() is threading.main_thread()
    count = Count()
    sys.setprofile(count)
    try:
        yield count
    finally:
        sys.setprofile(None)


def calls_of_keys(home: Path, now: datetime, tasks: int) -> dict[str, int]:
    home.mkdir()
    with engine_of(home, FixedClock(now)) as engine:
        engine.add([Fields(title=f"Task {number:05}") for number in range(tasks)])

    async def run() -> dict[str, int]:
        async with driving(setup_of(home, now)) as driver:
            await driver.until(lambda: driver.screen._is_loaded)
            await driver.press("9", "f7", "f6")  # what is imported and made once is no matter of size
            found = {}
            for place, keys in enumerate(KEYS):
                with counted() as count:
                    await driver.press(*keys.split(","))
                found[f"{place} {keys}"] = count.calls
            return found

    return asyncio.run(run())


def test_a_key_makes_as_many_calls_among_many_tasks_as_among_few(home: Path, now: datetime) -> None:
    few, many = calls_of_keys(home / "few", now, FEW), calls_of_keys(home / "many", now, MANY)
    assert min(few.values()) > 50, "calls are counted"
    grown = {key: (few[key], calls) for key, calls in many.items() if calls > 2 * few[key] + 300}
    assert grown == {}, "these do more when there are more tasks"
