"""Slack, as its documents describe it: a bot's token, an incoming webhook, and what each refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import parse_qs

import pytest

from tests.channels.web import Reply, Request, WebServer, document, serving
from tme_tui.channels.opening import open_channels
from tme_tui.channels.slack import SlackBot, SlackHook
from tme_tui.model.delivery import Incoming, Outgoing, Permanent, Receipt, Scope, Temporary, Unanswered
from tme_tui.settings import load_settings

TOKEN = "xoxb-made-up-t0ken"
MESSAGE = Outgoing("key-7", "U123", "Call <!channel> & <@U9>", "14:30 *bold*")


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        server.usual = lambda request: document(ok=True, channel="D777", ts="17.5", user="tme", team="Home")
        yield server


@pytest.fixture
def bot(server: WebServer) -> Iterator[SlackBot]:
    with closing(SlackBot(TOKEN, server.url, patience=60)) as bot:
        yield bot


def form(request: Request) -> dict[str, str]:
    return {name: texts[0] for name, texts in parse_qs(request.body.decode()).items()}


def test_a_bot_writes_edits_and_takes_back(bot: SlackBot, server: WebServer) -> None:
    receipt = bot.send(MESSAGE)
    assert receipt == Receipt("D777 17.5")
    bot.edit(receipt, Outgoing("key-7", "U123", "done"))
    bot.withdraw(receipt, MESSAGE)
    sent, edited, deleted = server.requests
    assert [request.path for request in server.requests] == [
        "/chat.postMessage",
        "/chat.update",
        "/chat.delete",
    ]
    assert {request.headers["authorization"] for request in server.requests} == {f"Bearer {TOKEN}"}
    assert form(sent)["channel"] == "U123"
    assert form(sent)["text"] == "Call &lt;!channel&gt; &amp; &lt;@U9&gt;\n\n14:30 *bold*"
    assert (form(sent)["mrkdwn"], form(sent)["parse"]) == ("false", "none")
    assert (form(edited)["channel"], form(edited)["ts"], form(edited)["text"]) == ("D777", "17.5", "done")
    assert form(deleted) == {"channel": "D777", "ts": "17.5"}


def test_check_says_who_it_is(bot: SlackBot, server: WebServer) -> None:
    assert bot.check() == "tme (Home)"
    server.replies = [document(ok=False, error="invalid_auth")]
    with pytest.raises(Permanent, match="invalid_auth") as caught:
        bot.check()
    assert caught.value.scope is Scope.CHANNEL
    assert "slack.token" in caught.value.hint


@pytest.mark.parametrize(
    ("error", "scope"),
    [
        ("token_revoked", Scope.CHANNEL),
        ("missing_scope", Scope.CHANNEL),
        ("channel_not_found", Scope.ADDRESS),
        ("not_in_channel", Scope.ADDRESS),
        ("user_disabled", Scope.ADDRESS),
        ("msg_too_long", Scope.MESSAGE),
        ("something_new", Scope.MESSAGE),
        ("ratelimited", None),
        ("internal_error", None),
    ],
)
def test_errors_are_told_apart(bot: SlackBot, server: WebServer, error: str, scope: Scope | None) -> None:
    server.replies = [document(ok=False, error=error)]
    with pytest.raises(Temporary if scope is None else Permanent, match=error) as caught:
        bot.send(MESSAGE)
    if isinstance(caught.value, Permanent):
        assert caught.value.scope is scope


def test_it_waits_as_long_as_slack_says(bot: SlackBot, server: WebServer) -> None:
    server.replies = [Reply(429, b"", {"Retry-After": "30"})]
    with pytest.raises(Temporary) as caught:
        bot.send(MESSAGE)
    assert caught.value.retry_after == 30


def test_answers_without_sense_leave_it_open(bot: SlackBot, server: WebServer) -> None:
    server.replies = [Reply(lost=True), Reply(200, b"<html>"), Reply(200, b"[]"), Reply(502)]
    for expected in (Unanswered, Unanswered, Unanswered, Temporary):
        with pytest.raises(expected):
            bot.send(MESSAGE)


def test_what_is_gone_already_is_no_error(bot: SlackBot, server: WebServer) -> None:
    server.replies = [document(ok=False, error="message_not_found")] * 2
    bot.edit(Receipt("D777 17.5"), MESSAGE)
    bot.withdraw(Receipt("D777 17.5"), MESSAGE)
    assert [request.path.rpartition("/")[2] for request in server.requests] == ["chat.update", "chat.delete"]


def test_a_webhook_takes_messages(server: WebServer) -> None:
    server.usual = lambda request: Reply(200, b"ok")
    with closing(SlackHook(f"{server.url}/services/T/B/s3cret")) as hook:
        hook.send(MESSAGE)
        assert not hook.facts.edits
    sent = json.loads(server.requests[0].body)
    assert sent["text"] == "Call &lt;!channel&gt; &amp; &lt;@U9&gt;\n\n14:30 *bold*"
    assert sent["mrkdwn"] is False  # in a document the word "false" is true


@pytest.mark.parametrize(
    ("reply", "scope"),
    [
        (Reply(404, b"no_service"), Scope.CHANNEL),
        (Reply(410, b"channel_is_archived"), Scope.ADDRESS),
        (Reply(400, b"invalid_payload"), Scope.MESSAGE),
        (Reply(500, b"rollup_error"), None),
    ],
)
def test_refusals_of_a_webhook(server: WebServer, reply: Reply, scope: Scope | None) -> None:
    server.replies = [reply]
    with (
        closing(SlackHook(f"{server.url}/services/T/B/s3cret")) as hook,
        pytest.raises(Temporary if scope is None else Permanent) as caught,
    ):
        hook.send(MESSAGE)
    if isinstance(caught.value, Permanent):
        assert caught.value.scope is scope
    assert "s3cret" not in str(caught.value)


def test_check_of_a_webhook_posts_nothing_that_is_shown(server: WebServer) -> None:
    server.replies = [Reply(400, b"no_text"), Reply(404, b"no_service")]
    with closing(SlackHook(f"{server.url}/services/T/B/s3cret")) as hook:
        assert "webhook" in hook.check()
        with pytest.raises(Permanent, match="no_service"):
            hook.check()
    assert server.requests[0].body == b"{}"


def test_settings_choose_between_the_two(server: WebServer) -> None:
    def heard(incoming: Incoming) -> None:
        raise AssertionError(incoming)

    hook = f"{server.url}/services/T/B/s3cret"
    for variables, edits in (
        ({"TME_SLACK__WEBHOOK": hook}, False),
        ({"TME_SLACK__WEBHOOK": hook, "TME_SLACK__TOKEN": TOKEN, "TME_SLACK__API_URL": server.url}, True),
    ):
        with closing(open_channels(load_settings({"TZ": "UTC", **variables}), heard)) as channels:
            assert channels.channels["slack"].facts.edits is edits
    assert "slack" not in open_channels(load_settings({"TZ": "UTC"}), heard).channels
