"""Adding tasks and events: one, many, or a copy of what exists."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from tme_tui.engine.base import Change, EngineBase, TaskRef, numbers_of
from tme_tui.engine.coerce import fields_from
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.recurring import begin_series
from tme_tui.engine.states import set_status
from tme_tui.engine.ties import subtree
from tme_tui.engine.writing import check_whole, write_belongings, write_columns
from tme_tui.model.draft import UNSET, Draft, Fields
from tme_tui.model.errors import InvalidValue
from tme_tui.model.ids import TaskId, new_uid
from tme_tui.model.task import Dependency, Task
from tme_tui.store.entities import Row, defaults
from tme_tui.store.settle import PARTS_OF_TASKS
from tme_tui.store.transaction import CHUNK

ANSWERED = 1_000
"""A bulk change answers with so many tasks at most: nobody reads more, and memory stays small."""


class Adding(EngineBase):
    """Use cases that make tasks."""

    def add_task(self, title: str, **fields: Any) -> Task:
        """Add a task: `add_task("Pay rent", category="Home", due=date(2026, 12, 1), priority=1)`."""
        return self.add([fields_from({"title": title, **fields}, self.person.zone)]).task

    def add(self, wanted: Sequence[Fields]) -> Outcome:
        """Add tasks, in one step."""
        with self._change() as change, unhurried_collector(len(wanted)):
            numbered = self._numbered(change, wanted)
            numbers = [self._write_new(change, number, fields) for number, fields in numbered]
            self._say_added(change, numbers, wanted)
        return self._outcome(change, numbers[:ANSWERED])

    def add_draft(self, draft: Draft) -> Outcome:
        """Add what a line asked for: one task, or a chain in which each waits for the one before."""
        return self.add_outline([(draft, None)])

    def add_outline(self, lines: Sequence[tuple[Draft, int | None]]) -> Outcome:
        """Add what lines asked for, in one step; with each, the index of the line that it is inside of."""
        with self._change() as change, unhurried_collector(len(lines)):
            heads: list[int] = []
            numbers: list[int] = []
            for draft, above in lines:
                made = self._write_chain(change, draft, None if above is None else heads[above])
                heads.append(made[0])
                numbers += made
                change.notices.extend(draft.notices)
            links = [link.fields for draft, _ in lines for link in (draft, *draft.chain)]
            self._say_added(change, numbers, links)
        return self._outcome(change, numbers[:ANSWERED])

    def _write_chain(self, change: Change, draft: Draft, parent: int | None) -> list[int]:
        numbers: list[int] = []
        links = [link.fields for link in (draft, *draft.chain)]
        for number, fields in self._numbered(change, links):
            inside = parent is not None and fields.parent is UNSET
            self._write_new(change, number, replace(fields, parent=TaskId(parent or 0)) if inside else fields)
            if numbers:
                tie = Fields(depends_on=(Dependency(TaskId(number), TaskId(numbers[-1])),))
                write_belongings(change, number, tie)
            numbers.append(number)
        return numbers

    def duplicate(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Copy tasks with all that is inside them and the dependencies among the copies."""
        originals = numbers_of(tasks)
        with self._change() as change:
            change.tasks(originals)
            inside = sorted(set(subtree(change, originals)) - set(originals), key=_place(change))
            whole = [*originals, *inside]
            copies = dict(zip(whole, change.raw.new_ids("tasks", len(whole)), strict=True))
            for original, copy in copies.items():
                self._copy(change, original, copy, copies)
            made = [copies[original] for original in originals]
            title = change.task(originals[0])["title"] if originals else ""
            change.raw.describe(
                "duplicate",
                self._words.text("Copied “{title}” to #{number}", title=title, number=made[0])
                if len(made) == 1
                else self._words.plural("Copied {n} task", "Copied {n} tasks", len(made)),
            )
        return self._outcome(change, made)

    def _numbered(self, change: Change, wanted: Sequence[Fields]) -> Iterable[tuple[int, Fields]]:
        return zip(change.raw.new_ids("tasks", len(wanted)), wanted, strict=True)

    def _write_new(self, change: Change, number: int, fields: Fields) -> int:
        columns = write_columns(change, fields)
        if "title" not in columns:
            raise InvalidValue("a task needs a title", field="title")
        row = {
            **defaults("tasks"),
            "id": number,
            "uid": new_uid(change.now * 1000),
            "created": change.now,
            "modified": change.now,
            "owner_id": self.person.id,
            **columns,
        }
        if "position" not in columns:
            row["position"] = float(number)
        whole = check_whole(self._dated(row), self._around.rules.home)
        change.rows.insert("tasks", {**whole, **begin_series(whole)})
        for entity in PARTS_OF_TASKS:
            change.rows.know_all(entity, "task_id", [number])
        change.rows.know_all("dependencies", "blocker_id", [number])
        change.rows.know_all("tasks", "parent_id", [number])
        write_belongings(change, number, fields)
        if fields.status is not UNSET and fields.status.value != whole["status"]:
            set_status(change, number, fields.status)
        if number % CHUNK == 0:
            change.raw.flush()
        return number

    def _say_added(self, change: Change, numbers: Sequence[int], wanted: Sequence[Fields]) -> None:
        if len(numbers) == 1:
            title = str(wanted[0].title)
            sentence = self._words.text("Added #{number} “{title}”", number=numbers[0], title=title)
        else:
            sentence = self._words.plural("Added {n} task", "Added {n} tasks", len(numbers))
        change.raw.describe("add", sentence)

    def _copy(self, change: Change, original: int, number: int, copies: dict[int, int]) -> None:
        row = change.task(original)
        fresh: Row = {
            "id": number,
            "uid": new_uid(change.now * 1000),
            "created": change.now,
            "modified": change.now,
            "status": "open",
            "started": None,
            "completed": None,
            "version": 1,
            "owner_id": self.person.id,
            "parent_id": copies.get(row["parent_id"], row["parent_id"]),
            "position": float(number),
            **dict.fromkeys(("open_blockers", "blocking", "subtasks", "subtasks_done"), 0),
        }
        change.rows.insert("tasks", {**row, **fresh})
        for tag in change.rows.rows_by("task_tags", "task_id", [original]):
            change.rows.insert("task_tags", {**tag, "task_id": number})
        for reminder in change.rows.rows_by("reminders", "task_id", [original]):
            reminder_id = change.raw.new_ids("reminders")[0]
            change.rows.insert("reminders", {**reminder, "id": reminder_id, "task_id": number})
        for guest in change.rows.rows_by("participants", "task_id", [original]):
            change.rows.insert("participants", {**guest, "task_id": number, "decision": "undecided"})
        for tie in change.rows.rows_by("dependencies", "task_id", [original]):
            if tie["blocker_id"] in copies:
                tied = {**tie, "task_id": number, "blocker_id": copies[tie["blocker_id"]]}
                change.rows.insert("dependencies", tied)


@contextmanager
def unhurried_collector(count: int) -> Iterator[None]:
    """Let no garbage be looked for while very many values are made that all live on.

    The collector would go through all of them again and again, for a tenth of the whole time.
    """
    if count < CHUNK or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _place(change: Change) -> Callable[[int], tuple[float, int]]:
    """Tasks in the order in which a person put them."""
    return lambda number: (change.task(number)["position"], number)
