"""The list of tasks: draws the lines in sight, knows the order of all, asks for rows a little ahead.

It is fed by `show` (another question), `reorder` (the same question, another answer) and `put` (rows), and
says by messages where the cursor is, which rows it lacks and what was opened. The cursor is on a task, not on
a line: whatever comes and goes above it, it stays there. Its rooms are in `tasks`, each on top of the one
before: lines, drawing, moving, marking, folding, dragging.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from tme_tui.tui.tasks.arranging import Arranged
from tme_tui.tui.tasks.dragging import Dragging
from tme_tui.tui.tasks.foreseeing import Foreseen
from tme_tui.tui.tasks.rows import Row


class TaskList(Dragging):
    """A list over any number of tasks."""

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

    def foresee(self, numbers: Sequence[int], foreseen: Foreseen) -> None:
        """Show what these will look like, until they are read again; all of them have to be known."""
        rows = [row for number in numbers if (row := self._window.row(number)) is not None]
        if rows and len(rows) == len(numbers) and self._window.put(foreseen(rows)):
            self.refresh()

    def say_empty(self, text: str) -> None:
        """What to say while there is nothing to show."""
        self._empty = text
        self.refresh()
