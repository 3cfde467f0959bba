"""Garbage is looked for in portions that keep no key waiting, and at everything only when nobody is there."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from textual import events

from tests.support.timing import Stopwatch
from tests.tui.screens import collecting_as_the_program_does, driving, setup_of
from tme_tui.tui.topics import resting
from tme_tui.tui.working.tidying import collect_again, keep_loaded, look_at_all, reading, tidy_up

MUCH, FRAME = 300_000, 0.016


class Ring:
    """What a dialog that is left leaves: it holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def as_the_program() -> Iterator[None]:
    gc.collect()
    with collecting_as_the_program_does():
        yield
        look_at_all()


@contextmanager
def pauses() -> Iterator[list[float]]:
    """How long each look for garbage takes."""
    taken: list[float] = []
    begun = 0.0

    def told(phase: str, _: dict[str, int]) -> None:
        nonlocal begun
        if phase == "start":
            begun = time.thread_time()
        else:
            taken.append(time.thread_time() - begun)

    gc.callbacks.append(told)
    try:
        yield taken
    finally:
        gc.callbacks.remove(told)


def test_reading_much_keeps_nobody_waiting_and_hides_no_garbage() -> None:
    collect_again()
    held: list[list[list[int]]] = []
    ring = Ring()
    left = weakref.ref(ring)

    def read() -> None:
        with reading():
            held.append([[number] for number in range(MUCH)])

    with pauses() as taken:
        thread = Thread(target=read)
        thread.start()
        thread.join()
        assert not taken
        del ring
        watch = Stopwatch()
        keep_loaded()
        is_all = tidy_up()
        assert watch.seconds() < FRAME
        assert not is_all
    assert left() is not None, "it was set aside with what was read"
    look_at_all()
    assert left() is None
    assert tidy_up()
    assert gc.isenabled()


def test_much_that_was_made_on_the_loop_is_not_looked_at_either() -> None:
    collect_again()
    held = [[number] for number in range(MUCH)]
    with pauses() as taken:
        assert not tidy_up()
    assert not taken
    assert len(held) == MUCH


def test_all_is_looked_at_when_the_terminal_has_lost_the_focus_for_a_while(
    home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with driving(setup_of(home, now), (80, 24)) as driver:
            ring = Ring()
            left = weakref.ref(ring)
            with reading():
                held = [[number] for number in range(MUCH)]
            del ring
            driver.screen._tidy()
            assert left() is not None
            driver.screen._tidy(waited=resting._GONE)
            assert left() is not None, "the terminal has the focus: somebody may be there"
            monkeypatch.setattr(resting, "_GONE", 0.2)
            driver.app.post_message(events.AppBlur())
            await driver.until(lambda: left() is None)
            assert len(held) == MUCH

    asyncio.run(run())
