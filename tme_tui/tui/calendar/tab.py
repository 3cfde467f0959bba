"""The tab of the calendar: which days are read, what is drawn, and where the cursor is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from textual.content import Content
from textual.geometry import Offset
from textual.strip import Strip

from tme_tui.language.describe import describe_day
from tme_tui.model.diary import Appearance, seen_at
from tme_tui.model.repeating import Repeating
from tme_tui.model.task import Task
from tme_tui.tui.actions import Context
from tme_tui.tui.bridge import Changes
from tme_tui.tui.calendar.agenda import AgendaPainter, Line, lines_around, stops
from tme_tui.tui.calendar.axis import ALL_DAY, Axis, axis_of, clock_change
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.finding import Finding
from tme_tui.tui.calendar.grid import (
    Ghost,
    Grid,
    GridLook,
    GridPainter,
    Slots,
    columns_of,
    grid_of,
    item_under,
    items_at,
)
from tme_tui.tui.calendar.month import Look, MonthPainter, item_in_cell, rows_of
from tme_tui.tui.calendar.page import Month, Page
from tme_tui.tui.calendar.place import Place, Shape, months_of, week_number, week_of
from tme_tui.tui.calendar.reading import Answer, Wish, narrowing, read_months, read_year, wall_now
from tme_tui.tui.calendar.view import CalendarView
from tme_tui.tui.calendar.year import Year, YearPainter, map_of
from tme_tui.tui.form.month import MONTHS
from tme_tui.tui.planning.lines import Wall
from tme_tui.tui.tab import Host
from tme_tui.tui.work import Urgency

_KEPT_MONTHS = 30


class CalendarTab(Finding):
    """Days with all that stands on them."""

    name: ClassVar[str] = "calendar"
    context: ClassVar[Context] = Context.CALENDAR

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        habits = host.setup.calendar
        self._view = CalendarView(
            self._paint, clicked=self.clicked, dragged=self.dragged, turned=self.turned, id="calendar"
        )
        self._place = Place(Shape.MONTH, date.min, habits.first_hour * 60, habits.slot)
        self._chosen = 0
        self._months: dict[tuple[int, int], Month] = {}
        self._now = datetime.min  # noqa: DTZ901 - a wall time, until the first answer
        self._version = self._stale = 0
        """How often what is drawn changed, and how often what was read went out of date."""
        self._repeating: Repeating | None = None
        self._asked: frozenset[tuple[int, int]] = frozenset()
        self._wish_number: int | None = None
        self._anchor: Place | None = None
        self._zone_at = 0
        self._top = habits.first_hour * 60 // habits.slot
        self._me = ""
        self._years: dict[int, Year] = {}
        self._ghost: Ghost | None = None
        """What is being dragged."""
        self._month_painter = MonthPainter(self.words)
        self._grid_painter = GridPainter(self.words)
        self._agenda_painter = AgendaPainter(self.words)
        self._year_painter = YearPainter(self.words)

    # What a tab is

    @property
    def widget(self) -> CalendarView:
        """The calendar."""
        return self._view

    @property
    def number(self) -> int | None:
        """The task or event under the cursor."""
        one = self.item
        return None if one is None else one.entry.number

    @property
    def item(self) -> Appearance | None:
        """What the cursor is on."""
        here = self.here
        return here[min(self._chosen, len(here) - 1)] if here else None

    @property
    def here(self) -> tuple[Appearance, ...]:
        """What stands where the cursor is."""
        place, known = self._place, self.page.day(self._place.day)
        if not place.shape.is_grid:
            return known.items
        return items_at(known, place.day, place.minute, self._axis())

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
        begin, end = sorted((anchor.minute, place.minute))
        return Slots(place.day, begin, end + place.zoom)

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

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw where something would go."""
        self._ghost = ghost
        self.repaint()

    def show_proposed(self, walls: tuple[Wall, ...], here: Wall | None) -> None:
        """Draw what is proposed in the grid, and go to the block `here`."""
        self.ghosts = tuple(Ghost(*wall) for wall in walls)
        if here is not None and self._place.shape.is_grid:
            minutes = here.begin.hour * 60 + here.begin.minute
            self.go(
                self._place.on(here.begin.date())._replace(
                    minute=minutes // self._place.zoom * self._place.zoom
                )
            )
        self.repaint()

    def end_under(self, offset: Offset) -> bool:
        """Whether the last row of a block is drawn there."""
        if not self._place.shape.is_grid:
            return False
        grid, look = self._grid(self._view.columns, self._view.rows), self._grid_look()
        one = item_under(grid, look, offset.x, offset.y)
        return one is not None and item_under(grid, look, offset.x, offset.y + 1) != one

    def do_calendar_zone(self) -> None:
        """Put the hours of the next other zone beside one's own; after the last, none."""
        zones = self.host.setup.calendar.zones
        self._zone_at = (self._zone_at + 1) % (len(zones) + 1)
        if not zones:
            self.host.say(self.words.text("The setting calendar.zones names the zones to show."))
        self.repaint()

    @property
    def is_settled(self) -> bool:
        """Whether what was asked is answered."""
        return not self._asked

    @property
    def place(self) -> Place:
        """Where the cursor is."""
        return self._place

    @property
    def page(self) -> Page:
        """What is known."""
        first = self.host.setup.calendar.first_weekday
        return Page(self._months, self._now, first, self._version, self.people, self._me)

    @property
    def chosen_item(self) -> int:
        """Which of the items that stand there the cursor is on."""
        return self._chosen

    @property
    def zone(self) -> str:
        """The zone whose hours count."""
        return self.host.setup.zone

    def opened(self) -> None:
        """It is shown now."""
        if self._place.day == date.min:
            self.host.inquire(lambda engine: wall_now(engine, self.zone), self._begin, topic="calendar-now")
            self._asked = frozenset({(0, 0)})
        else:
            self.forget()

    def _begin(self, now: datetime) -> None:
        self._now, self._asked = now, frozenset()
        if self._place.day == date.min:
            self._place = self._place.on(now.date())
        self._read()

    def question_changed(self) -> None:
        """Other tasks are looked at."""
        self.forget()

    def changed(self, event: Changes) -> None:
        """Something was committed; series are read anew only when one may be among it."""
        touched = set().union(*(each.touched for each in event.events))
        known = self._repeating
        plain = touched <= {"tasks", "task_tags", "dependencies", "reminders"}
        if known is not None and plain and not any(number in known for number in event.numbers):
            self._forget_if_series(event.numbers, known)
        else:
            self._repeating = None
            self.forget()

    def _forget_if_series(self, numbers: frozenset[int], known: Repeating) -> None:
        def recur(engine: Any) -> bool:
            found = engine.tasks_numbered(list(numbers)).values()
            return any(task.recurrence is not None for task in found)

        def told(some: bool) -> None:
            if some and self._repeating is known:
                self._repeating = None
            self.forget()

        self.host.inquire(recur, told)

    def forget(self) -> None:
        """What was read is out of date: it is shown until the new is there."""
        self._version += 1
        self._stale += 1
        self._asked = frozenset()
        self._years.clear()
        self._months = {key: month for key, month in self._months.items() if key in self._needed()}
        self._read(again=True)

    def minute_passed(self) -> None:
        """It is later now, and maybe another day."""
        self.host.inquire(lambda engine: wall_now(engine, self.zone), self._later, topic="calendar-now")

    def _later(self, now: datetime) -> None:
        self._now = now
        self._version += 1
        self.repaint()

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task, now or as soon as the days around it are read.

        What is not on the days that are shown is looked for. The tab is opened at the present day all the
        same, wherever the cursor of the list was.
        """
        if not self._months:
            return False
        if self._asked:
            self._wish_number = number
        elif not self._find(number):
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
        if not self._asked and self._find(self._wish_number):
            self._wish_number = None

    def _find(self, number: int) -> bool:
        """Put the cursor where a task stands, on the day of the cursor or the next one after it."""
        for at, one in enumerate(self.here):
            if one.entry.number == number:
                self.choose(at)
                return True
        first, after = self._place.days(self.page.first_weekday)
        days = [first + timedelta(days=each) for each in range((after - first).days)]
        for day in sorted(days, key=lambda each: (each < self._place.day, each)):
            for one in self.page.day(day).items:
                if one.entry.number == number:
                    self._place = self._place.on(day)
                    self.put_on(one)
                    self.choose(self.here.index(one))
                    return True
        return False

    def put_on(self, one: Appearance) -> None:
        """Put the cursor of a time grid on the slot where an item begins."""
        day, zoom = self._place.day, self._place.zoom
        if self._place.shape.is_grid:
            minute = one.begin.hour * 60 + one.begin.minute if one.begin.date() == day else 0
            self._place = self._place._replace(minute=ALL_DAY if one.all_day else minute // zoom * zoom)

    def state(self) -> dict[str, Any]:
        """How it is drawn."""
        return {"shape": self._place.shape.value}

    def restore(self, state: dict[str, Any]) -> None:
        """As it was drawn last; always at the present day."""
        if state.get("shape") in {each.value for each in Shape}:
            self._place = self._place._replace(shape=Shape(state["shape"]))

    # Where the cursor is

    def go(self, place: Place) -> None:
        """Put the cursor there; days that are not known are asked for."""
        if place == self._place:
            return
        self._place, self._chosen = place, 0
        self._wish_number = None
        self._read()
        self.repaint()
        self.host.ask_card()

    def choose(self, at: int) -> None:
        """Put the cursor on one of the items that stand there."""
        self._chosen = at
        self.repaint()
        self.host.ask_card()

    def repaint(self) -> None:
        """Draw everything again, and say above what it is."""
        self._view.repaint()
        self._title()

    # Asking

    def _needed(self) -> list[tuple[int, int]]:
        return months_of(*self._place.days(self.page.first_weekday))

    def _read(self, *, again: bool = False) -> None:
        """Ask for what is missing, then for what may be looked at next."""
        needed = self._needed()
        missing = [month for month in needed if again or month not in self._months]
        if self._place.shape is Shape.YEAR and (again or self._place.day.year not in self._years):
            self._ask_year(self._place.day.year)
        if missing and not set(missing) <= self._asked:
            self._ask(missing, Urgency.PAGE, "calendar")
        elif not missing and not self._asked:
            self._read_ahead()

    def _ask_year(self, year: int) -> None:
        wish = self._wish(())
        known, version = self._repeating, self._stale

        def show(found: Year) -> None:
            if version == self._stale:
                self._years[year] = found
                self.repaint()

        self.host.inquire(lambda engine: read_year(engine, year, wish, known), show, topic="calendar-year")

    def _wish(self, months: Sequence[tuple[int, int]]) -> Wish:
        question, people = narrowing(self.host.question), frozenset(self.people)
        return Wish(tuple(months), self.zone, question, people, self._stale)

    def _read_ahead(self) -> None:
        place = self._place
        months = [
            month
            for step in (1, -1)
            for month in months_of(*place.by_periods(step).days(self.page.first_weekday))
            if month not in self._months
        ]
        if months:
            self._ask(list(dict.fromkeys(months)), Urgency.ORDER, "calendar-ahead")

    def _ask(self, months: Sequence[tuple[int, int]], urgency: Urgency, topic: str) -> None:
        wish = self._wish(months)
        self._asked |= set(months)
        known = self._repeating

        def read(engine: Any) -> Answer:
            try:
                return read_months(engine, wish, known)
            except Exception:
                self._asked = frozenset()
                raise

        self.host.inquire(read, self._show, urgency, topic)

    def _show(self, answer: Answer) -> None:
        self._asked -= set(answer.wish.months)
        if answer.wish.version != self._stale:
            return
        if self._repeating is None:
            self._repeating = answer.repeating
        kept = self._item_key
        self._months |= answer.months
        while len(self._months) > _KEPT_MONTHS:
            del self._months[next(iter(self._months))]
        self._now, self._me = answer.now, answer.me
        self._version += 1
        self._choose_again(kept)
        if self._wish_number is not None:
            self._find(self._wish_number)
            self._wish_number = None
        self.repaint()
        self.host.ask_card()
        self._read()

    @property
    def _item_key(self) -> tuple[int, str, str] | None:
        one = self.item
        return None if one is None else one.key

    def _choose_again(self, key: tuple[int, str, str] | None) -> None:
        """The cursor stays on its item, wherever others come or go above it."""
        for at, one in enumerate(self.here):
            if one.key == key:
                self._chosen = at
                return
        self._chosen = max(min(self._chosen, len(self.here) - 1), 0)

    # Drawing

    def _paint(self, width: int, height: int, colours: Colours) -> Sequence[Strip]:
        if self._place.day == date.min:
            return []
        if self._place.shape.is_grid:
            grid = self._grid(width, height)
            self._top = grid.top
            return self._grid_painter.paint(self.page, grid, self._grid_look(), colours)
        look = Look(self._place, self._chosen, self._view.has_focus)
        if self._place.shape is Shape.AGENDA:
            lines = lines_around(self.page, look, height, *self._place.days(0))
            return self._agenda_painter.paint(self.page, look, lines, width, height, colours)
        if self._place.shape is Shape.YEAR:
            year = self._years.get(self._place.day.year)
            return self._year_painter.paint(year, look, self.page, (width, height), colours)
        return self._month_painter.paint(self.page, look, width, height, colours)

    def _grid_look(self) -> GridLook:
        zones = self.host.setup.calendar.zones
        beside = zones[self._zone_at - 1 : self._zone_at] if self._zone_at else ()
        return GridLook(
            self._place,
            self._item_key,
            self._chosen,
            self._view.has_focus,
            self.selected,
            (self.zone, *beside),
        )

    def _grid(self, width: int, height: int) -> Grid:
        page = self.page
        ghosts = self.ghosts if self._ghost is None else (*self.ghosts, self._ghost)
        columns = columns_of(page, *self._place.days(page.first_weekday), ghosts)
        return grid_of(page, columns, self._grid_look(), width, height, self._top)

    def under(self, offset: Offset) -> tuple[Place, Appearance | None] | None:
        """The place that is drawn there, and the item."""
        place, width, height = self._place, self._view.columns, self._view.rows
        if place.shape.is_grid:
            grid = self._grid(width, height)
            spot = grid.spot(offset.x, offset.y)
            if spot is None:
                return None
            one = item_under(grid, self._grid_look(), offset.x, offset.y)
            return place.on(spot[0])._replace(minute=spot[1]), one
        if place.shape is Shape.AGENDA:
            look = Look(place, self._chosen)
            lines = lines_around(self.page, look, height, *place.days(0))
            if not 0 <= offset.y < len(lines):
                return None
            day, at = lines[offset.y]
            return place.on(day), None if at is None else self.page.day(day).items[at]
        if place.shape is Shape.YEAR:
            seen = map_of(place.day.year, self.page.first_weekday, width).day_at(offset.x, offset.y)
            return None if seen is None else (place.on(seen), None)
        found = rows_of(place, self.page.first_weekday, width, height).day_at(offset.x, offset.y)
        if found is None:
            return None
        day, line, high = found
        chosen = self._chosen if day == place.day else 0
        return place.on(day), item_in_cell(self.page.day(day).items, line, high, chosen)

    def step_in_agenda(self, lines: int) -> None:
        """The item below or above, on whichever day; beyond what is known, the next month."""
        place = self._place
        found = stops(self.page, *place.days(0), keep=place.day)
        here = Line(place.day, self._chosen if self.here else None)
        at = found.index(here) + lines if here in found else 0
        if not 0 <= at < len(found):
            self.go(place.by_months(1 if lines > 0 else -1))
            return
        self.go(place.on(found[at].day))
        self.choose(found[at].at or 0)

    def turned(self, step: int) -> None:
        """The wheel was turned."""
        self.step(step)

    def _title(self) -> None:
        words, day = self.words, self._place.day
        title = f"{words.text(MONTHS[day.month - 1])} {day.year}"
        if self._place.shape is Shape.WEEK:
            week = week_number(week_of(day, self.page.first_weekday))
            title = f"{title} · {words.text('week {n}', n=week)}"
        elif self._place.shape is Shape.YEAR:
            title = str(day.year)
        elif self._place.shape is Shape.DAY:
            title = describe_day(day, date.min, words.language)
        said = []
        if self.host.question.filter:
            said.append(f"{words.text('filter')}: {self.host.question.filter}")
        said += [f"@{login}" for login in self.people]
        known = self.page.day(day)
        said.append(words.plural("{n} item", "{n} items", len(known.items)))
        titles = (title, " · ".join(said))
        if titles != self._titles:
            self._titles = titles
            self._view.border_title, self._view.border_subtitle = map(Content, titles)

    _titles = ("", "")
