"""Everything that hangs together with some tasks, however far: read level by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Column, Connection, select

from tme_tui.model.graph import Neighbours, origins, reachable
from tme_tui.store import tables
from tme_tui.store.working_set import in_batches

_tie, _task = tables.dependencies, tables.tasks


def blockers_by_origin(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """Every task that must be done before these, with the one that waits for it on the way from them."""
    return origins(numbers, _neighbours(connection, _tie.c.task_id, _tie.c.blocker_id))


def waiting_by_origin(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """Every task that cannot be done before these, with the one that it waits for on the way from them."""
    return origins(numbers, _neighbours(connection, _tie.c.blocker_id, _tie.c.task_id))


def all_inside(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Every task inside these."""
    return set(reachable(numbers, _neighbours(connection, _task.c.parent_id, _task.c.id)))


def _neighbours(connection: Connection, here: Column[int], there: Column[int]) -> Neighbours:
    def neighbours(level: list[int]) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for batch in in_batches(level):
            for start, end in connection.execute(select(here, there).where(here.in_(batch))):
                found[start].append(end)
        return found

    return neighbours
