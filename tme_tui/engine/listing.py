"""What lists show of many tasks at once."""

from __future__ import annotations

from tme_tui.engine.base import EngineBase
from tme_tui.model.grouping import GroupBy
from tme_tui.store import list_facts


class Listing(EngineBase):
    """Use cases of lists; each is one quick look at all tasks."""

    def nesting(self) -> dict[int, int]:
        """The parent of every task that has one, by number."""
        with self._store.read() as connection:
            return list_facts.nesting(connection)

    def group_values(self, by: GroupBy) -> dict[int, str]:
        """The day, category, priority or person of each task, by number; who has none is absent."""
        with self._store.read() as connection:
            return list_facts.group_values(connection, by, self._seconds)
