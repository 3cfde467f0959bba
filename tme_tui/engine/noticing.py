"""Hearing of changes: our own as they are committed, those of other processes when somebody asks."""

from __future__ import annotations

from collections.abc import Callable

from tme_tui.engine.base import EngineBase, Surroundings
from tme_tui.engine.events import Listener
from tme_tui.model.errors import StoreReadOnly
from tme_tui.model.journal import Committed
from tme_tui.store.journal import steps_after, touched_by
from tme_tui.store.transaction import last_step


class Noticing(EngineBase):
    """Use cases for listeners."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._data_version: int | None = None
        self._seen_step: int | None = None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each `Committed` step; the answer ends the subscription.

        Steps of this manager are announced at once, in the thread that made them; those of other processes
        when `notice_others` is called.
        """
        if self._seen_step is None:
            self._data_version = self._store.data_version()
            with self._store.read() as connection:
                self._seen_step = last_step(connection)
        return self._announcer.subscribe(listener)

    def closed_to_changes(self) -> StoreReadOnly | None:
        """Why nothing can be changed here, when that is known beforehand."""
        return self._store.closed_to_writers()

    def notice_others(self) -> int:
        """Announce what others committed since the last call; cheap when nothing was."""
        version = self._store.data_version()
        if version == self._data_version:
            return 0
        self._data_version = version
        with self._store.read() as connection:
            fresh = steps_after(connection, self._seen_step or 0)
            foreign = [
                Committed(step, touched_by(connection, step.id), ours=False)
                for step in fresh
                if step.id not in self._own_steps
            ]
        if fresh:
            self._seen_step = fresh[-1].id
        self._own_steps.clear()
        for event in foreign:
            self._announcer.announce(event)
        return len(foreign)
