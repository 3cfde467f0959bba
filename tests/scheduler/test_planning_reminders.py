"""Reminders enter the outbox with the change that makes them, and leave it with the change that ends them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.scheduler.reminders import Desk, OpenManager, Wait, at, before, call, moments, states
from tme_tui.engine.manager import TaskManager
from tme_tui.language.recurring import read_recurrence
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.reminding import Reminding
from tme_tui.model.task import Kind, Reminder
from tme_tui.store.outbox.planner import Planner


def test_a_reminder_stands_in_the_outbox_with_its_time(tasks: TaskManager) -> None:
    call(tasks, before(minutes=15), before(hours=2))
    assert moments(tasks) == ["06 14:00", "06 15:45"]


def test_moving_a_task_moves_its_reminder_and_undo_brings_it_back(tasks: TaskManager) -> None:
    task = call(tasks)
    tasks.edit(task, Fields(due=at("2026-03-07T10:00")))
    assert moments(tasks) == ["07 07:45"]
    tasks.undo()
    assert moments(tasks) == ["06 15:45"]
    tasks.redo()
    assert moments(tasks) == ["07 07:45"]


def test_what_ends_a_task_ends_its_reminders(tasks: TaskManager) -> None:
    for end in (tasks.complete, tasks.cancel, tasks.delete):
        task = call(tasks)
        assert moments(tasks) == ["06 15:45"]
        end(task)
        assert moments(tasks) == []
        tasks.undo()
        assert moments(tasks) == ["06 15:45"]
        end(task)


def test_undoing_the_task_itself_takes_its_reminders_along(tasks: TaskManager) -> None:
    call(tasks)
    tasks.undo()
    assert states(tasks) == []
    tasks.redo()
    assert moments(tasks) == ["06 15:45"]


def test_a_blocked_task_is_silent_until_its_last_blocker_is_done(tasks: TaskManager) -> None:
    blocker = tasks.add_task("Get the number")
    task = call(tasks)
    tasks.depend(task, on=blocker)
    assert moments(tasks) == []
    tasks.complete(blocker)
    assert moments(tasks) == ["06 15:45"]
    tasks.undo()
    assert moments(tasks) == []


def test_whole_days_are_counted_from_the_hour_that_is_set(open_again: OpenManager) -> None:
    tasks = open_again(TME_REMINDERS__ALL_DAY_AT="8:30")
    day = Moment.from_text("2026-03-07")
    tasks.add([Fields(title="Birthday", due=day, reminders=(before(days=1), before()))])
    assert moments(tasks) == ["06 06:30", "07 06:30"]


def test_a_reminder_may_have_a_moment_of_its_own(tasks: TaskManager) -> None:
    call(tasks, Reminder(at=at("2026-03-05T20:15")))
    assert moments(tasks) == ["05 18:15"]
    tasks.add([Fields(title="No date", reminders=(Reminder(at=at("2026-03-05T21:15")),))])
    assert moments(tasks) == ["05 18:15", "05 19:15"]


def test_settings_remind_of_what_has_no_reminder_of_its_own(open_again: OpenManager) -> None:
    tasks = open_again(TME_REMINDERS__USUAL__PRIORITY__1="30m", TME_REMINDERS__USUAL__CATEGORY__HOME="1d")
    urgent = tasks.add([Fields(title="Urgent", due=at("2026-03-06T18:00"), priority=1)]).task
    assert moments(tasks) == ["06 15:30"]
    tasks.edit(urgent, Fields(add_reminders=(before(minutes=5),)))
    assert moments(tasks) == ["06 15:55"]
    tasks.add([Fields(title="Plants", due=at("2026-03-07T18:00"), category="Home")])
    assert moments(tasks) == ["06 15:55", "06 16:00"]


def test_two_tasks_of_the_same_time_are_both_reminded_of_as_usual(open_again: OpenManager) -> None:
    tasks = open_again(TME_REMINDERS__USUAL__PRIORITY__1="30m")
    one, two = (
        tasks.add([Fields(title=title, due=at("2026-03-06T18:00"), priority=1)]).task
        for title in ("One", "Two")
    )
    assert moments(tasks) == ["06 15:30", "06 15:30"]
    tasks.complete(one)
    assert states(tasks, int(two.id)) == [("reminder", "desktop", "planned")]


def test_everybody_who_takes_part_is_told_once_and_who_declined_is_not(
    tasks: TaskManager, open_again: OpenManager
) -> None:
    open_again("anna")
    tasks.add(
        [
            Fields(
                title="Meeting",
                kind=Kind.EVENT,
                starts=at("2026-03-06T18:00"),
                participants=("anna", "me"),
                reminders=(before(minutes=15),),
            )
        ]
    )
    people = sorted(one.person for one in tasks.deliveries(states=["planned"]))
    assert people == ["anna", "me"]


def test_a_recurring_task_is_planned_for_the_days_ahead(tasks: TaskManager, wait: Wait) -> None:
    daily = read_recurrence("every day", tasks.context())
    task = tasks.add(
        [Fields(title="Water", due=at("2026-03-05T10:00"), recurrence=daily, reminders=(before(minutes=10),))]
    ).task
    planned = moments(tasks)
    assert planned[0] == "05 07:50"
    assert len(planned) >= 7
    tasks.complete(task)
    assert moments(tasks) == planned[1:]


def test_far_reminders_come_when_their_time_is_near(tasks: TaskManager, wait: Wait) -> None:
    call(tasks, due="2026-03-27T18:00")
    assert moments(tasks) == []
    wait(days=18)
    assert tasks.plan_ahead() == 1
    assert moments(tasks) == ["27 15:45"]
    assert tasks.plan_ahead() == 0


def test_what_came_due_while_nothing_ran_is_found(tasks: TaskManager, wait: Wait, desk: Desk) -> None:
    call(tasks, due="2026-03-24T18:00")
    wait(days=20, hours=5)
    tasks.plan_ahead()
    (claimed,) = desk.take("desktop")
    assert claimed.late


def test_linking_an_address_later_sends_what_was_planned_there_too(tasks: TaskManager) -> None:
    call(tasks)
    assert states(tasks) == [("reminder", "desktop", "planned")]
    tasks.link_address("telegram", "42")
    tasks.plan_ahead()
    assert sorted(states(tasks)) == [("reminder", "desktop", "planned"), ("reminder", "telegram", "planned")]
    tasks.unlink("telegram")
    tasks.plan_ahead()
    assert states(tasks) == [("reminder", "desktop", "planned")]


def test_the_ladder_goes_from_channel_to_channel_and_then_to_somebody_else(open_again: OpenManager) -> None:
    open_again("anna").link_address("telegram", "7")
    tasks = open_again(TME_REMINDERS__AT_ONCE="1", TME_REMINDERS__THEN="anna")
    for channel in ("telegram", "vk"):
        tasks.link_address(channel, "42")
    call(tasks)
    planned = [(f"{one.due:%H:%M}", one.person, one.channel) for one in reversed(tasks.deliveries())]
    assert planned[:3] == [("15:45", "me", "desktop"), ("15:55", "me", "telegram"), ("16:05", "me", "vk")]
    assert sorted(planned[3:]) == [("16:15", "anna", "desktop"), ("16:15", "anna", "telegram")]


def test_digests_are_planned_for_each_day_at_the_persons_hour(open_again: OpenManager, home: Path) -> None:
    tasks = open_again(TME_REMINDERS__DIGEST__MORNING="8:00")
    tasks.plan_ahead()
    planned = [one for one in tasks.deliveries(limit=100) if one.kind == "digest"]
    assert len(planned) >= 7
    assert {f"{one.due:%H:%M}" for one in planned} == {"06:00"}
    assert tasks.plan_ahead() == 0


def test_other_wishes_hold_from_now_on(open_again: OpenManager) -> None:
    tasks = open_again()
    call(tasks)
    tasks.link_address("telegram", "42")
    tasks.plan_ahead()
    wishes = {"TME_REMINDERS__DIGEST__MORNING": "7:30", "TME_REMINDERS__CHANNELS": "telegram"}
    tasks = open_again(**wishes)
    tasks.plan_ahead()
    planned = tasks.deliveries(states=["planned"], limit=100)
    assert {one.channel for one in planned} == {"telegram"}
    assert min(f"{one.due:%d %H:%M}" for one in planned if one.kind == "digest") == "05 05:30"
    assert sum(one.kind == "reminder" for one in planned) == 1


def test_other_usual_reminders_hold_for_what_is_planned_already(
    open_again: OpenManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = open_again(TME_REMINDERS__USUAL__PRIORITY__1="30m")
    tasks.add([Fields(title="Urgent", due=at("2026-03-06T18:00"), priority=1)])
    tasks.add([Fields(title="At home", due=at("2026-03-06T18:00"), category="Home")])
    tasks.add([Fields(title="Neither", due=at("2026-03-06T18:00"))])
    call(tasks, due="2026-03-06T20:00", priority=1)
    tasks.plan_ahead()
    assert moments(tasks) == ["06 15:30", "06 17:45"]
    tasks = open_again(TME_REMINDERS__USUAL__PRIORITY__1="10m", TME_REMINDERS__USUAL__CATEGORY__HOME="1h")
    planned: list[int] = []
    monkeypatch.setattr(Planner, "plan", _noting(planned, Planner.plan))
    tasks.plan_ahead()
    assert moments(tasks) == ["06 15:00", "06 15:50", "06 17:45"]
    assert len(planned) == 2, "more than what it matters to was planned"
    assert tasks.plan_ahead() == 0
    assert len(planned) == 2
    open_again().plan_ahead()
    assert moments(tasks) == ["06 17:45"]


def _noting(planned: list[int], plan: Callable[..., int]) -> Callable[..., int]:
    """The same planning, with a note of the tasks that were planned for."""

    def noting(planner: Planner, numbers: Sequence[int], since: int, until: int) -> int:
        planned.extend(numbers)
        return plan(planner, numbers, since, until)

    return noting


def test_wishes_may_change_while_the_base_is_open(tasks: TaskManager) -> None:
    tasks.add([Fields(title="Urgent", due=at("2026-03-06T18:00"), priority=1)])
    tasks.plan_ahead()
    tasks.wish(Reminding(usual_by_priority=((1, (1800,)),)))
    tasks.plan_ahead()
    assert moments(tasks) == ["06 15:30"]
    tasks.wish(Reminding(usual_by_priority=((1, (1800,)),), morning=480))
    tasks.plan_ahead()
    assert {one.kind for one in tasks.deliveries(states=["planned"], limit=100)} == {"reminder", "digest"}


def test_each_is_reminded_as_usual_for_that_person(open_again: OpenManager) -> None:
    open_again("anna", TME_REMINDERS__USUAL__PRIORITY__1="1h")
    tasks = open_again()
    tasks.add([Fields(title="Hers", due=at("2026-03-06T18:00"), priority=1, assignee="anna")])
    tasks.add([Fields(title="Mine", due=at("2026-03-06T18:00"), priority=1)])
    planned = [(one.person, f"{one.due:%H:%M}") for one in tasks.deliveries(states=["planned"])]
    assert planned == [("anna", "15:00")]


def test_nothing_is_planned_twice_however_often_it_is_planned(tasks: TaskManager, wait: Wait) -> None:
    call(tasks, before(minutes=15), before(days=1))
    first = states(tasks)
    for _ in range(3):
        wait(days=1)
        tasks.plan_ahead()
    assert [kind for kind, _, _ in states(tasks)] == [kind for kind, _, _ in first]
    assert tasks.now() > datetime(2026, 3, 6, tzinfo=UTC)
