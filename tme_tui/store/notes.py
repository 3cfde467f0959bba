"""Short notes that the base keeps about itself, each under a key: how far is planned, what was heard last."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from tme_tui.store import tables

PLANNED_UNTIL = "planned_until"
"""Until when reminders have been planned; in a new base that is its beginning."""

_m = tables.meta


def noted(connection: Connection, key: str) -> str | None:
    """What stands under a key; None when nothing does."""
    return connection.execute(select(_m.c.value).where(_m.c.key == key)).scalar()


def note(connection: Connection, key: str, value: str) -> None:
    """Write something under a key, in the place of what stood there."""
    done = connection.execute(update(_m).where(_m.c.key == key).values(value=value))
    if not done.rowcount:
        connection.execute(insert(_m).values(key=key, value=value))


def erase(connection: Connection, key: str, value: str) -> None:
    """Let nothing stand under a key, if that stands there still."""
    connection.execute(_m.delete().where(_m.c.key == key, _m.c.value == value))
