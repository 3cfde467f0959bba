"""The keys at the foot of the form; a click on one does what the key does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.widgets import Static

from tme_tui.tui.bars import hints_of

if TYPE_CHECKING:
    from tme_tui.tui.actions import Action, HelpEntry


class KeyHints(Static):
    """Keys and what they do."""

    class Wanted(Message):
        """A key was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, markup=False)
        self._entries: Sequence[HelpEntry] = ()
        self._width = 0

    def show(self, entries: Sequence[HelpEntry], width: int) -> None:
        """Show as many as fit."""
        if (entries, width) == (self._entries, self._width):
            return
        self._entries, self._width = entries, width
        self.update(hints_of([(each.keys[0], each.label) for each in entries], width))

    def on_click(self, event: events.Click) -> None:
        """Which of them was clicked?"""
        hints = [(each.keys[0], each.label) for each in self._entries]
        for count, entry in enumerate(self._entries, 1):
            if event.x < hints_of(hints[:count], self._width).cell_length:
                self.post_message(self.Wanted(entry.action))
                return
