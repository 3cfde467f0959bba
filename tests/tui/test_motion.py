"""With `screen.motion: reduced` nothing on the screen moves or blinks by itself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.tui.screens import Driver, driving, engine_of, setup_of
from tme_tui.model.clock import FixedClock


@pytest.mark.parametrize("moving", [True, False])
def test_lines_blink_only_where_things_may_move(home: Path, now: datetime, moving: bool) -> None:
    with engine_of(home, FixedClock(now)) as engine:
        engine.add_task("A task", notes="some notes")

    async def blinks(driver: Driver, *keys: str) -> bool:
        await driver.press(*keys)
        focused = driver.app.focused
        assert isinstance(focused, Input | TextArea)
        blinking = focused.cursor_blink
        await driver.press("escape")
        return blinking

    async def run() -> None:
        async with driving(replace(setup_of(home, now), moving=moving)) as driver:
            assert (driver.app.animation_level == "none") is not moving
            await driver.press("9")
            assert await blinks(driver, "a") is moving
            assert await blinks(driver, "b") is moving
            assert await blinks(driver, "enter") is moving
            assert await blinks(driver, "enter", "shift+tab") is moving
            assert await blinks(driver, "?") is moving

    asyncio.run(run())
