"""The first picture, drawn before there is a screen: the frame, the views, and the tasks of a first look.

Nothing of it moves when the screen takes over: only what is not known so early is added, which are counts and
all about the task under the cursor. What it is made of, the widgets use as well: rows, lines of views, the
title, the keys. Where it would not look like the screen there is no picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tme_tui.tui.actions import Context, footer_for
from tme_tui.tui.bar_parts import hint_parts, title_parts
from tme_tui.tui.pane_widths import LEAST, MIDDLE, WIDE, chosen_widths, usual_width
from tme_tui.tui.remembering import Memory
from tme_tui.tui.start.pane_sketch import Line, PaneSketch
from tme_tui.tui.tab_names import LABELS

_LEAST, _HIGH = 40, 12


class Widths(NamedTuple):
    """How many columns each pane has; none where it is not shown."""

    views: int
    tasks: int
    details: int


def widths_of(width: int, memory: Memory) -> Widths:
    """The panes of a screen that opens with so many columns."""
    if width < MIDDLE:
        return Widths(0, width, 0)
    shown = [pane for pane in LEAST if pane not in memory.hidden]
    if width < WIDE:
        shown = ["details" if "views" in memory.hidden else "views"]
    chosen = chosen_widths(width, memory.panes, shown)
    views, details = (chosen.get(pane, usual_width(pane, width)) if pane in shown else 0 for pane in LEAST)
    return Widths(views, width - views - details, details)


class Sketch(PaneSketch):
    """One picture."""

    has_colours = True

    def lines(self, width: int, height: int, colours: ColorSystem) -> list[str]:
        """The lines of a terminal of this size; none where it has too little room."""
        if width < _LEAST or height < _HIGH:
            return []
        lines = self._lines(width, height)
        if not self.has_colours:
            lines = [[(text, self._styles.colourless(style)) for text, style in line] for line in lines]
        return ["".join(style.render(text, color_system=colours) for text, style in line) for line in lines]

    def _lines(self, width: int, height: int) -> list[list[tuple[str, Style]]]:
        styles, words, widths = self._styles, self._words, widths_of(width, self._memory)
        inner = height - 4
        panes = [self._middle(widths.tasks, inner)]
        if widths.views:
            views = self._views(widths.views - 2, inner)
            panes.insert(0, self._pane(views, widths.views, words.text("Views"), "", is_awake=False))
        if widths.details:
            title = f"#{self._number}" if self._page.rows else words.text("Details")
            empty: list[Line] = [[Segment(" " * (widths.details - 2), styles.background)]] * inner
            panes.append(self._pane(empty, widths.details, title, "", is_awake=False))
        top = [(text, styles.of_words(said)) for text, said in self._title()]
        body = [[segment for pane in row for segment in pane] for row in zip(*panes, strict=True)]
        hints = [(text, styles.of_words(said)) for text, said in self._hints(width)]
        return [
            _ended([Segment(*each) for each in top], width, styles.ground("panel")),
            *(_plain(line) for line in body),
            _ended([Segment(*each) for each in hints], width, styles.background),
        ]

    def _title(self) -> Sequence[tuple[str, str]]:
        text = self._words.text
        return title_parts([(text(label), name == self._tab) for name, label in LABELS.items()])

    def _hints(self, width: int) -> Sequence[tuple[str, str]]:
        context = {"tree": Context.TREE, "calendar": Context.CALENDAR}.get(self._tab, Context.LIST)
        entries = footer_for(context, self._keys, self._words)
        hints = {each.action.name: (each.keys[0], each.label) for each in entries}
        return hint_parts(list(hints.values()), width, hints.get("help"))


def _plain(line: Line) -> list[tuple[str, Style]]:
    return [(segment.text, segment.style or Style.null()) for segment in line if segment.text]


def _ended(line: Line, width: int, ground: Style) -> list[tuple[str, Style]]:
    """A line on a ground to the end."""
    gap = width - sum(cell_len(segment.text) for segment in line)
    return _plain([*Segment.apply_style(line, ground), Segment(" " * max(gap, 0), ground)])
