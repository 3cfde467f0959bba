"""Drawing the list of tasks: a line when it comes into sight, and the same one as long as it is the same."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, line_of_empty
from tme_tui.tui.tasks.arranging import Head
from tme_tui.tui.tasks.columns import Column, Layout, lay_out
from tme_tui.tui.tasks.lines import Lines
from tme_tui.tui.tasks.painter import Look, Palette, paint, paint_head, paint_placeholder
from tme_tui.tui.tasks.rows import Row

_PAINTED = 400


class Drawing(Lines):
    """The list as it looks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"task-list--{name.replace('_', '-')}" for name in Palette._fields
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._palette: Palette | None = None
        self._painted: LRUCache[tuple[object, ...], Strip] = LRUCache(_PAINTED)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns beside the title."""
        self._columns = tuple(columns)
        self.refresh()

    @property
    def palette(self) -> Palette:
        """The theme's styles for rows: foregrounds alone, and whole grounds."""
        if self._palette is None:
            grounds = {"line", "cursor", "cursor_elsewhere", "marked"}
            self._palette = Palette(**self.theme_styles("task-list", Palette._fields, grounds))
        return self._palette

    def look_changed(self) -> None:
        """Forget the colours, and all that was painted with them."""
        self._palette = None
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width = self.scrollable_content_region.width
        place = self.scroll_offset.y + y
        palette = self.palette
        number = self._window.number_at(place)
        if number is None:
            head = self._window.head_at(place)
            return self._blank(y, width, palette) if head is None else self._paint_head(head, width, palette)
        look = self._look(number, place)
        row = self._window.row(number)
        layout = lay_out(width, self._columns)
        if row is None:
            return self._paint_unread(layout, palette, look)
        return self._paint(row, layout, palette, look)

    def _paint(self, row: Row, layout: Layout, palette: Palette, look: Look) -> Strip:
        key = (row, layout, look)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint(row, layout, palette, look)
        return strip

    def _look(self, number: int, place: int) -> Look:
        window = self._window
        fold = ""
        if window.is_branch(number):
            fold = signs.FOLDED if window.is_folded(number) else signs.UNFOLDED
        focused = place == self._place and self.has_focus
        marked = number in self._marks or place == self._over
        return Look(place == self._place, focused, marked, window.depth(number), fold)

    def _paint_head(self, head: Head, width: int, palette: Palette) -> Strip:
        key = (head, width)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint_head(head.label, head.size, width, palette)
        return strip

    def _paint_unread(self, layout: Layout, palette: Palette, look: Look) -> Strip:
        key = (None, layout, look)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint_placeholder(layout, palette, look)
        return strip

    def _blank(self, y: int, width: int, palette: Palette) -> Strip:
        if self._empty and not len(self._window):
            room = max(width, 10)
            lines = [part for line in self._empty.split("\n") for part in textwrap.wrap(line, room) or [""]]
            top = line_of_empty(self._height, len(lines))
            if 0 <= y - top < len(lines):
                style = palette.title if y == top else palette.faint
                text = fitted(lines[y - top].center(width), width)
                return Strip([Segment(text, style)], width).apply_style(palette.line)
        return self.blank(width, palette.line)
