"""The application: one screen, a theme, the palette. All else is in screens and widgets."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.screen import Screen

from tme_tui.tui.main_screen import MainScreen
from tme_tui.tui.palette import ActionProvider
from tme_tui.tui.setup import Setup


class TmeApp(App[None]):
    """tme-tui."""

    TITLE = "tme"
    CSS_PATH: ClassVar = ["app.tcss", "main_screen.tcss"]
    COMMANDS: ClassVar = {ActionProvider}
    COMMAND_PALETTE_BINDING = "f4"

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self.setup = setup
        self.main = MainScreen(setup)
        self.theme = setup.theme or "tokyo-night"

    def get_default_screen(self) -> Screen[None]:
        """The main screen is there from the first picture on."""
        return self.main
