"""Recurring tasks: each time is done once, the next is found, and everything can be taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.engine.conftest import OpenManager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence
from tme_tui.model.task import Kind, Status, Task


def rent(tasks: TaskManager, **more: object) -> Task:
    return tasks.add_task("Pay rent", due=date(2026, 3, 1), recurrence=Recurrence("FREQ=MONTHLY"), **more)


def test_completing_moves_to_the_next_time(tasks: TaskManager) -> None:
    done = tasks.complete(rent(tasks))
    assert done.task.status is Status.OPEN
    assert done.task.due == Moment(date(2026, 4, 1))
    assert "next: Wed 1 Apr" in done.notices


def test_what_repeats_keeps_its_date(tasks: TaskManager) -> None:
    task = rent(tasks)
    with pytest.raises(Refused, match="#1 repeats by its due date"):
        tasks.edit([task], Fields(due=None))
    assert tasks.get_task(task).due == Moment(date(2026, 3, 1))
    assert tasks.edit([task], Fields(due=None, recurrence=None)).task.due is None


def test_undo_brings_the_earlier_time_back(tasks: TaskManager) -> None:
    task = rent(tasks)
    tasks.complete(task)
    tasks.undo()
    assert tasks.get_task(task).due == Moment(date(2026, 3, 1))
    assert tasks.complete(task).task.due == Moment(date(2026, 4, 1))


def test_two_who_complete_the_same_time_complete_it_once(tasks: TaskManager, open_again: OpenManager) -> None:
    other = open_again()
    task = rent(tasks)
    seen_by_both = tasks.get_task(task)
    tasks.complete(seen_by_both)
    with pytest.raises(Refused, match="already done"):
        other.complete(seen_by_both)
    assert tasks.get_task(task).due == Moment(date(2026, 4, 1))


def test_a_series_that_ends_is_done(tasks: TaskManager) -> None:
    task = tasks.add_task("Take pills", due=date(2026, 3, 4), recurrence=Recurrence("FREQ=DAILY;COUNT=2"))
    assert tasks.complete(task).task.status is Status.OPEN
    last = tasks.complete(task.id)
    assert last.task.status is Status.DONE
    assert "that was the last time" in last.notices


def test_from_completion_counts_from_the_day_it_was_done(tasks: TaskManager, clock: FixedClock) -> None:
    task = tasks.add_task(
        "Water plants",
        due=date(2026, 3, 4),
        recurrence=Recurrence("FREQ=DAILY;INTERVAL=3", anchor=Anchor.COMPLETION),
    )
    clock.moment += timedelta(days=4)
    assert tasks.complete(task).task.due == Moment(date(2026, 3, 11))


def test_missed_times_wait_in_a_stack_or_pass(tasks: TaskManager, clock: FixedClock) -> None:
    daily = "FREQ=DAILY"
    stacked = tasks.add_task("a", due=date(2026, 3, 4), recurrence=Recurrence(daily, missed=Missed.STACK))
    kept = tasks.add_task("b", due=date(2026, 3, 4), recurrence=Recurrence(daily, missed=Missed.KEEP))
    skipped = tasks.add_task("c", due=date(2026, 3, 4), recurrence=Recurrence(daily, missed=Missed.SKIP))
    clock.moment += timedelta(days=5)
    assert tasks.complete(stacked).task.due == Moment(date(2026, 3, 5))
    assert tasks.complete(kept).task.due == Moment(date(2026, 3, 10))
    assert tasks.catch_up() == 1
    assert tasks.get_task(skipped).due == Moment(date(2026, 3, 9))


def test_what_passed_by_itself_is_no_step_to_undo(tasks: TaskManager, clock: FixedClock) -> None:
    daily = Recurrence("FREQ=DAILY", missed=Missed.SKIP)
    task = tasks.add_task("c", due=date(2026, 3, 4), recurrence=daily)
    tasks.edit_task(task, priority=1)
    clock.moment += timedelta(days=5)
    tasks.catch_up()
    assert tasks.undo()[0].sentence == "Undid: Changed #1 “c”: priority"
    assert tasks.get_task(task).due == Moment(date(2026, 3, 9))


def test_a_recurring_blocker_frees_those_who_wait_for_this_time(tasks: TaskManager) -> None:
    salary = tasks.add_task("Get salary", due=date(2026, 3, 5), recurrence=Recurrence("FREQ=MONTHLY"))
    month = tasks.add_task(
        "Close the month", due=date(2026, 3, 6), recurrence=Recurrence("FREQ=MONTHLY"), depends=[salary]
    )
    assert tasks.get_task(month).blocked
    tasks.complete(salary)
    assert not tasks.get_task(month).blocked
    tasks.complete(month)
    assert tasks.get_task(month).blocked


def test_a_checklist_inside_begins_anew(tasks: TaskManager) -> None:
    task = rent(tasks)
    inside = tasks.add_task("Look up the sum", parent=task)
    tasks.complete(inside)
    tasks.complete(task)
    assert tasks.get_task(inside).status is Status.OPEN


def test_a_moved_time_leaves_the_series_in_place(tasks: TaskManager) -> None:
    task = rent(tasks)
    tasks.edit_task(task, due=date(2026, 3, 4))
    assert tasks.complete(task.id).task.due == Moment(date(2026, 4, 1))


def test_skip_goes_on_and_says_so(tasks: TaskManager) -> None:
    passed = tasks.skip(rent(tasks))
    assert passed.task.due == Moment(date(2026, 4, 1))
    assert passed.sentence == "Skipped #1"


def standup(tasks: TaskManager) -> Task:
    start = Moment.from_text("2026-03-02T10:00[Europe/Riga]")
    return tasks.add(
        [
            Fields(
                title="Standup",
                kind=Kind.EVENT,
                starts=start,
                ends=start.moved(timedelta(minutes=15)),
                recurrence=Recurrence("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            )
        ]
    ).task


def week(tasks: TaskManager) -> list[tuple[str, str]]:
    window = (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC))
    return [(one.task.title, str(one.starts.local)) for one in tasks.occurrences_between(*window)]


def test_each_time_of_an_event_stands_in_the_calendar(tasks: TaskManager) -> None:
    standup(tasks)
    assert week(tasks) == [("Standup", f"2026-03-0{day} 10:00:00") for day in range(2, 7)]


def test_one_time_can_be_moved_and_one_taken_out(tasks: TaskManager) -> None:
    event = standup(tasks)
    tuesday = Moment.from_text("2026-03-03T10:00[Europe/Riga]")
    tasks.move_occurrence(event, tuesday, tuesday.moved(timedelta(hours=2)))
    tasks.skip_one(event, tuesday.moved(timedelta(days=1)))
    assert [when for _, when in week(tasks)] == [
        "2026-03-02 10:00:00",
        "2026-03-03 12:00:00",
        "2026-03-05 10:00:00",
        "2026-03-06 10:00:00",
    ]


def test_this_and_the_following_can_be_changed(tasks: TaskManager) -> None:
    event = standup(tasks)
    thursday = Moment.from_text("2026-03-05T10:00[Europe/Riga]")
    tasks.split_series(event, thursday, Fields(title="Short standup"))
    assert [title for title, _ in week(tasks)] == ["Standup"] * 3 + ["Short standup"] * 2
    tasks.undo()
    assert [title for title, _ in week(tasks)] == ["Standup"] * 5


def test_a_rule_without_a_date_begins_with_its_first(tasks: TaskManager) -> None:
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=FR")
    assert tasks.add_task("Sweep", recurrence=weekly).due == Moment(date(2026, 3, 6))
    plain = tasks.add_task("Mop")
    assert tasks.edit_task(plain, recurrence=weekly).due == Moment(date(2026, 3, 6))


def test_a_time_moved_into_a_week_is_found_there(tasks: TaskManager) -> None:
    event = standup(tasks)
    later = Moment.from_text("2026-03-17T10:00[Europe/Riga]")
    tasks.move_occurrence(event, later, Moment.from_text("2026-03-07T12:00[Europe/Riga]"))
    assert week(tasks)[-1] == ("Standup", "2026-03-07 12:00:00")
