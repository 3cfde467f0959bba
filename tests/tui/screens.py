"""Drives the screen as a person does: real keys on a real base, waiting until what was asked for is done."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.i18n import translator
from tme_tui.model.clock import Clock, FixedClock
from tme_tui.model.journal import Origin
from tme_tui.tui.app import TmeApp
from tme_tui.tui.main_screen import MainScreen
from tme_tui.tui.setup import Setup

PATIENCE, WORK = 40.0, 10.0
CHARACTERS = {"space": " ", "plus": "+", "minus": "-", "colon": ":", "slash": "/", "question_mark": "?"}


def setup_of(home: Path, now: datetime, locale: str = "en") -> Setup:
    """A screen over the base in `home`, at a moment that stands still."""
    return Setup(lambda: engine_of(home, FixedClock(now)), words=translator(locale))


def engine_of(home: Path, clock: Clock) -> TaskManager:
    """The engine over the base in `home`; as often as wanted, like other programs."""
    environment = {"TME_HOME": str(home), "HOME": str(home), "USER": "me", "TZ": "UTC"}
    return open_manager(environment=environment, origin=Origin.TUI, clock=clock)


@contextmanager
def collecting_as_the_program_does() -> Iterator[None]:
    """As `tme-tui` begins: the collector rests until the base is open."""
    before = gc.get_threshold()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
        gc.enable()


class Patience:
    """Ends after many seconds in which this process had some of the processor: a busy machine is no fault."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self._end, self._work_done = self._begun + PATIENCE, process_time() + WORK

    @property
    def pause(self) -> float:
        """How long to leave the processor to threads that work: the longer, the longer they have worked."""
        return min(0.002 + (monotonic() - self._begun) / 10, 0.05)

    @property
    def is_left(self) -> bool:
        return monotonic() < self._end or process_time() < self._work_done


async def come_about(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something is so; `Pilot.pause` alone takes a process without processor for an idle one."""
    waits = Patience()
    await pilot.pause()
    while not holds():
        await pilot.pause()
        assert waits.is_left, "it does not come to be so"


class Driver:
    """A person at the screen."""

    def __init__(self, pilot: Pilot[str], app: TmeApp) -> None:
        self.pilot = pilot
        self.app = app
        self.screen: MainScreen = app.main

    async def settle(self) -> None:
        """Wait until everything asked for is answered and shown."""
        waits = Patience()
        quiet = 0
        while quiet < 3:
            await self._drain()
            quiet = quiet + 1 if self.screen.is_settled else 0
            if not quiet:
                await asyncio.sleep(waits.pause)
            assert waits.is_left, "the screen does not come to rest"

    async def _drain(self) -> None:
        """Let everything that was posted be handled and shown; `Pilot.pause` waits for an idle processor."""
        for _ in range(4):
            await asyncio.sleep(0)
        handled = asyncio.Event()
        self.app.call_later(handled.set)
        while not handled.is_set() and not self.app._exit:
            assert self.app._exception is None, self.app._exception
            await asyncio.sleep(0)
        if not self.app._exit:
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to be so."""
        waits = Patience()
        while not holds():
            await self._drain()
            await asyncio.sleep(0.005)
            assert waits.is_left, "it does not come to be so"

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what they do; the second of a sequence comes at once, or it ends."""
        for place, key in enumerate(keys, 1):
            self.send(key)
            await self._drain()
            if place == len(keys) or not self.screen.keymap._strokes:
                await self.settle()

    def send(self, key: str) -> None:
        """Press a key without waiting; the way of `Pilot.press`, which waits long after each."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = key if len(key) == 1 else CHARACTERS.get(key)
        event = events.Key(name, character)
        event.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(event)

    async def type(self, text: str, *after: str) -> None:
        """Type a text, letter by letter, then press keys."""
        for letter in text:
            self.send("space" if letter == " " else letter)
        await self.settle()
        await self.press(*after)

    def has_keys(self, pane: str) -> bool:
        """Whether keys go to a pane."""
        return self.screen.focused is self.screen.query_one(f"#{pane}")

    @property
    def titles(self) -> list[str]:
        """The titles in sight."""
        return [row.title for row in self.screen.tasks.rows_in_sight()]

    @property
    def current(self) -> str | None:
        """The title under the cursor."""
        row = self.screen.tasks.row
        return None if row is None else row.title

    @property
    def toasts(self) -> list[str]:
        """What is said in toasts."""
        return [str(note.message) for note in self.app._notifications]

    def lines(self) -> list[str]:
        """The whole screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.lines())


@asynccontextmanager
async def driving(
    setup: Setup, size: tuple[int, int] = (120, 36), *, toasts: bool = True
) -> AsyncIterator[Driver]:
    """A screen that is open and has shown its first answer."""
    app = TmeApp(setup)
    try:
        async with app.run_test(size=size, notifications=toasts) as pilot:
            driver = Driver(pilot, app)
            await driver.until(lambda: driver.screen.serial > 0)
            await driver.settle()
            yield driver
    finally:
        app.main.work.stop()


Story = Callable[[Driver], Awaitable[None]]


def play(
    home: Path,
    now: datetime,
    story: Story,
    *,
    titles: Iterable[str] = (),
    prepare: Callable[[TaskManager], object] | None = None,
    size: tuple[int, int] = (120, 36),
    locale: str = "en",
    view: str | None = "view:all",
) -> None:
    """Run a story on a base that holds `titles` and what `prepare` adds; it begins in `view`."""
    with engine_of(home, FixedClock(now)) as engine:
        for title in titles:
            engine.add_task(title)
        if prepare is not None:
            prepare(engine)

    async def run() -> None:
        async with driving(replace(setup_of(home, now, locale)), size) as driver:
            if view is not None:
                entry = next(each for each in driver.screen.views.entries if each.key == view)
                driver.screen.open_entry(entry)
                await driver.settle()
            await story(driver)

    asyncio.run(run())
