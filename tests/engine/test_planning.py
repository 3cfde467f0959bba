"""Finding time for people, and starting processes from templates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.errors import NotFound
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind, Status, Task

RIGA = ZoneInfo("Europe/Riga")
HALF_HOUR = timedelta(minutes=30)


def meet(tasks: TaskManager, starts: str, ends: str, *guests: str, rule: str = "") -> Task:
    return tasks.add(
        [
            Fields(
                title="Meeting",
                kind=Kind.EVENT,
                starts=Moment.from_text(f"{starts}[Europe/Riga]"),
                ends=Moment.from_text(f"{ends}[Europe/Riga]"),
                participants=guests,
                **({"recurrence": Recurrence(rule)} if rule else {}),  # type: ignore[arg-type]
            )
        ]
    ).task


def slots(tasks: TaskManager, *people: str, days: int = 1, **more: bool) -> list[str]:
    start = datetime(2026, 3, 5, tzinfo=RIGA)
    found = tasks.free(HALF_HOUR, people, start, start + timedelta(days=days), **more)
    return [f"{one.start.astimezone(RIGA):%H:%M}-{one.end.astimezone(RIGA):%H:%M}" for one in found]


def test_free_time_is_what_work_leaves(tasks: TaskManager) -> None:
    assert slots(tasks) == ["09:00-18:00"]
    meet(tasks, "2026-03-05T10:00", "2026-03-05T11:30")
    assert slots(tasks) == ["09:00-10:00", "11:30-18:00"]


def test_recurring_events_take_time_too(tasks: TaskManager) -> None:
    meet(tasks, "2026-02-05T10:00", "2026-02-05T12:00", rule="FREQ=WEEKLY")
    assert slots(tasks) == ["09:00-10:00", "12:00-18:00"]


def test_a_recurring_flight_takes_its_time_across_zones(tasks: TaskManager) -> None:
    tasks.add(
        [
            Fields(
                title="Flight",
                kind=Kind.EVENT,
                starts=Moment.from_text("2026-02-26T10:00[Europe/Riga]"),
                ends=Moment.from_text("2026-02-26T10:30[Europe/London]"),
                recurrence=Recurrence("FREQ=WEEKLY"),
            )
        ]
    )
    assert slots(tasks) == ["09:00-10:00", "12:30-18:00"]


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [
        ("2026-03-28T22:00[Europe/Riga]", "2026-03-29T06:00[Europe/Riga]", 1),
        ("2026-03-28", "2026-03-30", 7),
        ("2026-03-28T10:00[Europe/Riga]", "2026-03-28T12:00[America/New_York]", 7),
    ],
)
def test_each_time_of_an_event_ends_as_the_first_did(
    tasks: TaskManager, starts: str, ends: str, days: int
) -> None:
    first, last, step = Moment.from_text(starts), Moment.from_text(ends), timedelta(days=days)
    rule = Recurrence(f"FREQ=DAILY;INTERVAL={days}")
    tasks.add([Fields(title="Trip", kind=Kind.EVENT, starts=first, ends=last, recurrence=rule)])
    begin = datetime(2026, 3, 28, tzinfo=RIGA)
    shown = tasks.occurrences_between(begin, begin + 3 * step)
    assert [(one.starts, one.ends) for one in shown] == [
        (first.moved(step * number), last.moved(step * number)) for number in range(3)
    ]


def test_the_last_day_of_a_recurring_event_shows_at_noon(tasks: TaskManager) -> None:
    days = [Moment(date(2026, 3, 6)), Moment(date(2026, 3, 8))]
    weekly = Recurrence("FREQ=WEEKLY")
    tasks.add([Fields(title="Trip", kind=Kind.EVENT, starts=days[0], ends=days[1], recurrence=weekly)])
    noon = datetime(2026, 3, 15, 12, tzinfo=RIGA)
    assert [one.occurrence.day for one in tasks.occurrences_between(noon, noon + HALF_HOUR)] == [
        date(2026, 3, 13)
    ]
    midnight = datetime(2026, 3, 16, tzinfo=RIGA)
    assert not tasks.occurrences_between(midnight, midnight + HALF_HOUR)


def test_one_time_moved_away_is_free_and_taken_where_it_went(tasks: TaskManager) -> None:
    event = meet(tasks, "2026-02-05T10:00", "2026-02-05T12:00", rule="FREQ=WEEKLY")
    this_week = Moment.from_text("2026-03-05T10:00[Europe/Riga]")
    tasks.move_occurrence(event, this_week, this_week.moved(timedelta(hours=5)))
    assert slots(tasks) == ["09:00-15:00", "17:00-18:00"]


def test_everyone_is_asked_in_their_own_zone(tasks: TaskManager) -> None:
    tasks.add_person("anna", zone="Europe/London")
    assert slots(tasks, "anna") == ["11:00-18:00"]
    meet(tasks, "2026-03-05T11:00", "2026-03-05T17:00", "anna")
    assert slots(tasks, "anna") == ["17:00-18:00"]
    with pytest.raises(NotFound):
        slots(tasks, "nobody")


def test_weekends_are_free_only_when_asked_for(tasks: TaskManager) -> None:
    saturday = datetime(2026, 3, 7, tzinfo=RIGA)
    assert tasks.free(HALF_HOUR, (), saturday, saturday + timedelta(days=1)) == []
    assert len(tasks.free(HALF_HOUR, (), saturday, saturday + timedelta(days=1), all_hours=True)) == 1


def closing(tasks: TaskManager) -> Task:
    root = tasks.add_task("Close the month", due=date(2026, 3, 31), tags=["fin"])
    count = tasks.add_task("Count stock", parent=root, due=date(2026, 3, 28))
    tasks.add_task("Send figures", parent=root, due=date(2026, 3, 30), depends=[count])
    return root


def test_a_template_is_started_on_a_day(tasks: TaskManager) -> None:
    root = closing(tasks)
    tasks.make_template(root)
    tasks.delete(root)
    assert tasks.get_tasks() == []
    started = tasks.start_template("close the month", date(2026, 4, 30))
    made = {task.title: task for task in started.tasks}
    assert {title: str(task.due) for title, task in made.items()} == {
        "Close the month": "2026-04-30",
        "Count stock": "2026-04-27",
        "Send figures": "2026-04-29",
    }
    assert made["Send figures"].depends[0].blocker == made["Count stock"].id
    assert made["Send figures"].blocked
    assert made["Close the month"].tags == ("fin",)
    assert made["Count stock"].parent == made["Close the month"].id
    tasks.undo()
    assert tasks.get_tasks() == []


def test_an_unknown_template_is_named_with_those_there_are(tasks: TaskManager) -> None:
    tasks.make_template(closing(tasks))
    with pytest.raises(NotFound, match="there are: Close the month"):
        tasks.start_template("Opening")


def test_a_template_with_a_rule_starts_by_itself(tasks: TaskManager, clock: FixedClock) -> None:
    last_day = Recurrence("FREQ=MONTHLY;BYMONTHDAY=-1")
    root = tasks.add_task("Close the month", due=date(2026, 3, 31), recurrence=last_day)
    tasks.add_task("Count stock", parent=root, due=date(2026, 3, 28))
    tasks.make_template(root)
    tasks.delete(root)
    assert tasks.catch_up() == 0
    clock.moment = datetime(2026, 3, 31, 12, tzinfo=RIGA)
    assert tasks.catch_up() == 2
    assert tasks.catch_up() == 0
    assert {(task.title, str(task.due)) for task in tasks.get_tasks()} == {
        ("Close the month", "2026-03-31"),
        ("Count stock", "2026-03-28"),
    }
    clock.moment = datetime(2026, 4, 30, 12, tzinfo=RIGA)
    tasks.catch_up()
    assert len(tasks.get_tasks()) == 4


def test_what_expires_is_given_up_by_itself(tasks: TaskManager, clock: FixedClock) -> None:
    offer = tasks.add_task("Use the voucher", expires=date(2026, 3, 5))
    assert [task.title for task in tasks.get_tasks()] == ["Use the voucher"]
    clock.moment += timedelta(days=3)
    assert tasks.get_tasks() == []
    assert tasks.get_task(offer).status is Status.CANCELLED
