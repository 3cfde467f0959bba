"""The topic of changing tasks by one key: done, deleted, started, priorities, undo. Each is one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from tme_tui.i18n import Translator
from tme_tui.model.builtin_views import View
from tme_tui.model.circle_text import circle_lines
from tme_tui.model.errors import CycleRefused, TmeError, UndoRefused
from tme_tui.model.ids import StepId
from tme_tui.model.task import Status
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.tasks.foreseeing import (
    LOWEST,
    closed_as,
    finished_or_open,
    prioritised,
    started_or_stopped,
)
from tme_tui.tui.topics.ground import Changed, Ground
from tme_tui.tui.working.work import Failed

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome

_NOTICES = 3
_TURNS = frozenset({"undo", "redo"})


class Changing(Ground):
    """Actions on all marked tasks, or on the one under the cursor."""

    def do_done(self) -> None:
        numbers = self.chosen
        if numbers:
            self.change(lambda engine: finish_or_reopen(engine, numbers), foreseen=finished_or_open)

    def do_delete(self) -> None:
        numbers = self.chosen
        if numbers:
            self.change(lambda engine: engine.delete(numbers), foreseen=closed_as(Status.DELETED))

    def do_cancel_task(self) -> None:
        numbers = self.chosen
        if numbers:
            self.change(lambda engine: engine.cancel(numbers), foreseen=closed_as(Status.CANCELLED))

    def do_start_stop(self) -> None:
        numbers = self.chosen
        if numbers:
            self.change(lambda engine: start_or_stop(engine, numbers), foreseen=started_or_stopped)

    def do_priority_up(self) -> None:
        self._shift_priority(-1)

    def do_priority_down(self) -> None:
        self._shift_priority(1)

    def _shift_priority(self, by: int) -> None:
        numbers = self.chosen
        if numbers:
            self.change(lambda engine: shift_priority(engine, numbers, by), foreseen=prioritised(by))

    def do_duplicate(self) -> None:
        numbers = self.chosen
        if numbers:
            self.change(lambda engine: engine.duplicate(numbers))

    def do_undo(self) -> None:
        told = frozenset(self.told_of)
        self.change(lambda engine: engine.undo(leave_out=told.__contains__)[0], back="redo", name="undo")

    def do_redo(self) -> None:
        told = frozenset(self.told_of)
        self.change(lambda engine: engine.redo(leave_out=told.__contains__)[0], name="redo")

    @on(Changed)
    def _changed(self, event: Changed) -> None:
        """Say what happened, and how to take it back."""
        outcome = event.outcome
        said = [harmless(outcome.sentence or self.words.text("There was nothing to change."))]
        said += [harmless(notice) for notice in outcome.notices[:_NOTICES]]
        if outcome.step is not None:
            said += self._way_back(event.back)
        if outcome.step is None:
            self.refresh_rows()  # what was foreseen has not happened
        self.unmark_all()
        everything = next((each for each in self.views.entries if each.name == View.ALL), None)
        if event.elsewhere and event.is_first and everything is not None:
            self.open_entry(everything, cursor=event.show)  # whoever adds a first task wants to see it
        elif event.elsewhere:
            hint = (
                self.words.text("This view does not show it; :{number} goes there", number=event.show)
                if len(outcome.tasks) < 2
                else self.words.text("This view does not show them; :{number} goes there", number=event.show)
            )
            said.insert(1, hint)
        self.say("\n".join(said))
        if event.show is not None:
            self.find_task(event.show)

    def _way_back(self, action: str) -> list[str]:
        """How the toast says to make it as it was."""
        key = self.key_of(action)
        match action:
            case "":
                return []
            case "redo":
                return [self.words.text("{key} does it again", key=key)]
            case _:
                return [self.words.text("{key} takes it back", key=key)]

    def find_task(self, number: int) -> None:
        """Put the cursor on a task as soon as the list has it."""
        raise NotImplementedError

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        """Say why something could not be done."""
        if event.name == "tick":
            return
        if not event.name:
            self.refresh_rows()  # what was foreseen has not happened
        if event.error is None:
            self.say(self.words.text("That went wrong inside the program; the log has details."), wrong=True)
        else:
            self.refused(event.name, event.error, event.number)

    def refused(self, name: str, error: TmeError, _: int = 0) -> None:
        """Say why something was refused; undo and redo go past what one was told of once."""
        said = told(error, self.words)
        if name in _TURNS and isinstance(error, UndoRefused) and error.step is not None:
            self.told_of.add(StepId(error.step))
            keys = {"key": self.key_of(name), "history": self.key_of("history")}
            hint = self.words.text("{key} again leaves this out; {history} shows what was done", **keys)
            said = f"{said}\n{hint}"
        self.say(said, wrong=True)


def told(error: TmeError, words: Translator) -> str:
    """What an error says; a circle is drawn below."""
    picture = circle_lines(error.path) if isinstance(error, CycleRefused) else []
    return "\n".join([harmless(words.error(str(error))), *picture])


def finish_or_reopen(engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    """Finish what is open; when all is finished already, open it again."""
    tasks = engine.tasks_numbered(numbers)
    still_open = [number for number in numbers if number in tasks and tasks[number].status.is_open]
    return engine.complete(still_open) if still_open else engine.reopen(numbers)


def start_or_stop(engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    """Start what is not started; when all is, stop it."""
    tasks = engine.tasks_numbered(numbers)
    resting = [number for number in numbers if number in tasks and tasks[number].status is not Status.STARTED]
    return engine.start(resting) if resting else engine.stop(numbers)


def shift_priority(engine: TaskManager, numbers: Sequence[int], by: int) -> Outcome:
    """One more or one less important, counted from the first of the tasks; below the lowest is none."""
    from tme_tui.model.draft import Fields

    first = engine.get_task(numbers[0])
    now = first.priority or LOWEST + 1
    wanted = max(1, min(now + by, LOWEST + 1))
    return engine.edit(numbers, Fields(priority=None if wanted > LOWEST else wanted))
