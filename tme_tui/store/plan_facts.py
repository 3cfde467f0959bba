"""What the planner needs to know of all open tasks: light rows, since there may be very many."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, select

from tme_tui.store import tables
from tme_tui.store.tables import NEVER

_task = tables.tasks


class Plannable(NamedTuple):
    """An open task or event; instants and lengths in seconds."""

    number: int
    is_event: bool
    estimate: int | None
    due: int | None
    wait: int | None
    starts: int | None
    ends: int | None
    urgency: float
    parent: int | None
    recurs: bool
    is_mine: bool
    """It is this person's to do."""


def plannable(connection: Connection, person: int) -> list[Plannable]:
    """Every open task, whoever does it: others wait for it, or it takes place anyway."""
    statement = select(
        *(_task.c.id, _task.c.kind, _task.c.estimate, _task.c.due_utc, _task.c.wait_utc),
        *(_task.c.starts_utc, _task.c.ends_utc, _task.c.urgency, _task.c.parent_id),
        *(_task.c.recurrence.is_not(None), _task.c.owner_id, _task.c.assignee_id),
    ).where(_task.c.live == 1)
    found = []
    for row in connection.execute(statement).all():
        number, kind, estimate, due, wait, starts, ends, urgency, parent, recurs, owner, assignee = row
        mine = person == (assignee if assignee is not None else owner if owner is not None else person)
        due = None if due is None or due >= NEVER else due
        event = kind == "event"
        found.append(
            Plannable(
                number, event, estimate, due, wait, starts, ends, urgency, parent, bool(recurs), bool(mine)
            )
        )
    return found
