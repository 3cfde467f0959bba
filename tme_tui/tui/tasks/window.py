"""What a list knows of a long answer: the numbers of all its tasks in order, and a few hundred rows of them.

Headings stand among them as negative numbers: `-1 - n` for the nth. What is folded away is kept beside.

A hundred thousand numbers take less than a megabyte, and with them every jump is exact: to the end, to the
middle, back to a task after the order changed. Rows are read for what is in sight and a little beyond.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from tme_tui.tui.tasks.arranging import Arranged, Head
from tme_tui.tui.tasks.rows import Row

KEPT = 600
"""So many rows are kept; the longest unseen go."""
AHEAD = 40
"""So many rows are read before and behind what is in sight."""


class Window:
    """Numbers in order, and the rows that have been read."""

    def __init__(self) -> None:
        self._order: array[int] = array("q")
        self._arranged = Arranged(self._order)
        self._folded: dict[int, array[int]] = {}
        """By task that is folded here, what was inside it."""
        self._closed: dict[int, None] = {}
        """What a person folded, here or in another list."""
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return len(self._order)

    def reorder(self, lines: Sequence[int] | array[int] | Arranged) -> None:
        """Take over other lines; rows that have been read stay, and what is folded stays folded."""
        if not isinstance(lines, Arranged):
            lines = Arranged(lines if isinstance(lines, array) else array("q", lines))
        self._arranged = lines
        self._order = lines.lines
        self._asked.clear()
        self._folded = {}
        here = [number for number in self._closed if number in lines.branches]
        for number in sorted(here, key=self.depth, reverse=True):  # what is hidden cannot be folded
            self._hide(number)

    def fold_later(self, numbers: Iterable[int]) -> None:
        """Fold these as soon as they are there with something inside."""
        self._closed |= dict.fromkeys(numbers)

    @property
    def total(self) -> int:
        """How many tasks there are, folded ones too."""
        return len(self._arranged.lines) - len(self._arranged.heads)

    @property
    def heads(self) -> tuple[Head, ...]:
        """The headings."""
        return self._arranged.heads

    def depth(self, number: int) -> int:
        """How deep a task is inside others."""
        return self._arranged.depths.get(number, 0)

    def is_branch(self, number: int) -> bool:
        """Whether there are tasks of the list inside it."""
        return number in self._arranged.branches

    def is_folded(self, number: int) -> bool:
        """Whether what is inside it is hidden."""
        return number in self._folded

    @property
    def folded(self) -> tuple[int, ...]:
        """What was folded, here or in another list, the latest last."""
        return tuple(self._closed)

    @property
    def hiding(self) -> tuple[int, ...]:
        """The tasks of this list that are folded."""
        return tuple(self._folded)

    @property
    def branches(self) -> frozenset[int]:
        """The tasks with others inside."""
        return self._arranged.branches

    def fold(self, number: int) -> bool:
        """Hide what is inside a task; False when there is nothing to hide."""
        if not self._hide(number):
            return False
        self._closed[number] = None
        return True

    def _hide(self, number: int) -> bool:
        place = self.place_of(number)
        if place is None or number in self._folded or number not in self._arranged.branches:
            return False
        depth, end = self.depth(number), place + 1
        while end < len(self._order) and self._order[end] >= 0 and self.depth(self._order[end]) > depth:
            end += 1
        self._folded[number] = self._order[place + 1 : end]
        self._order = self._order[: place + 1] + self._order[end:]
        return True

    def unfold(self, number: int) -> bool:
        """Show again what is inside a task; False when it was not hidden."""
        place = self.place_of(number)
        if place is None or number not in self._folded:
            return False
        inside = self._folded.pop(number)
        self._closed.pop(number, None)
        self._order = self._order[: place + 1] + inside + self._order[place + 1 :]
        return True

    def parent_of(self, number: int) -> int | None:
        """The task of the list that a task is inside of."""
        place, depth = self.place_of(number), self.depth(number)
        while depth and place is not None and place > 0:
            place -= 1
            one = self._order[place]
            if one >= 0 and self.depth(one) < depth:
                return one
        return None

    def put(self, rows: Iterable[Row]) -> list[int]:
        """Keep rows; the answer names those that look different now."""
        changed = []
        for row in rows:
            if self._rows.get(row.number) != row:
                changed.append(row.number)
            self._rows[row.number] = row
            self._rows.move_to_end(row.number)
            self._asked.discard(row.number)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
        return changed

    def number_at(self, place: int) -> int | None:
        """The task at a place; None at a heading and beyond the end."""
        found = self._order[place] if 0 <= place < len(self._order) else -1
        return found if found >= 0 else None

    def head_at(self, place: int) -> Head | None:
        """The heading at a place."""
        found = self._order[place] if 0 <= place < len(self._order) else 0
        return self._arranged.heads[-1 - found] if found < 0 else None

    def place_of(self, number: int) -> int | None:
        """Where a task stands."""
        try:
            return self._order.index(number)
        except ValueError:
            return None

    def row(self, number: int) -> Row | None:
        """A row, if it has been read."""
        return self._rows.get(number)

    def numbers(self, first: int, last: int) -> list[int]:
        """The tasks from place `first` up to `last`."""
        found = self._order[max(first, 0) : max(last, 0)].tolist()
        return [number for number in found if number >= 0] if self._arranged.heads else found

    def wanted(self, first: int, height: int) -> list[int]:
        """What has to be read for these lines; nothing while most of what is around is there.

        Each number is asked for once; `forget_questions` asks again.
        """
        if all(
            self._is_known(number) for number in self.numbers(first - AHEAD // 2, first + height + AHEAD // 2)
        ):
            return []
        around = self.numbers(first - AHEAD, first + height + AHEAD)
        missing = [number for number in around if not self._is_known(number)]
        self._asked.update(missing)
        return missing

    def known_numbers(self) -> frozenset[int]:
        """The tasks whose rows have been read."""
        return frozenset(self._rows)

    def forget_questions(self) -> None:
        """Whatever was asked for and did not come may be asked for again."""
        self._asked.clear()

    def _is_known(self, number: int) -> bool:
        return number in self._rows or number in self._asked
