"""Which tasks the plan or the review of a day tells a person of."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.journal import Origin
from tme_tui.model.person import Decision
from tme_tui.model.reminding import Reminding
from tme_tui.model.task import Kind, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.outbox import Claimed

_log = logging.getLogger(__name__)
MOST = 1000
_PAGE = 200
_USUAL = Reminding()


def tasks_of_digest(manager: TaskManager, claimed: Claimed) -> list[Task]:
    """The tasks of a digest as they are now, in the order of the query."""
    wishes = claimed.person.reminding
    evening = claimed.details.get("digest") == "evening"
    query = wishes.evening_query if evening else wishes.morning_query
    own = manager.acting_as(int(claimed.person.id), Origin.SCHEDULER)
    try:
        return _mine(own, query, claimed.person.login)
    except SyntaxMistake as error:  # what a query speaks of, such as an attribute, may be gone by now
        _log.warning("the query of a digest is not understood: %s", error)
        usual = _USUAL.evening_query if evening else _USUAL.morning_query
        return _mine(own, usual, claimed.person.login)


def _mine(manager: TaskManager, query: str, login: str) -> list[Task]:
    """What this person does or takes part in, however much of others' stands before it."""
    found: list[Task] = []
    for task in _all(manager, query):
        if concerns(task, login):
            found.append(task)
            if len(found) == MOST:
                break
    return found


def _all(manager: TaskManager, query: str) -> Iterator[Task]:
    after = None
    while True:
        page = manager.page(query, limit=_PAGE, after=after)
        yield from page.tasks
        after = page.next
        if after is None:
            return


def concerns(task: Task, login: str) -> bool:
    """Whether a person would be reminded of it: who does a task, who has an event and did not decline it."""
    if task.kind is not Kind.EVENT:
        return (task.assignee or task.owner) in (login, None)
    for part in task.participants:
        if part.login == login:
            return part.decision is not Decision.NO
    return task.owner in (login, None)
