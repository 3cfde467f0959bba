"""Painting a line of a tree: a pure function from values to a strip."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import clipped, fitted
from tme_tui.tui.tasks.rows import Tone
from tme_tui.tui.tree.lines import AFTER, BEFORE, CRITICAL, DEEP, Line

_NONE = Style.null()
_WHEN, _WHEN_SHORT, _EXTRAS, _ESTIMATE, _SLACK, _SHARED = 16, 14, 10, 7, 9, 12
_ROOMY, _MIDDLE, _SMALL = 84, 60, 40
_DEEPEST = 8
"""The cells of strokes where there is little room, so that titles have some too."""
_LINK = re.compile(r"#(\d+)")


class Colours(NamedTuple):
    """The looks of a tree. The last four are grounds, all others lie over one of those."""

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
    guide: Style = _NONE
    """The strokes between lines, and edges of the graph."""
    before: Style = _NONE
    """What must be done before the cursor's task."""
    after: Style = _NONE
    """What waits for it."""
    critical: Style = _NONE
    bar: Style = _NONE
    line: Style = _NONE
    cursor: Style = _NONE
    cursor_elsewhere: Style = _NONE
    marked: Style = _NONE

    def tone(self, tone: Tone) -> Style:
        """The foreground of a tone."""
        style: Style = self.title if tone is Tone.PLAIN else getattr(self, tone.value)
        return style

    def priority(self, priority: int) -> Style:
        """The foreground of a priority from 1 to 4."""
        return (self.priority_1, self.priority_2, self.priority_3, self.priority_4)[priority - 1]


GROUNDS = frozenset({"line", "cursor", "cursor_elsewhere", "marked"})


class TreeLook(NamedTuple):
    """What a line is at the moment, beside what it says."""

    cursor: bool = False
    focused: bool = True
    marked: bool = False
    taken: bool = False
    """It is picked up and will be put down elsewhere."""
    chain: str = ""
    """`↑` before the cursor's task, `↓` after it."""
    critical: bool = False


def paint_tree(line: Line, width: int, colours: Colours, look: TreeLook) -> Strip:
    """One line, exactly `width` cells wide."""
    closed = colours.closed if line.closed else colours.faint if line.aside else None
    columns = _columns(line, width, colours, closed)
    room = _room(columns, width)
    left = _left(line, width, colours, look, closed)
    ground = colours.line
    if look.cursor:
        ground = colours.cursor if look.focused else colours.cursor_elsewhere
    elif look.marked or look.taken:
        ground = colours.marked
    return Strip([*_cut(left, room, colours), *columns], width).apply_style(ground)


def link_at(line: Line, width: int, look: TreeLook, x: int) -> int | None:
    """The cross-link, by the number of its task, that stands at a cell of the line."""
    colours = Colours()
    if not line.also or x >= _room(_columns(line, width, colours, None), width):
        return None
    begin = sum(cell_len(segment.text) for segment in _left(line, width, colours, look, None))
    begin -= cell_len(line.also)
    found = (int(link[1]) for link in _LINK.finditer(line.also) if link.start() <= x - begin < link.end())
    return next(found, None)


def _room(columns: list[Segment], width: int) -> int:
    return max(width - sum(cell_len(segment.text) for segment in columns), 0)


def drawn_guides(line: Line, width: int) -> str:
    """The strokes before a line; in little room only the nearest, behind the depth as a number."""
    depth, cut, strokes = line.guides.rpartition(DEEP)
    if width >= _ROOMY or len(strokes) <= _DEEPEST:
        return line.guides
    return f"{depth if cut else len(strokes) // 2}{DEEP}{strokes[2 - _DEEPEST :]}"


def _left(line: Line, width: int, colours: Colours, look: TreeLook, closed: Style | None) -> list[Segment]:
    """What stands at the left, the cross-links last."""
    left = [
        Segment(signs.CURSOR if look.cursor else " ", colours.bar),
        Segment(_sign(look), _sign_style(look, colours)),
        Segment(drawn_guides(line, width), colours.guide),
        Segment(f"{line.fold} " if line.fold else "", colours.guide),
        Segment(f"{line.state} ", colours.tone(line.tone)),
    ]
    if 1 <= line.priority <= 4:
        left.append(Segment(f"!{line.priority} ", closed or colours.priority(line.priority)))
    if line.conflict:
        left.append(Segment(f"{signs.CONFLICT} ", colours.late))
    title = closed or (colours.critical if look.critical else _chain_style(look, colours) or colours.title)
    left.append(Segment(line.title, title))
    if look.critical:
        left.append(Segment(CRITICAL, colours.critical))
    left.append(Segment(f"  #{line.number}", colours.faint))
    if line.conflict:
        left.append(Segment(f"  {line.conflict}", colours.late))
    if line.also:
        left.append(Segment(f"  {line.also}", colours.faint))
    return left


def _sign(look: TreeLook) -> str:
    return signs.MARKED if look.marked else "✂" if look.taken else look.chain or " "


def _sign_style(look: TreeLook, colours: Colours) -> Style:
    return colours.bar if look.marked or look.taken else _chain_style(look, colours) or colours.faint


def _chain_style(look: TreeLook, colours: Colours) -> Style | None:
    return {BEFORE: colours.before, AFTER: colours.after}.get(look.chain)


def _columns(line: Line, width: int, colours: Colours, closed: Style | None) -> list[Segment]:
    """What stands at the right, as far as there is room; where little is, nothing is kept free."""
    if width < _SMALL:
        return []
    found = []
    late = colours.late if line.is_late else colours.faint
    if width < _MIDDLE:
        facts = (line.extras, colours.faint), (line.slack or line.estimate, late if line.slack else closed)
        found += [Segment(f" {text}", style or colours.faint) for text, style in facts if text]
    elif width < _ROOMY and not line.slack:
        found.append(Segment(" " + _shared(line.extras, line.estimate), closed or colours.faint))
    else:
        found.append(Segment(" " + fitted(line.extras, _EXTRAS), colours.faint))
        if line.slack:
            found.append(Segment(" " + fitted(line.slack, _SLACK, right=True), late))
        else:
            found.append(Segment(" " + fitted(line.estimate, _ESTIMATE, right=True), closed or colours.faint))
    cells = _WHEN if width >= _MIDDLE else _WHEN_SHORT
    said = next((one for one in line.when if cell_len(one) <= cells), line.when[-1] if line.when else "")
    found.append(Segment(" " + fitted(said, cells), closed or colours.tone(line.when_tone)))
    return found


def _shared(extras: str, estimate: str) -> str:
    """Both in the cells of one, the estimate at the right; without it where there is no room for both."""
    room = _SHARED - cell_len(estimate)
    if not estimate or cell_len(extras) >= room:
        return fitted(extras, _SHARED)
    return fitted(extras, room) + estimate


def _cut(segments: list[Segment], room: int, colours: Colours) -> list[Segment]:
    """The segments in exactly so many cells."""
    found = []
    for text, style, _ in segments:
        shown, size = clipped(text, room)
        if size:
            found.append(Segment(shown, style))
        room -= size
        if shown != text:
            break
    return [*found, Segment(" " * room, colours.title)] if room else found
