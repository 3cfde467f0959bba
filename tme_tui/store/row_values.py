"""Rows into values: the only place where a `Task` is made from what is stored.

It needs no database library, so that a first look can be had before that is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.task import Kind, Status, Task

if TYPE_CHECKING:
    from tme_tui.model.recurrence.values import Recurrence


def instant(seconds: int | None) -> datetime | None:
    """An instant from a column."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def task_of(row: Mapping[str, Any], **parts: Any) -> Task:
    """A task from its row and what belongs to it."""
    estimate = row["estimate"]
    recurrence = row["recurrence"]
    return Task(
        id=TaskId(row["id"]),
        uid=row["uid"],
        title=row["title"],
        kind=Kind(row["kind"]),
        notes=row["notes"],
        link=row["link"],
        category=row["category"],
        type=row["type"],
        attributes=json.loads(row["attributes"]),
        status=Status(row["status"]),
        priority=row["priority"],
        created=instant(row["created"]),
        modified=instant(row["modified"]),
        started=instant(row["started"]),
        completed=instant(row["completed"]),
        starts=moment_of(row["starts"]),
        ends=moment_of(row["ends"]),
        due=moment_of(row["due"]),
        wait=moment_of(row["wait"]),
        expires=moment_of(row["expires"]),
        estimate=None if estimate is None else timedelta(seconds=estimate),
        parent=row["parent_id"],
        recurrence=None if recurrence is None else _recurrence(recurrence),
        occurrence=moment_of(row["occurrence"]),
        series_start=moment_of(row["series_start"]),
        owner=row["owner"],
        assignee=row["assignee"],
        position=row["position"],
        urgency=row["urgency"],
        open_blockers=row["open_blockers"],
        blocking=row["blocking"],
        subtasks=row["subtasks"],
        subtasks_done=row["subtasks_done"],
        version=row["version"],
        **parts,
    )


def moment_of(text: str | None) -> Moment | None:
    """A moment from a column."""
    return None if text is None else Moment.from_text(text)


@lru_cache(maxsize=512)
def _recurrence(text: str) -> Recurrence:
    from tme_tui.model.recurrence import from_text  # most tasks do without

    return from_text(text)
