"""What all use cases share: the store, the clock, who acts, and how a change becomes a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tme_tui.engine.events import Announcer
from tme_tui.engine.outcome import Outcome
from tme_tui.i18n import Translator
from tme_tui.model.clock import Clock, SystemClock
from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.model.ids import HIGHEST_NUMBER, StepId, TaskId
from tme_tui.model.journal import Committed, Origin, Step
from tme_tui.model.moment import Moment
from tme_tui.model.person import Person
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Task
from tme_tui.model.value import field, value
from tme_tui.store.entities import Row
from tme_tui.store.names import Names
from tme_tui.store.reading import tasks_by_number
from tme_tui.store.settle import Rules
from tme_tui.store.transaction import Actor, Transaction, transaction

if TYPE_CHECKING:
    from pathlib import Path

    from tme_tui.language.context import Context
    from tme_tui.model.task_type import TaskType
    from tme_tui.model.working_time import WorkingTime
    from tme_tui.store.connections import Store

TaskRef = Task | TaskId | int
"""A task as it was read, or its number. With the value itself, an edit notices what others changed."""


@value
class Surroundings:
    """Everything that a manager is given, made in `bootstrap`."""

    store: Store
    person: Person
    origin: Origin = Origin.LIBRARY
    clock: Clock = field(default_factory=SystemClock)
    rules: Rules = field(default_factory=Rules)
    words: Translator = field(default_factory=lambda: Translator("en"))
    keep_copy: Callable[[Store, datetime], Path | None] | None = None
    """Makes the day's copy of the base when it is due."""
    context: Callable[[datetime, Sequence[Person], Sequence[TaskType]], Context] | None = None
    """How to read what this person types; without it, only ready queries are understood."""


def number_of(task: TaskRef) -> int:
    """The number meant; what is neither a task nor a number is refused, however much it looks like one."""
    number = task.id if isinstance(task, Task) else task
    if not isinstance(number, int) or isinstance(number, bool):
        raise InvalidValue(f"{task!r} is neither a task nor the number of one", field="id")
    return _possible(int(number))


def _possible(number: int) -> int:
    if not 1 <= number <= HIGHEST_NUMBER:
        raise NotFound("task", f"#{number}")
    return number


def refs_of(tasks: TaskRef | Iterable[TaskRef]) -> list[TaskRef]:
    """One task or several as several; a text is one thing, and not read letter by letter."""
    if isinstance(tasks, Iterable) and not isinstance(tasks, str | bytes):
        return list(tasks)
    return [tasks]  # type: ignore[list-item]  # what is no task is refused by `number_of`


def numbers_of(tasks: TaskRef | Iterable[TaskRef]) -> list[int]:
    """The numbers meant, each once, in the order given."""
    return list(dict.fromkeys(number_of(task) for task in refs_of(tasks)))


class Change:
    """A transaction in the hands of a use case."""

    def __init__(self, raw: Transaction) -> None:
        self.raw = raw
        self.rows = raw.rows
        self.now = raw.now
        self.names = Names(raw)
        self.notices: list[str] = []

    def task(self, number: int) -> Row:
        """The row of a task, or an error that names the number."""
        row = self.rows.get("tasks", (_possible(number),))
        if row is None:
            raise NotFound("task", f"#{number}")
        return row

    def tasks(self, numbers: Sequence[int]) -> list[Row]:
        """The rows of many tasks, in that order; the first that does not exist is named."""
        self.rows.load("tasks", [(_possible(number),) for number in numbers])
        return [self.task(number) for number in numbers]

    def set(self, number: int, **values: object) -> None:
        self.rows.change("tasks", (number,), values)


class EngineBase:
    """The ground under the use cases, which are mixed into `TaskManager` by topic."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._store = around.store
        self._words = around.words
        self._announcer = Announcer()
        self._own_steps: set[int] = set()
        self._changed = False
        self._nobody = False
        self._calendar: WorkingTime | None = None

    @property
    def person(self) -> Person:
        """Who acts through this manager."""
        return self._around.person

    def now(self) -> datetime:
        """The present moment, as this manager's clock tells it."""
        return self._around.clock.now()

    @property
    def calendar(self) -> WorkingTime:
        """Which days this person works, public holidays known."""
        if self._calendar is None:
            from tme_tui.model.holidays import calendar_of

            self._calendar = calendar_of(self.person.schedule)
        return self._calendar

    @property
    def _seconds(self) -> int:
        return int(self.now().timestamp())

    @contextmanager
    def _change(self, *, by_itself: bool = False) -> Iterator[Change]:
        """One step: everything inside is written together, then announced.

        What happens `by_itself`, with time, is nobody's gesture: `undo` passes it over.
        """
        actor = Actor(None if self._nobody else self.person.id, self._around.origin)
        if by_itself:
            actor = Actor(None, Origin.SCHEDULER)
        with transaction(self._store, self._around.rules, actor, self._seconds) as raw:
            yield Change(raw)
        written = raw.written
        if written.step is not None:
            self._own_steps.add(written.step)
            self._changed = True
            self._announcer.announce(self._committed(raw))

    @contextmanager
    def as_nobody(self) -> Iterator[None]:
        """What is written inside is nobody's gesture, such as a sample: `undo` passes it over."""
        self._nobody = True
        try:
            yield
        finally:
            self._nobody = False

    def _committed(self, raw: Transaction) -> Committed:
        written = raw.written
        step = Step(
            id=StepId(written.step or 0),
            at=datetime.fromtimestamp(written.at, UTC),
            person=None if raw.actor.person is None else self.person.login,
            origin=raw.actor.origin,
            action=written.action,
            sentence=written.sentence,
            rows=written.rows,
            undone=False,
            reverts=None if raw.reverts is None else StepId(raw.reverts),
        )
        return Committed(step, written.touched or {}, ours=True)

    def _dated(self, row: Row) -> Row:
        """A repeating task without a date begins with the first that its rule gives."""
        if row["recurrence"] is None or row["due"] is not None or row["starts"] is not None:
            return row
        from tme_tui.model.recurrence.windows import first

        today = Moment(Moment.at(self.now(), self.person.zone).day)
        recurrence = Recurrence.from_text(row["recurrence"])
        begin = first(recurrence, today, calendar=self.calendar, home=self.person.zone)
        return row if begin is None else {**row, "due": str(begin)}

    def _outcome(self, change: Change, numbers: Sequence[int]) -> Outcome:
        """What to answer once `change` is committed."""
        written = change.raw.written
        with self._store.read() as connection:
            found = tasks_by_number(connection, numbers)
        return Outcome(
            None if written.step is None else StepId(written.step),
            written.sentence,
            tuple(found[number] for number in numbers if number in found),
            tuple(change.notices),
        )
