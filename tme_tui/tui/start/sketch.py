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

from tme_tui.i18n import Translator
from tme_tui.tui.actions import Context, Keymap, footer_for
from tme_tui.tui.bar_parts import hint_parts, title_parts
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.remembering import Memory
from tme_tui.tui.start.first_page import FirstPage
from tme_tui.tui.start.plain_styles import PlainStyles
from tme_tui.tui.tab_names import LABELS, LIST
from tme_tui.tui.tasks.arranging import Arrangement, arrange
from tme_tui.tui.tasks.columns import lay_out
from tme_tui.tui.tasks.row_segments import Look, Palette, ground_of, row_segments
from tme_tui.tui.tasks.window import Window
from tme_tui.tui.views.entry_segments import entry_segments
from tme_tui.tui.views.view_entries import EntryKind

_WIDE, _MIDDLE, _LEAST, _HIGH = 100, 70, 40, 12
_VIEWS, _SHARE, _DETAILS = 22, (30, 45), (32, 64)
_MARGIN, _ROOM = 2, 30
"""Lines beyond the cursor; columns of the list, for which the screen would make other panes narrower."""
_GROUNDS = ("line", "cursor", "cursor_elsewhere", "marked")
Line = list[Segment]


class Widths(NamedTuple):
    """How many columns each pane has; none where it is not shown."""

    views: int
    tasks: int
    details: int


def widths_of(width: int, memory: Memory) -> Widths:
    """The panes of a screen that opens with so many columns."""
    views = _VIEWS if "views" not in memory.hidden else 0
    least, most = _DETAILS
    details = min(max(width * _SHARE[width < _WIDE] // 100, least), most)
    if width >= _MIDDLE:
        views = views and memory.panes.get("views", views)
        details = memory.panes.get("details", details)
    if width < _MIDDLE:
        return Widths(0, width, 0)
    if width < _WIDE:
        return Widths(views, width - views, 0) if views else Widths(0, width - details, details)
    details = 0 if "details" in memory.hidden else details
    return Widths(views, width - views - details, details)


class Sketch:
    """One picture."""

    def __init__(
        self, page: FirstPage, memory: Memory, styles: PlainStyles, words: Translator, keys: Keymap
    ) -> None:
        self._page, self._memory, self._styles, self._words, self._keys = page, memory, styles, words, keys
        self._border = styles.of_words("$tme-border") + Style(bgcolor=styles.colour("background"))
        self._awake = styles.of_words("$tme-border-focus") + Style(bgcolor=styles.colour("background"))

    def lines(self, width: int, height: int, colours: ColorSystem) -> list[str]:
        """The lines of a terminal of this size; none where it has too little room."""
        if width < _LEAST or height < _HIGH:
            return []
        lines = self._lines(width, height)
        return ["".join(style.render(text, color_system=colours) for text, style in line) for line in lines]

    def _lines(self, width: int, height: int) -> list[list[tuple[str, Style]]]:
        styles, words, widths = self._styles, self._words, widths_of(width, self._memory)
        if widths.tasks < _ROOM:
            return []
        inner = height - 4
        panes = [self._tasks(widths.tasks, inner)]
        if widths.views:
            views = self._views(widths.views - 2, inner)
            panes.insert(0, self._pane(views, widths.views, words.text("Views"), "", is_awake=False))
        if widths.details:
            title = words.text("Details") if not self._page.rows else f"#{self._number}"
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
        return title_parts([(self._words.text(label), name == LIST) for name, label in LABELS.items()])

    def _hints(self, width: int) -> Sequence[tuple[str, str]]:
        entries = footer_for(Context.LIST, self._keys, self._words)
        hints = {each.action.name: (each.keys[0], each.label) for each in entries}
        return hint_parts(list(hints.values()), width, hints.get("help"))

    def _pane(
        self, inside: Sequence[Line], width: int, title: str, below: str, *, is_awake: bool
    ) -> list[Line]:
        """A pane with its border, whose title stands above and whose note stands below."""
        styles, border = self._styles, self._awake if is_awake else self._border
        ground = Style(bgcolor=styles.colour("background"))
        named = ground + styles.of_words("bold $text-primary" if is_awake else "$foreground")
        noted = ground + styles.of_words("$tme-muted")
        above = f" {title} " if title else ""
        note = f" {below} " if below else ""
        upper, lower = width - 3 - cell_len(above), width - 3 - cell_len(note)
        if min(upper, lower) < 1:
            raise KeyError(title)  # which the screen would shorten
        side = Segment("│", border)
        return [
            [Segment("╭─", border), Segment(above, named), Segment("─" * upper + "╮", border)],
            *([side, *line, side] for line in inside),
            [Segment("╰" + "─" * lower, border), Segment(note, noted), Segment("─╯", border)],
        ]

    def _views(self, width: int, height: int) -> list[Line]:
        styles, entries = self._styles, self._page.entries
        chosen = next((place for place, one in enumerate(entries) if one.key == self._page.chosen), 0)
        first = 0 if chosen < height else min(chosen - height // 2, len(entries) - height)
        is_long = len(entries) > height
        room = width - is_long
        line = styles.part("views-pane--line")
        lines = []
        for place, entry in enumerate(entries[first : first + height], first):
            ground = styles.part("views-pane--cursor-elsewhere") if place == chosen else line
            ground = styles.part("views-pane--heading") if entry.kind is EntryKind.HEADING else ground
            parts = entry_segments(
                entry, room, lambda name: styles.over(f"views-pane--{name}"), chosen=place == chosen
            )
            lines.append(list(Segment.apply_style(parts, ground)))
        lines += [[Segment(" " * room, line)] for _ in range(height - len(lines))]
        return self._scrolled(lines, len(entries), first, self._border) if is_long else lines

    def _tasks(self, width: int, height: int) -> list[Line]:
        page, styles = self._page, self._styles
        window = Window()
        window.fold_later(self._memory.folded)
        window.reorder(arrange([row.number for row in page.rows], page.parents))
        window.put(page.rows)
        place = max(window.place_of(page.cursor) or 0, 0) if page.cursor is not None else 0
        self._number = window.number_at(place)
        margin = min(_MARGIN, (height - 1) // 2)
        first = max(min(max(0, place - height + 1 + margin), place - margin, len(window) - height), 0)
        is_long = len(window) > height
        room = width - 2 - is_long
        arrangement = self._memory.arrangements.get(page.chosen, Arrangement())
        layout = lay_out(room, arrangement.columns)
        palette = Palette(**styles.parts("task-list", Palette._fields, _GROUNDS))
        lines: list[Line] = []
        for line in range(first, min(first + height, len(window))):
            number = window.number_at(line)
            row = None if number is None else window.row(number)
            if number is None or row is None:
                raise KeyError(number)
            sign = signs.FOLDED if window.is_folded(number) else signs.UNFOLDED
            look = Look(
                line == place,
                depth=window.depth(number),
                fold=sign if window.is_branch(number) else "",
            )
            parts = row_segments(row, layout, palette, look)
            lines.append(list(Segment.apply_style(parts, ground_of(palette, look))))
        lines += [[Segment(" " * room, palette.line)] for _ in range(height - len(lines))]
        if is_long:
            lines = self._scrolled(lines, len(window), first, self._awake)
        total = len(page.rows)
        count = f"{total}" + ("" if total >= page.total else "+")
        note = self._words.plural("{count} task", "{count} tasks", total, count=count) if total else ""
        [open_one] = [one for one in page.entries if one.key == page.chosen]
        label = harmless(open_one.name) if open_one.kind is EntryKind.CATEGORY else open_one.label
        return self._pane(lines, width, label, note, is_awake=True)

    def _scrolled(self, lines: list[Line], total: int, first: int, thumb: Style) -> list[Line]:
        """The lines with a scrollbar at their right."""
        height = len(lines)
        length = max(round(height * height / total), 1)
        start = round((height - length) * min(first / (total - height), 1))
        empty = Segment(" ", Style(bgcolor=self._styles.colour("background")))
        return [
            [*line, Segment("█", thumb) if start <= y < start + length else empty]
            for y, line in enumerate(lines)
        ]


def _plain(line: Line) -> list[tuple[str, Style]]:
    return [(segment.text, segment.style or Style.null()) for segment in line if segment.text]


def _ended(line: Line, width: int, ground: Style) -> list[tuple[str, Style]]:
    """A line on a ground to the end."""
    gap = width - sum(cell_len(segment.text) for segment in line)
    return _plain([*Segment.apply_style(line, ground), Segment(" " * max(gap, 0), ground)])
