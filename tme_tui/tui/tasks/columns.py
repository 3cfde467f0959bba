"""Which columns of a list fit into a width, and how wide each is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tme_tui.model.value import value

GAP = 2
GUTTER = 2
"""The cursor's bar, and the mark."""
_STATE, _PRIORITY = 2, 3


class Column(StrEnum):
    """What a person may have beside the title, in the order in which it is given up last to first."""

    WHEN = "when"
    CATEGORY = "category"
    TAGS = "tags"
    ASSIGNEE = "assignee"


@value
class _Habit:
    """How wide a column likes to be, and how much room the title must keep beside it."""

    least: int
    most: int
    title: int


_HABITS = {
    Column.WHEN: _Habit(10, 16, 22),
    Column.CATEGORY: _Habit(10, 18, 32),
    Column.TAGS: _Habit(10, 20, 36),
    Column.ASSIGNEE: _Habit(8, 12, 44),
}
ALL = tuple(Column)


class Layout(NamedTuple):
    """A width, parted."""

    width: int
    title: int
    columns: tuple[tuple[Column, int], ...] = ()

    def has(self, column: Column) -> bool:
        """Whether the column is shown."""
        return any(one is column for one, _ in self.columns)


@lru_cache(maxsize=64)
def lay_out(width: int, wanted: Sequence[Column] = ALL) -> Layout:
    """Part `width`; what does not fit beside a readable title is left out."""
    room = max(width - GUTTER - _STATE - _PRIORITY, 1)
    shown: list[tuple[Column, int]] = []
    for column in Column:
        if column not in wanted:
            continue
        habit = _HABITS[column]
        if room - habit.least - GAP < habit.title:
            break
        cells = min(habit.most, room - GAP - habit.title)
        shown.append((column, cells))
        room -= cells + GAP
    shown.sort(key=lambda pair: wanted.index(pair[0]))
    return Layout(width, room, tuple(shown))
