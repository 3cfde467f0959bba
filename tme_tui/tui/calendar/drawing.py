"""Drawing the tab: the painter of each shape, and what stands where in its picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.geometry import Offset
from textual.strip import Strip

from tme_tui.language.describe import describe_day
from tme_tui.language.describe.calendar_names import MONTHS
from tme_tui.model.calendar.days import week_number, week_of
from tme_tui.model.diary import Appearance, Role
from tme_tui.tui.calendar.agenda import AgendaPainter, Line, lines_around
from tme_tui.tui.calendar.carrying import Carrying
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.drawer import drawer_lines
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.grid import GridPainter
from tme_tui.tui.calendar.grid_plan import Grid, GridLook, columns_of, grid_of, item_under
from tme_tui.tui.calendar.held_keys import HeldKeys
from tme_tui.tui.calendar.hours import gutter_of, shown_apart
from tme_tui.tui.calendar.month import Look, MonthPainter, item_in_cell, rows_of
from tme_tui.tui.calendar.place import Place, Shape
from tme_tui.tui.calendar.view import CalendarView
from tme_tui.tui.calendar.year import YearPainter, map_of
from tme_tui.tui.planning.lines import Wall
from tme_tui.tui.tab import Host


class Drawing(Carrying):
    """The part of the tab that has pictures."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._view = CalendarView(
            self._paint, clicked=self.clicked, dragged=self.dragged, turned=self.turned, id="calendar"
        )
        self.held_keys = HeldKeys(self._view)
        self._zone_at = 0
        self._top = self._place.minute // self._place.zoom
        self._ghost: Ghost | None = None
        """What is being dragged."""
        self._month = MonthPainter(self.words)
        self._hours = GridPainter(self.words)
        self._agenda = AgendaPainter(self.words)
        self._year = YearPainter(self.words)
        self._titles = ("", "")

    def show_proposed(self, walls: tuple[Wall, ...], here: Wall | None) -> None:
        """Draw what is proposed in the grid, and go to the block `here`."""
        self.ghosts = tuple(Ghost(*wall) for wall in walls)
        if here is not None and self._place.shape.is_grid:
            self.go(self.place_of(here.begin, all_day=False))
        self.repaint()

    @property
    def columns(self) -> int:
        """So many cells the whole view has."""
        return self._view.columns

    @property
    def rows(self) -> int:
        """So many rows it has."""
        return self._view.rows

    def _paint(self, width: int, height: int, colours: Colours) -> Sequence[Strip]:
        """The calendar, and the drawer at its right."""
        if self._place.day == date.min:
            return []
        drawn = self.drawer_width
        lines = self._paint_calendar(width - drawn, height, colours) if drawn < width else ()
        if self.drawer is None or not drawn:
            return lines
        drawer = self.drawer._replace(has_keys=self.drawer.has_keys and self._view.has_focus)
        today, is_beside = self.page.today, bool(lines)
        beside = drawer_lines(drawer, drawn, height, today, self.words, colours, beside=is_beside)
        if not lines:
            return [Strip(line) for line in beside]
        return [
            Strip([*line.adjust_cell_length(width - drawn, colours.line), *part])
            for line, part in zip(lines, beside, strict=False)
        ]

    def _paint_calendar(self, width: int, height: int, colours: Colours) -> Sequence[Strip]:
        if self._place.shape.is_grid:
            grid = self._grid(width, height)
            self._top = grid.top
            return self._hours.paint(self.page, grid, self._grid_look(), colours)
        look = Look(self._place, self._chosen, self._is_awake, self._ghost)
        if self._place.shape is Shape.AGENDA:
            lines = self._agenda_lines(height)
            return self._agenda.paint(self.page, look, lines, width, height, colours)
        if self._place.shape is Shape.YEAR:
            year = self._years.get(self._place.day.year)
            return self._year.paint(year, look, self.page, (width, height), colours)
        return self._month.paint(self.page, look, width, height, colours)

    def _agenda_lines(self, height: int) -> list[Line]:
        return lines_around(self.page, Look(self._place, self._chosen), height, *self._place.days(0))

    @property
    def has_room(self) -> bool:
        """Whether there is room below the last day that is known, in an agenda, which has no end."""
        return self._place.shape is Shape.AGENDA and len(self._agenda_lines(self.rows)) < self.rows

    @property
    def _is_awake(self) -> bool:
        """Whether keys go to the cursor of the calendar."""
        return self._view.has_focus and not (self.drawer is not None and self.drawer.has_keys)

    def _grid_look(self) -> GridLook:
        zones = self.host.setup.calendar.zones
        beside = zones[self._zone_at - 1 : self._zone_at] if self._zone_at else ()
        return GridLook(
            self._place,
            self.item_key,
            self._chosen,
            self._is_awake,
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
        place, width, height = self._place, self.columns - self.drawer_width, self.rows
        if offset.x >= width:
            return None
        if place.shape.is_grid:
            grid = self._grid(width, height)
            spot = grid.spot(offset.x, offset.y)
            if spot is None:
                return None
            one = item_under(grid, self._grid_look(), offset.x, offset.y)
            return place.on(spot[0])._replace(minute=spot[1], again=spot[2]), one
        if place.shape is Shape.AGENDA:
            lines = self._agenda_lines(height)
            if not 0 <= offset.y < len(lines):
                return None
            day, at = lines[offset.y]
            return place.on(day), None if at is None else self.page.day(day).items[at]
        if place.shape is Shape.YEAR:
            seen = map_of(place.day, self.page.first_weekday, width).day_at(offset.x, offset.y)
            return None if seen is None else (place.on(seen), None)
        found = rows_of(place, self.page.first_weekday, width, height).day_at(offset.x, offset.y)
        if found is None:
            return None
        day, line, high = found
        chosen = self._chosen if day == place.day else 0
        return place.on(day), item_in_cell(self.page.day(day).items, line, high, chosen)

    def end_under(self, offset: Offset) -> bool:
        """Whether the last row of a block is drawn there."""
        if not self._place.shape.is_grid:
            return False
        grid, look = self._grid(self.columns - self.drawer_width, self.rows), self._grid_look()
        one = item_under(grid, look, offset.x, offset.y)
        return one is not None and item_under(grid, look, offset.x, offset.y + 1) != one

    def do_calendar_zone(self) -> None:
        """Put the hours of the next other zone beside one's own; after the last, none."""
        zones = self.host.setup.calendar.zones
        self._zone_at = (self._zone_at + 1) % (len(zones) + 1)
        if not zones:
            self.host.say(self.words.text("The setting calendar.zones names the zones to show."))
        self.repaint()

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw where something would go."""
        self._ghost = ghost
        self.repaint()

    def _workers_apart(self) -> int:
        """Whose hours of work have cells of their own, of those who work."""
        workers = len(self.workers)
        if self._place.shape is not Shape.WEEK or workers < 2 or not self.columns:
            return workers
        widths = self._grid(self.columns - self.drawer_width, self.rows).widths
        beside = gutter_of(tuple((login, ()) for login in self.workers), min(widths) - 1)
        return shown_apart(workers, beside)

    def _title(self) -> None:
        words, day = self.words, self._place.day
        if day == date.min:
            return  # the present day is not known yet
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
        apart = self._workers_apart()
        said += [f"@{login}" for login in self.workers[:apart]]
        if apart < len(self.workers):
            people = " ".join(f"@{login}" for login in self.workers[apart:])
            key = self.host.key_of("calendar_day")
            said.append(words.text("counted: {people}; {key} shows each", people=people, key=key))
        known = [one for one in self.page.day(day).items if one.role is not Role.REMINDER]
        said.append(words.plural("{n} item", "{n} items", len(known)))
        titles = (title, " · ".join(said))
        if titles != self._titles:
            self._titles = titles
            self._view.entitle(*map(Content, titles))

    def repaint(self) -> None:
        """Draw everything again, and say above what it is."""
        self._view.repaint()
        self._title()
