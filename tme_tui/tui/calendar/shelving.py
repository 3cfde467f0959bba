"""The drawer in use: tasks are taken out of it and put into the calendar, by keys and by the mouse."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.geometry import Offset

from tme_tui.model.calendar.axis import ALL_DAY
from tme_tui.tui.calendar.drawer import (
    ONE_COLUMN,
    SEVEN_COLUMNS,
    Drawer,
    Waiting,
    read_waiting,
    waiting_query,
    width_of,
)
from tme_tui.tui.calendar.finding import Finding
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.place import Place, Shape
from tme_tui.tui.calendar.reading import narrowing, wall_now
from tme_tui.tui.look.cells import harmless

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

_MORNING = 9 * 60


class Shelving(Finding):
    """The part of the tab with tasks that wait to be planned."""

    drawer: Drawer | None = None
    """None while it is closed."""
    _carried: Waiting | None = None
    """A task that was taken out and follows the cursor."""
    _dragged_task: Waiting | None = None

    @property
    def columns(self) -> int:
        """So many cells the whole view has."""
        raise NotImplementedError

    @property
    def rows(self) -> int:
        """So many rows it has."""
        raise NotImplementedError

    @property
    def drawer_width(self) -> int:
        """So many cells at the right are the drawer's; none while it is closed or hidden by the calendar."""
        if self.drawer is None:
            return 0
        is_wide = self.place.shape in (Shape.WEEK, Shape.MONTH)
        width = width_of(self.columns, SEVEN_COLUMNS if is_wide else ONE_COLUMN)
        return 0 if width == self.columns and not self.drawer.has_keys else width

    @property
    def _has_keys(self) -> bool:
        return self.drawer is not None and self.drawer.has_keys

    # Opening and reading

    def do_calendar_drawer(self) -> None:
        """Open the drawer, give it the keys, or close it."""
        if self.drawer is None:
            self.drawer = Drawer(has_keys=True)
            self._ask_drawer()
        elif not self.drawer.has_keys:
            self._give_keys()
        else:
            self.drawer = None
        self.repaint()
        self.host.ask_card()

    def forget(self) -> None:
        """What was read is out of date, here too."""
        super().forget()
        if self.drawer is not None:
            self._ask_drawer()

    def _ask_drawer(self) -> None:
        if self.drawer is None:
            return
        narrowed, text = narrowing(self.host.question), self.drawer.filter

        def read(engine: TaskManager) -> tuple[Waiting, ...]:
            return read_waiting(engine, narrowed, text, wall_now(engine, self.zone).date())

        self.host.inquire(read, self._show_drawer, topic="calendar-drawer")

    def _show_drawer(self, tasks: tuple[Waiting, ...]) -> None:
        if self.drawer is not None:
            self.drawer = self.drawer._replace(tasks=tasks).by(0)
            self.repaint()
            self.host.ask_card()

    def _give_keys(self, *, at: int | None = None) -> None:
        if self.drawer is not None:
            self.drawer = self.drawer._replace(has_keys=True, at=self.drawer.at if at is None else at)

    def _take_keys(self) -> None:
        if self.drawer is not None:
            self.drawer = self.drawer._replace(has_keys=False)
            self.repaint()
            self.host.ask_card()

    def do_filter(self) -> None:
        """Narrow the drawer while it has the keys, else all that is looked at."""
        if self.drawer is None or not self.drawer.has_keys:
            self.host.do_filter()
            return
        narrowed, text = narrowing(self.host.question), self.drawer.filter

        def then(said: str) -> None:
            if self.drawer is not None:
                self.drawer = self.drawer._replace(filter=said.strip(), at=0)
                self._ask_drawer()

        def check(engine: TaskManager, said: str) -> str:
            count = engine.count(waiting_query(engine, narrowed, said))
            return self.words.plural("{n} task", "{n} tasks", count)

        self.host.ask_line(self.words.text("filter of what is to be planned"), then, text=text, check=check)

    # By keys

    def step(self, rows: int) -> None:
        """A row down or up, in the drawer while it has the keys."""
        if self.drawer is not None and self.drawer.has_keys:
            self.drawer = self.drawer.by(rows)
            self.repaint()
            self.host.ask_card()
        else:
            super().step(rows)

    def do_calendar_left(self) -> None:
        if self._has_keys:
            self._take_keys()
        else:
            super().do_calendar_left()

    def do_calendar_right(self) -> None:
        if not self._has_keys:
            super().do_calendar_right()

    def do_edit_form(self) -> None:
        """Open the item; in the drawer, take the task out; a task that was taken out is put down."""
        if self._carried is not None:
            self.do_calendar_put()
        elif self.drawer is not None and self.drawer.has_keys:
            self._carried = self.drawer.chosen
            if self._carried is not None:
                self._take_keys()
                self._say_carried(self._carried)
        else:
            super().do_edit_form()

    def _say_carried(self, task: Waiting) -> None:
        said = self.words.text(
            "Choose its time for “{title}”: Enter puts it there, Esc back.", title=harmless(task.title[:60])
        )
        self.host.say(said)
        self._draw_carried()

    def go(self, place: Place) -> None:
        """Put the cursor there, with what is carried."""
        super().go(place)
        if self._carried is not None:
            self._draw_carried()

    def _draw_carried(self) -> None:
        if self._carried is not None:
            self.show_ghost(self._ghost_of(self._carried, self.place))

    def do_calendar_put(self) -> None:
        task, self._carried = self._carried, None
        if task is None:
            super().do_calendar_put()
            return
        self.show_ghost(None)
        self._plan(task, self.place)

    def can_calendar_put(self) -> bool:
        """Whether something is picked up."""
        return self._carried is not None or super().can_calendar_put()

    def do_calendar_plan(self) -> None:
        """Plan a task here: the one that is chosen in the drawer, so that the next follows it, or any."""
        drawer = self.drawer
        if drawer is None or not drawer.has_keys:
            super().do_calendar_plan()
        elif (task := drawer.chosen) is not None:
            begin, before = self._begin_at(self.place), self.place
            self._plan(task, before, follow=False)
            if before.shape.is_grid and before.minute != ALL_DAY:
                after = begin + task.length
                self.go(before.at(after))

    def go_back(self) -> bool:
        """Put back what is carried, or leave the drawer."""
        if self._carried is not None:
            self._carried = None
            self.show_ghost(None)
            self._give_keys()
            self.repaint()
            self.host.ask_card()
            return True
        if self._has_keys:
            self._take_keys()
            return True
        return super().go_back()

    # By the mouse

    def _task_under(self, offset: Offset) -> tuple[bool, int | None]:
        """Whether it is in the drawer, and which of its tasks."""
        if self.drawer is None or offset.x < self.columns - self.drawer_width:
            return False, None
        return True, self.drawer.row_at(offset.y, self.rows)

    def clicked(self, offset: Offset, twice: bool) -> None:
        """A click goes there; two open what stands there."""
        inside, at = self._task_under(offset)
        if self.drawer is not None and inside:
            self._give_keys(at=at)
            self.repaint()
            self.host.ask_card()
            if twice and at is not None:
                self.host.open_clicked(self.drawer.tasks[at].number)
            return
        if self._has_keys:
            self._take_keys()
        super().clicked(offset, twice)

    def turned(self, rows: int, offset: Offset | None) -> None:
        """The wheel goes on where the pointer is."""
        inside = offset is not None and self._task_under(offset)[0]
        if self.drawer is not None and inside is not self._has_keys:
            self.drawer = self.drawer._replace(has_keys=bool(inside))
        self.step(rows)

    def dragged(self, held: Offset, over: Offset, done: bool) -> None:
        """A task goes from the drawer to a slot or a day; all else as in the calendar."""
        inside, at = self._task_under(held)
        if self.drawer is None or not inside:
            super().dragged(held, over, done)
            return
        if self._dragged_task is None and at is not None:
            self._dragged_task = self.drawer.tasks[at]
            self.drawer = self.drawer._replace(at=at)
        task = self._dragged_task
        goal = None if self._task_under(over)[0] else self.under(over)
        if done:
            self._dragged_task = None
        if task is None or goal is None or done:
            self.show_ghost(None)
        else:
            self.show_ghost(self._ghost_of(task, goal[0]))
        if done and task is not None and goal is not None:
            self._take_keys()
            self._plan(task, goal[0])

    # Where it goes

    def _begin_at(self, place: Place) -> datetime:
        """When a task begins that is put there; on a day, with its first hour of work."""
        if place.shape.is_grid:
            return place.wall()
        work = self.page.day(place.day).work
        return place._replace(minute=work[0][0] if work else _MORNING, again=False).wall()

    def _ghost_of(self, task: Waiting, place: Place) -> Ghost:
        begin = self._begin_at(place)
        late = task.due is not None and (begin + task.length).date() > task.due
        return Ghost(begin, begin + task.length, harmless(task.title[:200]), late)

    def _plan(self, task: Waiting, place: Place, *, follow: bool = True) -> None:
        whole = place.shape.is_grid and place.minute == ALL_DAY
        self.plan_at(task.number, place, self._begin_at(place), None if whole else task.length, follow=follow)
