"""Which times of people are taken: their events, as light rows, since a team may have very many."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from tme_tui.model.blocks import end_beside
from tme_tui.model.moment import Moment
from tme_tui.store import tables
from tme_tui.store.working_set import in_batches

_TIMES = ("starts", "ends")
Unusual = tuple[Moment, Moment | None, Moment | None]
"""A time of a series as the rule has it, and where it begins and ends instead, as far as that was said."""


class TakenTime(NamedTuple):
    """One event of one person: a block, or the first block of a series with its exceptions."""

    person: int
    starts: Moment
    ends: Moment
    recurrence: str | None = None
    excluded: tuple[Moment, ...] = ()


_NOBODY: frozenset[int] = frozenset()


def taken_times(connection: Connection, people: Sequence[int], start: int, until: int) -> list[TakenTime]:
    """The events that may take time of these people between two instants: made by them, or not declined."""
    event = tables.tasks
    columns = (event.c.id, event.c.owner_id, event.c.starts, event.c.ends, event.c.recurrence)
    guests = _guests(connection, people)
    theirs = [event.c.owner_id.in_(people), event.c.id.in_(select(tables.participants.c.task_id))]
    rows = connection.execute(
        select(*columns).where(
            event.c.live == 1,
            event.c.kind == "event",
            event.c.starts_key < until,
            or_(event.c.recurrence.is_not(None), event.c.ends_utc > start),
            or_(*theirs),
        )
    ).all()
    series = [row.id for row in rows if row.recurrence is not None]
    exceptions = _exceptions(connection, series)
    asked = frozenset(people)
    found: list[TakenTime] = []
    for number, owner, starts, ends, recurrence in rows:
        begin, end = Moment.from_text(starts), Moment.from_text(ends or starts)
        unusual = exceptions.get(number, ())
        excluded = tuple(occurrence for occurrence, *_ in unusual)
        taking = guests.get(number, _NOBODY)
        for person in taking | {owner} if owner in asked else taking:
            found.append(TakenTime(person, begin, end, recurrence, excluded))
            found += [
                TakenTime(person, moved, finish or end_beside(moved, begin, end))
                for _, moved, finish in unusual
                if moved is not None
            ]
    return found


def _guests(connection: Connection, people: Sequence[int]) -> dict[int, set[int]]:
    """Events to which these people are invited and have not said no."""
    table = tables.participants
    query = select(table.c.task_id, table.c.person_id).where(
        table.c.person_id.in_(people), table.c.decision != "no"
    )
    found: dict[int, set[int]] = defaultdict(set)
    for number, person in connection.execute(query):
        found[number].add(person)
    return found


def _exceptions(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Unusual]]:
    """Of each series, the occurrences that do not stand where the rule has them, and where they stand."""
    table = tables.occurrences
    found: dict[int, list[Unusual]] = defaultdict(list)
    for batch in in_batches(numbers):
        query = select(table.c.task_id, table.c.occurrence, table.c.state, table.c.changes).where(
            table.c.task_id.in_(batch), table.c.state.in_(("moved", "skipped"))
        )
        for number, occurrence, state, changes in connection.execute(query):
            said = json.loads(changes) if state == "moved" else {}
            moved, ends = (Moment.from_text(said[name]) if name in said else None for name in _TIMES)
            found[number].append((Moment.from_text(occurrence), moved, ends))
    return found
