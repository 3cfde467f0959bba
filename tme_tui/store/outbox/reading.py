"""Looking into the outbox: for lists, for what a person has not answered, for what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from tme_tui.model.outbox import Alert, Delivery
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.reading import tasks_by_number

WEEK = 7 * 86_400
MOST_ALERTS = 200
_d = tables.deliveries
_TOLD = ("reminder", "escalation", "snooze", "nag")
"""Kinds that a person answers."""


def deliveries(
    connection: Connection,
    *,
    states_wanted: Sequence[str] = (),
    task: int | None = None,
    number: int | None = None,
    limit: int = 50,
    soonest: bool = False,
) -> list[Delivery]:
    """Deliveries, the latest first, or the soonest."""
    query = (
        select(_d, tables.tasks.c.title.label("title"), tables.people.c.login.label("login"))
        .join(tables.people, tables.people.c.id == _d.c.person_id)
        .outerjoin(tables.tasks, tables.tasks.c.id == _d.c.task_id)
    )
    if states_wanted:
        query = query.where(_d.c.state.in_(list(states_wanted)))
    if task is not None:
        query = query.where(_d.c.task_id == task)
    if number is not None:
        query = query.where(_d.c.id == number)
    order = (_d.c.due_utc, _d.c.id) if soonest else (_d.c.due_utc.desc(), _d.c.id.desc())
    query = query.order_by(*order).limit(limit)
    return [_delivery(dict(row)) for row in connection.execute(query).mappings()]


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        kind=row["kind"],
        task=row["task_id"],
        title=row["title"] or "",
        person=row["login"],
        channel=row["channel"],
        state=row["state"],
        due=_instant(row["due_utc"]),
        next_try=_instant(row["not_before"]),
        attempts=row["attempts"],
        sent=None if row["sent"] is None else _instant(row["sent"]),
        acknowledged=None if row["acknowledged"] is None else _instant(row["acknowledged"]),
        error=row["error"],
        thread=row["thread"],
        occurrence=row["occurrence"],
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def delivery_row(connection: Connection, number: int) -> Row | None:
    """One row, as it stands."""
    found = connection.execute(select(_d).where(_d.c.id == number)).mappings().first()
    return None if found is None else dict(found)


def unanswered_of(connection: Connection, person: int, now: int, since: int = 0) -> list[Alert]:
    """What a person was to hear of by now and has not answered, oldest first, each reminder once."""
    arrived: ColumnElement[bool] = or_(
        _d.c.state.in_((states.SENT, states.UNKNOWN, states.SUMMED, states.MENDING, states.SENDING)),
        _d.c.state.in_((states.MISSED, states.FAILED, states.SKIPPED, states.RETRYING, states.HELD)),
        and_(_d.c.state == states.PLANNED, _d.c.not_before <= now, _d.c.created < _d.c.due_utc),
    )
    query = (
        select(_d)
        .where(
            _d.c.person_id == person,
            _d.c.due_utc.between(max(since, now - WEEK), now),
            _d.c.acknowledged.is_(None),
            _d.c.task_id.is_not(None),
            _d.c.kind.in_(_TOLD),
            arrived,
        )
        .order_by(_d.c.due_utc, _d.c.id)
        .limit(MOST_ALERTS * 4)
    )
    threads: dict[str, list[Row]] = {}
    for row in connection.execute(query).mappings():
        threads.setdefault(row["thread"], []).append(dict(row))
    latest = list(threads.values())[-MOST_ALERTS:]
    found = tasks_by_number(connection, [rows[-1]["task_id"] for rows in latest])
    return [
        _alert(rows, found[rows[-1]["task_id"]])
        for rows in latest
        if rows[-1]["task_id"] in found and found[rows[-1]["task_id"]].status.is_open
    ]


def _alert(rows: list[Row], task: object) -> Alert:
    last = rows[-1]
    return Alert(
        id=last["id"],
        task=task,  # type: ignore[arg-type]
        due=_instant(last["due_utc"]),
        missed=all(row["state"] == states.MISSED for row in rows),
        channels=tuple(dict.fromkeys(row["channel"] for row in rows if row["state"] in states.ARRIVED)),
        error=next((row["error"] for row in rows if row["state"] in (states.FAILED, states.HELD)), ""),
    )


def next_reminder_of(connection: Connection, person: int, now: int) -> tuple[datetime, int | None] | None:
    """When a person hears next of something, and of which task."""
    query = (
        select(_d.c.not_before, _d.c.task_id)
        .where(_d.c.person_id == person, _d.c.state == states.PLANNED, _d.c.not_before > now, _d.c.step == 0)
        .where(_d.c.kind.in_(_TOLD))
        .order_by(_d.c.not_before)
        .limit(1)
    )
    found = connection.execute(query).first()
    return None if found is None else (_instant(found[0]), found[1])


def undelivered(connection: Connection, states_wanted: Sequence[str], since: int) -> dict[str, int]:
    """How many deliveries that nobody has answered are in each of these states."""
    from sqlalchemy import func

    query = (
        select(_d.c.state, func.count())
        .where(_d.c.state.in_(list(states_wanted)), _d.c.due_utc >= since, _d.c.acknowledged.is_(None))
        .group_by(_d.c.state)
    )
    found = {str(row[0]): int(row[1]) for row in connection.execute(query)}
    return {state: found.get(state, 0) for state in states_wanted}
