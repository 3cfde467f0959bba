"""The topic of dates that others hang on: a due date that makes others late asks before it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.language.describe import describe_roughly
from tme_tui.model.moment import Moment
from tme_tui.tui.ground import Answered, Changed, Ground
from tme_tui.tui.rows import Reader
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.engine.timing import Slipping
    from tme_tui.model.draft import Fields


class _Asked(NamedTuple):
    """What the question is about."""

    numbers: Sequence[int]
    fields: Fields
    found: Slipping
    reader: Reader


class MovingDates(Ground):
    """Due dates by key, with a look at what waits for these tasks."""

    def change_due(self, numbers: Sequence[int], text: str, *, name: str) -> None:
        """Set when tasks are due; if that makes others late, ask what is to become of them."""
        from tme_tui.tui import typed

        words, zone = self.words, self.setup.zone

        def moving(engine: TaskManager) -> Changed | Answered:
            fields = typed.due_fields(engine, text, words)
            if isinstance(fields.due, Moment) and fields.given().keys() == {"due"}:
                found = engine.slipping(numbers, fields.due)
                if found.slips:
                    asked = _Asked(numbers, fields, found, Reader(engine.now(), zone, words))
                    return Answered(self._ask_about, asked)
            return Changed(engine.edit(numbers, fields))

        self.work.ask(moving, Urgency.CHANGE, name=name)

    def _ask_about(self, asked: _Asked) -> None:
        from tme_tui.tui.planning.slipping_screen import Move, SlippingScreen

        numbers, found = asked.numbers, asked.found

        def then(answer: Move | None) -> None:
            if answer is Move.ALONG:
                self.change(lambda engine: engine.shift_all(numbers, found.due, found.along, found.by))
            elif answer is Move.ONLY:
                self.change(lambda engine: self._only(engine, asked))
                late = [int(slip.task.id) for slip in found.slips]
                self.inquire(lambda engine: late, self.mark_tasks)
            else:
                self.say(self.words.text("The date stays as it was."))

        self.open_dialog(SlippingScreen(self.setup, self.keymap, numbers, found, asked.reader), then)

    def _only(self, engine: TaskManager, asked: _Asked) -> Outcome:
        outcome = engine.edit(asked.numbers, asked.fields)
        words = self.words
        late = tuple(
            words.text(
                "#{number} comes {time} too late",
                number=slip.task.id,
                time=describe_roughly(slip.late, words.language),
            )
            for slip in asked.found.slips
        )
        return replace(outcome, notices=(*outcome.notices, *late))

    def mark_tasks(self, numbers: Sequence[int]) -> None:
        """Mark what is in sight of these."""
        if self._tab is None:
            self.tasks.mark_numbers(numbers)
        else:
            self._tab.mark_numbers(numbers)
