"""Reading the journal."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from tme_tui.model.ids import PersonId, StepId
from tme_tui.model.journal import Origin, Step
from tme_tui.store import tables
from tme_tui.store.entities import Key
from tme_tui.store.transaction import take_numbers

_steps, _changes = tables.steps, tables.changes


def read_steps(
    connection: Connection, limit: int, before: int | None = None, task: int | None = None
) -> list[Step]:
    """The latest steps, newest first."""
    query = (
        select(_steps, tables.people.c.login)
        .outerjoin(tables.people, tables.people.c.id == _steps.c.person_id)
        .order_by(_steps.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(_steps.c.id < before)
    if task is not None:
        touched = select(_changes.c.step_id).where(
            (_changes.c.entity == "tasks") & (_changes.c.key == json.dumps([task]))
        )
        query = query.where(_steps.c.id.in_(touched))
    return [_step(row) for row in connection.execute(query).mappings()]


def step_numbered(connection: Connection, number: int) -> Step | None:
    """One step, if there is such a one."""
    found = read_steps(connection, 1, number + 1)
    return found[0] if found and found[0].id == number else None


def steps_after(connection: Connection, number: int) -> list[Step]:
    """Steps newer than `number`, oldest first."""
    query = (
        select(_steps, tables.people.c.login)
        .outerjoin(tables.people, tables.people.c.id == _steps.c.person_id)
        .where(_steps.c.id > number)
        .order_by(_steps.c.id)
    )
    return [_step(row) for row in connection.execute(query).mappings()]


def touched_by(connection: Connection, step: int) -> dict[str, tuple[Key, ...]]:
    """The keys of the rows that a step changed, by entity."""
    found: dict[str, list[Key]] = {}
    query = select(_changes.c.entity, _changes.c.key).where(_changes.c.step_id == step)
    for entity, key in connection.execute(query):
        found.setdefault(entity, []).append(tuple(json.loads(key)))
    return {entity: tuple(keys) for entity, keys in found.items()}


def sentence_of(connection: Connection, step: int) -> str:
    """What a step said that it did."""
    return connection.execute(select(_steps.c.sentence).where(_steps.c.id == step)).scalar() or ""


def join(connection: Connection, person: PersonId | None, after: int, sentence: str) -> StepId | None:
    """Make one step of what the person did after a step, to be undone at once; nothing of it is undone yet.

    It is a step with a new number, so that other processes notice it, however many of the parts they saw.
    """
    mine = (_steps.c.person_id == person, _steps.c.id > after)
    parts = connection.execute(select(_steps).where(*mine).order_by(_steps.c.id)).mappings().all()
    if not parts:
        return None
    whole = take_numbers(connection, "steps")[0]
    connection.execute(insert(_steps).values({**parts[-1], "id": whole, "sentence": sentence}))
    count = 0
    for part in parts:
        its = _changes.c.step_id == part["id"]
        size = connection.execute(select(func.max(_changes.c.seq)).where(its)).scalar() or 0
        connection.execute(update(_changes).where(its).values(step_id=whole, seq=_changes.c.seq + count))
        connection.execute(delete(_steps).where(_steps.c.id == part["id"]))
        count += size
    connection.execute(update(_steps).where(_steps.c.id == whole).values(rows=count))
    return StepId(whole)


def _step(row: Any) -> Step:
    return Step(
        id=StepId(row["id"]),
        at=datetime.fromtimestamp(row["at"], UTC),
        person=row["login"],
        origin=Origin(row["origin"]),
        action=row["action"],
        sentence=row["sentence"],
        rows=row["rows"],
        undone=row["reverted_by"] is not None,
        reverts=None if row["reverts"] is None else StepId(row["reverts"]),
    )
