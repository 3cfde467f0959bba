"""What became of attempts: the second half of a delivery, in one transaction for many."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, bindparam, select, update

from tme_tui.model.outbox import Fate, Outcome
from tme_tui.model.planned import Planned
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.claiming import LEASE
from tme_tui.store.outbox.giving_back import given_back, take_next_step, unanswered
from tme_tui.store.outbox.holding import held, hold_parts, is_brought, take_back
from tme_tui.store.outbox.pauses import ASKED, MENDED
from tme_tui.store.outbox.rows import MENDED_FOR, NewIds, add_rows, as_payload
from tme_tui.store.prepared import Prepared

MOST_ATTEMPTS = 14
FIRST_WAIT = 5.0
LONGEST_WAIT = 1800.0
MOST_NAGS = 100
_d = tables.deliveries
_PLAIN = and_(
    _d.c.id == bindparam("which"),
    _d.c.lease_holder == bindparam("holder"),
    _d.c.state == states.SENDING,
    _d.c.payload.not_like('%"mend"%'),
)
"""A row in the hands of its holder whose task has not gone on meanwhile."""
_BEGUN = Prepared(
    update(_d).where(_PLAIN).values(lease_until=bindparam("until"), not_before=bindparam("until"))
)
_ARRIVED = Prepared(
    update(_d)
    .where(_PLAIN, _d.c.nag.is_(None), _d.c.step == 0, _d.c.payload.not_like('%"parts"%'))
    .values(
        state=states.SENT,
        sent=bindparam("sent"),
        receipt=bindparam("receipt"),
        error="",
        lease_holder=None,
        lease_until=None,
    )
)


def settle(
    connection: Connection,
    outcomes: Iterable[Outcome],
    holder: str,
    now: int,
    new_ids: NewIds,
    *,
    safe: Collection[str] = (),
) -> None:
    """Write down what became of rows that `holder` had claimed; rows that others have by now stay theirs."""
    for outcome in outcomes:
        if outcome.fate is Fate.SENT and _arrived(connection, outcome, holder, now):
            continue
        query = select(_d).where(_d.c.id == outcome.id, _d.c.lease_holder == holder)
        found = connection.execute(query).mappings().first()
        if found is None or found["state"] not in (states.SENDING, states.MENDING):
            continue
        row = dict(found)
        if row["state"] == states.MENDING:
            _settle_mending(connection, row, outcome, now)
            continue
        if outcome.fate is Fate.STOPPED:
            _hold(connection, row, outcome, now)
            continue
        values = _settled(row, outcome, now, safe=row["channel"] in safe)
        connection.execute(update(_d).where(_d.c.id == row["id"]).values(**values))
        fresh = {**row, **values}
        if values["state"] in (states.FAILED, states.SKIPPED):
            if outcome.fate is Fate.UNREACHABLE:
                _mark_address(connection, row, outcome.error)
            _fail_parts(connection, fresh)
            take_next_step(connection, row, now)
        take_back(connection, fresh)
        if fresh["state"] in (states.SENT, states.UNKNOWN):
            _nag(connection, fresh, now, new_ids)


def _arrived(connection: Connection, outcome: Outcome, holder: str, now: int) -> bool:
    """Write down what becomes of nearly all: it was sent, and nothing follows from that."""
    values = {"which": outcome.id, "holder": holder, "receipt": outcome.receipt, "sent": now}
    return _ARRIVED.change(connection, values) > 0


def begin(connection: Connection, number: int, holder: str, now: int) -> bool:
    """A claimed message is about to be sent: from now on it may have arrived.

    False when somebody else has it by now, or when nobody waits for it any more.
    """
    values = {"which": number, "holder": holder, "until": now + LEASE}
    if _BEGUN.change(connection, values):
        return True
    query = select(_d).where(_d.c.id == number, _d.c.lease_holder == holder, _d.c.state == states.SENDING)
    found = connection.execute(query).mappings().first()
    if found is None:
        return False
    change = update(_d).where(_d.c.id == number)
    if json.loads(found["payload"]).get("mend"):
        values = {"state": states.WITHDRAWN, "acknowledged": now, "lease_holder": None}
        connection.execute(change.values(values))
        return False
    connection.execute(change.values(lease_until=now + LEASE, not_before=now + LEASE))
    return True


def _settled(row: Row, outcome: Outcome, now: int, *, safe: bool) -> Row:
    free: Row = {"lease_holder": None, "lease_until": None, "error": outcome.error}
    fate = outcome.fate
    if fate is Fate.SENT:
        values = free | {"state": states.SENT, "sent": now, "receipt": outcome.receipt}
        payload = json.loads(row["payload"])
        if payload.get("mend"):  # its task went on while it was on its way
            values |= {"acknowledged": now}
            if outcome.receipt:
                values |= {"state": states.MENDING, "not_before": now, "attempts": 0}
        return values
    if fate is Fate.RELEASED:
        return free | given_back(row)
    if fate is Fate.ABSENT:
        return free | {"state": states.SKIPPED}
    if json.loads(row["payload"]).get("mend") and fate in (Fate.RETRY, Fate.UNANSWERED):
        return free | {"state": states.WITHDRAWN, "acknowledged": now}
    if fate is Fate.UNANSWERED and row["attempts"] < MOST_ATTEMPTS:
        wait = backoff(row["attempts"], outcome.wait)
        return free | unanswered({**row, "error": outcome.error}, now, safe=safe, after=wait)
    if fate is Fate.RETRY and row["attempts"] < MOST_ATTEMPTS:
        wait = backoff(row["attempts"], outcome.wait)
        asked = _asked_for(row, asked=outcome.wait is not None)
        return free | asked | {"state": states.RETRYING, "not_before": now + wait}
    return free | {"state": states.FAILED}


def _hold(connection: Connection, row: Row, outcome: Outcome, now: int) -> None:
    """The channel stands still: the row waits until it is mended, and the ladder goes on meanwhile."""
    until = now + int(outcome.wait or 0) + 1
    values = held(row, outcome.error, until)
    if is_brought(connection, row):
        values["state"] = states.WITHDRAWN
    connection.execute(update(_d).where(_d.c.id == row["id"]).values(**values))
    hold_parts(connection, row, outcome.error, until)
    take_next_step(connection, row, now)


def _asked_for(row: Row, *, asked: bool) -> Row:
    """Note with a row that waits whether it does so because the server asked for it."""
    payload = json.loads(row["payload"])
    if bool(payload.pop(ASKED, False)) is asked:
        return {}
    return {"payload": as_payload({**payload, ASKED: True} if asked else payload)}


def backoff(attempts: int, asked: float | None) -> int:
    """Whole seconds until the next attempt: growing, scattered, and never less than the server asked for."""
    wait = min(FIRST_WAIT * 2 ** max(attempts - 1, 0), LONGEST_WAIT)
    wait *= random.uniform(0.8, 1.2)  # noqa: S311 - scatter, not a secret
    if asked is not None:
        wait = asked + 1
    return max(int(wait), 1)


def _settle_mending(connection: Connection, row: Row, outcome: Outcome, now: int) -> None:
    """A message was put in order, or will be when its channel works, unless that is too late."""
    fate = outcome.fate
    values: Row = {"lease_holder": None, "lease_until": None}
    tried = fate in (Fate.RETRY, Fate.UNANSWERED) and row["attempts"] < MOST_ATTEMPTS
    in_time = now < (row["sent"] or 0) + MENDED_FOR
    if fate is Fate.RELEASED or (fate is Fate.STOPPED and in_time):
        values |= {"not_before": now + int(outcome.wait or 0)}
    elif tried and in_time:
        values |= {
            "not_before": now + backoff(row["attempts"] + 1, outcome.wait),
            "attempts": row["attempts"] + 1,
        }
    else:
        payload = json.loads(row["payload"])
        payload.pop("mend", None)
        values |= {"state": states.SENT, "payload": as_payload({**payload, MENDED: now})}
    connection.execute(update(_d).where(_d.c.id == row["id"]).values(**values))


def _mark_address(connection: Connection, row: Row, why: str) -> None:
    """Nothing more is sent there; what waits takes its next step."""
    table = tables.addresses
    mine = (table.c.person_id == row["person_id"], table.c.channel == row["channel"])
    known = connection.execute(select(table.c.details).where(*mine)).scalar()
    details = json.dumps({**json.loads(known or "{}"), "error": why}, ensure_ascii=False)
    connection.execute(update(table).where(*mine).values(state="blocked", details=details))


def _fail_parts(connection: Connection, row: Row) -> None:
    """A summary that was refused takes its parts with it."""
    parts = json.loads(row["payload"]).get("parts", ())
    if parts:
        change = update(_d).where(_d.c.id.in_(list(parts)), _d.c.state == states.SUMMED)
        connection.execute(change.values(state=states.FAILED, error=row["error"], sent=None))


def _nag(connection: Connection, row: Row, now: int, new_ids: NewIds) -> None:
    """A reminder that asks again until it is answered puts its next asking into the outbox."""
    payload = json.loads(row["payload"])
    count = int(payload.get("nag", 0)) + 1
    if not row["nag"] or row["acknowledged"] is not None or count > MOST_NAGS:
        return
    due = now + row["nag"]
    cause = f"{row['thread']}|{row['channel']}|nag{count}"
    if connection.execute(select(_d.c.id).where(_d.c.cause == cause)).first() is not None:
        return
    again = Planned(
        cause=cause,
        thread=row["thread"],
        kind="nag",
        occurrence=row["occurrence"],
        person=row["person_id"],
        channel=row["channel"],
        due=due,
        not_before=due,
        step=row["step"],
        reminder=row["reminder_id"],
        nag=row["nag"],
        details={"nag": count},
    )
    add_rows(connection, [(row["task_id"], again)], now, new_ids)
