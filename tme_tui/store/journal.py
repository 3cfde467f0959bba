"""Reading the journal, and setting rows back to what it remembers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from tme_tui.model.errors import UndoRefused
from tme_tui.model.ids import PersonId, StepId
from tme_tui.model.journal import Origin, Step
from tme_tui.store import tables
from tme_tui.store.entities import Key, Row, defaults, recorded_columns
from tme_tui.store.transaction import CHUNK, Transaction, take_numbers

_steps, _changes = tables.steps, tables.changes
TURNS = ("undo", "redo")


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


def next_to_undo(connection: Connection, person: PersonId | None) -> StepId | None:
    """The person's latest step that still stands."""
    return connection.execute(
        select(func.max(_steps.c.id)).where(
            _steps.c.person_id == person, _steps.c.reverted_by.is_(None), _steps.c.action.not_in(TURNS)
        )
    ).scalar()


def next_to_redo(connection: Connection, person: PersonId | None) -> StepId | None:
    """The person's step that was undone last, unless the person has done something new since."""
    latest = connection.execute(
        select(func.max(_steps.c.id)).where(_steps.c.person_id == person, _steps.c.action.not_in(TURNS))
    ).scalar()
    return connection.execute(
        select(_steps.c.id)
        .where(_steps.c.person_id == person, _steps.c.reverted_by > (latest or 0))
        .order_by(_steps.c.reverted_by.desc())
        .limit(1)
    ).scalar()


def sentence_of(connection: Connection, step: int) -> str:
    return connection.execute(select(_steps.c.sentence).where(_steps.c.id == step)).scalar() or ""


def mark(change: Transaction, step: int, *, undone: bool) -> None:
    """Note that `step` was undone by the step that `change` is writing, or that it stands again."""
    by = change.reserve_step() if undone else None
    change.connection.execute(update(_steps).where(_steps.c.id == step).values(reverted_by=by))


def restore(change: Transaction, step: int, *, backwards: bool) -> None:
    """Set the rows of a step to what they were before it (or after it), if they are as it left them."""
    for portion in _portions(change.connection, step, backwards=backwards):
        keys = [tuple(json.loads(row["key"])) for row in portion]
        _load(change, portion, keys)
        for row, key in zip(portion, keys, strict=True):
            old, new = _values(row["before"]), _values(row["after"])
            expected, wanted = (new, old) if backwards else (old, new)
            _set_back(change, step, row["entity"], key, expected, wanted)
        if len(portion) == CHUNK:
            change.flush()


def _load(change: Transaction, portion: Sequence[Any], keys: Sequence[Key]) -> None:
    """Fetch the rows of a portion at once: one by one costs as much as all the rest of an undo."""
    wanted: dict[str, list[Key]] = {}
    for row, key in zip(portion, keys, strict=True):
        wanted.setdefault(row["entity"], []).append(key)
    for entity, present in wanted.items():
        change.rows.load(entity, present)


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


def _portions(connection: Connection, step: int, *, backwards: bool) -> Iterator[Sequence[Any]]:
    """The changes of a step, read a portion at a time, since rows are written between them."""
    column = _changes.c.seq
    query = (
        select(_changes).where(_changes.c.step_id == step).order_by(column.desc() if backwards else column)
    )
    rows = connection.execute(query.limit(CHUNK)).mappings().all()
    while rows:
        yield rows
        beyond = column < rows[-1]["seq"] if backwards else column > rows[-1]["seq"]
        rows = connection.execute(query.where(beyond).limit(CHUNK)).mappings().all()


def _values(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)


def _set_back(
    change: Transaction, step: int, entity: str, key: Key, expected: Row | None, wanted: Row | None
) -> None:
    present = change.rows.get(entity, key)
    if not _as_left(entity, present, expected, whole=wanted is None or expected is None):
        raise UndoRefused(_reason(change.connection, step, entity, key))
    if wanted is None:
        change.rows.remove(entity, key)
    elif present is None:
        fresh: Row = {"modified": change.now} if entity == "tasks" else {}
        change.rows.insert(entity, {**defaults(entity), **fresh, **wanted})
    else:
        change.rows.change(entity, key, wanted)


def _as_left(entity: str, present: Row | None, expected: Row | None, *, whole: bool) -> bool:
    if present is None or expected is None:
        return present is None and expected is None
    names = recorded_columns(entity) if whole else tuple(expected)
    usual = defaults(entity)
    return all(present[name] == expected.get(name, usual[name]) for name in names)


def _reason(connection: Connection, step: int, entity: str, key: Key) -> str:
    """Why not: what was done to the same row since."""
    query = (
        select(_steps.c.id, _steps.c.sentence)
        .join(_changes, _changes.c.step_id == _steps.c.id)
        .where(
            _changes.c.entity == entity,
            _changes.c.key == json.dumps(list(key), separators=(",", ":")),
            _steps.c.id > step,
        )
        .order_by(_steps.c.id.desc())
        .limit(1)
    )
    later = connection.execute(query).first()
    what = f"#{key[0]}" if entity in ("tasks", "task_tags", "dependencies", "occurrences") else entity
    if later is None:
        return f"{what} is not as this step left it"
    return f"{what} has been changed since by step {later[0]}: {later[1]}"


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
