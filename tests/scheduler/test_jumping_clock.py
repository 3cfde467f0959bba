"""The machine's clock jumps under a running `tme run`: nothing is lost, nothing doubled, late is marked.

libfaketime, a Debian package, lies to the whole process about the time; what waits goes by a clock of its
own, as on a real machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.servers.standin import StandIn, running
from tests.scheduler.messengers import talk_to, titles
from tests.scheduler.world import World, until

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
HOUR = 3600
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="faketime is not installed; .ci/run installs it")


class Jumper:
    """The clock of a process."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self.jump(0)
        self.environment = {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(place),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def jump(self, seconds: int) -> None:
        """From now on it is so many seconds ahead of the truth."""
        fresh = self._place.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}\n")
        fresh.replace(self._place)


@pytest.fixture
def server() -> Iterator[StandIn]:
    """A server of the Bot API, whose clock is right."""
    with running("telegram") as started:
        yield started


@pytest.fixture
def jumper(local_world: World, server: StandIn, home: Path) -> Jumper:
    """The clock of a `tme run` that has begun."""
    made = Jumper(home / "clock")
    talk_to(local_world, server)
    local_world.logins = local_world.crowd(3, "telegram")
    local_world.start(**made.environment)
    local_world.wait_for_services(1)
    return made


def remind(world: World, seconds: int) -> None:
    """One reminder for each of three."""
    world.remind(world.logins, 1, seconds=seconds, channel="telegram")


def test_what_a_jump_made_due_is_late_and_does_not_come_again(
    local_world: World, server: StandIn, jumper: Jumper
) -> None:
    remind(local_world, HOUR // 2)
    remind(local_world, 3 * HOUR)
    jumper.jump(HOUR)
    until(lambda: len(server.sent()) == 3, "the jump was not noticed")
    assert all("Late: this was for" in one["text"] for one in server.sent())
    jumper.jump(0)
    remind(local_world, 2)
    until(lambda: len(server.sent()) == 6, "nothing is sent after a jump back")
    assert not any("Late" in one["text"] for one in server.sent()[3:])
    jumper.jump(3 * HOUR + 60)
    until(lambda: len(server.sent()) == 9, "what is due later was lost")
    until(lambda: local_world.states() == {"sent": 9}, "something came twice")
    assert all(len(titles(server, chat)) == 3 for chat in (1, 2, 3))


def test_a_time_that_was_wrong_keeps_nothing_from_coming_in_the_right_one(
    local_world: World, server: StandIn, jumper: Jumper
) -> None:
    server.fail("error", method="sendMessage", code=500, description="Internal Server Error", times=1000)
    remind(local_world, 8 * HOUR - 60)
    jumper.jump(8 * HOUR)
    until(lambda: local_world.states() == {"retrying": 3}, "it was not tried")
    jumper.jump(0)
    server.clear()
    until(lambda: len(server.sent()) == 3, "it waits for eight hours")
    until(lambda: local_world.states() == {"sent": 3}, "something came twice")
    remind(local_world, HOUR)
    jumper.jump(9 * 24 * HOUR)
    until(lambda: local_world.states() == {"sent": 3, "missed": 3}, "the jump was not noticed")
    jumper.jump(0)
    until(lambda: local_world.states() == {"sent": 3, "planned": 3}, "it was lost")
    jumper.jump(HOUR + 1)
    until(lambda: len(server.sent()) == 6, "it was lost")
    until(lambda: local_world.states() == {"sent": 6}, "something came twice")
