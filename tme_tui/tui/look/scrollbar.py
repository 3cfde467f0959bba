"""A scrollbar in whole cells, made of three strips: upper ground, thumb, lower ground.

The library's own draws eighths of cells and makes every line of itself anew each time anything scrolls, a
third of what a frame costs. This one looks the same until the thumb reaches another cell, and then has
nothing to make either.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar
from textual.strip import Strip


class PlainScrollBar(ScrollBar):
    """A vertical scrollbar for a view that draws lines."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    _strips: tuple[tuple[object, ...], tuple[Strip, Strip, Strip]] | None = None

    def validate_position(self, position: float) -> float:
        """Only a position that looks different is another one."""
        step = max(self.window_virtual_size - self.window_size, 1) / max(self.size.height * 2, 1)
        return round(position / step) * step if step > 1 else position

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of it."""
        upper, thumb, lower = self._parts()
        start, end = self._thumb()
        return [thumb if start <= y < end else upper if y < start else lower for y in crop.line_range]

    def _thumb(self) -> tuple[int, int]:
        """From which line to which the thumb goes."""
        height, total, window = self.size.height, self.window_virtual_size, self.window_size
        if not 0 < window < total:
            return 0, 0
        length = max(round(height * window / total), 1)
        start = round((height - length) * min(self.position / (total - window), 1))
        return start, start + length

    def _parts(self) -> tuple[Strip, Strip, Strip]:
        parent = self.parent
        styles = self.styles if parent is None else parent.styles
        if self.grabbed:
            ground, colour = styles.scrollbar_background_active, styles.scrollbar_color_active
        elif self.mouse_over:
            ground, colour = styles.scrollbar_background_hover, styles.scrollbar_color_hover
        else:
            ground, colour = styles.scrollbar_background, styles.scrollbar_color
        filters = self.get_line_filters()
        look = (ground, colour, self.size.width, *filters)
        if self._strips is None or self._strips[0] != look:
            ground_style = Style(bgcolor=ground.rich_color)
            thumb_style = Style(bgcolor=ground.rich_color, color=(ground + colour).rich_color)
            made = []
            for text, style, action in (
                (" ", ground_style, "scroll_up"),
                ("█", thumb_style, "grab"),
                (" ", ground_style, "scroll_down"),
            ):
                strip = Strip([Segment(text * self.size.width, style + Style(meta={"@mouse.down": action}))])
                for each in filters:
                    strip = strip.apply_filter(each, ground)
                made.append(strip)
            self._strips = look, (made[0], made[1], made[2])
        return self._strips[1]
