"""The application: one screen, a theme, the palette. All else is in screens and widgets."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from tme_tui.shipped_files import shipped
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.look.stylesheet import QuickStylesheet
from tme_tui.tui.look.themes import load_theme
from tme_tui.tui.main_screen import MainScreen
from tme_tui.tui.setup import Setup
from tme_tui.tui.topics.keeping import Begun

if TYPE_CHECKING:
    from rich.console import RenderableType

_COLOURLESS = NoColor()


class TmeApp(App[str]):
    """tme-tui."""

    TITLE = "tme"
    CSS_PATH: ClassVar = ["app.tcss", "main_screen.tcss"]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, setup: Setup) -> None:
        complaints: list[str] = []
        theme = load_theme(setup.theme, shipped("themes"), setup.own_themes, complaints.append)
        self._defaults = dict(theme.variables)
        super().__init__()
        self.stylesheet = QuickStylesheet(variables=self.stylesheet._variables)
        self.setup = setup
        self._early: list[events.Event] | None = []
        """What was done before the screen could act on it."""
        self.main = MainScreen(setup, complaints)
        self.register_theme(theme)
        self.theme = theme.name
        if not setup.moving:
            self.animation_level = "none"

    def on_mount(self) -> None:
        """In a real terminal, be ready to be closed."""
        if not self.is_headless:
            from tme_tui.tui.leaving import leave_calmly

            leave_calmly(self, asyncio.get_running_loop())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where nothing may move, the cursor of a line does not blink either."""
        if not self.setup.moving and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    async def on_event(self, event: events.Event) -> None:
        """Keys for the main screen are acted on here, one after the other.

        Textual gives a key to the widget that has the focus when the key arrives. Focus follows later than
        the key that moved it, so letters typed fast, or sent in one piece over a slow line, would be commands
        to the list when they were meant for the line that the first of them opened.
        """
        if isinstance(event, events.InputEvent | events.Paste):
            if self._early is not None:
                self._early.append(event)
                return
            self.main.touched()
        if isinstance(event, events.Key) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, MainScreen | Dialog):
                self.app_focus = True
                if await screen.take_key(event):
                    return
        await super().on_event(event)

    def on_app_blur(self) -> None:
        """Nobody types here now."""
        self.main.left_alone()

    @on(Begun)
    async def _catch_up(self) -> None:
        """Act on what was done so far, before anything that was done later."""
        early, self._early = self._early or (), None
        for event in early:
            await self.on_event(event)

    def refresh_css(self, animate: bool = True) -> None:
        """Other styles count now; nothing of ours moves from one to the other."""
        from tme_tui.tui.look.restyling import restyle

        self.call_next(restyle, self)

    def action_help_quit(self) -> None:
        """Who presses Ctrl+C out of habit learns how to leave."""
        self.main.say(self.setup.words.text("To leave, press {key}", key=self.main.key_of("quit")))

    def exit(
        self, result: str | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """The screen is left: keep what it looks like for the next start."""
        self.main.keep_frame()
        super().exit(result, return_code, message)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colour, shades of grey; a terminal's own colours have none, all of them would be black."""
        filters = super().get_line_filters()
        if not self.no_color or not self.native_ansi_color:
            return filters
        return [_COLOURLESS if isinstance(each, Monochrome) else each for each in filters]

    def get_driver_class(self) -> type[Driver]:
        """The terminal, where it is one of the kind that can be waited for."""
        kind = super().get_driver_class()
        if kind.__module__ != "textual.drivers.linux_driver":
            return kind
        from tme_tui.tui.terminal import PatientDriver

        return PatientDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our own variables are under themes that do not know them."""
        return self._defaults

    def get_default_screen(self) -> Screen[None]:
        """The main screen is there from the first picture on."""
        return self.main
