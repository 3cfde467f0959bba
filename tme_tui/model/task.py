"""Tasks and events: one value, since both have notes, tags, reminders and recurrence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tme_tui.model.ids import ReminderId, TaskId
from tme_tui.model.moment import SOMEDAY, Moment
from tme_tui.model.person import Decision
from tme_tui.model.recurrence.values import Recurrence


class Kind(StrEnum):
    """What a task is: something to do, something that takes place, or a part of a template."""

    TASK = "task"
    EVENT = "event"
    TEMPLATE = "template"
    """Part of a process template: hidden until a copy is started."""


class Status(StrEnum):
    """How far it has come."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    CANCELLED = "cancelled"
    DELETED = "deleted"

    @property
    def is_open(self) -> bool:
        return self in (Status.OPEN, Status.STARTED)


class Link(StrEnum):
    """What a dependency ties together: first the blocker's end, then the blocked task's."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


@dataclass(frozen=True, slots=True)
class Dependency:
    """`task` waits for `blocker`."""

    task: TaskId
    blocker: TaskId
    link: Link = Link.FINISH_START
    lag: timedelta = timedelta(0)
    satisfied: bool = False
    """A recurring blocker was done for this time."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """When to remind: `before` the due or start moment, or `at` a moment of its own."""

    before: timedelta | None = None
    at: Moment | None = None
    channel: str | None = None
    """None: the person's usual channels."""
    nag: timedelta | None = None
    """Repeat this often until acknowledged."""
    id: ReminderId | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """Somebody who is asked to an event, and what they answered."""

    login: str
    decision: Decision = Decision.UNDECIDED


@dataclass(frozen=True, slots=True)
class Task:
    """A task or an event, whole, as it was at one version."""

    id: TaskId
    uid: str
    title: str
    kind: Kind = Kind.TASK
    notes: str = ""
    link: str = ""
    category: str | None = None
    """A path such as `Work/Design`."""
    tags: tuple[str, ...] = ()
    type: str | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    status: Status = Status.OPEN
    priority: int | None = None
    """1 is the most urgent, 4 the least; None is not set."""
    created: datetime | None = None
    modified: datetime | None = None
    started: datetime | None = None
    completed: datetime | None = None
    starts: Moment | None = None
    ends: Moment | None = None
    due: Moment | None = None
    wait: Moment | None = None
    expires: Moment | None = None
    estimate: timedelta | None = None
    parent: TaskId | None = None
    depends: tuple[Dependency, ...] = ()
    recurrence: Recurrence | None = None
    occurrence: Moment | None = None
    """Of a recurring task: the occurrence that is open, as the rule has it, wherever `due` was moved."""
    series_start: Moment | None = None
    reminders: tuple[Reminder, ...] = ()
    owner: str | None = None
    assignee: str | None = None
    participants: tuple[Participation, ...] = ()
    position: float = 0.0
    """Where it stands when a person orders a category by hand."""
    urgency: float = 0.0
    open_blockers: int = 0
    blocking: int = 0
    """How many open tasks wait for this one."""
    subtasks: int = 0
    subtasks_done: int = 0
    version: int = 1

    @property
    def blocked(self) -> bool:
        return self.open_blockers > 0

    @property
    def all_day(self) -> bool:
        anchor = self.anchor
        return anchor is not None and anchor.all_day

    @property
    def anchor(self) -> Moment | None:
        """What reminders and recurrence count from: an event's start, else the due date, else the block."""
        if self.kind is Kind.EVENT:
            return self.starts
        return self.due or self.starts

    @property
    def someday(self) -> bool:
        return self.wait is not None and self.wait.day >= SOMEDAY
