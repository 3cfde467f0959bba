"""The topic of reasons: one key says why the task under the cursor is where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tme_tui.tui.tasks.rows import Reader
from tme_tui.tui.topics.ground import Ground
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


class Reasons(Ground):
    """The action that explains."""

    def do_why(self) -> None:
        number = self.number
        if number is None:
            return
        setup, words = self.setup, self.words

        def read(engine: TaskManager) -> tuple[Any, ...]:
            reader = Reader(engine.now(), setup.zone, words)
            return engine.explain(number), engine.coming(number), reader

        def show(answer: tuple[Any, ...]) -> None:
            from tme_tui.tui.why.screen import WhyScreen

            self.open_dialog(WhyScreen(setup, self.keymap, *answer))

        self.inquire(read, show, Urgency.ECHO, "why")
