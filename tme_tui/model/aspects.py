"""What a query can look at in a task: moments, numbers, what it has and is, whom and what it is tied to."""

from __future__ import annotations

from enum import StrEnum


class TimeField(StrEnum):
    """The moments of a task."""

    DUE = "due"
    STARTS = "starts"
    ENDS = "ends"
    WAIT = "wait"
    EXPIRES = "expires"
    CREATED = "created"
    MODIFIED = "modified"
    STARTED = "started"
    COMPLETED = "completed"


class NumberField(StrEnum):
    """The quantities of a task; an estimate is in seconds."""

    PRIORITY = "priority"
    ESTIMATE = "estimate"
    URGENCY = "urgency"


class Presence(StrEnum):
    """What a task may have or lack."""

    DUE = "due"
    STARTS = "starts"
    ENDS = "ends"
    WAIT = "wait"
    EXPIRES = "expires"
    STARTED = "started"
    COMPLETED = "completed"
    PRIORITY = "priority"
    ESTIMATE = "estimate"
    CATEGORY = "category"
    TAGS = "tags"
    TYPE = "type"
    ATTRIBUTES = "attributes"
    NOTES = "notes"
    LINK = "link"
    PARENT = "parent"
    SUBTASKS = "subtasks"
    REMINDERS = "reminders"
    RECURRENCE = "recurrence"
    OWNER = "owner"
    ASSIGNEE = "assignee"
    PARTICIPANTS = "participants"
    BLOCKERS = "blockers"
    """It depends on some task, finished or not."""
    BLOCKED_TASKS = "blocked-tasks"
    """Some task depends on it."""


class State(StrEnum):
    """What a task is at the moment of asking."""

    BLOCKED = "blocked"
    BLOCKING = "blocking"
    OVERDUE = "overdue"
    CONFLICT = "conflict"
    """Due before what it waits for."""
    WAITING = "waiting"
    SOMEDAY = "someday"
    READY = "ready"
    """Open, not blocked, not waiting, and its planned start is not ahead."""


class TextPlace(StrEnum):
    """Where a text is looked for."""

    ANYWHERE = "anywhere"
    """In the title or in the notes."""
    TITLE = "title"
    NOTES = "notes"


class PersonRole(StrEnum):
    """What somebody has to do with a task."""

    OWNER = "owner"
    ASSIGNEE = "assignee"
    PARTICIPANT = "participant"
    INVOLVED = "involved"
    """Assignee or participant."""


class Relation(StrEnum):
    """How a task is tied to those that are named."""

    PARENT = "parent"
    """The task lies directly under one of those named."""
    BLOCKS = "blocks"
    """One of those named waits for the task."""
    DEPENDS = "depends"
    """The task waits for one of those named."""
