"""Drawing a week or a day: the hours at the left, a head over each day, and the days in columns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from tme_tui.i18n import Translator
from tme_tui.language.describe.calendar_names import DAYS
from tme_tui.model.calendar.days import Day
from tme_tui.model.moment import zone_named
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.grid_day import all_day_lines, hour_lines
from tme_tui.tui.calendar.grid_plan import LABEL, Column, Grid, GridLook
from tme_tui.tui.calendar.kept import KeptLines
from tme_tui.tui.calendar.page import Page, clock_of
from tme_tui.tui.look.cells import fitted


class GridPainter:
    """Draws grids; a line that looks as before is the very same line as before."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._kept = KeptLines()
        self._columns: LRUCache[tuple[object, ...], tuple[Day, Colours, list[list[Segment]]]] = LRUCache(32)
        """Days by all that they are drawn from; what is known of one by its identity, kept with it."""

    def paint(self, page: Page, grid: Grid, look: GridLook, colours: Colours) -> list[Strip]:
        """The lines of a grid."""
        lines: list[list[Segment]] = [[] for _ in range(1 + grid.all_day + grid.rows)]
        self._labels(page, grid, look, colours, lines)
        for column, width in zip(grid.columns, grid.widths, strict=True):
            cells = self._column(page, column, grid, look, width - 1, colours)
            stroke = Segment("│", colours.line + colours.border)
            for line, segments in zip(lines, cells, strict=True):
                line.append(stroke)
                line += segments
        return self._kept.strips(lines)

    def _column(
        self, page: Page, column: Column, grid: Grid, look: GridLook, width: int, colours: Colours
    ) -> list[list[Segment]]:
        """The cells of a day; those of before as long as nothing of it is another."""
        here = look if look.place.day == column.day else None
        selected = look.selected if look.selected is not None and look.selected.day == column.day else None
        plan = (grid.axis, grid.top, grid.rows, grid.all_day, width, look.zones)
        known = (id(column.known), page.is_known(column.day), page.now)
        key = (column.day, column.title, known, column.ghosts, here, selected, plan)
        kept = self._columns.get(key)
        if kept is None or kept[0] is not column.known or kept[1] is not colours:
            cells = [
                self._head(page, column, look, width, colours),
                *all_day_lines(page, column, grid, look, width, colours, self._words),
                *hour_lines(page, column, grid, look, width, colours),
            ]
            kept = self._columns[key] = (column.known, colours, cells)
        return kept[2]

    def _labels(
        self, page: Page, grid: Grid, look: GridLook, colours: Colours, lines: list[list[Segment]]
    ) -> None:
        blank = Segment(" " * grid.label, colours.line + colours.faint)
        for line in lines[: 1 + grid.all_day]:
            line.append(blank)
        if len(look.zones) > 1:
            names = "".join(fitted(_city(zone), LABEL - 1) + " " for zone in (*look.zones[1:], look.zones[0]))
            lines[0][0] = Segment(fitted(names, grid.label), colours.line + colours.faint)
        now = page.now.hour * 60 + page.now.minute
        today = any(column.day == page.today for column in grid.columns)
        now_row = grid.axis.row_at(now, again=bool(page.now.fold)) if today else -1
        for line, row_number in zip(
            lines[1 + grid.all_day :], range(grid.top, len(grid.axis.rows)), strict=False
        ):
            row = grid.axis.rows[row_number]
            text, style = " " * LABEL, colours.faint
            if row_number == now_row:
                text, style = f"▸{clock_of(page.now)}", colours.now
            elif grid.axis.is_told(row_number):
                text = f"{row.minute // 60:02}:{row.minute % 60:02}{'²' if row.again else ' '}"
            others = "".join(
                _clock_in(zone, look.zones[0], look.place.day, row.minute, again=row.again)
                if grid.axis.is_told(row_number)
                else " " * LABEL
                for zone in look.zones[1:]
            )
            line.append(Segment(others, colours.line + colours.faint))
            line.append(Segment(fitted(text, LABEL), colours.line + style))
        for line in lines:
            if not line:
                line.append(blank)

    def _head(
        self, page: Page, column: Column, look: GridLook, width: int, colours: Colours
    ) -> list[Segment]:
        day = column.day
        style = colours.heading
        if day == page.today:
            style = colours.today
        elif day.weekday() > 4 or column.known.is_holiday:
            style = colours.weekend
        ground = colours.line
        if day == look.place.day:
            ground = colours.cursor if look.focused else colours.cursor_elsewhere
        name = column.title or self._words.text(DAYS[day.weekday()])
        number = f"[{day.day}]" if day == page.today else f"{day.day}"
        number += "*" if column.known.is_holiday else ""
        text = f"{name} {number}"
        if len(text) > width and not column.title:
            text = name[: max(width - len(number), 0)] + number  # the day matters more than its name
        if not page.is_known(day):
            text += " ·"
        text = fitted(text, min(width, len(text)))
        room = max(width - len(text) - 1, 0)
        bar = min(max(round(column.known.share * room), 1 if column.known.load else 0), room)
        drawn = "━" * bar if column.known.share <= 1 or not bar else "━" * (bar - 1) + "!"
        return [
            Segment(text, ground + style),
            Segment(" " * (width - len(text) - bar), ground),
            Segment(drawn, ground + colours.busy(column.known.share)),
        ]


def _clock_in(zone: str, home: str, day: date, minute: int, *, again: bool) -> str:
    """The time in another zone, with a sign when it is another day there."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    there = wall.replace(tzinfo=zone_named(home), fold=int(again)).astimezone(zone_named(zone))
    sign = "+" if there.date() > day else "-" if there.date() < day else " "
    return f"{there.hour:02}:{there.minute:02}{sign}"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
