"""A reminder stands in two messengers, and is answered in both at once: it happens once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from tests.channels.servers.standin import StandIn, running
from tests.scheduler.messengers import buttons, talk_to
from tests.scheduler.world import World, until
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder

CHAT, PEER = 42, 77


@pytest.fixture
def servers(local_world: World) -> Iterator[tuple[StandIn, StandIn]]:
    """Telegram and VK, with somebody who was linked to both by codes, and two processes."""
    with running("telegram") as telegram, running("vk") as vk:
        talk_to(local_world, telegram, vk)
        for _ in range(2):
            local_world.start()
        for server in (telegram, vk):
            code = json.loads(local_world.tme("link", server.kind, "--json"))["code"]
            if server is telegram:
                telegram.person(chat=CHAT, write=f"/start {code}", name="Anna")
            else:
                until(lambda: bool(vk.calls("a_check")), "nobody listens to VK")
                vk.person(peer=PEER, write=code)
        with local_world.engine() as engine:
            until(lambda: len(engine.links()) == 2, "not linked")
        yield telegram, vk


def _asked(server: StandIn) -> dict[str, Any]:
    """The message that has buttons, once it has come."""
    until(lambda: any(one["buttons"] for one in server.sent()), f"no reminder came on {server.kind}")
    (message,) = [one for one in server.sent() if one["buttons"]]
    return message


def test_done_pressed_in_both_is_done_once_and_undo_brings_the_future_back(
    local_world: World, servers: tuple[StandIn, StandIn]
) -> None:
    telegram, vk = servers
    with local_world.engine() as engine:
        now = engine.now().replace(microsecond=0)
        soon = Reminder(at=Moment.at(now + timedelta(seconds=2), "UTC"))
        later = Reminder(at=Moment.at(now + timedelta(hours=5), "UTC"))
        task = engine.add([Fields(title="Call Anna", reminders=(soon, later))]).task
        first, second = _asked(telegram), _asked(vk)
        together = Barrier(2)

        def press(server: StandIn, **who: int) -> None:
            together.wait()
            message = first if server is telegram else second
            data: Any = buttons(message)["Done"]
            pressed = data if server is telegram else {"b": data}
            server.person(**who, press=pressed, message=int(message["id"]))

        pressing = [
            Thread(target=press, args=[telegram], kwargs={"chat": CHAT}),
            Thread(target=press, args=[vk], kwargs={"peer": PEER}),
        ]
        for each in pressing:
            each.start()
        for each in pressing:
            each.join()
        until(lambda: not engine.get_task(task).status.is_open, "the buttons did nothing")
        for server in servers:
            until(lambda server=server: "✓ Done" in _told(server)["text"], "it was not edited")  # type: ignore[misc]
        local_world.come_to_rest()
        assert [_told(server)["edits"] for server in servers] == [1, 1]
        assert sum("Completed" in step.sentence for step in engine.journal(task=int(task.id))) == 1
        assert engine.deliveries(states=["planned"]) == []
        engine.undo()
        assert engine.get_task(task).status.is_open
        ahead = engine.deliveries(states=["planned"])
        assert {one.channel for one in ahead} == {"telegram", "vk"}
        assert {one.due for one in ahead} == {now + timedelta(hours=5)}


def _told(server: StandIn) -> dict[str, Any]:
    """The reminder as it is now."""
    (found,) = [one for one in server.sent() if "Call Anna" in one["text"]]
    return found
