"""What waits for a channel on which nothing that runs can send, such as one without a token.

Another program may have the channel and be started later, so it waits as long as it is of use, like what
came due while nothing ran; then it is listed as missed, with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select, update

from tme_tui.i18n import said
from tme_tui.model.reminding import read_preferences
from tme_tui.store import tables
from tme_tui.store.outbox import states
from tme_tui.store.outbox.claiming import DIGEST_GRACE
from tme_tui.store.working_set import in_batches

PATIENCE = 60
"""Seconds after which it is told of: whoever has the channel may be busy, or just starting."""
_d = tables.deliveries


def stranded(connection: Connection, channels: Collection[str], now: int) -> dict[str, int]:
    """How much is overdue on channels other than these."""
    query = select(_d.c.channel, func.count()).where(*_overdue(channels, now)).group_by(_d.c.channel)
    return {str(row[0]): int(row[1]) for row in connection.execute(query.order_by(_d.c.channel))}


def too_late(connection: Connection, channels: Collection[str], now: int) -> list[int]:
    """The rows of other channels that are of no use any more."""
    people = tables.people
    query = (
        select(_d.c.id, _d.c.kind, _d.c.not_before, _d.c.payload, people.c.preferences)
        .join(people, people.c.id == _d.c.person_id)
        .where(*_overdue(channels, now))
    )
    found = []
    for number, kind, not_before, payload, preferences in connection.execute(query):
        grace = DIGEST_GRACE if kind == "digest" else read_preferences(preferences)[0].grace
        if now - not_before > grace and not json.loads(payload).get("again"):
            found.append(int(number))
    return found


def give_up(connection: Connection, numbers: list[int]) -> None:
    """These are missed, unless somebody has them by now."""
    why = said("nothing that runs can send on this channel")
    for batch in in_batches(numbers):
        change = update(_d).where(_d.c.id.in_(batch), _d.c.state == states.PLANNED)
        connection.execute(change.values(state=states.MISSED, error=why))


def _overdue(channels: Collection[str], now: int) -> tuple[ColumnElement[bool], ...]:
    return (
        _d.c.state == states.PLANNED,
        _d.c.not_before < now - PATIENCE,
        _d.c.channel.not_in(list(channels)),
    )
