"""Editing: fields of one task or of many, merged with what others changed meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from tme_tui.engine.base import Change, EngineBase, TaskRef, numbers_of, refs_of
from tme_tui.engine.coerce import fields_from
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.recurring import begin_series
from tme_tui.engine.states import set_status
from tme_tui.engine.writing import check_whole, write_belongings, write_columns
from tme_tui.i18n import message
from tme_tui.model import recurrence as rules
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import Conflict, Refused
from tme_tui.model.moment import Moment
from tme_tui.model.task import Task
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.names import number_of
from tme_tui.store.transaction import CHUNK


class Editing(EngineBase):
    """Use cases that change fields."""

    def edit_task(self, task: TaskRef, **fields: Any) -> Task:
        """Change fields of one task.

        Given the `Task` as it was read, fields that somebody else changed since raise `Conflict`, unless both
        chose the same value; edits of different fields merge. Given a number, the last word counts.
        """
        return self.edit(task, fields_from(fields, self.person.zone)).task

    def edit(self, tasks: TaskRef | Iterable[TaskRef], fields: Fields) -> Outcome:
        """Change the same fields of one task or many, in one step."""
        seen = refs_of(tasks)
        numbers = numbers_of(seen)
        with self._change() as change:
            change.tasks(numbers[:CHUNK])
            columns = write_columns(change, fields)
            for position, number in enumerate(numbers, 1):
                self._edit_one(change, number, columns, fields)
                if position % CHUNK == 0:
                    change.raw.flush()
            self._check_seen(change, seen, columns)
            change.raw.describe("edit", self._say_edited(change, numbers, fields))
        return self._outcome(change, numbers[:CHUNK])

    def move(self, tasks: TaskRef | Iterable[TaskRef], category: str | None) -> Outcome:
        """Put tasks into a category, or into none."""
        return self.edit(tasks, Fields(category=category))

    def tag(
        self, tasks: TaskRef | Iterable[TaskRef], add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> Outcome:
        """Add tags to tasks and take others away."""
        return self.edit(tasks, Fields(add_tags=tuple(add), remove_tags=tuple(remove)))

    def _edit_one(self, change: Change, number: int, columns: Row, fields: Fields) -> None:
        row = change.task(number)
        if row["status"] == "deleted" and fields.status is UNSET:
            raise Refused(f"#{number} is deleted: reopen it first")
        whole = check_whole(self._dated({**row, **columns}), self._around.rules.home)
        series = _series_columns(row, whole, columns)
        change.set(number, **{name: whole[name] for name in ("due", "ends", *columns)}, **series)
        write_belongings(change, number, fields)
        if fields.status is not UNSET and fields.status.value != row["status"]:
            set_status(change, number, fields.status)

    def _check_seen(self, change: Change, seen: list[TaskRef], columns: Row) -> None:
        """Refuse to overwrite what the person has not seen."""
        for task in seen:
            if not isinstance(task, Task):
                continue
            stored = change.rows.first("tasks", (int(task.id),))
            if stored is None or stored["version"] == task.version:
                continue
            known = {**_columns_of(task), **_named_columns(change, task)}
            contested = {
                name: (known[name], stored[name], wanted)
                for name, wanted in columns.items()
                if name in known and stored[name] != known[name] and stored[name] != wanted
            }
            if contested:
                fields = ", ".join(name.removesuffix("_id") for name in contested)
                raise Conflict(
                    f"#{task.id} was changed by somebody else meanwhile: {fields}; look at it and try again",
                    {name.removesuffix("_id"): values for name, values in contested.items()},
                )

    def _say_edited(self, change: Change, numbers: list[int], fields: Fields) -> str:
        words = [self._words.text(_FIELD_WORDS[name]) for name in fields.given()]
        named = ", ".join(dict.fromkeys(words))
        if len(numbers) == 1:
            title = change.task(numbers[0])["title"]
            return self._words.text(
                "Changed #{number} “{title}”: {fields}", number=numbers[0], title=title, fields=named
            )
        return self._words.plural(
            "Changed {n} task: {fields}", "Changed {n} tasks: {fields}", len(numbers), fields=named
        )


def _series_columns(before: Row, row: Row, columns: Row) -> Row:
    """A new rule begins a new series; a new date moves the open occurrence only."""
    if "recurrence" in columns and row["recurrence"] != before["recurrence"]:
        return begin_series(row)
    return {}


_FIELD_WORDS = {
    "title": message("title"),
    "kind": message("kind"),
    "notes": message("notes"),
    "link": message("link"),
    "category": message("category"),
    "tags": message("tags"),
    "add_tags": message("tags"),
    "remove_tags": message("tags"),
    "type": message("type"),
    "attributes": message("attributes"),
    "priority": message("priority"),
    "starts": message("start"),
    "ends": message("end"),
    "due": message("due date"),
    "wait": message("hidden until"),
    "expires": message("expiry"),
    "estimate": message("estimate"),
    "parent": message("parent"),
    "recurrence": message("repetition"),
    "reminders": message("reminders"),
    "add_reminders": message("reminders"),
    "depends_on": message("dependencies"),
    "no_longer_on": message("dependencies"),
    "blocks": message("dependencies"),
    "assignee": message("assignee"),
    "participants": message("participants"),
    "status": message("status"),
    "position": message("position"),
}
"""What fields are called in the sentence of a step."""


def _columns_of(task: Task) -> Row:
    """The stored form of what the person saw."""
    return {
        "title": task.title,
        "notes": task.notes,
        "link": task.link,
        "kind": task.kind.value,
        "status": task.status.value,
        "priority": task.priority,
        "estimate": _seconds(task.estimate),
        "parent_id": task.parent,
        "position": task.position,
        "recurrence": None if task.recurrence is None else rules.to_text(task.recurrence),
        "attributes": json.dumps(task.attributes, ensure_ascii=False, sort_keys=True),
        **{name: _text(getattr(task, name)) for name in ("starts", "ends", "due", "wait", "expires")},
    }


def _named_columns(change: Change, task: Task) -> Row:
    """The columns that hold numbers where the person saw names."""
    seen = (
        ("category_id", tables.categories, task.category),
        ("type_id", tables.task_types, task.type),
        ("assignee_id", tables.people, task.assignee),
    )
    connection = change.raw.connection
    return {
        column: None if name is None else number_of(connection, table, name) for column, table, name in seen
    }


def _text(moment: Moment | None) -> str | None:
    return None if moment is None else str(moment)


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())
