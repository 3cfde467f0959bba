"""The topic of choosing: actions that ask which task, person or query is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from tme_tui.tui.topics.saved_views import SavedViews

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.tui.picking.choices import Finder
    from tme_tui.tui.picking.picker import Chosen

ChangeBy = Callable[["TaskManager", Sequence[Any]], "Outcome"]
"""Changes something by the keys of what was chosen."""


class Choosing(SavedViews):
    """Dependencies, parents, people and recent queries, chosen from a list."""

    def do_blocked_by(self) -> None:
        from tme_tui.tui.picking import choices, refusals

        if numbers := self.chosen:
            title = self.words.text("{what} waits for…", what=_named(numbers))
            find = choices.tasks(
                self.words, without=numbers, refusals=partial(refusals.as_blockers, numbers, self.words)
            )
            self._pick(title, find, partial(_wait_for, numbers), several=True)

    def do_blocks(self) -> None:
        from tme_tui.tui.picking import choices, refusals

        if numbers := self.chosen:
            title = self.words.text("{what} blocks…", what=_named(numbers))
            find = choices.tasks(
                self.words, without=numbers, refusals=partial(refusals.as_blocked, numbers, self.words)
            )
            self._pick(title, find, partial(_let_wait, numbers), several=True)

    def do_parent(self) -> None:
        from tme_tui.tui.picking import choices, refusals

        if numbers := self.chosen:
            title = self.words.text("Put {what} inside…", what=_named(numbers))
            find = choices.tasks(
                self.words, without=numbers, refusals=partial(refusals.as_parents, numbers, self.words)
            )
            self._pick(title, find, partial(_put_inside, numbers))

    def do_unnest(self) -> None:
        if numbers := self.chosen:
            self.change(partial(_take_out, numbers))

    def do_assignee(self) -> None:
        from tme_tui.tui.picking.choices import Choice, among

        numbers = self.chosen
        if not numbers:
            return
        nobody = Choice("", self.words.text("nobody"))
        people = [Choice(login, f"@{login}") for login in self.known_names().people]

        def assign(engine: TaskManager, chosen: Sequence[object]) -> Outcome:
            from tme_tui.model.draft import Fields

            return engine.edit(numbers, Fields(assignee=str(chosen[0]) or None))

        self._pick(
            self.words.text("Who does {what}?", what=_named(numbers)), among([*people, nobody]), assign
        )

    def do_recent_queries(self) -> None:
        from tme_tui.tui.line.prompt import Purpose
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker
        from tme_tui.tui.working.questions import Question

        lines = list(dict.fromkeys(reversed(self._typed_before(Purpose.FILTER))))

        def show(chosen: Chosen | None) -> None:
            if chosen:
                question = Question(self.question.view, str(chosen[0].key), self.question.search)
                self.show_question(question, cursor=self.number)

        title = self.words.text("Recent queries")
        self.open_dialog(Picker(self, title, among(Choice(line, line) for line in lines)), show)

    def _pick(self, title: str, find: Finder, change: ChangeBy, *, several: bool = False) -> None:
        from tme_tui.tui.picking.picker import Picker

        def then(chosen: Chosen | None) -> None:
            if chosen:
                keys = [choice.key for choice in chosen]
                self.change(lambda engine: change(engine, keys))

        self.open_dialog(Picker(self, title, find, several=several), then)


def _named(numbers: Sequence[int]) -> str:
    """A few tasks by number, the rest counted."""
    shown = ", ".join(f"#{number}" for number in numbers[:3])
    return shown if len(numbers) <= 3 else f"{shown}, +{len(numbers) - 3}"


def _wait_for(numbers: Sequence[int], engine: TaskManager, chosen: Sequence[int]) -> Outcome:
    return engine.depend(numbers, chosen)


def _let_wait(numbers: Sequence[int], engine: TaskManager, chosen: Sequence[int]) -> Outcome:
    return engine.depend(chosen, numbers)


def _put_inside(numbers: Sequence[int], engine: TaskManager, chosen: Sequence[int]) -> Outcome:
    return engine.nest(numbers, chosen[0])


def _take_out(numbers: Sequence[int], engine: TaskManager) -> Outcome:
    """Out of the task that holds them, into the one that holds that."""
    parents = {task.parent for task in engine.tasks_numbered(numbers).values()} - {None}
    if len(parents) != 1:
        return engine.nest(numbers, None)
    (parent,) = parents
    return engine.nest(numbers, None if parent is None else engine.get_task(parent).parent)
