"""What waits for a channel that stands still, such as one whose token is wrong.

Nothing is lost by that: its messages are held, the next step of the ladder is taken meanwhile, and once
somebody has mended it they are sent, late. What a later step has brought by then is not sent twice.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.rows import as_payload, with_details

TRIAL = "trial"
"""The detail of a row that is tried even where a process lets its channel rest."""
_CAME = (states.SENT, states.MENDING, states.SUMMED)
_d = tables.deliveries
_EDIT_WAITS = and_(_d.c.state == states.MENDING, _d.c.lease_holder.is_(None))


def held(row: Row, why: str, until: int) -> Row:
    """What becomes of a row that was claimed for a channel that stands still; it was not tried."""
    payload = json.loads(row["payload"])
    for detail in ("parts", TRIAL):
        payload.pop(detail, None)
    return {
        "state": states.HELD,
        "not_before": until,
        "attempts": row["attempts"] - 1,
        "error": why,
        "payload": as_payload(payload),
        "lease_holder": None,
        "lease_until": None,
    }


def hold_parts(connection: Connection, row: Row, why: str, until: int) -> None:
    """The parts of a summary that could not be sent wait like it, each for itself."""
    parts = json.loads(row["payload"]).get("parts", ())
    if parts:
        change = update(_d).where(_d.c.id.in_(list(parts)), _d.c.state == states.SUMMED)
        connection.execute(change.values(state=states.HELD, error=why, not_before=until, sent=None))


def is_brought(connection: Connection, row: Row) -> bool:
    """Whether a later step of the ladder has brought the same to the same person."""
    later = (
        _d.c.step > row["step"],
        _d.c.state.in_(_CAME),
        _d.c.acknowledged.is_(None),
    )
    return connection.execute(select(_d.c.id).where(*_alongside(row), *later).limit(1)).first() is not None


def take_back(connection: Connection, row: Row) -> None:
    """A message arrived: what earlier steps of its ladder hold for the same person is not sent any more."""
    if row["state"] not in _CAME:
        return
    numbers = [row["id"], *json.loads(row["payload"]).get("parts", ())]
    told = connection.execute(select(_d).where(_d.c.id.in_(numbers), _d.c.step > 0)).mappings().all()
    for one in told:
        earlier = (_d.c.step < one["step"], _d.c.state == states.HELD)
        change = update(_d).where(*_alongside(dict(one)), *earlier)
        connection.execute(change.values(state=states.WITHDRAWN))


def _alongside(row: Row) -> tuple[ColumnElement[bool], ...]:
    return _d.c.thread == row["thread"], _d.c.person_id == row["person_id"]


def tried(row: Row, now: int) -> Row:
    """What becomes of a held row with which the channel is tried."""
    return {"not_before": now, "payload": with_details(row, **{TRIAL: True})}


def held_on(connection: Connection, channels: Sequence[str]) -> bool:
    """Whether anything waits for one of these channels, be it only to be edited."""
    waits = or_(_d.c.state == states.HELD, _EDIT_WAITS)
    query = select(_d.c.id).where(waits, _d.c.channel.in_(channels)).limit(1)
    return connection.execute(query).first() is not None


def release(connection: Connection, channels: Sequence[str], now: int) -> int:
    """Try now what waits for these channels: the first of each even where a process lets the channel rest.

    The answer is how many messages that is; those that are only edited are not counted.
    """
    query = select(_d).where(_d.c.state == states.HELD, _d.c.channel.in_(channels))
    rows = [dict(found) for found in connection.execute(query.order_by(_d.c.id)).mappings()]
    waiting = (or_(_d.c.state == states.HELD, _EDIT_WAITS), _d.c.channel.in_(channels))
    connection.execute(update(_d).where(*waiting).values(not_before=now))
    for row in {row["channel"]: row for row in reversed(rows)}.values():
        change = update(_d).where(_d.c.id == row["id"])
        connection.execute(change.values(tried(row, now)))
    return len(rows)
