"""Cutting a series in two: what is changed from one occurrence on, and what was before it."""

from __future__ import annotations

from typing import Any

from tme_tui.engine.base import Change, TaskRef, number_of
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.recurring import MOVES_ALONG
from tme_tui.engine.series import Series
from tme_tui.engine.states import set_status
from tme_tui.model import recurrence as rules
from tme_tui.model.draft import Fields
from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment
from tme_tui.model.task import Status, Task
from tme_tui.store.entities import Row


class Halving(Series):
    """Use cases for an occurrence and all that follow it."""

    def split_series(self, task: TaskRef, occurrence: Moment, fields: Fields) -> Outcome:
        """Change this and all following occurrences: the series is cut in two.

        Of an event the second half is a new one. Of a task the half with the open occurrence keeps the
        number, with what waits for it and what is inside it.
        """
        number = number_of(task)
        seen = self.get_task(number)
        halves = self._cut(seen, occurrence)
        if halves.before is None:
            return self.edit(number, fields)
        with self._change() as change:
            if self._is_ahead(change.task(number), occurrence):
                self._leave_past(change, seen, occurrence, halves)
                self._edit_all(change, {number: number}, fields)
                self._say_split(change, seen)
                made = number
            else:
                made = self._split(change, seen, occurrence, halves, fields)
        return self._outcome(change, [made])

    def _cut(self, seen: Task, occurrence: Moment) -> rules.Split:
        """Both halves of a series."""
        if seen.recurrence is None or seen.series_start is None:
            number = int(seen.id)
            raise Refused(f"#{number} does not repeat")
        home = self._around.rules.home
        return rules.split(seen.recurrence, seen.series_start, occurrence, calendar=self.calendar, home=home)

    def _is_ahead(self, row: Row, cut: Moment) -> bool:
        """Whether a task has nothing open before an occurrence: the first half is past."""
        home = self._around.rules.home
        is_open = row["kind"] == "task" and row["occurrence"] is not None
        return is_open and Moment.from_text(row["occurrence"]).utc(home) >= cut.utc(home)

    def _split(self, change: Change, seen: Task, cut: Moment, halves: rules.Split, fields: Fields) -> int:
        """Let the second half be a task of its own, with what is known of its times."""
        number = int(seen.id)
        change.set(number, recurrence=rules.to_text(halves.before or halves.after))
        copied = self._continued(seen, halves.start)
        fresh: dict[str, Any] = {**copied.given(), "recurrence": halves.after, **fields.given()}
        made = self._write_new(change, change.raw.new_ids("tasks")[0], Fields(**fresh))
        by = rules.apart(halves.start, Moment.from_text(change.task(made)["series_start"]))
        for row in self._known_times(change, number):
            when = Moment.from_text(row["occurrence"])
            if when.utc(self._around.rules.home) >= cut.utc(self._around.rules.home):
                change.rows.remove("occurrences", (number, row["occurrence"]))
                moved = {**row, "task_id": made, "occurrence": str(when.moved(by))}
                change.rows.insert("occurrences", moved)
        self._say_split(change, seen)
        return made

    def _leave_past(self, change: Change, seen: Task, cut: Moment, halves: rules.Split) -> None:
        """Let the first half, of which nothing is open, be a closed task of its own with what was done."""
        number, home = int(seen.id), self._around.rules.home
        past = change.raw.new_ids("tasks")[0]
        self._copy(change, number, past, {})
        times = [
            row
            for row in self._known_times(change, number)
            if Moment.from_text(row["occurrence"]).utc(home) < cut.utc(home)
        ]
        for row in times:
            change.rows.remove("occurrences", (number, row["occurrence"]))
            change.rows.insert("occurrences", {**row, "task_id": past})
        last = max(times, key=lambda row: str(row["occurrence"]), default=None)
        done = [row["at"] for row in times if row["state"] == "done"]
        row = change.task(past)
        dates: Row = {"occurrence": str(seen.series_start) if last is None else last["occurrence"]}
        back = rules.apart(Moment.from_text(row["occurrence"]), Moment.from_text(dates["occurrence"]))
        for name in MOVES_ALONG:
            if row[name] is not None:
                dates[name] = str(Moment.from_text(row[name]).moved(back))
        change.set(past, recurrence=rules.to_text(halves.before or halves.after), **dates)
        set_status(change, past, Status.DONE if done else Status.CANCELLED)
        if done:
            change.set(past, completed=max(done))
        change.set(number, recurrence=rules.to_text(halves.after), series_start=str(halves.start))

    @staticmethod
    def _known_times(change: Change, number: int) -> list[Row]:
        return list(change.rows.rows_by("occurrences", "task_id", [number]))

    def _say_split(self, change: Change, seen: Task) -> None:
        change.raw.describe("split", self._words.text("Changed “{title}” from here on", title=seen.title))
