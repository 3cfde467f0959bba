"""`?`: the keys that count here, searchable."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from tme_tui.i18n import Translator
from tme_tui.tui.actions import Action, Context, HelpGroup, Keymap, help_for, search_help
from tme_tui.tui.help.key_list import HelpList
from tme_tui.tui.look.backdrop import OverScreen
from tme_tui.tui.look.frames import Column


class HelpScreen(OverScreen[None]):
    """Actions by what they are about."""

    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", ""),
        ("f1", "dismiss", ""),
        ("down", "lines(3)", ""),
        ("up", "lines(-3)", ""),
        ("pagedown", "pages(1)", ""),
        ("pageup", "pages(-1)", ""),
    ]

    def __init__(
        self, context: Context, keymap: Keymap, words: Translator, can_do: Callable[[Action], bool]
    ) -> None:
        super().__init__()
        self._words = words
        found = (
            HelpGroup(group.title, tuple(entry for entry in group.entries if can_do(entry.action)))
            for group in help_for(context, keymap, words)
        )
        self._groups = tuple(group for group in found if group.entries)
        self._list = HelpList(self._groups, words.text("Nothing found"), id="help-list")

    def compose(self) -> ComposeResult:
        """A line to search in, and the keys below."""
        with Column(id="help"):
            yield Input(
                placeholder=self._words.text("Type to search; Esc closes"), compact=True, id="help-search"
            )
            yield self._list

    def on_mount(self) -> None:
        """The list shows everything at first."""
        self.query_one("#help").border_title = Content(self._words.text("Keys"))

    @on(Input.Changed)
    def _searched(self, event: Input.Changed) -> None:
        self._list.show(search_help(self._groups, event.value) if event.value.strip() else self._groups)

    def action_lines(self, lines: int) -> None:
        """Scroll while the search has the keys."""
        self._list.scroll_relative(y=lines, animate=False)

    def action_pages(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.action_lines(pages * self._list.scrollable_content_region.height)
