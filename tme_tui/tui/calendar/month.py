"""Drawing a month: weeks in rows, days in cells; a pure function of what is known, size and cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from operator import is_
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from tme_tui.i18n import Translator
from tme_tui.language.describe.calendar_names import DAYS
from tme_tui.model.calendar.days import week_number, window
from tme_tui.model.diary import Appearance
from tme_tui.tui.calendar.colours import Colours, letter_of
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.page import (
    Page,
    Week,
    clock_of,
    mark_of,
    plain_title,
    sign_of,
    style_of,
    title_of,
    who_of,
)
from tme_tui.tui.calendar.place import Place, weeks_of
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless

_NUMBERS = 3
"""The cells of the number of a week."""
_ROOMY, _WIDE = 16, 22
_RUNG = 10
"""From so many cells on a day says how often it reminds, below only that it does."""
_KEPT = 24


class Look(NamedTuple):
    """What is so at the moment, beside what stands in the calendar."""

    place: Place
    chosen: int = 0
    """Which item of the day the cursor is on."""
    focused: bool = True
    ghost: Ghost | None = None
    """What would stand somewhere."""


class Rows(NamedTuple):
    """Where the weeks of a month stand."""

    weeks: tuple[date, ...]
    heights: tuple[int, ...]
    widths: tuple[int, ...]
    """Of the seven days, each with the stroke at its left."""

    def day_at(self, x: int, y: int) -> tuple[date, int, int] | None:
        """The day that is drawn there, which line of its cell, and of how many; None beside the days."""
        x, y = x - _NUMBERS, y - 1
        if x < 0 or y < 0:
            return None
        for week, height in zip(self.weeks, self.heights, strict=True):
            if y < height:
                for place, width in enumerate(self.widths):
                    if x < width:
                        return week + timedelta(days=place), y, height
                    x -= width
                return None
            y -= height
        return None


def rows_of(place: Place, first_weekday: int, width: int, height: int) -> Rows:
    """How a month is laid out: all room is used, the last weeks and days have the rest."""
    first, after = place.days(first_weekday)
    count = (after - first).days // 7
    weeks = tuple(first + timedelta(days=7 * number) for number in range(count))
    high, rest = divmod(max(height - 1, count), count)
    heights = tuple(high + (number >= count - rest) for number in range(count))
    wide, spare = divmod(max(width - _NUMBERS, 7), 7)
    widths = tuple(wide + (number >= 7 - spare) for number in range(7))
    return Rows(weeks, heights, widths)


class _Kept(NamedTuple):
    """The lines of a week, with what they were drawn from."""

    known: tuple[Week | None, ...]
    colours: Colours
    strips: list[Strip]


class MonthPainter:
    """Draws months; a week that looks as before is the very same lines as before."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._weeks: LRUCache[tuple[object, ...], _Kept] = LRUCache(_KEPT)

    def paint(self, page: Page, look: Look, width: int, height: int, colours: Colours) -> list[Strip]:
        """The lines of a month."""
        place = look.place
        rows = rows_of(place, page.first_weekday, width, height)
        lines = list(self._head(page, rows, width, colours))
        for week, high in zip(rows.weeks, rows.heights, strict=True):
            here = look if week <= place.day < week + timedelta(days=7) else None
            if here is None and look.ghost and week <= look.ghost.begin.date() < week + timedelta(days=7):
                here = look
            known = tuple(map(page.weeks.get, weeks_of(week, week + timedelta(days=7))))
            key = (week, high, rows.widths, here, place.day.month, page.now, page.people, page.me)
            kept = self._weeks.get(key)
            if kept is None or kept.colours is not colours or not _same(kept.known, known):
                strips = self._week(page, week, high, rows.widths, here, place, colours)
                kept = self._weeks[key] = _Kept(known, colours, strips)
            lines += kept.strips
        return lines[:height]

    def _head(self, page: Page, rows: Rows, width: int, colours: Colours) -> list[Strip]:
        key = (rows.widths, page.first_weekday)
        kept = self._weeks.get(key)
        if kept is None or kept.colours is not colours:
            names = [self._words.text(DAYS[(page.first_weekday + place) % 7]) for place in range(7)]
            segments = [Segment(" " * _NUMBERS, colours.faint)]
            for place, (name, cells) in enumerate(zip(names, rows.widths, strict=True)):
                weekend = (page.first_weekday + place) % 7 > 4
                segments.append(
                    Segment(fitted(f" {name}", cells), colours.weekend if weekend else colours.heading)
                )
            kept = self._weeks[key] = _Kept((), colours, [_line(segments, width, colours.line)])
        return kept.strips

    def _week(
        self,
        page: Page,
        week: date,
        high: int,
        widths: Sequence[int],
        look: Look | None,
        place: Place,
        colours: Colours,
    ) -> list[Strip]:
        lines: list[list[Segment]] = [[] for _ in range(high)]
        for number, line in enumerate(lines):
            text = f"{week_number(week):>2} " if number == 0 else " " * _NUMBERS
            line.append(Segment(text, colours.line + colours.faint))
        for number, width in enumerate(widths):
            day = week + timedelta(days=number)
            here = look if look is not None and look.place.day == day else None
            cell = self._cell(page, day, high, width, here, place, colours)
            ghost = None if look is None else look.ghost
            if ghost is not None and ghost.begin.date() == day and high > 1:
                _draw_ghost(ghost, cell, min(len(page.day(day).items) + 1, high - 1), width, colours)
            for line, segments in zip(lines, cell, strict=True):
                line += segments
        return [Strip(line) for line in lines]

    def _cell(
        self, page: Page, day: date, high: int, width: int, look: Look | None, place: Place, colours: Colours
    ) -> list[list[Segment]]:
        """A day: its number with how full it is, then its items, as many as there is room for."""
        ground = colours.line
        if look is not None:
            ground = colours.cursor if look.focused else colours.cursor_elsewhere
        elif day == page.today:
            ground = colours.today_ground
        known = page.day(day)
        inner = max(width - 1, 0)
        edge = Segment("│", ground + colours.border)
        bar = Segment(signs.CURSOR, ground + colours.bar)
        lines = [[edge, *self._number(page, day, inner, place, colours, ground)]]
        slots = high - 1
        shown, more = window(len(known.items), slots, look.chosen if look is not None else 0)
        for at in shown:
            chosen = look is not None and look.chosen == at
            item = _item(known.items[at], day, page, inner, colours, ground, bold=chosen)
            lines.append([bar if chosen else edge, item])
        if more and slots > 0:
            said = self._words.text("+{n} more", n=more) if inner >= 8 else f"+{more}"
            lines.append([edge, Segment(fitted(f" {said}", inner), ground + colours.faint)])
        while len(lines) < high:
            lines.append([edge, Segment(" " * inner, ground)])
        return lines

    def _number(
        self, page: Page, day: date, width: int, place: Place, colours: Colours, ground: Style
    ) -> list[Segment]:
        known = page.day(day)
        style = colours.title
        if day == page.today:
            style = colours.today
        elif day.month != place.day.month:
            style = colours.faint
        elif known.is_holiday or day.weekday() > 4:
            style = colours.weekend
        text = f"[{day.day}]" if day == page.today else f" {day.day}"
        text += "*" if known.is_holiday else ""
        rings = sum(one.begin >= page.now for one in known.rings)
        text += signs.REMINDS if rings and width < _RUNG else ""
        if not page.is_known(day):
            text += " ·"
        text = fitted(text, min(5, width))
        rung = f" {signs.REMINDS}{rings if rings > 1 else ''}" if rings and width >= _RUNG else ""
        room = width - len(text) - len(rung)
        bar = min(max(round(known.share * room), 1 if known.load else 0), room)
        full = "!" if known.share > 1 and bar else ""
        drawn = "━" * (bar - len(full)) + full
        return [
            Segment(text, ground + style),
            Segment(drawn, ground + colours.busy(known.share)),
            Segment(" " * (room - bar), ground),
            Segment(rung, ground + colours.reminder),
        ]


def _same(before: Sequence[object], after: Sequence[object]) -> bool:
    """Whether these are the very same."""
    return len(before) == len(after) and all(map(is_, before, after))


def item_in_cell(items: Sequence[Appearance], line: int, height: int, chosen: int) -> Appearance | None:
    """The item on a line of a day's cell."""
    shown, _ = window(len(items), height - 1, chosen)
    return items[shown[line - 1]] if 1 <= line <= len(shown) else None


def _item(
    one: Appearance, day: date, page: Page, width: int, colours: Colours, ground: Style, *, bold: bool
) -> Segment:
    """One line of a cell: as much of sign, letter, time and title as fits."""
    style = ground + style_of(one, page, colours)
    if bold:
        style = style + Style(bold=True)
    if width < _ROOMY:
        return Segment(fitted(f"{mark_of(one, day, page.now, page.me)} {plain_title(one)}", width), style)
    goes_on = one.begin.date() < day
    lead = ("→" if goes_on else sign_of(one, page.now, page.me)) + letter_of(one.entry.category)
    if width >= _WIDE and not one.all_day and not goes_on:
        lead += f" {clock_of(one.begin)}"
    return Segment(fitted(f"{lead} {title_of(one)}{who_of(one, page)}", width), style)


def _draw_ghost(ghost: Ghost, cell: list[list[Segment]], line: int, width: int, colours: Colours) -> None:
    """What would stand on a day, below what does."""
    style = colours.line + (colours.late if ghost.is_late else colours.faint)
    said = f"┊{'! ' if ghost.is_late else ''}{harmless(ghost.title)}"
    cell[line] = [cell[line][0], Segment(fitted(said, max(width - 1, 0)), style)]


def _line(segments: Sequence[Segment], width: int, ground: Style) -> Strip:
    return Strip(segments).adjust_cell_length(width).apply_style(ground)
