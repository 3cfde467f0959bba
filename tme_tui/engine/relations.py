"""Looking along the ties: what is before, behind and inside tasks, however far."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.engine.base import EngineBase, TaskRef, numbers_of
from tme_tui.store import relations


class Relations(EngineBase):
    """Use cases that follow dependencies and subtasks."""

    def all_blockers_of(self, tasks: TaskRef | Iterable[TaskRef]) -> set[int]:
        """Every task that must be done before these, by number."""
        with self._store.read() as connection:
            return relations.all_blockers(connection, numbers_of(tasks))

    def all_waiting_for(self, tasks: TaskRef | Iterable[TaskRef]) -> set[int]:
        """Every task that cannot be done before these, by number."""
        with self._store.read() as connection:
            return relations.all_waiting(connection, numbers_of(tasks))

    def all_inside(self, tasks: TaskRef | Iterable[TaskRef]) -> set[int]:
        """Every task inside these at any depth, by number."""
        with self._store.read() as connection:
            return relations.all_inside(connection, numbers_of(tasks))
