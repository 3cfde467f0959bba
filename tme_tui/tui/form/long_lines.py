"""A text area that paints a row of a very long line alone, where Textual makes the whole line ready."""

from __future__ import annotations

from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widgets import TextArea

LONG = 10_000
"""A line of more letters is long."""


class LongLines(TextArea):
    """The painting of one row."""

    def _render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        if place < self.wrapped_document.height:
            line, row = self.wrapped_document._offset_to_line_info[place]
            text = self.document[line]
            if len(text) > LONG and "\t" not in text and self.wrapped_document.get_offsets(line):
                return self._paint_row(line, row)
        return super()._render_line(y)

    def _paint_row(self, line: int, row: int) -> Strip:
        breaks = self.wrapped_document.get_offsets(line)
        sections = self.wrapped_document.get_sections(line)
        begin, is_last = breaks[row - 1] if row else 0, row == len(breaks)
        text = Text(f"{sections[row]} ", end="", no_wrap=True)
        theme, end = self._theme, len(text) if is_last else len(text) - 1
        is_here = self.selection.end[0] == line
        ground = theme.cursor_line_style if theme and is_here and self.highlight_cursor_line else None
        if ground:
            text.stylize(ground)
        top, bottom = sorted(self.selection)
        if theme and theme.selection_style and top != bottom and top[0] <= line <= bottom[0]:
            first = top[1] - begin if top[0] == line else 0
            last = bottom[1] - begin if bottom[0] == line else end
            text.stylize(theme.selection_style, max(first, 0), max(last, 0))
        at = self.selection.end[1] - begin
        if theme and theme.cursor_style and is_here and self._draw_cursor and 0 <= at < end:
            text.stylize(theme.cursor_style, at, at + 1)
        width = self.scrollable_content_region.size.width
        segments = [Segment(*each[:2]) for each in text.render(self.app.console)]
        rest = ground or (theme.base_style if theme else None)
        base = theme.base_style if theme and theme.base_style is not None else self.rich_style
        return Strip(segments).crop(0, width).extend_cell_length(width, rest).apply_style(base)
