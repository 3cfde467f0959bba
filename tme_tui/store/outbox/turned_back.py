"""The clock went back: what was put off to a time that was wrong comes at its own time.

A clock that was hours or years ahead for a while leaves rows that wait for moments far away, and rows that
were given up as missed before their time has come.
"""

from __future__ import annotations

from sqlalchemy import Connection, update

from tme_tui.store import tables
from tme_tui.store.outbox import states
from tme_tui.store.outbox.claiming import LEASE
from tme_tui.store.outbox.settling import LONGEST_WAIT

_d = tables.deliveries


def clock_went_back(connection: Connection, now: int) -> None:
    """Put in order what can only come of a clock that was ahead of `now`; all else stays as it is."""
    retried = (states.RETRYING, states.HELD, states.MENDING)
    beyond = _d.c.not_before > now + int(LONGEST_WAIT * 1.2)
    connection.execute(update(_d).where(_d.c.state.in_(retried), beyond).values(not_before=now))
    leased = _d.c.not_before > now + 2 * LEASE
    connection.execute(update(_d).where(_d.c.state == states.SENDING, leased).values(not_before=now + LEASE))
    put_off = _d.c.not_before > _d.c.due_utc  # quiet hours are looked at anew when it is taken
    again = _d.c.due_utc
    connection.execute(update(_d).where(_d.c.state == states.PLANNED, put_off).values(not_before=again))
    early = (_d.c.state == states.MISSED, _d.c.due_utc > now)
    connection.execute(update(_d).where(*early).values(state=states.PLANNED, not_before=again))
