"""In a process of its own: a dialog opened at once, with letters typed into it. Says who loaded it."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.tui.screens import driving, engine_of, setup_of
from tme_tui.model.clock import FixedClock
from tme_tui.tui.topics import resting

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
_FORM, _MENU = "tme_tui.tui.form.", "tme_tui.tui.picking."
PACKAGES: Mapping[str, str] = {"form": _FORM, "clicked": _FORM, "menu": _MENU, "tree": _MENU}
"""Where the code of each dialog is: the form, by key and by clicks; the menu of the list and of the tree."""


class Loaders:
    """Notes which thread loads a module of the dialog."""

    def __init__(self, package: str) -> None:
        self.found: set[bool] = set()
        self._package = package

    def find_spec(self, name: str, *_: object) -> None:
        """Asked for each module that is not loaded yet."""
        if name.startswith(self._package):
            self.found.add(threading.current_thread() is threading.main_thread())


async def run(home: Path, dialog: str) -> None:
    loaders = Loaders(PACKAGES[dialog])
    sys.meta_path.insert(0, loaders)
    async with driving(setup_of(home, NOW), (80, 24)) as driver:
        await driver.press("9")
        assert not loaders.found, "it is loaded already"
        if dialog == "form":
            driver.send("enter")
        elif dialog == "clicked":
            await driver.pilot.click(driver.screen.tasks, offset=(10, 1), times=2)
        else:
            if dialog == "tree":
                await driver.press("f7")
            await driver.pilot.click(driver.screen.middle, offset=(10, 1), button=3)
        for key in "ZZ":
            driver.send(key)
        await driver.until(lambda: "ZZ" in driver.text)
        sys.stdout.write(f"{sorted(loaders.found)} {type(driver.app.screen).__name__}\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    resting._SETTLED = 600.0  # nor is it loaded ahead, however long the first answer takes
    resting._PATIENCE = 600.0  # on a busy machine the form takes its time, and what is typed waits for it
    with engine_of(folder, FixedClock(NOW)) as engine:
        engine.add_task("Write report")
    asyncio.run(run(folder, sys.argv[2]))
