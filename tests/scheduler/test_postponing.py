"""A button under a reminder moves the task itself: to another due date, once, and what was sent says so."""

from __future__ import annotations

import pytest

from tests.scheduler.reminders import Desk, OpenManager, Wait, at, before, call, moments
from tme_tui.engine.manager import TaskManager
from tme_tui.i18n import translator
from tme_tui.model.delivery import Answer
from tme_tui.model.draft import Fields
from tme_tui.model.outbox import Claimed
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind
from tme_tui.scheduler.button_data import read_data
from tme_tui.scheduler.composing import compose


def _button(claimed: Claimed, tasks: TaskManager, label: str) -> Answer:
    """What a button of the message stands for, as it comes back from a messenger."""
    message = compose(claimed, tasks.now(), translator("en"))
    (data,) = [button.data for button in message.buttons if button.label == label]
    pressed = read_data(data)
    assert pressed is not None
    assert pressed.delivery == claimed.id
    return pressed.answer


@pytest.fixture
def told(open_again: OpenManager) -> TaskManager:
    """Somebody who is reminded in two messengers at once."""
    tasks = open_again(TME_REMINDERS__CHANNELS="telegram,vk")
    tasks.link_address("telegram", "42")
    tasks.link_address("vk", "77")
    return tasks


def test_a_day_later_the_reminder_comes_again_and_all_messages_say_so(told: TaskManager, wait: Wait) -> None:
    task = call(told, due="2026-03-04T14:20")
    wait(minutes=5)
    desk = Desk(told)
    first, second = desk.send_all()
    answered = told.answer(first.id, _button(first, told, "Due: +1 day"))
    assert answered.said == "Now due tomorrow 14:20: Call Anna"
    assert told.get_task(task).due == at("2026-03-05T14:20")
    assert not told.answer(second.id, Answer.POSTPONE_WEEK).fresh
    mending = desk.take()
    assert {one.channel for one in mending} == {"telegram", "vk"}
    assert all("Moved to another time" in compose(one, told.now(), translator("en")).body for one in mending)
    assert moments(told) == ["05 12:05", "05 12:05"]
    told.undo()
    assert told.get_task(task).due == at("2026-03-04T14:20")


def test_what_is_long_overdue_is_counted_from_today(told: TaskManager, wait: Wait) -> None:
    task = call(told, due="2026-03-04T14:20")
    wait(days=3)
    (first, *_) = told.deliveries(task=int(task.id))
    told.answer(first.id, Answer.POSTPONE_WEEK)
    assert told.get_task(task).due == at("2026-03-14T14:20")


def test_of_a_series_only_the_open_time_moves(told: TaskManager, wait: Wait) -> None:
    task = call(told, due="2026-03-04T14:20", recurrence=Recurrence("FREQ=WEEKLY"))
    wait(minutes=5)
    (first, *_) = Desk(told).send_all()
    told.answer(first.id, Answer.POSTPONE_DAY)
    assert told.get_task(task).due == at("2026-03-05T14:20")
    told.complete(task)
    assert told.get_task(task).due == at("2026-03-11T14:20")


def test_what_is_done_or_has_no_due_date_is_not_moved(told: TaskManager, wait: Wait) -> None:
    task = call(told, due="2026-03-04T14:20")
    begins, ends = at("2026-03-04T14:20"), at("2026-03-04T15:00")
    meeting = Fields(
        title="Meeting", kind=Kind.EVENT, starts=begins, ends=ends, reminders=(before(minutes=15),)
    )
    told.add([meeting])
    wait(minutes=5)
    sent = {one.task.title: one for one in Desk(told).send_all() if one.task}
    event = compose(sent["Meeting"], told.now(), translator("en"))
    assert [button.label for button in event.buttons] == ["All right", "In 10 minutes", "In an hour"]
    told.complete(task)
    assert not told.answer(sent["Call Anna"].id, Answer.POSTPONE_DAY).fresh
    assert told.get_task(task).due == at("2026-03-04T14:20")
