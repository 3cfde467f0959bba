"""Bad weather: whatever happens on the way, the classes of errors tell the truth about what arrived."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing

import pytest

from tests.channels.servers import bot_api, vk_api
from tests.channels.servers.standin import StandIn
from tme_tui.channels.telegram.channel import TelegramChannel
from tme_tui.channels.vk.channel import VkChannel
from tme_tui.model.delivery import Channel, ChannelError, Outgoing, Temporary, Unanswered

MESSAGES = 30
PATIENCE = 1.0
"""Seconds that an answer is waited for which never comes."""
FAULTS = ("reset", "lost", "torn", "odd", "status", "hang", "lost-hang", "down")


def channel_to(server: StandIn) -> Channel:
    if server.kind == "telegram":
        return TelegramChannel(bot_api.TOKEN, server.url, patience=PATIENCE)
    return VkChannel(vk_api.TOKEN, vk_api.GROUP, server.url, patience=PATIENCE)


def arrived(server: StandIn) -> Counter[str]:
    return Counter(sent["text"] for sent in server.sent())


@pytest.mark.parametrize("kind", ["telegram", "vk"])
@pytest.mark.parametrize("seed", range(2))
def test_temporary_means_not_arrived_and_vk_takes_each_once(
    request: pytest.FixtureRequest, kind: str, seed: int
) -> None:
    server: StandIn = request.getfixturevalue(kind)
    weather = random.Random(seed)
    uncertain: Counter[str] = Counter()
    with closing(channel_to(server)) as channel:
        for number in range(1, MESSAGES + 1):
            if weather.random() < 0.6:
                break_something(server, weather)
            title = f"message {number}"
            while True:
                before = arrived(server)[title]
                try:
                    channel.send(Outgoing(title, "7", title, repeat_number=number))
                except Temporary:
                    assert arrived(server)[title] == before
                except Unanswered as unknown:
                    uncertain[title] += 1
                    if str(unknown).endswith("in time"):
                        server.settle()  # a machine that is busy may take it only now
                except ChannelError as error:
                    pytest.fail(f"nothing here is for ever: {error}")
                else:
                    break
        idempotent = channel.facts.idempotent
    assert sum(uncertain.values()) > 5
    counts = arrived(server)
    assert set(counts) == {f"message {number}" for number in range(1, MESSAGES + 1)}
    for title, count in counts.items():
        assert 1 <= count <= (1 if idempotent else 1 + uncertain[title])


def break_something(server: StandIn, weather: random.Random) -> None:
    fault = weather.choice(FAULTS)
    if fault == "down":
        server.down(weather.uniform(0.01, 0.1))
    elif fault == "status":
        server.fail("status", code=weather.choice((500, 502, 503, 504)), times=weather.randint(1, 3))
    else:
        server.fail(fault, times=weather.randint(1, 2))
