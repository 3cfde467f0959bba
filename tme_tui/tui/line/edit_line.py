"""A task as a line that can be edited, and what the edited line changes in it. Pure."""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import Any

from tme_tui.language.context import Context
from tme_tui.model.draft import UNSET, Draft, Fields
from tme_tui.model.task import Kind, Reminder, Task

_PLAIN = (
    *("category", "priority", "starts", "ends", "due", "wait", "expires"),
    *("estimate", "parent", "recurrence", "assignee"),
)
"""Fields that the line shows whole: taken out of the line, they are emptied."""


def line_of(task: Task, context: Context) -> str:
    """The canonical line of a task, in the words of adding; notes and typed attributes are not in it."""
    from tme_tui.language.quickadd import format_fields

    return format_fields(shown_fields(task), context)


def shown_fields(task: Task) -> Fields:
    """What the line shows of a task."""
    given: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(task, name)) is not None}
    if task.kind is Kind.EVENT:
        given["kind"] = task.kind
    return Fields(
        title=task.title,
        add_tags=task.tags,
        add_reminders=tuple(map(_without_number, task.reminders)),
        **given,
    )


def changed_fields(task: Task, draft: Draft) -> Fields:
    """What differs between a task and the line that is to stand for it."""
    wanted, shown = draft.fields, shown_fields(task)
    changes: dict[str, Any] = {}
    for each in fields_of(Fields):
        name = each.name
        new, old = getattr(wanted, name), getattr(shown, name)
        if name in _PLAIN:
            if new != old:
                changes[name] = None if new is UNSET else new
        elif name == "add_tags":
            if new != old:
                changes["tags"] = new
        elif name == "add_reminders":
            if tuple(map(_without_number, new)) != old:
                changes["reminders"] = new
        elif name not in ("tags", "reminders", "remove_tags") and new != old and new is not UNSET:
            changes[name] = new
    return Fields(**changes)


def _without_number(reminder: Reminder) -> Reminder:
    return Reminder(reminder.before, reminder.at, reminder.channel, reminder.nag)
