"""Keeping the outbox in step with tasks, in the very transaction that changes them.

What a task wants to be sent is worked out anew and compared with what is planned: what is new is added, what
has moved is moved, what is no longer wanted goes. What was sent for a task that has ended, or stands at
another time, is marked for mending, so that no messenger goes on showing it as if it waited for an answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from tme_tui.model.planned import Planned, Wanted, Window, furthest, plan
from tme_tui.model.recurrence import WorkCalendar
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.asking import Asking, own_reminders
from tme_tui.store.outbox.rows import DAY, NewIds, add_rows, mended, renew_rows
from tme_tui.store.outbox.times import times_of
from tme_tui.store.plain_rows import plain_dicts
from tme_tui.store.settle import Rules
from tme_tui.store.working_set import WorkingSet, in_batches

AHEAD = 8 * DAY
"""So far ahead reminders stand in the outbox."""
BEHIND = 60 * DAY
"""So far back what is planned is still taken for wanted."""
PATIENCE = 60
"""A reminder that would have come so many seconds ago is still sent when it is asked for only now."""

_deliveries = tables.deliveries
_OF_TASKS = select(_deliveries).where(_deliveries.c.task_id.in_(bindparam("tasks", expanding=True)))
_AMONG = _deliveries.c.id.in_(bindparam("numbers", expanding=True))
_MOVE = update(_deliveries).where(_deliveries.c.id == bindparam("which"))
_DROP = delete(_deliveries).where(_AMONG)
_WITHDRAW = update(_deliveries).where(_AMONG).values(state=bindparam("fresh"))
_COUNTS = (
    *("kind", "status", "live", "due", "starts", "priority", "category_id", "recurrence", "occurrence"),
    *("series_start", "owner_id", "assignee_id"),
)
"""Columns of a task on which its reminders depend, besides whether it is blocked."""


class Diary(NamedTuple):
    """What a planning changes."""

    added: list[tuple[int | None, Planned]]
    moved: list[Row]
    dropped: list[int]
    withdrawn: list[int]
    ended: list[tuple[int, Row]]
    """What else changes of which row."""


class Planner:
    """Plans within one transaction."""

    def __init__(
        self,
        connection: Connection,
        rows: WorkingSet,
        rules: Rules,
        now: int,
        new_ids: NewIds,
    ) -> None:
        self._connection = connection
        self._rows = rows
        self._rules = rules
        self._now = now
        self._new_ids = new_ids
        self._asking = Asking(connection, rows)
        self._working_days: WorkCalendar | None = None

    def after_changes(self) -> None:
        """Plan anew for every task whose change may matter to its reminders."""
        numbers = self._touched()
        if numbers:
            self.plan(numbers, self._now - PATIENCE, self._now + AHEAD)

    def _touched(self) -> list[int]:
        found: dict[int, None] = {}
        for key, before, row in self._rows.dirty("tasks"):
            if before is None or row is None or _depends(before) != _depends(row):
                found[int(key[0])] = None
        for entity in ("reminders", "participants", "occurrences"):
            for _, before, row in self._rows.dirty(entity):
                side = row or before
                if side is not None and before != row:
                    found[side["task_id"]] = None
        return list(found)

    def plan(self, numbers: Sequence[int], since: int, until: int) -> int:
        """Plan for these tasks; what is new and would have come before `since` is not added."""
        reminders: dict[int, list[Row]] = defaultdict(list)
        for row in self._rows.rows_by("reminders", "task_id", numbers):
            reminders[row["task_id"]].append(row)
        present: dict[int, dict[str, Row]] = defaultdict(dict)
        for batch in in_batches(numbers):
            for found in plain_dicts(self._connection, _OF_TASKS, {"tasks": batch}):
                present[found["task_id"]][found["cause"]] = found
        concerned: Sequence[int] = [n for n in numbers if reminders.get(n) or present.get(n)]
        if len(concerned) < len(numbers) and self._asking.anybody_has_usual:
            concerned = numbers
        if not concerned:
            return 0
        self._rows.load("tasks", [(number,) for number in concerned])
        diary = Diary([], [], [], [], [])
        for number in concerned:
            self._plan_one(number, reminders[number], present[number], since, until, diary)
        self._write(diary)
        return len(diary.added)

    def _plan_one(
        self,
        number: int,
        reminders: list[Row],
        present: Mapping[str, Row],
        since: int,
        until: int,
        diary: Diary,
    ) -> None:
        row = self._rows.get("tasks", (number,))
        wanted: dict[str, Planned] = {}
        valid: set[str] = set()
        if row is not None and row["live"]:
            wanted, valid = self._wanted(row, own_reminders(reminders), until)
            if row["open_blockers"]:
                wanted = {}
        for cause, planned in wanted.items():
            known = present.get(cause)
            if known is None:
                if planned.due >= since:
                    diary.added.append((number, planned))
            elif known["state"] in states.WAITING and not known["attempts"]:
                if (known["due_utc"], known["step"]) != (planned.due, planned.step):
                    diary.moved.append(_moved(known["id"], planned))
            elif known["state"] in (states.WITHDRAWN, states.MISSED) and planned.due >= since:
                diary.moved.append(_moved(known["id"], planned))
        silent = row is None or bool(row["open_blockers"])
        for cause, known in present.items():
            if cause in wanted:
                continue
            is_valid = known["occurrence"] in valid
            if known["state"] not in states.WAITING:
                changes = {} if is_valid else mended(known, self._now, _word(row))
                if row is None:
                    changes["task_id"] = None
                if changes:
                    diary.ended.append((known["id"], changes))
            elif silent or not is_valid or known["kind"] not in ("snooze", "nag"):
                (diary.withdrawn if known["attempts"] else diary.dropped).append(known["id"])

    def _wanted(self, row: Row, own: tuple[Wanted, ...], until: int) -> tuple[dict[str, Planned], set[str]]:
        """What should stand in the outbox, and the times at which the task may still be answered."""
        home = self._rules.home
        after = self._now - BEHIND if row["recurrence"] is None else self._now - 2 * DAY
        window = Window(after, until)
        calendar = None
        exceptions: list[Row] = []
        if row["recurrence"] is not None:
            calendar = self._calendar()
            exceptions = self._rows.rows_by("occurrences", "task_id", [row["id"]])
        asked = self._asking.asked(row, own)
        far = until + furthest(one for each in asked.values() for one in each) + DAY
        times = list(times_of(row, exceptions, after, far, calendar=calendar, home=home))
        valid = {str(moment) for moment in times} | {str(one.at) for one in own if one.at is not None}
        people, urgent = self._asking.people if asked else {}, row["priority"] == 1
        found: dict[str, Planned] = {}
        for person, wanted in asked.items():
            for one in wanted:
                for moment in times if one.at is None else [one.at]:
                    for planned in plan(one, moment, people[person], people, window, home, urgent=urgent):
                        found[planned.cause] = planned
        return found, valid

    def _calendar(self) -> WorkCalendar | None:
        if self._working_days is None and self._rules.calendar is not None:
            self._working_days = self._rules.calendar()
        return self._working_days

    def _write(self, diary: Diary) -> None:
        """What is new takes the places of what is no longer wanted, as when a task gets another time."""
        places = min(len(diary.added), len(diary.dropped))
        renew_rows(self._connection, diary.dropped[:places], diary.added[:places], self._now)
        add_rows(self._connection, diary.added[places:], self._now, self._new_ids)
        if diary.moved:
            self._connection.execute(_MOVE, diary.moved)
        for batch in in_batches(diary.dropped[places:]):
            self._connection.execute(_DROP, {"numbers": batch})
        for batch in in_batches(diary.withdrawn):
            self._connection.execute(_WITHDRAW, {"numbers": batch, "fresh": states.WITHDRAWN})
        for number, changes in diary.ended:
            self._connection.execute(update(_deliveries).where(_deliveries.c.id == number).values(changes))


def _moved(number: int, planned: Planned) -> dict[str, Any]:
    return {
        "which": number,
        "due_utc": planned.due,
        "not_before": planned.not_before,
        "step": planned.step,
        "state": states.PLANNED,
        "attempts": 0,
        "error": "",
    }


def _depends(row: Row) -> tuple[object, ...]:
    return (*(row[name] for name in _COUNTS), bool(row["open_blockers"]))


def _word(row: Row | None) -> str:
    """What is written under a message whose task went on: done, cancelled, or standing at another time."""
    if row is None:
        return "deleted"
    return str(row["status"]) if row["status"] in ("done", "cancelled", "deleted") else "moved"
