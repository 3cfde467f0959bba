"""What a line after the colon means: a command by its name or its label, and what it is to be done with."""

from __future__ import annotations

from typing import NamedTuple

from tme_tui.i18n import Translator
from tme_tui.model.text import fold
from tme_tui.tui.actions import ACTIONS, Action

_LEAVING = ("q", "q!", "qa", "qa!", "wq", "wq!", "x")
"""What hands that know vim type to leave; there is nothing to be written."""


_WITH_TEXT = frozenset(
    {
        *("add", "add_subtask", "add_note", "filter", "search", "jump", "save_view", "mark_query"),
        *("due", "wait", "category", "tags", "priority", "recurrence", "reminders", "estimate"),
        "calendar_date",
    }
)
"""Commands that ask for a line, which can be given to them at once."""


class Command(NamedTuple):
    """An action and what was typed behind its name."""

    action: Action
    rest: str = ""

    @property
    def is_too_much(self) -> bool:
        """Whether something was typed that it has no use for."""
        return bool(self.rest) and self.action.name not in _WITH_TEXT


def read_command(text: str, words: Translator) -> Command | None:
    """The command with the longest name that the line begins with: `add Milk tomorrow`, `due fri`."""
    if text.strip() in _LEAVING:
        return Command(ACTIONS["quit"])
    parts = text.split()
    for count in range(len(parts), 0, -1):
        wanted = fold(" ".join(parts[:count]))
        for action in ACTIONS.values():
            if wanted in (fold(action.name), fold(action.say(words)), fold(action.label)):
                return Command(action, text.split(None, count)[count] if count < len(parts) else "")
    return None
