"""Tasks found by how they stand to others or to time: what lists by query do not answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, literal_column, or_, select

from tme_tui.model.task import Task
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.reading import read_tasks, task_rows, tasks_by_number
from tme_tui.store.working_set import in_batches

_task = tables.tasks
_tie = tables.dependencies


def task_with_uid(connection: Connection, uid: str) -> Task | None:
    """The task with this exchange id."""
    return _first(read_tasks(connection, task_rows().where(_task.c.uid == uid)))


def next_due(connection: Connection, now: int) -> Task | None:
    """The open task whose date comes next."""
    statement = (
        task_rows()
        .where(_task.c.live == 1, _task.c.due_key >= now, _task.c.due_key < tables.NEVER)
        .order_by(_task.c.due_key, _task.c.id)
        .limit(1)
    )
    return _first(read_tasks(connection, statement))


def subtasks_of(connection: Connection, parents: Sequence[int]) -> list[Task]:
    """What is directly inside these tasks, deleted ones left out, in the order of their positions."""
    found: list[Task] = []
    for batch in in_batches(parents):
        statement = task_rows().where(_task.c.parent_id.in_(batch), _task.c.status != "deleted")
        found += read_tasks(connection, statement.order_by(_task.c.position, _task.c.id))
    return found


def blockers_of(connection: Connection, number: int) -> list[Task]:
    """The tasks that this one waits for, whatever their state."""
    return _named(connection, _tie.c.blocker_id, _tie.c.task_id == number)


def dependents_of(connection: Connection, number: int) -> list[Task]:
    """The tasks that wait for this one, whatever their state."""
    return _named(connection, _tie.c.task_id, _tie.c.blocker_id == number)


def freed_by(connection: Connection, numbers: Iterable[int]) -> list[int]:
    """Of the open tasks that waited for these, those that wait for nothing now, by number.

    The state is looked at here and not in SQL, where it leads the planner to begin with all open tasks.
    """
    found: set[int] = set()
    for batch in in_batches(numbers):
        query = (
            select(_task.c.id, _task.c.live, _task.c.open_blockers)
            .join(_tie, _tie.c.task_id == _task.c.id)
            .where(_tie.c.blocker_id.in_(batch))
        )
        found |= {number for number, live, blockers in connection.execute(query) if live and not blockers}
    return sorted(found)


def template_roots(connection: Connection) -> list[Task]:
    """The roots of process templates."""
    statement = task_rows().where(
        _task.c.kind == "template", _task.c.parent_id.is_(None), _task.c.status != "deleted"
    )
    return read_tasks(connection, statement.order_by(_task.c.id))


def about_to_move(connection: Connection, now: int) -> list[tuple[int, str]]:
    """Number and kind of each task to which something has come due by itself."""
    return [(number, kind) for number, kind in connection.execute(moving(now))]


def moving(now: int) -> Select[Any]:
    """The statement that finds them."""
    # The condition in the very words of the index of some rows: a bound value would not tell the planner.
    in_index: ColumnElement[bool] = literal_column(f"tasks.moves_at < {tables.NEVER}")
    return select(_task.c.id, _task.c.kind).where(_task.c.moves_at <= now, in_index)


def in_window(connection: Connection, start: int, end: int) -> list[Task]:
    """Open tasks with a date or a block between two instants, and every one that recurs."""
    dated = or_(
        (_task.c.due_key >= start) & (_task.c.due_key < end),
        (_task.c.starts_key < end) & (_task.c.ends_utc >= start),
        (_task.c.starts_key >= start) & (_task.c.starts_key < end),
        _task.c.recurrence.is_not(None),
    )
    return read_tasks(connection, task_rows().where(_task.c.live == 1, dated))


def known_occurrences(connection: Connection, numbers: Iterable[int]) -> dict[int, dict[str, Row]]:
    """What became of single occurrences, by task and occurrence."""
    table = tables.occurrences
    found: dict[int, dict[str, Row]] = {}
    for batch in in_batches(numbers):
        for row in connection.execute(select(table).where(table.c.task_id.in_(batch))).mappings():
            found.setdefault(row["task_id"], {})[row["occurrence"]] = dict(row)
    return found


def _first(found: list[Task]) -> Task | None:
    return found[0] if found else None


def _named(connection: Connection, side: Column[int], condition: ColumnElement[bool]) -> list[Task]:
    numbers = list(connection.execute(select(side).where(condition).order_by(side)).scalars())
    return list(tasks_by_number(connection, numbers).values())
