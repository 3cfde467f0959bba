"""The tree on the screen: draws the lines in sight of an outline of any size.

It is fed by `show`, and tells its owner through the callbacks that it is made with. The cursor is on a task,
not on a line: whatever is folded or comes above it, it stays there.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.strip import Strip

from tme_tui.model.layers import BOX_HEIGHT
from tme_tui.model.outline import Outline
from tme_tui.tui import signs
from tme_tui.tui.cells import fitted
from tme_tui.tui.line_view import LineView
from tme_tui.tui.tree.graph import MOST, Graph, paint_graph
from tme_tui.tui.tree.lines import AFTER, BEFORE, Line
from tme_tui.tui.tree.painting import GROUNDS, Colours, TreeLook, paint_tree

_PAINTED = 400
_MARGIN = 2
_NOTHING = Outline(array("q"), array("q"), array("q"), array("q"), {})


class TreeView(LineView, can_focus=True, inherit_bindings=False):
    """An outline with a cursor, folds and marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tree--{name.replace('_', '-')}" for name in Colours._fields}

    def __init__(
        self,
        line: Callable[[int], Line],
        *,
        moved: Callable[[], object],
        opened: Callable[[int], object],
        dropped: Callable[[int, int | None], object],
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._line = line
        """The line at a place of the outline, without its fold."""
        self._moved, self._opened, self._dropped = moved, opened, dropped
        self._outline = _NOTHING
        self._shown = array("q")
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
        self._colours: Colours | None = None
        self._lines: LRUCache[int, Line] = LRUCache(_PAINTED)
        self._painted: LRUCache[tuple[object, ...], Strip] = LRUCache(_PAINTED)

    # What it is fed

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

    def forget_lines(self) -> None:
        """What lines say may be something else now."""
        self._lines.clear()
        self.refresh()

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

    # Where the cursor is

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

    def move(self, lines: int) -> None:
        """Move the cursor by so many lines, or boxes."""
        if self._graph is None:
            self._put(self._at + lines)
        elif self._box is not None:
            self._go_to_box(self._graph.below(self._box, lines))

    def move_pages(self, pages: float) -> None:
        """Move the cursor by a part of what is in sight."""
        if self._graph is not None:
            self.move(round(self._height * pages) // 4 or (1 if pages > 0 else -1))
            return
        self._put(self._at + round(self._height * pages))

    def go_to_end(self) -> None:
        """Put the cursor on the last line."""
        if self._graph is not None:
            self.move(MOST)
            return
        self._put(len(self._shown) - 1)

    def go_to_top(self) -> None:
        """Put the cursor on the first line."""
        if self._graph is not None:
            self.move(-MOST)
            return
        self._put(0)

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task, unfolding what hides it; False if it is not here."""
        if self._graph is not None:
            return self._go_to_box(number)
        if number not in self._outline.places:
            return False
        if self._unfold_to(number):
            self._laid_out(number)
        else:
            self._put(self._at_of(number))
        return True

    def _go_to_box(self, number: int | None) -> bool:
        if self._graph is None or number not in self._graph.boxes:
            return False
        self._box = number
        self._keep_box_in_sight()
        self.refresh()
        self._moved()
        return True

    def _keep_box_in_sight(self) -> None:
        if self._graph is None or self._box is None:
            return
        box, left, top = self._graph.boxes[self._box], self.scroll_offset.x, self.scroll_offset.y
        width = self.scrollable_content_region.width
        x = min(max(left, box.x + box.width + 4 - width), max(box.x - 2, 0))
        y = min(max(top, box.y + BOX_HEIGHT + 1 - self._height), max(box.y - 1, 0))
        if (x, y) != (left, top):
            self.scroll_to(x, y, animate=False)

    def above(self, *, beside: bool = False) -> int | None:
        """The task that the cursor's stands under; `beside`, the one before it under the same."""
        if self.number is None:
            return None
        place, outline = self._shown[self._at], self._outline
        holder = outline.holders[place]
        if not beside:
            return outline.numbers[holder] if holder >= 0 else None
        before = place - 1
        while before >= 0 and before != holder and outline.holders[before] != holder:
            before = outline.holders[before]
        return outline.numbers[before] if before >= 0 and before != holder else None

    def _at_of(self, number: int) -> int:
        return bisect_left(self._shown, self._outline.places[number])

    def _put(self, at: int) -> None:
        before, self._at = self._at, max(min(at, len(self._shown) - 1), 0)
        if before != self._at:
            self.refresh_line(before)
            self.refresh_line(self._at)
            self._keep_in_sight()
            self._moved()

    # Folding and marks

    def fold(self) -> bool:
        """Hide what is under the task, or go to what it stands under; False if neither is possible."""
        number = self.number
        if number is None:
            return False
        if self._graph is not None:
            return self._go_to_box(self._graph.beside(number, -1))
        if number not in self._folded and self._outline.is_branch(self._shown[self._at]):
            self._folded.add(number)
            self._laid_out(number)
            return True
        above = self.above()
        return above is not None and self.go_to(above)

    def unfold(self) -> bool:
        """Show what is hidden, or go into it; False when nothing is under the task."""
        number = self.number
        if self._graph is not None and number is not None:
            return self._go_to_box(self._graph.beside(number, 1))
        if number is None or not self._outline.is_branch(self._shown[self._at]):
            return False
        if number in self._folded:
            self._folded.discard(number)
            self._laid_out(number)
        else:
            self.move(1)
        return True

    def toggle_fold(self) -> None:
        """Hide or show what is under the task; where nothing is, what holds it is meant."""
        if self._graph is not None:
            return
        if self.number in self._folded:
            self.unfold()
        elif self.number is not None and not self._outline.is_branch(self._shown[self._at]):
            if self.fold():
                self.fold()
        else:
            self.fold()

    def fold_all(self) -> None:
        """Fold everything; when everything is folded, show everything."""
        if self._graph is not None:
            return
        outline, number = self._outline, self.number
        branches = {one for one, place in outline.places.items() if outline.is_branch(place)}
        self._folded = set() if branches <= self._folded else branches
        top = number
        if number is not None and self._folded:
            holders = outline.holders_of(outline.places[number])
            top = outline.numbers[holders[-1]] if holders else number
        self._laid_out(top)

    def toggle_mark(self) -> None:
        """Mark the task under the cursor, or let go of it."""
        if self.number is not None:
            if self.number in self._marks:
                del self._marks[self.number]
            else:
                self._marks[self.number] = None
            self.refresh()

    def mark(self, numbers: Iterable[int]) -> None:
        """Mark these and no others."""
        self._marks = dict.fromkeys(number for number in numbers if number in self._outline.places)
        self.refresh()

    def in_sight(self) -> list[int]:
        """All tasks that are not inside a fold."""
        return [self._outline.numbers[place] for place in self._shown]

    def _unfold_to(self, number: int) -> bool:
        """Unfold all that hides a task."""
        outline = self._outline
        holders = {outline.numbers[place] for place in outline.holders_of(outline.places[number])}
        hiding = holders & self._folded
        self._folded -= hiding
        return bool(hiding)

    def _laid_out(self, cursor: int | None) -> None:
        if self._graph is not None:
            boxes, drawing = self._graph.boxes, self._graph.drawing
            self._box = next((one for one in (cursor, self._box, *boxes) if one in boxes), None)
            self.set_extent(drawing.height, drawing.width)
            self._keep_box_in_sight()
            self._moved()
            return
        self._shown = self._outline.visible(self._folded)
        if cursor is not None and cursor in self._outline.places:
            self._at = self._at_of(cursor)
        self._at = max(min(self._at, len(self._shown) - 1), 0)
        self.set_extent(len(self._shown))
        self._keep_in_sight()
        self._moved()

    # Drawing

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height, 1)

    @property
    def colours(self) -> Colours:
        """The theme's styles."""
        if self._colours is None:
            styles: dict[str, Style] = {}
            for name in Colours._fields:
                style = self.get_component_rich_style(f"tree--{name.replace('_', '-')}")
                styles[name] = style if name in GROUNDS else style.without_color + Style(color=style.color)
            self._colours = Colours(**styles)
        return self._colours

    def notify_style_update(self) -> None:
        """The theme changed: nothing painted before counts any more."""
        super().notify_style_update()
        self._colours = None
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width, at = self.scrollable_content_region.width, self.scroll_offset.y + y
        if self._graph is not None and self._graph.boxes:
            return self._paint_graph(self._graph, at, width)
        if not self._shown and self._empty:
            return self._paint_empty(y, width)
        if at >= len(self._shown):
            return self.blank(width, self.colours.line)
        place = self._shown[at]
        line = self._line_at(place)
        look = self._look(line.number, at)
        key = (line, width, look)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint_tree(line, width, self.colours, look)
        return strip

    def _paint_graph(self, graph: Graph, y: int, width: int) -> Strip:
        left, chain = self.scroll_offset.x, self._chain
        key = (self._graphs, y, left, width, self._box, self.has_focus, self._chains)
        strip = self._painted.get(key)
        if strip is None:
            whole = paint_graph(graph, y, self.colours, cursor=self._box, focused=self.has_focus, chain=chain)
            strip = whole.crop(left, left + width).adjust_cell_length(width, self.colours.line)
            self._painted[key] = strip
        return strip

    def _line_at(self, place: int) -> Line:
        line = self._lines.get(place)
        if line is None:
            line = self._lines[place] = self._line(place)
        fold = ""
        if self._outline.is_branch(place):
            fold = signs.FOLDED if line.number in self._folded else signs.UNFOLDED
        return line if fold == line.fold else line._replace(fold=fold)

    def _look(self, number: int, at: int) -> TreeLook:
        marked = number in self._marks or at == self._over
        chain = self._chain.get(number, "")
        critical = number in self._critical
        return TreeLook(at == self._at, self.has_focus, marked, number in self._taken, chain, critical)

    def _paint_empty(self, y: int, width: int) -> Strip:
        said = self._empty.split("\n")
        top = max((self._height - len(said)) // 3, 0)
        if not 0 <= y - top < len(said):
            return self.blank(width, self.colours.line)
        style = self.colours.title if y == top else self.colours.faint
        text = fitted(said[y - top].center(width), width)
        return Strip([Segment(text, style)], width).apply_style(self.colours.line)

    def _keep_in_sight(self) -> None:
        if self._graph is not None:
            self._keep_box_in_sight()
            return
        height, top = self._height, self.scroll_offset.y
        margin = min(_MARGIN, (height - 1) // 2)
        wanted = min(max(top, self._at - height + 1 + margin), self._at - margin)
        if wanted != top:
            self.scroll_to(y=max(wanted, 0), animate=False)

    def on_resize(self) -> None:
        """Another size: the cursor stays in sight."""
        if self._graph is None:
            self.set_extent(len(self._shown))
        self._keep_in_sight()

    def on_focus(self) -> None:
        """The cursor looks awake."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor looks asleep."""
        self.refresh()

    # The mouse

    def _at_under(self, event: events.MouseEvent) -> int | None:
        if self._graph is not None:
            return None
        offset = event.get_content_offset(self)
        at = None if offset is None else self.scroll_offset.y + offset.y
        return at if at is not None and at < len(self._shown) else None

    def on_click(self, event: events.Click) -> None:
        """A click goes there, on the sign of a fold it folds; two open."""
        offset = event.get_content_offset(self)
        if self._graph is not None and offset is not None:
            x, y = offset.x + self.scroll_offset.x, offset.y + self.scroll_offset.y
            number = self._graph.at(x, y)
            if self._go_to_box(number) and event.chain == 2 and number is not None:
                self._opened(number)
            return
        at = self._at_under(event)
        if at is None or event.button != 1:
            return
        self._put(at)
        offset, line = event.get_content_offset(self), self._line_at(self._shown[at])
        if event.chain == 2:
            self._opened(line.number)
        elif offset is not None and line.fold and offset.x - 2 - len(line.guides) in (0, 1):
            self.toggle_fold()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the task under the pointer."""
        at = self._at_under(event)
        self._held = self._number_at(at) if event.button == 1 and at is not None else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show onto which task it would go."""
        if self._held is None or event.button != 1:
            return
        if self._over is None:
            self.capture_mouse()
        at = self._at_under(event)
        over = -1 if at is None else at
        if over != self._over:
            self._over = over
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the task: on another one it goes there, below all it is taken out."""
        number, over = self._held, self._over
        self._held = self._over = None
        if over is None or number is None:
            return
        self.release_mouse()
        self.refresh()
        onto = self._number_at(over)
        if onto != number:
            self._dropped(number, onto)
