"""The topic of panes: how wide they are, by keys and by the mouse, and which are shown."""

from __future__ import annotations

from textual import events

from tme_tui.tui.topics.moving import Moving

_STEP = 2
_LEAST = {"views": 14, "details": 24}
_MIDDLE = 30
"""The list keeps so much at least."""


class Panes(Moving):
    """Actions on the widths of panes, which are remembered."""

    _held: str | None = None
    """The pane whose border the mouse holds."""

    def apply_panes(self) -> None:
        """Give the panes the widths that were chosen, as far as there is room."""
        self._show_views = "views" not in self.memory.hidden
        self._show_details = "details" not in self.memory.hidden
        for pane, width in self.memory.panes.items():
            self._set_width(pane, width)

    def do_wider(self) -> None:
        self._widen(_STEP)

    def do_narrower(self) -> None:
        self._widen(-_STEP)

    def _widen(self, by: int) -> None:
        """The pane that has the keys; the list grows at the cost of the details."""
        pane, step = (self._pane, by) if self._pane in _LEAST else ("details", -by)
        widget = self._widget_of(pane)
        if widget.display:
            self._set_width(pane, widget.outer_size.width + step)

    def _set_width(self, pane: str, width: int) -> None:
        if pane not in _LEAST or self.size.width < 70:
            return
        others = sum(
            self._widget_of(one).outer_size.width
            for one in _LEAST
            if one != pane and self._widget_of(one).display
        )
        most = self.size.width - others - _MIDDLE
        width = max(min(width, most), min(_LEAST[pane], most))
        if width > 0:
            self._widget_of(pane).styles.width = width
            self._widget_of(pane).styles.max_width = width
            self.memory.panes[pane] = width

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border between two panes."""
        for pane in _LEAST:
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
            self._set_width(self._held, int(wide))

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._held is not None:
            self._held = None
            self.release_mouse()
