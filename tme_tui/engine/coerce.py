"""What callers of the library may write instead of exact values: dates, ISO text, strings and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import UnionType
from typing import Any

from tme_tui.model import recurrence as rules
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import InvalidValue
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.task import Dependency, Kind, Reminder, Status, Task

MOMENTS = frozenset({"starts", "ends", "due", "wait", "expires"})
_MEANT = {"depends": "depends_on"}
"""Names that a task has, for those by which they are set."""
_KNOWN = frozenset(field.name for field in dataclass_fields(Fields)) | _MEANT.keys()


def fields_from(values: Mapping[str, Any], zone: str) -> Fields:
    """Named values as a `Fields`; an unknown name or a value of the wrong kind is refused."""
    exact: dict[str, Any] = {}
    for name, value in values.items():
        if name not in _KNOWN:
            raise InvalidValue(f"a task has no field {name!r}", field=name)
        if name in MOMENTS:
            exact[name] = moment_from(value, zone, name)
        elif value is UNSET:
            continue
        else:
            exact[_MEANT.get(name, name)] = _exact(_MEANT.get(name, name), value)
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
        case "title":
            return _text(name, value)
        case "status":
            return _one_of(Status, name, value)
        case "kind":
            return _one_of(Kind, name, value)
        case "estimate" if isinstance(value, int | float):
            return timedelta(seconds=value)
        case "recurrence" if isinstance(value, str):
            return rules.from_text(value)
        case "category" | "type" | "assignee":
            return None if value is None else _text(name, value)
        case "tags" | "add_tags" | "remove_tags" | "participants":
            return tuple(_text(name, one) for one in _several(name, value, str))
        case "reminders" | "add_reminders":
            return tuple(_reminder(name, one) for one in _several(name, value, Reminder | timedelta))
        case "depends_on":
            return tuple(_dependency(name, one) for one in _several(name, value, Dependency | Task | int))
        case "no_longer_on" | "blocks":
            return tuple(_number(name, one) for one in _several(name, value, Task | int))
        case "parent":
            return None if value is None else _number(name, value)
        case "position" if not isinstance(value, int | float):
            raise InvalidValue(f"a position is a number, not {value!r}", field=name)
    return value


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise InvalidValue(f"{name} takes text, not {value!r}", field=name)


def _one_of(kind: type[StrEnum], name: str, value: Any) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise InvalidValue(f"{name} is one of {', '.join(kind)}, not {value!r}", field=name) from None


def _several(name: str, value: Any, single: type | UnionType) -> Iterable[Any]:
    """Several values, where one alone stands for itself and None for none."""
    if value is None:
        return ()
    if isinstance(value, single):
        return (value,)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return value
    raise InvalidValue(f"{name} takes several values, not {value!r}", field=name)


def _reminder(name: str, value: Any) -> Reminder:
    if isinstance(value, Reminder):
        return value
    if isinstance(value, timedelta):
        return Reminder(before=value)
    raise InvalidValue(f"{name} takes a Reminder or the time before, not {value!r}", field=name)


def _dependency(name: str, value: Any) -> Dependency:
    return value if isinstance(value, Dependency) else Dependency(TaskId(0), _number(name, value))


def _number(name: str, value: Any) -> TaskId:
    number = value.id if isinstance(value, Task) else value
    if isinstance(number, int):
        return TaskId(number)
    raise InvalidValue(f"{name} takes a task or its number, not {value!r}", field=name)
