"""Folds and marks of the tree."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.tui.tree.cursor import Cursor


class Folding(Cursor):
    """The tree with folds and marks."""

    def fold(self) -> bool:
        """Hide what is under the task, or go to what it stands under; False if neither is possible."""
        number = self.number
        if number is None:
            return False
        if self._graph is not None:
            return self._go_to_box(self._graph.beside(number, -1))
        if number not in self._folded and self._outline.is_branch(self._shown[self._at]):
            self._folded.add(number)
            self._laid_out(number)
            return True
        above = self.above()
        return above is not None and self.go_to(above)

    def unfold(self) -> bool:
        """Show what is hidden, or go into it; False when nothing is under the task."""
        number = self.number
        if self._graph is not None and number is not None:
            return self._go_to_box(self._graph.beside(number, 1))
        if number is None or not self._outline.is_branch(self._shown[self._at]):
            return False
        if number in self._folded:
            self._folded.discard(number)
            self._laid_out(number)
        else:
            self.move(1)
        return True

    def toggle_fold(self) -> None:
        """Hide or show what is under the task; where nothing is, what holds it is meant."""
        if self._graph is not None:
            return
        if self.number in self._folded:
            self.unfold()
        elif self.number is not None and not self._outline.is_branch(self._shown[self._at]):
            if self.fold():
                self.fold()
        else:
            self.fold()

    def fold_all(self) -> None:
        """Fold everything; when everything is folded, show everything."""
        if self._graph is not None:
            return
        outline, number = self._outline, self.number
        branches = {one for one, place in outline.places.items() if outline.is_branch(place)}
        self._folded = set() if branches <= self._folded else branches
        top = number
        if number is not None and self._folded:
            holders = outline.holders_of(outline.places[number])
            top = outline.numbers[holders[-1]] if holders else number
        self._laid_out(top)

    def toggle_mark(self) -> None:
        """Mark the task under the cursor, or let go of it."""
        if self.number is not None:
            if self.number in self._marks:
                del self._marks[self.number]
            else:
                self._marks[self.number] = None
            self.refresh()

    def mark(self, numbers: Iterable[int]) -> None:
        """Mark these and no others."""
        self._marks = dict.fromkeys(number for number in numbers if number in self._outline.places)
        self.refresh()
