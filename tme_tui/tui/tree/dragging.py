"""The mouse on the tree: clicks, and a task that is dragged onto another."""

from __future__ import annotations

from textual import events

from tme_tui.tui.tree.folding import Folding
from tme_tui.tui.tree.painting import drawn_guides, link_at


class Dragging(Folding):
    """The tree under the mouse."""

    _link_clicked = False
    """Whether the click before went along a cross-link: the next one is not the second on its task."""

    def _at_under(self, event: events.MouseEvent) -> int | None:
        """The line under the pointer; of the graph, the task of its box."""
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        if self._graph is not None:
            return self._graph.at(offset.x + self.scroll_offset.x, offset.y + self.scroll_offset.y)
        at = self.scroll_offset.y + offset.y
        return at if at < len(self._shown) else None

    def _under(self, at: int | None) -> int | None:
        """The task of what `_at_under` found."""
        return at if self._graph is not None or at is None else self._number_at(at)

    def on_click(self, event: events.Click) -> None:
        """A click goes there, along a cross-link, or folds; two open; the other button asks for more."""
        at, offset = self._at_under(event), event.get_content_offset(self)
        second, self._link_clicked = event.chain == 2 and not self._link_clicked, False
        if at is None or offset is None or event.button not in (1, 3):
            return
        number, link = self._under(at), None
        if self._graph is not None:
            self._go_to_box(number)
        else:
            link = self._link_at(at, offset.x)
            self._put(at)
        if event.button == 3:
            self._menu(link)
        elif link is not None:
            self._link_clicked = True
            self._followed(link)
        elif second and number is not None:
            self._opened(number)
        elif self._graph is None:
            line = self._line_at(self._shown[at])
            strokes = drawn_guides(line, self.scrollable_content_region.width)
            if line.fold and offset.x - 2 - len(strokes) in (0, 1):
                self.toggle_fold()

    def _link_at(self, at: int, x: int) -> int | None:
        line = self._line_at(self._shown[at])
        return link_at(line, self.scrollable_content_region.width, self._look(line.number, at), x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the task under the pointer."""
        at = self._at_under(event)
        self._held = self._under(at) if event.button == 1 else None

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
        """Let go of the task: on another one it goes there, below all it is taken out; see `TreeTab.drop`."""
        number, over = self._held, self._over
        self._held = self._over = None
        if over is None or number is None:
            return
        self.release_mouse()
        self.refresh()
        onto = self._under(over) if over >= 0 else None
        if onto != number and (onto is not None or self._graph is None):
            self._dropped(number, onto)
