"""What a typed line was understood as, as JSON: for `tme add --dry-run`, bots and other programs.

Fields are called as in the JSON of a task, and only those that the line named are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum

from tme_tui.model.draft import Draft, Fields, Span
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Dependency, Reminder
from tme_tui.model.task_json import (
    dependency_as_json,
    duration_as_json,
    instant_as_json,
    recurrence_as_json,
    reminder_as_json,
)


def draft_as_json(draft: Draft, home: str) -> dict[str, object]:
    """One reading of one line, with the other readings and the rest of a chain."""
    return {
        "text": draft.text,
        "fields": fields_as_json(draft.fields, home),
        "spans": [_span(draft.text, span, home) for span in draft.spans],
        "notices": list(draft.notices),
        "alternatives": [draft_as_json(other, home) for other in draft.alternatives],
        "chain": [draft_as_json(link, home) for link in draft.chain],
    }


def fields_as_json(fields: Fields, home: str) -> dict[str, object]:
    """The fields that were named, by the names that a task's JSON has."""
    said = {name: value_as_json(value, home) for name, value in fields.given().items()}
    for ours, shown in (("add_tags", "tags"), ("add_reminders", "reminders"), ("depends_on", "depends")):
        if ours in said:
            said[shown] = said.pop(ours)
    return said


def value_as_json(value: object, home: str) -> object:
    """Any value that a field or a span may hold."""
    match value:
        case Moment():
            return value.iso(home)
        case timedelta():
            return duration_as_json(value)
        case datetime():
            return instant_as_json(value)
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case Recurrence():
            return recurrence_as_json(value)
        case Reminder():
            return reminder_as_json(value, home)
        case Dependency():
            return dependency_as_json(value)
        case Mapping():
            return {str(name): value_as_json(one, home) for name, one in value.items()}
        case tuple() | list() | frozenset() | set():
            return [value_as_json(one, home) for one in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def _span(text: str, span: Span, home: str) -> dict[str, object]:
    return {
        "kind": span.kind.value,
        "start": span.start,
        "end": span.end,
        "text": text[span.start : span.end],
        "value": value_as_json(span.value, home),
        "sentence": span.sentence,
    }
