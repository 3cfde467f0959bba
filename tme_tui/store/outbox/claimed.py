"""Claimed rows with their tasks and people, as values for whoever writes the messages."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from tme_tui.model.outbox import Claimed
from tme_tui.model.person import Person
from tme_tui.model.task import Task
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.climbing import LATE
from tme_tui.store.people import person_from_row
from tme_tui.store.reading import tasks_by_number
from tme_tui.store.working_set import in_batches

_d = tables.deliveries


def claimed_from(connection: Connection, rows: list[Row], now: int) -> list[Claimed]:
    """The same rows as values, in their order."""
    payloads = [
        row["payload"] if isinstance(row["payload"], dict) else json.loads(row["payload"]) for row in rows
    ]
    parts = [number for payload in payloads for number in payload.get("parts", ())]
    told: dict[int, tuple[int, int]] = {}
    for batch in in_batches(parts):
        query = select(_d.c.id, _d.c.due_utc, _d.c.task_id).where(_d.c.id.in_(batch))
        told |= {number: (due, task) for number, due, task in connection.execute(query)}
    numbers = [row["task_id"] for row in rows] + [task for _, task in told.values()]
    tasks: dict[int, Task] = {
        int(number): task
        for number, task in tasks_by_number(connection, [n for n in numbers if n is not None]).items()
    }
    people = _people(connection, {row["person_id"] for row in rows})
    return [
        _claimed(row, payload, tasks, people, told, now) for row, payload in zip(rows, payloads, strict=True)
    ]


def _people(connection: Connection, numbers: set[int]) -> dict[int, Person]:
    table = tables.people
    query = select(table).where(table.c.id.in_(numbers))
    return {row["id"]: person_from_row(row) for row in connection.execute(query).mappings()}


def _claimed(
    row: Row,
    payload: Row,
    tasks: dict[int, Task],
    people: dict[int, Person],
    told: dict[int, tuple[int, int]],
    now: int,
) -> Claimed:
    mending = row["state"] == states.MENDING
    summary = [told[number] for number in payload.get("parts", ()) if number in told]
    return Claimed(
        id=row["id"],
        uid=row["uid"],
        kind=row["kind"],
        channel=row["channel"],
        address=row["address"] or "",
        person=people[row["person_id"]],
        task=tasks.get(row["task_id"]),
        due=row["due_utc"],
        not_before=int(row.get("claimed_before") or row["not_before"]),
        occurrence=row["occurrence"],
        attempts=row["attempts"],
        unanswered=row["unanswered"],
        random_id=row["random_id"] or 0,
        receipt=row["receipt"] or "",
        mending=mending,
        late=not mending and now - row["due_utc"] > LATE,
        details=payload,
        summary=tuple((due, tasks[task]) for due, task in sorted(summary) if task in tasks),
    )
