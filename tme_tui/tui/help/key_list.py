"""The keys and what they do, as lines that are drawn when they come into sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import TextWrapper
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tme_tui.tui.actions import HelpEntry, HelpGroup
from tme_tui.tui.look.cells import fitted
from tme_tui.tui.look.line_view import LineView

Piece = tuple[str, str]
"""The part whose style a text has, and the text."""
Line = tuple[Piece, ...]

_KEYS = 16
_LABEL = 22
_BESIDE = 36
"""With less room than this beside the label, the help stands below it."""


class HelpList(LineView, can_focus=False):
    """Actions below what they are about."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"help-list--{name}" for name in ("title", "keys", "label", "help")
    }

    def __init__(self, groups: Sequence[HelpGroup], empty: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._groups = groups
        self._empty = empty
        self._lines: list[Line] = []
        self._width = 0
        self._painted: dict[Line, Strip] = {}

    def show(self, groups: Sequence[HelpGroup]) -> None:
        """Show others, from their beginning."""
        self._groups = groups
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        if self._width != self.scrollable_content_region.width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        self._painted.clear()
        self._lines = list(lines_of(self._groups, self._width)) or [(("help", self._empty),)]
        self.set_extent(len(self._lines))

    def look_changed(self) -> None:
        """Forget what was painted in other colours."""
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        place, ground = self.scroll_offset.y + y, self.visual_style.rich_style
        if place >= len(self._lines):
            return self.blank(self._width, ground)
        line = self._lines[place]
        if line not in self._painted:
            strip = Strip([Segment(text, self._style(part)) for part, text in line])
            self._painted[line] = strip.adjust_cell_length(self._width).apply_style(ground)
        return self._painted[line]

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"help-list--{part}", partial=True)


def lines_of(groups: Sequence[HelpGroup], width: int) -> Iterator[Line]:
    """Each action: its keys, its label, and what it does in a column of its own."""
    start = _KEYS + _LABEL + 4
    beside = width - start >= _BESIDE
    indent = start if beside else 5
    breaks = TextWrapper(max(width - indent, 10), break_on_hyphens=False)
    for group in groups:
        yield (("title", group.title),)
        for entry in group.entries:
            helped = breaks.wrap(entry.help) or [""]
            yield (*_head(entry), ("help", f" {helped.pop(0)}")) if beside else _head(entry)
            yield from ((("help", " " * indent + line),) for line in helped)
        yield ()


def _head(entry: HelpEntry) -> Line:
    return ("keys", f"  {fitted(' '.join(entry.keys), _KEYS)} "), ("label", fitted(entry.label, _LABEL))
