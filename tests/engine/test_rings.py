"""When a person is reminded of what, as the calendar shows it, compared with what the outbox plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.tui.screens import engine_of
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.diary import Role
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind, Reminder
from tme_tui.store.outbox.planner import AHEAD

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(text: str) -> Moment:
    return Moment.from_text(text)


def before(*offsets: timedelta) -> tuple[Reminder, ...]:
    return tuple(Reminder(before=offset) for offset in offsets)


def filled(engine: TaskManager) -> None:
    engine.add(
        [
            Fields(title="Rent", due=at("2026-11-25"), reminders=before(timedelta(0), DAY)),
            Fields(title="Call", due=at("2026-11-25T18:00"), reminders=before(HOUR, 40 * DAY)),
            Fields(
                title="Yoga",
                kind=Kind.EVENT,
                starts=at("2026-11-05T18:00[Asia/Kolkata]"),
                ends=at("2026-11-05T19:30[Asia/Kolkata]"),
                recurrence=Recurrence("FREQ=WEEKLY"),
                reminders=before(timedelta(minutes=15), 2 * DAY),
            ),
            Fields(
                title="Water",
                due=at("2026-11-19"),
                recurrence=Recurrence("FREQ=DAILY;INTERVAL=3"),
                reminders=(*before(2 * HOUR), Reminder(at=at("2026-11-23T10:10"))),
            ),
            Fields(title="Silent", due=at("2026-11-24T10:00")),
            Fields(title="Waits", due=at("2026-11-24T10:00"), reminders=before(HOUR)),
            Fields(title="Later", due=at("2026-11-29T10:00"), reminders=before(4 * DAY)),
        ]
    )
    engine.depend(6, 5)


def heard(engine: TaskManager, first: date, after: date) -> set[tuple[int, datetime]]:
    zone = ZoneInfo(engine.person.zone)
    days = engine.rings(first, after)
    assert all(one.role is Role.REMINDER and one.begin.date() == day for day in days for one in days[day])
    found = [one for day in days for one in days[day]]
    assert len({one.key for one in found}) == len(found), "each moment once"
    return {(one.entry.number, one.begin.replace(tzinfo=zone).astimezone(UTC)) for one in found}


def planned(engine: TaskManager, since: datetime, until: datetime) -> set[tuple[int, datetime]]:
    rows = engine.deliveries(states=["planned"], limit=10_000)
    return {
        (int(row.task or 0), row.next_try.astimezone(UTC)) for row in rows if since <= row.next_try < until
    }


def of(found: Iterable[tuple[int, datetime]], number: int) -> list[str]:
    return sorted(f"{moment:%d %H:%M}" for one, moment in found if one == number)


def test_the_calendar_says_what_the_outbox_plans(home: Path) -> None:
    with engine_of(home, FixedClock(NOW)) as engine:
        filled(engine)
        first, after = date(2026, 11, 21), (NOW + timedelta(seconds=AHEAD)).date()
        bounds = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (first, after))
        found = heard(engine, first, after)
        assert found == planned(engine, *bounds)
        assert of(found, 1) == ["24 09:00", "25 09:00"]
        assert of(found, 3) == ["24 12:30", "26 12:15"], "by the clocks of India"
        assert "23 10:10" in of(found, 4)
        assert not of(found, 6), "what is blocked is silent"
        assert of(found, 7) == ["25 10:00"], "though it is due after the days that are looked at"


def test_far_beyond_the_outbox_too(home: Path) -> None:
    with engine_of(home, FixedClock(NOW)) as engine:
        filled(engine)
        assert of(heard(engine, date(2027, 11, 1), date(2027, 11, 8)), 3) == ["02 12:30", "04 12:15"]


def test_what_is_put_off_comes_then(home: Path) -> None:
    later = datetime(2026, 11, 25, 17, 5, tzinfo=UTC)
    with engine_of(home, FixedClock(NOW)) as engine:
        filled(engine)
    with engine_of(home, FixedClock(later)) as engine:
        number = next(row.id for row in engine.deliveries(task=2) if row.due.hour == 17)
        engine.snooze(number, datetime(2026, 11, 26, 8, 20, tzinfo=UTC))
        assert "26 08:20" in of(heard(engine, date(2026, 11, 26), date(2026, 11, 27)), 2)


def test_done_tasks_are_silent_and_only_wanted_ones_are_told(home: Path) -> None:
    with engine_of(home, FixedClock(NOW)) as engine:
        filled(engine)
        engine.complete(1)
        assert not of(heard(engine, date(2026, 11, 21), date(2026, 11, 30)), 1)
        days = engine.rings(date(2026, 11, 21), date(2026, 11, 30), wanted={2})
        assert {one.entry.number for day in days.values() for one in day} == {2}
