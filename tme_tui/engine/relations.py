"""Looking along the ties: what is before, behind and inside tasks, however far."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.engine.base import EngineBase, TaskRef, numbers_of
from tme_tui.model.graph import way_to
from tme_tui.store import relations


class Relations(EngineBase):
    """Use cases that follow dependencies and subtasks."""

    def circles_by_blocking(
        self, tasks: TaskRef | Iterable[TaskRef], blockers: Iterable[int]
    ) -> dict[int, tuple[int, ...]]:
        """Of those that cannot hold these up, the circle that would come of it: who waits for whom."""
        with self._store.read() as connection:
            found = relations.waiting_by_origin(connection, numbers_of(tasks))
        ways = {number: way_to(number, found) for number in blockers if number in found}
        return {number: (way[0], *way[::-1]) for number, way in ways.items()}

    def circles_by_waiting(
        self, tasks: TaskRef | Iterable[TaskRef], waiting: Iterable[int]
    ) -> dict[int, tuple[int, ...]]:
        """Of those that cannot wait for these, the circle that would come of it: who waits for whom."""
        with self._store.read() as connection:
            found = relations.blockers_by_origin(connection, numbers_of(tasks))
        return {number: (number, *way_to(number, found)) for number in waiting if number in found}

    def all_inside(self, tasks: TaskRef | Iterable[TaskRef]) -> set[int]:
        """Every task inside these at any depth, by number."""
        with self._store.read() as connection:
            return relations.all_inside(connection, numbers_of(tasks))
