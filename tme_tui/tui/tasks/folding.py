"""Subtasks in the list: hiding and showing what is inside, and who stands beside whom."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.tui.tasks.marking import Marking


class Folding(Marking):
    """The list with its folds."""

    def toggle_fold(self) -> None:
        """Hide or show what is inside the task under the cursor; where nothing is, its parent is meant."""
        if self._number is not None and not self._window.unfold(self._number):
            if not self._window.is_branch(self._number):
                self._go_up()
            if self._number is not None:
                self._window.fold(self._number)
        self._resized(keep_in_sight=True)

    def fold(self) -> bool:
        """Hide what is inside, or go to the task that holds this one; False when neither is possible."""
        if self._number is None:
            return False
        if not self._window.is_folded(self._number) and self._window.fold(self._number):
            self._resized(keep_in_sight=True)
            return True
        return self._go_up()

    def unfold(self) -> bool:
        """Show what is inside; False when nothing is hidden."""
        if self._number is None or not self._window.unfold(self._number):
            return False
        self._resized(keep_in_sight=True)
        return True

    def fold_all(self) -> None:
        """Fold everything; when everything is folded, show everything."""
        number, branches = self._number, self._window.branches
        hidden = [one for one in branches if self._window.is_folded(one)]
        if len(hidden) == len(branches):
            self._show_all()
        else:
            deepest_first = sorted(branches, key=lambda one: -self._window.depth(one))
            for one in deepest_first:
                self._window.fold(one)
        place = None if number is None else self._window.place_of(number)
        self._set_place(self._place if place is None else place)
        self._resized(keep_in_sight=True)

    def _show_all(self) -> None:
        while any(self._window.unfold(one) for one in self._window.hiding):
            pass

    def restore_folds(self, numbers: Iterable[int]) -> None:
        """Fold these as soon as they are there."""
        self._window.fold_later(numbers)

    @property
    def folded(self) -> tuple[int, ...]:
        """The tasks that are folded."""
        return self._window.folded

    def _go_up(self) -> bool:
        parent = None if self._number is None else self._window.parent_of(self._number)
        return parent is not None and self.go_to(parent)

    def neighbours(self, number: int, lines: int) -> tuple[int | None, int | None]:
        """Between which tasks of the same depth one would stand if it were moved by so many of them."""
        place = self._window.place_of(number)
        if place is None:
            return None, None
        depth = self._window.depth(number)
        step = 1 if lines > 0 else -1
        beside: list[int] = []
        while len(beside) <= abs(lines):
            place += step
            one = self._window.number_at(place)
            if one is None or self._window.depth(one) < depth:
                break
            if self._window.depth(one) == depth:
                beside.append(one)
        if len(beside) < abs(lines):
            return None, None
        near, far = beside[abs(lines) - 1], beside[abs(lines)] if len(beside) > abs(lines) else None
        return (near, far) if lines > 0 else (far, near)
