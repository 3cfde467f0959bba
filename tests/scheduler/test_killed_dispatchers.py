"""Dispatchers are killed again and again: nothing is lost, and at most what was in flight is repeated."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.channels.servers.standin import StandIn, running
from tests.scheduler.messengers import SENDING, talk_to, titles
from tests.scheduler.world import World, until

KILLS = 4
CROWD, EACH = 15, 5
AT_ONCE = 2
"""So many processes at any time; for one that is killed another is started."""


def test_at_most_what_was_in_flight_comes_twice(world: World) -> None:
    logins = world.crowd(10)
    alive = [world.start(NOTEBOOK_DELAY="0.03") for _ in range(AT_ONCE)]
    world.wait_for_services(AT_ONCE)
    count = world.remind(logins, 20)
    dice, seen = Random(), 0
    for _ in range(KILLS):
        goal = min(seen + dice.randint(3, 30), count)  # who looks late may find that all was sent
        until(lambda goal=goal: world.keys().total() >= goal, "it does not go on")  # type: ignore[misc]
        victim = alive.pop(dice.randrange(AT_ONCE))
        victim.kill()
        victim.wait()
        seen = world.keys().total()
        alive.append(world.start(NOTEBOOK_DELAY="0.03"))
    world.come_to_rest()
    assert len(world.keys()) == count, "something was lost"
    assert world.in_order()
    assert world.keys().total() - count <= KILLS, "more than what was in flight"
    assert max(world.keys().values()) <= 2, "three times"
    states = world.states()
    assert states["sent"] + states["unknown"] == count
    assert states["unknown"] <= KILLS


def test_a_messenger_gets_nothing_twice_that_it_can_tell_apart(local_world: World) -> None:
    world, dice = local_world, Random(7)
    with running("vk") as vk, running("telegram") as telegram:
        servers = {vk: 1, telegram: 1 + CROWD}
        talk_to(world, *servers)
        crowds = {server: world.crowd(CROWD, server.kind, first) for server, first in servers.items()}
        alive = [world.start() for _ in range(AT_ONCE)]
        world.wait_for_services(AT_ONCE)
        for server in servers:
            server.fail("slow", seconds=0.1, method=SENDING[server.kind], times=1_000_000)
        for server, logins in crowds.items():
            world.remind(logins, EACH, channel=server.kind)
        for kill in range(1, KILLS + 1):
            goal = kill * 12 + dice.randint(0, 9)
            going = lambda goal=goal: min(len(one.sent()) for one in servers) >= goal  # noqa: E731
            until(going, "it does not go on")
            victim = alive.pop(dice.randrange(AT_ONCE))
            victim.kill()
            victim.wait()
            alive.append(world.start())
        world.come_to_rest()
        on_vk, on_telegram = (Counter(titles(server)) for server in servers)
        again = {server.kind: _sent_again(server) for server in servers}
    assert len(on_vk) == len(on_telegram) == CROWD * EACH, "something was lost"
    assert set(on_vk.values()) == {1}
    assert again["vk"] == 0
    assert on_telegram.total() - CROWD * EACH <= again["telegram"] <= KILLS
    assert max(on_telegram.values()) <= 2


def _sent_again(server: StandIn) -> int:
    """How many messages say that they may have come before."""
    return sum("Sent again: it may have come before" in one["text"] for one in server.sent())
