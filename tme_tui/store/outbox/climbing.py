"""When a further step of a ladder may be taken, where the steps before it were put off or came late."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select

from tme_tui.model.reminding import read_preferences
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states

LATE = 120
"""What comes so many seconds after its time is late."""

_d = tables.deliveries


def begins_after(connection: Connection, row: Row, now: int, *, goes_out: Callable[[int, str], bool]) -> int:
    """The instant before which a row is not sent, because what comes before it is not answered yet.

    Nobody is told that somebody gave no answer who has not been asked: what was put off is asked later, and
    what came due while nothing ran is asked now. `goes_out` says whether who asks can send to a person on a
    channel. Now, when the row need not wait.
    """
    people = tables.people
    query = (
        select(_d, people.c.preferences)
        .join(people, people.c.id == _d.c.person_id)
        .where(
            _d.c.thread == row["thread"],
            _d.c.step < row["step"],
            _d.c.due_utc <= row["due_utc"],
            _d.c.acknowledged.is_(None),
        )
    )
    begins = now
    earlier = [dict(found) for found in connection.execute(query).mappings()]
    tried = [one for one in earlier if one["state"] in states.TRIED]
    for one in tried or earlier:
        wishes, _ = read_preferences(one["preferences"])
        asked = _asked(one, now, goes_out)
        if asked is not None:
            begins = max(begins, asked + (row["step"] - one["step"]) * wishes.escalate_after)
    return begins


def _asked(row: Row, now: int, goes_out: Callable[[int, str], bool]) -> int | None:
    """When a step was asked or will be; None when it came in its time, or does not get through."""
    state, is_late = row["state"], now - row["due_utc"] > LATE
    if state in states.ARRIVED:
        return row["sent"] if (row["sent"] or 0) - row["due_utc"] > LATE else None
    if state == states.SENDING:
        return now if is_late and row["attempts"] == 1 else None
    if state != states.PLANNED:
        return None
    if row["not_before"] > now:
        return int(row["not_before"])
    return now if is_late and goes_out(row["person_id"], row["channel"]) else None
