"""Rows of the outbox: how one comes into being, and what becomes of it when its task goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

from sqlalchemy import Connection, bindparam, update

from tme_tui.model.ids import new_uid
from tme_tui.model.planned import Planned
from tme_tui.store import tables
from tme_tui.store.bulk import insert_rows
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states

DAY = 86_400
MENDED_FOR = 2 * DAY
"""Messengers let a message be edited for about so long."""

_FRESH: Row = {
    "state": states.PLANNED,
    **dict.fromkeys(("attempts", "unanswered"), 0),
    **dict.fromkeys(("address", "error"), ""),
    **dict.fromkeys(("lease_until", "lease_holder", "receipt", "sent", "acknowledged")),
}
"""What the schema fills in for a delivery that is put into the outbox."""
_RENEW = update(tables.deliveries).where(tables.deliveries.c.id == bindparam("which"))
NewIds = Callable[[str, int], range]
"""Gives out numbers of a counter."""


def add_rows(
    connection: Connection, planned: Sequence[tuple[int | None, Planned]], now: int, new_ids: NewIds
) -> None:
    """Put deliveries into the outbox, each with the task that it belongs to."""
    if not planned:
        return
    numbers = new_ids("deliveries", len(planned))
    rows = [_row(number, task, one, now) for number, (task, one) in zip(numbers, planned, strict=True)]
    insert_rows(connection, tables.deliveries, rows)


def renew_rows(
    connection: Connection, numbers: Sequence[int], planned: Sequence[tuple[int | None, Planned]], now: int
) -> None:
    """Make deliveries that were never tried into others, as if they had just been put into the outbox."""
    if numbers:
        rows = [_row(number, task, one, now) for number, (task, one) in zip(numbers, planned, strict=True)]
        connection.execute(_RENEW, [{"which": row.pop("id"), **row, **_FRESH} for row in rows])


def _row(number: int, task: int | None, planned: Planned, now: int) -> Row:
    uid = new_uid(now * 1000)
    return {
        "id": number,
        "uid": uid,
        "cause": planned.cause,
        "thread": planned.thread,
        "kind": planned.kind,
        "reminder_id": planned.reminder,
        "task_id": task,
        "occurrence": planned.occurrence,
        "person_id": planned.person,
        "channel": planned.channel,
        "due_utc": planned.due,
        "not_before": planned.not_before,
        "step": planned.step,
        "nag": planned.nag,
        "random_id": _repeat_number(uid),
        "payload": as_payload(planned.details),
        "created": now,
    }


def _repeat_number(uid: str) -> int:
    """A number from 1 to 2^31-1 by which a server knows a repeat of this delivery."""
    return crc32(uid.encode()) % (2**31 - 1) or 1


def as_payload(details: Mapping[str, object]) -> str:
    """Details as they are kept."""
    return json.dumps(dict(details), ensure_ascii=False, separators=(",", ":"))


def with_details(row: Row, **details: object) -> str:
    """The details of a row, with others added."""
    return as_payload({**json.loads(row["payload"]), **details})


def mended(row: Row, now: int, word: str, note: str = "") -> Row:
    """What becomes of a delivery that was answered, or whose task went on; empty when nothing does.

    What was sent is put in order where it can be; what is on its way is, as soon as it has arrived.
    """
    if row["state"] == states.SENDING:
        return {"payload": with_details(row, mend=word, note=note)}
    if row["acknowledged"] is not None or row["state"] not in (*states.ARRIVED, *states.DEAD, states.SKIPPED):
        return {}
    values: Row = {"acknowledged": now}
    if (
        row["state"] in (states.SENT, states.MENDING)
        and row["receipt"]
        and (row["sent"] or 0) > now - MENDED_FOR
    ):
        values |= {"state": states.MENDING, "not_before": now, "attempts": 0}
        values["payload"] = with_details(row, mend=word, note=note)
    return values
