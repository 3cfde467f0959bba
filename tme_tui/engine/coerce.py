"""What callers of the library may write instead of exact values: dates, ISO text, strings and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from datetime import date, datetime, timedelta
from typing import Any

from tme_tui.model import recurrence as rules
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.task import Dependency, Kind, Reminder, Status, Task

MOMENTS = frozenset({"starts", "ends", "due", "wait", "expires"})
_KNOWN = frozenset(field.name for field in dataclass_fields(Fields)) | {"depends"}


def fields_from(values: Mapping[str, Any], zone: str) -> Fields:
    """Named values as a `Fields`; an unknown name or a value of the wrong kind is refused."""
    exact: dict[str, Any] = {}
    for name, value in values.items():
        if name not in _KNOWN:
            raise InvalidValue(f"a task has no field {name!r}", field=name)
        if name in MOMENTS:
            exact[name] = moment_from(value, zone, name)
        elif name == "depends":
            exact["depends_on"] = tuple(_dependency(one) for one in value)
        elif value is UNSET:
            continue
        else:
            exact[name] = _exact(name, value)
    return Fields(**exact)


def moment_from(value: object, zone: str, field: str = "due") -> Moment | None:
    """A moment from a date, a datetime (aware or in `zone`), ISO text or a moment."""
    if value is None or isinstance(value, Moment):
        return value
    if isinstance(value, str):
        text = value.strip()
        try:
            value = datetime.fromisoformat(text) if "T" in text or " " in text else date.fromisoformat(text)
        except ValueError:
            return Moment.from_text(text)
    if isinstance(value, datetime):
        return Moment(value, zone) if value.tzinfo is None else Moment.at(value, zone)
    if isinstance(value, date):
        return Moment(value)
    raise InvalidValue(f"{field} takes a date or a moment, not {value!r}", field=field)


def _exact(name: str, value: Any) -> Any:
    match name:
        case "status":
            return Status(value)
        case "kind":
            return Kind(value)
        case "estimate" if isinstance(value, int | float):
            return timedelta(seconds=value)
        case "recurrence" if isinstance(value, str):
            return rules.from_text(value)
        case "tags" | "add_tags" | "remove_tags" | "participants":
            return (value,) if isinstance(value, str) else tuple(value)
        case "reminders" | "add_reminders":
            return tuple(_reminder(one) for one in _several(value))
        case "parent":
            return value.id if isinstance(value, Task) else value
    return value


def _several(value: Any) -> Iterable[Any]:
    return (value,) if isinstance(value, Reminder | timedelta) else value


def _reminder(value: Any) -> Reminder:
    return Reminder(before=value) if isinstance(value, timedelta) else value


def _dependency(value: Any) -> Dependency:
    if isinstance(value, Dependency):
        return value
    from tme_tui.model.ids import TaskId

    return Dependency(TaskId(0), value.id if isinstance(value, Task) else TaskId(int(value)))
