"""The tab of the calendar: what it is for the screen, and where its cursor goes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from tme_tui.model.calendar.axis import ALL_DAY, Axis, axis_of, clock_change
from tme_tui.model.diary import Appearance, Role, seen_at
from tme_tui.model.task import Task
from tme_tui.tui.actions import Context
from tme_tui.tui.calendar.agenda import Line, stop_beside
from tme_tui.tui.calendar.drawing import Drawing
from tme_tui.tui.calendar.grid_plan import Slots, items_at
from tme_tui.tui.calendar.place import Place, Shape
from tme_tui.tui.calendar.reading import narrowing, wall_now
from tme_tui.tui.calendar.view import CalendarView
from tme_tui.tui.tab import Host


class CalendarTab(Drawing):
    """Days with all that stands on them."""

    name: ClassVar[str] = "calendar"
    context: ClassVar[Context] = Context.CALENDAR

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._anchor: Place | None = None
        """Where selecting slots began."""

    # What a tab is

    @property
    def is_settled(self) -> bool:
        """Whether what was asked is answered, and no key is under way."""
        return super().is_settled and not self.held_keys.is_busy

    @property
    def widget(self) -> CalendarView:
        """The calendar."""
        return self._view

    @property
    def number(self) -> int | None:
        """The task or event under the cursor, which may be that of the drawer."""
        if self.drawer is not None and self.drawer.has_keys:
            return None if self.drawer.chosen is None else self.drawer.chosen.number
        one = self.meant
        return None if one is None else one.entry.number

    @property
    def here(self) -> tuple[Appearance, ...]:
        """What stands where the cursor is."""
        place, known = self._place, self.page.day(self._place.day)
        if not place.shape.is_grid:
            return known.items
        return items_at(known, place.day, place.minute, self._axis(), again=place.again)

    def _axis(self) -> Axis:
        first, after = self._place.days(self.page.first_weekday)
        days = [first + timedelta(days=number) for number in range((after - first).days)]
        return axis_of(self._place.zoom, [clock_change(day, self.zone) for day in days])

    @property
    def selected(self) -> Slots | None:
        """The slots that are selected, from where that began to the cursor."""
        anchor, place = self._anchor, self._place
        if anchor is None or anchor.day != place.day or ALL_DAY in (anchor.minute, place.minute):
            return None
        change = clock_change(place.day, self.zone)
        axis = axis_of(place.zoom, (change,))
        at = sorted(axis.row_at(each.minute, again=each.again) for each in (anchor, place))
        begin, end = (axis.rows[each] for each in at)
        after = end.minute + end.length
        twice = (0, 0) if change is None or change.shift > 0 else change.doubled
        return Slots(place.day, begin.minute, after, begin.again, end.again and after < twice[1], twice)

    def do_calendar_select(self) -> None:
        """Begin to select slots, or let go of them."""
        self._anchor = None if self._anchor is not None else self._place
        self.repaint()

    def can_calendar_select(self) -> bool:
        """Whether there are slots."""
        return self._place.shape.is_grid

    def unmark_all(self) -> bool:
        """Let go of what is selected."""
        held, self._anchor = self._anchor, None
        if held is not None:
            self.repaint()
        return held is not None or super().unmark_all()

    def select(self, first: Place | None, last: Place) -> None:
        """Select slots from one place to another."""
        self._anchor = first
        self._place, self._chosen = last, 0
        self.repaint()

    def follow(self, place: Place, number: int) -> None:
        """Put the cursor where an item goes, and on it as soon as it is there."""
        self.go(place)
        self._anchor = None
        self._wish_number = number

    def opened(self) -> None:
        """It is shown now."""
        if self._place.day == date.min:
            self.host.inquire(lambda engine: wall_now(engine, self.zone), self.begin, topic="calendar-now")
            self._asked = {"calendar-now": frozenset()}
        elif self._is_outdated or narrowing(self.host.question) != self._narrowed:
            self.forget()
        else:
            self.minute_passed()
            self._read()

    def begin(self, now: datetime) -> None:
        """The present day is known: show it."""
        self._now, self._asked = now, {}
        if self._place.day == date.min:
            self._place = self._place.on(now.date())
        self._read()

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task, now or as soon as the days around it are read.

        What is not on the days that are shown is looked for. The tab is opened at the present day all the
        same, wherever the cursor of the list was.
        """
        if not self._weeks or self.brings_something:
            return False
        if self._asked:
            self._wish_number = number
        elif not self.find(number):
            self.host.inquire(lambda engine: engine.get_task(number), self._go_to_task, topic="calendar-task")
        return True

    def _go_to_task(self, task: Task) -> None:
        moment = task.starts or task.due
        if moment is None:
            self.host.say(self.words.text("#{number} has no date", number=task.id))
            return
        day = seen_at(moment, None, self.zone)[0].date()
        self.go(self._place.on(day))
        self._wish_number = int(task.id)
        if not self._asked and self.find(self._wish_number):
            self._wish_number = None

    def find(self, number: int) -> bool:
        """Put the cursor where a task stands, on the day of the cursor or the next one after it."""
        here = self.here
        for at in sorted(range(len(here)), key=lambda each: here[each].role is Role.REMINDER):
            if here[at].entry.number == number:
                self.choose(at)
                return True
        first, after = self._place.days(self.page.first_weekday)
        days = [first + timedelta(days=each) for each in range((after - first).days)]
        for day in sorted(days, key=lambda each: (each < self._place.day, each)):
            for one in self.page.day(day).items:
                if one.entry.number == number and one.role is not Role.REMINDER:
                    self._place = self._place.on(day)
                    self.put_on(one)
                    self.choose(self.here.index(one))
                    return True
        return False

    def put_on(self, one: Appearance) -> None:
        """Put the cursor of a time grid on the slot where an item begins."""
        day = self._place.day
        if self._place.shape.is_grid:
            begin = one.begin if one.begin.date() == day else datetime.combine(day, time())
            place = self._place.at(begin)
            self._place = place._replace(minute=ALL_DAY, again=False) if one.all_day else place

    def state(self) -> dict[str, Any]:
        """How it is drawn."""
        return {"shape": self._place.shape.value, "reminders": self.has_rings}

    def restore(self, state: dict[str, Any]) -> None:
        """As it was drawn last; always at the present day."""
        self.has_rings = state.get("reminders") is not False
        if state.get("shape") in {each.value for each in Shape}:
            self._place = self._place._replace(shape=Shape(state["shape"]))

    def step_in_agenda(self, lines: int) -> None:
        """The item below or above, on whichever day; beyond what is known, the next month."""
        place = self._place
        here = Line(place.day, self._chosen if self.here else None)
        stop = stop_beside(self.page, here, lines, *place.days(0))
        if stop is None:
            self.go(place.by_months(1 if lines > 0 else -1))
            return
        self.go(place.on(stop.day))
        self.choose(stop.at or 0)
