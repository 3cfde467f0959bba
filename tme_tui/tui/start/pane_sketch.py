"""The panes of the first picture: views, tasks, and the borders around them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tme_tui.i18n import Translator
from tme_tui.tui.actions import Keymap
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless, line_of_empty
from tme_tui.tui.remembering import Memory
from tme_tui.tui.start.first_page import FirstPage
from tme_tui.tui.start.plain_styles import PlainStyles
from tme_tui.tui.tab_names import LIST, TABS
from tme_tui.tui.tasks.arranging import Arrangement
from tme_tui.tui.tasks.columns import lay_out
from tme_tui.tui.tasks.row_segments import Look, Palette, ground_of, head_segments, row_segments
from tme_tui.tui.tasks.window import Window
from tme_tui.tui.views.entry_segments import entry_segments
from tme_tui.tui.views.view_entries import EntryKind

_MARGIN = 2
"""Lines beyond the cursor."""
_GROUNDS = ("line", "cursor", "cursor_elsewhere", "marked")
Line = list[Segment]


class PaneSketch:
    """One picture's panes."""

    _number: int | None = None
    """The task under the cursor."""

    def __init__(
        self,
        page: FirstPage,
        memory: Memory,
        styles: PlainStyles,
        words: Translator,
        keys: Keymap,
        *,
        has_tasks: bool = True,
    ) -> None:
        self._page, self._memory, self._styles, self._words, self._keys = page, memory, styles, words, keys
        self._has_tasks = has_tasks
        """Whether it is known which tasks there are."""
        self._tab = memory.tab if memory.tab in TABS else LIST
        self._border = styles.of_words("$tme-border") + Style(bgcolor=styles.colour("background"))
        self._awake = styles.of_words("$tme-border-focus") + Style(bgcolor=styles.colour("background"))

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

    def _middle(self, width: int, height: int) -> list[Line]:
        """The list; of another tab, whose tasks take longer to find, the room for it."""
        if self._has_tasks:
            return self._tasks(width, height)
        line = self._styles.part("task-list--line")
        lines = [[Segment(" " * (width - 2), line)] for _ in range(height)]
        if self._tab != LIST:
            return self._pane(lines, width, "", "", is_awake=True)
        at, said = line_of_empty(height, 1), self._words.text("One moment…")
        title = self._styles.over("task-list--title")
        lines[at] = list(
            Segment.apply_style([Segment(fitted(said.center(width - 2), width - 2), title)], line)
        )
        return self._pane(lines, width, self._label, "", is_awake=True)

    @property
    def _label(self) -> str:
        """What the open view is called."""
        [one] = [one for one in self._page.entries if one.key == self._page.chosen]
        return harmless(one.name) if one.kind is EntryKind.CATEGORY else one.label

    def _tasks(self, width: int, height: int) -> list[Line]:
        page, styles = self._page, self._styles
        window = Window()
        window.fold_later(self._memory.folded)
        window.reorder(page.arranged)
        window.put(page.rows)
        place = max(window.place_of(page.cursor) or 0, 0) if page.cursor is not None else 0
        while window.head_at(place) is not None:
            place += 1
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
            if (head := window.head_at(line)) is not None:
                parts = head_segments(head.label, head.size, room, palette)
                lines.append(list(Segment.apply_style(parts, palette.line)))
                continue
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
        return self._pane(lines, width, self._label, note, is_awake=True)

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
