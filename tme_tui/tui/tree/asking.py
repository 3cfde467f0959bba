"""What the tree tab reads: what stands at the top first, then all of the question; again when it is old."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from tme_tui.tui.tab import Host
from tme_tui.tui.tasks.rows import Reader
from tme_tui.tui.tree.reading import Scope, Wood, critical_of, read_first, read_wood
from tme_tui.tui.tree.telling import Telling
from tme_tui.tui.working.work import Urgency


class Asking(Telling):
    """The part of the tab that asks the engine, and shows the answers."""

    _folded_before: frozenset[int] | set[int] = frozenset()
    """What was folded when the program was left."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._known: Wood | None = None
        """What was read last of the whole question, as long as nothing changes."""
        self._question = host.question
        self._opened: set[int] = set()
        """Finished branches that were unfolded."""
        self._asked = False
        self._is_fresh = False
        """Whether it was asked for ahead of being shown, and nothing has changed since."""
        self._wish: int | None = None
        """Where the cursor goes as soon as that is read."""

    def prepare(self, number: int | None) -> None:
        """Read while the screen makes room: what stands at the top first; all once that was seen."""
        self._wish, self._asked, self._is_fresh = number, True, True
        question, scope = self.host.question, self._scope

        def read(engine: Any) -> tuple[Wood | None, datetime]:
            with self._asking():
                return read_first(engine, question, scope, number), engine.now()

        self.host.inquire(read, self._show_first, topic="tree")

    def rescope(self, scope: Scope) -> None:
        """Show something else, with the cursor on the same task."""
        self._wish = self.number if self._wish is None else self._wish
        self._scope = scope
        self._ask()

    def _ask_again(self) -> None:
        """What was read may be out of date."""
        self._known = None
        self._ask()

    def _ask(self) -> None:
        question, scope, setup, known = self.host.question, self._scope, self.host.setup, self._known
        centre = self._wish or self.number
        self._asked, self._question = True, question

        def read(engine: Any) -> tuple[Wood, datetime]:
            with self._asking():
                reader = Reader(engine.now(), setup.zone, setup.words)
                return read_wood(engine, question, scope, reader, centre, known), engine.now()

        self.host.inquire(read, self._show_all, topic="tree")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """What fails is not waited for."""
        try:
            yield
        except Exception:
            self._asked = self._is_fresh = False
            raise

    def _show_first(self, answer: tuple[Wood | None, datetime]) -> None:
        wood, now = answer
        if wood is None:
            self._ask()
            return
        wish = self._wish
        self._show((wood, now))
        self._asked, self._wish = True, wish  # the whole comes behind it
        self._view.call_after_refresh(self._ask)

    def _show_all(self, answer: tuple[Wood, datetime]) -> None:
        if answer[0].forest.grove is not None:
            if self._known is not self._wood:
                self._throw_away(self._known)
            self._known = answer[0]
        self._show(answer)

    def _throw_away(self, wood: Wood | None) -> None:
        """Have the thread that reads throw it away: of a hundred thousand tasks that takes some frames."""
        if wood is not None:
            held = [wood]
            self.host.inquire(lambda _: held.clear(), lambda _: None, Urgency.COUNTS)

    def _show(self, answer: tuple[Wood, datetime]) -> None:
        wood, now = answer
        self._throw_away(self._wood)
        first = self._wood is None
        other = self._wood is None or self._wood.scope.reading is not wood.scope.reading
        kept = self._folded_before if first else self._view.folded if not other else set()
        if self._wood is not None and not other:
            self._opened |= self._wood.finished - self._view.folded
        self._asked = False
        self._wood = wood
        self._reader = Reader(now, self.host.setup.zone, self.words)
        wish, self._wish = self._wish, None
        self._view.show_critical(critical_of(wood.times))
        self._view.show_graph(wood.graph)
        self._view.show(wood.outline, cursor=wish, folded={*kept, *(wood.finished - self._opened)})
        self._title()
        self._say_empty()
