"""Which tasks the plan or the review of a day tells a person of."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tme_tui.engine.digest_queries import DIGEST_QUERIES
from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.journal import Origin
from tme_tui.model.person import Decision
from tme_tui.model.reminding import Reminding
from tme_tui.model.task import Kind, Task
from tme_tui.model.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.outbox import Claimed
    from tme_tui.model.query import Query

_log = logging.getLogger(__name__)
MOST = 1000
_PAGE = 200
_USUAL = Reminding()


@value
class Digest:
    """What a digest tells of."""

    tasks: tuple[Task, ...] = ()
    """As they are now, in the order of the query."""
    setting: str = ""
    """The setting whose query could not be used, so that this is what the usual one finds."""
    problem: str = ""
    """Why it could not."""


def read_digest(manager: TaskManager, claimed: Claimed) -> Digest:
    """What a digest is to tell its person."""
    evening = claimed.details.get("digest") == "evening"
    name = "evening_query" if evening else "morning_query"
    own = manager.acting_as(int(claimed.person.id), Origin.SCHEDULER)
    login = claimed.person.login
    try:
        query = own.read_digest_query(getattr(claimed.person.reminding, name))
        return Digest(_mine(own, query, login))
    except SyntaxMistake as error:  # a view that it names, or an attribute, may be gone by now
        (setting,) = (key for key, wish in DIGEST_QUERIES.items() if wish == name)
        _log.warning("%s cannot be used: %s", setting, error)
        usual = own.read_query(getattr(_USUAL, name))
        return Digest(_mine(own, usual, login), setting, str(error))


def _mine(manager: TaskManager, query: Query, login: str) -> tuple[Task, ...]:
    """What this person does or takes part in, however much of others' stands before it."""
    found: list[Task] = []
    for task in _all(manager, query):
        if concerns(task, login):
            found.append(task)
            if len(found) == MOST:
                break
    return tuple(found)


def _all(manager: TaskManager, query: Query) -> Iterator[Task]:
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
