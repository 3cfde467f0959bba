"""Listening to one messenger for a while, where no service does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from tme_tui.scheduler.hearing import Hearing
from tme_tui.scheduler.supervisor import Supervisor
from tme_tui.store.outbox.holders import new_holder

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.delivery import Ear

_END = 3.0


@contextmanager
def listening(name: str, ear: Ear, manager: TaskManager) -> Iterator[Callable[[], str]]:
    """Hear what is written and answer it; what is given says why nothing is heard, if so."""
    hearing = Hearing(name, ear, manager, new_holder())
    keeper = Supervisor()
    part = keeper.add(name, hearing.run)
    keeper.start()
    try:
        yield lambda: part.error or hearing.trouble
    finally:
        keeper.ask_to_stop()
        hearing.stop(_END)  # whoever sent the code is told that it was good
        keeper.join(monotonic() + _END)
