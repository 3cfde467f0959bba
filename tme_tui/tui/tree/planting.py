"""Changing the tree by its own keys: nesting, moving whole branches, ties and what stands between two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tme_tui.i18n import message
from tme_tui.language.describe import describe_duration
from tme_tui.model.errors import InvalidValue
from tme_tui.model.task import Link
from tme_tui.tui.cells import harmless
from tme_tui.tui.tab import Tab
from tme_tui.tui.tree.lines import read_tie, tie_text
from tme_tui.tui.tree.reading import Reading, Scope, Wood
from tme_tui.tui.tree.view import TreeView

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.draft import Draft
    from tme_tui.model.outline import Tie


_LINKS = {
    Link.FINISH_START: message("begins when the blocker is finished"),
    Link.START_START: message("begins when the blocker begins"),
    Link.FINISH_FINISH: message("ends when the blocker is finished"),
    Link.START_FINISH: message("ends when the blocker begins"),
}


class Planting(Tab):
    """The part of the tab that changes tasks."""

    _taken: tuple[int, ...] = ()
    """What was picked up to be put down elsewhere."""

    @property
    def view(self) -> TreeView:
        """The tree."""
        raise NotImplementedError

    @property
    def scope(self) -> Scope:
        """What the tree is about."""
        raise NotImplementedError

    @property
    def wood(self) -> Wood | None:
        """What is shown."""
        raise NotImplementedError

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
        """The mouse dragged a task onto another one, or out of all."""
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

    @staticmethod
    def _holder(wood: Wood, number: int) -> int | None:
        outline = wood.outline
        holder = outline.holders[outline.places[number]]
        return outline.numbers[holder] if holder >= 0 else None

    # Ties

    def _drawn_tie(self) -> Tie | None:
        """The dependency that the cursor's line stands for."""
        wood, number = self.wood, self.number
        if wood is None or number is None or self.scope.reading is not Reading.DEPENDENCIES:
            return None
        holder = self._holder(wood, number)
        ties = wood.ties.get(number, ())
        return next((tie for tie in ties if holder in (tie.task, tie.blocker)), None)

    def can_tree_tie(self) -> bool:
        """Whether the line stands for a dependency."""
        return self._drawn_tie() is not None

    def do_tree_tie(self) -> None:
        """Type and lag of the dependency, typed as `FS+2d`."""
        tie = self._drawn_tie()
        if tie is None:
            return
        label = self.words.text("#{task} waits for #{blocker}", task=tie.task, blocker=tie.blocker)

        def check(_: TaskManager, text: str) -> str:
            return self._say_tie(text)

        def set_it(text: str) -> None:
            if text.strip() in ("-", self.words.text("none")):
                self.host.change(lambda engine: engine.undepend(tie.task, tie.blocker))
            elif (read := read_tie(text)) is not None:
                self.host.change(lambda engine: engine.depend(tie.task, tie.blocker, *read))
            elif text.strip():
                self.host.say(self._not_a_tie(text), wrong=True)

        hint = self.words.text("FS+2d, SS, FF-1h, none")
        self.host.ask_line(label, set_it, text=tie_text(tie), hint=hint, check=check)

    def _say_tie(self, text: str) -> str:
        words = self.words
        if text.strip() in ("-", words.text("none")):
            return words.text("they are untied")
        read = read_tie(text)
        if read is None:
            raise InvalidValue(self._not_a_tie(text), field="depends")
        link, lag = read
        said = words.text(_LINKS[link])
        if not lag:
            return said
        distance = describe_duration(abs(lag), words.language)
        if lag < timedelta(0):
            return words.text("{said}, {distance} sooner", said=said, distance=distance)
        return words.text("{said}, {distance} later", said=said, distance=distance)

    def _not_a_tie(self, text: str) -> str:
        return self.words.text(
            "“{text}” is no tie: FS, SS, FF or SF, and a distance such as +2d", text=harmless(text)
        )

    def do_tree_between(self) -> None:
        """Add a task between the cursor's and what it stands under."""
        wood, number = self.wood, self.number
        if wood is None or number is None:
            return
        holder = self._holder(wood, number) if self.scope.reading is Reading.DEPENDENCIES else None
        blocker, task = (number, holder) if self.scope.backwards else (holder, number)
        if self.scope.reading is Reading.DEPENDENCIES and self.scope.backwards and holder is None:
            blocker, task = None, number
        if blocker is None:
            label = self.words.text("add before #{task}", task=task)
        else:
            label = self.words.text("add between #{blocker} and #{task}", blocker=blocker, task=task)

        def check(engine: TaskManager, text: str) -> str:
            return str(_draft(engine, text).fields.title)

        def add(text: str) -> None:
            if text.strip():
                self.host.change(
                    lambda engine: engine.insert_between(_draft(engine, text), blocker, task), show=True
                )

        self.host.ask_line(label, add, hint=self.words.text("A task, or a chain: A >> B >> C"), check=check)


def _draft(engine: TaskManager, text: str) -> Draft:
    from tme_tui.language.quickadd import parse_line

    return parse_line(text, engine.context())
