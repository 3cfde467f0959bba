"""The stand-in servers are as strict as those they stand for, and fail as they are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.channels.servers import bot_api, vk_api
from tests.channels.servers.bot_html import CannotParse, parse_html
from tests.channels.servers.standin import StandIn, running
from tests.support.waiting import eventually


@pytest.fixture(scope="module")
def telegram() -> Iterator[StandIn]:
    with running("telegram") as server:
        yield server


@pytest.fixture(scope="module")
def vk() -> Iterator[StandIn]:
    with running("vk") as server:
        yield server


@pytest.fixture(autouse=True)
def fresh(telegram: StandIn, vk: StandIn) -> None:
    telegram.reset()
    vk.reset()


def posted(url: str, **given: object) -> Any:
    try:
        with urlopen(Request(url, data=urlencode(given).encode()), timeout=120) as answer:
            return json.loads(answer.read())
    except HTTPError as error:
        return json.loads(error.read())


def bot(server: StandIn, method: str, **given: object) -> Any:
    return posted(f"{server.url}/bot{bot_api.TOKEN}/{method}", **given)


def club(server: StandIn, method: str, **given: object) -> Any:
    return posted(f"{server.url}/method/{method}", access_token=vk_api.TOKEN, v="5.199", **given)


def test_messages_are_read_as_strictly_as_the_bot_api_reads_them(telegram: StandIn) -> None:
    accepted = bot(telegram, "sendMessage", chat_id=7, text=" a &lt; <b>b</b> ", parse_mode="HTML")
    assert accepted["result"]["text"] == "a < b"
    refused = [
        bot(telegram, "sendMessage", chat_id=7, text="é<x>", parse_mode="HTML")["description"],
        bot(telegram, "sendMessage", chat_id=7, text="x" * 4097)["description"],
        bot(telegram, "sendMessage", chat_id=7, text=" ")["description"],
        bot(telegram, "sendMessage", chat_id="nobody", text="x")["description"],
    ]
    assert refused == [
        'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 2',
        "Bad Request: message is too long",
        "Bad Request: message text is empty",
        "Bad Request: chat not found",
    ]
    assert posted(f"{telegram.url}/bot1:{'x' * 35}/getMe")["error_code"] == 401
    assert posted(f"{telegram.url}/bot/getMe")["error_code"] == 404


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("[/]<", "Unclosed start tag at byte offset 3"),
    ],
)
def test_html_that_is_no_html(text: str, mistake: str) -> None:
    with pytest.raises(CannotParse) as caught:
        parse_html(text)
    assert str(caught.value) == mistake


def test_html_with_other_things_in_it() -> None:
    assert parse_html("&nbsp;&apos;&#65;&amp;lt;")[0] == "&nbsp;&apos;A&lt;"
    assert parse_html("🚀<b>x</b>")[1] == [{"type": "b", "offset": 2, "length": 1}]


def test_an_update_comes_until_an_offset_confirms_it(telegram: StandIn) -> None:
    telegram.person(chat=7, write="one")
    first = bot(telegram, "getUpdates")["result"]
    assert bot(telegram, "getUpdates")["result"] == first
    telegram.person(chat=7, write="two")
    second = bot(telegram, "getUpdates", offset=first[0]["update_id"] + 1)["result"]
    assert [update["message"]["text"] for update in second] == ["two"]


def test_of_two_pollers_the_older_is_sent_away(telegram: StandIn) -> None:
    with ThreadPoolExecutor(2) as pool:
        older = pool.submit(bot, telegram, "getUpdates", timeout=50)
        eventually(lambda: telegram.control()["polls"])
        newer = pool.submit(bot, telegram, "getUpdates", timeout=50)
        assert older.result(60)["error_code"] == 409
        telegram.person(chat=7, write="hello")
        assert newer.result(60)["result"][0]["message"]["text"] == "hello"


def test_faults_happen_as_often_as_ordered(telegram: StandIn) -> None:
    telegram.fail("lost", method="sendMessage", times=2)
    telegram.fail(
        "error", code=429, description="Too Many Requests: retry after 3", parameters={"retry_after": 3}
    )
    for _ in range(2):
        with pytest.raises((RemoteDisconnected, ConnectionError, URLError)):
            bot(telegram, "sendMessage", chat_id=7, text="x")
    assert bot(telegram, "sendMessage", chat_id=7, text="x")["parameters"] == {"retry_after": 3}
    assert bot(telegram, "sendMessage", chat_id=7, text="x")["ok"]
    assert len(telegram.sent()) == 3  # accepted and never answered


@pytest.mark.parametrize("fault", ["reset", "torn"])
def test_connections_break(telegram: StandIn, fault: str) -> None:
    telegram.fail(fault)
    with pytest.raises((ConnectionError, URLError)) as caught:
        bot(telegram, "sendMessage", chat_id=7, text="x")
    assert "reset" in str(caught.value)
    assert len(telegram.sent()) == (1 if fault == "torn" else 0)


def test_a_server_that_is_down_comes_back_with_what_it_knew(telegram: StandIn) -> None:
    bot(telegram, "sendMessage", chat_id=7, text="x")
    telegram.down(600)
    with pytest.raises(URLError, match="refused"):
        bot(telegram, "sendMessage", chat_id=7, text="y")
    telegram.up()
    assert bot(telegram, "getMe")["ok"]
    assert [sent["text"] for sent in telegram.sent()] == ["x"]


def test_too_fast_is_refused(telegram: StandIn, vk: StandIn) -> None:
    telegram.limits(per_chat=0.01)
    assert bot(telegram, "sendMessage", chat_id=7, text="x")["ok"]
    assert bot(telegram, "sendMessage", chat_id=7, text="x")["parameters"]["retry_after"] >= 1
    assert bot(telegram, "sendMessage", chat_id=8, text="x")["ok"]
    vk.limits(per_second=0.01)
    codes = [
        club(vk, "messages.send", peer_id=7, random_id=number, message="x").get("error", {}).get("error_code")
        for number in range(1, 4)
    ]
    assert codes == [None, 6, 6]


def test_vk_takes_a_random_id_once_in_each_dialogue(vk: StandIn) -> None:
    first = club(vk, "messages.send", peer_ids="7", random_id=5, message="x")["response"]
    assert first == [{"peer_id": 7, "message_id": 1, "conversation_message_id": 1}]
    assert club(vk, "messages.send", peer_ids="7", random_id=5, message="x")["response"] == first
    assert club(vk, "messages.send", peer_ids="8", random_id=5, message="x")["response"] != first
    assert [(sent["to"], sent["repeats"]) for sent in vk.sent()] == [("7", 1), ("8", 0)]


def test_vk_refuses_with_its_numbers(vk: StandIn) -> None:
    vk.person(peer=7, state="blacklist")
    crowded = json.dumps({"inline": True, "buttons": [[]] * 7})
    nameless = json.dumps({"inline": True, "buttons": [[{"action": {"type": "callback", "label": ""}}]]})
    answers = [
        club(vk, "messages.send", peer_id=7, random_id=1, message="x"),
        club(vk, "messages.send", peer_id=8, message="x"),
        club(vk, "messages.send", peer_id=8, random_id=1, message="x" * 4097),
        club(vk, "messages.send", peer_id=8, random_id=1, message="x", keyboard=crowded),
        club(vk, "messages.send", peer_id=8, random_id=1, message="x", keyboard=nameless),
        club(vk, "messages.send", peer_id=8, random_id=1, message="x", keyboard="{"),
        club(vk, "messages.fly"),
        posted(f"{vk.url}/method/messages.send", access_token="other", v="5.199"),
        posted(f"{vk.url}/method/messages.send", access_token=vk_api.TOKEN),
    ]
    codes = [answer["error"]["error_code"] for answer in answers]
    assert codes == [900, 100, 914, 911, 911, 100, 3, 5, 8]
    assert vk_api.TOKEN not in json.dumps(answers)


def test_the_long_poll_of_vk_fails_in_its_three_ways(vk: StandIn) -> None:
    where = club(vk, "groups.getLongPollServer", group_id=vk_api.GROUP)["response"]

    def poll(**other: object) -> Any:
        return posted(where["server"], act="a_check", wait=1, **{**where, **other})

    vk.person(peer=7, write="hello")
    answer = poll()
    assert (answer["ts"], answer["updates"][0]["object"]["message"]["text"]) == ("1", "hello")
    vk.control(expire=2)
    assert poll() == {"failed": 2}
    where = club(vk, "groups.getLongPollServer", group_id=vk_api.GROUP)["response"]
    vk.control(expire=1)
    assert poll(ts="0") == {"failed": 1, "ts": "1"}
    vk.control(expire=3)
    assert poll(ts="0") == {"failed": 3}
