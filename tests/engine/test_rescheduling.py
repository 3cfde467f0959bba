"""Putting things at another time: one, what follows, or a whole series; one step each, taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.tui.screens import engine_of
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.reach import Reach
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind, Status

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


def at(text: str) -> Moment:
    return Moment.from_text(f"{text}[UTC]" if "T" in text else text)


@pytest.fixture
def engine(home: Path) -> Iterator[TaskManager]:
    with engine_of(home, FixedClock(NOW)) as manager:
        manager.add(
            [
                Fields(
                    title="Yoga",
                    kind=Kind.EVENT,
                    starts=at("2026-11-02T18:00"),
                    ends=at("2026-11-02T19:00"),
                    recurrence=Recurrence("FREQ=WEEKLY;BYDAY=MO"),
                )
            ]
        )
        yield manager


def seen(engine: TaskManager) -> list[str]:
    """Begin and length of everything in November."""
    days = engine.diary(date(2026, 11, 1), date(2026, 12, 1))
    return [
        f"{one.begin:%d %H:%M} {one.minutes} #{one.entry.number}" for day in sorted(days) for one in days[day]
    ]


BEFORE = ["02 18:00 60 #1", "09 18:00 60 #1", "16 18:00 60 #1", "23 18:00 60 #1", "30 18:00 60 #1"]
SECOND = "2026-11-09T18:00"
MOVED = (at("2026-11-10T17:00"), at("2026-11-10T18:30"))


@pytest.mark.parametrize(
    ("reach", "after"),
    [
        (Reach.THIS, ["02 18:00 60 #1", "10 17:00 90 #1", *BEFORE[2:]]),
        (
            Reach.FOLLOWING,
            ["02 18:00 60 #1", "10 17:00 90 #2", "17 17:00 90 #2", "24 17:00 90 #2"],
        ),
        (Reach.ALL, ["03 17:00 90 #1", "10 17:00 90 #1", "17 17:00 90 #1", "24 17:00 90 #1"]),
    ],
)
def test_a_time_of_a_series_is_moved_alone_with_what_follows_or_with_all(
    engine: TaskManager, reach: Reach, after: list[str]
) -> None:
    assert seen(engine) == BEFORE
    engine.reschedule(1, *MOVED, occurrence=at(SECOND), reach=reach)
    assert seen(engine) == after
    occurrences = engine.occurrences_between(
        datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    )
    assert [f"{each.starts.local:%d %H:%M}" for each in occurrences] == [each[:8] for each in after]
    engine.undo()
    assert seen(engine) == BEFORE


def test_the_first_time_and_what_follows_is_the_whole_series(engine: TaskManager) -> None:
    first = at("2026-11-02T18:00")
    engine.reschedule(1, at("2026-11-02T20:00"), None, occurrence=first, reach=Reach.FOLLOWING)
    assert seen(engine) == [each.replace("18:00 60", "20:00 0") for each in BEFORE]


def test_single_times_that_differ_go_along_with_the_series(engine: TaskManager) -> None:
    engine.move_occurrence(1, at("2026-11-16T18:00"), at("2026-11-17T08:00"))
    engine.skip_one(1, at("2026-11-23T18:00"))
    engine.reschedule(1, *MOVED, occurrence=at(SECOND), reach=Reach.ALL)
    assert seen(engine) == ["03 17:00 90 #1", "10 17:00 90 #1", "17 08:00 90 #1"]


def test_a_resized_time_takes_its_own_time_of_a_person(engine: TaskManager) -> None:
    engine.reschedule(1, at(SECOND), at("2026-11-09T22:00"), occurrence=at(SECOND))
    (slot, *_) = engine.free(
        timedelta(minutes=30),
        (),
        datetime(2026, 11, 9, 18, tzinfo=UTC),
        datetime(2026, 11, 10, tzinfo=UTC),
        all_hours=True,
    )
    assert slot.start == datetime(2026, 11, 9, 22, tzinfo=UTC)


def test_due_dates_are_put_off_alone_or_all(engine: TaskManager) -> None:
    daily = Recurrence("FREQ=DAILY")
    task = engine.add([Fields(title="Water", due=at("2026-11-03T09:00"), recurrence=daily)]).task
    engine.put_off(task.id, at("2026-11-03T10:00"), occurrence=at("2026-11-03T09:00"), reach=Reach.ALL)
    again = engine.get_task(task.id)
    assert (str(again.due), str(again.occurrence)) == ("2026-11-03T10:00[UTC]",) * 2
    engine.complete(task.id)
    assert str(engine.get_task(task.id).due) == "2026-11-04T10:00[UTC]"


def test_a_copy_stands_elsewhere_in_one_step(engine: TaskManager) -> None:
    copy = engine.copy_to(1, at("2026-11-05T10:00"), at("2026-11-05T11:00")).task
    assert copy.recurrence is None
    assert "05 10:00 60 #2" in seen(engine)
    engine.undo()
    assert seen(engine) == BEFORE


def test_single_times_that_differ_go_along_with_what_follows(engine: TaskManager) -> None:
    engine.move_occurrence(1, at("2026-11-16T18:00"), at("2026-11-18T08:00"))
    engine.reschedule(1, *MOVED, occurrence=at(SECOND), reach=Reach.FOLLOWING)
    assert seen(engine) == ["02 18:00 60 #1", "10 17:00 90 #2", "18 08:00 90 #2", "24 17:00 90 #2"]


WATER, DRINK, PAST = 2, 3, 4


@pytest.fixture
def watering(engine: TaskManager) -> TaskManager:
    """A task that another waits for, done once."""
    weekly = Recurrence("FREQ=WEEKLY")
    engine.add([Fields(title="Water", due=at("2026-11-02"), recurrence=weekly), Fields(title="Drink")])
    engine.complete(WATER)
    engine.edit(DRINK, Fields(due=at("2026-11-10")))
    engine.depend(DRINK, WATER)
    return engine


def of_water(engine: TaskManager) -> list[str]:
    return [each for each in seen(engine) if not each.endswith("#1") and not each.endswith(f"#{DRINK}")]


def test_what_is_open_keeps_its_number_and_those_who_wait_for_it(watering: TaskManager) -> None:
    before = of_water(watering)
    following = Reach.FOLLOWING
    watering.put_off(WATER, at("2026-11-11"), occurrence=at("2026-11-09"), reach=following)
    assert of_water(watering) == [
        f"02 00:00 1440 #{PAST}",
        *(f"{day} 00:00 1440 #{WATER}" for day in (11, 18, 25)),
    ]
    assert watering.get_task(DRINK).blocked
    assert str(watering.get_task(WATER).due) == "2026-11-11"
    past = watering.get_task(PAST)
    assert (past.status, str(past.due)) == (Status.DONE, "2026-11-02")
    watering.undo()
    assert of_water(watering) == before


def test_what_was_done_of_a_series_stays_in_the_calendar(watering: TaskManager) -> None:
    watering.end_series(WATER)
    watering.complete(WATER)
    assert of_water(watering) == [f"02 00:00 1440 #{WATER}", f"09 00:00 1440 #{WATER}"]
    watering.delete(WATER)
    assert of_water(watering) == []


def test_who_waits_for_a_series_slips_with_the_open_time_of_it(watering: TaskManager) -> None:
    def late(begin: str, end: str, reach: Reach) -> list[int]:
        found = watering.slips(WATER, Fields(due=at(end)), occurrence=at(begin), reach=reach)
        return [] if found is None else [int(slip.late.days) for slip in found.slips]

    assert late("2026-11-16", "2026-11-17", Reach.ALL) == []
    assert late("2026-11-16", "2026-11-18", Reach.ALL) == [1]
    assert late("2026-11-16", "2026-11-18", Reach.FOLLOWING) == []
    assert late("2026-11-09", "2026-11-12", Reach.FOLLOWING) == [2]
    fields, reach = Fields(due=at("2026-11-18")), Reach.ALL
    found = watering.slips(WATER, fields, occurrence=at("2026-11-16"), reach=reach)
    assert found is not None
    watering.shift_all(WATER, fields, found.along, found.by, occurrence=at("2026-11-16"), reach=reach)
    assert [str(watering.get_task(one).due) for one in (WATER, DRINK)] == ["2026-11-11", "2026-11-12"]
    watering.undo()
    assert [str(watering.get_task(one).due) for one in (WATER, DRINK)] == ["2026-11-09", "2026-11-10"]
