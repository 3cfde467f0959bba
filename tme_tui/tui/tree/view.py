"""The tree on the screen: draws the lines in sight of an outline of any size.

It is fed by `show`, and tells its owner through the callbacks that it is made with. The cursor is on a task,
not on a line: whatever is folded or comes above it, it stays there. Its rooms stand on top of each other:
state, drawing, cursor, folding, dragging.
"""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.model.outline import Outline
from tme_tui.tui.tree.dragging import Dragging
from tme_tui.tui.tree.graph import Graph
from tme_tui.tui.tree.lines import AFTER, BEFORE


class TreeView(Dragging):
    """An outline with a cursor, folds and marks."""

    def show(self, outline: Outline, *, cursor: int | None = None, folded: Iterable[int] = ()) -> None:
        """Show another outline; the cursor goes to `cursor`, else it stays on its task or its line."""
        wanted = self.number if cursor is None else cursor
        self._outline, self._folded = outline, set(folded)
        self._lines.clear()
        for number in [one for one in self._marks if one not in outline.places]:
            del self._marks[number]
        if wanted is not None and wanted in outline.places:
            self._unfold_to(wanted)
        self._laid_out(wanted)

    def show_graph(self, graph: Graph | None) -> None:
        """Draw a graph in place of the lines; None draws the lines again."""
        if (self._graph is None) is not (graph is None):
            self.scroll_to(0, 0, animate=False)
        self._box = self.number if graph is not None else None
        self._graph = graph
        self._graphs += 1

    @property
    def allow_horizontal_scroll(self) -> bool:
        """Whether the wheel goes sideways: a graph may be wider than its view, though no bar says so."""
        return self._graph is not None and self.max_scroll_x > 0

    def say_empty(self, text: str) -> None:
        """What stands there when there is nothing."""
        self._empty = text
        self.refresh()

    def show_chain(self, before: Iterable[int], after: Iterable[int]) -> None:
        """Highlight what is before and after the cursor's task."""
        chain = dict.fromkeys(before, BEFORE) | dict.fromkeys(after, AFTER)
        if chain != self._chain:
            self._chain = chain
            self._chains += 1
            self.refresh()

    def show_critical(self, numbers: Iterable[int]) -> None:
        """Mark the chain that decides when all is done."""
        self._critical = frozenset(numbers)
        self.refresh()

    def show_taken(self, numbers: Iterable[int]) -> None:
        """These are picked up."""
        self._taken = frozenset(numbers)
        self.refresh()
