"""The list of tasks: draws the lines in sight, knows the order of all, asks for rows a little ahead.

It is fed by `show` (another question), `reorder` (the same question, another answer) and `put` (rows), and
says by messages where the cursor is, which rows it lacks and what was opened. The cursor is on a task, not on
a line: whatever comes and goes above it, it stays there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from tme_tui.tui import signs
from tme_tui.tui.arranging import Arranged, Head
from tme_tui.tui.cells import fitted
from tme_tui.tui.columns import ALL, Column, Layout, lay_out
from tme_tui.tui.line_view import LineView
from tme_tui.tui.painter import Look, Palette, paint, paint_head, paint_placeholder
from tme_tui.tui.rows import Row
from tme_tui.tui.window import Window

_PAINTED = 400
_MARGIN = 2
"""So many lines stay in sight beyond the cursor."""


class TaskList(LineView, can_focus=True, inherit_bindings=False):
    """A list over any number of tasks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"task-list--{name.replace('_', '-')}" for name in Palette._fields
    }

    class Moved(Message):
        """The cursor is on another task, or on none."""

        def __init__(self, number: int | None) -> None:
            super().__init__()
            self.number = number

    class Wanted(Message):
        """Rows that will be seen soon and have not been read."""

        def __init__(self, numbers: Sequence[int]) -> None:
            super().__init__()
            self.numbers = numbers

    class OrderWanted(Message):
        """Somebody goes where only the order of all tasks leads."""

    class Opened(Message):
        """A task was double-clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Dropped(Message):
        """A task was dragged between two others."""

        def __init__(self, number: int, before: int | None, after: int | None) -> None:
            super().__init__()
            self.number = number
            self.before = before
            self.after = after

    class DroppedOutside(Message):
        """A task was dragged out of the list, to a place on the screen."""

        def __init__(self, number: int, x: int, y: int) -> None:
            super().__init__()
            self.number = number
            self.x = x
            self.y = y

    class MenuWanted(Message):
        """A task was clicked with the other button."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._window = Window()
        self._dragged: int | None = None
        """The task that the mouse holds."""
        self._over: int | None = None
        """The line that it is held over, once it has been moved."""
        self._place = 0
        self._number: int | None = None
        self._told: int | None = None
        self._marks: dict[int, None] = {}
        self._palette: Palette | None = None
        self._painted: LRUCache[tuple[object, ...], Strip] = LRUCache(_PAINTED)
        self._empty = ""
        self._go_to_end = False
        self._mark_whole = False
        """Whether all is to be marked once all is known."""
        self._whole = True
        self._columns: tuple[Column, ...] = ALL

    # What it is fed

    def show(
        self,
        lines: Sequence[int] | Arranged,
        rows: Iterable[Row],
        *,
        whole: bool = True,
        cursor: int | None = None,
    ) -> None:
        """Show another answer; the cursor goes to the task `cursor` if it is there, else to the top."""
        self._window.reorder(lines)
        self._window.put(rows)
        self._whole = whole
        self._go_to_end = self._mark_whole = False
        self._marks.clear()
        place = None if cursor is None else self._window.place_of(cursor)
        self._set_place(place or 0)
        self._resized(keep_in_sight=True)

    def reorder(self, lines: Sequence[int] | array[int] | Arranged) -> None:
        """The same question has another answer now; the cursor stays on its task."""
        before, line = self._number, self._place - self.scroll_offset.y
        self._window.reorder(lines)
        self._whole = True
        if self._mark_whole:
            self._marks = dict.fromkeys(self._window.numbers(0, len(self._window)))
        elif self._marks:
            known = set(self._window.numbers(0, len(self._window)))
            self._marks = {number: None for number in self._marks if number in known}
        self._mark_whole = False
        if self._go_to_end:
            self._go_to_end = False
            self._set_place(len(self._window) - 1)
            self._resized(keep_in_sight=True)
            return
        place = None if before is None else self._window.place_of(before)
        self._set_place(self._place if place is None else place)
        self._resized(keep_in_sight=False)
        self.scroll_to(y=self._place - line, animate=False)
        self._keep_in_sight()

    def put(self, rows: Iterable[Row]) -> None:
        """Take rows as they are now."""
        if self._window.put(rows):
            self.refresh()

    def say_empty(self, text: str) -> None:
        """What to say while there is nothing to show."""
        self._empty = text
        self.refresh()

    # What others may ask

    @property
    def number(self) -> int | None:
        """The task under the cursor."""
        return self._number

    @property
    def row(self) -> Row | None:
        """The row under the cursor, if it has been read."""
        return None if self._number is None else self._window.row(self._number)

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return self._window.total

    @property
    def is_whole(self) -> bool:
        """Whether the order of all tasks is known."""
        return self._whole

    @property
    def marks(self) -> tuple[int, ...]:
        """The marked tasks, in the order in which they were marked."""
        return tuple(self._marks)

    @property
    def chosen(self) -> tuple[int, ...]:
        """What an action is about: all that is marked, else the task under the cursor."""
        if self._marks:
            return tuple(self._marks)
        return () if self._number is None else (self._number,)

    @property
    def known(self) -> frozenset[int]:
        """The tasks whose rows have been read."""
        return self._window.known_numbers()

    def rows_in_sight(self) -> list[Row]:
        """What can be seen now."""
        first = self.scroll_offset.y
        numbers = self._window.numbers(first, first + self._height)
        return [row for number in numbers if (row := self._window.row(number)) is not None]

    def first_rows(self, most: int) -> list[Row]:
        """The rows at the top that have been read, up to the first that has not."""
        found = []
        for number in self._window.numbers(0, most):
            row = self._window.row(number)
            if row is None:
                break
            found.append(row)
        return found

    # Moving and marking

    def move(self, lines: int) -> None:
        """Move the cursor by so many lines."""
        self.go_to_place(self._place + lines)

    def move_pages(self, pages: float) -> None:
        """Move the cursor and what is in sight by pages."""
        lines = max(int(self._height * abs(pages)), 1) * (1 if pages > 0 else -1)
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)
        self.go_to_place(self._place + lines)

    def go_to_place(self, place: int) -> None:
        """Put the cursor on a line."""
        before = self._place
        self._set_place(place)
        self._refresh_place(before)
        self._refresh_place(self._place)
        self._keep_in_sight()
        self._tell()

    def go_to_end(self) -> None:
        """Put the cursor on the last line; when the order is still being read, as soon as it is."""
        self._go_to_end = not self._whole
        if self._go_to_end:
            self.post_message(self.OrderWanted())
        self.go_to_place(len(self._window) - 1)

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task; False if it is not in the list."""
        place = self._window.place_of(number)
        if place is None:
            return False
        self.go_to_place(place)
        return True

    def toggle_mark(self) -> None:
        """Mark the task under the cursor, or let go of it."""
        if self._number is None:
            return
        if self._number in self._marks:
            del self._marks[self._number]
        else:
            self._marks[self._number] = None
        self._refresh_place(self._place)
        self._tell(again=True)

    def mark_range(self) -> None:
        """Mark everything between the last mark and the cursor."""
        last = next(reversed(self._marks), self._number)
        start = None if last is None else self._window.place_of(last)
        if start is None:
            return
        first, end = sorted((start, self._place))
        self._marks.update(dict.fromkeys(self._window.numbers(first, end + 1)))
        self.refresh()
        self._tell(again=True)

    def mark_all(self) -> None:
        """Mark everything; when not all is known yet, as soon as it is."""
        if not self._whole:
            self._mark_whole = True
            self.post_message(self.OrderWanted())
        self._marks = dict.fromkeys(self._window.numbers(0, len(self._window)))
        self.refresh()
        self._tell(again=True)

    def mark_others(self) -> None:
        """Mark what is not marked and let go of the rest."""
        everything = self._window.numbers(0, len(self._window))
        self._marks = dict.fromkeys(number for number in everything if number not in self._marks)
        self.refresh()
        self._tell(again=True)

    def mark_numbers(self, numbers: Iterable[int]) -> None:
        """Mark these tasks, as far as they are in the list, beside those that are marked."""
        present = set(self._window.numbers(0, len(self._window)))
        self._marks.update(dict.fromkeys(number for number in numbers if number in present))
        self.refresh()
        self._tell(again=True)

    def go_to_next(self, numbers: frozenset[int], *, forward: bool = True) -> bool:
        """Put the cursor on the next of these tasks, round the end; False if there is none."""
        lines = len(self._window)
        for step in range(1, lines + 1):
            place = (self._place + (step if forward else -step)) % lines
            if self._window.number_at(place) in numbers:
                self.go_to_place(place)
                return True
        return False

    def unmark_all(self) -> bool:
        """Let go of all marks; False if there was none."""
        had = bool(self._marks)
        self._mark_whole = False
        self._marks.clear()
        self.refresh()
        self._tell(again=True)
        return had

    # Folding and columns

    def toggle_fold(self) -> None:
        """Hide or show what is inside the task under the cursor; where nothing is, its parent is meant."""
        if self._number is not None and not self._window.unfold(self._number):
            if not self._window.is_branch(self._number):
                self._go_up()
            if self._number is not None:
                self._window.fold(self._number)
        self._resized(keep_in_sight=True)

    def fold(self) -> bool:
        """Hide what is inside, or go to the task that holds this one; False when neither is possible."""
        if self._number is None:
            return False
        if not self._window.is_folded(self._number) and self._window.fold(self._number):
            self._resized(keep_in_sight=True)
            return True
        return self._go_up()

    def unfold(self) -> bool:
        """Show what is inside; False when nothing is hidden."""
        if self._number is None or not self._window.unfold(self._number):
            return False
        self._resized(keep_in_sight=True)
        return True

    def fold_all(self) -> None:
        """Fold everything; when everything is folded, show everything."""
        number, branches = self._number, self._window.branches
        hidden = [one for one in branches if self._window.is_folded(one)]
        if len(hidden) == len(branches):
            self._show_all()
        else:
            deepest_first = sorted(branches, key=lambda one: -self._window.depth(one))
            for one in deepest_first:
                self._window.fold(one)
        place = None if number is None else self._window.place_of(number)
        self._set_place(self._place if place is None else place)
        self._resized(keep_in_sight=True)

    def _show_all(self) -> None:
        while any(self._window.unfold(one) for one in self._window.hiding):
            pass

    def restore_folds(self, numbers: Iterable[int]) -> None:
        """Fold these as soon as they are there."""
        self._window.fold_later(numbers)

    @property
    def folded(self) -> tuple[int, ...]:
        """The tasks that are folded."""
        return self._window.folded

    def _go_up(self) -> bool:
        parent = None if self._number is None else self._window.parent_of(self._number)
        return parent is not None and self.go_to(parent)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns beside the title."""
        self._columns = tuple(columns)
        self.refresh()

    def neighbours(self, number: int, lines: int) -> tuple[int | None, int | None]:
        """Between which tasks of the same depth one would stand if it were moved by so many of them."""
        place = self._window.place_of(number)
        if place is None:
            return None, None
        depth = self._window.depth(number)
        step = 1 if lines > 0 else -1
        beside: list[int] = []
        while len(beside) <= abs(lines):
            place += step
            one = self._window.number_at(place)
            if one is None or self._window.depth(one) < depth:
                break
            if self._window.depth(one) == depth:
                beside.append(one)
        if len(beside) < abs(lines):
            return None, None
        near, far = beside[abs(lines) - 1], beside[abs(lines)] if len(beside) > abs(lines) else None
        return (near, far) if lines > 0 else (far, near)

    # Drawing

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height, 1)

    @property
    def palette(self) -> Palette:
        """The theme's styles for rows: foregrounds alone, and whole grounds."""
        if self._palette is None:
            grounds = {"line", "cursor", "cursor_elsewhere", "marked"}
            styles: dict[str, Style] = {}
            for name in Palette._fields:
                style = self.get_component_rich_style(f"task-list--{name.replace('_', '-')}")
                styles[name] = style if name in grounds else style.without_color + Style(color=style.color)
            self._palette = Palette(**styles)
        return self._palette

    def notify_style_update(self) -> None:
        """The theme changed: nothing painted before counts any more."""
        super().notify_style_update()
        self._palette = None
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width = self.scrollable_content_region.width
        place = self.scroll_offset.y + y
        palette = self.palette
        number = self._window.number_at(place)
        if number is None:
            head = self._window.head_at(place)
            return self._blank(y, width, palette) if head is None else self._paint_head(head, width, palette)
        look = self._look(number, place)
        row = self._window.row(number)
        layout = lay_out(width, self._columns)
        if row is None:
            return self._paint_unread(layout, palette, look)
        return self._paint(row, layout, palette, look)

    def _paint(self, row: Row, layout: Layout, palette: Palette, look: Look) -> Strip:
        key = (row, layout, look)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint(row, layout, palette, look)
        return strip

    def _look(self, number: int, place: int) -> Look:
        window = self._window
        fold = ""
        if window.is_branch(number):
            fold = signs.FOLDED if window.is_folded(number) else signs.UNFOLDED
        focused = place == self._place and self.has_focus
        marked = number in self._marks or place == self._over
        return Look(place == self._place, focused, marked, window.depth(number), fold)

    def _paint_head(self, head: Head, width: int, palette: Palette) -> Strip:
        key = (head, width)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint_head(head.label, head.size, width, palette)
        return strip

    def _paint_unread(self, layout: Layout, palette: Palette, look: Look) -> Strip:
        key = (None, layout, look)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint_placeholder(layout, palette, look)
        return strip

    def _blank(self, y: int, width: int, palette: Palette) -> Strip:
        if self._empty and not len(self._window):
            lines = self._empty.split("\n")
            top = max(min((self._height - len(lines)) // 2, self._height // 3), 0)
            if 0 <= y - top < len(lines):
                style = palette.title if y == top else palette.faint
                text = fitted(lines[y - top].center(width), width)
                return Strip([Segment(text, style)], width).apply_style(palette.line)
        return self.blank(width, palette.line)

    # Keeping in step

    def _set_place(self, place: int) -> None:
        """Headings are passed over, in the direction in which the cursor goes."""
        step = 1 if place >= self._place else -1
        last = len(self._window) - 1
        self._place = max(min(place, last), 0)
        while self._window.head_at(self._place) is not None:
            if not 0 <= self._place + step <= last:
                step = -step
            self._place += step
        self._number = self._window.number_at(self._place)

    def _resized(self, *, keep_in_sight: bool) -> None:
        """The number of lines may be another."""
        self.set_extent(len(self._window))
        if keep_in_sight:
            self._keep_in_sight()
        self._want()
        self._tell(again=True)

    def _keep_in_sight(self) -> None:
        height, top = self._height, self.scroll_offset.y
        margin = min(_MARGIN, (height - 1) // 2)
        lowest = self._place - height + 1 + margin
        highest = self._place - margin
        wanted = min(max(top, lowest), highest)
        if wanted != top:
            self.scroll_to(y=max(wanted, 0), animate=False)

    def _refresh_place(self, place: int) -> None:
        self.refresh_line(place)

    def _want(self) -> None:
        if missing := self._window.wanted(self.scroll_offset.y, self._height):
            self.post_message(self.Wanted(missing))

    def ask_again(self) -> None:
        """Ask once more for rows that did not come."""
        self._window.forget_questions()
        self._want()

    def _tell(self, *, again: bool = False) -> None:
        if again or self._number != self._told:
            self._told = self._number
            self.post_message(self.Moved(self._number))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What comes into sight is asked for."""
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def on_resize(self) -> None:
        """Another size: the cursor stays in sight."""
        self.set_extent(len(self._window))
        self._keep_in_sight()
        self._want()

    def on_focus(self) -> None:
        """The cursor looks awake."""
        self._refresh_place(self._place)

    def on_blur(self) -> None:
        """The cursor looks asleep."""
        self._refresh_place(self._place)

    # The mouse

    def _place_under(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        place = None if offset is None else self.scroll_offset.y + offset.y
        return None if place is None or self._window.number_at(place) is None else place

    def on_click(self, event: events.Click) -> None:
        """A click goes there, on the sign of a fold it folds; two open; the other button asks for more."""
        place = self._place_under(event)
        if place is None or event.button not in (1, 3):
            return
        self.go_to_place(place)
        if event.button == 3:
            self.post_message(self.MenuWanted())
        elif event.chain == 2 and self._number is not None:
            self.post_message(self.Opened(self._number))
        elif self._number is not None and self._window.is_branch(self._number):
            offset = event.get_content_offset(self)
            begins = 7 + 2 * self._window.depth(self._number)
            if offset is not None and begins <= offset.x < begins + 2:
                self.toggle_fold()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the task under the pointer."""
        place = self._place_under(event)
        if event.button == 1 and place is not None:
            self._dragged = self._window.number_at(place)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the task would go."""
        if self._dragged is None or event.button != 1:
            return
        if self._over is None:
            self.capture_mouse()
        place = self._place_under(event)
        if place != self._over:
            self._over = place if place is not None else -1
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the task."""
        number, over = self._dragged, self._over
        self._dragged = self._over = None
        if over is None or number is None:
            return
        self.release_mouse()
        self.refresh()
        place = self._window.place_of(number)
        if over < 0:
            self.post_message(self.DroppedOutside(number, int(event.screen_x), int(event.screen_y)))
        elif place is not None and over != place:
            first = over if over > place else over - 1
            before, after = self._window.number_at(first), self._window.number_at(first + 1)
            self.post_message(self.Dropped(number, before, after))
