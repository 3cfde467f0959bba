"""A small SOCKS5 proxy with a password, which connects every name to one place of this machine."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType


class SocksProxy:
    """For the time of a `with`; `asked` is what it was to connect to, `logins` who wanted it."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.asked: list[str] = []
        self.logins: list[str] = []
        self._target = target
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listening]
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> SocksProxy:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                self._open.append(client)
                threading.Thread(target=self._meet, args=(client,), daemon=True).start()

    def _meet(self, client: socket.socket) -> None:
        with suppress(OSError):
            _, methods = _read(client, 2)
            _read(client, methods)
            client.sendall(b"\x05\x02")  # a name and a password, please
            _, length = _read(client, 2)
            name = _read(client, length).decode()
            self.logins.append(f"{name}:{_read(client, _read(client, 1)[0]).decode()}")
            client.sendall(b"\x01\x00")
            kind = _read(client, 4)[3]
            host = (
                socket.inet_ntoa(_read(client, 4))
                if kind == 1
                else _read(client, _read(client, 1)[0]).decode()
            )
            self.asked.append(f"{host}:{int.from_bytes(_read(client, 2), 'big')}")
            server = socket.create_connection(self._target)
            self._open.append(server)
            client.sendall(b"\x05\x00\x00\x01" + bytes(6))
            threading.Thread(target=_pour, args=(server, client), daemon=True).start()
            _pour(client, server)


def _read(source: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = source.recv(size - len(got))
        if not more:
            raise ConnectionError("gone")
        got += more
    return got


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(4096):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)
