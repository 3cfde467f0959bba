"""Answers of gateways, proxies and networks in place of the server: each as it comes over the socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from tests.channels.web import Reply, WebServer, serving
from tme_tui.channels.slack import SlackBot, SlackHook
from tme_tui.channels.telegram.channel import TelegramChannel
from tme_tui.channels.vk.channel import VkChannel
from tme_tui.channels.webhook import Hook, WebhookChannel
from tme_tui.model.delivery import Channel, Outgoing, Permanent, Scope, Temporary, Unanswered

MESSAGE = Outgoing(key="one", address="7", title="Call Anna", repeat_number=1)
TOKEN = "1:" + "a" * 35
MAKERS: dict[str, Callable[[str], Channel]] = {
    "telegram": lambda url: TelegramChannel(TOKEN, url),
    "vk": lambda url: VkChannel("t0ken", 1, url),
    "slack": lambda url: SlackBot("t0ken", url),
    "slack hook": lambda url: SlackHook(f"{url}/services/T"),
    "webhook": lambda url: WebhookChannel(Hook(url)),
}
PAGE = b"<html><head><title>%d</title></head><body><center><h1>nginx</h1></center></body></html>"
IN_CLEAR = b"<html><body>The plain HTTP request was sent to HTTPS port</body></html>"
OUTCOMES: list[tuple[int, object]] = [
    *((status, Scope.MESSAGE) for status in (400, 411, 413, 414, 415, 422, 431)),
    *((status, Temporary) for status in (407, 408, 425, 429, 500, 502, 503)),
    (504, Unanswered),
]
LOGINS: list[tuple[int, object]] = [
    (200, Unanswered),
    *((status, Temporary) for status in (302, 401, 403, 404, 451)),
]


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        yield server


@pytest.mark.parametrize("kind", MAKERS)
def test_a_page_in_place_of_the_server(kind: str, server: WebServer) -> None:
    outcomes = OUTCOMES if kind == "webhook" else [*OUTCOMES, *LOGINS]
    found = []
    with closing(MAKERS[kind](server.url)) as channel:
        for status, _ in outcomes:
            server.replies = [Reply(status, PAGE % status, {"Content-Type": "text/html"})]
            with pytest.raises((Permanent, Temporary, Unanswered)) as caught:
                channel.send(MESSAGE)
            error = caught.value
            found.append((status, error.scope if isinstance(error, Permanent) else type(error)))
            assert "a" * 35 not in str(error)
            assert len(server.replies) == 0
    assert found == outcomes
    assert len(server.requests) == len(outcomes), "none is repeated by the channel itself"


@pytest.mark.parametrize("kind", ["telegram", "vk", "slack", "slack hook"])
def test_a_port_for_tls_says_what_to_write(kind: str, server: WebServer) -> None:
    server.replies = [Reply(400, IN_CLEAR)]
    with closing(MAKERS[kind](server.url)) as channel, pytest.raises(Permanent) as caught:
        channel.send(MESSAGE)
    assert caught.value.scope is Scope.CHANNEL
    assert "https://" in caught.value.hint
