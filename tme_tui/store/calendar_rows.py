"""What a calendar needs of tasks, as light rows: a month may hold ten thousand series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from tme_tui.model.diary import Entry
from tme_tui.model.person import Decision
from tme_tui.store import tables
from tme_tui.store.outbox.states import WAITING
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


def ringing_entries(connection: Connection, start: int, end: int, days: tuple[str, str]) -> list[Entry]:
    """What is open and may remind between two instants, if it does not recur.

    A reminder at a moment of its own is compared by its text, with the days as texts.
    """
    ring = tables.reminders
    anchor = func.coalesce(_task.c.due_utc, _task.c.starts_utc) - func.coalesce(ring.c.before, 0)
    near = or_(
        (ring.c.at >= days[0]) & (ring.c.at < days[1]), ring.c.at.is_(None) & anchor.between(start, end)
    )
    query = select(ring.c.task_id).join(_task, _task.c.id == ring.c.task_id)
    asked = query.where(_task.c.live == 1, _task.c.open_blockers == 0, near).distinct()
    return entries_numbered(connection, connection.execute(asked).scalars().all())


def snoozed(connection: Connection, person: int, start: int, end: int) -> list[tuple[int, int]]:
    """The tasks whose reminder somebody put off until an instant between two, and that instant."""
    table = tables.deliveries
    query = select(table.c.task_id, table.c.due_utc).where(
        *(table.c.person_id == person, table.c.kind == "snooze", table.c.step == 0),
        *(table.c.state.in_(WAITING), table.c.task_id.is_not(None), table.c.due_utc.between(start, end)),
    )
    return [(number, due) for number, due in connection.execute(query.distinct())]


def entries_numbered(connection: Connection, numbers: Sequence[int]) -> list[Entry]:
    """These tasks."""
    return [one for batch in in_batches(numbers) for one in _entries(connection, _task.c.id.in_(batch))]


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
    guests, rings = _guests(connection, numbers), _rings(connection, numbers)
    nobody: tuple[tuple[str, Decision], ...] = ()
    return [Entry._make((*row, guests.get(row[0], nobody), rings.get(row[0], ()))) for row in rows]


def _rings(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int | str, ...]]:
    """The reminders of tasks: seconds before, or a moment as text."""
    table = tables.reminders
    query = select(table.c.task_id, table.c.before, table.c.at).order_by(table.c.id)
    batches: Iterable[Sequence[int] | None] = in_batches(numbers) if len(numbers) < _MANY else (None,)
    found: dict[int, tuple[int | str, ...]] = {}
    for batch in batches:
        asked = query if batch is None else query.where(table.c.task_id.in_(batch))
        for number, before, at in connection.execute(asked):
            found[number] = (*found.get(number, ()), (before or 0) if at is None else at)
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
