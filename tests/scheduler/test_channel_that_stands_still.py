"""A channel stands still, as by a wrong token: nothing is lost, nothing comes twice, and it is said why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from time import monotonic

import pytest

from tests.scheduler.reminders import Desk, OpenManager, Wait, before, call, states
from tme_tui.engine.manager import TaskManager
from tme_tui.model.delivery import Permanent, Scope
from tme_tui.model.outbox import Claimed, Fate
from tme_tui.model.task import Reminder
from tme_tui.plugins import ChannelFacts, Outgoing, PlainChannel, Receipt
from tme_tui.scheduler.dispatcher import Dispatcher

WHY = "the token is not valid"
REST = 600.0


@pytest.fixture
def linked(open_again: OpenManager) -> TaskManager:
    """Somebody who is reached by Telegram, and by VK after ten minutes."""
    tasks = open_again(TME_REMINDERS__CHANNELS="telegram,vk", TME_REMINDERS__AT_ONCE="1")
    tasks.link_address("telegram", "42")
    tasks.link_address("vk", "77")
    return tasks


def due_in_five(tasks: TaskManager, count: int = 1) -> None:
    for number in range(count):
        call(tasks, before(minutes=15), due="2026-03-04T14:20", title=f"T{number}")


def only_telegram(tasks: TaskManager, *minutes: int) -> None:
    for minute in minutes:
        call(tasks, Reminder(timedelta(minutes=15), channel="telegram"), due=f"2026-03-04T14:{minute}")


def stop(desk: Desk) -> None:
    """Telegram stands still for whatever is due."""
    while taken := desk.take("telegram"):
        for claimed in taken:
            desk.report(claimed, Fate.STOPPED, error=WHY, wait=REST)


def test_the_next_channel_takes_over_and_what_it_brought_is_not_sent_again(
    linked: TaskManager, wait: Wait
) -> None:
    desk = Desk(linked)
    due_in_five(linked)
    wait(minutes=5)
    stop(desk)
    assert ("reminder", "telegram", "held") in states(linked)
    assert {one.error for one in linked.deliveries() if one.state == "held"} == {WHY}
    (instead,) = desk.take("vk")
    desk.report(instead)
    assert sorted(state for *_, state in states(linked)) == ["sent", "withdrawn"]
    linked.release_deliveries(["telegram"])
    wait(hours=1)
    assert desk.take() == []


def test_a_message_that_was_under_way_when_the_next_channel_brought_it_is_not_held(
    linked: TaskManager, wait: Wait
) -> None:
    desk = Desk(linked)
    due_in_five(linked)
    wait(minutes=5)
    (slow,) = desk.take("telegram")
    wait(minutes=10)
    desk.send_all("vk")
    other = Desk(linked, "other:0:b")
    (slow,) = other.take("telegram")
    other.report(slow, Fate.STOPPED, error=WHY, wait=REST)
    assert sorted(state for *_, state in states(linked)) == ["sent", "withdrawn"]


def test_where_there_is_no_other_channel_it_waits_and_comes_late(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    only_telegram(linked, 20, 21)
    wait(minutes=10)
    stop(desk)
    assert desk.take("telegram") == []
    wait(seconds=REST + 1)
    stop(desk)
    wait(seconds=REST / 2)
    assert desk.take("telegram") == []
    linked.release_deliveries(["vk"])
    assert desk.take("telegram") == []
    assert linked.release_deliveries(["telegram"]) == 2
    (first,) = desk.take("telegram")
    assert first.late
    assert first.attempts == 1
    assert first.details["trial"], "it is tried even where the channel rests"
    assert not first.details.get("again"), "it says that it is late, not that it comes again"
    desk.report(first)
    (second,) = desk.send_all("telegram")
    assert not second.details.get("trial")
    assert {state for *_, state in states(linked)} == {"sent"}
    assert {one.error for one in linked.deliveries()} == {""}


def test_many_that_were_held_come_as_one_message(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    only_telegram(linked, *range(20, 27))
    wait(minutes=15)
    stop(desk)
    assert [state for *_, state in states(linked)] == ["held"] * 7
    wait(seconds=REST + 2)
    (summary,) = desk.take("telegram")
    assert len(summary.summary) == 6
    desk.report(summary, Fate.STOPPED, error=WHY, wait=REST)
    assert [state for *_, state in states(linked)] == ["held"] * 7
    wait(seconds=REST + 2)
    (summary,) = desk.send_all("telegram")
    assert len(summary.summary) == 6
    assert sorted(state for *_, state in states(linked)) == ["sent"] + ["summed"] * 6


def test_after_the_grace_it_is_listed_with_its_reason(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    only_telegram(linked, 20)
    wait(minutes=6)
    stop(desk)
    wait(days=1)
    assert desk.take("telegram") == []
    (row,) = linked.deliveries(states=["failed"])
    assert row.error == WHY
    assert linked.resend([row.id]) == 1
    assert len(desk.send_all("telegram")) == 1


def test_a_task_that_is_done_meanwhile_is_not_reminded_of(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    only_telegram(linked, 20)
    wait(minutes=6)
    stop(desk)
    (alert,) = linked.alerts()
    assert alert.error == WHY
    linked.complete(1)
    linked.release_deliveries(["telegram"])
    assert desk.take("telegram") == []


def test_what_is_held_can_be_tried_by_hand(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    only_telegram(linked, 20)
    wait(minutes=6)
    stop(desk)
    assert linked.resend([linked.deliveries()[0].id]) == 1
    (trial,) = desk.take("telegram")
    assert trial.details["trial"]
    desk.report(trial, Fate.STOPPED, error=WHY, wait=REST)
    assert desk.take("telegram") == []
    wait(seconds=REST + 1)
    (later,) = desk.take("telegram")
    assert "trial" not in later.details


def _done_elsewhere(tasks: TaskManager, desk: Desk, wait: Wait) -> Claimed:
    """A message whose task was completed, about to be edited."""
    only_telegram(tasks, 20)
    wait(minutes=6)
    desk.send_all("telegram")
    tasks.complete(1)
    (mending,) = desk.take("telegram")
    assert mending.mending
    return mending


def test_an_edit_waits_until_the_channel_works_again(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    mending = _done_elsewhere(linked, desk, wait)
    for _ in range(20):
        desk.report(mending, Fate.STOPPED, error=WHY, wait=REST)
        assert desk.take("telegram") == []
        wait(seconds=REST + 2)
        (mending,) = desk.take("telegram")
    desk.report(mending, Fate.STOPPED, error=WHY, wait=REST)
    linked.release_deliveries(["telegram"])
    (mending,) = desk.take("telegram")
    assert mending.details["mend"] == "done"
    desk.report(mending)
    assert {state for *_, state in states(linked)} == {"sent"}
    wait(hours=1)
    assert desk.take("telegram") == []


def test_an_edit_is_given_up_when_no_messenger_takes_it_any_more(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    mending = _done_elsewhere(linked, desk, wait)
    wait(days=2)
    desk.report(mending, Fate.STOPPED, error=WHY, wait=REST)
    assert {state for *_, state in states(linked)} == {"sent"}
    wait(hours=1)
    assert desk.take("telegram") == []


def test_an_edit_that_waits_holds_up_no_reminder(linked: TaskManager, wait: Wait) -> None:
    desk = Desk(linked)
    mending = _done_elsewhere(linked, desk, wait)
    only_telegram(linked, 22)
    desk.report(mending, Fate.RETRY, error="no connection", wait=REST)
    wait(minutes=2)
    (reminder,) = desk.take("telegram")
    assert not reminder.mending


class Moody(PlainChannel):
    """A channel whose token is wrong until somebody mends it."""

    name = "telegram"
    facts = ChannelFacts(per_second=0, per_address=0)

    def __init__(self) -> None:
        self.mended = False
        self.tried = 0
        self.sent: list[Outgoing] = []

    def send(self, message: Outgoing) -> Receipt:
        self.tried += 1
        if not self.mended:
            raise Permanent(WHY, scope=Scope.CHANNEL)
        self.sent.append(message)
        return Receipt(message.key)


def turn_until(dispatcher: Dispatcher, holds: Callable[[], bool]) -> None:
    """Let the dispatcher work until something is true."""
    end, pause = monotonic() + 60, Event()
    while not holds():
        assert monotonic() < end, "it does not come to that"
        dispatcher.turn()
        pause.wait(0.01)


def test_a_dispatcher_lets_the_channel_rest_and_goes_on_when_it_was_mended(
    linked: TaskManager, wait: Wait
) -> None:
    moody = Moody()
    dispatcher = Dispatcher(linked, {"telegram": moody}, "d:0:x")
    dispatcher.turn()
    only_telegram(linked, 20, 21, 22)
    wait(minutes=10)
    turn_until(dispatcher, lambda: [state for *_, state in states(linked)] == ["held"] * 3)
    assert moody.tried == 1, "the others are not sent into the same fault"
    assert dispatcher.errors() == {"telegram": WHY}
    moody.mended = True
    linked.release_deliveries(["telegram"])
    turn_until(dispatcher, lambda: [state for *_, state in states(linked)] == ["sent"] * 3)
    dispatcher.stop_lanes(monotonic() + 5)
    assert [one.title for one in moody.sent] == ["Call Anna"] * 3
    assert dispatcher.errors() == {}
