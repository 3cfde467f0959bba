"""Who is alive on this base: each process writes down its parts and how they are, every few seconds."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from tme_tui.model.outbox import SIGNED_OFF, Service
from tme_tui.store import tables
from tme_tui.store.outbox.holders import is_gone

ALIVE_FOR = 75
"""A process that said nothing for so many seconds is taken for dead."""
FORGOTTEN_AFTER = 7 * 86_400
_s = tables.services


def write_services(
    connection: Connection, holder: str, parts: dict[str, tuple[str, int, dict[str, object]]], now: int
) -> None:
    """The parts of a process as they are now: name to state, since when, and details."""
    connection.execute(delete(_s).where(_s.c.heartbeat < now - FORGOTTEN_AFTER))
    known = set(connection.execute(select(_s.c.name).where(_s.c.holder == holder)).scalars())
    for name, (state, since, details) in parts.items():
        values = {
            "state": state,
            "since": since,
            "heartbeat": now,
            "details": json.dumps(details, ensure_ascii=False),
        }
        if name in known:
            connection.execute(update(_s).where(_s.c.holder == holder, _s.c.name == name).values(**values))
        else:
            connection.execute(insert(_s).values(holder=holder, name=name, **values))
    for name in known - set(parts):
        connection.execute(delete(_s).where(_s.c.holder == holder, _s.c.name == name))


def awake_since(connection: Connection, holder: str, now: int) -> int | None:
    """Since when others than `holder` have been sending without a pause; None when nobody does.

    Who was killed just now counts: somebody else has gone on, or goes on at once.
    """
    told = [
        int(str(one.details.get("awake", int(one.since.timestamp()))))
        for one in read_services(connection, now)
        if one.name == "dispatcher" and one.holder != holder and _heard_of(one.heartbeat, now)
    ]
    return min(told, default=None)


def _heard_of(heartbeat: datetime, now: int) -> bool:
    return now - ALIVE_FOR <= heartbeat.timestamp()


def sign_off(connection: Connection, holder: str) -> None:
    """A process begins to end; however that goes on, it has said so."""
    connection.execute(update(_s).where(_s.c.holder == holder).values(state=SIGNED_OFF))


def remove_services(connection: Connection, holder: str) -> None:
    """A process that ends in order leaves nothing behind."""
    connection.execute(delete(_s).where(_s.c.holder == holder))


def read_services(connection: Connection, now: int) -> list[Service]:
    """All that was heard of, the living first."""
    found = []
    for row in connection.execute(select(_s).order_by(_s.c.holder, _s.c.name)).mappings():
        details = json.loads(row["details"])
        heartbeat = datetime.fromtimestamp(row["heartbeat"], UTC)
        alive = _heard_of(heartbeat, now) and not is_gone(row["holder"])
        found.append(
            Service(
                holder=row["holder"],
                name=row["name"],
                state=row["state"],
                since=datetime.fromtimestamp(row["since"], UTC),
                heartbeat=heartbeat,
                alive=alive,
                error=str(details.get("error", "")),
                details=details,
            )
        )
    return sorted(found, key=lambda one: not one.alive)
