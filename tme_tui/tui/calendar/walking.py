"""Walking about in the calendar: days, periods, the items of a day, and the day that is typed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tme_tui.i18n import message
from tme_tui.language.describe import describe_day
from tme_tui.model.calendar.axis import clock_change
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import zone_named
from tme_tui.tui.calendar.leafing import Leafing
from tme_tui.tui.calendar.place import Shape

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

_RINGS = message("Reminders are shown.")
_NO_RINGS = message("Reminders are not shown.")


class Walking(Leafing):
    """The part of the tab that changes nothing but what is shown."""

    def do_calendar_left(self) -> None:
        self.go(self.place.by_days(-7 if self.place.shape is Shape.YEAR else -1))

    def do_calendar_right(self) -> None:
        self.go(self.place.by_days(7 if self.place.shape is Shape.YEAR else 1))

    def do_calendar_down(self) -> None:
        self.step(1)

    def do_calendar_up(self) -> None:
        self.step(-1)

    def step(self, rows: int) -> None:
        """A row down or up, whatever a row is."""
        place = self.place
        match place.shape:
            case Shape.WEEK | Shape.DAY:
                self.go(place.by_slots(rows, clock_change(place.day, self.zone)))
            case Shape.AGENDA:
                self.step_in_agenda(rows)
            case _:
                self.go(place.by_days(rows if place.shape is Shape.YEAR else 7 * rows))

    def step_in_agenda(self, lines: int) -> None:
        """The item below or above, on whichever day."""
        raise NotImplementedError

    def do_calendar_next(self) -> None:
        self.go(self.place.by_periods(1))

    def do_calendar_previous(self) -> None:
        self.go(self.place.by_periods(-1))

    def do_calendar_year_on(self) -> None:
        self.go(self.place.by_months(12))

    def do_calendar_year_back(self) -> None:
        self.go(self.place.by_months(-12))

    def do_calendar_today(self) -> None:
        self.go(self.place.at(self.page.now))

    def do_calendar_month(self) -> None:
        self.go(self.place._replace(shape=Shape.MONTH))

    def do_calendar_week(self) -> None:
        self.go(self.place._replace(shape=Shape.WEEK))

    def do_calendar_day(self) -> None:
        self.go(self.place._replace(shape=Shape.DAY))

    def do_calendar_agenda(self) -> None:
        self.go(self.place._replace(shape=Shape.AGENDA))

    def do_calendar_year(self) -> None:
        self.go(self.place._replace(shape=Shape.YEAR))

    def do_calendar_finer(self) -> None:
        self.go(self.place.zoomed(-1))

    def can_calendar_finer(self) -> bool:
        """Whether there are hours."""
        return self.place.shape.is_grid

    def do_calendar_coarser(self) -> None:
        self.go(self.place.zoomed(1))

    def can_calendar_coarser(self) -> bool:
        """Whether there are hours."""
        return self.place.shape.is_grid

    def do_calendar_item_next(self) -> None:
        self._next_item(1)

    def do_calendar_item_previous(self) -> None:
        self._next_item(-1)

    def _next_item(self, step: int) -> None:
        if count := len(self.here):
            self.choose((self.chosen_item + step) % count)

    def do_calendar_reminders(self) -> None:
        """Show when one is reminded, or not."""
        self.has_rings = not self.has_rings
        self.host.say(self.words.text(_RINGS if self.has_rings else _NO_RINGS))
        self.forget()

    def do_calendar_date(self) -> None:
        """Ask for a day, in the words of adding."""
        words = self.words

        def check(engine: TaskManager, text: str) -> str:
            today = engine.now().astimezone(zone_named(engine.person.zone)).date()
            return describe_day(read_day(engine, text), today, words.language)

        def then(text: str) -> None:
            if text.strip():
                self.host.inquire(partial(read_day, text=text), self._go_to_day, topic="calendar-date")

        hint = words.text("fri, 27 nov, in 3 weeks, end of month")
        self.host.ask_line(words.text("go to"), then, hint=hint, check=check)

    def _go_to_day(self, day: date) -> None:
        self.go(self.place.on(day))


def read_day(engine: TaskManager, text: str) -> date:
    """The day that a text means."""
    from tme_tui.language.dates.pages import read_page

    found = read_page(text.strip(), engine.context())
    if found is None:
        raise InvalidValue(f"{text.strip()!r} is not a date", field="date")
    return found
