"""Changing the tree by its own keys: nesting, moving whole branches, and what stands between two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tme_tui.tui.tree.reading import Reading
from tme_tui.tui.tree.tying import Tying

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.draft import Draft


class Planting(Tying):
    """The part of the tab that changes tasks."""

    _taken: tuple[int, ...] = ()
    """What was picked up to be put down elsewhere."""

    def do_nest(self) -> None:
        """Put the task inside the one before it; in dependencies, let it wait for that one."""
        above = self.view.above(beside=True)
        if above is None:
            self.host.say(self.words.text("There is nothing above it to put it into."))
        elif self.chosen:
            self._put(self.chosen, above)

    # Moving branches

    def do_tree_take(self) -> None:
        """Pick up what is chosen; once more lets go of it."""
        if self.chosen == self._taken:
            self.let_go()
            return
        self._taken = self.chosen
        self.view.mark(())
        self.view.show_taken(self._taken)
        if self._taken:
            key = self.host.key_of("tree_put")
            self.host.say(self.words.text("Go where it belongs and press {key}.", key=key))

    def do_tree_put(self) -> None:
        """Put down under the cursor's task what was picked up."""
        if not self._taken:
            key = self.host.key_of("tree_take")
            self.host.say(self.words.text("Nothing is picked up; {key} does it.", key=key))
            return
        taken, onto = self._taken, self.number
        if onto in taken:
            self.let_go()
        elif onto is not None:
            self.let_go()
            self._put(taken, onto)

    def let_go(self) -> bool:
        """What was picked up stays where it is; False if nothing was."""
        had, self._taken = bool(self._taken), ()
        self.view.show_taken(())
        return had

    def drop(self, number: int, onto: int | None) -> None:
        """The mouse dragged a task onto another one, or out of all; in the graph, the other waits for it."""
        if self.scope.reading is Reading.GRAPH:
            if onto is not None:
                self.host.change(lambda engine: engine.depend(onto, number))
            return
        numbers = self.chosen if number in self.view.marks else (number,)
        self._put(numbers, onto)

    def _put(self, numbers: Sequence[int], onto: int | None) -> None:
        if self.scope.reading is Reading.SUBTASKS:
            self.host.change(lambda engine: engine.nest(numbers, onto), show=True)
            return
        wood, backwards = self.wood, self.scope.backwards
        if wood is None:
            return
        moves = [(number, self._holder(wood, number)) for number in numbers]
        self.host.change(
            lambda engine: engine.retie(moves, onto, backwards=backwards),
            show=True,
        )

    def do_tree_between(self) -> None:
        """Add a task between the cursor's and what it stands under, or before it where that is nothing."""
        number = self.number
        if number is None:
            return
        tie = self._drawn_tie()
        blocker, task = (None, number) if tie is None else (tie.blocker, tie.task)
        if blocker is None:
            label = self.words.text("add before #{task}", task=task)
        else:
            label = self.words.text("add between #{blocker} and #{task}", blocker=blocker, task=task)

        def check(engine: TaskManager, text: str) -> str:
            draft = _draft(engine, text)
            return " » ".join(str(one.fields.title) for one in (draft, *draft.chain))

        def add(text: str) -> None:
            if text.strip():
                self.host.change(
                    lambda engine: engine.insert_between(_draft(engine, text), blocker, task), show=True
                )

        self.host.ask_line(label, add, hint=self.words.text("A task, or a chain: A >> B >> C"), check=check)


def _draft(engine: TaskManager, text: str) -> Draft:
    from tme_tui.language.quickadd import parse_line

    return parse_line(text, engine.context())
