"""Which states a task may pass to, and what a person hears when it may not."""

from __future__ import annotations

from tme_tui.model.errors import Refused
from tme_tui.model.task import Status

ALLOWED: dict[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.STARTED, Status.DONE, Status.CANCELLED, Status.DELETED}),
    Status.STARTED: frozenset({Status.OPEN, Status.DONE, Status.CANCELLED, Status.DELETED}),
    Status.DONE: frozenset({Status.OPEN, Status.DELETED}),
    Status.CANCELLED: frozenset({Status.OPEN, Status.DELETED}),
    Status.DELETED: frozenset({Status.OPEN}),
}


def check_transition(number: int, now: Status, wanted: Status) -> None:
    """Raise `Refused` unless task `number` may go from `now` to `wanted`."""
    if wanted in ALLOWED[now]:
        return
    if now is wanted:
        raise Refused(f"#{number} is already {now.value}")
    raise Refused(f"#{number} is {now.value}: reopen it first")
