"""Tasks that are due before what they wait for, as SQL.

Only what is certain counts: the dates of both and the lag between them. Of a tie to a blocker's start that is
its due date less its estimate; how long the waiting task takes makes no difference, so that two tasks of one
day are in no conflict.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select

from tme_tui.model.conflict import DateConflicts
from tme_tui.store import tables
from tme_tui.store.plain_rows import plain_rows
from tme_tui.store.tables import NEVER
from tme_tui.store.working_set import in_batches

_task, _tie = tables.tasks, tables.dependencies
_blocker = tables.tasks.alias("blocker")
_FROM_START = func.coalesce(_blocker.c.estimate, 0)
_POSSIBLE = _blocker.c.due_utc + _tie.c.lag - case((_tie.c.link.in_(("SS", "SF")), _FROM_START), else_=0)
"""When the task can be due at the earliest; NULL where nothing says so."""
_LATE = _POSSIBLE - _task.c.due_utc
_HOLDS = and_(
    *(_tie.c.satisfied.is_(None), _blocker.c.id == _tie.c.blocker_id, _blocker.c.live == 1),
    *(_blocker.c.due_utc < NEVER, _LATE > 0),
)
_WAITS = and_(_task.c.live == 1, _task.c.due_key < NEVER, _tie.c.task_id == _task.c.id)

_MANY = 1_000
"""The conflicts of more tasks are picked out of those of all."""


def in_conflict() -> ColumnElement[bool]:
    """Whether the row of `tasks` is due too early; never NULL."""
    return exists(select(1).where(_tie.c.task_id == _task.c.id, _HOLDS).correlate(_task))


def tasks_in_conflict() -> Select[tuple[int]]:
    """The numbers of all open tasks that are due too early."""
    return select(_task.c.id).where(_WAITS, _HOLDS).distinct()


def conflicts(connection: Connection, numbers: Collection[int] | None = None) -> DateConflicts:
    """The conflicts of these tasks, or of all; of each task the worst first."""
    statement = select(_task.c.id, _blocker.c.id, _LATE).where(_WAITS, _HOLDS).order_by(_LATE.desc())
    if numbers is None:
        return DateConflicts(plain_rows(connection, statement))
    if len(numbers) > _MANY:
        wanted = frozenset(numbers)
        return DateConflicts(row for row in plain_rows(connection, statement) if row[0] in wanted)
    batches = (statement.where(_task.c.id.in_(batch)) for batch in in_batches(numbers))
    return DateConflicts(row for batch in batches for row in plain_rows(connection, batch))
