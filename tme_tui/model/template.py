"""Process templates: a tree of tasks with its dependencies and distances, copied for a day of its own.

A template's dates are dates like any others; only how far apart they are counts. The day of its anchor (the
root's date, or else the earliest date in the tree) stands for the day on which a copy is started, and every
other date keeps its distance and its time of day. What the copies are is decided here, and the engine writes
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tme_tui.model.errors import InvalidValue
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import SOMEDAY, Moment
from tme_tui.model.recurrence.series import WEEK, WorkCalendar
from tme_tui.model.recurrence.values import Shift
from tme_tui.model.task import Dependency, Kind, Reminder, Task

_DATES = ("starts", "ends", "due", "wait", "expires")
_NEAREST = 366


@dataclass(frozen=True, slots=True)
class PlannedCopy:
    """What to make of one task of the template; all ids in it are those of the template."""

    source: Task
    kind: Kind
    parent: TaskId | None
    """The template task whose copy it belongs under; None for the root and those beside it."""
    starts: Moment | None
    ends: Moment | None
    due: Moment | None
    wait: Moment | None
    expires: Moment | None
    depends: tuple[Dependency, ...]
    """Dependencies among the copies; both ends are tasks of the template."""
    outside: tuple[Dependency, ...]
    """Dependencies on tasks that are not part of the template: they stay as they are."""
    reminders: tuple[Reminder, ...]


def plan_copies(
    tasks: Sequence[Task],
    day: date,
    *,
    shift: Shift = Shift.NONE,
    calendar: WorkCalendar | None = None,
) -> tuple[PlannedCopy, ...]:
    """Copies of a template tree for a process whose anchor falls on `day`, parents before their children.

    With `shift` a date that falls on a day off moves to the next or the previous working day, each by itself.
    """
    members = {task.id: task for task in tasks}
    if not members:
        raise InvalidValue("the template has no tasks", field="template")
    by = day - anchor_day(tasks) if _dated(tasks) else timedelta(0)
    move = _Mover(by, shift, calendar or WEEK)
    return tuple(_copy(task, members, move) for task in _parents_first(tasks, members))


def anchor_day(tasks: Sequence[Task]) -> date:
    """The day in the template that stands for the day of the start: the root's, else the earliest."""
    roots = [task for task in tasks if task.parent is None or all(task.parent != other.id for other in tasks)]
    for task in roots:
        if len(roots) == 1 and task.anchor is not None:
            return task.anchor.day
    days = _dated(tasks)
    if not days:
        raise InvalidValue("the template has no dates", field="template")
    return min(days)


def _dated(tasks: Iterable[Task]) -> list[date]:
    moments = (getattr(task, name) for task in tasks for name in _DATES)
    return [moment.day for moment in moments if moment is not None and moment.day < SOMEDAY]


@dataclass(frozen=True, slots=True)
class _Mover:
    """Moves dates of the template to dates of the copy."""

    by: timedelta
    shift: Shift
    calendar: WorkCalendar

    def move(self, moment: Moment | None) -> Moment | None:
        if moment is None or moment.day >= SOMEDAY:
            return moment
        try:
            moved = moment.moved(self.by)
            return moved if self.shift is Shift.NONE else self._to_working_day(moved)
        except OverflowError:
            raise InvalidValue("the copies would lie beyond the calendar", field="template") from None

    def _to_working_day(self, moment: Moment) -> Moment:
        step = 1 if self.shift is Shift.NEXT else -1
        for distance in range(0, _NEAREST * step, step):
            if self.calendar.is_working_day(moment.day + timedelta(days=distance)):
                return moment.moved(timedelta(days=distance))
        return moment


def _copy(task: Task, members: Mapping[TaskId, Task], move: _Mover) -> PlannedCopy:
    starts = move.move(task.starts)
    return PlannedCopy(
        source=task,
        kind=Kind.EVENT if _is_event(task) else Kind.TASK,
        parent=task.parent if task.parent in members else None,
        starts=starts,
        ends=_kept_length(task, starts, move),
        due=move.move(task.due),
        wait=move.move(task.wait),
        expires=move.move(task.expires),
        depends=tuple(tie for tie in task.depends if tie.blocker in members),
        outside=tuple(tie for tie in task.depends if tie.blocker not in members),
        reminders=tuple(_moved_reminder(reminder, move) for reminder in task.reminders),
    )


def _is_event(task: Task) -> bool:
    """A template task with participants and a block is a meeting once it is copied."""
    if task.kind is Kind.EVENT:
        return True
    return task.kind is Kind.TEMPLATE and task.ends is not None and bool(task.participants)


def _kept_length(task: Task, starts: Moment | None, move: _Mover) -> Moment | None:
    """The end moves with its start, so that a shift to a working day cannot stretch or turn a block."""
    if task.ends is None or task.starts is None or starts is None:
        return move.move(task.ends)
    return task.ends.moved(timedelta(days=(starts.day - task.starts.day).days))


def _moved_reminder(reminder: Reminder, move: _Mover) -> Reminder:
    return Reminder(reminder.before, move.move(reminder.at), reminder.channel, reminder.nag)


def _parents_first(tasks: Sequence[Task], members: Mapping[TaskId, Task]) -> list[Task]:
    children: dict[TaskId | None, list[Task]] = {}
    for task in tasks:
        children.setdefault(task.parent if task.parent in members else None, []).append(task)
    ordered: list[Task] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        task = waiting.pop()
        ordered.append(task)
        waiting += children.get(task.id, [])[::-1]
    if len(ordered) != len(members):
        raise InvalidValue("the template's tasks lie within one another in a circle", field="template")
    return ordered
