"""Series: passing over, moving, taking out or changing single occurrences of what recurs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tme_tui.engine.adding import Adding
from tme_tui.engine.base import Change, TaskRef, number_of, numbers_of
from tme_tui.engine.calendar import Calendar
from tme_tui.engine.editing import Editing
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.recurring import ONCE, anchor_column, skip_occurrence
from tme_tui.model import recurrence as rules
from tme_tui.model.blocks import end_beside
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue, NotFound, Refused
from tme_tui.model.moment import Moment
from tme_tui.model.task import Task
from tme_tui.store.entities import Row


class Series(Adding, Editing, Calendar):
    """Use cases for occurrences."""

    def skip(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Let the open occurrence of recurring tasks pass undone."""
        numbers = numbers_of(tasks)
        with self._change() as change:
            for row in change.tasks(numbers):
                skip_occurrence(change, row, self._around.rules.home, self._words, self.calendar)
            change.raw.describe(
                "skip",
                self._words.text("Skipped #{number}", number=numbers[0])
                if len(numbers) == 1
                else self._words.plural("Skipped {n} task", "Skipped {n} tasks", len(numbers)),
            )
        return self._outcome(change, numbers)

    def end_series(self, task: TaskRef) -> Outcome:
        """Let a task no longer repeat; the open occurrence stays."""
        return self.edit(task, Fields(recurrence=None))

    def move_occurrence(
        self, task: TaskRef, occurrence: Moment, starts: Moment, ends: Moment | None = None
    ) -> Outcome:
        """Put one occurrence of a series at another time; the others stay.

        With `ends` it has a length of its own, else it lasts as long as they do.
        """
        number = number_of(task)
        with self._change() as change:
            self._move_time(change, number, occurrence, starts, ends)
        return self._outcome(change, [number])

    def _move_time(
        self, change: Change, number: int, occurrence: Moment, starts: Moment, ends: Moment | None
    ) -> None:
        changes: dict[str, Any] = {"starts": str(starts)} | ({} if ends is None else {"ends": str(ends)})
        row = change.task(number)
        if row["recurrence"] is None:
            raise Refused(f"#{number} does not repeat")
        key = (number, str(occurrence))
        known = change.rows.get("occurrences", key)
        if known is None:
            self._check_occurrence(row, occurrence)
            change.rows.insert(
                "occurrences",
                {
                    "task_id": number,
                    "occurrence": key[1],
                    "state": "moved",
                    "at": change.now,
                    "person_id": self.person.id,
                    "changes": json.dumps(changes),
                },
            )
        elif known["state"] in ("moved", "planned"):
            if ONCE in json.loads(known["changes"]):
                changes[ONCE] = True
            change.rows.change("occurrences", key, {"state": "moved", "changes": json.dumps(changes)})
        else:
            raise Refused(f"#{number} of {occurrence} is already {known['state']}")
        if row["occurrence"] == key[1] and row["kind"] == "task":
            change.set(number, **{anchor_column(row): str(starts)})
        change.raw.describe("move-occurrence", self._words.text("Moved one time of #{number}", number=number))

    def skip_one(self, task: TaskRef, occurrence: Moment) -> Outcome:
        """Take one occurrence out of a series (EXDATE)."""
        number = number_of(task)
        with self._change() as change:
            row = change.task(number)
            if row["recurrence"] is None:
                raise Refused(f"#{number} does not repeat")
            self._check_occurrence(row, occurrence)
            if row["occurrence"] == str(occurrence) and row["kind"] == "task":
                skip_occurrence(change, row, self._around.rules.home, self._words, self.calendar)
            else:
                recurrence = rules.from_text(row["recurrence"])
                fewer = replace(recurrence, excluded=(*recurrence.excluded, occurrence))
                change.set(number, recurrence=rules.to_text(fewer))
            change.raw.describe("skip", self._words.text("Skipped one time of #{number}", number=number))
        return self._outcome(change, [number])

    def _check_occurrence(self, row: Row, occurrence: Moment) -> None:
        home = self._around.rules.home
        instant = occurrence.utc(home)
        window = (instant, instant + timedelta(microseconds=1))
        series = rules.occurrences(
            rules.from_text(row["recurrence"]),
            Moment.from_text(row["series_start"]),
            *window,
            calendar=self.calendar,
            home=home,
        )
        if not any(found == occurrence for found in series):
            raise NotFound("occurrence", f"{occurrence} of #{row['id']}")

    def _continued(self, task: Task, start: Moment) -> Fields:
        """The fields of a task that goes on from `start` what another began."""
        if task.anchor is None:
            raise InvalidValue("a repeating task needs a first date", field="recurrence")
        event = task.starts is not None and task.anchor == task.starts
        return Fields(
            title=task.title,
            kind=task.kind,
            notes=task.notes,
            category=task.category,
            tags=task.tags,
            priority=task.priority,
            estimate=task.estimate,
            assignee=task.assignee,
            parent=task.parent,
            reminders=tuple(replace(reminder, id=None) for reminder in task.reminders),
            participants=tuple(one.login for one in task.participants),
            starts=start if event else None,
            ends=end_beside(start, task.starts, task.ends) if event and task.starts and task.ends else None,
            due=None if event else start,
        )
