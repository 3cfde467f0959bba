"""What every channel promises, tried on each against a server that takes messages and fails."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.channels.counterparts import COUNTERPARTS, HASTY, PATIENCE, Counterpart, counterpart
from tests.channels.servers.standin import StandIn
from tme_tui.model.delivery import (
    Answer,
    Button,
    Channel,
    ChannelError,
    Outgoing,
    Permanent,
    Scope,
    Temporary,
    Unanswered,
)

BUTTONS = (
    Button(Answer.DONE, "Done", "d:1"),
    Button(Answer.SNOOZE, "10 min", "s:1"),
    Button(Answer.SNOOZE_HOUR, "1 h", "h:1"),
    Button(Answer.TOMORROW, "Tomorrow", "t:1"),
    Button(Answer.OPEN, "Open", "o:1"),
)
HOSTILE = (
    "<b>bold</b> & <script>alert(1)</script>",
    "</b></i> [/] [/bold] [link=http://x]x[/link]",
    "*_`[]()~>#+-=|{}.! \\* &amp; &lt; &nbsp;",
    "[id1|Pavel] [club1|Win a prize] @id1 (Pavel) *id1 (Pavel) @all",
    "{0} {name} %s %(name)s $HOME `id` '; DROP TABLE task; --",
    "=cmd|' /C calc'!A0 +7 -1 @SUM(1)",
    "/start CODE",
    "🚀👨‍👩‍👧 Добрый день \u202egnp.exe שלום",
    "half of a character: \ud83d",
    "a null \x00 and a bell \x07",
)


@pytest.fixture(params=sorted(COUNTERPARTS))
def other(request: pytest.FixtureRequest) -> Iterator[Counterpart]:
    """A channel and who receives what it sends."""
    server: StandIn = request.getfixturevalue(request.param)
    with counterpart(request.param, server) as made:
        yield made


def to(other: Counterpart, title: str = "Pay rent", key: str = "one", **more: object) -> Outgoing:
    return Outgoing(key=key, address=other.address, title=title, **more)  # type: ignore[arg-type]


def sent_in_the_end(hasty: Channel, message: Outgoing) -> bool:
    """Whether it can be sent by somebody who has less patience than a busy machine may ask for."""
    for _ in range(30):
        try:
            hasty.send(message)
        except Unanswered:
            continue
        return True
    return False


def test_a_message_arrives_with_its_text_and_its_buttons(other: Counterpart) -> None:
    other.channel.send(to(other, body="today 18:00\n#finance", buttons=BUTTONS))
    (arrived,) = other.arrived()
    assert arrived.text == "Pay rent\n\ntoday 18:00\n#finance"
    if other.channel.facts.buttons:
        assert arrived.buttons == tuple(button.data for button in BUTTONS)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_only_text(other: Counterpart, text: str) -> None:
    other.channel.send(to(other, title=text, body=text))
    (arrived,) = other.arrived()
    seen = text.replace("\ud83d", "?")
    assert arrived.text == f"{seen}\n\n{seen}"


@pytest.mark.parametrize(
    ("title", "body"), [("x" * 5000, ""), ("Pay rent", "y & z\n" * 5000), ("<" * 4096, "b")]
)
def test_what_is_too_long_is_cut_and_one_sees_it(other: Counterpart, title: str, body: str) -> None:
    other.channel.send(to(other, title=title, body=body, buttons=BUTTONS))
    (arrived,) = other.arrived()
    longest = other.channel.facts.longest
    assert longest - 10 < len(arrived.text) <= longest
    assert arrived.text.endswith("…") or len(title) == longest


def test_an_edit_takes_the_place_of_what_was_sent(other: Counterpart) -> None:
    if not other.channel.facts.edits:
        pytest.skip("this channel does not edit")
    receipt = other.channel.send(to(other, buttons=BUTTONS))
    assert receipt.message
    for _ in range(2):  # the same again is no error
        other.channel.edit(receipt, to(other, "Pay rent ✓", buttons=BUTTONS[:1]))
    (arrived,) = other.arrived()
    has_buttons = other.channel.facts.buttons
    assert (arrived.text, arrived.buttons) == ("Pay rent ✓", ("d:1",) if has_buttons else ())
    other.channel.edit(receipt, to(other, "Pay rent ✓"))
    assert [each.buttons for each in other.arrived()] == [()]


def test_what_is_withdrawn_is_gone(other: Counterpart) -> None:
    if not other.channel.facts.withdraws:
        pytest.skip("this channel does not withdraw")
    receipt = other.channel.send(to(other, buttons=BUTTONS))
    for _ in range(2):  # what is gone already is no error
        other.channel.withdraw(receipt, to(other))
    assert other.arrived() == []


def test_no_connection_is_temporary_and_nothing_arrives_later(other: Counterpart) -> None:
    other.channel.send(to(other))
    other.be_down()
    with pytest.raises(Temporary):
        other.channel.send(to(other, key="two"))
    other.be_up()
    other.channel.send(to(other, "Call Anna", key="three"))
    assert [each.text for each in other.arrived()] == ["Pay rent", "Call Anna"]


def test_an_answer_that_never_came_is_its_own_outcome(other: Counterpart) -> None:
    other.lose_answers(1)
    with pytest.raises(Unanswered):
        other.channel.send(to(other, repeat_number=5))
    other.channel.send(to(other, repeat_number=5))
    assert len(other.arrived()) == (1 if other.channel.facts.idempotent else 2)


def test_a_server_that_hangs_holds_nobody(other: Counterpart) -> None:
    other.hang()
    with closing(other.another(other.secret, HASTY)) as hasty:
        with pytest.raises(Unanswered):
            hasty.send(to(other))
        assert sent_in_the_end(hasty, to(other, key="two"))


def test_closing_ends_a_call_that_waits(other: Counterpart) -> None:
    other.hang()
    raised: list[Exception] = []

    def send() -> None:
        try:
            other.channel.send(to(other))
        except Exception as error:
            raised.append(error)

    sender = threading.Thread(target=send)
    sender.start()
    other.channel.close()
    sender.join(PATIENCE * 2)
    assert not sender.is_alive()
    assert isinstance(raised[0], ChannelError)
    assert "in time" not in str(raised[0])
    with pytest.raises(Temporary):
        other.channel.send(to(other))


def test_a_person_who_wants_no_messages_is_told_from_other_errors(other: Counterpart) -> None:
    other.block()
    with pytest.raises(Permanent) as caught:
        other.channel.send(to(other))
    assert caught.value.scope is Scope.ADDRESS
    assert caught.value.hint


def test_check_says_who_it_is_and_what_is_wrong(other: Counterpart) -> None:
    assert other.channel.check()
    with closing(other.another(other.secret[:-4] + "aaaa")) as wrong, pytest.raises(Permanent) as caught:
        wrong.check()
    assert caught.value.scope is Scope.CHANNEL
    assert caught.value.hint
    other.be_down()
    with pytest.raises(Temporary, match="refuses connections"):
        other.channel.check()


def test_errors_tell_neither_secrets_nor_texts(other: Counterpart) -> None:
    private = "-".join(("a", "private", "matter"))  # not whole in the source, which tracebacks show
    errors: list[ChannelError] = []

    def fail(channel: Channel) -> None:
        with pytest.raises(ChannelError) as caught:
            channel.send(to(other, private, body=private))
        errors.append(caught.value)

    other.lose_answers(1)
    fail(other.channel)
    other.hang()
    with closing(other.another(other.secret, HASTY)) as hasty:
        fail(hasty)
    with closing(other.another(other.secret[:-4] + "aaaa")) as wrong:
        fail(wrong)
        other.be_down()
        fail(wrong)
    for error in errors:
        told = "".join(traceback.format_exception(error)) + repr(error) + repr(error.__context__)
        assert other.secret[:-4] not in told
        assert private not in told


def test_many_threads_send_through_one_channel(other: Counterpart) -> None:
    failed: list[Exception] = []

    def send(number: int) -> None:
        try:
            for step in range(5):
                other.channel.send(to(other, key=f"{number}-{step}", title=f"{number}-{step}"))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not failed
    assert sorted(each.text for each in other.arrived()) == sorted(
        f"{number}-{step}" for number in range(8) for step in range(5)
    )
