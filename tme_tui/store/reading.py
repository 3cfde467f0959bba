"""Reading tasks: their rows, what belongs to them, and values made of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from tme_tui.model.ids import HIGHEST_NUMBER, ReminderId, TaskId
from tme_tui.model.person import Decision
from tme_tui.model.task import Dependency, Link, Participation, Reminder, Task
from tme_tui.store import tables
from tme_tui.store.row_values import moment_of, task_of
from tme_tui.store.working_set import in_batches

_owner = tables.people.alias("owner")
_assignee = tables.people.alias("assignee")

_SOURCE = (
    tables.tasks.outerjoin(tables.categories, tables.categories.c.id == tables.tasks.c.category_id)
    .outerjoin(tables.task_types, tables.task_types.c.id == tables.tasks.c.type_id)
    .outerjoin(_owner, _owner.c.id == tables.tasks.c.owner_id)
    .outerjoin(_assignee, _assignee.c.id == tables.tasks.c.assignee_id)
)
_HIDDEN = frozenset({"starts_utc", "ends_utc", "due_utc", "wait_utc", "expires_utc", "live", "moves_at"}) | {
    "due_key",
    "starts_key",
    "priority_key",
    "urgency_since",
    "urgency_turns",
    "category_id",
    "type_id",
    "owner_id",
    "assignee_id",
}


def task_rows() -> Select[Any]:
    """The statement to which conditions, order and limit are added before `read_tasks` runs it."""
    return select(
        *(column for column in tables.tasks.c if column.name not in _HIDDEN),
        tables.categories.c.path.label("category"),
        tables.task_types.c.name.label("type"),
        _owner.c.login.label("owner"),
        _assignee.c.login.label("assignee"),
    ).select_from(_SOURCE)


ASKED: BindParameter[list[int]] = bindparam("tasks", expanding=True)
BY_NUMBER = task_rows().where(tables.tasks.c.id.in_(ASKED))
TAGS = (
    select(tables.task_tags.c.task_id, tables.tags.c.name)
    .join(tables.tags, tables.tags.c.id == tables.task_tags.c.tag_id)
    .where(tables.task_tags.c.task_id.in_(ASKED))
    .order_by(tables.tags.c.key)
)
_DEPENDENCIES = (
    select(tables.dependencies)
    .where(tables.dependencies.c.task_id.in_(ASKED))
    .order_by(tables.dependencies.c.blocker_id)
)
REMINDERS = (
    select(tables.reminders).where(tables.reminders.c.task_id.in_(ASKED)).order_by(tables.reminders.c.id)
)
_PARTICIPANTS = (
    select(tables.participants.c.task_id, tables.people.c.login, tables.participants.c.decision)
    .join(tables.people, tables.people.c.id == tables.participants.c.person_id)
    .where(tables.participants.c.task_id.in_(ASKED))
    .order_by(tables.people.c.key)
)
"""Statements made once: each task that is read needs them, and making one costs as much as running it."""


def read_tasks(
    connection: Connection, statement: Select[Any], values: Mapping[str, object] | None = None
) -> list[Task]:
    """Run a statement made from `task_rows`, and fetch what belongs to its tasks."""
    result = connection.execute(statement, values)
    names = tuple(result.keys())
    rows = [dict(zip(names, row, strict=True)) for row in result]  # a dict answers thrice as fast as a row
    numbers = [row["id"] for row in rows]
    tags = _tags(connection, numbers)
    ties = _dependencies(connection, numbers)
    reminders = _reminders(connection, numbers)
    guests = _participants(connection, numbers)
    return [
        task_of(
            row,
            tags=tuple(tags.get(row["id"], ())),
            depends=tuple(ties.get(row["id"], ())),
            reminders=tuple(reminders.get(row["id"], ())),
            participants=tuple(guests.get(row["id"], ())),
        )
        for row in rows
    ]


def tasks_by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Task]:
    """Tasks by id, deleted ones included; a number that never existed is simply absent."""
    found: dict[int, Task] = {}
    for batch in in_batches(number for number in numbers if 1 <= number <= HIGHEST_NUMBER):
        tasks = read_tasks(connection, BY_NUMBER, {"tasks": batch})
        found |= {int(task.id): task for task in tasks}
    return found


def _tags(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for batch in in_batches(numbers):
        for number, name in connection.execute(TAGS, {"tasks": batch}):
            found[number].append(name)
    return found


def _dependencies(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Dependency]]:
    found: dict[int, list[Dependency]] = defaultdict(list)
    for batch in in_batches(numbers):
        for number, blocker, link, lag, satisfied in connection.execute(_DEPENDENCIES, {"tasks": batch}):
            found[number].append(
                Dependency(
                    TaskId(number), TaskId(blocker), Link(link), timedelta(seconds=lag), satisfied is not None
                )
            )
    return found


def _reminders(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Reminder]]:
    found: dict[int, list[Reminder]] = defaultdict(list)
    for batch in in_batches(numbers):
        for row in connection.execute(REMINDERS, {"tasks": batch}).mappings():
            found[row["task_id"]].append(
                Reminder(
                    before=None if row["before"] is None else timedelta(seconds=row["before"]),
                    at=moment_of(row["at"]),
                    channel=row["channel"],
                    nag=None if row["nag"] is None else timedelta(seconds=row["nag"]),
                    id=ReminderId(row["id"]),
                )
            )
    return found


def _participants(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Participation]]:
    found: dict[int, list[Participation]] = defaultdict(list)
    for batch in in_batches(numbers):
        for number, login, decision in connection.execute(_PARTICIPANTS, {"tasks": batch}):
            found[number].append(Participation(login, Decision(decision)))
    return found
