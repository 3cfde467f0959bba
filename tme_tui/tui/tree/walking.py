"""Walking about in the tree: its cursor, folds, marks, readings, and the ties that are followed."""

from __future__ import annotations

from collections.abc import Sequence

from tme_tui.tui.tab import Host
from tme_tui.tui.tree.planting import Planting
from tme_tui.tui.tree.reading import Reading, Scope, Side


class Walking(Planting):
    """The part of the tab that changes nothing but what is shown."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._links: list[int] = []
        """From where ties were followed."""

    def rescope(self, scope: Scope) -> None:
        """Show something else, with the cursor on the same task."""
        raise NotImplementedError

    # Moving

    def do_cursor_down(self) -> None:
        self.view.move(1)

    def do_cursor_up(self) -> None:
        self.view.move(-1)

    def do_page_down(self) -> None:
        self.view.move_pages(1)

    def do_page_up(self) -> None:
        self.view.move_pages(-1)

    def do_half_page_down(self) -> None:
        self.view.move_pages(0.5)

    def do_half_page_up(self) -> None:
        self.view.move_pages(-0.5)

    def do_top(self) -> None:
        self.view.go_to_top()

    def do_bottom(self) -> None:
        self.view.go_to_end()

    def do_fold(self) -> None:
        if not self.view.fold():
            self.host.show_pane("views")

    def do_unfold(self) -> None:
        if not self.view.unfold():
            self.host.show_pane("details")

    def do_toggle_fold(self) -> None:
        self.view.toggle_fold()

    def do_fold_all(self) -> None:
        self.view.fold_all()

    # Marks

    def do_mark(self) -> None:
        self.view.toggle_mark()
        self.view.move(1)

    def do_mark_down(self) -> None:
        self.do_mark()

    def do_mark_up(self) -> None:
        self.view.toggle_mark()
        self.view.move(-1)

    def do_mark_range(self) -> None:
        marks, shown = self.view.marks, self.view.in_sight()
        if marks and self.number is not None and marks[-1] in shown:
            first, last = sorted((shown.index(marks[-1]), shown.index(self.number)))
            self.view.mark([*marks, *shown[first : last + 1]])

    def mark_numbers(self, numbers: Sequence[int]) -> None:
        """Mark these too, as far as they are here."""
        self.view.mark([*self.view.marks, *numbers])

    def go_to_next(self, numbers: frozenset[int], *, forward: bool = True) -> bool:
        """Put the cursor on the next of these tasks, round the end; what hides it is unfolded."""
        return self.view.go_to_next(numbers, forward=forward)

    def do_mark_all(self) -> None:
        self.view.mark(self.view.in_sight())

    def do_mark_others(self) -> None:
        marks = set(self.view.marks)
        self.view.mark(number for number in self.view.in_sight() if number not in marks)

    def do_unmark_all(self) -> None:
        self.view.mark(())

    # Readings

    def do_tree_reading(self) -> None:
        """Subtasks, dependencies, or their graph."""
        others = list(Reading)
        reading = others[(others.index(self.scope.reading) + 1) % len(others)]
        self.rescope(self.scope._replace(reading=reading))

    def do_tree_roots(self) -> None:
        """Begin with what nothing blocks, or with what nothing waits for."""
        backwards = not self.scope.backwards
        self.rescope(self.scope._replace(reading=Reading.DEPENDENCIES, backwards=backwards))

    def do_tree_critical(self) -> None:
        """Mark the chain that decides when all is done, or no longer."""
        self.rescope(self.scope._replace(critical=not self.scope.critical))

    def do_tree_blockers(self) -> None:
        self._narrow(Side.BEFORE)

    def do_tree_blocked(self) -> None:
        self._narrow(Side.AFTER)

    def _narrow(self, side: Side) -> None:
        scope, number = self.scope, self.number
        if scope.side is side and scope.about is not None:
            self.rescope(scope._replace(about=None, side=Side.WHOLE))
        elif number is not None:
            graph = scope.reading is Reading.GRAPH
            reading = Reading.GRAPH if graph else Reading.DEPENDENCIES
            backwards = side is Side.BEFORE and not graph
            self.rescope(Scope(reading, backwards, number, side, scope.critical))

    def do_tree_follow(self) -> None:
        """Go along the ties of the task where the cursor was first, one after the other."""
        wood, number = self.wood, self.number
        if wood is None or number is None:
            return
        if not self._links or number not in self._ways(self._links[-1]):
            self._links.append(number)
        origin = self._links[-1]
        ways = self._ways(origin)
        if not ways:
            self._links.pop()
            self.host.say(self.words.text("Nothing is tied to it here."))
            return
        place = ways.index(number) + 1 if number in ways else 0
        self.view.go_to(origin if place == len(ways) else ways[place])

    def follow(self, number: int) -> None:
        """Go along a cross-link of the cursor's line; `tree_back` comes back."""
        if self.number is not None:
            self._links.append(self.number)
        self.view.go_to(number)

    def _ways(self, number: int) -> list[int]:
        """What a task is tied to, those ties first that are not drawn."""
        if self.wood is None:
            return []
        forest, outline = self.wood.forest, self.wood.outline
        found = [tie.blocker for tie in forest.ties if tie.task == number]
        found += [tie.task for tie in forest.ties if tie.blocker == number]
        places = outline.places
        drawn = {one for one in found if outline.holders[places[one]] == places.get(number)}
        drawn |= {one for one in found if outline.holders[places[number]] == places[one]}
        return [one for one in found if one not in drawn] + [one for one in found if one in drawn]

    def do_tree_back(self) -> None:
        """Back to where a tie was followed from."""
        if self._links:
            self.view.go_to(self._links.pop())
