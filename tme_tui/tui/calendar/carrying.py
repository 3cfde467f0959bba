"""A task that the mouse brings from the list, over the name of the calendar, to be planned here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from tme_tui.tui.calendar.drawer import Waiting, read_held
from tme_tui.tui.calendar.reading import wall_now
from tme_tui.tui.calendar.shelving import Shelving
from tme_tui.tui.calendar.view import CalendarView

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


class Carrying(Shelving):
    """What is brought follows the pointer; let go elsewhere, it waits for a time chosen by keys."""

    _awaited = False
    """Whether the mouse holds a task that has not been read yet."""

    @property
    def widget(self) -> CalendarView:
        """The calendar, which has the mouse."""
        raise NotImplementedError

    @property
    def brings_something(self) -> bool:
        """Whether the cursor is on its way with a task."""
        return self._awaited or self._carried is not None

    def carry(self, number: int) -> None:
        """The mouse comes from the list and holds a task."""
        self.widget.take_over()
        self._awaited = True

        def read(engine: TaskManager) -> Waiting | None:
            return read_held(engine, number, wall_now(engine, self.zone).date())

        def taken(task: Waiting | None) -> None:
            self._awaited = False
            if task is None:
                said = self.words.text("#{number} repeats or is done: it is not planned so.", number=number)
                self.host.say(said)
                return
            self._carried = task
            self._say_carried(task)

        self.host.inquire(read, taken, topic="calendar-carried")

    def dragged(self, held: Offset, over: Offset, done: bool) -> None:
        """What is brought goes with the pointer; all else as in the calendar."""
        if not self.brings_something:
            super().dragged(held, over, done)
            return
        task = self._carried
        goal = None if task is None or self._task_under(over)[0] else self.under(over)
        if task is None or goal is None:
            return
        if not done:
            self.show_ghost(self._ghost_of(task, goal[0]))
            return
        self._carried = None
        self.show_ghost(None)
        self._plan(task, goal[0])
