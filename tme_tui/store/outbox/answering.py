"""A reminder was answered: its copies elsewhere are put in order, what was still to come does not come."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from tme_tui.model.planned import Planned, channels_of
from tme_tui.model.reminding import quiet_ends
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.holding import tried
from tme_tui.store.outbox.people import Hearers
from tme_tui.store.outbox.quiet import is_urgent
from tme_tui.store.outbox.rows import NewIds, add_rows, mended, with_details

_d = tables.deliveries


def acknowledge(connection: Connection, thread: str, now: int, word: str, note: str = "") -> None:
    """Everything of this thread is answered; messages that were sent say so."""
    for found in connection.execute(select(_d).where(_d.c.thread == thread)).mappings():
        row = dict(found)
        changes = mended(row, now, word, note)
        if row["state"] in states.WAITING:
            changes = {"state": states.WITHDRAWN, "acknowledged": now}
        if changes:
            connection.execute(update(_d).where(_d.c.id == row["id"]).values(**changes))


def comes_at(connection: Connection, row: Row, until: int) -> int:
    """When a reminder that is snoozed until an instant comes again: then, or when quiet hours end."""
    hearer = Hearers(connection)[row["person_id"]]
    return quiet_ends(hearer.reminding, hearer.zone, until, urgent=is_urgent(connection, row))


def snooze(connection: Connection, row: Row, until: int, now: int, new_ids: NewIds) -> int:
    """The reminder comes again at another time, up the whole ladder; the answer is how many rows that is."""
    hearer = Hearers(connection)[row["person_id"]]
    wishes = hearer.reminding
    ladder = channels_of(hearer)
    if row["channel"] not in {channel for _, channel in ladder}:
        ladder = [(0, row["channel"]), *ladder]
    urgent = is_urgent(connection, row)
    starts = comes_at(connection, row, until)
    planned = [
        Planned(
            cause=f"{row['thread']}|s{row['id']}-{until}|{channel}",
            thread=row["thread"],
            kind="snooze",
            occurrence=row["occurrence"],
            person=row["person_id"],
            channel=channel,
            due=until + step * wishes.escalate_after,
            not_before=quiet_ends(wishes, hearer.zone, starts + step * wishes.escalate_after, urgent=urgent),
            step=step,
            reminder=row["reminder_id"],
            nag=row["nag"],
        )
        for step, channel in ladder
    ]
    known = set(
        connection.execute(select(_d.c.cause).where(_d.c.cause.in_([one.cause for one in planned]))).scalars()
    )
    fresh = [(row["task_id"], one) for one in planned if one.cause not in known]
    add_rows(connection, fresh, now, new_ids)
    return len(fresh)


def send_again(connection: Connection, numbers: Sequence[int], now: int) -> int:
    """What died is tried again, as if for the first time; the answer is how many rows that is."""
    done = 0
    query = select(_d).where(
        _d.c.id.in_(list(numbers)),
        _d.c.state.in_((*states.DEAD, states.SKIPPED, states.RETRYING, states.HELD)),
    )
    for row in [dict(found) for found in connection.execute(query).mappings()]:
        fresh = {"state": states.PLANNED, "not_before": now, "attempts": 0, "unanswered": 0, "error": ""}
        fresh["payload"] = with_details(row, again=True)
        if row["state"] == states.HELD:  # it was never sent, so it does not come again
            fresh = tried(row, now)
        connection.execute(update(_d).where(_d.c.id == row["id"]).values(fresh))
        done += 1
    return done
