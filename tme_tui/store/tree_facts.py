"""What trees need to know of many tasks at once: flat rows, their ties, what is inside what."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from tme_tui.model.outline import Node, Tie
from tme_tui.store import tables
from tme_tui.store.working_set import in_batches

_task, _tie = tables.tasks, tables.dependencies
_MANY = 1_000
"""From so many tasks on, reading all of them is quicker than asking for each."""
_COLUMNS = (
    *(_task.c.id, _task.c.title, _task.c.status, _task.c.kind, _task.c.priority, _task.c.due),
    *(_task.c.due_utc, _task.c.wait_utc, _task.c.estimate, _task.c.parent_id, _task.c.open_blockers),
    *(_task.c.blocking, _task.c.subtasks, _task.c.subtasks_done),
)


def nodes(connection: Connection, numbers: Collection[int]) -> dict[int, Node]:
    """Tasks by number, in the order given; deleted ones are absent."""
    statement = select(*_COLUMNS).where(_task.c.status != "deleted")
    made: dict[int, Node] = {}
    if len(numbers) > _MANY:
        made = {row[0]: Node._make(row) for row in connection.execute(statement).all()}
    else:
        for batch in in_batches(numbers):
            rows = connection.execute(statement.where(_task.c.id.in_(batch)))
            made |= {row[0]: Node._make(row) for row in rows}
    return {number: made[number] for number in numbers if number in made}


def ties(connection: Connection) -> tuple[list[Tie], set[int]]:
    """All dependencies, and which of their blockers are closed."""
    statement = select(_tie.c.task_id, _tie.c.blocker_id, _tie.c.link, _tie.c.lag)
    found = list(map(Tie._make, connection.execute(statement).all()))
    closed = (
        select(_task.c.id)
        .where(_task.c.status.not_in(("open", "started")))
        .where(_task.c.id.in_(select(_tie.c.blocker_id)))
    )
    return sorted(found), {row[0] for row in connection.execute(closed)}
