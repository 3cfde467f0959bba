"""A month as text: weeks with their numbers in rows of seven boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tme_tui.cli.calendar_sight import Sight, filled, head, item, more, sign_of
from tme_tui.cli.output import Line, Piece, Style
from tme_tui.model.calendar.days import Day, shared, week_number, window

NARROWEST = 39
"""In fewer cells there is no room for the numbers of the days."""
_TOP, _BETWEEN, _BOTTOM = ("┌", "┬", "┐"), ("├", "┼", "┤"), ("└", "┴", "┘")
_NUMBERS = 3
"""The cells of the number of a week."""
_MOST = 4
"""So many lines of items a day has at most."""
_NAMED = 8
"""From so many cells on an item is shown with its title."""


def month_lines(sight: Sight, month: date, first: date, after: date, width: int) -> Iterator[Line]:
    """The weeks from `first` up to `after` in `width` cells; days of other months are faint."""
    widths = shared(width - _NUMBERS - 8, 7)
    yield (Piece(sight.month(month), Style.STRONG),)
    names = [sight.weekday(first + timedelta(days=number)) for number in range(7)]
    cells = [filled(f" {name}", size + 1) for name, size in zip(names, widths, strict=True)]
    yield (Piece(" " * _NUMBERS + "".join(cells), Style.FAINT),)
    week = first
    while week < after:
        yield _rule(_TOP if week == first else _BETWEEN, widths)
        yield from _week(sight, month, week, widths)
        week += timedelta(days=7)
    yield _rule(_BOTTOM, widths)


def _rule(corners: tuple[str, str, str], widths: Sequence[int]) -> Line:
    left, between, right = corners
    drawn = between.join("─" * size for size in widths)
    return (Piece(f"{' ' * _NUMBERS}{left}{drawn}{right}", Style.FAINT),)


def _week(sight: Sight, month: date, week: date, widths: Sequence[int]) -> Iterator[Line]:
    days = [week + timedelta(days=number) for number in range(7)]
    rows = max(_lines(sight.day(day), size) for day, size in zip(days, widths, strict=True))
    cells = [_cell(sight, month, day, size, rows) for day, size in zip(days, widths, strict=True)]
    stroke = Piece("│", Style.FAINT)
    for number in range(rows + 1):
        text = f"{week_number(week):>2} " if number == 0 else " " * _NUMBERS
        pieces = [Piece(text, Style.FAINT)]
        for cell in cells:
            pieces += [stroke, *cell[number]]
        yield (*pieces, stroke)


def _lines(known: Day, size: int) -> int:
    """How many lines below its number a day would fill; at least one, so that a week looks like one."""
    return max(min(len(known.items), _MOST if size >= _NAMED else 1), 1)


def _cell(sight: Sight, month: date, day: date, size: int, rows: int) -> list[Line]:
    """A day: its number with how full it is, then its items."""
    known = sight.day(day)
    style = Style.PLAIN if day.month == month.month else Style.FAINT
    number = sight.number(day, size - 1)
    lead = "" if sight.is_today(day) else " "
    lines = [head(lead + number, known, size, Style.STRONG if sight.is_today(day) else style)]
    if size < _NAMED:
        lines.append((Piece(filled(_signs(sight, day, size), size)),))
    else:
        shown, unseen = window(len(known.items), rows)
        lines += [(item(known.items[at], day, sight.now, size),) for at in shown]
        if unseen:
            lines.append((more(unseen, size, sight.words),))
    return lines + [(Piece(" " * size),)] * (rows + 1 - len(lines))


def _signs(sight: Sight, day: date, size: int) -> str:
    """A sign for each item where there is no room for titles."""
    items = sight.day(day).items
    signs = "".join(sign_of(one, day, sight.now) for one in items[:size])
    if len(items) <= size:
        return signs
    for kept in range(size - 1, -1, -1):
        said = f"+{len(items) - kept}"
        if kept + len(said) <= size:
            return signs[:kept] + said
    return "+"
