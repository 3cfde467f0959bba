"""Occurrences of recurring tasks: completing one moves the task to the next and remembers what was done."""

from __future__ import annotations

from tme_tui.engine.base import Change
from tme_tui.i18n import Translator
from tme_tui.store.entities import Row


def complete_occurrence(change: Change, row: Row, home: str, words: Translator) -> bool:
    """Complete the current occurrence of a recurring task; False when the task itself is to be completed."""
    return False
