"""Why a step cannot be set back, in words: which task, which of its fields, and whose step it was."""

from __future__ import annotations

from tme_tui.engine.base import Change
from tme_tui.engine.field_words import FIELD_WORDS
from tme_tui.i18n import Translator, message
from tme_tui.store.setting_back import NotAsLeft

_BELONGING = {
    "task_tags": "tags",
    "dependencies": "depends_on",
    "occurrences": "recurrence",
    "reminders": "reminders",
    "participants": "participants",
}
"""The field of a task that people see rows of another table as."""
_COLUMNS = {
    "category_id": "category",
    "type_id": "type",
    "parent_id": "parent",
    "assignee_id": "assignee",
    "started": "status",
    "completed": "status",
    "series_start": "recurrence",
    "occurrence": "recurrence",
}
"""Columns that are not called like their field."""
_THINGS = {
    "categories": (message("the category “{name}”"), "path"),
    "tags": (message("the tag “{name}”"), "name"),
    "task_types": (message("the task type “{name}”"), "name"),
    "views": (message("the view “{name}”"), "name"),
    "people": (message("the person “{name}”"), "login"),
    "addresses": (message("the address for {name}"), "channel"),
}
"""What is not a task, and the column of its name."""


def why_not(altered: NotAsLeft, change: Change, words: Translator) -> str:
    """What has changed since, of what, by which step."""
    thing, fields = _thing(altered, change, words), _fields(altered, words)
    parts = {"thing": thing, "fields": ", ".join(fields), "step": _step(altered, words)}
    if fields and altered.later is not None:
        return words.text("{thing} has changed since: {fields} ({step})", **parts)
    if fields:
        return words.text("{thing} has changed since: {fields}", **parts)
    return words.text("{thing} has changed since ({step})", **parts)


def _thing(altered: NotAsLeft, change: Change, words: Translator) -> str:
    if altered.entity in _THINGS:
        called, name = _THINGS[altered.entity]
        return words.text(called, name=altered.row.get(name, ""))
    number = altered.row["id" if altered.entity == "tasks" else "task_id"]
    task = altered.row if altered.entity == "tasks" else change.rows.get("tasks", (number,))
    return words.text("#{number} “{title}”", number=number, title=(task or {}).get("title", ""))


def _fields(altered: NotAsLeft, words: Translator) -> list[str]:
    if altered.entity in _THINGS:
        return []
    names = [_BELONGING[altered.entity]] if altered.entity in _BELONGING else altered.columns
    called = (FIELD_WORDS.get(_COLUMNS.get(name, name)) for name in names)
    return list(dict.fromkeys(words.text(each) for each in called if each is not None))


def _step(altered: NotAsLeft, words: Translator) -> str:
    if altered.later is None:
        return words.text("by another program")
    number, login = altered.later
    step = words.text("step {number}", number=number)
    return step if login is None else f"{step}, @{login}"
