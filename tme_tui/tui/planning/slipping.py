"""The topic of dates that others hang on: a due date that makes others late asks before it moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.language.describe import describe_roughly
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.tui.ground import Answered, Changed, Ground
from tme_tui.tui.rows import Reader
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.engine.timing import Slipping


class _Asked(NamedTuple):
    """What the question is about."""

    numbers: Sequence[int]
    fields: Fields
    found: Slipping
    reader: Reader
    left: Callable[[], object] | None = None
    """What else is to be taken back when nothing is changed."""


class MovingDates(Ground):
    """Due dates by key, with a look at what waits for these tasks."""

    def change_due(self, numbers: Sequence[int], text: str, *, name: str) -> None:
        """Set when tasks are due; if that makes others late, ask what is to become of them."""
        from tme_tui.tui import typed

        def moving(engine: TaskManager) -> Changed | Answered:
            return self._changed_or_asked(engine, numbers, typed.due_fields(engine, text, self.words))

        self.work.ask(moving, Urgency.CHANGE, name=name)

    def change_dates(
        self, numbers: Sequence[int], fields: Fields, *, left: Callable[[], object] | None = None
    ) -> None:
        """Set a due date or a block; if that makes others late, ask first. `left`: nothing was changed."""

        def moving(engine: TaskManager) -> Changed | Answered:
            return self._changed_or_asked(engine, numbers, fields, left)

        self.work.ask(moving, Urgency.CHANGE)

    def _changed_or_asked(
        self,
        engine: TaskManager,
        numbers: Sequence[int],
        fields: Fields,
        left: Callable[[], object] | None = None,
    ) -> Changed | Answered:
        """Change it, or find what to ask about; off the loop."""
        found = slipping_of(engine, numbers, fields)
        if found is None:
            return Changed(engine.edit(numbers, fields))
        reader = Reader(engine.now(), self.setup.zone, self.words)
        return Answered(self._ask_about, _Asked(numbers, fields, found, reader, left))

    def _ask_about(self, asked: _Asked) -> None:
        from tme_tui.tui.planning.slipping_screen import Move, SlippingScreen

        numbers, found = asked.numbers, asked.found

        def then(answer: Move | None) -> None:
            if answer is Move.ALONG:
                self.change(lambda engine: engine.shift_all(numbers, asked.fields, found.along, found.by))
            elif answer is Move.ONLY:
                self.change(lambda engine: self._only(engine, asked))
                late = [int(slip.task.id) for slip in found.slips]
                self.inquire(lambda engine: late, self.mark_tasks)
            else:
                self.say(self.words.text("The date stays as it was."))
                if asked.left is not None:
                    asked.left()

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


def slipping_of(engine: TaskManager, numbers: Sequence[int], fields: Fields) -> Slipping | None:
    """What would be late if nothing but a due date or a block were changed so; None when nothing would."""
    given, ends = fields.given(), fields.ends if isinstance(fields.ends, Moment) else fields.starts
    if given.keys() == {"due"} and isinstance(fields.due, Moment):
        found = engine.slipping(numbers, fields.due)
    elif given.keys() == {"starts", "ends"} and isinstance(ends, Moment):
        found = engine.slipping(numbers, ends, planned=True)
    else:
        return None
    return found if found.slips else None
