"""Passing from one state to another, for a row in hand."""

from __future__ import annotations

from tme_tui.engine.base import Change
from tme_tui.model.task import Status
from tme_tui.model.transitions import check_transition


def set_status(change: Change, number: int, wanted: Status) -> None:
    """Set the state and the instants that go with it, or refuse."""
    row = change.task(number)
    check_transition(number, Status(row["status"]), wanted)
    started = row["started"]
    if wanted is Status.STARTED:
        started = change.now
    elif wanted is Status.OPEN:
        started = None
    ended = change.now if wanted in (Status.DONE, Status.CANCELLED) else None
    if wanted is Status.DELETED:
        ended = row["completed"]
    change.set(number, status=wanted.value, started=started, completed=ended)
