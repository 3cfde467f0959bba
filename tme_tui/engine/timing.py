"""Working along dependencies in time: the critical path, and what slips when a date moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tme_tui.engine.base import TaskRef, number_of, numbers_of, refs_of
from tme_tui.engine.dating import Dating
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.recurring import plan_once
from tme_tui.engine.rescheduling import dates_with
from tme_tui.engine.writing import write_columns
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import InvalidValue, Refused
from tme_tui.model.moment import Moment
from tme_tui.model.reach import Reach
from tme_tui.model.task import Task
from tme_tui.model.value import value
from tme_tui.store.entities import Row
from tme_tui.store.reading import tasks_by_number

if TYPE_CHECKING:
    from tme_tui.model.conflict import DateConflicts
    from tme_tui.model.critical_path import Times

_DAY = timedelta(days=1)


@value
class Slip:
    """A task that would miss its due date."""

    task: Task
    late: timedelta


@value
class Slipping:
    """What a new due date, or a new time of work, does to the tasks behind it."""

    due: Moment
    """When it is to be finished."""
    by: timedelta
    """How far the date moves, on the wall clock; nothing when there was none before."""
    slips: tuple[Slip, ...] = ()
    along: tuple[int, ...] = ()
    """The tasks to give to `shift_all`, so that none of them is later for it."""
    planned: bool = False
    """Whether it is its block that ends then."""


class Timing(Dating):
    """Use cases that reckon with estimates, due dates and dependencies together."""

    def critical_path(self) -> dict[int, Times]:
        """When each open task can be and must be, by number (`Times.is_critical`, `.slack`, `.room`)."""
        from tme_tui.model.critical_path import UNESTIMATED, critical_path
        from tme_tui.store import time_facts

        with self._store.read() as connection:
            works = time_facts.works(connection, UNESTIMATED)
            ties = time_facts.open_ties(connection)
        return critical_path(works, ties, self._seconds)

    def conflicts(self, tasks: Iterable[TaskRef] | None = None) -> DateConflicts:
        """Open tasks, of these or of all, that are due before what they wait for; of each the worst first."""
        from tme_tui.store.conflicts import conflicts

        with self._store.read() as connection:
            return conflicts(connection, None if tasks is None else numbers_of(tasks))

    def settled_due(self, task: TaskRef) -> Moment:
        """The first due date of a task that what it waits for lets it keep."""
        from tme_tui.model.conflict import kept_with

        number = number_of(task)
        found, due = self.conflicts([number]).get(number), self.get_task(number).due
        if not found or due is None:
            raise Refused(f"#{number} is not due before anything that it waits for")
        return kept_with(due, found[0].late, self._around.rules.home)

    def slipping(self, tasks: TaskRef | Iterable[TaskRef], due: Moment, *, planned: bool = False) -> Slipping:
        """Which due dates would be missed if these tasks were due at that moment; nothing is changed.

        With `planned`, if their blocks ended then. Only what is certain counts: a task without an estimate
        takes no time here.
        """
        from tme_tui.model.slipping import delays
        from tme_tui.store import time_facts

        numbers, home = numbers_of(tasks), self._around.rules.home
        with self._store.read() as connection:
            if not time_facts.hold_up(connection, numbers):
                return Slipping(due, timedelta(0), planned=planned)
            before = tasks_by_number(connection, numbers)
            works = time_facts.works(connection, 0)
            ties = time_facts.open_ties(connection)
        ends = {int(task.id): task.ends if planned else task.due for task in before.values()}
        by = max((_distance(end, due) for end in ends.values() if end), default=timedelta(0))
        was = {number: None if end is None else _instant(end, home) for number, end in ends.items()}
        moved = {number: _instant(due, home) for number in numbers if number in works}
        found = delays(works, ties, was, moved, int(by.total_seconds()))
        with self._store.read() as connection:
            late = tasks_by_number(connection, list(found.late))
        slips = [Slip(task, timedelta(seconds=found.late[int(task.id)])) for task in late.values()]
        slips.sort(key=lambda slip: (-slip.late, slip.task.id))
        return Slipping(due, by, tuple(slips), found.along, planned)

    def slips(
        self,
        tasks: TaskRef | Iterable[TaskRef],
        fields: Fields,
        *,
        occurrence: Moment | None = None,
        reach: Reach = Reach.THIS,
    ) -> Slipping | None:
        """What would be late if these fields were changed so, by the due date, else by the block in them.

        None when nothing would. What else changes with them, such as an estimate, is not looked at. With
        `occurrence` this time of a series is meant, and `reach` how much goes with it: others wait for the
        open one alone.
        """
        if occurrence is not None:
            known = self._dates_of_open(numbers_of(tasks), occurrence, fields, reach)
            if known is None:
                return None
            fields = known
        end = fields.ends if isinstance(fields.ends, Moment) else fields.starts
        if isinstance(fields.due, Moment):
            found = self.slipping(tasks, fields.due)
        elif fields.due is UNSET and isinstance(end, Moment):
            found = self.slipping(tasks, end, planned=True)
        else:
            return None
        return found if found.slips else None

    def plan_time(self, tasks: TaskRef | Iterable[TaskRef], fields: Fields) -> Outcome:
        """Give tasks the block in some fields; of what repeats by its due date, only the open time has it."""
        seen = {number_of(task): task for task in refs_of(tasks)}
        with self._change() as change:
            self._edit_all(change, seen, fields)
            for number in seen:
                plan_once(change, number)
            change.raw.describe("edit", self._say_edited(change, list(seen), fields))
        return self._outcome(change, list(seen))

    def _dates_of_open(
        self, numbers: Iterable[int], occurrence: Moment, fields: Fields, reach: Reach
    ) -> Fields | None:
        """When the open time of a series would be; None when it stays where it is."""
        home = self._around.rules.home
        for task in self.tasks_numbered(list(numbers)).values():
            if task.occurrence is None:
                continue
            is_meant = task.occurrence == occurrence
            follows = task.occurrence.utc(home) >= occurrence.utc(home)
            if is_meant and reach is Reach.THIS:
                return fields
            if reach is Reach.ALL or (reach is Reach.FOLLOWING and follows):
                return dates_with(task, occurrence, *times_of(fields))
        return None

    def shift_all(
        self,
        tasks: TaskRef | Iterable[TaskRef],
        due: Moment | Fields,
        along: Iterable[TaskRef],
        by: timedelta,
        *,
        occurrence: Moment | None = None,
        reach: Reach = Reach.THIS,
        once: bool = False,
        day: date | None = None,
    ) -> Outcome:
        """Make tasks due at a moment and move dates and blocks of others as far, all in one step.

        In place of a due date the tasks can be given any fields, as to `edit`. With `occurrence` this time of
        a series is moved to the date or the block in them, and with it as much as `reach` says. With `once`
        a block is planned as by `plan_time`; with `day` tasks come there as by `bring_to`.
        """
        seen = {number_of(task): task for task in refs_of(tasks)}
        numbers, others = list(seen), numbers_of(along)
        fields = due if isinstance(due, Fields) else Fields(due=due)
        series = [] if occurrence is None else [self.get_task(number) for number in numbers]
        with self._change() as change:
            if day is not None:
                self._bring_all(change, seen, day)
            elif occurrence is None:
                self._edit_all(change, seen, fields)
                for number in numbers if once else ():
                    plan_once(change, number)
            else:
                times = times_of(fields)
                numbers = [self._move_times(change, one, occurrence, *times, reach) for one in series]
            for number in others:
                if number not in numbers:
                    shifted = _shifted(change.task(number), by)
                    self._edit_one(change, number, write_columns(change, shifted), shifted)
            change.raw.describe(
                "shift",
                self._words.plural(
                    "Moved the date of {what} and of {n} task behind it",
                    "Moved the date of {what} and of {n} tasks behind it",
                    len(set(others) - set(numbers)),
                    what=", ".join(f"#{number}" for number in numbers[:10]),
                ),
            )
        return self._outcome(change, [*numbers, *others])


def times_of(fields: Fields) -> tuple[Moment, Moment | None]:
    """The block in some fields, or their due date."""
    begin = fields.due if isinstance(fields.due, Moment) else fields.starts
    if not isinstance(begin, Moment):
        raise InvalidValue("a time of a series needs a date", field="starts")
    return begin, fields.ends if isinstance(fields.ends, Moment) else None


def _instant(moment: Moment, home: str) -> int:
    return int(moment.utc(home, day_ends=True).timestamp())


def _distance(before: Moment, after: Moment) -> timedelta:
    """How far it is from one to the other on the wall clock; a day alone counts as a day."""
    if before.all_day or after.all_day:
        return after.day - before.day
    if after.zone != before.zone and after.zone and before.zone:
        after = Moment.at(after.utc(before.zone), before.zone)
    return _wall(after) - _wall(before)


def _wall(moment: Moment) -> datetime:
    local = moment.local
    return local if isinstance(local, datetime) else datetime.combine(local, time())


def _shifted(row: Row, by: timedelta) -> Fields:
    """Its date and its block, moved."""
    due, starts, ends = (
        _moved(Moment.from_text(row[name]), by) if row[name] else UNSET for name in ("due", "starts", "ends")
    )
    return Fields(due=due, starts=starts, ends=ends)


def _moved(moment: Moment, by: timedelta) -> Moment:
    """Later by a distance; a day alone by whole days, rounded up."""
    return moment.moved(_DAY * -(-by // _DAY) if moment.all_day else by)
