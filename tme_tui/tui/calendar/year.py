"""Drawing a year: how full each day is, as a map with weeks in columns, and the months below it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_duration
from tme_tui.language.describe.calendar_names import DAYS, MONTHS
from tme_tui.model.calendar.days import week_of
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.kept import KeptLines
from tme_tui.tui.calendar.month import Look
from tme_tui.tui.calendar.page import Page
from tme_tui.tui.look.cells import fitted

LABEL = 3
_STEPS = "·░▒▓█"
_TOP = 2


class Fullness(NamedTuple):
    """How full a day is."""

    items: int = 0
    """So many stand there."""
    load: int = 0
    """So many minutes."""
    share: float = 0.0
    """Of its hours of work."""


Year = Mapping[date, Fullness]
_EMPTY = Fullness()


class YearMap(NamedTuple):
    """Where the days of a year stand."""

    first: date
    """The first day of the first week that is shown, that of the first of January where all have room."""
    weeks: int
    cell: int
    """The cells of a week."""

    def day_at(self, x: int, y: int) -> date | None:
        """The day that is drawn there."""
        column, row = (x - LABEL) // self.cell, y - _TOP
        if x < LABEL or not 0 <= column < self.weeks or not 0 <= row < 7:
            return None
        return self.first + timedelta(days=7 * column + row)


def map_of(here: date, first_weekday: int, width: int) -> YearMap:
    """How the year of a day is laid out: whole, or its beginning or end, or what is around the day."""
    first = week_of(date(here.year, 1, 1), first_weekday)
    weeks = (week_of(date(here.year, 12, 31), first_weekday) - first).days // 7 + 1
    room = max(width - LABEL, 1)
    if weeks <= room:
        return YearMap(first, weeks, min(room // weeks, 3))
    at = (here - first).days // 7
    begin = 0 if at < room else weeks - room if at >= weeks - room else at - room // 2
    return YearMap(first + timedelta(days=7 * begin), room, 1)


class YearPainter:
    """Draws years."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._kept = KeptLines()

    def paint(
        self, year: Year | None, look: Look, page: Page, size: tuple[int, int], colours: Colours
    ) -> list[Strip]:
        """The lines of a year; None is one that is not known yet."""
        width, height = size
        first_weekday, today = page.first_weekday, page.today
        number = look.place.day.year
        plan = map_of(look.place.day, first_weekday, width)
        known = year or {}
        lines = [self._months(plan, number, colours), [Segment("", colours.line)]]
        for row in range(7):
            name = self._words.text(DAYS[(first_weekday + row) % 7])
            line = [Segment(fitted(name, LABEL), colours.line + colours.faint)]
            for week in range(plan.weeks):
                day = plan.first + timedelta(days=7 * week + row)
                line.append(_cell(day, number, known, look, today, plan.cell, colours))
            lines.append(line)
        lines += [[Segment("", colours.line)], self._legend(colours), [Segment("", colours.line)]]
        lines += [self._sum(known, number, month, look, width, colours) for month in range(1, 13)]
        whole = [list(Strip(line).adjust_cell_length(width, colours.line)) for line in lines[:height]]
        whole += [[Segment(" " * width, colours.line)] for _ in range(height - len(whole))]
        return self._kept.strips(whole)

    def _months(self, plan: YearMap, year: int, colours: Colours) -> list[Segment]:
        text = [" "] * (LABEL + plan.weeks * plan.cell + 4)
        for month in range(1, 13):
            week = (date(year, month, 1) - plan.first).days // 7
            if 0 <= week < plan.weeks:
                column = LABEL + week * plan.cell
                text[column : column + 3] = self._words.text(MONTHS[month - 1])[:3]
        return [Segment("".join(text), colours.line + colours.heading)]

    def _legend(self, colours: Colours) -> list[Segment]:
        words = self._words
        said = f"{words.text('free')} {' '.join(_STEPS)} {words.text('full')}"
        return [Segment(" " * LABEL + said, colours.line + colours.faint)]

    def _sum(
        self, year: Year, number: int, month: int, look: Look, width: int, colours: Colours
    ) -> list[Segment]:
        days = [one for day, one in year.items() if (day.year, day.month) == (number, month)]
        count, load = sum(one.items for one in days), sum(one.load for one in days)
        words = self._words
        here = look.place.day.month == month
        name = fitted(words.text(MONTHS[month - 1]), 10)
        said = words.plural("{n} item", "{n} items", count)
        lasting = describe_duration(timedelta(hours=round(load / 60)), words.language) if load >= 30 else ""
        share = sum(min(one.share, 1.5) for one in days) / max(len(days), 1)
        bar = "━" * min(round(share * 20), 30)
        return [
            Segment(" " * LABEL + name, colours.line + (colours.today if here else colours.title)),
            Segment(fitted(said, 14, right=True), colours.line + colours.faint),
            Segment(fitted(lasting, 16, right=True) + "  ", colours.line + colours.faint),
            Segment(bar, colours.line + colours.busy(share)),
        ]


def _cell(
    day: date, year: int, known: Year, look: Look, today: date, width: int, colours: Colours
) -> Segment:
    if day.year != year:
        return Segment(" " * width, colours.line)
    one = known.get(day, _EMPTY)
    step = 0 if not one.items else min(1 + int(one.share * 3), 4)
    ground = colours.line
    if day == look.place.day:
        ground = colours.cursor if look.focused else colours.cursor_elsewhere
    elif day == today:
        ground = colours.today_ground
    style = ground + (colours.faint if step == 0 else colours.busy(one.share))
    if day == look.place.day:
        style += Style(bold=True, reverse=look.focused)
    glyph = _STEPS[step]
    return Segment(glyph * max(width - 1, 1) + " " * (width > 1), style)
