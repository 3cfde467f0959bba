"""How a time grid is laid out: its columns, its rows, and what stands in each cell; pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from textual.cache import LRUCache

from tme_tui.model.calendar.axis import ALL_DAY, Axis, Row, axis_of, clock_change
from tme_tui.model.calendar.days import Day, window
from tme_tui.model.calendar.lanes import (
    Block,
    Placed,
    cells_of,
    placed,
    rows_taken,
    side_by_side,
    timed,
)
from tme_tui.model.diary import Appearance, Key, index_of
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.hours import gutter_of
from tme_tui.tui.calendar.page import Page
from tme_tui.tui.calendar.place import Place
from tme_tui.tui.look.cells import harmless

LABEL = 6
"""The cells of the hours at the left."""
_NARROWEST_LANE = 3
_MOST_ALL_DAY = 4


class Column(NamedTuple):
    """One column of the grid."""

    day: date
    title: str
    known: Day
    ghosts: tuple[Ghost, ...] = ()


class Slots(NamedTuple):
    """Slots that are selected: on a day, from a minute up to another."""

    day: date
    begin: int
    end: int
    begins_again: bool = False
    ends_again: bool = False
    """Of an hour that the clocks show twice, the second is meant."""
    twice: tuple[int, int] = (0, 0)
    """The minutes of that hour."""

    def holds(self, day: date, row: Row) -> bool:
        """Whether some of a row of a day is selected."""
        at = self._passed(row.minute, again=row.again)
        begin = self._passed(self.begin, again=self.begins_again)
        return day == self.day and begin < at + row.length and at < begin + self.length

    @property
    def length(self) -> int:
        """So many minutes pass."""
        end = self._passed(self.end, again=self.ends_again)
        return end - self._passed(self.begin, again=self.begins_again)

    def _passed(self, minute: int, *, again: bool) -> int:
        """So many minutes of the day are over when the clocks show one."""
        first, after = self.twice
        return minute + (after - first if again or minute >= after else 0)


class GridLook(NamedTuple):
    """What is so at the moment, beside what stands in the calendar."""

    place: Place
    chosen: Key | None = None
    """The key of the item that the cursor is on."""
    chosen_at: int = 0
    """Which of the items of its slot that is."""
    focused: bool = True
    selected: Slots | None = None
    zones: tuple[str, ...] = ()
    """The zone that is shown, and the others beside it."""


class Grid(NamedTuple):
    """How a grid is laid out: a pure function of what is known, the cursor and the size."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    """Each with the stroke at its left."""
    axis: Axis
    label: int
    all_day: int
    """So many lines stand above the hours."""
    top: int
    """The first row in sight."""
    rows: int
    """So many rows are in sight."""

    def spot(self, x: int, y: int) -> tuple[date, int, bool] | None:
        """The day and the minute that are drawn there, and whether it is that minute for the second time.

        The minute is `ALL_DAY` above the hours.
        """
        x -= self.label
        if x < 0:
            return None
        for column, width in zip(self.columns, self.widths, strict=True):
            if x < width:
                line = y - 1 - self.all_day
                if line < 0:
                    return column.day, ALL_DAY, False
                at = self.top + line
                if at >= len(self.axis.rows):
                    return None
                row = self.axis.rows[at]
                return column.day, row.minute, row.again
            x -= width
        return None


def grid_of(page: Page, columns: Sequence[Column], look: GridLook, width: int, height: int, top: int) -> Grid:
    """Lay a grid out; `top` is the row that was first in sight before, and stays so if it can."""
    zone = look.zones[0] if look.zones else "UTC"
    changes = [clock_change(column.day, zone) for column in columns]
    axis = axis_of(look.place.zoom, changes)
    label = LABEL * max(len(look.zones), 1)
    count = len(columns)
    wide, spare = divmod(max(width - label, count), count)
    widths = tuple(wide + (number >= count - spare) for number in range(count))
    most = max((len(column.known.items) - len(timed(column.known.items)) for column in columns), default=0)
    room = max(height - 1, 1)
    all_day = min(most, _MOST_ALL_DAY, max(room // 3, 1))
    rows = max(room - all_day, 1)
    at = axis.row_at(max(look.place.minute, 0), again=look.place.again)
    top = min(max(top, at - rows + 1), at, max(len(axis.rows) - rows, 0))
    return Grid(tuple(columns), widths, axis, label, all_day, max(top, 0), rows)


def columns_of(page: Page, first: date, after: date, ghosts: Sequence[Ghost] = ()) -> list[Column]:
    """A column for each day; for a single day of several people, one for each of them."""
    if len(page.people) > 1 and after - first == timedelta(days=1):
        known = page.day(first)
        there = tuple(ghost for ghost in ghosts if ghost.begin.date() == first)
        return [
            Column(
                first,
                f"@{harmless(login)}",
                known._replace(
                    items=tuple(one for one in known.items if login in one.entry.people),
                    hours=(),
                    work=dict(known.hours).get(login, known.work),
                ),
                tuple(ghost for ghost in there if not ghost.people or login in ghost.people),
            )
            for login in page.people
        ]
    days = [first + timedelta(days=number) for number in range((after - first).days)]
    return [
        Column(day, "", page.day(day), tuple(ghost for ghost in ghosts if ghost.begin.date() == day))
        for day in days
    ]


def items_at(
    known: Day, day: date, minute: int, axis: Axis, *, again: bool = False
) -> tuple[Appearance, ...]:
    """What stands in a slot, the lane at the left first; above the hours, what takes whole days."""
    if minute == ALL_DAY:
        return tuple(one for one in known.items if one.all_day)
    row = axis.row_at(minute, again=again)
    items, blocks = _laid_out(known.items, (), day, axis)
    there = [block for block in blocks if block.first <= row < block.after]
    return tuple(items[block.item] for block in sorted(there, key=lambda block: block.lane))


def item_under(grid: Grid, look: GridLook, x: int, y: int) -> Appearance | None:
    """The item that is drawn in a cell."""
    x -= grid.label
    for column, width in zip(grid.columns, grid.widths, strict=True):
        if 0 <= x < width:
            line = y - 1 - grid.all_day
            if line < 0:
                whole = [one for one in column.known.items if one.all_day]
                shown, _ = window(len(whole), grid.all_day, 0)
                return whole[shown[y - 1]] if 1 <= y <= len(shown) else None
            items = timed(column.known.items)
            inner = width - 1 - gutter_of(column.known.hours, width - 1)
            for block in blocks_of(column, grid.axis, look, inner).shown:
                begin, end = cells_of(block, inner)
                if block.first <= grid.top + line < block.after and begin <= x - 1 < end:
                    return items[block.item] if block.item < len(items) else None
            return None
        x -= width
    return None


def blocks_of(column: Column, axis: Axis, look: GridLook, width: int) -> Placed:
    """The blocks of a column that are in sight, and how many are not."""
    items, blocks = _laid_out(column.known.items, column.ghosts, column.day, axis)
    chosen = index_of(items, look.chosen) if look.place.day == column.day else None
    room = max(width // _NARROWEST_LANE, 1)
    key = (id(blocks), room, chosen)
    kept = _PLACED.get(key)
    if kept is None or kept.blocks is not blocks:
        kept = _PLACED[key] = placed(blocks, room, chosen)
    return kept


Laid = tuple[list[Appearance], list[Block]]


def _laid_out(found: tuple[Appearance, ...], ghosts: tuple[Ghost, ...], day: date, axis: Axis) -> Laid:
    """What stands at hours on a day and where, ghosts last; kept as long as the day is the very same."""
    key = (id(found), ghosts, day, axis)
    kept = _LAID.get(key)
    if kept is not None and kept[0] is found:
        return kept[1]
    items = timed(found)
    taken = [rows_taken(one.begin, one.end, day, axis) for one in items]
    taken += [
        _rows_of_ghost(ghost, items, taken, rows_taken(ghost.begin, ghost.end, day, axis)) for ghost in ghosts
    ]
    laid = items, side_by_side(taken)
    _LAID[key] = found, laid
    return laid


def _rows_of_ghost(
    ghost: Ghost, items: list[Appearance], taken: list[tuple[int, int]], rows: tuple[int, int]
) -> tuple[int, int]:
    """The rows of a ghost without those at its ends that only touch something: what could stand there needs
    no lane beside what ends before it, or begins after it, within one row.
    """
    first, after = rows
    for one, (begin, end) in zip(items, taken, strict=True):
        if one.end <= ghost.begin and end == rows[0] + 1:
            first = rows[0] + 1
        if one.begin >= ghost.end and begin == rows[1] - 1:
            after = rows[1] - 1
    return (first, after) if first < after else rows


_LAID: LRUCache[tuple[object, ...], tuple[tuple[Appearance, ...], Laid]] = LRUCache(64)
_PLACED: LRUCache[tuple[object, ...], Placed] = LRUCache(64)
"""Layouts of days by the identity of what they lay out, which is kept with them lest it be given again."""
