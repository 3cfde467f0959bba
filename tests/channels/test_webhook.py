"""Messages posted to a web address: signed, in the form that a gateway wants, judged by its answer."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import yaml

from tests.channels.ports import closed_port
from tests.channels.web import Reply, WebServer, document, serving
from tme_tui.channels.opening import open_channels
from tme_tui.channels.webhook import Hook, WebhookChannel, at_path
from tme_tui.model.clock import FixedClock
from tme_tui.model.delivery import Incoming, Outgoing, Permanent, Receipt, Scope, Temporary, Unanswered
from tme_tui.settings import load_settings

SECRET = "a-made-up-s3cret"
MESSAGE = Outgoing("key-7", "+79161234567", 'Позвонить "Анне" & co \\', "14:30\n{title}", urgent=True)
PAGE = (Path(__file__).parents[2] / "docs" / "channels.md").read_text(encoding="utf-8")


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        yield server


def send(hook: Hook, message: Outgoing = MESSAGE, clock: FixedClock | None = None) -> Receipt:
    with closing(WebhookChannel(hook, patience=60, clock=clock)) as channel:
        return channel.send(message)


def test_the_document_is_signed(server: WebServer, clock: FixedClock) -> None:
    send(Hook(f"{server.url}/hook?token=x", SECRET), clock=clock)
    (request,) = server.requests
    assert request.path == "/hook?token=x"
    assert json.loads(request.body) == {
        "key": "key-7",
        "address": "+79161234567",
        "title": MESSAGE.title,
        "body": MESSAGE.body,
        "urgent": True,
        "language": "en",
    }
    seconds = request.headers["x-tme-timestamp"]
    assert int(seconds) == int(clock.now().timestamp())
    digest = hmac.new(SECRET.encode(), seconds.encode() + b"." + request.body, hashlib.sha256).hexdigest()
    assert request.headers["x-tme-signature"] == f"sha256={digest}"
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert request.headers["idempotency-key"] == "key-7"


def test_without_a_secret_nothing_is_signed(server: WebServer) -> None:
    send(Hook(server.url))
    assert "x-tme-signature" not in server.requests[0].headers


def test_templates_are_written_as_their_kind_of_text_needs_it(server: WebServer) -> None:
    send(Hook(server.url, body='{"to": ["{address}"], "n": {"t": "{text}"}, "u": {urgent}}'))
    assert json.loads(server.requests[0].body) == {
        "to": ["+79161234567"],
        "n": {"t": f"{MESSAGE.title}\n\n{MESSAGE.body}"},
        "u": True,
    }
    send(
        Hook(
            server.url,
            body="to={address}&text={title}&x={else}",
            content_type="application/x-www-form-urlencoded",
        )
    )
    assert parse_qs(server.requests[1].body.decode()) == {
        "to": ["+79161234567"],
        "text": [MESSAGE.title],
        "x": ["{else}"],
    }
    send(Hook(server.url, body="{body}", content_type="text/plain"))
    assert server.requests[2].body.decode() == MESSAGE.body


def test_headers_take_placeholders_and_nobody_breaks_out_of_them(server: WebServer) -> None:
    headers = {"x-to": "{address}", "title": "{title}", "authorization": "Bearer t0ken"}
    send(Hook(server.url, headers=headers), Outgoing("k\r\nX-Owned: 1", "a\r\nX-Owned: 1", "Анна\r\n"))
    got = server.requests[0].headers
    assert (got["x-to"], got["authorization"]) == ("aX-Owned: 1", "Bearer t0ken")
    assert got["title"].startswith("%D0%90")
    assert "x-owned" not in got


@pytest.mark.parametrize(
    ("reply", "scope"),
    [
        (Reply(503), None),
        (Reply(429, headers={"Retry-After": "7"}), None),
        (Reply(404), Scope.CHANNEL),
        (Reply(401), Scope.CHANNEL),
        (Reply(302, headers={"Location": "http://example.org"}), Scope.CHANNEL),
        (Reply(422), Scope.MESSAGE),
    ],
)
def test_the_status_says_what_became_of_it(server: WebServer, reply: Reply, scope: Scope | None) -> None:
    server.replies = [reply]
    with pytest.raises(Temporary if scope is None else Permanent) as caught:
        send(Hook(server.url))
    if isinstance(caught.value, Permanent):
        assert caught.value.scope is scope
    if reply.status == 429:
        assert isinstance(caught.value, Temporary)
        assert caught.value.retry_after == 7
    assert str(reply.status) in str(caught.value)


def test_an_answer_can_say_no_with_a_good_status(server: WebServer) -> None:
    hook = Hook(server.url, success="messages.0.status=accepted")
    server.replies = [
        document(messages=[{"status": "accepted"}]),
        document(messages=[{"status": "no money"}]),
    ]
    send(hook)
    with pytest.raises(Permanent, match=r"messages\.0\.status is no money"):
        send(hook)
    with pytest.raises(Permanent, match="is null"):
        send(hook)


@pytest.mark.parametrize(
    ("path", "found"),
    [("a.b", "1"), ("a.c.1", "x"), ("ok", "true"), ("a.d", ""), ("a.c.9", ""), ("a.c", '["", "x"]')],
)
def test_paths_lead_through_objects_and_lists(path: str, found: str) -> None:
    assert at_path({"a": {"b": 1, "c": ["", "x"]}, "ok": True}, path) == found


def test_a_lost_answer_and_a_server_that_is_not_there(server: WebServer) -> None:
    server.replies = [Reply(lost=True)]
    with pytest.raises(Unanswered):
        send(Hook(server.url))
    with closed_port() as port, pytest.raises(Temporary, match="refuses connections"):
        send(Hook(f"http://127.0.0.1:{port}/secret-path"))


def test_check_and_errors_keep_the_address_to_themselves(server: WebServer) -> None:
    server.usual = lambda request: Reply(404)
    hook = Hook(f"{server.url}/s3cret-path?key=s3cret", SECRET)
    with closing(WebhookChannel(hook)) as channel:
        assert channel.check() == "http://127.0.0.1"
        with pytest.raises(Permanent) as caught:
            channel.send(MESSAGE)
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in caught.value.hint.replace("webhook.secret", "")


def examples() -> list[str]:
    section = PAGE.partition("## Webhooks")[2].partition("\n## ")[0]
    return re.findall(r"^```yaml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(2))
def test_the_gateways_of_the_page_are_driven(server: WebServer, number: int, home: Path) -> None:
    written = yaml.safe_load(examples()[number])
    assert written["webhook"]["url"].startswith("https://")
    written["webhook"]["url"] = server.url
    (home / "config.yaml").write_text(yaml.safe_dump(written, allow_unicode=True))
    answers = [
        document(sid="SM1", status="queued", error_code=None),
        document(status="OK", sms={"79161234567": {"status": "OK"}}),
    ]
    server.usual = lambda request: answers[number]

    def heard(incoming: Incoming) -> None:
        raise AssertionError(incoming)

    channels = open_channels(load_settings({"TME_HOME": str(home), "TZ": "UTC"}, folder=home), heard)
    channels.channels["webhook"].send(MESSAGE)
    channels.close()
    (request,) = server.requests
    sent = parse_qs(request.body.decode())
    assert "+79161234567" in sent.get("To", sent.get("to", []))
    assert sent.get("Body", sent.get("msg")) == [f"{MESSAGE.title}\n\n{MESSAGE.body}"]
    answers[number] = document(status="ERROR", error_code=21211)
    with (
        closing(
            open_channels(load_settings({"TME_HOME": str(home), "TZ": "UTC"}, folder=home), heard)
        ) as again,
        pytest.raises(Permanent),
    ):
        again.channels["webhook"].send(MESSAGE)
