"""Tying tasks together and apart: who waits for whom, what is inside what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tme_tui.engine.base import EngineBase, TaskRef, number_of, numbers_of
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.ties import add_dependency, remove_dependency, set_parent
from tme_tui.model.task import Link, Task


class Linking(EngineBase):
    """Use cases that change dependencies and the tree of subtasks."""

    def assign_dependency(self, task: TaskRef, depends_on: TaskRef) -> Task:
        """Let `task` wait until `depends_on` is done."""
        return self.depend(task, depends_on).task

    def depend(
        self,
        tasks: TaskRef | Iterable[TaskRef],
        on: TaskRef | Iterable[TaskRef],
        link: Link = Link.FINISH_START,
        lag: timedelta = timedelta(0),
    ) -> Outcome:
        """Let each of `tasks` wait for each of `on`; a circle is refused with its path."""
        numbers, blockers = numbers_of(tasks), numbers_of(on)
        with self._change() as change:
            for number in numbers:
                for blocker in blockers:
                    add_dependency(change, number, blocker, link, lag)
            change.raw.describe(
                "depend",
                self._words.text(
                    "{what} now waits for {blockers}", what=_hashes(numbers), blockers=_hashes(blockers)
                ),
            )
        return self._outcome(change, numbers)

    def undepend(self, tasks: TaskRef | Iterable[TaskRef], on: TaskRef | Iterable[TaskRef]) -> Outcome:
        """Let tasks no longer wait for others."""
        numbers, blockers = numbers_of(tasks), numbers_of(on)
        with self._change() as change:
            for number in numbers:
                for blocker in blockers:
                    remove_dependency(change, number, blocker)
            change.raw.describe(
                "undepend",
                self._words.text(
                    "{what} no longer waits for {blockers}", what=_hashes(numbers), blockers=_hashes(blockers)
                ),
            )
        return self._outcome(change, numbers)

    def nest(self, tasks: TaskRef | Iterable[TaskRef], parent: TaskRef | None) -> Outcome:
        """Put tasks inside another task, or back to the top."""
        numbers = numbers_of(tasks)
        inside = None if parent is None else number_of(parent)
        with self._change() as change:
            for number in numbers:
                set_parent(change, number, inside)
            sentence = (
                self._words.text("Took {what} out", what=_hashes(numbers))
                if inside is None
                else self._words.text("Put {what} inside #{parent}", what=_hashes(numbers), parent=inside)
            )
            change.raw.describe("nest", sentence)
        return self._outcome(change, numbers)


def _hashes(numbers: list[int]) -> str:
    shown = ", ".join(f"#{number}" for number in numbers[:10])
    return shown if len(numbers) <= 10 else f"{shown}, …"
