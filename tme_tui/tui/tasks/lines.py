"""What the list of tasks knows and says: its lines, where the cursor is, what is marked, and its messages."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from tme_tui.tui.look.line_view import LineView
from tme_tui.tui.tasks.columns import ALL, Column
from tme_tui.tui.tasks.rows import Row
from tme_tui.tui.tasks.window import Window


class Lines(LineView, can_focus=True, inherit_bindings=False):
    """A list over any number of tasks, before it can be seen."""

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

    class HeldOutside(Message):
        """A task is being dragged outside the list, or back, and is now at a place on the screen."""

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
        self._empty = ""
        self._go_to_end = False
        self._mark_whole = False
        """Whether all is to be marked once all is known."""
        self._whole = True
        self._columns: tuple[Column, ...] = ALL

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

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height, 1)
