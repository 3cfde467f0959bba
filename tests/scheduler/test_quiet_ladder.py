"""The ladder begins when quiet hours or a peace end: nobody is passed over who has not been told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.scheduler.reminders import Desk, OpenManager, Wait, before, call
from tme_tui.engine.manager import TaskManager
from tme_tui.model.delivery import Answer
from tme_tui.model.outbox import Fate

_QUIET = {"TME_REMINDERS__QUIET_HOURS": "14:00-16:00"}


def opened(open_again: OpenManager, **settings: str) -> TaskManager:
    """Somebody with a desktop and two messengers, whom Boris stands in for."""
    boris = open_again("boris")
    boris.link_address("telegram", "8")
    tasks = open_again(TME_REMINDERS__THEN="boris", **settings)
    tasks.link_address("telegram", "7")
    tasks.link_address("vk", "7")
    return tasks


def climbed(desk: Desk, wait: Wait) -> list[set[tuple[str, str]]]:
    """Who is told now and by each further step of the ladder, with nobody in between."""
    steps = [told(desk)]
    for _ in range(2):
        wait(minutes=9)
        assert told(desk) == set()
        wait(minutes=1)
        steps.append(told(desk))
    return steps


WHOLE = [{("desktop", ""), ("telegram", "7")}, {("vk", "7")}, {("telegram", "8")}]


def told(desk: Desk) -> set[tuple[str, str]]:
    """Who is told now, and how."""
    return {(one.channel, one.address) for one in desk.send_all()}


@pytest.mark.parametrize("peace", [False, True], ids=["quiet hours", "peace"])
def test_each_step_waits_for_an_answer_to_the_one_before(
    open_again: OpenManager, wait: Wait, peace: bool
) -> None:
    tasks = opened(open_again, **({} if peace else _QUIET))
    call(tasks, before(minutes=15), due="2026-03-04T14:20")
    if peace:
        tasks.do_not_disturb(tasks.now() + timedelta(hours=2))
    desk = Desk(tasks)
    for _ in range(4):
        wait(minutes=29)
        assert told(desk) == set()
    wait(minutes=4)
    assert climbed(desk, wait) == WHOLE


def test_what_is_snoozed_into_quiet_hours_climbs_the_ladder_after_them(
    open_again: OpenManager, wait: Wait
) -> None:
    tasks = opened(open_again, TME_REMINDERS__QUIET_HOURS="14:10-16:00")
    call(tasks, before(minutes=15), due="2026-03-04T14:20")
    wait(minutes=5)
    desk = Desk(tasks)
    answered = tasks.answer(desk.send_all()[0].id, Answer.SNOOZE)
    assert answered.said == "Snoozed until 16:00: Call Anna"
    desk.send_all()
    wait(hours=1, minutes=55)
    assert told(desk) == {("desktop", ""), ("telegram", "7")}
    wait(minutes=10)
    assert told(desk) == {("vk", "7")}


def test_what_had_been_said_before_the_peace_goes_on_at_its_end(open_again: OpenManager, wait: Wait) -> None:
    tasks = opened(open_again)
    call(tasks, before(minutes=15), due="2026-03-04T14:20")
    wait(minutes=5)
    desk = Desk(tasks)
    assert told(desk) == {("desktop", ""), ("telegram", "7")}
    tasks.do_not_disturb(tasks.now() + timedelta(minutes=15))
    wait(minutes=10)
    assert told(desk) == set()
    wait(minutes=5)
    assert told(desk) == {("vk", "7")}


def test_a_peace_that_is_ended_early_begins_with_the_first_step(open_again: OpenManager, wait: Wait) -> None:
    tasks = opened(open_again)
    call(tasks, before(minutes=15), due="2026-03-04T14:20")
    tasks.do_not_disturb(tasks.now() + timedelta(hours=2))
    desk = Desk(tasks)
    for _ in range(3):
        wait(minutes=15)
        assert told(desk) == set()
    tasks.do_not_disturb(None)
    steps = [told(desk)]
    for _ in range(2):
        wait(minutes=10)
        steps.append(told(desk))
    assert steps == [{("desktop", ""), ("telegram", "7")}, {("vk", "7")}, {("telegram", "8")}]


def test_an_urgent_task_is_snoozed_in_quiet_hours_no_longer_than_said(
    open_again: OpenManager, wait: Wait
) -> None:
    tasks = opened(open_again, **_QUIET)
    call(tasks, before(minutes=15), due="2026-03-04T14:20", priority=1)
    wait(minutes=5)
    desk = Desk(tasks)
    tasks.answer(desk.send_all()[0].id, Answer.SNOOZE)
    desk.send_all()
    wait(minutes=10)
    assert told(desk) == {("desktop", ""), ("telegram", "7")}


def after_a_night(open_again: OpenManager, wait: Wait, *, tasks_due: int) -> Desk:
    """Somebody whose machine slept while so many tasks came due, at its first look for work."""
    tasks = opened(open_again)
    for _ in range(tasks_due):
        call(tasks, before(minutes=15), due="2026-03-04T14:20")
    wait(hours=3)
    return Desk(tasks, awake_since=int(tasks.now().timestamp()))


def test_what_comes_late_climbs_the_ladder_from_its_first_step(open_again: OpenManager, wait: Wait) -> None:
    desk = after_a_night(open_again, wait, tasks_due=1)
    assert climbed(desk, wait) == WHOLE


def test_many_that_come_late_are_one_summary_on_each_step(open_again: OpenManager, wait: Wait) -> None:
    desk = after_a_night(open_again, wait, tasks_due=8)
    steps = []
    for _ in range(3):
        steps.append(sorted((one.channel, one.address) for one in desk.send_all()))
        wait(minutes=10)
    assert steps == [[("desktop", ""), ("telegram", "7")], [("vk", "7")], [("telegram", "8")]]


def test_a_late_step_that_is_sent_by_nobody_here_holds_up_nothing(
    open_again: OpenManager, wait: Wait
) -> None:
    desk = after_a_night(open_again, wait, tasks_due=1)
    assert {one.channel for one in desk.send_all("vk")} == {"vk"}


def test_a_late_step_that_does_not_get_through_holds_up_nothing(open_again: OpenManager, wait: Wait) -> None:
    desk = after_a_night(open_again, wait, tasks_due=1)
    for minute in range(12):
        for claimed in desk.take():
            desk.report(claimed, Fate.SENT if claimed.channel == "vk" else Fate.RETRY, error="not now")
            if claimed.channel == "vk":
                assert minute >= 10
                return
        wait(minutes=1)
    raise AssertionError("nobody was told")
