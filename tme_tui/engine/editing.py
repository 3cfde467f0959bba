"""Editing: fields of one task or of many, merged with what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tme_tui.engine.base import Change, TaskRef, number_of, refs_of
from tme_tui.engine.coerce import fields_from
from tme_tui.engine.field_words import FIELD_WORDS
from tme_tui.engine.merging import check_seen
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.passing import Passing, times_of
from tme_tui.engine.recurring import begin_series
from tme_tui.engine.writing import check_whole, write_belongings, write_columns
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import Refused
from tme_tui.model.task import Status, Task
from tme_tui.store.entities import Row
from tme_tui.store.transaction import CHUNK
from tme_tui.store.working_set import in_batches


class Editing(Passing):
    """Use cases that change fields."""

    def edit_task(self, task: TaskRef, **fields: Any) -> Task:
        """Change fields of one task.

        Given the `Task` as it was read, fields that somebody else changed since raise `Conflict`, unless both
        chose the same value; edits of different fields merge. Given a number, the last word counts.
        """
        return self.edit(task, fields_from(fields, self.person.zone)).task

    def edit(self, tasks: TaskRef | Iterable[TaskRef], fields: Fields) -> Outcome:
        """Change the same fields of one task or many, in one step."""
        seen = {number_of(task): task for task in refs_of(tasks)}
        with self._change() as change:
            self._edit_all(change, seen, fields)
            change.raw.describe("edit", self._say_edited(change, list(seen), fields))
        return self._outcome(change, list(seen)[:CHUNK])

    def move(self, tasks: TaskRef | Iterable[TaskRef], category: str | None) -> Outcome:
        """Put tasks into a category, or into none."""
        return self.edit(tasks, Fields(category=category))

    def tag(
        self, tasks: TaskRef | Iterable[TaskRef], add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> Outcome:
        """Add tags to tasks and take others away."""
        return self.edit(tasks, Fields(add_tags=tuple(add), remove_tags=tuple(remove)))

    def _edit_all(self, change: Change, seen: Mapping[int, TaskRef], fields: Fields) -> None:
        """Change the same fields of each; what was seen must not have become something else."""
        columns = write_columns(change, fields)
        for portion in in_batches(seen, CHUNK):
            change.tasks(portion)
            for number in portion:
                task = seen[number]
                if isinstance(task, Task):
                    check_seen(change, task, columns, fields)
                self._edit_one(change, number, columns, fields)
            if len(portion) == CHUNK:
                change.raw.flush()
        if fields.status is not UNSET:
            self._set_status(change, seen, fields.status)

    def _edit_one(self, change: Change, number: int, columns: Row, fields: Fields) -> None:
        row = change.task(number)
        if row["status"] == "deleted" and fields.status is UNSET:
            raise Refused(f"#{number} is deleted: reopen it first")
        _check_series_keeps_its_date(row, columns)
        whole = check_whole(self._dated({**row, **columns}), self._around.rules.home)
        series = _series_columns(row, whole, columns)
        change.set(number, **{name: whole[name] for name in ("due", "ends", *columns)}, **series)
        write_belongings(change, number, fields)

    def _set_status(self, change: Change, seen: Mapping[int, TaskRef], wanted: Status) -> None:
        """The state is set as by the gesture of its own, for those that do not have it yet."""
        others = [row["id"] for row in change.tasks(list(seen)) if row["status"] != wanted.value]
        if others:
            self._pass(change, others, wanted, times_of(seen.values()))

    def _say_edited(self, change: Change, numbers: list[int], fields: Fields) -> str:
        words = [self._words.text(FIELD_WORDS[name]) for name in fields.given()]
        named = ", ".join(dict.fromkeys(words))
        if len(numbers) == 1:
            title = change.task(numbers[0])["title"]
            return self._words.text(
                "Changed #{number} “{title}”: {fields}", number=numbers[0], title=title, fields=named
            )
        return self._words.plural(
            "Changed {n} task: {fields}", "Changed {n} tasks: {fields}", len(numbers), fields=named
        )


def _check_series_keeps_its_date(row: Row, columns: Row) -> None:
    """What repeats by its due date has to have one: without, it would be due today all of a sudden."""
    after = {**row, **columns}
    goes = row["due"] is not None and after["due"] is None and after["starts"] is None
    if goes and row["recurrence"] is not None and after["recurrence"] is not None:
        raise Refused(f"#{row['id']} repeats by its due date; with rec:none it repeats no more")


def _series_columns(before: Row, row: Row, columns: Row) -> Row:
    """A new rule begins a new series; a new date moves the open occurrence only."""
    if "recurrence" in columns and row["recurrence"] != before["recurrence"]:
        return begin_series(row)
    return {}
