"""The mouse on the list: clicks, and a task that is dragged to another line or out of the list."""

from __future__ import annotations

from textual import events

from tme_tui.tui.tasks.folding import Folding


class Dragging(Folding):
    """The list under the mouse."""

    def _place_under(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        place = None if offset is None else self.scroll_offset.y + offset.y
        return None if place is None or self._window.number_at(place) is None else place

    def on_click(self, event: events.Click) -> None:
        """A click goes there, on the sign of a fold it folds; two open; the other button asks for more."""
        place = self._place_under(event)
        if place is None or event.button not in (1, 3):
            return
        self.go_to_place(place)
        if event.button == 3:
            self.post_message(self.MenuWanted())
        elif event.chain == 2 and self._number is not None:
            self.post_message(self.Opened(self._number))
        elif self._number is not None and self._window.is_branch(self._number):
            offset = event.get_content_offset(self)
            begins = 7 + 2 * self._window.depth(self._number)
            if offset is not None and begins <= offset.x < begins + 2:
                self.toggle_fold()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the task under the pointer."""
        place = self._place_under(event)
        if event.button == 1 and place is not None:
            self._dragged = self._window.number_at(place)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the task would go."""
        if self._dragged is None or event.button != 1:
            return
        if self._over is None:
            self.capture_mouse()
        place = self._place_under(event)
        was_outside = self._over == -1
        if place != self._over:
            self._over = place if place is not None else -1
            self.refresh()
        if place is None or was_outside:
            self.post_message(self.HeldOutside(self._dragged, int(event.screen_x), int(event.screen_y)))

    def let_go(self) -> None:
        """Others have taken over what the mouse holds."""
        self._dragged = self._over = None
        self.release_mouse()
        self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the task."""
        number, over = self._dragged, self._over
        self._dragged = self._over = None
        if over is None or number is None:
            return
        self.release_mouse()
        self.refresh()
        place = self._window.place_of(number)
        if over < 0:
            self.post_message(self.DroppedOutside(number, int(event.screen_x), int(event.screen_y)))
        elif place is not None and over != place:
            first = over if over > place else over - 1
            before, after = self._window.number_at(first), self._window.number_at(first + 1)
            self.post_message(self.Dropped(number, before, after))
