"""What is special about Telegram: its refusals, its library, and how people answer."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from math import inf, nan

import pytest

from tests.channels.servers import bot_api
from tests.channels.servers.standin import StandIn, running
from tme_tui.channels.telegram import ear as listening
from tme_tui.channels.telegram.channel import TelegramChannel
from tme_tui.channels.telegram.ear import TelegramEar
from tme_tui.model.delivery import (
    Answer,
    Button,
    ChannelError,
    Incoming,
    IncomingKind,
    Outgoing,
    Permanent,
    Receipt,
    Scope,
    Temporary,
    Unanswered,
)

DONE = Button(Answer.DONE, "Done", "d:1")


@pytest.fixture
def channel(telegram: StandIn) -> Iterator[TelegramChannel]:
    with closing(TelegramChannel(bot_api.TOKEN, telegram.url, patience=60)) as made:
        yield made


@pytest.fixture
def ear(telegram: StandIn) -> Iterator[TelegramEar]:
    made = TelegramEar(bot_api.TOKEN, telegram.url)
    yield made
    made.stop()


def to(address: str = "7", title: str = "Pay rent", **more: object) -> Outgoing:
    return Outgoing(key="one", address=address, title=title, **more)  # type: ignore[arg-type]


def run(script: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)


REFUSALS = [
    (400, "Bad Request: chat not found", Permanent, Scope.ADDRESS),
    (400, "Bad Request: PEER_ID_INVALID", Permanent, Scope.ADDRESS),
    (400, "Bad Request: not enough rights to send text messages to the chat", Permanent, Scope.ADDRESS),
    (400, "Bad Request: message text is empty", Permanent, Scope.MESSAGE),
    (401, "Unauthorized", Permanent, Scope.CHANNEL),
    (403, "Forbidden: bot was blocked by the user", Permanent, Scope.ADDRESS),
    (403, "Forbidden: user is deactivated", Permanent, Scope.ADDRESS),
    (403, "Forbidden: bot can't initiate conversation with a user", Permanent, Scope.ADDRESS),
    (403, "Forbidden: bot was kicked from the supergroup chat", Permanent, Scope.ADDRESS),
    (404, "Not Found", Permanent, Scope.CHANNEL),
    (409, "Conflict: terminated by other getUpdates request", Temporary, None),
    (429, "Too Many Requests: retry after 5", Temporary, None),
    (500, "Internal Server Error", Temporary, None),
]


@pytest.mark.parametrize(("code", "description", "kind", "scope"), REFUSALS)
def test_what_the_server_refuses(
    channel: TelegramChannel,
    telegram: StandIn,
    code: int,
    description: str,
    kind: type[ChannelError],
    scope: Scope | None,
) -> None:
    telegram.fail("error", code=code, description=description)
    with pytest.raises(kind) as caught:
        channel.send(to())
    assert getattr(caught.value, "scope", None) is scope
    if scope in (Scope.ADDRESS, Scope.CHANNEL):
        assert isinstance(caught.value, Permanent)
        assert caught.value.hint


@pytest.mark.parametrize(
    ("said", "waits"), [(7, 7), (3600, 3600), (-5, 0), (10**9, 86_400), (inf, 86_400), (nan, None)]
)
def test_how_long_to_wait_is_what_the_server_says_and_a_day_at_most(
    channel: TelegramChannel, telegram: StandIn, said: float, waits: float | None
) -> None:
    telegram.fail("error", code=429, description="Too Many Requests", parameters={"retry_after": said})
    with pytest.raises(Temporary) as caught:
        channel.send(to())
    assert caught.value.retry_after == waits


@pytest.mark.parametrize(
    ("fault", "how", "kind"),
    [
        ("status", {"code": 502}, Temporary),
        ("status", {"code": 504}, Unanswered),
        ("status", {"code": 429}, Temporary),
        ("status", {"code": 302}, Temporary),
        ("status", {"code": 200}, Unanswered),
        ("reset", {}, Unanswered),
        ("torn", {}, Unanswered),
        ("odd", {"body": ""}, Unanswered),
        ("odd", {"body": "null"}, Unanswered),
        ("odd", {"body": "[]"}, Unanswered),
        ("odd", {"body": '{"result": 1}'}, Unanswered),
        ("odd", {"body": '{"ok": "yes"}'}, Unanswered),
        ("odd", {"body": "[" * 100_000}, Unanswered),
        ("odd", {"body": '{"ok": false}'}, Permanent),
    ],
)
def test_answers_that_are_none(
    channel: TelegramChannel,
    telegram: StandIn,
    fault: str,
    how: dict[str, object],
    kind: type[ChannelError],
) -> None:
    telegram.fail(fault, **how)
    with pytest.raises(kind):
        channel.send(to())


@pytest.mark.parametrize("result", ["true", "{}", '{"message_id": "x"}', "null"])
def test_a_message_that_was_taken_is_taken_whatever_its_name(
    channel: TelegramChannel, telegram: StandIn, result: str
) -> None:
    telegram.fail("odd", body=f'{{"ok": true, "result": {result}}}')
    assert channel.send(to()) == Receipt("")


def test_the_title_is_bold_and_links_are_not_looked_into(channel: TelegramChannel, telegram: StandIn) -> None:
    channel.send(to(title="🚀 <Pay> & rent", body="https://example.org"))
    (sent,) = telegram.sent()
    assert sent["raw"] == "<b>🚀 &lt;Pay&gt; &amp; rent</b>\n\nhttps://example.org"
    assert sent["bold"] == [{"type": "b", "offset": 0, "length": 15}]
    assert "link_preview_options" in telegram.calls("sendMessage")[0]["parameters"]


def test_what_cannot_be_read_as_html_is_sent_once_more_as_it_is(
    channel: TelegramChannel, telegram: StandIn
) -> None:
    telegram.fail("error", code=400, description="Bad Request: can't parse entities: Can't find end tag")
    channel.send(to(title="<Pay>", buttons=(DONE,)))
    (sent,) = telegram.sent()
    assert (sent["text"], sent["raw"], sent["buttons"]) == (
        "<Pay>",
        "<Pay>",
        [[{"label": "Done", "data": "d:1"}]],
    )


def test_buttons_that_are_not_taken_do_not_keep_the_message(
    channel: TelegramChannel, telegram: StandIn
) -> None:
    channel.send(to(buttons=(Button(Answer.DONE, "Done", "x" * 65),)))
    (sent,) = telegram.sent()
    assert (sent["text"], sent["buttons"]) == ("Pay rent", [])
    assert len(telegram.calls("sendMessage")) == 2


def test_a_group_is_followed_to_its_new_number(channel: TelegramChannel, telegram: StandIn) -> None:
    telegram.person(chat=-5, moved_to=-1005)
    receipt = channel.send(to("-5"))
    channel.edit(receipt, to("-5", "Paid"))
    assert [(sent["to"], sent["text"]) for sent in telegram.sent()] == [("-1005", "Paid")]


def test_what_is_too_old_to_be_withdrawn_is_crossed_out(channel: TelegramChannel, telegram: StandIn) -> None:
    receipt = channel.send(to(buttons=(DONE,)))
    telegram.control(age=49 * 3600)
    channel.withdraw(receipt, to(buttons=(DONE,)))
    (sent,) = telegram.sent()
    assert (sent["deleted"], sent["buttons"], sent["text"], sent["edits"]) == (False, [], "Pay rent", 1)


def test_an_edit_without_an_answer_can_be_repeated(channel: TelegramChannel, telegram: StandIn) -> None:
    receipt = channel.send(to())
    for act in (channel.edit, channel.withdraw):
        telegram.fail("lost")
        with pytest.raises(Temporary):
            act(receipt, to(title="Paid"))
        act(receipt, to(title="Paid"))


def test_parameters_are_not_in_the_address(
    channel: TelegramChannel, ear: TelegramEar, telegram: StandIn
) -> None:
    channel.check()
    receipt = channel.send(to())
    channel.edit(receipt, to(title="Paid"))
    channel.withdraw(receipt, to())
    telegram.person(chat=7, write="hello")
    ear.listen("")
    calls = telegram.calls()
    assert {"getMe", "sendMessage", "editMessageText", "deleteMessage", "getUpdates"} <= {
        call["method"] for call in calls
    }
    assert {(call["verb"], tuple(call["query"])) for call in calls} == {("POST", ())}


def test_several_servers_in_one_process(channel: TelegramChannel, telegram: StandIn) -> None:
    import telebot.apihelper

    with running("telegram") as second, closing(TelegramChannel(bot_api.TOKEN, second.url)) as other:
        channel.send(to(title="first"))
        other.send(to(title="second"))
        channel.send(to(title="third"))
        assert [sent["text"] for sent in second.sent()] == ["second"]
    assert [sent["text"] for sent in telegram.sent()] == ["first", "third"]
    assert telebot.apihelper.API_URL is None
    assert telebot.apihelper.CUSTOM_REQUEST_SENDER is None


def test_nothing_is_printed_and_no_thread_is_left(telegram: StandIn) -> None:
    script = f"""
import logging, threading
from contextlib import closing
from tme_tui.channels.telegram.channel import TelegramChannel
from tme_tui.model.delivery import ChannelError, Outgoing
with closing(TelegramChannel({bot_api.TOKEN!r}, {telegram.url!r})) as channel:
    channel.send(Outgoing("one", "7", "Pay rent"))
    for address in ("7", "nobody"):
        try:
            channel.send(Outgoing("two", address, "Pay rent"))
        except ChannelError:
            pass
    logging.getLogger("TeleBot").error("an error of the library")
    print(threading.active_count())
"""
    telegram.fail("error", code=500, description="Internal Server Error", skip=1)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=240, check=True
    )
    assert ran.stdout == "1\n"
    assert ran.stderr == ""


def test_the_maker_loads_no_library() -> None:
    script = (
        "import sys; from tme_tui.channels.telegram import MAKER; from tme_tui.channels.vk import MAKER; "
        "print(*sorted({'requests', 'telebot', 'urllib3'} & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=240, check=True
    )
    assert ran.stdout == "\n"


def test_without_the_library_it_says_how_to_get_it() -> None:
    ran = run("""
import sys
sys.modules["telebot"] = None  # as if it were not installed
from tme_tui.channels.telegram import MAKER
from tme_tui.model.delivery import Permanent
from tme_tui.settings import load_settings
settings = load_settings({})
try:
    MAKER.make(settings, print)
except Permanent as error:
    print(error)
""")
    assert "pip install 'tme-tui[telegram]'" in ran.stdout


def test_check_tells_of_a_webhook(channel: TelegramChannel, ear: TelegramEar, telegram: StandIn) -> None:
    assert channel.check() == "@made_up_bot"
    telegram.control(webhook="https://example.org/hook")
    for ask in (channel.check, lambda: ear.listen("")):
        with pytest.raises(Permanent, match="webhook") as caught:
            ask()
        assert "remove the webhook" in caught.value.hint


def heard(ear: TelegramEar, place: str = "") -> tuple[list[Incoming], str]:
    found, place = ear.listen(place)
    return list(found), place


def test_what_people_write(ear: TelegramEar, telegram: StandIn) -> None:
    telegram.person(chat=7, write="/start CODE", name="Anna", username="anna", language="ru")
    telegram.person(chat=-5, write="hello all", name="Boris", username="")
    (first, second), place = heard(ear)
    assert first == Incoming(
        id="100000001",
        kind=IncomingKind.WROTE,
        address="7",
        text="/start CODE",
        message=first.message,
        sender="Anna (@anna)",
        language="ru",
        private=True,
        invitation="CODE",
    )
    assert (second.address, second.text, second.sender, second.private) == ("-5", "hello all", "Boris", False)
    telegram.person(chat=7, write="more")
    later, _ = heard(ear, place)
    assert [each.text for each in later] == ["more"]


def test_an_invitation_brings_its_code_along(
    channel: TelegramChannel, ear: TelegramEar, telegram: StandIn
) -> None:
    assert channel.invitation("AB-c_9") == "https://t.me/made_up_bot?start=AB-c_9"
    for text in ("/start AB-c_9", "/start@made_up_bot  AB-c_9 ", "/start", "/starting x", "AB-c_9"):
        telegram.person(chat=7, write=text)
    assert [each.invitation for each in heard(ear)[0]] == ["AB-c_9", "AB-c_9", "", "", ""]


def test_nothing_is_lost_when_the_place_was_not_kept(ear: TelegramEar, telegram: StandIn) -> None:
    telegram.person(chat=7, write="hello")
    first, _ = heard(ear)
    again, _ = heard(ear)
    assert first == again


def test_the_place_of_another_bot_is_not_ours(ear: TelegramEar, telegram: StandIn) -> None:
    telegram.person(chat=7, write="hello")
    for place in ("999:999999999", "nonsense", ":", "123456789:x"):
        found, _ = heard(ear, place)
        assert [each.text for each in found] == ["hello"]


def test_a_pressed_button_and_the_notice_beside_it(
    channel: TelegramChannel, ear: TelegramEar, telegram: StandIn
) -> None:
    receipt = channel.send(to(buttons=(DONE,)))
    telegram.person(chat=7, press="d:1", message=receipt.message)
    (pressed,), _ = heard(ear)
    assert (pressed.kind, pressed.text, pressed.message) == (IncomingKind.PRESSED, "d:1", receipt.message)
    ear.reply(pressed, "Done! " + "x" * 300)
    ear.reply(pressed, "once more: too late, and no error")
    (notice,) = telegram.control()["notices"]
    assert notice["id"] == pressed.callback
    assert len(notice["text"]) == 200


def test_an_answer_in_the_chat_is_only_text(ear: TelegramEar, telegram: StandIn) -> None:
    telegram.person(chat=7, write="hello")
    (wrote,), _ = heard(ear)
    ear.reply(wrote, "Hello <b>you</b> & you" + "!" * 5000)
    (sent,) = telegram.sent()
    assert sent["text"].startswith("Hello <b>you</b> & you!!!")
    assert sent["text"].endswith("…")


def test_who_blocks_the_bot_and_who_lets_it_in_again(ear: TelegramEar, telegram: StandIn) -> None:
    telegram.person(chat=7, member="kicked")
    telegram.person(chat=7, member="member")
    found, _ = heard(ear)
    assert [(each.kind, each.address) for each in found] == [
        (IncomingKind.BLOCKED, "7"),
        (IncomingKind.ALLOWED, "7"),
    ]


def test_odd_updates_hold_nothing_up(ear: TelegramEar, telegram: StandIn) -> None:
    telegram.person(update={"callback_query": {"id": "1", "from": {}, "data": "d:1"}})
    telegram.person(update={"message": {"message_id": 1}})
    telegram.person(update={"message": None})
    telegram.person(chat=7, write="hello")
    found, place = heard(ear)
    assert [each.text for each in found] == ["hello"]
    assert place.endswith(":100000005")


@pytest.mark.parametrize("result", ["[]", "{}", "null", "7", "[7, null, {}]"])
def test_odd_answers_are_no_updates(ear: TelegramEar, telegram: StandIn, result: str) -> None:
    telegram.person(chat=7, write="hello")
    telegram.fail("odd", body=f'{{"ok": true, "result": {result}}}')
    assert ear.listen("123456789:5") == ((), "123456789:5")


@pytest.mark.parametrize("fault", ["reset", "lost", "torn"])
def test_a_poll_that_breaks_can_be_repeated(ear: TelegramEar, telegram: StandIn, fault: str) -> None:
    telegram.person(chat=7, write="hello")
    telegram.fail(fault)
    with pytest.raises(Temporary):
        ear.listen("")
    assert [each.text for each in heard(ear)[0]] == ["hello"]


def test_a_waiting_ear_stops_at_once(
    ear: TelegramEar, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "LONG_POLL_SECONDS", 600)  # it would wait for longer than we do
    telegram.fail("hang", method="getUpdates", seconds=600)
    ended: list[object] = []
    listener = threading.Thread(target=lambda: ended.append(ear.listen("123456789:5")))
    listener.start()
    while not telegram.calls("getUpdates"):
        time.sleep(0.01)
    ear.stop()
    listener.join(60)
    assert ended == [((), "123456789:5")]
    assert ear.listen("123456789:5") == ((), "123456789:5")  # a stop before the beginning is not lost either


def test_of_two_copies_the_older_is_told(ear: TelegramEar, telegram: StandIn) -> None:
    second = TelegramEar(bot_api.TOKEN, telegram.url)
    told: list[str] = []

    def listen() -> None:
        with pytest.raises(Temporary) as caught:
            ear.listen("")
        told.append(str(caught.value))

    listener = threading.Thread(target=listen)
    listener.start()
    while not telegram.control()["polls"]:
        time.sleep(0.01)
    newer = threading.Thread(target=lambda: second.listen(""))
    newer.start()
    listener.join(60)
    second.stop()
    newer.join(60)
    assert told == ["another copy listens to this bot, or its token is in other hands"]
