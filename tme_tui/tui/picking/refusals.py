"""Which tasks cannot be chosen as blockers, as blocked ones or as parents, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tme_tui.i18n import Translator
from tme_tui.model.circle_text import circle_lines
from tme_tui.tui.picking.choices import Refusal

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


def as_blockers(
    numbers: Sequence[int], words: Translator, engine: TaskManager, found: Sequence[int]
) -> dict[int, Refusal]:
    """A task that waits for one of these cannot hold it up; one that holds all of them up does so already."""
    circles = engine.circles_by_blocking(numbers, found)
    tasks = engine.tasks_numbered(numbers).values()
    already = (
        set.intersection(*({int(tie.blocker) for tie in task.depends} for task in tasks)) if tasks else set()
    )
    return _said(
        found, circles, already, words.text("waits for it already"), words.text("is its blocker already")
    )


def as_blocked(
    numbers: Sequence[int], words: Translator, engine: TaskManager, found: Sequence[int]
) -> dict[int, Refusal]:
    """A task that one of these waits for cannot wait for it."""
    circles = engine.circles_by_waiting(numbers, found)
    tasks = engine.tasks_numbered(found)
    already = {
        int(task.id) for task in tasks.values() if set(numbers) <= {int(tie.blocker) for tie in task.depends}
    }
    return _said(found, circles, already, words.text("is waited for"), words.text("waits for it already"))


def as_parents(
    numbers: Sequence[int], words: Translator, engine: TaskManager, found: Sequence[int]
) -> dict[int, Refusal]:
    """A task that lies inside one of these cannot hold it."""
    inside = engine.all_inside(numbers)
    return {number: Refusal(words.text("lies inside it")) for number in found if number in inside}


def _said(
    found: Sequence[int], circles: Mapping[int, Sequence[int]], already: set[int], why: str, twice: str
) -> dict[int, Refusal]:
    refused = {number: Refusal(twice) for number in found if number in already}
    return refused | {number: Refusal(why, "\n".join(circle_lines(way))) for number, way in circles.items()}
