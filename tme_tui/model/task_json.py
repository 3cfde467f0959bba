"""A task as JSON: the keys and forms that scripts, bots and exports rely on.

The keys are always all there, `null` or empty where there is nothing. Moments are ISO 8601: a day alone is a
date, a time has its offset; lengths of time are ISO 8601 durations; text is what people typed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.text import to_text
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Dependency, Reminder, Task


def task_as_json(task: Task, home: str) -> dict[str, object]:
    """The task for `json.dumps`; `home` is the zone of moments that have none of their own."""
    anchor = task.anchor
    return {
        "id": int(task.id),
        "uid": task.uid,
        "kind": task.kind.value,
        "title": task.title,
        "notes": task.notes,
        "category": task.category,
        "tags": list(task.tags),
        "type": task.type,
        "attributes": dict(task.attributes),
        "status": task.status.value,
        "priority": task.priority,
        "created": instant_as_json(task.created),
        "modified": instant_as_json(task.modified),
        "starts": moment_as_json(task.starts, home),
        "ends": moment_as_json(task.ends, home),
        "due": moment_as_json(task.due, home),
        "all_day": task.all_day,
        "zone": None if anchor is None else anchor.zone,
        "wait": moment_as_json(task.wait, home),
        "expires": moment_as_json(task.expires, home),
        "estimate": None if task.estimate is None else duration_as_json(task.estimate),
        "parent": None if task.parent is None else int(task.parent),
        "depends": [dependency_as_json(tie) for tie in task.depends],
        "recurrence": None if task.recurrence is None else recurrence_as_json(task.recurrence),
        "reminders": [reminder_as_json(reminder, home) for reminder in task.reminders],
        "owner": task.owner,
        "assignee": task.assignee,
        "participants": [
            {"login": guest.login, "decision": guest.decision.value} for guest in task.participants
        ],
        "completed": instant_as_json(task.completed),
        "urgency": round(task.urgency, 3),
        "blocked": task.blocked,
        "version": task.version,
    }


def instant_as_json(instant: datetime | None) -> str | None:
    """An instant in UTC, to the second."""
    return None if instant is None else instant.astimezone(UTC).isoformat(timespec="seconds")


def moment_as_json(moment: Moment | None, home: str) -> str | None:
    """A date, or a time with its offset."""
    return None if moment is None else moment.iso(home)


def duration_as_json(length: timedelta) -> str:
    """An ISO 8601 duration of days, hours, minutes and seconds, such as `PT1H30M`."""
    seconds = round(length.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    clock = "".join(f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if count)
    said = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{sign}P{said or 'T0S'}"


def recurrence_as_json(recurrence: Recurrence) -> dict[str, object]:
    """A recurrence; `text` is all of it in the lines of RFC 5545, and can be read back."""
    return {
        "rule": recurrence.rule,
        "anchor": recurrence.anchor.value,
        "missed": recurrence.missed.value,
        "shift": recurrence.shift.value,
        "workdays": recurrence.workdays,
        "text": to_text(recurrence),
    }


def dependency_as_json(tie: Dependency) -> dict[str, object]:
    """A blocker of the task, how the two are tied, and the time between them."""
    return {"id": int(tie.blocker), "type": tie.link.value, "lag": duration_as_json(tie.lag)}


def reminder_as_json(reminder: Reminder, home: str) -> dict[str, object]:
    """When it reminds, and where; the keys are always all there."""
    return {
        "before": None if reminder.before is None else duration_as_json(reminder.before),
        "at": moment_as_json(reminder.at, home),
        "channel": reminder.channel,
        "nag": None if reminder.nag is None else duration_as_json(reminder.nag),
    }
