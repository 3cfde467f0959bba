"""What trees need to know of many tasks at once: flat rows, their ties, what is inside what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from sqlalchemy import Connection, case, or_, select

from tme_tui.model.outline import Node
from tme_tui.store import list_facts, tables
from tme_tui.store.plain_rows import Plain, plain_rows
from tme_tui.store.working_set import in_batches

_task, _tie = tables.tasks, tables.dependencies
_PLACED = case((_task.c.kind == "event", _task.c.starts), else_=_task.c.due)
_COLUMNS = (
    *(_task.c.id, _task.c.title, _task.c.status, _task.c.kind, _task.c.priority, _PLACED),
    *(_task.c.due_utc, _task.c.wait_utc, _task.c.estimate, _task.c.parent_id, _task.c.open_blockers),
    *(_task.c.blocking, _task.c.subtasks, _task.c.subtasks_done),
)
_NODES = select(*_COLUMNS).where(_task.c.status != "deleted")
_make_node = partial(tuple.__new__, Node)
"""As `_make` does, without a call for each row."""


def all_nodes(connection: Connection) -> dict[int, Node]:
    """Every task by number; deleted ones are absent."""
    rows = plain_rows(connection, _NODES)
    return {node[0]: node for node in map(_make_node, rows)}


def nodes(connection: Connection, numbers: Collection[int]) -> dict[int, Node]:
    """Some tasks by number, in the order given; deleted ones are absent."""
    made: dict[int, Node] = {}
    for batch in in_batches(numbers):
        rows = plain_rows(connection, _NODES.where(_task.c.id.in_(batch)))
        made |= {node[0]: node for node in map(_make_node, rows)}
    return {number: made[number] for number in numbers if number in made}


def parents(connection: Connection) -> Mapping[int, int]:
    """What each task is inside of."""
    return list_facts.nesting(connection)


def ties(connection: Connection) -> list[Plain]:
    """All dependencies as `Tie` has them, in the order of the tasks that wait; what is usual is left out.

    The two numbers stand in the key alone, which is read twice as quickly as whole rows; few rows say more.
    """
    pair = (_tie.c.task_id, _tie.c.blocker_id)
    rows = plain_rows(connection, select(*pair).order_by(*pair))
    unusual = select(*pair, _tie.c.link, _tie.c.lag).where(or_(_tie.c.link != "FS", _tie.c.lag != 0))
    special = {row[:2]: row for row in plain_rows(connection, unusual)}
    return [special.get(row, row) for row in rows] if special else rows


def closed_blockers(connection: Connection) -> set[int]:
    """Tasks that are waited for though they are closed."""
    statement = (
        select(_task.c.id)
        .where(_task.c.status.not_in(("open", "started")))
        .where(_task.c.id.in_(select(_tie.c.blocker_id)))
    )
    return {row[0] for row in plain_rows(connection, statement)}
