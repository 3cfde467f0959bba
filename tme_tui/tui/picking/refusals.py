"""Which tasks cannot be chosen as blockers, as blocked ones or as parents, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tme_tui.i18n import Translator

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


def as_blockers(
    numbers: Sequence[int], words: Translator, engine: TaskManager, found: Sequence[int]
) -> dict[int, str]:
    """A task that waits for one of these cannot hold it up; one that holds all of them up does so already."""
    waiting = engine.all_waiting_for(numbers)
    tasks = engine.tasks_numbered(numbers).values()
    already = (
        set.intersection(*({int(tie.blocker) for tie in task.depends} for task in tasks)) if tasks else set()
    )
    return _said(
        found, waiting, already, words.text("waits for it already"), words.text("is its blocker already")
    )


def as_blocked(
    numbers: Sequence[int], words: Translator, engine: TaskManager, found: Sequence[int]
) -> dict[int, str]:
    """A task that one of these waits for cannot wait for it."""
    needed = engine.all_blockers_of(numbers)
    tasks = engine.tasks_numbered(found)
    already = {
        int(task.id) for task in tasks.values() if set(numbers) <= {int(tie.blocker) for tie in task.depends}
    }
    return _said(found, needed, already, words.text("is waited for"), words.text("waits for it already"))


def as_parents(
    numbers: Sequence[int], words: Translator, engine: TaskManager, found: Sequence[int]
) -> dict[int, str]:
    """A task that lies inside one of these cannot hold it."""
    inside = engine.all_inside(numbers)
    return _said(found, inside, set(), words.text("lies inside it"), "")


def _said(found: Sequence[int], circle: set[int], already: set[int], why: str, twice: str) -> dict[int, str]:
    return {number: why for number in found if number in circle} | {
        number: twice for number in found if number in already and number not in circle
    }
