"""What a list knows of a long answer: the numbers of all its tasks in order, and a few hundred rows of them.

A hundred thousand numbers take less than a megabyte, and with them every jump is exact: to the end, to the
middle, back to a task after the order changed. Rows are read for what is in sight and a little beyond.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from tme_tui.tui.rows import Row

KEPT = 600
"""So many rows are kept; the longest unseen go."""
AHEAD = 40
"""So many rows are read before and behind what is in sight."""


class Window:
    """Numbers in order, and the rows that have been read."""

    def __init__(self) -> None:
        self._order: array[int] = array("q")
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return len(self._order)

    def reorder(self, numbers: Sequence[int] | array[int]) -> None:
        """Take over another order; rows that have been read stay."""
        self._order = numbers if isinstance(numbers, array) else array("q", numbers)
        self._asked.clear()

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
        """The task at a place."""
        return self._order[place] if 0 <= place < len(self._order) else None

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
        return self._order[max(first, 0) : max(last, 0)].tolist()

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
