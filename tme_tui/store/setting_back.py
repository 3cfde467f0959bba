"""Steps set back: which one is next, and its rows as they were before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, update

from tme_tui.model.ids import PersonId, StepId
from tme_tui.store import tables
from tme_tui.store.entities import Key, Row, defaults, key_columns, recorded_columns
from tme_tui.store.transaction import CHUNK, Transaction

_steps, _changes = tables.steps, tables.changes
TURNS = ("undo", "redo")


class NotAsLeft(Exception):
    """A row is not as a step left it; for the engine, which tells people in words."""

    def __init__(
        self, entity: str, row: Row, columns: Sequence[str], later: tuple[int, str | None] | None
    ) -> None:
        super().__init__(entity)
        self.entity = entity
        self.row = row
        """As it is now; as the step left it where it is gone."""
        self.columns = tuple(columns)
        """What differs; none where the row has come or gone."""
        self.later = later
        """The last step that touched it since, and who made it."""


def next_to_undo(
    connection: Connection, person: PersonId | None, after: StepId | None = None
) -> StepId | None:
    """The person's latest step that still stands; `after` another, the one before it."""
    query = select(func.max(_steps.c.id)).where(
        _steps.c.person_id == person, _steps.c.reverted_by.is_(None), _steps.c.action.not_in(TURNS)
    )
    return connection.execute(query if after is None else query.where(_steps.c.id < after)).scalar()


def next_to_redo(
    connection: Connection, person: PersonId | None, after: StepId | None = None
) -> StepId | None:
    """The person's step that was undone last, unless the person has done something new since.

    `after` another, the one that was undone before it.
    """
    latest = connection.execute(
        select(func.max(_steps.c.id)).where(_steps.c.person_id == person, _steps.c.action.not_in(TURNS))
    ).scalar()
    query = (
        select(_steps.c.id)
        .where(_steps.c.person_id == person, _steps.c.reverted_by > (latest or 0))
        .order_by(_steps.c.reverted_by.desc())
        .limit(1)
    )
    if after is not None:
        undone_by = select(_steps.c.reverted_by).where(_steps.c.id == after).scalar_subquery()
        query = query.where(_steps.c.reverted_by < undone_by)
    return connection.execute(query).scalar()


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
    differing = _differing(entity, present, expected, whole=wanted is None or expected is None)
    if differing is not None:
        row = present or {**dict(zip(_key_names(entity), key, strict=True)), **(expected or {})}
        raise NotAsLeft(entity, row, differing, _last_change(change.connection, step, entity, key))
    if wanted is None:
        change.rows.remove(entity, key)
    elif present is None:
        fresh: Row = {"modified": change.now} if entity == "tasks" else {}
        change.rows.insert(entity, {**defaults(entity), **fresh, **wanted})
    else:
        change.rows.change(entity, key, wanted)


def _differing(
    entity: str, present: Row | None, expected: Row | None, *, whole: bool
) -> Sequence[str] | None:
    """The columns that are not as expected; None if all is, no column where the row has come or gone."""
    if present is None or expected is None:
        return None if present is None and expected is None else ()
    names = recorded_columns(entity) if whole else tuple(expected)
    usual = defaults(entity)
    return [name for name in names if present[name] != expected.get(name, usual[name])] or None


def _key_names(entity: str) -> list[str]:
    return [column.name for column in key_columns(entity)]


def _last_change(connection: Connection, step: int, entity: str, key: Key) -> tuple[int, str | None] | None:
    """The last step that touched a row since, and the login of who made it."""
    query = (
        select(_steps.c.id, tables.people.c.login)
        .outerjoin(tables.people, tables.people.c.id == _steps.c.person_id)
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
    return None if later is None else (later[0], later[1])
