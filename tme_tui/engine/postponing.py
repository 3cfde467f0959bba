"""Postponing: a task is due so many days later, as whoever is reminded of it may wish."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tme_tui.engine.base import TaskRef
from tme_tui.engine.looking import Looking
from tme_tui.engine.rescheduling import Rescheduling
from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment

if TYPE_CHECKING:
    from tme_tui.model.task import Task


class Postponing(Rescheduling, Looking):
    """Use cases that move a due date by days."""

    def postpone(self, task: TaskRef, days: int) -> Task:
        """Let a task be due so many days later at the same hour; of a series, the open time alone.

        What was due in the past is counted from today, so that it is due in time to come.
        """
        seen = self.get_task(task)
        if seen.due is None:
            raise Refused(f"#{seen.id} has no due date")
        today = Moment.at(self.now(), self.person.zone).day
        day = max(seen.due.day, today) + timedelta(days=days)
        return self.put_off(
            seen.id,
            seen.due.moved(day - seen.due.day),
            occurrence=seen.occurrence if seen.recurrence else None,
        ).task
