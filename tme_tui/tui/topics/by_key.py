"""The topic of single fields: one key opens the line for one of them, for one task or all that are marked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tme_tui.model.draft import Fields
from tme_tui.tui.line.single_fields import ESTIMATE, PRIORITY, RECURRENCE, REMINDERS, Field, read_field
from tme_tui.tui.topics.choosing import Choosing

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome


class ByKey(Choosing):
    """Fields that one key sets on one task or on all that are marked."""

    def do_priority(self) -> None:
        self._ask_field(PRIORITY)

    def do_recurrence(self) -> None:
        self._ask_field(RECURRENCE)

    def do_reminders(self) -> None:
        self._ask_field(REMINDERS)

    def do_estimate(self) -> None:
        self._ask_field(ESTIMATE)

    def do_add_note(self) -> None:
        number = self.number
        if number is not None:
            self.ask_line(
                self.words.text("note on #{number}", number=number),
                lambda text: self.change(partial(append_note, number, text)) if text.strip() else None,
                hint=self.words.text("a line that is added to the notes"),
            )

    def _ask_field(self, field: Field) -> None:
        numbers, words = self.chosen, self.words
        if not numbers:
            return

        def say(engine: TaskManager, text: str) -> str:
            return " · ".join(read_field(engine, field, text)[1])

        def change(text: str) -> None:
            if text.strip():
                self.change(lambda engine: engine.edit(numbers, read_field(engine, field, text)[0]))

        self.ask_line(words.text(field.label), change, hint=words.text(field.hint), check=say)


def append_note(number: int, text: str, engine: TaskManager) -> Outcome:
    """One more line of notes."""
    task = engine.get_task(number)
    notes = f"{task.notes}\n{text}" if task.notes else text
    return engine.edit(task, Fields(notes=notes))
