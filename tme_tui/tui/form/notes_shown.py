"""The notes as they will look: drawn lines, made off the loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tme_tui.tui.look.markdown_lines import LONGEST, STYLES, markdown_lines, plain_lines


class NotesShown(Widget):
    """Markdown as painted lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"notes-shown--{name}" for name in STYLES}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: Sequence[Strip] = ()

    def show(self, lines: Sequence[Strip]) -> None:
        """Show other lines."""
        self._lines = lines
        self.refresh(layout=True)

    @property
    def wanted_styles(self) -> dict[str, Style]:
        """What the theme says about them."""
        return {name: self.get_component_rich_style(f"notes-shown--{name}", partial=True) for name in STYLES}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many as there are."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One of them."""
        style = self.visual_style.rich_style
        line = self._lines[y] if y < len(self._lines) else Strip([])
        return line.crop_extend(0, self.size.width, style).apply_style(style)


def lines_of(notes: str, width: int, styles: dict[str, Style]) -> list[Strip]:
    """Notes as lines; very long ones stay as they were typed."""
    if len(notes) <= LONGEST:
        return markdown_lines(notes, width, styles)
    return [Strip([Segment(line)]) for line in plain_lines(notes, width)]
