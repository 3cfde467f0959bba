"""The calendar: everything that stands in a window of time, each occurrence of what recurs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from tme_tui.engine.looking import Looking
from tme_tui.model import recurrence as rules
from tme_tui.model.blocks import end_beside, wall_length
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Anchor
from tme_tui.model.task import Task
from tme_tui.model.value import value
from tme_tui.store.entities import Row
from tme_tui.store.finding_tasks import in_window, known_occurrences


@value
class Occurrence:
    """One appearance in the calendar: of a task or event, recurring or not."""

    task: Task
    occurrence: Moment
    """As the rule has it; the key for changing this one alone."""
    starts: Moment
    ends: Moment | None
    state: str = ""
    """`done`, `moved` or empty."""


class Calendar(Looking):
    """Use cases that look at time."""

    def occurrences_between(self, start: datetime, end: datetime, query: str = "") -> list[Occurrence]:
        """Everything that stands in the calendar in a window: due dates, blocks, events, each occurrence."""
        wanted = set(self.numbers(query)) if query.strip() else None
        with self._store.read() as connection:
            found = in_window(connection, int(start.timestamp()), int(end.timestamp()))
            recurring = [int(task.id) for task in found if task.recurrence is not None]
            kept = known_occurrences(connection, recurring)
        appearing: list[Occurrence] = []
        for one in found:
            if wanted is None or one.id in wanted:
                appearing += self._appearances(one, start, end, kept.get(int(one.id), {}))
        home = self._around.rules.home
        return sorted(appearing, key=lambda each: (each.starts.utc(home), each.task.id))

    def _appearances(
        self, task: Task, start: datetime, end: datetime, known: dict[str, Row]
    ) -> Iterator[Occurrence]:
        anchor = task.anchor
        if anchor is None:
            return
        if task.recurrence is None or task.series_start is None or _counts_from_completion(task):
            yield Occurrence(task, anchor, task.starts or anchor, task.ends)
            return
        home = self._around.rules.home
        length = _length_of(task, home)
        series = rules.occurrences(
            task.recurrence, task.series_start, start - length, end, calendar=self.calendar, home=home
        )
        for moment in series:
            row = known.get(str(moment))
            state = "" if row is None else str(row["state"])
            if state not in ("skipped", "moved"):
                said = "" if state == "planned" else state
                yield Occurrence(task, moment, moment, _end_of(task, moment), said)
        if task.starts is not None and anchor != task.starts:
            until = (task.ends or task.starts).utc(home, day_ends=True)
            if task.starts.utc(home) < end and until >= start:
                yield Occurrence(task, task.occurrence or anchor, task.starts, task.ends)
        for key, row in known.items():
            if row["state"] == "moved":
                changes = json.loads(row["changes"])
                begins = Moment.from_text(changes["starts"])
                if start - length <= begins.utc(home) < end:
                    moved = Moment.from_text(key)
                    usual = _end_of(task, begins)
                    finish = Moment.from_text(changes["ends"]) if "ends" in changes else usual
                    yield Occurrence(task, moved, begins, finish, "moved")


def _end_of(task: Task, begins: Moment) -> Moment | None:
    if task.ends is None or task.anchor != task.starts:
        return None
    return end_beside(begins, task.starts or begins, task.ends)


def _length_of(task: Task, home: str) -> timedelta:
    if task.starts is None or task.ends is None or task.anchor != task.starts:
        return timedelta(0)
    return wall_length(task.starts, task.ends, home)


def _counts_from_completion(task: Task) -> bool:
    """Whether the time after the open one is not known before that is done."""
    return task.recurrence is not None and task.recurrence.anchor is Anchor.COMPLETION
