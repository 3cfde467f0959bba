"""The tab of trees: what the main screen wants of a tab, done with what was read."""

from __future__ import annotations

from typing import Any, ClassVar

from tme_tui.tui.actions import Context
from tme_tui.tui.tree.asking import Asking
from tme_tui.tui.tree.reading import Reading, Scope, Side
from tme_tui.tui.tree.view import TreeView
from tme_tui.tui.working.bridge import Changes


class TreeTab(Asking):
    """Subtasks and dependencies of what is looked at."""

    name: ClassVar[str] = "tree"
    context: ClassVar[Context] = Context.TREE

    @property
    def widget(self) -> TreeView:
        """The tree."""
        return self._view

    @property
    def chosen(self) -> tuple[int, ...]:
        """What is marked, else what the cursor is on."""
        return self._view.marks or super().chosen

    @property
    def is_settled(self) -> bool:
        """Whether what was asked is answered, and the cursor rests."""
        return not self._asked and self._resting is None

    def opened(self) -> None:
        """It is shown now; all that was asked for ahead may be there already."""
        is_same, is_fresh, self._is_fresh = self._question == self.host.question, self._is_fresh, False
        if self._asked or (is_same and is_fresh):
            return
        if is_same:
            self._ask()
        else:
            self._ask_again()

    def question_changed(self) -> None:
        """Other tasks are looked at: the whole of them."""
        self._scope = self._scope._replace(about=None, side=Side.WHOLE)
        self._ask_again()

    def changed(self, event: Changes) -> None:
        """Something was committed."""
        self._ask_again()

    def missed(self, event: Changes) -> None:
        """Something was committed while another tab is shown."""
        self._known, self._is_fresh = None, False

    def minute_passed(self) -> None:
        """Words such as `today` grow old."""
        self._ask_again()

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task, now or as soon as it is read."""
        if self._asked:
            self._wish = number
            return True
        if self._scope.reading is Reading.GRAPH and self._wood and number in self._wood.forest.nodes:
            if not self._view.go_to(number):  # it is too far away to be drawn
                self._wish = number
                self._ask()
            return True
        return self._view.go_to(number)

    def unmark_all(self) -> bool:
        """Let go of what is picked up, then of the marks, then of the narrowing to one chain."""
        if self.let_go():
            return True
        if self._view.marks:
            self._view.mark(())
            return True
        if self._scope.about is not None:
            self.rescope(self._scope._replace(about=None, side=Side.WHOLE))
            return True
        return False

    def state(self) -> dict[str, Any]:
        """How it is read, and what is folded."""
        wood = self._wood
        folded = sorted(self._folded_before if wood is None else self._view.folded - wood.finished)
        return {
            "reading": str(self._scope.reading),
            "backwards": self._scope.backwards,
            "critical": self._scope.critical,
            "folded": folded[:1000],
        }

    def restore(self, state: dict[str, Any]) -> None:
        """As it was read last."""
        if state.get("reading") in {str(each) for each in Reading}:
            self._scope = Scope(
                Reading(state["reading"]),
                state.get("backwards") is True,
                critical=state.get("critical") is True,
            )
        folded = state.get("folded")
        if isinstance(folded, list):
            self._folded_before = {one for one in folded if isinstance(one, int)}
