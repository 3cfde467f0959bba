"""How the program opens where no last frame fits: a first look at the base, and a picture of it.

It takes a third of the time in which a bare program that draws a screen would be there.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tme_tui.i18n import translator
from tme_tui.shipped_files import shipped

if TYPE_CHECKING:
    from rich.color import ColorSystem

    from tme_tui.settings import Settings
    from tme_tui.tui.start.first_page import FirstPage

_SHEET = Path(__file__).parents[1] / "main_screen.tcss"
_ASKED_FOR = ("TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FILTERS")
"""Variables by which colours are changed in ways that only the screen knows."""


class Opening:
    """What is seen before the screen is there; `page` is what it shows, once something is shown."""

    def __init__(self, settings: Settings, environment: Mapping[str, str], kept: Path, theme: str) -> None:
        self._settings, self._environment, self._kept, self._theme = settings, environment, kept, theme
        self.page: FirstPage | None = None

    def lines(self, width: int, height: int) -> list[str]:
        """The picture for a terminal of this size; no lines where none can be made."""
        try:
            return self._draw(width, height)
        except Exception:  # the program opens without a picture, and says what is wrong when it has read more
            logging.getLogger(__name__).exception("there is no first picture")
            self.page = None
            return []

    def _draw(self, width: int, height: int) -> list[str]:
        from tme_tui.model.clock import SystemClock
        from tme_tui.tui.actions import keymap
        from tme_tui.tui.look.themes import ThemeMistake, read_theme
        from tme_tui.tui.remembering import recall
        from tme_tui.tui.start.first_look import FirstLook
        from tme_tui.tui.start.plain_styles import PlainStyles
        from tme_tui.tui.start.sketch import Sketch
        from tme_tui.tui.tab_names import LIST

        settings, words = self._settings, translator(self._settings.user.locale)
        colours = colours_of(self._environment)
        memory = recall(settings.places.data / "screen.json")
        now, zone = SystemClock().now(), settings.user.zone
        look = FirstLook(settings.database.url, now, zone, words, memory, self._kept)
        self.page = page = look.page() if memory.tab in ("", LIST) else None
        if colours is None:
            return []
        try:
            theme = read_theme(self._theme, shipped("themes"), settings.places.config / "themes")
            styles = PlainStyles(theme.said, _SHEET.read_text(encoding="utf-8"))
            keys = keymap(settings.keys.profile, settings.keys.bind, complain=lambda _: None)
            shown = look.without_tasks() if page is None else page
            sketch = Sketch(shown, memory, styles, words, keys, has_tasks=page is not None)
            sketch.has_colours = "NO_COLOR" not in self._environment
            return sketch.lines(width, height, colours)
        except (ThemeMistake, OSError, KeyError):  # the screen has a way round all of them
            return []


def colours_of(environment: Mapping[str, str]) -> ColorSystem | None:
    """The colours of the terminal as Rich finds them; None where that is not so simple."""
    from rich.color import ColorSystem

    if any(environment.get(name) for name in _ASKED_FOR):
        return None
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColorSystem.TRUECOLOR
    kind = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return ColorSystem.EIGHT_BIT if kind in ("256color", "kitty") else ColorSystem.STANDARD
