"""The topic of panes: how wide they are, by keys and by the mouse, and which are shown."""

from __future__ import annotations

from textual import events

from tme_tui.tui.pane_widths import LEAST, MIDDLE, chosen_widths, room_for
from tme_tui.tui.topics.moving import Moving

_STEP = 2


class Panes(Moving):
    """Actions on the widths of panes, which are remembered."""

    _held: str | None = None
    """The pane whose border the mouse holds."""

    def apply_panes(self) -> None:
        """Show the panes that are not hidden."""
        self._show_views = "views" not in self.memory.hidden
        self._show_details = "details" not in self.memory.hidden

    def _arrange(self) -> None:
        super()._arrange()
        self._apply_widths()

    def _apply_widths(self) -> None:
        """Give the panes the widths that were chosen, as far as there is room."""
        shown = [pane for pane in LEAST if self._widget_of(pane).display]
        widths = chosen_widths(self.size.width or self.app.size.width, self.memory.panes, shown)
        for pane in LEAST:
            styles = self._widget_of(pane).styles
            styles.width = styles.max_width = widths.get(pane)

    def do_wider(self) -> None:
        self._widen(_STEP)

    def do_narrower(self) -> None:
        self._widen(-_STEP)

    def _widen(self, by: int) -> None:
        """The pane that has the keys; the list grows at the cost of the details."""
        pane, step = (self._pane, by) if self._pane in LEAST else ("details", -by)
        widget = self._widget_of(pane)
        if widget.display:
            self._choose_width(pane, widget.outer_size.width + step)

    def _choose_width(self, pane: str, width: int) -> None:
        """A person gives a pane a width, which is remembered as far as there is room for it."""
        if self.size.width < MIDDLE:
            return
        shown = [each for each in LEAST if self._widget_of(each).display]
        now = {each: self._widget_of(each).outer_size.width for each in shown}
        room = room_for(pane, self.size.width, now)
        self.memory.panes[pane] = max(min(width, room), LEAST[pane])
        self._apply_widths()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border between two panes."""
        for pane in LEAST:
            region = self._widget_of(pane).region
            edge = region.right - 1 if pane == "views" else region.x
            near = (edge, edge + 1) if pane == "views" else (edge - 1, edge)
            beside = event.screen_x in near and region.y <= event.screen_y < region.bottom
            if beside and self._widget_of(pane).display:
                self._held = pane
                self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the border along."""
        if self._held is not None:
            region = self._widget_of(self._held).region
            wide = event.screen_x - region.x + 1 if self._held == "views" else region.right - event.screen_x
            self._choose_width(self._held, int(wide))

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._held is not None:
            self._held = None
            self.release_mouse()
