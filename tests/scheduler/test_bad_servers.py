"""A messenger's server goes down, flaps, wants to be left alone or hangs: everything arrives once, in order.

Whole processes and servers that are processes, too, one of each messenger in the same trouble at once. They
are down for seconds here and not for a minute, so that the tests end; the waits between attempts are those of
real life.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Event

import pytest

from tests.channels.servers.standin import StandIn, running
from tests.scheduler.messengers import SENDING, talk_to, titles
from tests.scheduler.world import World, until

PEOPLE, EACH = 6, 3
PER_SECOND = 30
"""What the servers are said to take from a bot in a second; ours allows itself a little less."""


@pytest.fixture
def servers() -> Iterator[list[StandIn]]:
    """A server of each messenger."""
    with running("telegram") as telegram, running("vk") as vk:
        yield [telegram, vk]


def _is_down_and_flaps(server: StandIn) -> None:
    server.down(4)
    Event().wait(4.5)
    for _ in range(2):
        server.down(1)
        Event().wait(1.5)  # the server's own rhythm; nothing is waited for


def _is_busy_and_hangs(server: StandIn) -> None:
    method = SENDING[server.kind]
    if server.kind == "telegram":
        said = {
            "code": 429,
            "description": "Too Many Requests: retry after 2",
            "parameters": {"retry_after": 2},
        }
    else:
        said = {"code": 6, "description": "Too many requests per second"}
    server.fail("error", method=method, times=2, **said)
    server.fail("status", method=method, code=502, skip=2)
    server.fail("reset", method=method, skip=3)
    server.fail("hang", method=method, skip=4, seconds=6)


@pytest.mark.parametrize("trouble", [_is_down_and_flaps, _is_busy_and_hangs])
def test_everything_arrives_once_afterwards(
    local_world: World, servers: list[StandIn], trouble: Callable[[StandIn], None]
) -> None:
    world = local_world
    talk_to(world, *servers)
    crowds = {
        server: world.crowd(PEOPLE, server.kind, first_address=1 + place * PEOPLE)
        for place, server in enumerate(servers)
    }
    for _ in range(2):
        world.start()
    world.wait_for_services(2)
    with ThreadPoolExecutor(len(servers)) as meanwhile:
        done = [meanwhile.submit(trouble, server) for server in servers]
        count = sum(world.remind(logins, EACH, channel=one.kind) for one, logins in crowds.items())
        world.come_to_rest()
        for one in done:
            one.result()
    assert world.states() == {"sent": count}
    for server, logins in crowds.items():
        for login in logins:
            chat = int(login.removeprefix("c"))
            assert titles(server, chat) == [f"T{number} for {login}" for number in range(1, EACH + 1)]
        _assert_unhurried(server)


def _assert_unhurried(server: StandIn) -> None:
    """No chat got two messages within a second, and nobody more than is allowed in one."""
    moments = sorted(float(one["at"]) for one in server.sent())
    assert all(later - earlier > 1 for earlier, later in zip(moments, moments[PER_SECOND:], strict=False))
    chats = defaultdict(list)
    for one in server.sent():
        chats[one["to"]].append(float(one["at"]))
    for own in chats.values():
        assert all(later - earlier > 0.9 for earlier, later in pairwise(sorted(own)))


def test_the_end_is_in_time_while_a_server_hangs(local_world: World) -> None:
    world = local_world
    with running("telegram") as server:
        talk_to(world, server)
        logins = world.crowd(2, "telegram")
        process = world.start()
        world.wait_for_services(1)
        server.fail("hang", method="sendMessage")
        count = world.remind(logins, 2, channel="telegram")
        until(lambda: bool(server.calls("sendMessage")), "nothing was begun")
        assert world.ended_within(process) < 5
        world.start()
        world.come_to_rest()
        assert world.states() == {"sent": count}
        assert sorted(titles(server)) == ["T1 for c1", "T1 for c2", "T2 for c1", "T2 for c2"]
