"""Peace for a while: nothing is sent to somebody who asked for it, and what waited comes when it ends."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from tme_tui.model.reminding import read_preferences, write_preferences
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states

_d = tables.deliveries
_p = tables.people


def quiet_until(connection: Connection, person: int) -> int:
    """Until which instant a person is left alone; 0 when that was never asked for."""
    text = connection.execute(select(_p.c.preferences).where(_p.c.id == person)).scalar_one()
    return read_preferences(text)[1]


def is_urgent(connection: Connection, row: Row) -> bool:
    """Whether a delivery tells of a task that quiet hours may spare."""
    if row["task_id"] is None:
        return False
    table = tables.tasks
    query = select(table.c.priority).where(table.c.id == row["task_id"])
    return connection.execute(query).scalar() == 1


def set_quiet(connection: Connection, person: int, until: int, now: int) -> None:
    """Leave a person alone until an instant; one that has passed ends the peace."""
    text = connection.execute(select(_p.c.preferences).where(_p.c.id == person)).scalar_one()
    fresh = write_preferences(text, quiet_until=until)
    connection.execute(update(_p).where(_p.c.id == person).values(preferences=fresh))
    if until <= now:
        waiting = (_d.c.state == states.PLANNED, _d.c.due_utc <= now)
        ladders = select(_d.c.thread).where(_d.c.person_id == person, *waiting)
        connection.execute(update(_d).where(_d.c.thread.in_(ladders), *waiting).values(not_before=now))
