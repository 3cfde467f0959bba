"""`tme channel`: what is set up, and in words what is wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.channels.mail import Mailbox
from tests.channels.mail import serving as serving_mail
from tests.channels.ports import closed_port
from tests.channels.servers import bot_api, slack_api
from tests.channels.servers.standin import StandIn
from tests.channels.web import Reply, serving
from tests.cli.command_line import CommandLine
from tme_tui.bootstrap import open_manager
from tme_tui.model.clock import FixedClock
from tme_tui.settings import load_settings


@pytest.fixture
def tme(clock: FixedClock) -> CommandLine:
    return CommandLine(clock)


def test_the_list_says_what_each_needs(tme: CommandLine) -> None:
    answer = tme("channel", TME_COMMAND__RUN="cat", EXTERNAL_PLUGINS="no_such_plugin")
    assert answer.exit == 0
    lines = dict(line.split(maxsplit=1) for line in answer.out.splitlines())
    assert lines["command"] == "set up"
    assert lines["telegram"] == "not set up: set telegram.token"
    assert lines["terminal"] == "not set up: it alerts while the screen is open"
    assert lines["no_such_plugin"].startswith("ModuleNotFoundError")
    assert "не настроен: задайте vk.token" in tme.ok("channel", "list", "--lang", "ru")
    found = {each["name"]: each for each in tme("channel", "list", "--json", TME_COMMAND__RUN="cat").json}
    assert found["command"] == {"name": "command", "ready": True, "problem": None}
    assert found["vk"]["ready"] is False


def test_a_test_message_arrives(tme: CommandLine, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = f"{sys.executable} -c 'import sys; open(sys.argv[1], \"w\").write(sys.stdin.read())' {told}"
    said = tme.ok("channel", "test", "command", TME_COMMAND__RUN=program)
    assert said.startswith("Sent a test message through command: ")
    assert told.read_text() == "A test message of tme\n\nReminders arrive here."
    tme.ok("--lang", "ru", "channel", "test", "command", TME_COMMAND__RUN=program)
    assert told.read_text() == "Пробное сообщение tme\n\nСюда приходят напоминания."


def test_a_letter_arrives_where_it_is_sent(tme: CommandLine) -> None:
    box = Mailbox()
    with serving_mail(box) as port:
        tme.environment |= {
            "TME_EMAIL__HOST": "127.0.0.1",
            "TME_EMAIL__PORT": str(port),
            "TME_EMAIL__SECURITY": "none",
            "TME_EMAIL__SENDER": "tme@example.org",
        }
        answer = tme("channel", "test", "email", "--to", "anna@example.org", "--json")
        assert (answer.exit, answer.json["to"], answer.json["sent"]) == (0, "anna@example.org", True)
        assert [letter["X-To"] for letter in box.letters] == ["anna@example.org"]
        nobody = tme("channel", "test", "email")
        assert (nobody.exit, nobody.err.splitlines()[0]) == (
            2,
            "tme: say to whom: --to ADDRESS; or link yourself first: tme link email",
        )
        _link(tme, "email", "anna@example.com")
        assert "through email" in tme.ok("channel", "test", "email")
        assert box.letters[-1]["X-To"] == "anna@example.com"
        box.refusals["RCPT"] = "550 no"
        refused = tme("channel", "test", "email", "--to", "boris@example.org")
        assert refused.exit == 1
        assert refused.err == (
            "tme: email: the mail server takes no letters for this address (550); "
            "look whether the address is right\n"
        )
    with closed_port() as port:
        tme.environment["TME_EMAIL__PORT"] = str(port)
        gone = tme("channel", "test", "email", "--to", "anna@example.org")
        assert (gone.exit, gone.err) == (1, "tme: email: 127.0.0.1 refuses connections\n")
        russian = tme("--lang", "ru", "channel", "test", "email", "--to", "anna@example.org")
        assert russian.err == "tme: email: 127.0.0.1 отклоняет соединения\n"


def test_slack_is_asked_for_nobody_without_an_address(tme: CommandLine, slack: StandIn) -> None:
    tme.environment |= {"TME_SLACK__TOKEN": slack_api.TOKEN, "TME_SLACK__API_URL": slack.url}
    answer = tme("channel", "test", "slack")
    assert (answer.exit, answer.err.splitlines()[0]) == (
        2,
        "tme: say to whom: --to ADDRESS; or link yourself first: tme link slack",
    )


def test_who_is_linked_outside_of_the_ladder_hears_of_it(tme: CommandLine, slack: StandIn) -> None:
    tme.environment |= {"TME_SLACK__TOKEN": slack_api.TOKEN, "TME_SLACK__API_URL": slack.url}
    for ladder, more in (
        ("desktop,slack", []),
        (
            "desktop,telegram",
            ["Reminders come there once slack stands in reminders.channels, which is now: desktop, telegram"],
        ),
    ):
        tme.environment["TME_REMINDERS__CHANNELS"] = ladder
        tme.ok("link", "slack", "U7")
        code = slack.sent()[-1]["text"].split("\n")[0].rpartition(" ")[2]
        assert tme.ok("link", "slack", "U7", "--code", code).splitlines() == ["Linked.", *more]
    [link] = tme("link", "--json").json
    assert (link["channel"], link["address"]) == ("slack", "U7")


def _link(tme: CommandLine, channel: str, address: str) -> None:
    settings = load_settings({**os.environ, **tme.environment})
    with open_manager(settings=settings, clock=tme.clock) as manager:
        manager.link_address(channel, address)


def test_telegram_says_what_is_wrong(tme: CommandLine, telegram: StandIn) -> None:
    tme.environment |= {"TME_TELEGRAM__TOKEN": bot_api.TOKEN, "TME_TELEGRAM__API_URL": telegram.url}
    assert "Sent a test message through telegram" in tme.ok("channel", "test", "telegram", "--to", "7")
    assert [sent["text"].split("\n")[0] for sent in telegram.sent()] == ["A test message of tme"]
    wrong = bot_api.TOKEN[:-4] + "aaaa"
    answer = tme("channel", "test", "telegram", "--to", "7", TME_TELEGRAM__TOKEN=wrong)
    assert answer.exit == 1
    assert "the token is wrong or was replaced" in answer.err
    assert bot_api.TOKEN[:-4] not in answer.err
    to_nobody = tme("channel", "test", "telegram", TME_TELEGRAM__TOKEN=wrong)
    assert (to_nobody.exit, to_nobody.err) == (1, answer.err)
    assert "say to whom" in tme("channel", "test", "telegram").err
    telegram.person(chat=7, state="blocked")
    blocked = tme("channel", "test", "telegram", "--to", "7")
    assert blocked.exit == 1
    assert "blocked by the user; " in blocked.err


def test_a_webhook_that_is_gone_is_said(tme: CommandLine) -> None:
    with serving() as server:
        server.usual = lambda request: Reply(404)
        answer = tme("channel", "test", "webhook", TME_WEBHOOK__URL=f"{server.url}/s3cret")
    assert answer.exit == 1
    assert answer.err.startswith("tme: webhook: the server answered 404; look at webhook.url")
    assert "s3cret" not in answer.err.replace("webhook.secret", "")


def test_names_that_there_are_not(tme: CommandLine) -> None:
    answer = tme("channel", "test", "pigeon")
    assert answer.exit == 1
    assert answer.err.startswith("tme: there is no channel pigeon; there are desktop, terminal, ")
    unset = tme("channel", "test", "vk", "--to", "7")
    assert (unset.exit, unset.err) == (1, "tme: vk: not set up: set vk.token\n")


def test_the_terminal_itself_can_be_tried(tme: CommandLine) -> None:
    answer = tme("channel", "test", "terminal", terminal=True, TME_ALERTS__TERMINAL="osc777")
    assert answer.exit == 0
    assert answer.err == "\x1b]777;notify;A test message of tme;Reminders arrive here.\a"
