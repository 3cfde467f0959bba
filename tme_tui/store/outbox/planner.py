"""Keeping the outbox in step with tasks, in the very transaction that changes them.

What a task wants to be sent is worked out anew and compared with what is planned: what is new is added, what
has moved is moved, what is no longer wanted goes. What was sent for a task that has ended, or stands at
another time, is marked for mending, so that no messenger goes on showing it as if it waited for an answer.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from sqlalchemy import Connection, bindparam, delete, select, update

from tme_tui.model.ids import new_uid
from tme_tui.model.moment import Moment
from tme_tui.model.planned import Hearer, Planned, Wanted, Window, furthest, plan, usual_reminders
from tme_tui.model.text import fold
from tme_tui.store import tables
from tme_tui.store.bulk import insert_rows
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.people import hearers, who_hears
from tme_tui.store.outbox.times import times_of
from tme_tui.store.settle import Rules
from tme_tui.store.working_set import WorkingSet, in_batches

DAY = 86_400
AHEAD = 8 * DAY
"""So far ahead reminders stand in the outbox."""
BEHIND = 60 * DAY
"""So far back what is planned is still taken for wanted."""
PATIENCE = 60
"""A reminder that would have come so many seconds ago is still sent when it is asked for only now."""

NewIds = Callable[[str, int], range]
"""Gives out numbers of a counter."""

_deliveries = tables.deliveries
_COUNTS = (
    *("kind", "status", "live", "due", "starts", "priority", "category_id", "recurrence", "occurrence"),
    *("series_start", "owner_id", "assignee_id"),
)
"""Columns of a task on which its reminders depend, besides whether it is blocked."""


class Diary(NamedTuple):
    """What a planning changes."""

    added: list[Row]
    moved: list[Row]
    dropped: list[int]
    withdrawn: list[int]
    ended: list[Row]


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
        self._people: dict[int, Hearer] | None = None
        self._categories: dict[int, str] | None = None

    def after_changes(self) -> None:
        """Plan anew for every task whose change may matter to its reminders."""
        numbers = self._touched()
        if numbers:
            self.plan(numbers, self._now - PATIENCE, self._now + AHEAD)

    def _touched(self) -> list[int]:
        found: dict[int, None] = {}
        fresh: dict[int, None] = {}
        for key, before, row in self._rows.dirty("tasks"):
            number = int(key[0])
            if before is None:
                fresh[number] = None
            elif row is None or _depends(before) != _depends(row):
                found[number] = None
        for entity in ("reminders", "participants", "occurrences"):
            for _, before, row in self._rows.dirty(entity):
                side = row or before
                if side is not None and before != row:
                    found[side["task_id"]] = None
        return list(dict.fromkeys((*fresh, *found)))

    def plan(self, numbers: Sequence[int], since: int, until: int) -> int:
        """Plan for these tasks; what is new and would have come before `since` is not added."""
        reminders: dict[int, list[Row]] = defaultdict(list)
        for row in self._rows.rows_by("reminders", "task_id", numbers):
            reminders[row["task_id"]].append(row)
        present: dict[int, dict[str, Row]] = defaultdict(dict)
        for batch in in_batches(numbers):
            query = select(_deliveries).where(_deliveries.c.task_id.in_(batch))
            for found in self._connection.execute(query).mappings():
                present[found["task_id"]][found["cause"]] = dict(found)
        usual = bool(self._rules.usual_by_priority or self._rules.usual_by_category)
        concerned = numbers if usual else [n for n in numbers if reminders.get(n) or present.get(n)]
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
            asked = self._asked(row, reminders)
            wanted, valid = self._wanted(row, asked, until)
            if row["open_blockers"]:
                wanted = {}
        for cause, planned in wanted.items():
            known = present.get(cause)
            if known is None:
                if planned.due >= since:
                    diary.added.append(self._row(number, planned))
            elif known["state"] in states.WAITING and not known["attempts"]:
                if (known["due_utc"], known["step"]) != (planned.due, planned.step):
                    diary.moved.append(_moved(known["id"], planned))
            elif known["state"] in (states.WITHDRAWN, states.MISSED) and planned.due >= since:
                diary.moved.append(_moved(known["id"], planned))
        for cause, known in present.items():
            if cause in wanted or known["kind"] == "test":
                continue
            kept = known["kind"] in ("snooze", "nag") and known["occurrence"] in valid
            if known["state"] in states.WAITING and not (
                kept and row is not None and not row["open_blockers"]
            ):
                (diary.withdrawn if known["attempts"] else diary.dropped).append(known["id"])
            elif known["occurrence"] not in valid or row is None:
                diary.ended.append({**known, "task_gone": row is None, "word": _word(row)})
        for cause, known in present.items():
            if cause in wanted and known["occurrence"] not in valid:
                diary.ended.append({**known, "task_gone": False, "word": _word(row)})

    def _asked(self, row: Row, reminders: Iterable[Row]) -> tuple[Wanted, ...]:
        own = tuple(
            Wanted(
                f"r{one['id']}",
                one["id"],
                one["before"],
                None if one["at"] is None else Moment.from_text(one["at"]),
                one["channel"],
                one["nag"],
            )
            for one in reminders
        )
        if own or row["kind"] == "template":
            return own
        rules = self._rules
        offsets = rules.usual_by_priority.get(row["priority"] or 0, ())
        if rules.usual_by_category and row["category_id"] is not None:
            offsets = (*offsets, *rules.usual_by_category.get(self._category(row["category_id"]), ()))
        return usual_reminders(offsets)

    def _wanted(self, row: Row, asked: tuple[Wanted, ...], until: int) -> tuple[dict[str, Planned], set[str]]:
        """What should stand in the outbox, and the times at which the task may still be answered."""
        home = self._rules.home
        after = self._now - BEHIND if row["recurrence"] is None else self._now - 2 * DAY
        window = Window(after, until)
        calendar = self._rules.calendar() if self._rules.calendar is not None else None
        exceptions: list[Row] = []
        if row["recurrence"] is not None:
            exceptions = self._rows.rows_by("occurrences", "task_id", [row["id"]])
        far = until + furthest(asked) + DAY
        times = list(times_of(row, exceptions, after, far, calendar=calendar, home=home))
        valid = {str(moment) for moment in times} | {str(one.at) for one in asked if one.at is not None}
        if not asked:
            return {}, valid
        parts = self._rows.rows_by("participants", "task_id", [row["id"]]) if row["kind"] == "event" else []
        found: dict[str, Planned] = {}
        people = self._hearers()
        for person in who_hears(row, parts):
            hearer = people.get(person)
            if hearer is None:
                continue
            for one in asked:
                for moment in times[:1] if one.at is not None else times:
                    for planned in plan(
                        one, moment, hearer, people, window, home, urgent=row["priority"] == 1
                    ):
                        found[planned.cause] = planned
                if one.at is not None and not times:
                    for planned in plan(
                        one, one.at, hearer, people, window, home, urgent=row["priority"] == 1
                    ):
                        found[planned.cause] = planned
        return found, valid

    def _hearers(self) -> dict[int, Hearer]:
        if self._people is None:
            self._people = hearers(self._connection)
        return self._people

    def _category(self, number: int) -> str:
        if self._categories is None:
            table = tables.categories
            self._categories = {
                one: fold(path) for one, path in self._connection.execute(select(table.c.id, table.c.path))
            }
        return self._categories.get(number, "")

    def _row(self, task: int | None, planned: Planned) -> Row:
        return delivery_row(task, planned, self._now)

    def _write(self, diary: Diary) -> None:
        if diary.added:
            numbers = self._new_ids("deliveries", len(diary.added))
            for number, row in zip(numbers, diary.added, strict=True):
                row["id"] = number
            insert_rows(self._connection, _deliveries, diary.added)
        if diary.moved:
            self._connection.execute(
                update(_deliveries).where(_deliveries.c.id == bindparam("which")), diary.moved
            )
        for batch in in_batches(diary.dropped):
            self._connection.execute(delete(_deliveries).where(_deliveries.c.id.in_(batch)))
        for batch in in_batches(diary.withdrawn):
            change = update(_deliveries).where(_deliveries.c.id.in_(batch)).values(state=states.WITHDRAWN)
            self._connection.execute(change)
        for row in diary.ended:
            values = ended(row, self._now)
            if values:
                self._connection.execute(
                    update(_deliveries).where(_deliveries.c.id == row["id"]).values(values)
                )


def delivery_row(task: int | None, planned: Planned, now: int) -> Row:
    """A new row of the outbox; its number is given by the caller."""
    uid = new_uid(now * 1000)
    return {
        "uid": uid,
        "cause": planned.cause,
        "thread": planned.thread,
        "kind": planned.kind,
        "reminder_id": planned.reminder,
        "task_id": task,
        "occurrence": planned.occurrence,
        "person_id": planned.person,
        "channel": planned.channel,
        "due_utc": planned.due,
        "not_before": planned.not_before,
        "step": planned.step,
        "nag": planned.nag,
        "random_id": repeat_number(uid),
        "payload": json.dumps(dict(planned.details), ensure_ascii=False, separators=(",", ":")),
        "created": now,
    }


def repeat_number(uid: str) -> int:
    """A number from 1 to 2^31-1 by which a server knows a repeat of this delivery."""
    return crc32(uid.encode()) % (2**31 - 1) or 1


def ended(row: Row, now: int) -> Row:
    """What becomes of a delivery whose task no longer waits for an answer to it."""
    values: Row = {}
    if row.get("task_gone"):
        values["task_id"] = None
    if row["state"] == states.SENT and row["acknowledged"] is None:
        values["acknowledged"] = now
        if row["receipt"] and row["kind"] != "digest" and (row["sent"] or 0) > now - 2 * DAY:
            payload = {**json.loads(row["payload"]), "mend": row["word"]}
            values |= {"state": states.MENDING, "not_before": now, "attempts": 0}
            values["payload"] = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    elif row["state"] == states.SENDING:
        payload = {**json.loads(row["payload"]), "mend": row["word"]}
        values["payload"] = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    elif row["acknowledged"] is None and row["state"] in states.ARRIVED:
        values["acknowledged"] = now
    return values


def _moved(number: int, planned: Planned) -> dict[str, Any]:
    return {
        "which": number,
        "due_utc": planned.due,
        "not_before": planned.not_before,
        "step": planned.step,
        "state": states.PLANNED,
        "attempts": 0,
    }


def _depends(row: Row) -> tuple[object, ...]:
    return (*(row[name] for name in _COUNTS), bool(row["open_blockers"]))


def _word(row: Row | None) -> str:
    """What is written under a message whose task went on: done, cancelled, or standing at another time."""
    if row is None:
        return "deleted"
    return str(row["status"]) if row["status"] in ("done", "cancelled", "deleted") else "moved"
