"""What the tree's view knows: lines, folds, marks, the graph in their place, the cursor."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence

from textual.cache import LRUCache
from textual.strip import Strip

from tme_tui.model.outline import Outline
from tme_tui.tui.look.line_view import LineView
from tme_tui.tui.tree.graph import Graph
from tme_tui.tui.tree.lines import Line

_PAINTED = 400
_NOTHING = Outline(array("q"), array("q"), array("q"), array("q"), {})


class State(LineView, can_focus=True, inherit_bindings=False):
    """The tree before it can be seen."""

    def __init__(
        self,
        line: Callable[[int], Line],
        *,
        moved: Callable[[], object],
        opened: Callable[[int], object],
        dropped: Callable[[int, int | None], object],
        menu: Callable[[int | None], object],
        followed: Callable[[int], object],
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._line = line
        """The line at a place of the outline, without its fold."""
        self._moved, self._opened, self._dropped = moved, opened, dropped
        self._menu, self._followed = menu, followed
        """A menu is wanted, maybe for a cross-link of the line; a cross-link was clicked."""
        self._outline = _NOTHING
        self._shown: Sequence[int] = ()
        """The places that are not inside a fold, in order."""
        self._folded: set[int] = set()
        self._at = 0
        self._marks: dict[int, None] = {}
        self._taken: frozenset[int] = frozenset()
        self._chain: dict[int, str] = {}
        self._critical: frozenset[int] = frozenset()
        self._empty = ""
        self._graph: Graph | None = None
        """What is drawn in place of lines."""
        self._graphs = self._chains = 0
        """How many there were: by these, painted rows are known."""
        self._box: int | None = None
        """The task under the cursor in the graph."""
        self._held: int | None = None
        self._over: int | None = None
        self._lines: LRUCache[int, Line] = LRUCache(_PAINTED)
        self._painted: LRUCache[tuple[object, ...], Strip] = LRUCache(_PAINTED)
        """Lines as they are drawn, by all that affects the picture."""

    @property
    def number(self) -> int | None:
        """The task under the cursor."""
        return self._number_at(self._at) if self._graph is None else self._box

    @property
    def marks(self) -> tuple[int, ...]:
        """The marked tasks, in the order of marking."""
        return tuple(self._marks)

    @property
    def folded(self) -> frozenset[int]:
        """The folded tasks."""
        return frozenset(self._folded)

    @property
    def total(self) -> int:
        """How many lines there are, folded ones too."""
        return len(self._outline.numbers)

    def _number_at(self, at: int) -> int | None:
        return self._outline.numbers[self._shown[at]] if 0 <= at < len(self._shown) else None

    def _at_of(self, number: int) -> int:
        return bisect_left(self._shown, self._outline.places[number])

    def in_sight(self) -> list[int]:
        """All tasks that are not inside a fold."""
        return [self._outline.numbers[place] for place in self._shown]

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height, 1)
