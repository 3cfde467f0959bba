"""Fields into rows: what adding and editing have in common, and the rules that any task must keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tme_tui.engine.base import Change
from tme_tui.engine.ties import add_dependency, remove_dependency, set_parent
from tme_tui.model import recurrence as rules
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Reminder
from tme_tui.model.task_type import Attribute, AttributeKind, TaskType
from tme_tui.model.text import clean_line, notes_of, title_of
from tme_tui.store.derive import instant
from tme_tui.store.entities import Row

LONGEST_NOTICE = timedelta(days=50)
USUAL_EVENT = timedelta(hours=1)
MOMENTS = ("starts", "ends", "due", "wait", "expires")


def write_columns(change: Change, fields: Fields) -> Row:
    """The columns of `tasks` that `fields` sets, each value checked."""
    given = fields.given()
    row: Row = {}
    if "title" in given:
        row["title"] = title_of(str(given["title"]))
    if "notes" in given:
        row["notes"] = notes_of(str(given["notes"] or ""))
    if "link" in given:
        row["link"] = clean_line(str(given["link"] or ""))
    if "category" in given:
        path = given["category"]
        row["category_id"] = None if not path else change.names.category(str(path))
    if "type" in given:
        name = given["type"]
        row["type_id"] = None if not name else change.names.type(str(name))
    if "assignee" in given:
        login = given["assignee"]
        row["assignee_id"] = None if not login else change.names.person(str(login))
    if "priority" in given:
        row["priority"] = _priority(given["priority"])
    if "estimate" in given:
        row["estimate"] = _estimate(given["estimate"])
    if "kind" in given:
        row["kind"] = fields.kind.value
    if "position" in given:
        row["position"] = fields.position
    for name in MOMENTS:
        if name in given:
            moment = given[name]
            row[name] = None if moment is None else str(_moment(name, moment))
    if "recurrence" in given:
        row["recurrence"] = _recurrence(given["recurrence"])
    return row


def check_whole(row: Row, home: str) -> Row:
    """The row as it has to be for its fields to agree, or the reason why they cannot."""
    if row["kind"] == "event":
        if row["starts"] is None:
            raise InvalidValue("an event needs a start", field="starts")
        if row["ends"] is None:
            start = Moment.from_text(row["starts"])
            row = {**row, "ends": str(start if start.all_day else start.moved(USUAL_EVENT))}
    if row["starts"] is not None and row["ends"] is not None:
        begins = instant(row["starts"], home, day_ends=False)
        finishes = instant(row["ends"], home, day_ends=True)
        if begins is not None and finishes is not None and finishes < begins:
            raise InvalidValue("it would end before it starts", field="ends")
    if row["recurrence"] is not None and row["due"] is None and row["starts"] is None:
        raise InvalidValue("a repeating task needs a first date", field="recurrence")
    return row


def write_belongings(change: Change, number: int, fields: Fields) -> None:
    """What stands in other tables: tags, reminders, participants, dependencies, the parent, attributes."""
    _write_tags(change, number, fields)
    _write_reminders(change, number, fields)
    if fields.attributes:
        _write_attributes(change, number, fields.attributes)
    if fields.participants is not UNSET:
        _write_participants(change, number, fields.participants)
    for blocker in fields.no_longer_on:
        remove_dependency(change, number, int(blocker))
    for tie in fields.depends_on:
        add_dependency(change, number, int(tie.blocker), tie.link, tie.lag)
    for blocked in fields.blocks:
        add_dependency(change, int(blocked), number)
    if fields.parent is not UNSET:
        set_parent(change, number, fields.parent)


def _write_tags(change: Change, number: int, fields: Fields) -> None:
    if fields.tags is UNSET and not fields.add_tags and not fields.remove_tags:
        return
    present = {row["tag_id"] for row in change.rows.rows_by("task_tags", "task_id", [number])}
    wanted = set(present) if fields.tags is UNSET else set(change.names.tags(fields.tags))
    wanted |= set(change.names.tags(fields.add_tags))
    wanted -= set(change.names.tags(fields.remove_tags))
    for tag in present - wanted:
        change.rows.remove("task_tags", (number, tag))
    for tag in sorted(wanted - present):
        change.rows.insert("task_tags", {"task_id": number, "tag_id": tag})


def _write_reminders(change: Change, number: int, fields: Fields) -> None:
    if fields.reminders is UNSET and not fields.add_reminders:
        return
    wanted = list(fields.add_reminders)
    present = change.rows.rows_by("reminders", "task_id", [number])
    if fields.reminders is not UNSET:
        wanted = [*fields.reminders, *wanted]
        kept = {_reminder_columns(reminder) for reminder in wanted}
        for row in present:
            if (row["before"], row["at"], row["channel"], row["nag"]) not in kept:
                change.rows.remove("reminders", (row["id"],))
    existing = {(row["before"], row["at"], row["channel"], row["nag"]) for row in present}
    for columns in dict.fromkeys(_reminder_columns(reminder) for reminder in wanted):
        if columns not in existing:
            before, at, channel, nag = columns
            reminder_id = change.raw.new_ids("reminders")[0]
            change.rows.insert(
                "reminders",
                {
                    "id": reminder_id,
                    "task_id": number,
                    "before": before,
                    "at": at,
                    "channel": channel,
                    "nag": nag,
                },
            )


def _reminder_columns(reminder: Reminder) -> tuple[int | None, str | None, str | None, int | None]:
    if reminder.before is None and reminder.at is None:
        raise InvalidValue("a reminder needs a time", field="reminders")
    if reminder.before is not None and not timedelta(0) <= reminder.before <= LONGEST_NOTICE:
        raise InvalidValue("a reminder comes at most 50 days before", field="reminders")
    return (
        None if reminder.before is None else int(reminder.before.total_seconds()),
        None if reminder.at is None else str(reminder.at),
        reminder.channel,
        None if reminder.nag is None else int(reminder.nag.total_seconds()),
    )


def _write_participants(change: Change, number: int, logins: tuple[str, ...]) -> None:
    wanted = {change.names.person(login) for login in logins}
    present = {row["person_id"] for row in change.rows.rows_by("participants", "task_id", [number])}
    for person in present - wanted:
        change.rows.remove("participants", (number, person))
    for person in sorted(wanted - present):
        change.rows.insert("participants", {"task_id": number, "person_id": person})


def _write_attributes(change: Change, number: int, wanted: Mapping[str, object]) -> None:
    """What the task has from a former type stays, and can be changed as text or taken away."""
    row = change.task(number)
    values = json.loads(row["attributes"])
    kind = None if row["type_id"] is None else read_type(change, row["type_id"])
    strange = [name for name in wanted if name not in values]
    if kind is None and strange:
        raise InvalidValue(
            f"{', '.join(strange)}: give the task a type first, such as type:bug", field="attributes"
        )
    for name, value in wanted.items():
        attribute = kind.attribute(name) if kind is not None else None
        if kind is not None and attribute is None and name not in values:
            raise InvalidValue(f"the type {kind.name} has no attribute {name!r}", field=name)
        own = name if attribute is None else attribute.name
        if value is None:
            values.pop(own, None)
        else:
            values[own] = clean_line(str(value)) if attribute is None else attribute.read(str(value))
    change.set(number, attributes=json.dumps(values, ensure_ascii=False, sort_keys=True))


def read_type(change: Change, number: int) -> TaskType:
    """The task type with a number."""
    row = change.rows.get("task_types", (number,))
    if row is None:
        raise NotFound("task type", number)
    return type_from_row(row)


def type_from_row(row: Mapping[Any, Any]) -> TaskType:
    """A task type as it is stored."""
    attributes = tuple(
        Attribute(
            one["name"], AttributeKind(one["kind"]), tuple(one.get("choices", ())), one.get("required", False)
        )
        for one in json.loads(row["attributes"])
    )
    return TaskType(row["name"], attributes)


def _priority(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and 1 <= value <= 4:
        return value
    raise InvalidValue(f"a priority is 1 (most urgent) to 4, not {value!r}", field="priority")


def _estimate(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, timedelta) and timedelta(0) <= value <= timedelta(days=3650):
        return int(value.total_seconds())
    raise InvalidValue("an estimate is a length of time", field="estimate")


def _moment(name: str, value: object) -> Moment:
    if isinstance(value, Moment):
        return value
    raise InvalidValue(f"{name} takes a moment, not {value!r}", field=name)


def _recurrence(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, Recurrence):
        raise InvalidValue("recurrence takes a Recurrence", field="recurrence")
    rules.validate(value)
    return rules.to_text(value)
