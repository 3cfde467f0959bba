"""What working along dependencies in time needs to know of all open tasks: lengths, dates and ties."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from tme_tui.model.critical_path import Work
from tme_tui.model.outline import Tie
from tme_tui.store import tables
from tme_tui.store.tables import NEVER
from tme_tui.store.working_set import in_batches

_task, _tie = tables.tasks, tables.dependencies


def works(connection: Connection, unestimated: int) -> dict[int, Work]:
    """Every open task and event; without an estimate or a block one takes `unestimated` seconds."""
    statement = select(
        *(_task.c.id, _task.c.estimate, _task.c.due_utc),
        *(_task.c.wait_utc, _task.c.starts_utc, _task.c.ends_utc),
    ).where(_task.c.live == 1)
    found = {}
    for number, estimate, due, wait, starts, ends in connection.execute(statement).all():
        length = estimate
        if length is None:
            length = unestimated if starts is None or ends is None else max(ends - starts, 0)
        known = [instant for instant in (wait, starts) if instant is not None and instant < NEVER]
        found[number] = Work(length, due if due is None or due < NEVER else None, max(known, default=None))
    return found


def hold_up(connection: Connection, numbers: Collection[int]) -> bool:
    """Whether anything waits for one of these."""
    statement = select(_tie.c.task_id).where(_tie.c.satisfied.is_(None)).limit(1)
    return any(
        connection.execute(statement.where(_tie.c.blocker_id.in_(batch))).first() is not None
        for batch in in_batches(numbers)
    )


def open_ties(connection: Connection) -> list[Tie]:
    """All dependencies that hold something up; a closed end makes no difference to those who ask."""
    statement = select(_tie.c.task_id, _tie.c.blocker_id, _tie.c.link, _tie.c.lag)
    rows = connection.execute(statement.where(_tie.c.satisfied.is_(None))).all()
    return [Tie(*row) for row in rows]
