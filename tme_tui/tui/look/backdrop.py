"""A screen over others, on a dimmed picture of them that is made once.

Textual renders and dims everything below a dialog anew whenever the dialog paints: three times until it
stands, and with each letter that is typed into it. Here the picture is kept until something below changes.

To lay a screen out, to take the picture, and to paint are three turns of the loop, so that keys are not kept
waiting for all of them together. Where all has to be painted, each list has a turn before that.
"""

from __future__ import annotations

from asyncio import sleep
from typing import Any, NamedTuple, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from tme_tui.tui.look.compositor import QuickCompositor
from tme_tui.tui.look.line_view import LineView

Result = TypeVar("Result")


class Picture(NamedTuple):
    """Lines of the screen below, and what was made of them."""

    key: tuple[object, ...]
    """What all lines depend on."""
    lines: list[Strip]
    dimmed: list[Strip]


class SteadyScreen(Screen[Result]):
    """A screen that leaves room for others, and is laid out only when its size has changed."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Who has the keys; who gets them and who loses them are painted, and nothing else."""
    virtual_size = Reactive(Size(0, 0), repaint=False)
    """Found by laying out, and no reason to do that again."""
    _is_laying_out = False
    _is_paint_due = False
    """Whether it is laid out and will be painted in a turn of its own."""

    _compositor: QuickCompositor

    def __init__(self) -> None:
        super().__init__()
        self._compositor = QuickCompositor()

    async def _dispatch_message(self, message: Message) -> None:
        """One message at a time: many come together when a dialog or the line opens."""
        await super()._dispatch_message(message)
        await sleep(0)

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size or self._layout_required:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._is_laying_out = True
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._is_laying_out = False

    def _compositor_refresh(self) -> None:
        if self._is_laying_out and not self._is_paint_due:
            self._is_paint_due = True
            for widget, (region, clip) in self._compositor.visible_widgets.items():
                if isinstance(widget, LineView) and self._is_all_new(region.intersection(clip)):
                    self.call_later(widget.get_ready)
            self.call_later(self._paint)
        elif not self._is_paint_due:
            super()._compositor_refresh()

    def _is_all_new(self, seen: Region) -> bool:
        return any(dirty.contains_region(seen) for dirty in self._compositor._dirty_regions)

    def _paint(self) -> None:
        """Paint what was laid out; where that is everything, nothing else is left to paint."""
        self._is_paint_due = False
        if self._compositor.size.region in self._compositor._dirty_regions:
            self._repaint_required = False
            self._exchange_repaint_regions()
        self._compositor.update_widgets(self._dirty_widgets)
        self._compositor_refresh()


class OverScreen(SteadyScreen[Result], ModalScreen[Result]):
    """A screen through whose background those below can be seen."""

    _picture: Picture | None = None
    _is_stale = False
    """Whether something below may look different now."""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint again; a screen below says what it has painted, which may look as it did."""
        before = self._picture
        if regions and before is not None:
            for screen in self._stack():
                if isinstance(screen, OverScreen):
                    screen._is_stale = True
            after = self._look_below()
            if after is not None and after.key == before.key:
                width = self.size.width
                pairs = enumerate(zip(before.dimmed, after.dimmed, strict=True))
                regions = tuple(Region(0, y, width, 1) for y, (old, new) in pairs if old is not new)
                if not regions:
                    return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _stack(self) -> list[Screen[Any]]:
        """The screens up to this one."""
        stack: list[Screen[Any]] = list(self.app.screen_stack)
        return stack[: stack.index(self) + 1] if self in stack else []

    def _paint(self) -> None:
        if self._picture is None:
            self._look_below()
            self.call_later(super()._paint)
        else:
            super()._paint()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The picture of what is below; what the dialog holds is painted over it."""
        picture = self._look_below()
        if picture is None:
            return super().render_lines(crop)
        lines = picture.dimmed[crop.y : crop.bottom]
        if crop.column_span != (0, self.size.width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def _look_below(self) -> Picture | None:
        """The picture as it is now; None where nothing can be seen through."""
        stack, colour = self._stack(), self.styles.background
        if len(stack) < 2 or colour.a == 1:
            return None
        key = (self.size, colour, *self.get_line_filters())
        if self._picture is None or self._picture.key != key or self._is_stale:
            self._is_stale = False
            self._picture = self._take_picture(stack[-2], key, colour)
        return self._picture

    def _take_picture(self, below: Screen[Any], key: tuple[object, ...], colour: Color) -> Picture:
        """Render what is below; only lines that differ are dimmed again."""
        before = self._picture if self._picture is not None and self._picture.key == key else None
        width, height = self.size
        lines = below._compositor.render_strips()[:height]
        lines += [Strip.blank(width)] * (height - len(lines))
        styles: dict[Style | None, Style | None] = {}
        dimmed = [
            before.dimmed[y]
            if before is not None and line == before.lines[y]
            else self._dim(line, width, colour, styles)
            for y, line in enumerate(lines)
        ]
        return Picture(key, lines, dimmed)

    def _dim(self, line: Strip, width: int, colour: Color, styles: dict[Style | None, Style | None]) -> Strip:
        segments = []
        for text, style, control in line:
            if style not in styles:
                (one,) = BackgroundScreen.process_segments([Segment(" ", style)], colour)
                styles[style] = one.style
            segments.append(Segment(text, styles[style], control))
        strip = Strip(segments, line.cell_length).adjust_cell_length(width)
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, colour)
        return strip
