"""What is special about VK: numbers of errors, numbers against repeats, the failures of the long poll."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.channels.servers import vk_api
from tests.channels.servers.standin import StandIn
from tests.channels.web import document, serving
from tests.support.timing import cpu_of
from tme_tui.channels.vk import longpoll
from tme_tui.channels.vk.channel import VkChannel, random_id
from tme_tui.channels.vk.client import VkClient
from tme_tui.channels.vk.ear import VkEar
from tme_tui.channels.vk.longpoll import LongPoll
from tme_tui.channels.vk.text import harmless
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

DONE = Button(Answer.DONE, "Готово", "d:1")
CHAT = "2000000001"


@pytest.fixture
def channel(vk: StandIn) -> Iterator[VkChannel]:
    with closing(VkChannel(vk_api.TOKEN, vk_api.GROUP, vk.url, patience=60)) as made:
        yield made


@pytest.fixture
def ear(vk: StandIn) -> Iterator[VkEar]:
    vk.control(longpoll={"events": {"message_event": 1, "message_allow": 1, "message_deny": 1}})
    made = VkEar(vk_api.TOKEN, vk_api.GROUP, vk.url)
    yield made
    made.stop()


def to(address: str = "7", title: str = "Pay rent", key: str = "one", **more: object) -> Outgoing:
    return Outgoing(key=key, address=address, title=title, **more)  # type: ignore[arg-type]


REFUSALS = [
    (1, Temporary, None),
    (3, Permanent, Scope.CHANNEL),
    (5, Permanent, Scope.CHANNEL),
    (6, Temporary, None),
    (7, Permanent, Scope.ADDRESS),
    (9, Temporary, None),
    (10, Temporary, None),
    (14, Temporary, None),
    (15, Permanent, Scope.CHANNEL),
    (17, Permanent, Scope.CHANNEL),
    (27, Permanent, Scope.CHANNEL),
    (29, Temporary, None),
    (100, Permanent, Scope.MESSAGE),
    (900, Permanent, Scope.ADDRESS),
    (901, Permanent, Scope.ADDRESS),
    (902, Permanent, Scope.ADDRESS),
    (911, Permanent, Scope.MESSAGE),
    (912, Permanent, Scope.CHANNEL),
    (914, Permanent, Scope.MESSAGE),
    (917, Permanent, Scope.ADDRESS),
    (936, Permanent, Scope.ADDRESS),
    (9999, Permanent, Scope.MESSAGE),
]


@pytest.mark.parametrize(("code", "kind", "scope"), REFUSALS)
def test_what_the_numbers_mean(
    channel: VkChannel, vk: StandIn, code: int, kind: type[ChannelError], scope: Scope | None
) -> None:
    vk.fail("error", code=code, description="A sentence of VK")
    with pytest.raises(kind, match=rf"VK says: A sentence of VK \({code}\)") as caught:
        channel.send(to())
    assert getattr(caught.value, "scope", None) is scope
    if scope in (Scope.ADDRESS, Scope.CHANNEL):
        assert isinstance(caught.value, Permanent)
        assert caught.value.hint


@pytest.mark.parametrize(
    ("state", "code"), [("blacklist", 900), ("never", 901), ("privacy", 902), ("left", 7)]
)
def test_a_person_who_cannot_be_written_to(channel: VkChannel, vk: StandIn, state: str, code: int) -> None:
    vk.person(peer=7, state=state)
    with pytest.raises(Permanent, match=rf"\({code}\)") as caught:
        channel.send(to())
    assert caught.value.scope is Scope.ADDRESS
    channel.send(to("8"))


@pytest.mark.parametrize("address", ["0", "nobody", ""])
def test_an_address_that_is_none(channel: VkChannel, vk: StandIn, address: str) -> None:
    with pytest.raises(Permanent) as caught:
        channel.send(to(address))
    assert caught.value.scope is Scope.ADDRESS
    assert vk.sent() == []


@pytest.mark.parametrize(
    ("fault", "how", "kind"),
    [
        ("status", {"code": 502}, Temporary),
        ("status", {"code": 404}, Temporary),
        ("status", {"code": 200}, Unanswered),
        ("reset", {}, Unanswered),
        ("torn", {}, Unanswered),
        ("odd", {"body": "null"}, Unanswered),
        ("odd", {"body": '{"error": 5}'}, Unanswered),
        ("odd", {"body": '{"error": {}}'}, Temporary),
    ],
)
def test_answers_that_are_none(
    channel: VkChannel, vk: StandIn, fault: str, how: dict[str, object], kind: type[ChannelError]
) -> None:
    vk.fail(fault, **how)
    with pytest.raises(kind):
        channel.send(to())


@pytest.mark.parametrize("response", ["1", "[]", "[1]", '[{"peer_id": 7}]', "null"])
def test_a_message_that_was_taken_is_taken_whatever_its_name(
    channel: VkChannel, vk: StandIn, response: str
) -> None:
    vk.fail("odd", body=f'{{"response": {response}}}')
    assert channel.send(to()) == Receipt("")


def test_a_repeat_is_dropped_by_its_number(channel: VkChannel, vk: StandIn) -> None:
    first = channel.send(to(repeat_number=5))
    assert channel.send(to(repeat_number=5)) == first
    channel.send(to(repeat_number=6))
    assert [(sent["random_id"], sent["repeats"]) for sent in vk.sent()] == [(5, 1), (6, 0)]


def test_without_a_number_the_key_makes_one(channel: VkChannel, vk: StandIn) -> None:
    channel.send(to(key="a"))
    channel.send(to(key="a"))
    channel.send(to(key="b"))
    assert [sent["repeats"] for sent in vk.sent()] == [1, 0]


@pytest.mark.parametrize("number", [0, 1, -1, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**64 + 7])
def test_any_number_fits(number: int) -> None:
    assert -(2**31) <= random_id(number) < 2**31
    assert random_id(number)


def test_a_chat_of_several_people(channel: VkChannel, vk: StandIn) -> None:
    receipt = channel.send(to(CHAT, buttons=(DONE,)))
    channel.edit(receipt, to(CHAT, "Paid"))
    assert [(sent["to"], sent["text"], sent["buttons"]) for sent in vk.sent()] == [(CHAT, "Paid", [])]
    channel.withdraw(receipt, to(CHAT))
    assert vk.sent()[0]["deleted"]


def test_buttons_that_are_not_taken_are_left_out(channel: VkChannel, vk: StandIn) -> None:
    vk.control(bot=False)
    channel.send(to(buttons=(DONE,)))
    assert [(sent["text"], sent["buttons"]) for sent in vk.sent()] == [("Pay rent", [])]


def test_long_labels_are_cut(channel: VkChannel, vk: StandIn) -> None:
    channel.send(to(buttons=(Button(Answer.DONE, "Ж" * 50, "d:1"),)))
    assert vk.sent()[0]["buttons"][0][0]["label"] == "Ж" * 39 + "…"


def test_what_is_too_old_to_be_withdrawn_says_so(channel: VkChannel, vk: StandIn) -> None:
    receipt = channel.send(to())
    vk.control(age=25 * 3600)
    with pytest.raises(Permanent, match="924") as caught:
        channel.withdraw(receipt, to())
    assert caught.value.scope is Scope.MESSAGE


def test_an_edit_without_an_answer_can_be_repeated(channel: VkChannel, vk: StandIn) -> None:
    receipt = channel.send(to())
    for act in (channel.edit, channel.withdraw):
        vk.fail("lost")
        with pytest.raises(Temporary):
            act(receipt, to(title="Paid"))
        act(receipt, to(title="Paid"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[id1|Pavel]", "[\u2060id1|Pavel]"),
        ("see [https://vk.com/x|here] and [1]", "see [\u2060https://vk.com/x|here] and [1]"),
        ("@durov (Pavel) *id1(Pavel)", "@\u2060durov (Pavel) *\u2060id1(Pavel)"),
        ("mail me@example.org, 2*3 (six), [ ] box", "mail me@example.org, 2*3 (six), [ ] box"),
    ],
)
def test_nothing_becomes_a_link_under_another_name(text: str, left: str) -> None:
    assert harmless(text) == left


def test_taking_links_apart_takes_linear_time() -> None:
    for text in ("[" * 100_000, "[a" * 50_000, "@a" * 50_000, "@" + "a" * 100_000, "*" * 100_000):
        assert cpu_of(lambda text=text: harmless(text)) < 1  # type: ignore[misc]


def test_check_switches_on_what_has_to_be_heard(channel: VkChannel, vk: StandIn) -> None:
    assert channel.check() == "Made-up club (vk.com/club4242)"
    events = vk.control()["events"]
    assert [name for name, on in events.items() if on] == [
        "message_new",
        "message_event",
        "message_allow",
        "message_deny",
    ]
    channel.check()
    assert len(vk.calls("groups.setLongPollSettings")) == 1


def test_check_says_what_the_owner_has_to_do(channel: VkChannel, vk: StandIn) -> None:
    vk.control(rights=["messages"])
    with pytest.raises(Permanent) as caught:
        channel.check()
    assert caught.value.scope is Scope.CHANNEL
    assert "turn on Long Poll API" in caught.value.hint


def test_check_finds_another_community(vk: StandIn) -> None:
    with closing(VkChannel(vk_api.TOKEN, 1, vk.url)) as other, pytest.raises(Permanent) as caught:
        other.check()
    assert str(caught.value) == "the key belongs to the community 4242, and vk.group_id is 1"


def test_the_token_is_in_no_address(channel: VkChannel, ear: VkEar, vk: StandIn) -> None:
    channel.check()
    channel.send(to())
    vk.person(peer=7, write="hello")
    ear.listen("4242:0")
    methods = [call for call in vk.calls() if call["method"] != "a_check"]
    assert {(call["verb"], tuple(call["query"])) for call in methods} == {("POST", ())}
    assert [call["query"] for call in vk.calls("a_check")] == [["act", "key", "ts", "wait"]]


def heard(ear: VkEar, place: str = "4242:0") -> tuple[list[Incoming], str]:
    found, place = ear.listen(place)
    return list(found), place


def test_what_people_write(ear: VkEar, vk: StandIn) -> None:
    vk.person(peer=7, write="CODE")
    vk.person(peer=int(CHAT), write="всем привет", **{"from": 8, "lang": 3})
    (first, second), place = heard(ear)
    assert first == Incoming(
        id=first.id,
        kind=IncomingKind.WROTE,
        address="7",
        text="CODE",
        message="1",
        sender="Анна №7",
        language="ru",
        private=True,
    )
    assert (second.address, second.sender, second.language, second.private) == (CHAT, "Анна №8", "en", False)
    assert place == "4242:2"
    vk.person(peer=7, write="more")
    later, _ = heard(ear, place)
    assert [each.text for each in later] == ["more"]
    assert len(vk.calls("users.get")) == 1


def test_an_invitation_brings_its_code_along(channel: VkChannel, ear: VkEar, vk: StandIn) -> None:
    assert channel.invitation("AB-c_9") == "https://vk.me/club4242?ref=AB-c_9"
    vk.person(peer=7, write="Начать", ref="AB-c_9")
    vk.person(peer=7, write="AB-c_9")
    assert [each.invitation for each in heard(ear)[0]] == ["AB-c_9", ""]


def test_names_are_not_worth_an_error(ear: VkEar, vk: StandIn) -> None:
    vk.person(peer=7, write="hello")
    vk.fail("error", method="users.get", code=6, description="Too many requests per second")
    assert [each.sender for each in heard(ear)[0]] == ["id7"]


def test_an_ear_without_a_place_hears_what_comes_from_now_on(ear: VkEar, vk: StandIn) -> None:
    vk.person(peer=7, write="before")
    heard_now: list[Incoming] = []
    listener = threading.Thread(target=lambda: heard_now.extend(ear.listen("999:5")[0]))
    listener.start()
    while not vk.calls("a_check"):
        time.sleep(0.01)
    vk.person(peer=7, write="after")
    listener.join(60)
    assert [each.text for each in heard_now] == ["after"]


def test_the_community_of_the_token_is_found(vk: StandIn) -> None:
    ear = VkEar(vk_api.TOKEN, None, vk.url)
    vk.person(peer=7, write="hello")
    found, place = heard(ear)
    ear.stop()
    assert ([each.text for each in found], place) == (["hello"], "4242:1")


def test_a_pressed_button_and_the_notice_beside_it(channel: VkChannel, ear: VkEar, vk: StandIn) -> None:
    receipt = channel.send(to(buttons=(DONE,)))
    vk.person(peer=7, press={"b": "d:1"}, message=receipt.message)
    (pressed,), _ = heard(ear)
    assert (pressed.kind, pressed.text, pressed.message) == (IncomingKind.PRESSED, "d:1", receipt.message)
    ear.reply(pressed, "Готово! " + "x" * 300)
    ear.reply(pressed, "once more: too late, and no error")
    (notice,) = vk.control()["notices"]
    assert len(notice["text"]) == 90


def test_an_answer_in_the_chat_arrives_once(ear: VkEar, vk: StandIn) -> None:
    vk.person(peer=7, write="hello")
    (wrote,), _ = heard(ear)
    vk.fail("lost", method="messages.send")
    with pytest.raises(Temporary):
        ear.reply(wrote, "Hello [id1|you]" + "!" * 5000)
    ear.reply(wrote, "Hello [id1|you]" + "!" * 5000)
    (sent,) = vk.sent()
    assert sent["text"].startswith("Hello [\u2060id1|you]!!!")
    assert sent["text"].endswith("…")


def test_who_wants_messages_and_who_does_not(ear: VkEar, vk: StandIn) -> None:
    vk.person(peer=7, deny=True)
    vk.person(peer=7, allow=True)
    found, _ = heard(ear)
    assert [(each.kind, each.address) for each in found] == [
        (IncomingKind.BLOCKED, "7"),
        (IncomingKind.ALLOWED, "7"),
    ]


def test_odd_events_hold_nothing_up(ear: VkEar, vk: StandIn) -> None:
    vk.person(event={"type": "message_new", "object": {}})
    vk.person(event={"type": "message_event", "object": {"user_id": 7, "peer_id": "x", "event_id": "e"}})
    vk.person(event={"type": "message_event", "object": None})
    vk.person(peer=-9, write="another community", **{"from": -9})
    vk.person(peer=7, write="hello")
    found, place = heard(ear)
    assert ([each.text for each in found], place) == (["hello"], "4242:5")


def test_an_old_key_is_renewed_and_nothing_lost(ear: VkEar, vk: StandIn) -> None:
    vk.person(peer=7, write="one")
    _, place = heard(ear)
    vk.control(expire=2)
    vk.person(peer=7, write="two")
    assert [each.text for each in heard(ear, place)[0]] == ["two"]
    assert len(vk.calls("groups.getLongPollServer")) == 2


@pytest.mark.parametrize(("told", "taken"), [("7", "7"), (7, "7"), (None, "5")])
@pytest.mark.parametrize("failed", [2, "2"])
def test_numbers_of_events_may_be_text(told: object, taken: str, failed: object) -> None:
    with serving() as server:
        place = {"server": f"{server.url}/poll", "key": "k", "ts": 5}
        server.replies += [document(response=place), document(failed=failed), document(response=place)]
        server.replies += [document(ts=told, updates=[])]
        poll = LongPoll(VkClient("t", server.url), 1)
        assert poll.after("") == ([], taken)
        server.replies += [document(failed=str(failed).replace("2", "1"), ts=told)]
        assert poll.after(taken) == ([], "" if told is None else taken)


def test_lost_events_are_passed_over(ear: VkEar, vk: StandIn) -> None:
    vk.person(peer=7, write="one")
    _, place = heard(ear)
    vk.control(expire=1)
    assert ear.listen("4242:0") == ((), "4242:1")
    vk.person(peer=7, write="two")
    vk.control(expire=3)
    found = threading.Thread(target=lambda: texts.extend(each.text for each in ear.listen(place)[0]))
    texts: list[str] = []
    found.start()
    while len(vk.calls("a_check")) < 4:  # it has been told from where to listen
        time.sleep(0.01)
    vk.person(peer=7, write="three")
    found.join(60)
    assert texts == ["three"]


def test_an_ear_switches_on_what_it_has_to_hear(vk: StandIn) -> None:
    ear = VkEar(vk_api.TOKEN, vk_api.GROUP, vk.url)
    vk.person(peer=7, write="hello")
    _, place = heard(ear)
    vk.person(peer=7, deny=True)
    assert [each.kind for each in heard(ear, place)[0]] == [IncomingKind.BLOCKED]
    ear.stop()
    assert len(vk.calls("groups.getLongPollSettings")) == 1


def test_an_ear_that_may_switch_nothing_on_hears_what_is_on(
    vk: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    vk.fail("error", method="groups.getLongPollSettings", code=15, description="Access denied")
    ear = VkEar(vk_api.TOKEN, vk_api.GROUP, vk.url)
    vk.person(peer=7, write="hello")
    assert [each.text for each in heard(ear)[0]] == ["hello"]
    ear.stop()
    assert "turn on Long Poll API" in caplog.text


def test_events_that_are_switched_off_are_the_owners_matter(ear: VkEar, vk: StandIn) -> None:
    vk.control(longpoll={"is_enabled": 0}, rights=["messages"])
    with pytest.raises(Permanent) as caught:
        ear.listen("")
    assert caught.value.scope is Scope.CHANNEL
    assert "turn on Long Poll API" in caught.value.hint


@pytest.mark.parametrize("fault", ["reset", "lost", "torn", "status", "odd"])
def test_a_poll_that_breaks_can_be_repeated(ear: VkEar, vk: StandIn, fault: str) -> None:
    vk.person(peer=7, write="hello")
    vk.fail(fault, method="a_check")
    with pytest.raises(Temporary):
        ear.listen("4242:0")
    assert [each.text for each in heard(ear)[0]] == ["hello"]


def test_a_waiting_ear_stops_at_once(ear: VkEar, vk: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longpoll, "WAIT_SECONDS", 600)  # it would wait for longer than we do
    vk.fail("hang", method="a_check", seconds=600)
    ended: list[object] = []
    listener = threading.Thread(target=lambda: ended.append(ear.listen("4242:0")))
    listener.start()
    while not vk.calls("a_check"):
        time.sleep(0.01)
    ear.stop()
    listener.join(60)
    assert ended == [((), "4242:0")]
    assert ear.listen("4242:0") == ((), "4242:0")
