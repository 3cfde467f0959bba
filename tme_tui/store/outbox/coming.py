"""When the outbox is next of interest, for whoever sleeps until then."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.holders import is_gone

_d = tables.deliveries


def next_row(connection: Connection, channels: Iterable[str]) -> Row | None:
    """The planned row whose time comes first."""
    query = select(_d).where(_d.c.state == states.PLANNED, _d.c.channel.in_(list(channels)))
    found = connection.execute(query.order_by(_d.c.not_before).limit(1)).mappings().first()
    return None if found is None else dict(found)


def next_look(connection: Connection, channels: Iterable[str]) -> int | None:
    """When the outbox is next of interest to a dispatcher of these channels; 0 is at once.

    What a process that has ended had in its hands is of interest at once, before its lease ends.
    """
    in_hand = (_d.c.state.in_((states.SENDING, states.MENDING)), _d.c.lease_holder.is_not(None))
    query = select(_d.c.lease_holder, _d.c.not_before).where(*in_hand)
    leases = [(holder, until) for holder, until in connection.execute(query)]
    if any(is_gone(holder) for holder in {holder for holder, _ in leases}):
        return 0
    moments = [until for _, until in leases]
    names = list(channels)
    for state in states.DUE if names else ():
        coming = (
            select(_d.c.not_before)
            .where(_d.c.state == state, _d.c.channel.in_(names))
            .order_by(_d.c.not_before)
            .limit(1)
        )
        found = connection.execute(coming).scalar()
        if found is not None:
            moments.append(found)
    return min(moments, default=None)
