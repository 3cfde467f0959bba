"""Finding time for people, and starting whole processes from templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tme_tui.engine.adding import unhurried_collector
from tme_tui.engine.base import Change, TaskRef, number_of
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.series import Series
from tme_tui.engine.ties import subtree
from tme_tui.model.blocks import wall_length
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.person import Person
from tme_tui.model.task import Kind, Task
from tme_tui.model.text import fold
from tme_tui.store.busy import TakenTime, taken_times
from tme_tui.store.finding_tasks import subtasks_of, template_roots
from tme_tui.store.transaction import CHUNK

if TYPE_CHECKING:
    from tme_tui.model.free_time import Availability, Slot
    from tme_tui.model.recurrence.values import Recurrence
    from tme_tui.model.template import PlannedCopy

USUAL_SEARCH = timedelta(days=28)
ROUND_TIMES = timedelta(minutes=15)


class Planning(Series):
    """Use cases that look ahead."""

    def free(
        self,
        duration: timedelta,
        people: Sequence[str] = (),
        start: datetime | None = None,
        until: datetime | None = None,
        *,
        all_hours: bool = False,
        limit: int = 5,
    ) -> list[Slot]:
        """The nearest times at which this person and all `people` are free for so long.

        What counts is everyone's hours of work, holidays and zone, and the events that they made or have not
        declined, recurring ones included. `all_hours` looks outside the hours of work too.
        """
        from tme_tui.model.free_time import free_slots

        begin = start or self.now()
        end = until or begin + USUAL_SEARCH
        wanted = {self.person.id: self.person}
        wanted |= {person.id: person for person in map(self.person_named, people)}
        with self._store.read() as connection, unhurried_collector(CHUNK):
            taken = taken_times(connection, list(wanted), int(begin.timestamp()), int(end.timestamp()))
            shares: dict[int, list[TakenTime]] = {number: [] for number in wanted}
            for one in taken:
                shares[one.person].append(one)
            everyone = [availability(person, shares[number]) for number, person in wanted.items()]
        return free_slots(everyone, duration, begin, end, limit=limit, all_hours=all_hours, align=ROUND_TIMES)

    def templates(self) -> list[Task]:
        """The roots of process templates."""
        with self._store.read() as connection:
            return template_roots(connection)

    def make_template(self, task: TaskRef) -> Outcome:
        """Keep a copy of a task and all that is inside it as a template, named by its title."""
        number = number_of(task)
        with self._change() as change:
            title = change.task(number)["title"]
            inside = sorted(subtree(change, [number]))
            copies = dict(zip([number, *inside], change.raw.new_ids("tasks", 1 + len(inside)), strict=True))
            for original, copy in copies.items():
                self._copy(change, original, copy, copies)
                values: dict[str, Any] = {"kind": "template"}
                if original == number:
                    values["parent_id"] = None
                change.set(copy, **values)
            change.raw.describe(
                "make-template", self._words.text("Made a template of “{title}”", title=title)
            )
        return self._outcome(change, [copies[number]])

    def start_template(self, name: str | TaskRef, day: date | None = None) -> Outcome:
        """Copy a template's tasks, tied as they are, with their dates moved to `day` (today)."""
        members = self._template_tree(name)
        when = day or Moment.at(self.now(), self.person.zone).day
        planned = self._plan(members, when)
        with self._change() as change:
            made = self._write_copies(change, planned)
            change.raw.describe(
                "start-template",
                self._words.text("Started “{title}” on {day}", title=members[0].title, day=when.isoformat()),
            )
        return self._outcome(change, made)

    def _plan(self, members: Sequence[Task], day: date) -> Sequence[PlannedCopy]:
        from tme_tui.model.template import plan_copies

        return plan_copies(members, day, calendar=self.calendar)

    def _write_copies(self, change: Change, planned: Sequence[PlannedCopy]) -> list[int]:
        fresh = change.raw.new_ids("tasks", len(planned))
        numbers = {copy.source.id: number for copy, number in zip(planned, fresh, strict=True)}
        for copy in planned:
            self._write_copy(change, copy, numbers)
        return list(fresh)

    def _template_tree(self, name: str | TaskRef) -> list[Task]:
        """The template and everything inside it, the root first."""
        roots = self.templates()
        if isinstance(name, str):
            found = [root for root in roots if fold(root.title) == fold(name)]
        else:
            found = [root for root in roots if root.id == number_of(name)]
        if not found:
            known = ", ".join(root.title for root in roots) or "none yet"
            raise NotFound("template", name, hint=f"there are: {known}")
        if len(found) > 1:
            raise InvalidValue(f"{len(found)} templates are called {name}: say the number of one")
        members, level = [found[0]], [int(found[0].id)]
        while level:
            with self._store.read() as connection:
                inside = subtasks_of(connection, level)
            members += inside
            level = [int(task.id) for task in inside]
        return members

    def _write_copy(self, change: Change, copy: PlannedCopy, numbers: dict[TaskId, int]) -> None:
        source = copy.source
        ties = [replace(tie, blocker=TaskId(numbers[tie.blocker])) for tie in copy.depends]
        parent = None if copy.parent is None else TaskId(numbers[copy.parent])
        fields = Fields(
            title=source.title,
            kind=copy.kind if copy.kind is not Kind.TEMPLATE else Kind.TASK,
            notes=source.notes,
            link=source.link or None,
            category=source.category,
            tags=source.tags,
            type=source.type,
            attributes=source.attributes,
            priority=source.priority,
            starts=copy.starts,
            ends=copy.ends,
            due=copy.due,
            wait=copy.wait,
            expires=copy.expires,
            estimate=source.estimate,
            parent=parent,
            reminders=copy.reminders,
            depends_on=(*ties, *copy.outside),
            assignee=source.assignee,
        )
        self._write_new(change, numbers[source.id], fields)


def availability(person: Person, taken: Sequence[TakenTime]) -> Availability:
    """One person's hours and what is taken of them, for the search."""
    from tme_tui.model import recurrence as rules
    from tme_tui.model.busy_patterns import RecurringBusy
    from tme_tui.model.free_time import Availability, Busy
    from tme_tui.model.holidays import calendar_of

    single = [one for one in taken if one.recurrence is None]
    series = [one for one in taken if one.recurrence is not None]
    return Availability(
        person.login,
        person.zone,
        calendar_of(person.schedule),
        [
            Busy(one.starts.utc(person.zone), one.ends.utc(person.zone, day_ends=one.ends.all_day))
            for one in single
        ],
        [
            RecurringBusy(
                _without(rules.from_text(one.recurrence or ""), one.excluded),
                one.starts,
                _length(one, person.zone),
            )
            for one in series
        ],
    )


def _without(recurrence: Recurrence, excluded: tuple[Moment, ...]) -> Recurrence:
    return replace(recurrence, excluded=(*recurrence.excluded, *excluded)) if excluded else recurrence


def _length(event: TakenTime, home: str) -> timedelta:
    """How long it takes on the wall clock; a day alone is taken whole."""
    length = wall_length(event.starts, event.ends, home)
    return length + timedelta(seconds=1) if event.ends.all_day else length
