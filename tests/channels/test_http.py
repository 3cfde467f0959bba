"""Calls over real sockets: TLS, proxies, servers that drip and hang, and being ended from another thread."""

from __future__ import annotations

import logging
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.channels.certificates import MISSING_OPENSSL
from tests.channels.certificates import certificate as make_certificate
from tests.channels.ports import closed_port
from tests.channels.proxy import ForwardingProxy
from tests.channels.servers.standin import StandIn
from tests.channels.socks_proxy import SocksProxy
from tests.support.waiting import eventually
from tme_tui.channels import http, wire
from tme_tui.channels.http import Http
from tme_tui.model.delivery import ChannelError, Permanent, Scope, Temporary, Unanswered


@pytest.fixture
def client() -> Iterator[Http]:
    with closing(Http(patience=PATIENCE)) as made:
        yield made


@pytest.fixture
def patient() -> Iterator[Http]:
    """One that would wait for a minute if it were not closed."""
    with closing(Http(patience=PATIENCE)) as made:
        yield made


PATIENCE = 60


class Listener:
    """A server that does with a connection what the test says."""

    def __init__(self, act: Callable[[socket.socket], None]) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._act = act
        self.met = threading.Event()
        """Somebody came, and what had to be done for them was done."""
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(connection)
            try:
                self._act(connection)
            except OSError:
                continue
            finally:
                self.met.set()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(60)
        for connection in self._open:
            connection.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of this machine, in one file."""
    if MISSING_OPENSSL:
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    made, _ = make_certificate(folder)
    made.write_text(made.read_text() + (folder / "key.pem").read_text())
    return made


@pytest.fixture
def secure(certificate: Path) -> Iterator[Listener]:
    """A server with TLS that reads a request and never answers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    kept: list[ssl.SSLSocket] = []

    def act(connection: socket.socket) -> None:
        kept.append(context.wrap_socket(connection, server_side=True))
        request = b""
        while not request.endswith(b"a=b"):
            more = kept[-1].recv(1000)
            if not more:
                raise ConnectionAbortedError
            request += more

    with closing(Listener(act)) as listener:
        yield listener
    for each in kept:
        each.close()


def ended_by_closing(client: Http, url: str, waits: Callable[[], bool]) -> ChannelError:
    """What a call raises when the client is closed once it waits, long before its patience is over."""
    raised: list[ChannelError] = []

    def call() -> None:
        with pytest.raises(ChannelError) as caught:
            client.post(url, {"a": "b"})
        raised.append(caught.value)

    caller = threading.Thread(target=call)
    caller.start()
    eventually(waits)
    client.close()
    caller.join(PATIENCE * 2)
    assert "in time" not in str(raised[0])
    return raised[0]


def test_a_call_that_waits_over_tls_is_ended_from_another_thread(
    patient: Http, secure: Listener, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    error = ended_by_closing(patient, f"https://127.0.0.1:{secure.port}/", secure.met.is_set)
    assert isinstance(error, Unanswered)


def test_a_greeting_of_tls_that_never_ends_is_ended_too(patient: Http) -> None:
    with closing(Listener(lambda connection: None)) as mute:
        error = ended_by_closing(patient, f"https://127.0.0.1:{mute.port}/", mute.met.is_set)
    assert isinstance(error, Temporary)
    assert str(error) == "it was stopped"


def beginning(port: int) -> set[int]:
    """The ports from which connections to a port of this machine have begun that got no answer."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        int(fields[1].rpartition(":")[2], 16)
        for fields in lines
        if fields[2].endswith(f":{port:04X}") and fields[3] == "02"
    }


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full queue refuses instead of being silent")
def test_a_connection_that_does_not_come_about_is_ended_too(patient: Http) -> None:
    with closing(socket.socket()) as full, ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        ours = set()
        for _ in range(3):  # what comes after them gets no answer at all
            one = waiting.enter_context(closing(socket.socket()))
            one.setblocking(False)
            one.connect_ex(full.getsockname())
            ours.add(one.getsockname()[1])
        port = full.getsockname()[1]
        url = f"http://127.0.0.1:{port}/"
        error = ended_by_closing(patient, url, lambda: not beginning(port) <= ours)
    assert str(error) == "it was stopped"


def test_who_cannot_prove_who_it_is_gets_no_request(client: Http, secure: Listener) -> None:
    with pytest.raises(Temporary, match=r"127\.0\.0\.1 could not prove who it is"):
        client.post(f"https://127.0.0.1:{secure.port}/", {"a": "b"})


def test_a_greeting_that_is_cut_off_may_want_a_proxy(client: Http) -> None:
    with (
        closing(Listener(lambda connection: connection.close())) as rude,
        pytest.raises(Temporary, match="broke off as it began; is a proxy needed"),
    ):
        client.post(f"https://127.0.0.1:{rude.port}/", {"a": "b"})


def test_a_request_that_did_not_leave_in_full_is_temporary(client: Http) -> None:
    with closing(Listener(lambda connection: connection.close())) as rude:
        huge = b"x" * 2**24
        with pytest.raises(Temporary):
            client.post(f"http://127.0.0.1:{rude.port}/", body=huge)


def test_a_kept_connection_that_was_closed_meanwhile_is_replaced_at_once(client: Http) -> None:
    taken: list[bytes] = []

    def act(connection: socket.socket) -> None:
        """The first connection is closed in the middle of its second request."""
        while True:
            head, _, body = connection.recv(65536).partition(b"\r\n\r\n")
            if len(taken) == 1 and not closed.is_set():
                closed.set()
                connection.close()
                return
            length = int(head.lower().partition(b"content-length:")[2].split()[0])
            while len(body) < length:
                body += connection.recv(length - len(body))
            taken.append(body)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            if len(taken) == 2:
                return

    closed = threading.Event()
    huge = b"x" * 2**24
    with closing(Listener(act)) as listener:
        url = f"http://127.0.0.1:{listener.port}/"
        assert client.post(url, body=b"one").status == 200
        assert client.post(url, body=huge).status == 200
    assert closed.is_set()
    assert taken == [b"one", huge]


def test_a_proxy_that_asks_for_a_password_says_so(client: Http) -> None:
    def refuse(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")

    with (
        closing(Listener(refuse)) as proxy,
        closing(Http(f"http://127.0.0.1:{proxy.port}", patience=PATIENCE)) as through,
        pytest.raises(Temporary, match="wants a user and a password"),
    ):
        through.post("https://127.0.0.1/", {"a": "b"})


def test_an_answer_that_drips_for_ever_ends_after_all(client: Http, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            connection.sendall(b"x")
            time.sleep(0.02)

    with closing(Listener(drip)) as slow:
        for seconds in (0.5, 5, 50):
            monkeypatch.setattr(http, "CALL_SECONDS", seconds)
            monkeypatch.setattr(http, "CONNECT_SECONDS", seconds / 5)
            with pytest.raises(ChannelError) as caught:
                client.get(f"http://127.0.0.1:{slow.port}/", {}, wait=seconds * 0.6)
            if isinstance(caught.value, Unanswered):
                break  # a busy machine may not even ask in half a second
    assert isinstance(caught.value, Unanswered)
    assert "did not answer in time" in str(caught.value)


def test_an_answer_without_end_is_not_read_to_the_end(client: Http, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LONGEST_ANSWER", 1000)

    def flood(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 1000)

    with closing(Listener(flood)) as flooding, pytest.raises(Unanswered):
        client.get(f"http://127.0.0.1:{flooding.port}/", {})


def test_a_name_that_does_not_exist(client: Http) -> None:
    with pytest.raises(Temporary):
        client.get("http://nowhere.invalid/", {})


@pytest.mark.parametrize("url", ["http://", "ftp://127.0.0.1/", "http://[", "nonsense"])
def test_an_address_that_is_none_is_a_matter_of_the_settings(client: Http, url: str) -> None:
    with pytest.raises(Permanent) as caught:
        client.get(url, {})
    assert caught.value.scope is Scope.CHANNEL
    assert "api_url" in caught.value.hint


def test_redirections_are_not_followed(client: Http) -> None:
    def send_away(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        )

    with closing(Listener(send_away)) as listener:
        answer = client.post(f"http://127.0.0.1:{listener.port}/", {"a": "b"})
    assert answer.status == 302


def test_a_connection_is_used_again_unless_it_was_silent_for_long(
    client: Http, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        client.post(f"{telegram.url}/bot1/getMe", {})
    monkeypatch.setattr(wire, "IDLE_SECONDS", 0.0)
    client.post(f"{telegram.url}/bot1/getMe", {})
    first, second, third = (call["connection"] for call in telegram.calls())
    assert first == second != third


def through(proxy: str) -> Http:
    return Http(proxy, patience=PATIENCE)


def test_calls_go_through_the_proxy(telegram: StandIn) -> None:
    with ForwardingProxy() as proxy, closing(through(f"http://user:secret@127.0.0.1:{proxy.port}")) as client:
        assert client.post(f"{telegram.url}/bot1/getMe", {}).status == 404
        assert proxy.forwarded == [f"{telegram.url}/bot1/getMe"]
        assert proxy.logins == ["user:secret"]


def test_a_proxy_of_socks_finds_names_itself(telegram: StandIn) -> None:
    target = ("127.0.0.1", int(telegram.url.rpartition(":")[2]))
    with SocksProxy(target) as proxy:
        with closing(through(f"socks5h://user:secret@127.0.0.1:{proxy.port}")) as client:
            assert client.post("http://api.telegram.example/bot1/getMe", {}).status == 404
        assert proxy.asked == ["api.telegram.example:80"]
        assert proxy.logins == ["user:secret"]


def test_a_call_that_waits_behind_a_proxy_is_ended_too(telegram: StandIn) -> None:
    telegram.fail("hang")
    target = ("127.0.0.1", int(telegram.url.rpartition(":")[2]))
    with (
        SocksProxy(target) as proxy,
        closing(through(f"socks5h://user:secret@127.0.0.1:{proxy.port}")) as patient,
    ):
        url = "http://api.telegram.example/bot1/getMe"
        error = ended_by_closing(patient, url, lambda: bool(telegram.calls()))
    assert isinstance(error, Unanswered)


@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h"])
def test_a_proxy_that_is_not_there_is_temporary_and_keeps_its_password(scheme: str) -> None:
    with (
        closed_port() as port,
        closing(Http(f"{scheme}://user:secret@127.0.0.1:{port}")) as client,
        pytest.raises(Temporary) as caught,
    ):
        client.get("https://api.example/", {})
    assert "secret" not in str(caught.value)
    assert "proxy" in str(caught.value)


def test_no_password_file_is_asked(home: Path, telegram: StandIn, client: Http) -> None:
    (home / ".netrc").write_text("machine 127.0.0.1 login me password pwd\n")
    (home / ".netrc").chmod(0o600)
    client.post(f"{telegram.url}/bot1/getMe", {})
    assert "Authorization" not in telegram.calls()[-1]["headers"]


def test_the_log_of_the_library_holds_no_token(
    client: Http, telegram: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    token = f"123456:{'A' * 35}"
    with caplog.at_level(logging.DEBUG, "urllib3"):
        client.post(f"{telegram.url}/bot{token}/getMe", {})
    assert "/bot123456:***/getMe" in caplog.text
    assert token not in caplog.text
