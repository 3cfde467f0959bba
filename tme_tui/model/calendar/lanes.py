"""Side by side: in which lane of a day each block of a time grid stands, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from heapq import heappop, heappush
from typing import NamedTuple

from tme_tui.model.calendar.axis import DAY_MINUTES, Axis
from tme_tui.model.diary import Appearance


class Block(NamedTuple):
    """Where an item stands in a day's column."""

    item: int
    """Which one of those that were given."""
    first: int
    after: int
    """From which row up to which."""
    lane: int = 0
    lanes: int = 1
    """Of how many lanes that stand beside each other there."""


def rows_taken(begin: datetime, end: datetime, day: date, axis: Axis) -> tuple[int, int]:
    """From which row up to which something stands on a day."""
    start = begin.hour * 60 + begin.minute if begin.date() == day else 0
    stop = end.hour * 60 + end.minute if end.date() == day else DAY_MINUTES
    again = bool(begin.fold)
    rows = axis.span(start, max(stop, start + 1), again=again)
    if end.date() > day:
        return rows[0], len(axis.rows)
    if end.fold != begin.fold:
        return rows[0], max(axis.span(start, max(stop, start + 1), again=not again)[1], rows[0] + 1)
    return rows


def side_by_side(taken: Sequence[tuple[int, int]]) -> list[Block]:
    """Give each its lane; those that need a row in common never have the same one."""
    order = sorted(range(len(taken)), key=lambda at: (taken[at][0], -taken[at][1], at))
    found: list[Block] = []
    group: list[tuple[int, int, int, int]] = []
    busy: list[tuple[int, int]] = []
    """Until when each lane is taken, the first that ends in front."""
    free: list[int] = []
    last = 0
    for at in order:
        first, after = taken[at]
        if group and first >= last:
            lanes = len(busy) + len(free)
            found += [Block(*each, lanes) for each in group]
            group, busy, free, last = [], [], [], 0
        while busy and busy[0][0] <= first:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        heappush(busy, (after, lane))
        last = max(last, after)
        group.append((at, first, after, lane))
    lanes = len(busy) + len(free)
    found += [Block(*each, lanes) for each in group]
    return sorted(found)


def in_sight(blocks: Sequence[Block], room: int, chosen: int | None) -> tuple[list[Block], list[Block]]:
    """The blocks for which a column of `room` lanes has a place, and those that it has none for.

    Where there are more lanes than that, the last one says how many are hidden. The chosen block is always
    in sight: its lane changes places with the first.
    """
    shown: list[Block] = []
    hidden: list[Block] = []
    front = next((block for block in blocks if block.item == chosen), None)
    swapped = front is not None and front.lanes > room and front.lane >= room - 1
    low, high = _heap(blocks, front) if front is not None and swapped else (0, 0)
    for block in blocks:
        lane = block.lane
        if block.lanes > room:
            if front is not None and swapped and block.first < high and low < block.after:
                lane = {front.lane: 0, 0: front.lane}.get(lane, lane)
            if lane >= max(room - 1, 1) or (room == 1 and lane):
                hidden.append(block)
                continue
            block = block._replace(lane=lane, lanes=room)
        shown.append(block)
    return shown, hidden


def _heap(blocks: Sequence[Block], one: Block) -> tuple[int, int]:
    """From which row up to which blocks overlap a block, directly or through others."""
    low, high, found = 0, 0, False
    for block in sorted(blocks, key=lambda each: each.first):
        if block.first >= high:
            if found:
                break
            low = block.first
        high = max(high, block.after)
        found = found or block.item == one.item
    return low, high


class Placed(NamedTuple):
    """The blocks of a column, row by row."""

    blocks: list[Block]
    """All of them."""
    shown: list[Block]
    by_row: dict[int, list[Block]]
    """Those in sight in each row, from left to right."""
    hidden: dict[int, int]
    """How many have no room in a row."""


def placed(blocks: list[Block], room: int, chosen: int | None) -> Placed:
    """Put the blocks of a column into so many lanes; the chosen one is always in sight."""
    shown, unseen = in_sight(blocks, room, chosen)
    by_row: dict[int, list[Block]] = {}
    for block in sorted(shown, key=lambda each: each.lane):
        for row in range(block.first, block.after):
            by_row.setdefault(row, []).append(block)
    hidden: dict[int, int] = {}
    for block in unseen:
        for row in range(block.first, block.after):
            hidden[row] = hidden.get(row, 0) + 1
    return Placed(blocks, shown, by_row, hidden)


def cells_of(block: Block, width: int) -> tuple[int, int]:
    """From which cell up to which a block stands; lanes share the width, none gets less than the next."""
    return width * block.lane // block.lanes, width * (block.lane + 1) // block.lanes


def timed(items: Sequence[Appearance]) -> list[Appearance]:
    """Those that stand at an hour."""
    return [one for one in items if not one.all_day]
