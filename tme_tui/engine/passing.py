"""Passing from one state to another, with all that it means for others: one way, however it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from tme_tui.engine.base import Change, EngineBase, TaskRef
from tme_tui.engine.recurring import check_time, complete_occurrence
from tme_tui.engine.states import set_status
from tme_tui.engine.ties import subtree
from tme_tui.model.moment import Moment
from tme_tui.model.task import Status, Task
from tme_tui.store.finding_tasks import freed_by

NAMED = 5
"""A notice names so many tasks; the rest it counts."""


class Passing(EngineBase):
    """What the use cases that change a task's state have in common."""

    def _pass(
        self,
        change: Change,
        numbers: list[int],
        wanted: Status,
        times: Mapping[int, Moment] = MappingProxyType({}),
    ) -> None:
        """Set the state of tasks and of what is inside them, and say what follows for others.

        `times` are those of recurring tasks that the person saw. What was changed so far is written here.
        """
        for row in change.tasks(numbers):
            check_time(row, times.get(row["id"]))
            if wanted is Status.DONE and complete_occurrence(
                change, row, self._around.rules.home, self._words, self.calendar
            ):
                continue
            set_status(change, row["id"], wanted)
        if wanted is Status.OPEN:
            return
        if wanted is not Status.STARTED:
            self._carry_inside(change, numbers, wanted)
        self._warn_blocked(change, numbers, wanted)
        ended = [n for n in numbers if not Status(change.task(n)["status"]).is_open]
        change.raw.flush()
        self._tell_unblocked(change, ended)

    def _carry_inside(self, change: Change, numbers: list[int], wanted: Status) -> None:
        """What is open inside a task that ended ends with it."""
        meant = set(numbers)
        ended = [number for number in numbers if not Status(change.task(number)["status"]).is_open]
        inside = [
            number
            for number in subtree(change, ended)
            if number not in meant
            and (
                Status(change.task(number)["status"]).is_open
                or (wanted is Status.DELETED and change.task(number)["status"] != "deleted")
            )
        ]
        for number in inside:
            set_status(change, number, wanted)
        if inside:
            change.notices.append(
                self._words.plural(
                    "with it {n} subtask: {names}",
                    "with it {n} subtasks: {names}",
                    len(inside),
                    names=self._names(change, inside),
                )
            )

    def _warn_blocked(self, change: Change, numbers: Sequence[int], wanted: Status) -> None:
        if wanted not in (Status.STARTED, Status.DONE):
            return
        blocked = [number for number in numbers if change.task(number)["open_blockers"]]
        if blocked:
            change.notices.append(
                self._words.text("still waiting for others: {names}", names=self._names(change, blocked))
            )

    def _tell_unblocked(self, change: Change, ended: Sequence[int]) -> None:
        """Who may go on now: called after the counters were written."""
        free = freed_by(change.raw.connection, ended)
        if free:
            change.tasks(free[:NAMED])
            change.notices.append(
                self._words.text("no longer blocked: {names}", names=self._names(change, free))
            )

    def _names(self, change: Change, numbers: Sequence[int]) -> str:
        named = [
            self._words.text("#{number} “{title}”", number=number, title=change.task(number)["title"])
            for number in numbers[:NAMED]
        ]
        more = len(numbers) - NAMED
        if more > 0:
            named.append(self._words.plural("{n} more", "{n} more", more))
        return ", ".join(named)


def times_of(meant: Iterable[TaskRef]) -> dict[int, Moment]:
    """Which time of a recurring task the person saw, where the task itself was given."""
    return {
        int(task.id): task.occurrence
        for task in meant
        if isinstance(task, Task) and task.occurrence is not None
    }
