"""When a further step of a ladder may be taken, where the steps before it were put off."""

from __future__ import annotations

from sqlalchemy import Connection, select

from tme_tui.model.reminding import read_preferences
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states

_d = tables.deliveries


def begins_after(connection: Connection, row: Row, now: int) -> int:
    """The instant before which a row is not sent, because what comes before it was put off; now, if not.

    Nobody is told that somebody gave no answer who has not been asked.
    """
    people = tables.people
    query = (
        select(_d.c.state, _d.c.step, _d.c.not_before, people.c.preferences)
        .join(people, people.c.id == _d.c.person_id)
        .where(
            _d.c.thread == row["thread"],
            _d.c.step < row["step"],
            _d.c.due_utc <= row["due_utc"],
            _d.c.acknowledged.is_(None),
        )
    )
    begins = now
    for state, step, not_before, preferences in connection.execute(query):
        if state in states.TRIED:
            return now
        if state == states.PLANNED and not_before > now:
            wishes, _ = read_preferences(preferences)
            begins = max(begins, not_before + (row["step"] - step) * wishes.escalate_after)
    return begins
