"""When a task takes place: the moment by which a day is put in order.

An event takes place when it starts. A task has its turn when its planned block starts, as long as the block
is not over and comes before the due date; else it is due. A start without an end counts for a day.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tme_tui.model.moment import Moment
from tme_tui.model.task import Kind, Task

A_DAY = 24 * 60 * 60
"""Seconds for which a start without an end counts."""


def occasion_of(task: Task, now: datetime, home: str) -> Moment | None:
    """The moment at which it takes place; None when it has neither start nor due date."""
    starts, due = task.starts, task.due
    if starts is None or due is None:
        return starts or due
    if task.kind is Kind.EVENT:
        return starts
    begins = starts.utc(home)
    over = begins + timedelta(seconds=A_DAY) if task.ends is None else task.ends.utc(home, day_ends=True)
    return starts if over > now and begins < due.utc(home, day_ends=True) else due
