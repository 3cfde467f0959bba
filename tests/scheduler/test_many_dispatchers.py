"""Several `tme run` share the work of one base: whatever their number, everything is sent once."""

from __future__ import annotations

import pytest

from tests.scheduler.world import World

PEOPLE, EACH = 50, 100
FEWER = 5


@pytest.mark.timeout(900)
@pytest.mark.parametrize("processes", [2, 4])
def test_thousands_that_are_due_at_once_are_sent_once_each(world: World, processes: int) -> None:
    in_full = world.url.startswith("postgresql") == (processes == 4)  # one of each: all four take minutes
    logins = world.crowd(PEOPLE if in_full else FEWER)
    for _ in range(processes):
        world.start()
    world.wait_for_services(processes)
    count = world.remind(logins, EACH)
    world.come_to_rest()
    assert world.states() == {"sent": count}
    keys = world.keys()
    assert len(keys) == count
    assert set(keys.values()) == {1}
    assert world.in_order()
