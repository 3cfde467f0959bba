"""What a calendar needs of tasks, as light rows: a month may hold ten thousand series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from tme_tui.model.diary import Entry
from tme_tui.model.person import Decision
from tme_tui.store import tables
from tme_tui.store.working_set import in_batches

_task = tables.tasks
_owner = tables.people.alias("owner")
_assignee = tables.people.alias("assignee")
_SHOWN = ("open", "started", "done")
_MANY = 400
"""From so many tasks on, what belongs to any task is read at once."""


def repeating_entries(connection: Connection) -> list[Entry]:
    """Every open task and event that recurs."""
    return _entries(connection, _task.c.recurrence.is_not(None), _task.c.live == 1)


def dated_entries(connection: Connection, start: int, end: int) -> list[Entry]:
    """What has a date or a block between two instants, done or not."""
    dated = or_(
        (_task.c.due_key >= start) & (_task.c.due_key < end),
        (_task.c.starts_key < end) & (_task.c.ends_utc >= start),
        (_task.c.starts_key >= start) & (_task.c.starts_key < end),
    )
    return _entries(connection, dated, _task.c.live.in_((0, 1)))


def occurrences_known(
    connection: Connection, first: str, after: str
) -> dict[int, dict[str, tuple[str, str]]]:
    """State and changes of single occurrences whose time is in a window, and of all that were moved.

    The bounds are texts as moments begin, such as `2026-11-21`.
    """
    table = tables.occurrences
    near = (table.c.occurrence >= first) & (table.c.occurrence < after)
    query = select(table.c.task_id, table.c.occurrence, table.c.state, table.c.changes)
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for number, occurrence, state, changes in connection.execute(
        query.where(or_(near, table.c.state == "moved"))
    ):
        found[number][occurrence] = (state, changes)
    return found


def _entries(connection: Connection, *conditions: ColumnElement[bool]) -> list[Entry]:
    query = (
        select(
            *(_task.c.id, _task.c.title, _task.c.kind, _task.c.status, _task.c.priority),
            *(_task.c.open_blockers, _task.c.estimate, _task.c.starts, _task.c.ends, _task.c.due),
            *(_task.c.recurrence, _task.c.series_start, tables.categories.c.path),
            *(_owner.c.login, _assignee.c.login),
        )
        .select_from(
            _task.outerjoin(tables.categories, tables.categories.c.id == _task.c.category_id)
            .outerjoin(_owner, _owner.c.id == _task.c.owner_id)
            .outerjoin(_assignee, _assignee.c.id == _task.c.assignee_id)
        )
        .where(*conditions, _task.c.status.in_(_SHOWN), _task.c.kind != "template")
    )
    rows: Sequence[Sequence[Any]] = connection.execute(query).all()
    numbers = [row[0] for row in rows]
    guests, reminded = _guests(connection, numbers), _reminded(connection, numbers)
    nobody: tuple[tuple[str, Decision], ...] = ()
    return [Entry._make((*row, guests.get(row[0], nobody), row[0] in reminded)) for row in rows]


def _reminded(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Those of the tasks that have a reminder."""
    query = select(tables.reminders.c.task_id).distinct()
    batches: Iterable[Sequence[int] | None] = in_batches(numbers) if len(numbers) < _MANY else (None,)
    found: set[int] = set()
    for batch in batches:
        asked = query if batch is None else query.where(tables.reminders.c.task_id.in_(batch))
        found.update(connection.execute(asked).scalars())
    return found


def _guests(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[tuple[str, Decision], ...]]:
    table, people = tables.participants, tables.people
    query = select(table.c.task_id, people.c.login, table.c.decision).join(
        people, people.c.id == table.c.person_id
    )
    found: dict[int, list[tuple[str, Decision]]] = defaultdict(list)
    batches: Iterable[Sequence[int] | None] = in_batches(numbers) if len(numbers) < _MANY else (None,)
    for batch in batches:
        asked = query if batch is None else query.where(table.c.task_id.in_(batch))
        for number, login, decision in connection.execute(asked.order_by(people.c.login)):
            found[number].append((login, Decision(decision)))
    return {number: tuple(guests) for number, guests in found.items()}
