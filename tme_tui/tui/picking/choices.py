"""What can be chosen, and where it comes from: tasks of the base, names, anything with a label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from tme_tui.i18n import Translator
from tme_tui.model.query import And, Query, StatusIn, Text
from tme_tui.model.task import Status, Task
from tme_tui.model.text import clean_line, fold
from tme_tui.model.value import value
from tme_tui.tui.look import signs
from tme_tui.tui.picking.fuzzy import score

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

MOST = 60
"""So many choices are shown; more letters find the rest."""
_NEAR = 400
"""Among so many of the most urgent tasks, letters with gaps are looked for too."""
_OPEN = StatusIn(frozenset({Status.OPEN, Status.STARTED}))
_CLOSED = StatusIn(frozenset({Status.DONE, Status.CANCELLED}))


@value
class Choice:
    """One line to choose."""

    key: object
    label: str
    note: str = ""
    """What stands at its right, fainter."""
    refused: str = ""
    """Why it cannot be chosen; such a line is grey and says so."""
    sign: str = ""
    picture: str = ""
    """What the reason looks like, in several lines."""


@value
class Refusal:
    """Why a task cannot be chosen."""

    why: str
    picture: str = ""


Finder = Callable[["TaskManager", str], Sequence[Choice]]
"""What fits a text; called in the working thread."""


class Among:
    """A finder over a list that is known."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self.known = tuple(choices)

    def __call__(self, engine: TaskManager, text: str) -> Sequence[Choice]:
        """Those that fit a text; nobody need be asked."""
        return best(self.known, text)


def among(choices: Iterable[Choice]) -> Among:
    """A finder over these."""
    return Among(choices)


def best(choices: Sequence[Choice], text: str) -> Sequence[Choice]:
    """Those that fit, the best first; all of them in their order for an empty text."""
    if not text.strip():
        return choices[:MOST]
    scored = [
        (found, place, choice)
        for place, choice in enumerate(choices)
        if (found := score(text, f"{choice.label} {choice.note}")) is not None
    ]
    scored.sort(key=lambda one: (-one[0], one[1]))
    return [choice for _, _, choice in scored[:MOST]]


def tasks(
    words: Translator,
    *,
    without: Iterable[int] = (),
    refusals: Callable[[TaskManager, Sequence[int]], dict[int, Refusal]] | None = None,
    finished: bool = False,
) -> Finder:
    """A finder over all tasks; `refusals` names those that cannot be chosen, with the reason."""
    left_out = frozenset(without)

    def find(engine: TaskManager, text: str) -> Sequence[Choice]:
        found = [task for task in _tasks(engine, text, finished=finished) if int(task.id) not in left_out]
        refused = refusals(engine, [int(task.id) for task in found]) if refusals is not None else {}
        return [choice_of(task, words, refused.get(int(task.id))) for task in found[:MOST]]

    return find


def choice_of(task: Task, words: Translator, refused: Refusal | None = None) -> Choice:
    """A task as a line."""
    sign = signs.BLOCKED if task.blocked and task.status.is_open else signs.STATES[task.status]
    parts = [f"#{task.id}", task.category or ""]
    note = " · ".join(part for part in parts if part)
    if refused is None:
        return Choice(int(task.id), task.title, note, sign=sign)
    return Choice(int(task.id), task.title, note, refused.why, sign, refused.picture)


def _tasks(engine: TaskManager, text: str, *, finished: bool) -> list[Task]:
    typed = clean_line(text)
    digits = typed.lstrip("#")
    found: dict[int, Task] = {}
    if digits.isascii() and digits.isdecimal() and 0 < len(digits) < 10:
        found |= {int(key): task for key, task in engine.tasks_numbered([int(digits)]).items()}
    needles = [Text(fold(word)) for word in typed.split()]
    for states in (_OPEN, _CLOSED) if finished else (_OPEN,):
        if len(found) < MOST:
            page = engine.page(Query(And((states, *needles))), MOST)
            found |= {int(task.id): task for task in page.tasks if int(task.id) not in found}
    if typed and len(found) < MOST // 3:
        near = engine.page(Query(_OPEN), _NEAR).tasks
        scored = [(fit, task) for task in near if (fit := score(typed, task.title)) is not None]
        scored.sort(key=lambda one: -one[0])
        found |= {int(task.id): task for _, task in scored if int(task.id) not in found}
    return [task for task in found.values() if task.status is not Status.DELETED]
