"""Marks on the list: what the next action is about, in the order of marking."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.tui.tasks.moving import Moving


class Marking(Moving):
    """The list with its marks."""

    @property
    def has_marks(self) -> bool:
        """Whether anything is marked."""
        return bool(self._marks)

    def toggle_mark(self) -> None:
        """Mark the task under the cursor, or let go of it."""
        if self._number is None:
            return
        if self._number in self._marks:
            del self._marks[self._number]
        else:
            self._marks[self._number] = None
        self._refresh_place(self._place)
        self._tell(again=True)

    def mark_range(self) -> None:
        """Mark everything between the last mark and the cursor."""
        last = next(reversed(self._marks), self._number)
        start = None if last is None else self._window.place_of(last)
        if start is None:
            return
        first, end = sorted((start, self._place))
        self._marks.update(dict.fromkeys(self._window.numbers(first, end + 1)))
        self.refresh()
        self._tell(again=True)

    def mark_all(self) -> None:
        """Mark everything; when not all is known yet, as soon as it is."""
        if not self._whole:
            self._mark_whole = True
            self.post_message(self.OrderWanted())
        self._marks = dict.fromkeys(self._window.numbers(0, len(self._window)))
        self.refresh()
        self._tell(again=True)

    def mark_others(self) -> None:
        """Mark what is not marked and let go of the rest."""
        everything = self._window.numbers(0, len(self._window))
        self._marks = dict.fromkeys(number for number in everything if number not in self._marks)
        self.refresh()
        self._tell(again=True)

    def mark_numbers(self, numbers: Iterable[int]) -> None:
        """Mark these tasks, as far as they are in the list, beside those that are marked."""
        present = set(self._window.numbers(0, len(self._window)))
        self._marks.update(dict.fromkeys(number for number in numbers if number in present))
        self.refresh()
        self._tell(again=True)

    def unmark_all(self) -> bool:
        """Let go of all marks; False if there was none."""
        had = bool(self._marks)
        self._mark_whole = False
        self._marks.clear()
        self.refresh()
        self._tell(again=True)
        return had
