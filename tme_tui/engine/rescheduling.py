"""Putting what stands in the calendar at another time: it alone, it and what follows, or the whole series."""

from __future__ import annotations

from typing import Any

from tme_tui.engine.base import Change, TaskRef, number_of
from tme_tui.engine.halving import Halving
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.recurring import anchor_column
from tme_tui.model import recurrence as rules
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.reach import Reach
from tme_tui.model.task import Task
from tme_tui.store.entities import Row


class Rescheduling(Halving):
    """Use cases of the calendar."""

    def reschedule(
        self,
        task: TaskRef,
        starts: Moment,
        ends: Moment | None = None,
        *,
        occurrence: Moment | None = None,
        reach: Reach = Reach.THIS,
    ) -> Outcome:
        """Put an event or a planned block at another time, in one step.

        Of a series, `occurrence` says which time is meant, as the rule has it, and `reach` how much of the
        series goes with it.
        """
        number = number_of(task)
        if occurrence is None:
            return self.edit(number, Fields(starts=starts, ends=ends))
        return self._reach(number, occurrence, starts, ends, reach)

    def put_off(
        self, task: TaskRef, due: Moment, *, occurrence: Moment | None = None, reach: Reach = Reach.THIS
    ) -> Outcome:
        """Give a task another due date, in one step; see `reschedule`."""
        number = number_of(task)
        if occurrence is None:
            return self.edit(number, Fields(due=due))
        return self._reach(number, occurrence, due, None, reach)

    def copy_to(self, task: TaskRef, starts: Moment, ends: Moment | None = None) -> Outcome:
        """Make a copy that takes place, or is due, at another time; a copy of a series is one time of it."""
        number = number_of(task)
        with self._change() as change:
            row = change.task(number)
            copy = change.raw.new_ids("tasks")[0]
            self._copy(change, number, copy, {number: copy})
            dates: dict[str, Any] = dict.fromkeys(("recurrence", "series_start", "occurrence"))
            if row["kind"] == "event" or row["starts"] is not None:
                dates |= {"starts": str(starts), "ends": None if ends is None else str(ends)}
            if row["kind"] != "event" and row["due"] is not None:
                dates["due"] = str(starts) if row["starts"] is None else row["due"]
            change.set(copy, **dates)
            sentence = self._words.text("Copied “{title}” to #{number}", title=row["title"], number=copy)
            change.raw.describe("copy", sentence)
        return self._outcome(change, [copy])

    def _reach(
        self, number: int, occurrence: Moment, starts: Moment, ends: Moment | None, reach: Reach
    ) -> Outcome:
        seen = self.get_task(number)
        with self._change() as change:
            moved = self._move_times(change, seen, occurrence, starts, ends, reach)
        return self._outcome(change, [moved])

    def _move_times(
        self,
        change: Change,
        seen: Task,
        occurrence: Moment,
        starts: Moment,
        ends: Moment | None,
        reach: Reach,
    ) -> int:
        """Put so much of a series elsewhere; the answer is the number that it has then."""
        number = int(seen.id)
        if reach is Reach.THIS:
            self._move_time(change, number, occurrence, starts, ends)
            return number
        halves = self._cut(seen, occurrence)
        if reach is Reach.ALL or halves.before is None:
            self._move_series(change, number, occurrence, starts, ends)
            return number
        if self._is_ahead(change.task(number), occurrence):
            self._leave_past(change, seen, occurrence, halves)
            self._move_series(change, number, occurrence, starts, ends)
            self._say_split(change, seen)
            return number
        turned = rules.turned(halves.after, occurrence, starts)
        if seen.starts is not None and seen.anchor == seen.starts:
            return self._split(
                change, seen, occurrence, halves, Fields(starts=starts, ends=ends, recurrence=turned)
            )
        return self._split(change, seen, occurrence, halves, Fields(due=starts, recurrence=turned))

    def _move_series(
        self, change: Change, number: int, occurrence: Moment, starts: Moment, ends: Moment | None
    ) -> None:
        row = change.task(number)
        self._check_occurrence(row, occurrence)
        turned = rules.turned(rules.from_text(row["recurrence"]), occurrence, starts)
        change.set(number, recurrence=rules.to_text(turned), **_dates(row, occurrence, starts, ends))
        _move_known(change, number, occurrence, starts)
        change.raw.describe(
            "move-series", self._words.text("Moved all times of “{title}”", title=row["title"])
        )


def dates_with(task: Task, occurrence: Moment, starts: Moment, ends: Moment | None) -> Fields:
    """The dates that the open time of a series gets when an occurrence goes elsewhere and it goes along."""
    if task.starts is None or task.anchor != task.starts:
        return Fields(due=_beside(task.due or occurrence, occurrence, starts))
    begin = _beside(task.starts, occurrence, starts)
    return Fields(starts=begin, ends=None if ends is None else begin.moved(rules.apart(starts, ends)))


def _dates(row: Row, occurrence: Moment, starts: Moment, ends: Moment | None) -> Row:
    """The dates of a series whose occurrence goes from one time to another."""
    columns: Row = {}
    for name in ("series_start", "occurrence", anchor_column(row)):
        if row[name] is not None:
            columns[name] = str(_beside(Moment.from_text(row[name]), occurrence, starts))
    if anchor_column(row) == "starts":
        begin = Moment.from_text(columns["starts"])
        columns["ends"] = None if ends is None else str(begin.moved(rules.apart(starts, ends)))
    return columns


def _move_known(change: Change, number: int, occurrence: Moment, starts: Moment) -> None:
    """What became of single times is known by their time in the rule: that moves with it."""
    rows = list(change.rows.rows_by("occurrences", "task_id", [number]))
    for row in rows:
        change.rows.remove("occurrences", (number, row["occurrence"]))
    for row in rows:
        moved = str(_beside(Moment.from_text(row["occurrence"]), occurrence, starts))
        change.rows.insert("occurrences", {**row, "occurrence": moved})


def _beside(moment: Moment, old: Moment, new: Moment) -> Moment:
    """As far from `new` as `moment` is from `old`, on the wall clock."""
    if moment.all_day is not old.all_day:
        raise InvalidValue("a series of days and one of hours are two", field="recurrence")
    return Moment(moment.moved(rules.apart(old, new)).local, moment.zone)
