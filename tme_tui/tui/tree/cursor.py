"""The cursor of the tree: on a task, whatever is folded or comes above it; in the graph, on a box."""

from __future__ import annotations

from tme_tui.model.graph_part import MOST
from tme_tui.model.layers import BOX_HEIGHT
from tme_tui.tui.tree.drawing import Drawing

_MARGIN = 2


class Cursor(Drawing):
    """The tree with its cursor."""

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

    def go_to_next(self, numbers: frozenset[int], *, forward: bool = True) -> bool:
        """Put the cursor on the next of these, inside folds too and round the end; False if none is here."""
        outline = self._outline
        places = sorted(outline.places[number] for number in numbers if number in outline.places)
        if self.number is None or not places:
            return False
        here = outline.places[self.number]
        if forward:
            place = next((one for one in places if one > here), places[0])
        else:
            place = next((one for one in reversed(places) if one < here), places[-1])
        return self.go_to(outline.numbers[place])

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
            self.scroll_to(x, y, animate=False, force=True)  # its scrollbar may not stand there yet

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

    def _put(self, at: int) -> None:
        before, self._at = self._at, max(min(at, len(self._shown) - 1), 0)
        if before != self._at:
            self.refresh_line(before)
            self.refresh_line(self._at)
            self._keep_in_sight()
            self._moved()

    def _unfold_to(self, number: int) -> bool:
        """Unfold all that hides a task."""
        outline = self._outline
        holders = {outline.numbers[place] for place in outline.holders_of(outline.places[number])}
        hiding = holders & self._folded
        self._folded -= hiding
        return bool(hiding)

    def _laid_out(self, cursor: int | None) -> None:
        self._shown = self._outline.visible(self._folded)
        if self._graph is not None:
            boxes, drawing = self._graph.boxes, self._graph.drawing
            self._box = next((one for one in (cursor, self._box, *boxes) if one in boxes), None)
            self.set_extent(drawing.height, drawing.width)
            self._keep_box_in_sight()
            self._moved()
            return
        if cursor is not None and cursor in self._outline.places:
            self._at = self._at_of(cursor)
        self._at = max(min(self._at, len(self._shown) - 1), 0)
        self.set_extent(len(self._shown))
        self._keep_in_sight()
        self._moved()

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
