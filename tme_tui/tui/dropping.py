"""What becomes of tasks that are dropped on a line of the views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tme_tui.tui.view_entries import Entry, EntryKind

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome

Landing = Callable[["TaskManager", Sequence[int]], "Outcome"]


def landing_on(entry: Entry | None) -> Landing | None:
    """What a line does with tasks; None where none can be dropped."""
    if entry is None:
        return None
    if entry.kind is EntryKind.CATEGORY:
        return partial(_move, entry.name)
    if entry.kind is EntryKind.TAG:
        return partial(_tag, entry.name)
    if entry.kind is EntryKind.VIEW and entry.name == "done":
        return _complete
    return None


def _move(category: str, engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    return engine.move(numbers, category)


def _tag(tag: str, engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    return engine.tag(numbers, add=[tag])


def _complete(engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    return engine.complete(numbers)
