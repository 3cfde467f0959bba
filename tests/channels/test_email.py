"""Letters, taken by a real mail server."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.channels.certificates import MISSING_OPENSSL, certificate
from tests.channels.mail import PASSWORD, Mailbox, serving
from tests.channels.ports import closed_port
from tme_tui.channels.email.channel import EmailChannel
from tme_tui.channels.email.talking import MailServer
from tme_tui.model.clock import FixedClock
from tme_tui.model.delivery import ChannelError, Outgoing, Permanent, Scope, Temporary, Unanswered

SENDER = "tme@example.org"
EVENT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Звонок\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

needs_openssl = pytest.mark.skipif(MISSING_OPENSSL, reason="openssl is not installed here")


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(box: Mailbox) -> Iterator[int]:
    with serving(box) as port:
        yield port


@pytest.fixture
def channel(port: int, clock: FixedClock) -> Iterator[EmailChannel]:
    with closing(EmailChannel(MailServer("127.0.0.1", port, "none"), SENDER, clock=clock)) as channel:
        yield channel


def to(address: str = "anna@example.org", title: str = "Call Anna", body: str = "", **more: str) -> Outgoing:
    return Outgoing("key-7", address, title, body, **more)  # type: ignore[arg-type]


def test_a_letter_has_the_text_and_the_event(channel: EmailChannel, box: Mailbox) -> None:
    channel.send(to(title="Позвонить Анне", body="сегодня 14:30\n.\n..точки", calendar=EVENT))
    (letter,) = box.letters
    assert letter["Subject"] == "Позвонить Анне"
    assert letter["From"] == "tme-tui <tme@example.org>"
    assert (letter["X-From"], letter["X-To"], letter["To"]) == (
        SENDER,
        "anna@example.org",
        "anna@example.org",
    )
    assert letter["Date"] == "Wed, 04 Mar 2026 12:00:00 +0000"
    body = letter.get_body()
    assert body is not None
    assert body.get_content().split() == ["Позвонить", "Анне", "сегодня", "14:30", ".", "..точки"]
    (event,) = letter.iter_attachments()
    assert event.get_content_type() == "text/calendar"
    assert event.get_filename() == "event.ics"
    assert event.get_content().split() == EVENT.split()


def test_a_repeat_has_the_same_name(channel: EmailChannel, box: Mailbox) -> None:
    channel.send(to())
    channel.send(to())
    channel.send(Outgoing("key-8", "anna@example.org", "Call Anna"))
    first, second, other = (letter["Message-ID"] for letter in box.letters)
    assert first == second != other
    assert first.endswith("@example.org>")


@pytest.mark.parametrize(
    "text",
    [
        "Call\r\nBcc: boris@example.org\r\n\r\nowned",
        "[/] <b>&amp; =?utf-8?q?x?= \x00\x07 \ud83d \u202e",
        "",
        "x" * 150_000,
        "From here\n.\nQUIT",
        "🚀 日本語 שלום",
    ],
)
def test_no_text_breaks_out_of_its_place(channel: EmailChannel, box: Mailbox, text: str) -> None:
    channel.send(to(title=text, body=text))
    (letter,) = box.letters
    assert letter["Bcc"] is None
    assert letter["X-To"] == "anna@example.org"
    assert len(letter["Subject"]) <= 220
    assert not letter.defects


@pytest.mark.parametrize(
    "address", ["", "anna", "a@b\r\nRCPT TO:<c@d>", "<a@b>", "a b@c", "a@b>, <c@d", "a@b,c@d"]
)
def test_what_is_no_address_reaches_no_server(channel: EmailChannel, box: Mailbox, address: str) -> None:
    with pytest.raises(Permanent) as caught:
        channel.send(to(address))
    assert caught.value.scope is Scope.ADDRESS
    assert box.letters == []


@pytest.mark.parametrize("address", ["anna@почта.рф", "анна@example.org"])
def test_addresses_have_letters_of_any_alphabet(channel: EmailChannel, box: Mailbox, address: str) -> None:
    channel.send(to(address))
    (letter,) = box.letters
    assert letter["X-To"] in {"anna@xn--80a1acny.xn--p1ai", "анна@example.org"}


@pytest.mark.parametrize(
    ("where", "answer", "scope"),
    [
        ("RCPT", "450 greylisted", None),
        ("MAIL", "451 later", None),
        ("DATA", "452 full", None),
        ("RCPT", "550 no such user", Scope.ADDRESS),
        ("MAIL", "553 not yours", Scope.CHANNEL),
        ("DATA", "554 looks like spam", Scope.MESSAGE),
    ],
)
def test_refusals_are_told_apart(
    channel: EmailChannel, box: Mailbox, where: str, answer: str, scope: Scope | None
) -> None:
    box.refusals[where] = answer
    with pytest.raises(Temporary if scope is None else Permanent) as caught:
        channel.send(to())
    if isinstance(caught.value, Permanent):
        assert caught.value.scope is scope
    assert answer[:3] in str(caught.value)
    assert answer[4:] not in str(caught.value)
    box.refusals.clear()
    channel.send(to())
    assert len(box.letters) == 1


def test_an_answer_that_never_came_is_its_own_outcome(channel: EmailChannel, box: Mailbox, port: int) -> None:
    box.refusals["DATA"] = "vanish"
    with pytest.raises(Unanswered):
        channel.send(to())
    box.refusals["DATA"] = "hang"
    for patience in (2, 8, 32):
        hasty = EmailChannel(MailServer("127.0.0.1", port, "none"), SENDER, patience=patience)
        with closing(hasty), pytest.raises(ChannelError, match="did not answer in time") as caught:
            hasty.send(to())
        if isinstance(caught.value, Unanswered):
            break  # a busy machine may not even greet so soon
    assert isinstance(caught.value, Unanswered)


def test_no_connection_is_temporary() -> None:
    with closed_port() as port:
        channel = EmailChannel(MailServer("127.0.0.1", port, "none"), SENDER)
        with pytest.raises(Temporary, match="refuses connections"):
            channel.send(to())
        with pytest.raises(Temporary, match="refuses connections"):
            channel.check()


def test_a_server_that_says_nothing_is_temporary_and_closing_ends_the_wait() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = MailServer("127.0.0.1", silent.getsockname()[1], "none")
        with pytest.raises(Temporary, match="did not answer in time"):
            EmailChannel(server, SENDER, patience=0.3).send(to())
        channel = EmailChannel(server, SENDER)
        raised: list[Exception] = []

        def send() -> None:
            try:
                channel.send(to())
            except Exception as error:
                raised.append(error)

        sender = threading.Thread(target=send)
        sender.start()
        with silent.accept()[0], silent.accept()[0]:
            channel.close()
            sender.join(60)
        assert isinstance(raised[0], Temporary)
        assert str(raised[0]) == "it was stopped"
    with pytest.raises(Temporary):
        channel.send(to())


@pytest.mark.parametrize(("greeting", "kind"), [("421 busy", Temporary), ("554 go away", Permanent)])
def test_a_server_that_does_not_want_us(greeting: str, kind: type[Exception]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            visitor, _ = door.accept()
            with visitor:
                visitor.sendall(f"{greeting}\r\n".encode())
                visitor.recv(1000)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(kind, match=greeting[:3]):
            EmailChannel(MailServer("127.0.0.1", door.getsockname()[1], "none"), SENDER).send(to())
        thread.join()


@needs_openssl
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_letters_go_encrypted_after_logging_in(
    box: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    own, tls = certificate(tmp_path)
    with serving(box, tls, at_once=security == "tls") as port:
        server = MailServer("127.0.0.1", port, security, "anna", PASSWORD)
        with closing(EmailChannel(server, SENDER)) as channel:
            with pytest.raises(Temporary, match="could not prove who it is"):
                channel.send(to())
            monkeypatch.setenv("SSL_CERT_FILE", str(own))
            channel.send(to())
            assert channel.check()
        wrong = MailServer("127.0.0.1", port, security, "anna", "wr0ng-one")
        with pytest.raises(Permanent, match="does not take the user or the password") as caught:
            EmailChannel(wrong, SENDER).check()
    assert caught.value.scope is Scope.CHANNEL
    assert "email.password" in caught.value.hint
    assert "wr0ng-one" not in repr(caught.value)
    assert len(box.letters) == 1
    assert set(box.logins) == {"anna"}


def test_a_password_is_never_sent_in_the_clear(box: Mailbox, port: int) -> None:
    server = MailServer("127.0.0.1", port, "starttls", "anna", PASSWORD)
    with pytest.raises(Permanent, match="offers no encryption"):
        EmailChannel(server, SENDER).send(to())
    assert box.logins == []


def test_a_sender_that_is_none_is_named() -> None:
    with pytest.raises(Permanent, match=r"email\.sender"):
        EmailChannel(MailServer("127.0.0.1"), "nobody")


def test_the_tls_of_old_is_not_spoken() -> None:
    assert ssl.create_default_context().minimum_version >= ssl.TLSVersion.TLSv1_2
