"""Drawing an agenda: what comes, day below day, endless both ways."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_day, describe_duration
from tme_tui.model.diary import Appearance
from tme_tui.tui.calendar.colours import Colours, letter_of
from tme_tui.tui.calendar.kept import KeptLines
from tme_tui.tui.calendar.month import Look
from tme_tui.tui.calendar.page import Page, clock_of, sign_of, style_of, title_of, who_of
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless

_CLOCK = 13
_CATEGORY = 18
_ROOMY = 60


class Line(NamedTuple):
    """A line of the agenda: a day, or an item of it."""

    day: date
    at: int | None = None
    """Which item; None is the heading of the day."""


def stops_of(page: Page, day: date, keep: date | None = None) -> list[Line]:
    """Where the cursor can be on a day: its items; without any, the day itself when it is `keep`."""
    items = page.day(day).items
    if items:
        return [Line(day, at) for at in range(len(items))]
    return [Line(day)] if day == keep else []


def stops(page: Page, first: date, after: date, keep: date | None = None) -> list[Line]:
    """Where the cursor can be in a window."""
    days = (first + timedelta(days=number) for number in range((after - first).days))
    return [stop for day in days for stop in stops_of(page, day, keep)]


def stop_beside(page: Page, here: Line, steps: int, first: date, after: date) -> Line | None:
    """The stop so many below or above, None beyond the window; only the days between are looked at."""
    day, found = here.day, stops_of(page, here.day, here.day)
    if here not in found:
        return next(iter(stops(page, first, after, here.day)), None)
    at = found.index(here) + steps
    while not 0 <= at < len(found):
        at -= len(found) if at >= 0 else 0
        day += timedelta(days=1 if at >= 0 else -1)
        if not first <= day < after:
            return None
        found = stops_of(page, day)
        at += len(found) if at < 0 else 0
    return found[at]


def lines_around(page: Page, look: Look, height: int, first: date, after: date) -> list[Line]:
    """The lines in sight; the cursor's stands at a third of the height, if there is something above.

    Days are looked at from the cursor on, as many as there is room for: others may have thousands of items.
    """
    here = look.place.day
    lines = _lines_of(page, here, here) if first <= here < after else []
    at = look.chosen + 1 if len(lines) > 1 else 0
    above = below = here
    if at >= len(lines):
        lines, at, above, below = [], 0, first, first - timedelta(days=1)
    while at < height and above > first:
        above -= timedelta(days=1)
        more = _lines_of(page, above)
        lines, at = more + lines, at + len(more)
    while len(lines) - at < height and below + timedelta(days=1) < after:
        below += timedelta(days=1)
        lines += _lines_of(page, below)
    top = min(max(at - height // 3, 0), max(len(lines) - height, 0))
    return lines[top : top + height]


def _lines_of(page: Page, day: date, keep: date | None = None) -> list[Line]:
    """A day that is shown, and its items below it."""
    found = stops_of(page, day, keep)
    return [Line(day), *(stop for stop in found if stop.at is not None)] if found else []


class AgendaPainter:
    """Draws agendas."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._kept = KeptLines()

    def paint(
        self, page: Page, look: Look, lines: list[Line], width: int, height: int, colours: Colours
    ) -> list[Strip]:
        """The lines in sight."""
        found = [self._line(page, look, line, width, colours) for line in lines]
        while len(found) < height:
            found.append([Segment(" " * width, colours.line)])
        return self._kept.strips(found)

    def _line(self, page: Page, look: Look, line: Line, width: int, colours: Colours) -> list[Segment]:
        here = line.day == look.place.day
        if line.at is None:
            known = page.day(line.day)
            cursor = here and not known.items
            return self._heading(page, line.day, _ground(look, colours, cursor=cursor), width, colours)
        one = page.day(line.day).items[line.at]
        cursor = here and line.at == look.chosen
        ground = _ground(look, colours, cursor=cursor)
        return self._item(page, line.day, one, ground, width, colours, cursor=cursor)

    def _heading(self, page: Page, day: date, ground: Style, width: int, colours: Colours) -> list[Segment]:
        words, known = self._words, page.day(day)
        named = describe_day(day, date.min, words.language)
        near = describe_day(day, page.today, words.language) if abs((day - page.today).days) <= 1 else ""
        style = colours.today if day == page.today else colours.heading
        if day.weekday() > 4 or known.is_holiday:
            style = colours.today if day == page.today else colours.weekend
        said = f"{named}{'*' if known.is_holiday else ''}{f' · {near}' if near else ''}"
        load = describe_duration(timedelta(minutes=known.load), words.language) if known.load else ""
        if not known.items:
            load = words.text("nothing")
        text = fitted(said, max(width - len(load) - 1, 0))
        return [
            Segment(text, ground + style),
            Segment(fitted(f"{load} ", width - len(text), right=True), ground + colours.faint),
        ]

    def _item(
        self,
        page: Page,
        day: date,
        one: Appearance,
        ground: Style,
        width: int,
        colours: Colours,
        *,
        cursor: bool,
    ) -> list[Segment]:
        style = style_of(one, page, colours)
        lead = signs.CURSOR if cursor else " "
        clock = fitted(_clock(one, day), _CLOCK)
        mark = sign_of(one, page.now, page.me) + (letter_of(one.entry.category) or " ")
        category = harmless(one.entry.category or "") if width >= _ROOMY else ""
        room = max(width - 1 - _CLOCK - 3 - (_CATEGORY + 1 if category else 0), 0)
        segments = [
            Segment(f"{lead}", ground + colours.bar),
            Segment(clock, ground + colours.faint),
            Segment(f"{mark} ", ground + style),
            Segment(fitted(title_of(one) + who_of(one, page), room), ground + style),
        ]
        if category:
            segments.append(Segment(" " + fitted(category, _CATEGORY), ground + colours.faint))
        return list(Strip(segments).adjust_cell_length(width, ground))


def _ground(look: Look, colours: Colours, *, cursor: bool) -> Style:
    if not cursor:
        return colours.line
    return colours.cursor if look.focused else colours.cursor_elsewhere


def _clock(one: Appearance, day: date) -> str:
    """From when until when, as far as it is on that day."""
    if one.all_day:
        return ""
    begin = clock_of(one.begin) if one.begin.date() == day else "…"
    if one.end <= one.begin:
        return f" {begin}"
    return f" {begin}–{clock_of(one.until) if one.last_day == day else '…'}"
