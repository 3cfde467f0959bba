"""Starting, completing, cancelling, deleting and bringing back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tme_tui.engine.base import Change, TaskRef, numbers_of, refs_of
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.passing import Passing, times_of
from tme_tui.engine.states import set_status
from tme_tui.i18n import message, plural_message
from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment
from tme_tui.model.task import Status, Task


class Saying(NamedTuple):
    """How a change of state is named: for programs, for one task, for many."""

    action: str
    one: str
    many: tuple[str, str]


_DONE = {
    Status.STARTED: Saying(
        "start", message("Started {what}"), plural_message("Started {n} task", "Started {n} tasks")
    ),
    Status.DONE: Saying(
        "complete", message("Completed {what}"), plural_message("Completed {n} task", "Completed {n} tasks")
    ),
    Status.CANCELLED: Saying(
        "cancel", message("Cancelled {what}"), plural_message("Cancelled {n} task", "Cancelled {n} tasks")
    ),
    Status.DELETED: Saying(
        "delete", message("Deleted {what}"), plural_message("Deleted {n} task", "Deleted {n} tasks")
    ),
}
_STOPPED = Saying("stop", message("Stopped {what}"), plural_message("Stopped {n} task", "Stopped {n} tasks"))
_REOPENED = Saying(
    "reopen", message("Reopened {what}"), plural_message("Reopened {n} task", "Reopened {n} tasks")
)


class Lifecycle(Passing):
    """Use cases that change a task's state."""

    def mark_completed(self, task: TaskRef) -> Task:
        """Complete one task; see `complete`."""
        return self.complete(task).task

    def complete(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Complete tasks and what is still open inside them; a recurring one moves to its next occurrence."""
        meant = refs_of(tasks)
        return self._pass_to(Status.DONE, numbers_of(meant), times_of(meant))

    def start(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Say that work on tasks has begun."""
        return self._pass_to(Status.STARTED, numbers_of(tasks))

    def cancel(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Give tasks up, and what is still open inside them."""
        return self._pass_to(Status.CANCELLED, numbers_of(tasks))

    def delete(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Delete tasks and all that is inside them; `reopen` and `undo` bring them back."""
        return self._pass_to(Status.DELETED, numbers_of(tasks))

    def stop(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Say that nobody works on tasks now; they stay open."""
        numbers = numbers_of(tasks)
        with self._change() as change:
            for row in change.tasks(numbers):
                if row["status"] != "started":
                    raise Refused(f"#{row['id']} is not started")
                set_status(change, row["id"], Status.OPEN)
            self._describe(change, numbers, _STOPPED)
        return self._outcome(change, numbers)

    def reopen(self, tasks: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Bring back what was done, cancelled or deleted."""
        numbers = numbers_of(tasks)
        with self._change() as change:
            for row in change.tasks(numbers):
                if Status(row["status"]).is_open:
                    raise Refused(f"#{row['id']} is already open")
                set_status(change, row["id"], Status.OPEN)
            self._describe(change, numbers, _REOPENED)
        return self._outcome(change, numbers)

    def _pass_to(
        self, wanted: Status, numbers: list[int], times: Mapping[int, Moment] = MappingProxyType({})
    ) -> Outcome:
        with self._change() as change:
            self._pass(change, numbers, wanted, times)
            self._describe(change, numbers, _DONE[wanted])
        return self._outcome(change, numbers)

    def _describe(self, change: Change, numbers: list[int], saying: Saying) -> None:
        if len(numbers) == 1:
            sentence = self._words.text(saying.one, what=self._names(change, numbers))
        else:
            sentence = self._words.plural(*saying.many, len(numbers))
        change.raw.describe(saying.action, sentence)
