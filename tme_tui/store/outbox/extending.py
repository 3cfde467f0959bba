"""The window of time that is planned moves on with the clock.

Most reminders enter the outbox when their task is changed; those further ahead than the window, and the next
times of what recurs, enter it here, a portion of tasks in each transaction. `meta` says how far all is
planned; so also what came due while nothing ran is found, and sent late.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select

from tme_tui.model.moment import zone_named
from tme_tui.model.planned import Hearer, Planned, channels_of
from tme_tui.model.reminding import minute_of
from tme_tui.store import tables
from tme_tui.store.notes import PLANNED_UNTIL, note, noted
from tme_tui.store.outbox import states
from tme_tui.store.outbox.people import Hearers
from tme_tui.store.outbox.planner import AHEAD, Planner
from tme_tui.store.outbox.rows import DAY, NewIds, add_rows
from tme_tui.store.outbox.usual import waiting_as_usual, with_usual
from tme_tui.store.settle import Rules
from tme_tui.store.working_set import WorkingSet

PORTION = 1_000
LEEWAY = AHEAD // 16
"""The window is moved on when so much of it has passed."""

_d = tables.deliveries
_t = tables.tasks


def planned_until(connection: Connection) -> int | None:
    """The instant up to which every task's reminders are in the outbox."""
    found = noted(connection, PLANNED_UNTIL)
    return None if found is None else int(found)


def set_planned_until(connection: Connection, instant: int) -> None:
    """Say up to when everything is planned."""
    note(connection, PLANNED_UNTIL, str(instant))


def forget_plan(connection: Connection, now: int) -> None:
    """Somebody's wishes or addresses changed: everything from now on is planned anew.

    The instant is another one each time, so that whoever is planning meanwhile sees that it is for nothing.
    """
    until = planned_until(connection)
    set_planned_until(connection, now if until is None or until > now else until - 1)


def end_plan(connection: Connection, planned: int | None, until: int) -> None:
    """Say up to when everything is planned, unless somebody's wishes changed since `planned` was read."""
    if planned_until(connection) == planned:
        set_planned_until(connection, until)


def is_stretched(connection: Connection, now: int) -> bool:
    """Whether the window reaches far enough."""
    until = planned_until(connection)
    return until is not None and until >= now + AHEAD - LEEWAY


def to_plan(connection: Connection, since: int, until: int) -> list[int]:
    """The tasks that may have reminders in a window, or have something waiting in the outbox."""
    reminder = tables.reminders
    anchor = func.coalesce(_t.c.due_utc, _t.c.starts_utc)
    moment: Any = anchor - func.coalesce(reminder.c.before, 0)
    near = or_(
        reminder.c.at.is_not(None),
        _t.c.recurrence.is_not(None),
        moment.between(since - 2 * DAY, until + 2 * DAY),
    )
    asked = select(reminder.c.task_id).join(_t, _t.c.id == reminder.c.task_id).where(_t.c.live == 1, near)
    numbers = set(connection.execute(asked.distinct()).scalars())
    waiting = select(_d.c.task_id).where(_d.c.state.in_(states.WAITING), _d.c.task_id.is_not(None))
    numbers |= set(connection.execute(waiting.distinct()).scalars())
    numbers |= with_usual(connection, since, until)
    return sorted(numbers)


def to_plan_as_usual(connection: Connection, since: int, until: int) -> list[int]:
    """The tasks to which it matters that somebody's usual reminders changed."""
    return sorted(with_usual(connection, since, until) | waiting_as_usual(connection))


def plan_portion(
    connection: Connection,
    rules: Rules,
    numbers: list[int],
    since: int,
    until: int,
    now: int,
    new_ids: NewIds,
) -> int:
    """Plan for some tasks; the answer is how many deliveries were added."""
    planner = Planner(connection, WorkingSet(connection), rules, now, new_ids)
    return planner.plan(numbers, since, until)


def plan_digests(connection: Connection, since: int, until: int, now: int, new_ids: NewIds) -> int:
    """The morning plans and evening reviews of everybody who asked for them."""
    wanted = [
        planned for hearer in Hearers(connection).values() for planned in _digests_of(hearer, since, until)
    ]
    query = select(_d.c.cause).where(_d.c.kind == "digest", _d.c.due_utc >= since - DAY)
    known = set(connection.execute(query).scalars())
    gone = known - {planned.cause for planned in wanted}
    if gone:
        table = _d.delete().where(_d.c.cause.in_(gone), _d.c.state == states.PLANNED, _d.c.due_utc >= now)
        connection.execute(table)
    fresh = [(None, planned) for planned in wanted if planned.cause not in known]
    add_rows(connection, fresh, now, new_ids)
    return len(fresh)


def _digests_of(hearer: Hearer, since: int, until: int) -> list[Planned]:
    wishes = hearer.reminding
    found = []
    for name, minute in (("morning", wishes.morning), ("evening", wishes.evening)):
        if minute is None:
            continue
        for day in _days(since, until, hearer.zone):
            due = minute_of(day, minute, hearer.zone)
            if not since <= due < until:
                continue
            thread = f"digest-{name}|{day}|p{hearer.id}"
            found += [
                Planned(
                    cause=f"{thread}|{channel}",
                    thread=thread,
                    kind="digest",
                    occurrence=day.isoformat(),
                    person=hearer.id,
                    channel=channel,
                    due=due,
                    not_before=due,
                    details={"digest": name},
                )
                for step, channel in channels_of(hearer)
                if step == 0
            ]
    return found


def _days(since: int, until: int, zone: str) -> list[date]:
    place = zone_named(zone)
    day = datetime.fromtimestamp(since, place).date() - timedelta(days=1)
    last = datetime.fromtimestamp(until, place).date()
    count = (last - day).days
    return [day + timedelta(days=number) for number in range(count + 1)]
