"""Dispatchers are killed again and again: nothing is lost, and at most what was in flight is repeated."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.channels.servers.standin import running
from tests.scheduler.messengers import SENDING, talk_to
from tests.scheduler.world import World, until

KILLS = 4
AT_ONCE = 2
"""So many processes at any time; for one that is killed another is started."""


def test_at_most_what_was_in_flight_comes_twice(world: World) -> None:
    logins = world.crowd(40)
    alive = [world.start(NOTEBOOK_DELAY="0.03") for _ in range(AT_ONCE)]
    world.wait_for_services(AT_ONCE)
    count = world.remind(logins, 5)
    dice, seen = Random(), 0
    for _ in range(KILLS):
        goal = seen + dice.randint(3, 30)
        until(lambda goal=goal: world.keys().total() >= goal, "it does not go on")  # type: ignore[misc]
        victim = alive.pop(dice.randrange(AT_ONCE))
        victim.kill()
        victim.wait()
        seen = world.keys().total()
        alive.append(world.start(NOTEBOOK_DELAY="0.03"))
    world.come_to_rest()
    assert len(world.keys()) == count, "something was lost"
    assert world.keys().total() - count <= KILLS, "more than what was in flight"
    assert max(world.keys().values()) <= 2, "three times"
    states = world.states()
    assert states["sent"] + states["unknown"] == count
    assert states["unknown"] <= KILLS


@pytest.mark.parametrize("kind", ["vk", "telegram"])
def test_a_messenger_gets_nothing_twice_that_it_can_tell_apart(local_world: World, kind: str) -> None:
    world, dice = local_world, Random(7)
    with running("vk" if kind == "vk" else "telegram") as server:
        talk_to(world, server)
        logins = world.crowd(30, kind)
        alive = [world.start() for _ in range(AT_ONCE)]
        world.wait_for_services(AT_ONCE)
        server.fail("slow", seconds=0.1, method=SENDING[kind], times=1_000_000)
        count = world.remind(logins, 4, channel=kind)
        for kill in range(1, KILLS + 1):
            goal = kill * 15 + dice.randint(0, 9)
            until(lambda goal=goal: len(server.sent()) >= goal, "it does not go on")  # type: ignore[misc]
            victim = alive.pop(dice.randrange(AT_ONCE))
            victim.kill()
            victim.wait()
            alive.append(world.start())
        world.come_to_rest()
        titles = Counter(one["text"].splitlines()[0] for one in server.sent())
        again = [one for one in server.sent() if "Sent again: it may have come before" in one["text"]]
    assert len(titles) == count, "something was lost"
    if kind == "vk":
        assert set(titles.values()) == {1}
        assert again == []
    else:
        assert titles.total() - count <= len(again) <= KILLS
        assert max(titles.values()) <= 2
