"""What may come between two steps of a dispatcher: a lane that goes on, a clock that jumps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest

from tests.scheduler.reminders import Desk, OpenManager, Wait, call, states
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.outbox import Fate, Outcome
from tme_tui.plugins import ChannelFacts, Outgoing, PlainChannel, Receipt
from tme_tui.scheduler.dispatcher import Dispatcher

HOLDER = "d:0:x"


class Quiet(PlainChannel):
    """A channel that takes everything."""

    facts = ChannelFacts(per_second=0, per_address=0)

    def send(self, message: Outgoing) -> Receipt:
        return Receipt(message.key)


@pytest.fixture
def both(open_again: OpenManager) -> TaskManager:
    """Somebody who is reached by Telegram and VK at once."""
    tasks = open_again(TME_REMINDERS__CHANNELS="telegram,vk", TME_REMINDERS__AT_ONCE="2")
    tasks.link_address("telegram", "42")
    tasks.link_address("vk", "77")
    return tasks


def before_exchanging(
    manager: TaskManager, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]
) -> None:
    """Let something happen just before a dispatcher writes."""
    exchange = manager.exchange_deliveries

    def late(*arguments: Any) -> Any:
        happens()
        return exchange(*arguments)

    monkeypatch.setattr(manager, "exchange_deliveries", late)


def test_nothing_is_begun_before_what_was_reported_is_written(
    both: TaskManager, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(both)
    wait(days=2, hours=3, minutes=50)
    first, second = Desk(both, HOLDER).take("telegram", "vk")
    dispatcher = Dispatcher(both, {first.channel: Quiet(), second.channel: Quiet()}, HOLDER)
    dispatcher.turn()  # nothing is due; it finds its feet
    assert dispatcher.begin(first)
    dispatcher.report(first, Outcome(first.id, Fate.SENT, receipt="m1"))
    writing, go_on = Event(), Event()

    def hold() -> None:
        writing.set()
        go_on.wait(60)

    before_exchanging(both, monkeypatch, hold)
    turn = Thread(target=dispatcher.turn)
    turn.start()
    assert writing.wait(60)
    begin = Thread(target=dispatcher.begin, args=[second])
    begin.start()
    begin.join(0.5)
    assert begin.is_alive(), "a kill would now leave a doubt about two messages"
    go_on.set()
    for thread in (turn, begin):
        thread.join(60)
    dispatcher.stop_lanes(0)
    assert sorted(state for *_, state in states(both)) == ["sending", "sent"]


class Late(Event):
    """Is set a moment after somebody has looked whether it is, if that can be."""

    def __init__(self, happens: Callable[[], object]) -> None:
        super().__init__()
        self._happens = happens

    def is_set(self) -> bool:
        before = super().is_set()
        if not before:
            meanwhile = Thread(target=self._happens, daemon=True)
            meanwhile.start()
            meanwhile.join(0.3)
        return before


def test_a_lane_that_is_given_work_as_it_is_stopped_ends(
    both: TaskManager, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(both)
    wait(days=2, hours=3, minutes=50)
    (claimed,) = Desk(both, HOLDER).take("telegram")
    dispatcher = Dispatcher(both, {"telegram": Quiet()}, HOLDER)
    lane = dispatcher.lanes["telegram"]
    stopped = Late(lane.stop)
    monkeypatch.setattr(lane, "_stop", stopped)
    lane.give([claimed])
    assert stopped.wait(60)
    lane.join(monotonic() + 60)
    assert not any(thread.is_alive() for thread in lane._threads)


def test_who_waited_for_the_base_knows_what_was_sent_meanwhile(
    both: TaskManager, open_again: OpenManager, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat takes one message in a second, however long the other process had to wait for its turn."""
    spacing = {"telegram": 1}
    for _ in range(2):
        call(both)
    wait(days=2, hours=3, minutes=50)
    first, second = Desk(both, spacing=spacing), Desk(open_again(), "other:0:b", spacing=spacing)
    (one,) = first.take("telegram")
    write = second.manager._store.write

    def late(**how: Any) -> Any:
        wait(seconds=3)
        first.report(one)
        return write(**how)

    with monkeypatch.context() as context:
        context.setattr(second.manager._store, "write", late)
        assert second.take("telegram") == []
    wait(seconds=2)
    assert len(second.take("telegram")) == 1


def test_a_clock_that_jumps_ahead_while_the_base_is_asked_is_noticed_when_it_comes_back(
    both: TaskManager, wait: Wait, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(both)
    dispatcher = Dispatcher(both, {"telegram": Quiet(), "vk": Quiet()}, HOLDER)
    dispatcher.turn()
    far = timedelta(days=9)

    def jump() -> None:
        clock.moment += far

    with monkeypatch.context() as context:
        before_exchanging(both, context, jump)
        dispatcher.turn()
    assert {state for *_, state in states(both)} == {"missed"}
    clock.moment -= far
    dispatcher.turn()
    dispatcher.stop_lanes(0)
    assert {state for *_, state in states(both)} == {"planned"}
