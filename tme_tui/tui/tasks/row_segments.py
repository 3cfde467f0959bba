"""One row of a list in pieces: a pure function from values to texts with styles.

Nothing is ever read as markup. Textual is not needed, which takes long to load: the first picture is made of
the same pieces.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import clipped, fitted
from tme_tui.tui.tasks.columns import GAP, Column, Layout
from tme_tui.tui.tasks.rows import Row, Tone

_NONE = Style.null()
_DEEPEST = 8
"""Deeper tasks are drawn no further to the right."""


class Palette(NamedTuple):
    """The looks of a list. All but the last four are only foregrounds, laid over one of those."""

    title: Style = _NONE
    closed: Style = _NONE
    faint: Style = _NONE
    good: Style = _NONE
    soon: Style = _NONE
    late: Style = _NONE
    blocked: Style = _NONE
    priority_1: Style = _NONE
    priority_2: Style = _NONE
    priority_3: Style = _NONE
    priority_4: Style = _NONE
    category: Style = _NONE
    tags: Style = _NONE
    assignee: Style = _NONE
    heading: Style = _NONE
    """Of a group."""
    bar: Style = _NONE
    """The cursor's bar and the mark."""
    line: Style = _NONE
    cursor: Style = _NONE
    cursor_elsewhere: Style = _NONE
    """The cursor while another pane has the keys."""
    marked: Style = _NONE

    def tone(self, tone: Tone) -> Style:
        """The foreground of a tone."""
        if tone is Tone.PLAIN:
            return self.title
        style: Style = getattr(self, tone.value)
        return style

    def priority(self, priority: int) -> Style:
        """The foreground of a priority from 1 to 4."""
        return (self.priority_1, self.priority_2, self.priority_3, self.priority_4)[priority - 1]


class Look(NamedTuple):
    """What a row is at the moment, beside what it says."""

    cursor: bool = False
    focused: bool = True
    marked: bool = False
    depth: int = 0
    """How deep it is inside others of the list."""
    fold: str = ""
    """The sign of a task with others inside: folded or open."""


def row_segments(row: Row, layout: Layout, palette: Palette, look: Look) -> list[Segment]:
    """One row, exactly as wide as the layout."""
    closed = palette.closed if row.closed else None
    segments = [
        Segment(signs.CURSOR if look.cursor else " ", palette.bar),
        Segment(signs.MARKED if look.marked else " ", palette.bar),
        Segment(f"{row.state} ", palette.tone(row.tone)),
    ]
    if 1 <= row.priority <= 4:
        segments.append(Segment(f"!{row.priority} ", closed or palette.priority(row.priority)))
    else:
        segments.append(Segment("   ", palette.title))
    segments += _title(row, layout, palette, closed, look)
    for column, cells in layout.columns:
        segments.append(Segment(" " * GAP, palette.title))
        segments.append(_cell(row, column, cells, palette, closed))
    return segments


def head_segments(label: str, size: int | None, width: int, palette: Palette) -> list[Segment]:
    """The heading of a group, exactly as wide; how many are in it may not be known."""
    count = "" if size is None else f" {size:,} ".replace(",", "\u202f")
    count = clipped(count, width)[0]
    text = fitted(f"  {label}", max(width - len(count), 0))
    return [Segment(text, palette.heading), Segment(count, palette.faint)]


def ground_of(palette: Palette, look: Look) -> Style:
    """What a row lies on."""
    if look.cursor:
        return palette.cursor if look.focused else palette.cursor_elsewhere
    return palette.marked if look.marked else palette.line


def _title(row: Row, layout: Layout, palette: Palette, closed: Style | None, look: Look) -> list[Segment]:
    """The title, and behind it what of the rest has room as a whole."""
    sign = f"{look.fold} " if look.fold else "  " if look.depth else ""
    before = "  " * min(look.depth, _DEEPEST) + sign
    lead, taken = clipped(before, max(layout.title - 1, 0))
    text, used = clipped(row.title, layout.title - taken)
    used += taken
    found = [Segment(lead, palette.faint)] if lead else []
    found.append(Segment(text, closed or palette.title))
    extras = [(sign, palette.faint) for sign in row.extras.split()]
    if not layout.has(Column.ASSIGNEE) and row.assignee:
        extras.append((row.assignee, palette.assignee))
    if not layout.has(Column.TAGS):
        extras += [(tag, palette.tags) for tag in row.tags.split()]
    for extra, style in extras:
        size = cell_len(extra)
        if size < layout.title - used:
            found += [Segment(" ", palette.title), Segment(extra, closed or style)]
            used += size + 1
    if used < layout.title:
        found.append(Segment(" " * (layout.title - used), palette.title))
    return found


def _cell(row: Row, column: Column, cells: int, palette: Palette, closed: Style | None) -> Segment:
    match column:
        case Column.WHEN:
            said = next((one for one in row.when if cell_len(one) <= cells), row.when[-1] if row.when else "")
            return Segment(fitted(said, cells), palette.tone(row.when_tone))
        case Column.CATEGORY:
            return Segment(fitted(row.category, cells), closed or palette.category)
        case Column.TAGS:
            return Segment(fitted(row.tags, cells), closed or palette.tags)
        case Column.ASSIGNEE:
            return Segment(fitted(row.assignee, cells), closed or palette.assignee)
