"""Whose hours of work are when: drawn at the right of a day, one cell for each person.

Where there is no room for everybody, the last cell says how many of the others work.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from tme_tui.model.calendar.axis import Row
from tme_tui.model.calendar.hours import Hours
from tme_tui.model.working_time import Span
from tme_tui.tui.calendar.colours import Colours

_MOST = 5
_DIGIT = 9
_SHARE = 3
"""At most one cell of so many is for hours."""


def gutter_of(hours: Hours, width: int) -> int:
    """So many cells of a day's width say who works when; one person's hours are the ground alone."""
    return min(len(hours), _MOST, width // _SHARE) if len(hours) > 1 else 0


def gutter(hours: Hours, row: Row, cells: int, colours: Colours) -> list[Segment]:
    """A row of it: the first letter of the login where hours begin, `░` as long as they last."""
    apart = shown_apart(len(hours), cells)
    found = [
        Segment(_glyph(login, spans, row), colours.line + colours.hue(login))
        for login, spans in hours[:apart]
    ]
    if apart < len(hours):
        working = sum(_glyph(login, spans, row) != " " for login, spans in hours[apart:])
        said = str(min(working, _DIGIT)) if working else " "
        found.append(Segment(said, colours.line + colours.faint))
    return found


def shown_apart(people: int, cells: int) -> int:
    """How many of the people have a cell of their own; the others share the last one."""
    return people if people <= cells else max(cells - 1, 0)


def _glyph(login: str, spans: Sequence[Span], row: Row) -> str:
    after = row.minute + row.length
    for begin, end in spans:
        if row.minute <= max(begin, 0) < after:
            letter = login[:1].upper()
            return letter if letter.isalnum() else "░"
        if begin < after and row.minute < end:
            return "░"
    return " "
