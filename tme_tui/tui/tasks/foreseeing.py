"""What a row will look like once a change is stored: shown at once, and corrected by what was stored.

Storing takes some milliseconds, but seconds while another program holds the base. Only what is certain but
for a refusal is foreseen: a repeating task is not finished but moves to its next time, so it is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tme_tui.model.task import Status
from tme_tui.tui.look import signs
from tme_tui.tui.tasks.rows import Row, Tone

Foreseen = Callable[[Sequence[Row]], Sequence[Row]]
LOWEST = 4


def finished_or_open(rows: Sequence[Row]) -> Sequence[Row]:
    """What is open is finished; when nothing is, all is open again."""
    if all(row.closed for row in rows):
        return [_as(row, Status.OPEN) for row in rows]
    return closed_as(Status.DONE)(rows)


def closed_as(status: Status) -> Foreseen:
    """All that is open and does not repeat is closed."""
    return lambda rows: [
        row if row.closed or signs.REPEATS in row.extras else _as(row, status) for row in rows
    ]


def started_or_stopped(rows: Sequence[Row]) -> Sequence[Row]:
    """What rests is started; when all is started, it is stopped."""
    resting = [row for row in rows if row.state != signs.STATES[Status.STARTED]]
    status = Status.STARTED if resting else Status.OPEN
    return [_as(row, status) for row in (resting or rows) if not row.closed and row.state != signs.BLOCKED]


def prioritised(by: int) -> Foreseen:
    """One more or one less important, counted from the first."""

    def shifted(rows: Sequence[Row]) -> Sequence[Row]:
        wanted = max(1, min((rows[0].priority or LOWEST + 1) + by, LOWEST + 1)) if rows else 0
        return [row._replace(priority=0 if wanted > LOWEST else wanted) for row in rows]

    return shifted


def _as(row: Row, status: Status) -> Row:
    tone = Tone.PLAIN if status is Status.OPEN else Tone.GOOD if status.is_open else Tone.FAINT
    return row._replace(state=signs.STATES[status], tone=tone, closed=not status.is_open)
