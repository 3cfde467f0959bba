"""Bringing tasks to a day, each at its own time of day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from tme_tui.engine.base import Change, TaskRef, number_of, numbers_of, refs_of
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.rescheduling import Rescheduling
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.moment import Moment
from tme_tui.model.task import Kind, Task


class Dating(Rescheduling):
    """Use cases of a day."""

    def bring_to(self, tasks: TaskRef | Iterable[TaskRef], day: date) -> Outcome:
        """Make tasks due on a day and have events take place on it, in one step."""
        seen = {number_of(task): task for task in refs_of(tasks)}
        with self._change() as change:
            self._bring_all(change, seen, day)
            change.raw.describe("edit", self._say_edited(change, list(seen), Fields(due=Moment(day))))
        return self._outcome(change, list(seen))

    def dates_on(self, tasks: TaskRef | Iterable[TaskRef], day: date) -> list[tuple[Fields, list[int]]]:
        """What bringing tasks to a day would set, and of which; nothing is changed."""
        alike: dict[tuple[object, ...], tuple[Fields, list[int]]] = {}
        for number, task in self.tasks_numbered(numbers_of(tasks)).items():
            fields = _brought(task, day, self.person.zone)
            same = (fields.due, fields.starts, fields.ends, fields.wait)
            alike.setdefault(same, (fields, []))[1].append(number)
        return list(alike.values())

    def _bring_all(self, change: Change, seen: Mapping[int, TaskRef], day: date) -> None:
        change.tasks(list(seen))
        for fields, numbers in self.dates_on(list(seen), day):
            self._edit_all(change, {number: seen[number] for number in numbers}, fields)


def _brought(task: Task, day: date, zone: str) -> Fields:
    """The date, or the block of an event, on another day; what was hidden until later is seen."""
    wait = None if task.wait is not None and task.wait.day > day else UNSET
    if task.kind is Kind.EVENT and task.starts is not None:
        starts = _on_day(task.starts, day, zone)
        length = starts.day - task.starts.day
        ends = None if task.ends is None else task.ends.moved(length)
        return Fields(starts=starts, ends=ends, wait=wait)
    due = Moment(day) if task.due is None else _on_day(task.due, day, zone)
    return Fields(due=due, wait=wait)


def _on_day(moment: Moment, day: date, zone: str) -> Moment:
    """The same time of another day, as it is where somebody lives."""
    if moment.all_day:
        return Moment(day)
    here = Moment.at(moment.utc(zone), zone).local
    there = Moment(datetime.combine(day, here.time() if isinstance(here, datetime) else datetime.min.time()))
    return there if moment.zone is None else Moment.at(there.utc(zone), moment.zone)
