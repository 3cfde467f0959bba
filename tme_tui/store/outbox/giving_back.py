"""What becomes of a delivery that was claimed and not brought, and of the ladder that it is a step of."""

from __future__ import annotations

import json
from collections import defaultdict

from sqlalchemy import Connection, select, update

from tme_tui.i18n import said
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.rows import with_details

CAME_UP = "came_up"
"""Among the details of a claimed row: when it could be sent, where that was not when it was due."""
_d = tables.deliveries


def given_back(row: Row) -> Row:
    """What becomes of a row that was claimed and not tried: it has the place among others that it had."""
    return {
        "state": states.RETRYING if row["attempts"] > 1 else states.PLANNED,
        "attempts": row["attempts"] - 1,
        "not_before": json.loads(row["payload"]).get(CAME_UP, row["due_utc"]),
        "lease_holder": None,
        "lease_until": None,
    }


def unanswered(row: Row, now: int, *, safe: bool, after: int) -> Row:
    """What becomes of a row to which no answer came: repeated safely, repeated once, or left as it is.

    It keeps when it may have arrived first.
    """
    count = row["unanswered"] + 1
    since = json.loads(row["payload"]).get("doubt", now)
    values: Row = {"unanswered": count, "lease_holder": None, "lease_until": None}
    values["payload"] = with_details(row, doubt=since)
    if safe or count == 1:
        return values | {"state": states.RETRYING, "not_before": now + after}
    return values | {
        "state": states.UNKNOWN,
        "sent": now,
        "error": row["error"] or said("no answer came: it may have arrived"),
    }


def take_next_step(connection: Connection, row: Row, now: int) -> None:
    """A step of the ladder gave way: when nothing of it is left, the next one is taken at once."""
    query = select(_d).where(_d.c.thread == row["thread"], _d.c.id != row["id"])
    others = [dict(found) for found in connection.execute(query).mappings()]
    same = [
        other
        for other in others
        if other["step"] <= row["step"]
        and other["acknowledged"] is None  # what was answered before a snooze stands in nobody's way
        and other["state"] not in (states.FAILED, states.SKIPPED, states.MISSED, states.HELD)
    ]
    if same:
        return
    later = defaultdict(list)
    for other in others:
        if other["step"] > row["step"] and other["state"] == states.PLANNED:
            later[other["step"]].append(other["id"])
    if later:
        change = update(_d).where(_d.c.id.in_(later[min(later)]), _d.c.not_before > now)
        connection.execute(change.values(not_before=now))
