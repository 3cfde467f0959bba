"""A dialog paints the screen below it once, and later only the lines that look different."""

from __future__ import annotations

import asyncio

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Static

from tests.tui.screens import come_about
from tme_tui.tui.look.backdrop import OverScreen, SteadyScreen


class Below(SteadyScreen[None]):
    """Three lines."""

    def compose(self) -> ComposeResult:
        yield from (Static(name, id=name) for name in ("one", "two", "three"))


class Over(OverScreen[None]):
    """A dialog that counts what it is asked to paint."""

    CSS = "Over { background: black 50%; align: right bottom; } #box { width: 5; height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Region] = []

    def compose(self) -> ComposeResult:
        yield Static("box", id="box")

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(crop)
        return super().render_lines(crop)


class Small(App[None]):
    """A screen, and a dialog over it."""

    def get_default_screen(self) -> Below:
        return Below()


async def opened(pilot: Pilot[None]) -> Over:
    over = Over()
    await pilot.app.push_screen(over)
    await come_about(pilot, lambda: bool(over.asked))
    return over


def test_only_lines_that_look_different_are_painted_again() -> None:
    async def story() -> None:
        async with Small().run_test(size=(30, 8)) as pilot:
            over = await opened(pilot)
            assert [line.text.strip() for line in over.render_lines(Region(0, 0, 30, 3))] == [
                "one",
                "two",
                "three",
            ]
            below = pilot.app.screen_stack[0]
            over.asked.clear()
            below.query_one("#two", Static).refresh()
            below.refresh()
            await pilot.pause()
            assert over.asked == []
            below.query_one("#two", Static).update("other")
            await come_about(pilot, lambda: bool(over.asked))
            assert {crop.y for crop in over.asked} == {1}
            assert all(crop.height == 1 for crop in over.asked)
            assert over.render_lines(Region(0, 1, 30, 1))[0].text.strip() == "other"

    asyncio.run(story())


def test_a_dialog_is_painted_whole_only_once_when_it_opens() -> None:
    async def story() -> None:
        async with Small().run_test(size=(30, 8)) as pilot:
            over = await opened(pilot)
            assert sum(crop.height for crop in over.asked) <= 8

    asyncio.run(story())
