"""Two people at one task: edits of different fields merge; what somebody has not seen is not overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tme_tui.engine.base import Change
from tme_tui.model import recurrence as rules
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import Conflict
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder, Task
from tme_tui.model.text import fold
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.names import name_of, number_of, tag_name
from tme_tui.store.reading import tasks_by_number

Contested = dict[str, tuple[object, object, object]]
"""By field: what the person saw, what is there now, what the person wants."""
_NAMED = {
    "category_id": tables.categories,
    "type_id": tables.task_types,
    "assignee_id": tables.people,
}
"""Columns that hold the number of something with a name."""


def check_seen(change: Change, seen: Task, columns: Row, fields: Fields) -> None:
    """Raise `Conflict` if `fields` would overwrite what somebody wrote after the task was read as `seen`."""
    stored = change.task(int(seen.id))
    if stored["version"] == seen.version:
        return
    contested = _columns(change, seen, stored, columns, fields) | _parts(change, seen, fields)
    if contested:
        named = ", ".join(contested)
        raise Conflict(
            f"#{seen.id} was changed by somebody else meanwhile: {named}; look at it and try again", contested
        )


def _columns(change: Change, seen: Task, stored: Row, columns: Row, fields: Fields) -> Contested:
    known = {**_columns_of(seen), **_named_columns(change, seen)}
    wanted = columns if fields.parent is UNSET else {**columns, "parent_id": fields.parent}
    contested: Contested = {}
    for name, value in wanted.items():
        if name in known and stored[name] != known[name] and stored[name] != value:
            before, now, mine = (_as_said(change, name, one) for one in (known[name], stored[name], value))
            contested[name.removesuffix("_id")] = (before, now, mine)
    return contested


def _as_said(change: Change, column: str, stored: object) -> object:
    """A value of a column as people know it."""
    if isinstance(stored, int) and column in _NAMED:
        return name_of(change.raw.connection, _NAMED[column], stored)
    if isinstance(stored, int) and column == "estimate":
        return timedelta(seconds=stored)
    return stored


def _parts(change: Change, seen: Task, fields: Fields) -> Contested:
    """What is set as a whole and lies in other tables, or under a name of its own."""
    if UNSET is fields.tags is fields.reminders is fields.participants and not fields.attributes:
        return {}
    now = tasks_by_number(change.raw.connection, [int(seen.id)])[seen.id]
    contested: Contested = {}
    if fields.tags is not UNSET:
        wanted = tuple(tag_name(tag) for tag in fields.tags)
        if _folded(now.tags) not in (_folded(seen.tags), _folded(wanted)):
            contested["tags"] = (seen.tags, now.tags, wanted)
    if fields.reminders is not UNSET and _notices(now.reminders) not in (
        _notices(seen.reminders),
        _notices(fields.reminders),
    ):
        contested["reminders"] = (seen.reminders, now.reminders, fields.reminders)
    if fields.participants is not UNSET:
        before, present = _logins(seen), _logins(now)
        if _folded(present) not in (_folded(before), _folded(fields.participants)):
            contested["participants"] = (before, present, fields.participants)
    for name, value in fields.attributes.items():
        attribute = (seen.attributes.get(name), now.attributes.get(name), value)
        if attribute[1] not in (attribute[0], value):
            contested[name] = attribute
    return contested


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(name.lstrip("@")) for name in names)


def _logins(task: Task) -> tuple[str, ...]:
    return tuple(one.login for one in task.participants)


def _notices(reminders: Iterable[Reminder]) -> frozenset[tuple[object, ...]]:
    return frozenset((one.before, one.at, one.channel, one.nag) for one in reminders)


def _columns_of(task: Task) -> Row:
    """The stored form of what the person saw."""
    return {
        "title": task.title,
        "notes": task.notes,
        "link": task.link,
        "kind": task.kind.value,
        "priority": task.priority,
        "estimate": _seconds(task.estimate),
        "parent_id": task.parent,
        "position": task.position,
        "recurrence": None if task.recurrence is None else rules.to_text(task.recurrence),
        **{name: _text(getattr(task, name)) for name in ("starts", "ends", "due", "wait", "expires")},
    }


def _named_columns(change: Change, task: Task) -> Row:
    """The columns that hold numbers where the person saw names."""
    connection = change.raw.connection
    seen = {"category_id": task.category, "type_id": task.type, "assignee_id": task.assignee}
    return {
        column: None if name is None else number_of(connection, _NAMED[column], name)
        for column, name in seen.items()
    }


def _text(moment: Moment | None) -> str | None:
    return None if moment is None else str(moment)


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())
