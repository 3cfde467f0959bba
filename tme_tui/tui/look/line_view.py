"""The ground under lists, trees, grids and texts: a view that draws its lines in sight, and few of them anew.

Two things that Textual does for any widget cost such a view more than a frame has. Setting `virtual_size`
lays out the whole screen; here only the scrollbar is told. And every line is framed, filtered and parted
again whenever it stands in another place; here what was framed is kept by the line itself, so that scrolling
makes just the lines that come into sight.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from tme_tui.tui.look.scrollbar import PlainScrollBar
from tme_tui.tui.look.stylesheet import setting_of

_KEPT, _KEPT_LOOKS = 400, 8
_Sides = tuple[Strip, Strip]


class LineView(ScrollView):
    """A `ScrollView` whose `render_line` answers with the same strip as long as the line is the same."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._framed: LRUCache[int, tuple[Strip, Strip]] = LRUCache(_KEPT)
        """Framed lines by the identity of what they frame, which is kept with them lest it be given again."""
        self._frame: tuple[object, ...] = ()
        self._sides = (Strip([]), Strip([]))
        self._frames: LRUCache[tuple[object, ...], tuple[LRUCache[int, tuple[Strip, Strip]], _Sides]]
        self._frames = LRUCache(2)  # with the focus and without
        self._blanks: dict[tuple[int, object], Strip] = {}
        self._region: Region | None = None
        """The region of the lines while they are rendered."""
        self._wardrobe: LRUCache[tuple[object, ...], tuple[Style, ...]] = LRUCache(_KEPT_LOOKS)
        self._worn: tuple[Style, ...] = ()
        self._is_restyled = True

    def set_extent(self, lines: int, columns: int | None = None) -> None:
        """There are so many lines now; all in sight are painted again."""
        width = self.scrollable_content_region.width if columns is None else columns
        size = Size(width, lines)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            if self.is_mounted:
                self._scroll_update(size)
        self.refresh()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is needed first."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = PlainScrollBar(
                vertical=True, name="vertical", thickness=self.scrollbar_size_vertical
            )
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def theme_styles(
        self, prefix: str, names: Iterable[str], grounds: Container[str] = ()
    ) -> dict[str, Style]:
        """The theme's styles of the parts `prefix--name`: whole for `grounds`, foregrounds for the others."""
        found: dict[str, Style] = {}
        for name in names:
            style = self.get_component_rich_style(f"{prefix}--{name.replace('_', '-')}")
            found[name] = style if name in grounds else style.without_color + Style(color=style.color)
        return found

    def blank(self, width: int, style: Any = None) -> Strip:
        """An empty line, the same one each time."""
        key = (width, style)
        if key not in self._blanks:
            self._blanks = {key: Strip.blank(width, style)} if len(self._blanks) > 8 else self._blanks
            self._blanks[key] = Strip.blank(width, style)
        return self._blanks[key]

    def notify_style_update(self) -> None:
        """Styles were applied, which need not mean that they are others."""
        super().notify_style_update()
        self._is_restyled = True

    def look_changed(self) -> None:
        """The parts have other styles now: nothing painted before counts any more."""

    def get_ready(self) -> None:
        """Do ahead what painting needs: find the styles, and paint the lines that are in sight."""
        if self.is_on_screen:
            self.render_lines(self.size.region)
        else:
            self._find_styles()

    def _find_styles(self) -> None:
        """Styles are applied whenever the focus moves: only where they differ is all painted anew."""
        self._is_restyled = False
        key = setting_of(self)
        look = self._wardrobe.get(key)
        if look is None:
            parts = sorted(self._get_component_classes())
            look = (self.rich_style, *(self.get_component_rich_style(part) for part in parts))
            self._wardrobe[key] = look
        if look != self._worn:
            self._worn = look
            self.look_changed()

    @property
    def scrollable_content_region(self) -> Region:
        """Where the lines are; found once while they are rendered."""
        return super().scrollable_content_region if self._region is None else self._region

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget, with its border."""
        if self._is_restyled:
            self._find_styles()
        self._region = super().scrollable_content_region
        try:
            return self._render_lines(crop)
        finally:
            self._region = None

    def _render_lines(self, crop: Region) -> list[Strip]:
        width, height = self.region.size
        gutter = self.styles.gutter
        first, last = gutter.top, height - gutter.bottom
        if last <= first or width <= gutter.width:
            return super().render_lines(crop)
        filters = self.get_line_filters()
        colours = self.background_colors
        frame = (width, gutter, self.styles.border, colours, self.opacity, *filters)
        if frame != self._frame:
            self._frame = frame
            if frame not in self._frames:
                (sample,) = self._styles_cache.render_widget(self, Region(0, first, width, 1))
                sides = (sample.crop(0, gutter.left), sample.crop(width - gutter.right, width))
                self._frames[frame] = (LRUCache(_KEPT), sides)
            self._framed, self._sides = self._frames[frame]
        background = colours[0] + colours[1]
        inner = width - gutter.width
        strips = []
        for y in crop.line_range:
            if first <= y < last:
                line = self.render_line(y - first)
                kept = self._framed.get(id(line))
                if kept is None:
                    content = line.adjust_cell_length(inner, self.visual_style.rich_style)
                    for each in filters:
                        content = content.apply_filter(each, background)
                    kept = (line, Strip.join([self._sides[0], content, self._sides[1]]))
                    self._framed[id(line)] = kept
                strips.append(kept[1])
            else:
                strips += self._styles_cache.render_widget(self, Region(0, y, width, 1))
        if crop.column_span != (0, width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips
