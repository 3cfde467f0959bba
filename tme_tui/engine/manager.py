"""The engine's face: everything that can be done with tasks, as one class made of topics."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from tme_tui.engine.addressing import Addressing
from tme_tui.engine.answering import Answering
from tme_tui.engine.catching_up import CatchingUp
from tme_tui.engine.diaries import Diaries
from tme_tui.engine.digesting import Digesting
from tme_tui.engine.explaining import Explaining
from tme_tui.engine.history import History
from tme_tui.engine.inviting import Inviting
from tme_tui.engine.lifecycle import Lifecycle
from tme_tui.engine.linking import Linking
from tme_tui.engine.listing import Listing
from tme_tui.engine.noticing import Noticing
from tme_tui.engine.placing import Placing
from tme_tui.engine.proposing import Proposing
from tme_tui.engine.relations import Relations
from tme_tui.engine.retying import Retying
from tme_tui.engine.sending import Sending
from tme_tui.engine.timing import Timing
from tme_tui.engine.trees import Trees

if TYPE_CHECKING:
    from pathlib import Path


class TaskManager(
    CatchingUp,
    Proposing,
    Timing,
    Answering,
    Lifecycle,
    Retying,
    Linking,
    Listing,
    Placing,
    Relations,
    Trees,
    Diaries,
    Digesting,
    Inviting,
    Explaining,
    History,
    Noticing,
    Sending,
    Addressing,
):
    """Tasks of one base, on behalf of one person.

    Every method is one use case: it either happens whole, as one step that `undo` takes back, or raises a
    `TmeError` and changes nothing. Methods may be called from any thread; what they answer never changes.

        with tme_tui.open_manager() as tasks:
            rent = tasks.add_task("Pay rent", category="Home", priority=1)
            tasks.mark_completed(rent)
    """

    def keep_copy(self) -> Path | None:
        """Make the day's copy of the base, if something was changed here and there is none yet."""
        if not self._changed or self._around.keep_copy is None:
            return None
        return self._around.keep_copy(self._store, self.now())

    def close(self) -> None:
        """Let go of the base."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
