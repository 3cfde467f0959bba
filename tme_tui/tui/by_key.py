"""The topic of single fields: one key opens the line for one of them, and the grammar of adding reads it.

`remind:` and its kin say which field is meant; the rest of the line is what was typed. So everything that can
be said when a task is added can be said here, in both languages, and `none` takes it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.i18n import message
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue
from tme_tui.tui.choosing import Choosing

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome

_NOTHING = frozenset({"none", "нет", "-"})


class Field(NamedTuple):
    """How one field is asked for."""

    label: str
    hint: str
    prefixes: tuple[str, ...]
    """What is put before the text; the first that is understood counts."""
    sets: frozenset[str]
    """What a text must set, one at least."""
    beside: frozenset[str] = frozenset()
    """What it may set beside that."""


PRIORITY = Field(
    message("priority"),
    message("1 is the highest, 4 the lowest; none"),
    ("pri:",),
    frozenset({"priority"}),
)
RECURRENCE = Field(
    message("repeat"),
    message("every mon 9:00, every! 3 days, every last day, none"),
    ("rec:", "", "every "),
    frozenset({"recurrence"}),
    frozenset({"due", "starts"}),
)
REMINDERS = Field(
    message("remind"),
    message("15m, 1d, at 9:00, none"),
    ("remind:", "remind "),
    frozenset({"reminders", "add_reminders"}),
)
ESTIMATE = Field(message("takes"), message("45m, 1h30m, none"), ("est:",), frozenset({"estimate"}))


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


def read_field(engine: TaskManager, field: Field, text: str) -> tuple[Fields, Sequence[str]]:
    """What a text sets, and the same in words."""
    from tme_tui.language.quickadd import parse_changes

    context, typed = engine.context(), text.strip()
    nothing = typed.casefold() in _NOTHING
    for prefix in field.prefixes:
        draft = parse_changes(f"{prefix}{'none' if nothing else typed}", context)
        given = set(draft.fields.given())
        if given & field.sets and given <= field.sets | field.beside:
            return draft.fields, [*(span.sentence for span in draft.spans if span.sentence), *draft.notices]
    raise InvalidValue(f"{typed!r}: {field.hint}", field=min(field.sets))


def append_note(number: int, text: str, engine: TaskManager) -> Outcome:
    """One more line of notes."""
    task = engine.get_task(number)
    notes = f"{task.notes}\n{text}" if task.notes else text
    return engine.edit(task, Fields(notes=notes))
