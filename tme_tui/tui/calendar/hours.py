"""Whose hours of work are when: drawn at the right of a day, one cell for each person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from tme_tui.model.calendar.axis import Row
from tme_tui.model.calendar.hours import Hours
from tme_tui.model.working_time import Span
from tme_tui.tui.calendar.colours import Colours

_MOST = 5
_SHARE = 3
"""At most one cell of so many is for hours."""


def gutter_of(hours: Hours, width: int) -> int:
    """So many cells of a day's width say who works when; one person's hours are the ground alone."""
    return min(len(hours), _MOST, width // _SHARE) if len(hours) > 1 else 0


def gutter(hours: Hours, row: Row, cells: int, colours: Colours) -> list[Segment]:
    """A row of it: the first letter of the login where hours begin, `░` as long as they last."""
    return [
        Segment(_glyph(login, spans, row), colours.line + colours.hue(login))
        for login, spans in hours[:cells]
    ]


def _glyph(login: str, spans: Sequence[Span], row: Row) -> str:
    after = row.minute + row.length
    for begin, end in spans:
        if row.minute <= max(begin, 0) < after:
            letter = login[:1].upper()
            return letter if letter.isalnum() else "░"
        if begin < after and row.minute < end:
            return "░"
    return " "
