"""The mouse on the tree: clicks, and a task that is dragged onto another."""

from __future__ import annotations

from textual import events

from tme_tui.tui.tree.folding import Folding


class Dragging(Folding):
    """The tree under the mouse."""

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
