"""The calendar on the screen: asks its owner for lines and shows them, and says where the mouse was.

It knows no shape: what is drawn, and what stands where, is said by the painters through the owner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Offset, Region
from textual.strip import Strip

from tme_tui.tui.calendar.colours import GROUNDS, Colours
from tme_tui.tui.look.line_view import LineView

Paint = Callable[[int, int, Colours], Sequence[Strip]]
"""The lines for so many columns and rows."""


class CalendarView(LineView, can_focus=True, inherit_bindings=False):
    """Lines that are made by others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"calendar--{name.replace('_', '-')}" for name in Colours._fields
    }

    def __init__(
        self,
        paint: Paint,
        *,
        clicked: Callable[[Offset, bool], object],
        dragged: Callable[[Offset, Offset, bool], object],
        turned: Callable[[int, Offset | None], object],
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._paint = paint
        self._clicked, self._dragged, self._turned = clicked, dragged, turned
        self._lines: Sequence[Strip] | None = None
        self._colours: Colours | None = None
        self._held: Offset | None = None
        self._over: Offset | None = None
        self._was_dragged = False
        """Whether the click that comes is only the end of dragging."""

    def repaint(self) -> None:
        """Something is another now: ask for the lines again, and show those that differ."""
        before, self._lines = self._lines, None
        if before is None or not self.is_mounted:
            self.refresh()
            return
        self._lines = after = self._paint(self.columns, self.rows, self.colours)
        if len(before) != len(after):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, after, strict=True)):
            if old is not new and old != new:
                self.refresh_line(y)

    def entitle(self, title: Content, subtitle: Content) -> None:
        """Say above and below what is shown; Textual would paint all between anew."""
        self._border_title, self._border_subtitle = title, subtitle
        self.refresh(*(Region(0, y, self.columns, 1) for y in (-1, self.rows)))

    @property
    def columns(self) -> int:
        """How wide it is."""
        return self.scrollable_content_region.width

    @property
    def rows(self) -> int:
        """How high it is."""
        return self.scrollable_content_region.height

    @property
    def colours(self) -> Colours:
        """The theme's styles."""
        if self._colours is None:
            self._colours = Colours(**self.theme_styles("calendar", Colours._fields, GROUNDS))
        return self._colours

    def look_changed(self) -> None:
        """The theme changed."""
        self._colours = None
        self._lines = None

    def render_line(self, y: int) -> Strip:
        """One line."""
        if self._lines is None:
            self._lines = self._paint(self.columns, self.rows, self.colours)
        if y < len(self._lines):
            return self._lines[y]
        return self.blank(self.columns, self.colours.line)

    def on_resize(self) -> None:
        """Another size: everything stands elsewhere."""
        self._lines = None
        self.set_extent(self.rows)
        self.repaint()

    def on_focus(self) -> None:
        """The cursor looks awake."""
        self.repaint()

    def on_blur(self) -> None:
        """The cursor looks asleep."""
        self.repaint()

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel goes on in time."""
        event.stop()
        self._turned(1, event.get_content_offset(self))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel goes back in time."""
        event.stop()
        self._turned(-1, event.get_content_offset(self))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of what is under the pointer."""
        self._held = event.get_content_offset(self) if event.button == 1 else None
        self._over = None

    def take_over(self) -> None:
        """The mouse holds something that it took hold of elsewhere."""
        self._held, self._over = Offset(-1, -1), None
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where it would go."""
        offset = event.get_content_offset(self)
        if self._held is None or event.button != 1 or offset is None or offset == self._over:
            return
        if self._over is None:
            if offset == self._held:
                return
            self.capture_mouse()
        self._over = offset
        self._dragged(self._held, offset, False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        held, over = self._held, self._over
        self._held = self._over = None
        self._was_dragged = over is not None
        if self.app.mouse_captured is self:
            self.release_mouse()
        if over is not None and held is not None:
            self._dragged(held, over, True)

    def on_click(self, event: events.Click) -> None:
        """A click goes there; two open."""
        offset = event.get_content_offset(self)
        if offset is not None and event.button == 1 and not self._was_dragged:
            self._clicked(offset, event.chain == 2)
