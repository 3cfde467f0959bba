"""The topic of dates that others hang on: a date that makes others late asks before it moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.model.reach import Reach
from tme_tui.tui.tasks.rows import Reader
from tme_tui.tui.topics.ground import Answered, Changed, Ground
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from datetime import date

    from tme_tui.engine.base import TaskRef
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.engine.timing import Slipping
    from tme_tui.i18n import Translator
    from tme_tui.model.draft import Fields
    from tme_tui.model.moment import Moment


class Move(StrEnum):
    """What is to be done."""

    ALONG = "along"
    """Everything that would be late moves as far."""
    ONLY = "only"
    """The date alone, and what is late is late."""


class Question(NamedTuple):
    """What would be late, and what the one who is asked has to know."""

    numbers: Sequence[int]
    found: Slipping
    reader: Reader
    is_series: bool = False
    """Whether more than one time of a series moves."""


class Edit(NamedTuple):
    """A change that may make others late."""

    tasks: Sequence[TaskRef]
    fields: Fields
    notices: tuple[str, ...] = ()
    """What there is to say of it beside what the engine says."""
    show: bool = False
    """Whether the cursor goes to the first task."""
    occurrence: Moment | None = None
    """Of a series, the time that is moved."""
    reach: Reach = Reach.THIS
    """How much of the series goes with it."""
    once: bool = False
    """Whether a block is planned for the open time of a series alone."""
    day: date | None = None
    """Where each of the tasks comes at its own time of day; the fields say what is the latest of them."""

    def store(self, engine: TaskManager) -> Outcome:
        """Change it, and nothing else."""
        from tme_tui.engine.timing import times_of

        if self.day is not None:
            return engine.bring_to(self.tasks, self.day)
        if self.once:
            return engine.plan_time(self.tasks, self.fields)
        if self.occurrence is None:
            return engine.edit(self.tasks, self.fields)
        times = times_of(self.fields)
        return engine.reschedule(self.tasks[0], *times, occurrence=self.occurrence, reach=self.reach)


class MovingDates(Ground):
    """Changes of dates, with a look at what waits for these tasks."""

    def change_due(self, numbers: Sequence[int], text: str, *, name: str) -> None:
        """Set when tasks are due; if that makes others late, ask what is to become of them."""
        from tme_tui.tui.line import typed

        def read(engine: TaskManager) -> Edit:
            return Edit(numbers, typed.due_fields(engine, text, self.words))

        self.change_or_ask(read, name=name)

    def bring_to_today(self, numbers: Sequence[int]) -> None:
        """Make tasks due today, each at its time of day, as `change_due`."""

        def read(engine: TaskManager) -> Edit:
            from tme_tui.model.draft import Fields
            from tme_tui.model.moment import Moment

            today = Moment.at(engine.now(), self.setup.zone).day
            alike = [fields for fields, _ in engine.dates_on(numbers, today)]
            if len(alike) == 1:
                return Edit(numbers, alike[0])
            dues = [fields.due for fields in alike if isinstance(fields.due, Moment)]
            latest = max(dues, key=lambda due: due.utc(self.setup.zone, day_ends=True), default=Moment(today))
            return Edit(numbers, Fields(due=latest), day=today)

        self.change_or_ask(read)

    def settle_date(self, number: int) -> None:
        """Let a task be due no sooner than what it waits for lets it, as `change_due`."""

        def read(engine: TaskManager) -> Edit:
            from tme_tui.model.draft import Fields

            return Edit([number], Fields(due=engine.settled_due(number)))

        self.change_or_ask(read)

    def change_dates(
        self,
        numbers: Sequence[int],
        fields: Fields,
        *,
        occurrence: Moment | None = None,
        reach: Reach = Reach.THIS,
        left: Callable[[], object] | None = None,
        asks: Callable[[], bool] | None = None,
        settled: Callable[[], object] | None = None,
    ) -> None:
        """Set a due date or a block; if that makes others late, ask first. `left`: nothing was changed.

        With `occurrence` this time of a series is moved, and as much of it as `reach` says. `asks` is called
        when there is something to ask: False if a newer change is under way, which will ask. `settled`: it
        is stored, or will not be.
        """
        edit = Edit(numbers, fields, occurrence=occurrence, reach=reach, show=reach is not Reach.THIS)
        self.change_or_ask(lambda engine: edit, left=left, asks=asks, settled=settled)

    def plan_dates(
        self, numbers: Sequence[int], fields: Fields, *, left: Callable[[], object] | None = None
    ) -> None:
        """Plan a block, as `change_dates`; of what repeats by its due date, only the open time has it."""
        edit = Edit(numbers, fields, once=True)
        self.change_or_ask(lambda engine: edit, left=left)

    def change_or_ask(
        self,
        read: Callable[[TaskManager], Edit],
        *,
        name: str = "",
        left: Callable[[], object] | None = None,
        asks: Callable[[], bool] | None = None,
        settled: Callable[[], object] | None = None,
    ) -> None:
        """Change what `read` finds, off the loop; if that makes others late, ask first."""

        questions: list[Question] = []

        def moving(engine: TaskManager) -> Changed | Answered:
            edit = read(engine)
            question = self.question_of(engine, edit)
            if question is None:
                return _changed(edit, edit.store(engine))
            questions.append(question)
            return Answered(partial(told, edit), question)

        def told(edit: Edit, question: Question) -> None:
            if asks is None or asks():
                self._ask_about(edit, question, name, left, settled)
            elif settled is not None:
                settled()

        self.work.ask(moving, Urgency.CHANGE, name=name)
        if settled is not None:
            self.inquire(lambda engine: None, lambda _: questions or settled(), Urgency.CHANGE)

    def question_of(self, engine: TaskManager, edit: Edit) -> Question | None:
        """What is to be asked before a change; None when it makes nothing late."""
        from tme_tui.engine.base import numbers_of

        found = engine.slips(edit.tasks, edit.fields, occurrence=edit.occurrence, reach=edit.reach)
        if found is None:
            return None
        reader = Reader(engine.now(), self.setup.zone, self.words)
        return Question(numbers_of(edit.tasks), found, reader, edit.reach is not Reach.THIS)

    def _ask_about(
        self,
        edit: Edit,
        asked: Question,
        name: str,
        left: Callable[[], object] | None,
        settled: Callable[[], object] | None,
    ) -> None:
        steps: list[object] = []

        def over(_: None) -> None:
            if left is not None and not any(steps):
                left()
            if settled is not None:
                settled()

        def then(move: Move | None) -> None:
            if move is None:
                self.say(self.words.text("The date stays as it was."))
                over(None)
                return

            def moving(engine: TaskManager) -> Changed:
                outcome = moved(engine, edit, asked.found, move, self.words)
                steps.append(outcome.step)
                return _changed(edit, outcome)

            self.work.ask(moving, Urgency.CHANGE, name=name)
            self.inquire(lambda engine: None, over, Urgency.CHANGE)
            self.mark_late(asked, move)

        self.ask_slipping(asked, then)

    def ask_slipping(self, asked: Question, then: Callable[[Move | None], None]) -> None:
        """Ask what is to become of the tasks that would be late; None leaves all as it is."""
        from tme_tui.tui.planning.slipping_screen import SlippingScreen

        self.open_dialog(SlippingScreen(self.setup, self.keymap, asked), then)

    def mark_late(self, asked: Question, move: Move) -> None:
        """Mark what is late now, once the change that is under way has been shown."""
        if move is Move.ONLY:
            late = [int(slip.task.id) for slip in asked.found.slips]
            self.inquire(lambda engine: late, self.mark_tasks)

    def mark_tasks(self, numbers: Sequence[int]) -> None:
        """Mark what is in sight of these."""
        if self._tab is None:
            self.tasks.mark_numbers(numbers)
        else:
            self._tab.mark_numbers(numbers)


def moved(engine: TaskManager, edit: Edit, found: Slipping, move: Move, words: Translator) -> Outcome:
    """Change it as was answered."""
    from tme_tui.engine.delay_words import say_slip

    if move is Move.ALONG:
        return engine.shift_all(
            *(edit.tasks, edit.fields, found.along, found.by),
            occurrence=edit.occurrence,
            reach=edit.reach,
            once=edit.once,
            day=edit.day,
        )
    outcome = edit.store(engine)
    late = tuple(say_slip(slip, words) for slip in found.slips)
    return replace(outcome, notices=(*outcome.notices, *late))


def _changed(edit: Edit, outcome: Outcome) -> Changed:
    shown = int(outcome.tasks[0].id) if edit.show and outcome.tasks else None
    return Changed(replace(outcome, notices=(*outcome.notices, *edit.notices)), show=shown)
