"""A reminder was answered: its copies elsewhere are put in order, what was still to come does not come."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from tme_tui.model.planned import Planned, channels_of
from tme_tui.model.reminding import quiet_ends
from tme_tui.store import tables
from tme_tui.store.bulk import insert_rows
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.people import hearers
from tme_tui.store.outbox.planner import NewIds, delivery_row

_d = tables.deliveries


def acknowledge(
    connection: Connection, threads: Sequence[str], now: int, word: str, note: str = "", *, but: int = 0
) -> None:
    """Everything of these threads is answered; messages that were sent say so, but the one numbered `but`."""
    for row in connection.execute(select(_d).where(_d.c.thread.in_(list(threads)))).mappings():
        values: dict[str, Any] = {}
        if row["state"] in states.WAITING:
            values = {"state": states.WITHDRAWN, "acknowledged": now}
        elif row["acknowledged"] is not None:
            continue
        else:
            values = {"acknowledged": now}
            payload = {**json.loads(row["payload"]), "mend": word, "note": note}
            text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
            if row["state"] == states.SENDING:
                values["payload"] = text
            elif row["state"] in (states.SENT, states.MENDING) and row["receipt"] and row["id"] != but:
                values |= {"state": states.MENDING, "not_before": now, "attempts": 0, "payload": text}
        connection.execute(update(_d).where(_d.c.id == row["id"]).values(**values))


def snooze(connection: Connection, row: Row, until: int, now: int, new_ids: NewIds) -> int:
    """The reminder comes again at another time, up the whole ladder; the answer is how many rows that is."""
    hearer = hearers(connection)[row["person_id"]]
    wishes = hearer.reminding
    ladder = channels_of(hearer)
    if row["channel"] not in {channel for _, channel in ladder}:
        ladder = [(0, row["channel"]), *ladder]
    planned = [
        Planned(
            cause=f"{row['thread']}|s{row['id']}-{until}|{channel}",
            thread=row["thread"],
            kind="snooze",
            occurrence=row["occurrence"],
            person=row["person_id"],
            channel=channel,
            due=until + step * wishes.escalate_after,
            not_before=quiet_ends(wishes, hearer.zone, until + step * wishes.escalate_after),
            step=step,
            reminder=row["reminder_id"],
            nag=row["nag"],
        )
        for step, channel in ladder
    ]
    known = set(
        connection.execute(select(_d.c.cause).where(_d.c.cause.in_([one.cause for one in planned]))).scalars()
    )
    rows = [delivery_row(row["task_id"], one, now) for one in planned if one.cause not in known]
    if rows:
        for number, fresh in zip(new_ids("deliveries", len(rows)), rows, strict=True):
            fresh["id"] = number
        insert_rows(connection, _d, rows)
    return len(rows)


def send_again(connection: Connection, numbers: Sequence[int], now: int) -> int:
    """What died is tried again, as if for the first time; the answer is how many rows that is."""
    done = 0
    query = select(_d).where(
        _d.c.id.in_(list(numbers)), _d.c.state.in_((*states.DEAD, states.SKIPPED, states.RETRYING))
    )
    for row in [dict(found) for found in connection.execute(query).mappings()]:
        payload = json.dumps({**json.loads(row["payload"]), "again": True}, separators=(",", ":"))
        change = update(_d).where(_d.c.id == row["id"])
        connection.execute(
            change.values(
                state=states.PLANNED, not_before=now, attempts=0, unanswered=0, error="", payload=payload
            )
        )
        done += 1
    return done
