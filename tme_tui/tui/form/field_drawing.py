"""The fields of the form as they are drawn, and where the line is that one of them is typed into."""

from __future__ import annotations

from typing import ClassVar, NamedTuple, cast

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from tme_tui.tui.form.field_line import FieldLine
from tme_tui.tui.form.field_painter import STYLES, Columns, Look, captioned, columns_of, painted

_KEPT = 200


class Page(NamedTuple):
    """All lines, for a width."""

    width: int
    lines: list[Strip]
    tops: list[int]
    """Where each field begins, and then the caption."""


class _OverItsText(Layout):
    """Puts the line that is typed into where the text stands."""

    name = "over its text"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        region = cast(FieldDrawing, parent).region_of_text(size.width)
        return [WidgetPlacement(region, Offset(), Spacing(), child) for child in children]


_OVER_ITS_TEXT = _OverItsText()


class FieldDrawing(Widget):
    """Lines, and under them the caption of what follows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"field-sheet--{name}" for name in STYLES}

    def __init__(self, caption: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._caption = caption
        self._rows: tuple[FieldLine, ...] = ()
        self._place = 0
        """Which of them is typed into."""
        self._pointed: FieldLine | None = None
        """Whose sign the mouse is over."""
        self._page: Page | None = None
        self._painted: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(_KEPT)
        self._worn: dict[str, Style] = {}

    @property
    def layout(self) -> Layout:
        """The line is over the text that it edits."""
        return _OVER_ITS_TEXT

    def region_of_text(self, width: int) -> Region:
        """Where the text stands that is typed into."""
        columns = columns_of(width)
        return Region(columns.text, self.page_of(width).tops[self._place], columns.text_width, 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as they take."""
        return len(self.page_of(width).lines)

    def notify_style_update(self) -> None:
        """The theme may be another."""
        super().notify_style_update()
        self._worn = {}
        self._page = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some of the lines."""
        page = self.page_of(self.size.width)
        lines = page.lines[crop.y : crop.bottom]
        if len(lines) < crop.height:  # there are fewer than when it was laid out
            lines += [Strip.blank(page.width, self._styles()["label"])] * (crop.height - len(lines))
        if crop.column_span == (0, page.width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def draw_anew(self, *, layout: bool = False) -> None:
        """Something else stands there; with `layout`, in another place."""
        before, self._page = self._page, None
        if not layout and before is not None:
            layout = self.page_of(before.width).tops != before.tops
        if layout:
            self._clear_arrangement_cache()  # Textual clears those of what is around it only
        self.refresh(layout=layout)

    def page_of(self, width: int) -> Page:
        """All lines, drawn for a width."""
        if self._page is None or self._page.width != width:
            columns = columns_of(width)
            lines: list[Strip] = []
            tops: list[int] = []
            for row in self._rows:
                tops.append(len(lines))
                lines += self._strips_of(row, columns)
            tops.append(len(lines))
            self._page = Page(width, [*lines, captioned(self._caption, columns, self._styles())], tops)
        return self._page

    def _strips_of(self, row: FieldLine, columns: Columns) -> list[Strip]:
        pointed, filters = row is self._pointed, self.get_line_filters()
        look = Look(row.label, row.text, row.hint, row.opens, pointed, row.said, row.is_wrong)
        key = (look, columns, *filters)
        styles = self._styles()
        if key not in self._painted:
            strips = painted(look, columns, styles)
            for each in filters:
                strips = [strip.apply_filter(each, self.background_colors[1]) for strip in strips]
            self._painted[key] = strips
        return self._painted[key]

    def _styles(self) -> dict[str, Style]:
        if not self._worn:
            self._painted.clear()
            self._worn = {name: self.get_component_rich_style(f"field-sheet--{name}") for name in STYLES}
        return self._worn
