"""A screen over others, on a dimmed picture of them that is made once.

Textual renders and dims everything below a dialog anew whenever the dialog paints: three times until it
stands, and with each letter that is typed into it. Here the picture is kept until something below changes.
"""

from __future__ import annotations

from asyncio import sleep
from typing import Any, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip

Result = TypeVar("Result")


class OverScreen(ModalScreen[Result]):
    """A screen through whose background those below can be seen."""

    _picture: tuple[object, list[Strip]] | None = None
    """The dimmed lines, after what they depend on."""

    async def _dispatch_message(self, message: Message) -> None:
        """One message at a time: what comes together while a dialog opens leaves room for others."""
        await super()._dispatch_message(message)
        await sleep(0)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint again; a screen below that has changed says which regions."""
        if regions:
            for screen in self._stack():
                if isinstance(screen, OverScreen):
                    screen._picture = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _stack(self) -> list[Screen[Any]]:
        """The screens up to this one."""
        stack: list[Screen[Any]] = list(self.app.screen_stack)
        return stack[: stack.index(self) + 1] if self in stack else []

    def render_lines(self, crop: Region) -> list[Strip]:
        """The picture of what is below; what the dialog holds is painted over it."""
        stack, colour = self._stack(), self.styles.background
        if len(stack) < 2 or colour.a == 1:
            return super().render_lines(crop)
        key = (self.size, colour, *self.get_line_filters())
        if self._picture is None or self._picture[0] != key:
            self._picture = (key, self._take_picture(stack[-2], colour))
        lines = self._picture[1][crop.y : crop.bottom]
        if crop.column_span != (0, self.size.width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def _take_picture(self, below: Screen[Any], colour: Color) -> list[Strip]:
        width, height = self.size
        filters = self.get_line_filters()
        dimmed: dict[Style | None, Style | None] = {}
        lines: list[Strip] = []
        for strip in below._compositor.render_strips()[:height]:
            segments = []
            for text, style, control in strip:
                if style not in dimmed:
                    (one,) = BackgroundScreen.process_segments([Segment(" ", style)], colour)
                    dimmed[style] = one.style
                segments.append(Segment(text, dimmed[style], control))
            line = Strip(segments, strip.cell_length).adjust_cell_length(width)
            for each in filters:
                line = line.apply_filter(each, colour)
            lines.append(line)
        lines += [Strip.blank(width, Style(bgcolor=colour.rich_color))] * (height - len(lines))
        return lines
