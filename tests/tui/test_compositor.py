"""What is painted is what Textual would paint, and what is covered is not asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from tme_tui.tui.look.backdrop import SteadyScreen


class Ground(Static):
    """Counts the lines that it is asked for."""

    asked = 0

    def render_line(self, y: int) -> Strip:
        self.asked += 1
        return super().render_line(y)


class Layers(SteadyScreen[None]):
    """Widgets beside, inside and over each other, cut off and scrolled."""

    def compose(self) -> ComposeResult:
        yield Ground("covered\n" * 5, id="covered")
        yield Static("cover", id="cover")
        with Horizontal():
            yield Static("漢字 left\n" * 4)
            with VerticalScroll():
                yield Static("scrolled\n" * 7)
        with Vertical():
            yield Static("below")
        yield Static("over", id="over")


class Sample(App[None]):
    CSS = """
    Layers { layers: below above; }
    #covered { layer: below; width: 1fr; height: 5; dock: top; }
    #cover { layer: above; width: 1fr; height: 3; dock: top; background: red; }
    Horizontal { height: 6; margin-top: 5; border: round green; }
    Horizontal > * { width: 1fr; }
    VerticalScroll Static { height: 9; padding: 1; }
    #over { layer: above; offset: 30 9; width: 20; height: 4; border: solid blue; }
    """

    def get_default_screen(self) -> Screen[None]:
        return Layers()


def shown(paint: Callable[..., object], crop: Region) -> list[list[Strip | None]]:
    """The pieces of each line of a part."""
    chops: list[dict[int, Strip | None]] = paint(crop, lambda y: y in crop.line_range)  # type: ignore[assignment]
    return [[strip for x, strip in chops[y].items() if crop.x <= x < crop.right] for y in crop.line_range]


def test_what_is_seen_is_what_textual_would_paint() -> None:
    async def run() -> None:
        app = Sample()
        async with app.run_test(size=(60, 20)) as pilot:
            app.screen.query_one(VerticalScroll).scroll_to(y=2, animate=False)
            await pilot.pause()
            ours = app.screen._compositor
            parts = [Region(0, 0, 60, 20), Region(0, 4, 60, 1), Region(25, 8, 20, 6), Region(31, 10, 3, 2)]
            for part in parts:
                paint = Compositor._render_chops.__get__(ours)
                assert shown(ours._render_chops, part) == shown(paint, part)

    asyncio.run(run())


def test_covered_lines_are_not_asked_for() -> None:
    async def run() -> None:
        app = Sample()
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.pause()
            below = app.screen.query_one(Ground)
            below._styles_cache.clear()
            below.asked = 0
            app.screen._compositor.render_strips()
            assert below.asked == 2, "three of five lines are covered"

    asyncio.run(run())


class Stack(SteadyScreen[None]):
    """A list that has the room which the text below it leaves."""

    def compose(self) -> ComposeResult:
        yield Static(id="list")
        yield Static("one\ntwo", id="said")


class Stacked(App[None]):
    CSS = "#list { height: 1fr; } #said { height: auto; }"

    def get_default_screen(self) -> Stack:
        return Stack()


def test_what_has_moved_is_painted_though_its_place_was_asked_for_before_the_layout() -> None:
    async def story() -> None:
        async with Stacked().run_test(size=(20, 6)) as pilot:
            screen = pilot.app.screen
            said, compositor = screen.query_one("#said", Static), screen._compositor
            assert said.region == Region(0, 4, 20, 2)
            compositor._dirty_regions.clear()
            said.update("one")
            said._check_refresh()  # as it does when it is idle; the screen has not heard of it yet
            compositor.update_widgets({Static()})  # one that comes has no place yet: all are found anew
            assert said.region == Region(0, 5, 20, 1)
            compositor.reflow(screen, screen.size)
            assert Region(0, 0, 20, 5) in compositor._dirty_regions

    asyncio.run(story())
